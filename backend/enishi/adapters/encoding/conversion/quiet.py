"""Silence while foreign tools convert."""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from transformers.utils.logging import disable_progress_bar, enable_progress_bar


@contextmanager
def quietly() -> Iterator[None]:
    """Keep progress bars and advice to the tools' programmers off the screen of whoever builds."""
    disable_progress_bar()  # type: ignore[no-untyped-call]
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(logging.NOTSET)
        enable_progress_bar()  # type: ignore[no-untyped-call]
