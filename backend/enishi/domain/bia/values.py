"""Numbers of an analysis that keep their promise: shares, durations, yen, references."""

from collections.abc import Iterable
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

from enishi.domain.errors import InvalidValueError
from enishi.domain.limits import NAME, bounded

_DAY = timedelta(days=1)
# Ten years: what takes longer is no recovery, and what costs a quadrillion is no firm.
_LONGEST = timedelta(days=3_650)
_MOST = Decimal(10) ** 15


def share(value: Decimal | None, field: str) -> None:
    """Refuse a share outside 0…1; None means unknown and passes."""
    if value is not None and not (value.is_finite() and 0 <= value <= 1):
        raise InvalidValueError(
            f"0から1までの割合で指定してください（{value}）",
            field=field,
            english=f"must be a share from 0 to 1, not {value}",
        )


def amount(value: Decimal | None, field: str, *, positive: bool = False) -> None:
    """Refuse yen, pieces or rates that are negative or beyond reason; None passes."""
    if value is None:
        return
    if not value.is_finite() or value < 0 or value > _MOST:
        raise InvalidValueError(
            f"0以上の数で指定してください（{value}）",
            field=field,
            english=f"must be at least 0, not {value}",
        )
    if positive and value == 0:
        raise InvalidValueError(
            "0より大きい数で指定してください", field=field, english="must be more than 0"
        )


def duration(value: timedelta | None, field: str) -> None:
    """Refuse a duration that is negative or longer than ten years; None passes."""
    if value is not None and not timedelta(0) <= value <= _LONGEST:
        raise InvalidValueError(
            f"0日から3,650日までで指定してください（{in_days(value):f}日）",
            field=field,
            english=f"must be 0 to 3,650 days, not {in_days(value):f}",
        )


def reference(value: str, field: str) -> None:
    """Refuse a reference that is blank or longer than a name."""
    bounded(value, field, NAME, required=True)


def unique(refs: Iterable[str], field: str) -> None:
    """Refuse references of which one occurs twice, by its place in the list."""
    seen: set[str] = set()
    for number, ref in enumerate(refs):
        if ref in seen:
            raise InvalidValueError(
                f"「{ref}」が2回あります",
                field=f"{field}[{number}].ref",
                english=f"“{ref}” occurs twice",
            )
        seen.add(ref)


def known(refs: Iterable[str], there: Iterable[str], field: str) -> None:
    """Refuse references of which one leads to nothing, by its place in the list."""
    found = frozenset(there)
    for number, ref in enumerate(refs):
        if ref not in found:
            raise InvalidValueError(
                f"「{ref}」がありません",
                field=f"{field}[{number}]",
                english=f"there is no “{ref}”",
            )


def in_days(value: timedelta) -> Decimal:
    """Return a duration in days, exactly: a microsecond is the smallest part of it."""
    return Decimal(value // timedelta(microseconds=1)) / Decimal(_DAY // timedelta(microseconds=1))


def of_days(value: Decimal) -> timedelta:
    """Return so many days, to the nearest microsecond."""
    return timedelta(microseconds=int((value * 86_400_000_000).to_integral_value(ROUND_HALF_UP)))


def whole_yen(value: Decimal) -> Decimal:
    """Return yen as they are shown: half a yen rounds up; nothing is reckoned from it."""
    return value.quantize(Decimal(1), ROUND_HALF_UP)
