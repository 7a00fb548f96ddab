"""How shares, durations and yen are said in a sentence; nothing is reckoned from the words."""

from collections.abc import Iterable
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

from enishi.domain.bia.values import in_days, whole_yen

# Up to three days are spoken of in hours, as RTOs are.
_IN_HOURS = timedelta(hours=72)
_TENTH = Decimal("0.1")
_MOST_NAMES = 5


def percent(share: Decimal) -> str:
    """Return a share as a percentage of at most one decimal: 0.405 is 40.5%."""
    return f"{_short(share * 100)}%"


def lasting(value: timedelta) -> str:
    """Return a duration in Japanese: 24時間, 6日."""
    return f"{_short(in_days(value) * 24)}時間" if value <= _IN_HOURS else f"{days(value)}日"


def lasting_english(value: timedelta) -> str:
    """Return a duration in English: 24 h, 6 days."""
    return f"{_short(in_days(value) * 24)} h" if value <= _IN_HOURS else f"{days(value)} days"


def days(value: timedelta) -> str:
    """Return a duration as a number of days of at most one decimal."""
    return _short(in_days(value))


def listed(names: Iterable[str]) -> str:
    """Return names as a sentence bears them: the first few in 「」, and how many more."""
    every = tuple(names)
    rest = len(every) - _MOST_NAMES
    said = "".join(f"「{name}」" for name in every[:_MOST_NAMES])
    return f"{said}ほか{rest}件" if rest > 0 else said


def yen(value: Decimal) -> str:
    """Return whole yen with separators: 98,630円."""
    return f"{whole_yen(value):,}円"


def points(score: Decimal) -> str:
    """Return a score as it was given: 4.5点, and 5点 for 5.0."""
    return f"{plain(score)}点"


def plain(value: Decimal) -> str:
    """Return a number without an exponent and without zeros at its end."""
    return f"{value.normalize():f}"


def _short(value: Decimal) -> str:
    return plain(value.quantize(_TENTH, ROUND_HALF_UP))
