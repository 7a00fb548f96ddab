"""Makes the suggestions of each week early on its Monday."""

from collections.abc import Callable
from datetime import UTC, datetime, time
from threading import Event, Thread

import structlog

from enishi.domain.access import LOCAL_OPERATOR
from enishi.domain.errors import EnishiError
from enishi.domain.iso_week import IsoWeek
from enishi.services.suggestions.service import SuggestionService

# Long before anybody works, and a day before the digest is sent.
MADE_ON, MADE_AT = 1, time(3)
# How often it is looked whether a week is due; an empty look costs one query.
_SECONDS = 60.0

_log = structlog.get_logger()


class Suggesting:
    """A thread that makes what is due; it may be killed at any moment.

    A week that was missed is made at the next look, and one that fails is tried again: until
    then the week before stands as it was, and the log says so.
    """

    def __init__(
        self,
        suggestions: Callable[[], SuggestionService],
        prepare: Callable[[], object],  # has the index at its newest
        seconds: float = _SECONDS,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._suggestions = suggestions
        self._prepare = prepare
        self._seconds = seconds
        self._now = now
        self._stop = Event()
        self._thread = Thread(target=self._run, name="suggesting", daemon=True)
        self._made: IsoWeek | None = None
        self._trouble: str | None = None

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """Stop after the look at hand."""
        self._stop.set()
        self._thread.join()

    def check(self) -> IsoWeek | None:
        """Make this week's suggestions where they are due; return the week that was made."""
        now = self._now()
        week = IsoWeek.of(now)
        if week == self._made or now < week.at(MADE_ON, MADE_AT):
            return None
        if self._suggestions().is_made(week):
            self._made = week
            return None
        self._prepare()
        made = self._suggestions().make(week, by=LOCAL_OPERATOR)
        self._made = week
        _log.info("suggestions made", week=str(week), firms=made.firms, fallback=made.is_fallback)
        return week

    def _run(self) -> None:
        while True:
            self._tell(self._look())
            if self._stop.wait(self._seconds):
                return

    def _look(self) -> str | None:
        """Make what is due; return what keeps it from being made."""
        try:
            self.check()
        except EnishiError as error:
            return error.message
        except Exception as error:
            # A lost database may come back; the worker must be there then.
            if self._trouble is None:
                _log.exception("suggesting failed")
            return repr(error)
        return None

    def _tell(self, trouble: str | None) -> None:
        if trouble != self._trouble:
            self._trouble = trouble
            _log.warning("suggesting", problem=trouble) if trouble else _log.info("suggesting")
