"""Folds changes into a new snapshot before servers carry too many of them in memory."""

from signal import SIGTERM, signal
from threading import Event

import structlog

from enishi.domain.errors import EnishiError
from enishi.services.indexing import IndexService

# How often the queue of changes is looked at; an empty look costs one query.
_SECONDS = 30.0

_log = structlog.get_logger()


class Compaction:
    """Refreshes the index when it is missing, unusable, or many changes behind."""

    def __init__(self, indexing: IndexService, after: int) -> None:
        self._indexing = indexing
        self._after = after
        self._stop = Event()

    def run(self) -> None:
        """Look again and again, until the process is told to stop."""
        signal(SIGTERM, lambda _signal, _frame: self._stop.set())
        while True:
            try:
                self.check()
            except EnishiError as error:
                _log.warning("compaction", problem=error.message)
            except Exception:
                # A full disk or a lost database may come back; the worker must be there then.
                _log.exception("compaction failed")
            if self._stop.wait(_SECONDS):
                return

    def check(self) -> bool:
        """Refresh where it is due; return whether it was."""
        status = self._indexing.status()
        due = status.problem is not None or status.pending >= self._after
        if due:
            manifest = self._indexing.refresh(lambda _done, _total: None)
            _log.info("index refreshed", index=manifest.name, firms=manifest.firms)
        return due
