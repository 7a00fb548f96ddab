"""Weeks as ISO 8601 numbers them: what happens once a week is keyed by its week."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from enishi.domain.errors import InvalidValueError
from enishi.domain.japan_time import JAPAN, day_in_japan

_WRITTEN = re.compile(r"(\d{4})-W(\d{2})")
# What somebody may ask for: before the first and after the last of all weeks there is none.
_YEARS = range(1900, 3000)


@dataclass(frozen=True, slots=True, order=True)
class IsoWeek:
    """One week from Monday to Sunday in Japan; written as `2026-W48`."""

    year: int  # the ISO year, which is another than the calendar's around new year
    number: int  # 1 to 53

    def __post_init__(self) -> None:
        try:
            date.fromisocalendar(self.year, self.number, 1)
        except ValueError:
            raise _no_week(f"{self.year}-W{self.number:02}") from None

    @classmethod
    def read(cls, text: str) -> "IsoWeek":
        """Read `2026-W48`, of the years 1900 to 2999; raises InvalidValueError."""
        match = _WRITTEN.fullmatch(text)
        if match is None or int(match[1]) not in _YEARS:
            raise _no_week(text)
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, at: datetime | date) -> "IsoWeek":
        """Return the week that an instant, or a day, belongs to in Japan."""
        day = day_in_japan(at) if isinstance(at, datetime) else at
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @property
    def monday(self) -> date:
        """Its first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    def day(self, weekday: int) -> date:
        """Return its day of this weekday: 1 for Monday to 7 for Sunday."""
        return date.fromisocalendar(self.year, self.number, weekday)

    def at(self, weekday: int, clock: time) -> datetime:
        """Return the instant of a weekday and a time of day in Japan."""
        return datetime.combine(self.day(weekday), clock, JAPAN)

    def before(self, weeks: int = 1) -> "IsoWeek":
        """Return the week that was so many weeks earlier."""
        return IsoWeek.of(self.monday - timedelta(weeks=weeks))

    def after(self, weeks: int = 1) -> "IsoWeek":
        """Return the week that comes so many weeks later."""
        return IsoWeek.of(self.monday + timedelta(weeks=weeks))

    def __str__(self) -> str:
        """Write it as ISO 8601 does."""
        return f"{self.year:04}-W{self.number:02}"


def _no_week(text: str) -> InvalidValueError:
    return InvalidValueError(
        f"週は 2026-W48 のように書いてください（{text[:40]}）",
        field="week",
        english="a week is written like 2026-W48",
    )
