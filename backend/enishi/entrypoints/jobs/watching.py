"""Recomputes BIA cases when a partner has changed, and tells their owners."""

from itertools import count

from enishi.entrypoints.jobs.recurring import RecurringJob
from enishi.services.bia.watching import WatchService

# How often the outbox is looked at; an empty look costs two queries.
_SECONDS = 5.0
# Looks between two of everything: readiness wears off by the day.
_EVERYTHING_EVERY = round(86_400 / _SECONDS)


class Watching(RecurringJob):
    """Follows the partners of cases."""

    def __init__(self, watch: WatchService, seconds: float = _SECONDS) -> None:
        super().__init__("watching", seconds, self._check_in_turn)
        self._watch = watch
        self._looks = count()

    def check(self, *, everything: bool = True) -> int:
        """Look once; return how many notices were made."""
        made = self._watch.check()
        return made + self._watch.look_again() if everything else made

    def _check_in_turn(self) -> None:
        self.check(everything=next(self._looks) % _EVERYTHING_EVERY == 0)
