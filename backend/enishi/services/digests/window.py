"""Of which days a digest tells what is new."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from enishi.domain.iso_week import IsoWeek

# Whoever reads the digest once a month has missed no more; longer ago is no longer news.
_LONGEST = 5
_MIDNIGHT = time()


@dataclass(frozen=True, slots=True)
class DigestWindow:
    """The weeks before the one of the digest, whole: what is new in them is told once.

    The week itself is the next digest's. So a digest says the same whenever in its week it is
    composed, again after a crash or in a preview, and everything new stands in exactly one.
    """

    first: datetime  # UTC, included
    last: datetime  # UTC, excluded

    @classmethod
    def of(cls, week: IsoWeek, since: IsoWeek | None = None) -> "DigestWindow":
        """Return the window of a week's digest; `since` is the week of the digest before it."""
        earliest = week.before(_LONGEST)
        begin = week.before() if since is None else max(min(since, week.before()), earliest)
        return cls(_monday(begin), _monday(week))

    @property
    def days(self) -> tuple[datetime, datetime]:
        """Its first and its last day in Japan, as instants within them."""
        return self.first, self.last - timedelta(microseconds=1)


def _monday(week: IsoWeek) -> datetime:
    return week.at(1, _MIDNIGHT).astimezone(UTC)
