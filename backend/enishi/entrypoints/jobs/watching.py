"""Recomputes BIA cases when a partner has changed, and tells their owners."""

from threading import Event, Thread

import structlog

from enishi.domain.errors import EnishiError
from enishi.services.bia.watching import WatchService

# How often the outbox is looked at; an empty look costs two queries.
_SECONDS = 5.0
# Looks between two of everything: readiness wears off by the day.
_EVERYTHING_EVERY = round(86_400 / _SECONDS)

_log = structlog.get_logger()


class Watching:
    """A thread that follows the partners of cases; it may be killed at any moment."""

    def __init__(self, watch: WatchService, seconds: float = _SECONDS) -> None:
        self._watch = watch
        self._seconds = seconds
        self._stop = Event()
        self._thread = Thread(target=self._run, name="watching", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def stop(self) -> None:
        """Stop after the look at hand."""
        self._stop.set()
        self._thread.join()

    def check(self, *, everything: bool = True) -> int:
        """Look once; return how many notices were made."""
        made = self._watch.check()
        return made + self._watch.look_again() if everything else made

    def _run(self) -> None:
        looks = 0
        while True:
            try:
                self.check(everything=looks % _EVERYTHING_EVERY == 0)
            except EnishiError as error:
                _log.warning("watching", problem=error.message)
            except Exception:
                # A lost database may come back; the worker must be there then.
                _log.exception("watching failed")
            looks += 1
            if self._stop.wait(self._seconds):
                return
