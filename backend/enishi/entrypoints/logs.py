"""What a server writes down of itself: one JSON object a line, usually on standard output."""

import logging
from typing import TextIO

import structlog

_library = structlog.get_logger()


def set_up(level: str, *, to: TextIO | None = None) -> None:
    """Log from this level on; once in every process that serves or works."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.PrintLoggerFactory(to),
    )
    root = logging.getLogger()
    if not any(isinstance(handler, _Onward) for handler in root.handlers):
        root.addHandler(_Onward(logging.WARNING))


class _Onward(logging.Handler):
    """Has what libraries warn of written down in the same place and form."""

    def emit(self, record: logging.LogRecord) -> None:
        """Pass one record on."""
        _library.log(
            record.levelno,
            record.getMessage(),
            library=record.name,
            exc_info=record.exc_info or None,
        )
