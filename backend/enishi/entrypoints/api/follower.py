"""Keeps this process's index at the newest change."""

from collections.abc import Callable
from threading import Event, Thread

import structlog

from enishi.domain.errors import EnishiError
from enishi.entrypoints.api.telemetry import FIRMS, PENDING
from enishi.services.live_index import LiveIndex

# After a failure: what is missing is seldom there a moment later, and looking for a model by
# name may take a while.
_PAUSE_SECONDS = 5.0

_log = structlog.get_logger()


class Follower:
    """A thread that takes changes in; a failure is logged once and tried again.

    `live` gives the index, or raises EnishiError as long as there cannot be one: without an
    encoder there is no search, but everything else is served.
    """

    def __init__(self, live: Callable[[], LiveIndex], seconds: float) -> None:
        self._live = live
        self._seconds = seconds
        self._followed: LiveIndex | None = None
        self._stop = Event()
        self._trouble: str | None = None
        self._thread = Thread(target=self._follow, name="index-follower", daemon=True)

    def start(self) -> None:
        """Begin to follow."""
        self._thread.start()

    def stop(self) -> None:
        """Stop after the step at hand, and let go of the index."""
        self._stop.set()
        self._thread.join()
        if self._followed is not None:
            self._followed.close()

    def _follow(self) -> None:
        while True:
            trouble = self._step()
            self._tell(trouble)
            pause = max(self._seconds, _PAUSE_SECONDS) if trouble else self._seconds
            if self._stop.wait(pause):
                return

    def _step(self) -> str | None:
        """Take in what is new; return what keeps it from doing so."""
        try:
            self._followed = live = self._live()
            live.catch_up()
            FIRMS.set(len(live.view().catalogue))
            PENDING.set(live.pending())
        except EnishiError as error:
            return error.message
        except Exception as error:
            # Whatever went wrong, the present state keeps serving and the next try may do.
            if self._trouble is None:
                _log.exception("following the index failed")
            return repr(error)
        return None

    def _tell(self, trouble: str | None) -> None:
        if trouble != self._trouble:
            self._trouble = trouble
            _log.warning("index", problem=trouble) if trouble else _log.info("index ready")
