"""Writes down what searches missed in firms, every few seconds."""

from threading import Event, Thread

import structlog

from enishi.domain.errors import EnishiError
from enishi.services.search_tallies import SearchTally

# Long enough for one write to serve many searches, short enough that little is lost.
_SECONDS = 10.0

_log = structlog.get_logger()


class Tallying:
    """A thread that flushes the tally of one process, the last time when it stops."""

    def __init__(self, tally: SearchTally, seconds: float = _SECONDS) -> None:
        self._tally = tally
        self._seconds = seconds
        self._stop = Event()
        self._thread = Thread(target=self._run, name="tallying", daemon=True)

    def start(self) -> None:
        """Begin to write."""
        self._thread.start()

    def stop(self) -> None:
        """Write down what is left."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        is_last = False
        while not is_last:
            is_last = self._stop.wait(self._seconds)
            try:
                self._tally.flush()
            except EnishiError as error:
                _log.warning("tallying", problem=error.message)
            except Exception:
                # A lost database may come back; what was counted waits for it.
                _log.exception("tallying failed")
