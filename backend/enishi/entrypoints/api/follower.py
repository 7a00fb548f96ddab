"""Keeps this process's index at the newest change."""

from threading import Event, Thread

import structlog

from enishi.domain.errors import EnishiError
from enishi.entrypoints.api.telemetry import FIRMS, PENDING
from enishi.services.live_index import LiveIndex

_log = structlog.get_logger()


class Follower:
    """A thread that takes changes in; a failure is logged once and tried again."""

    def __init__(self, live: LiveIndex, seconds: float) -> None:
        self._live = live
        self._seconds = seconds
        self._stop = Event()
        self._trouble: str | None = None
        self._thread = Thread(target=self._follow, name="index-follower", daemon=True)

    def start(self) -> None:
        """Begin to follow."""
        self._thread.start()

    def stop(self) -> None:
        """Stop, and wait for the step at hand."""
        self._stop.set()
        self._thread.join()

    def _follow(self) -> None:
        while not self._stop.wait(self._seconds):
            try:
                self._live.catch_up()
                FIRMS.set(len(self._live.view().catalogue))
                PENDING.set(self._live.pending())
                self._tell(None)
            except EnishiError as error:
                self._tell(error.message)
            except Exception:
                # Whatever went wrong, the present state keeps serving and the next try may do.
                _log.exception("following the index failed")

    def _tell(self, trouble: str | None) -> None:
        if trouble != self._trouble:
            self._trouble = trouble
            _log.warning("index", problem=trouble) if trouble else _log.info("index ready")
