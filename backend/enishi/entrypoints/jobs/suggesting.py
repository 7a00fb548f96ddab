"""Makes the suggestions of each week early on its Monday."""

from collections.abc import Callable
from datetime import UTC, datetime, time

import structlog

from enishi.domain.access import LOCAL_OPERATOR
from enishi.domain.iso_week import IsoWeek
from enishi.entrypoints.jobs.recurring import RecurringJob
from enishi.services.suggestions.service import SuggestionService

# Long before anybody works, and a day before the digest is sent.
MADE_ON, MADE_AT = 1, time(3)
# How often it is looked whether a week is due; an empty look costs one query.
_SECONDS = 60.0

_log = structlog.get_logger()


class Suggesting(RecurringJob):
    """Makes the week that is due.

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
        super().__init__("suggesting", seconds, self.check)
        self._suggestions = suggestions
        self._prepare = prepare
        self._now = now
        self._made: IsoWeek | None = None

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
