"""What is looked at again and again beside the rest of the worker."""

from collections.abc import Callable
from threading import Event, Thread

import structlog

from enishi.domain.errors import EnishiError

_log = structlog.get_logger()


class RecurringJob:
    """A thread that looks every so many seconds whether there is something to be done.

    It may be killed at any moment. What keeps it from its work is told when it begins and when
    it is over, not at every look.
    """

    def __init__(self, name: str, seconds: float, look: Callable[[], object]) -> None:
        self._name = name
        self._seconds = seconds
        self._look = look
        self._trouble: str | None = None
        self._stop = Event()
        self._thread = Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """Stop after the look at hand."""
        self._stop.set()
        self._thread.join()

    @property
    def is_stopping(self) -> bool:
        """Whether the look at hand is the last."""
        return self._stop.is_set()

    def _run(self) -> None:
        while True:
            self._tell(self._kept_from_it())
            if self._stop.wait(self._seconds):
                return

    def _kept_from_it(self) -> str | None:
        """Do what is to be done; return what keeps it from being done."""
        try:
            self._look()
        except EnishiError as error:
            return error.message
        except Exception as error:
            # A lost database may come back; the worker must be there then.
            if self._trouble is None:
                _log.exception(f"{self._name} failed")
            return repr(error)
        return None

    def _tell(self, trouble: str | None) -> None:
        if trouble != self._trouble:
            self._trouble = trouble
            _log.warning(self._name, problem=trouble) if trouble else _log.info(self._name)


def look_at_each(*looks: Callable[[], object]) -> None:
    """Look once at everything; what keeps one from its work keeps none of the others.

    Raises the first EnishiError when all have been looked at.
    """
    troubles: list[EnishiError] = []
    for look in looks:
        try:
            look()
        except EnishiError as error:
            troubles.append(error)
    if troubles:
        raise troubles[0]
