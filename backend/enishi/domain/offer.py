"""The numbers a capability offers: its fields, and where these are empty what its text says."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import TypeVar

from enishi.domain.capability import Availability, Capability
from enishi.domain.lexicon.polarity import is_denied
from enishi.domain.quantity import Dimension, Kind, Quantity, Sense, Unit, read_quantities
from enishi.domain.quantity.stated import lead_time_days, tolerance_um

# Below this a length in a text is a feature (a hole, a wall), not the size of the work.
_SMALLEST_WORK = Decimal(10)
_SIZES = (Kind.SIZE, Kind.DIAMETER, None)
_ENDS_ABOVE = (Sense.AT_MOST, Sense.UNDER, Sense.RANGE)
_ENDS_BELOW = (Sense.AT_LEAST, Sense.OVER, Sense.RANGE)
_CONTRARY = {
    Sense.AT_MOST: Sense.OVER,
    Sense.UNDER: Sense.AT_LEAST,
    Sense.AT_LEAST: Sense.UNDER,
    Sense.OVER: Sense.AT_MOST,
}
_Limit = TypeVar("_Limit", int, Decimal)


@dataclass(frozen=True, slots=True)
class Offer:
    """What conditions are held against: the limits of one capability, None where unknown.

    `from_text` names the limits that no field holds and the text states. A size that the
    text merely mentions (`largest_seen_mm`) can meet a demand, and rules nothing out.
    """

    max_size_mm: Decimal | None = None
    largest_seen_mm: Decimal | None = None
    tolerance_um: Decimal | None = None
    lot_min: int | None = None
    lot_max: int | None = None
    lead_time_days: int | None = None
    full_as_of: date | None = None  # when it was said that there is no free capacity
    from_text: frozenset[str] = frozenset()


def offer_of(capability: Capability) -> Offer:
    """Return what a capability offers; a field always goes before the text."""
    read = _read("。".join(filter(None, (capability.title, capability.description))))
    size, tolerance = _size(read, _ENDS_ABOVE), tolerance_um(read)
    low, high, days = _lot_min(read), _lot_max(read), lead_time_days(read)
    if capability.lot_min is not None or capability.lot_max is not None:
        low = high = None  # half a range from each would be nobody's
    if low is not None and high is not None and low > high:
        low = high = None  # 試作は10個まで、量産は100個から: not one range
    stated = {
        "max_size_mm": size,
        "tolerance_um": tolerance,
        "lot_min": low,
        "lot_max": high,
        "lead_time_days": days,
    }
    return Offer(
        max_size_mm=_either(capability.max_size_mm, size),
        largest_seen_mm=_size(read, tuple(Sense)) if capability.max_size_mm is None else None,
        tolerance_um=_either(capability.tolerance_um, tolerance),
        lot_min=_either(capability.lot_min, low),
        lot_max=_either(capability.lot_max, high),
        lead_time_days=_either(capability.lead_time_days, days),
        full_as_of=(
            capability.availability_as_of if capability.availability is Availability.NONE else None
        ),
        from_text=frozenset(
            name
            for name, value in stated.items()
            if value is not None and getattr(capability, name) is None
        ),
    )


def _read(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a text, what it denies turned into what it leaves."""
    read = read_quantities(text)
    meant = (
        _contrary(quantity) if is_denied(text, *quantity.span) else quantity for quantity in read
    )
    return tuple(quantity for quantity in meant if quantity is not None)


def _contrary(denied: Quantity) -> Quantity | None:
    """Return what is left where a limit is denied: φ500以上は不可 leaves what is under φ500."""
    if denied.kind is Kind.LEAD_TIME or denied.sense not in _CONTRARY:
        return None
    return replace(denied, sense=_CONTRARY[denied.sense])


def _either(given: _Limit | None, stated: _Limit | None) -> _Limit | None:
    return stated if given is None else given


def _size(quantities: Iterable[Quantity], senses: tuple[Sense, ...]) -> Decimal | None:
    sizes = (
        quantity.to(Unit.MILLIMETRE).greatest
        for quantity in quantities
        if quantity.unit.dimension is Dimension.LENGTH
        and quantity.kind in _SIZES
        and quantity.sense in senses
    )
    return max((size for size in sizes if size >= _SMALLEST_WORK), default=None)


def _pieces(quantities: Iterable[Quantity], senses: tuple[Sense, ...]) -> list[Quantity]:
    """Return the counts of work, not of the machines that do it (炉5台)."""
    return [
        quantity.to(Unit.PIECE)
        for quantity in quantities
        if quantity.unit.dimension is Dimension.COUNT
        and quantity.unit is not Unit.MACHINE
        and quantity.sense in senses
    ]


def _lot_min(quantities: Iterable[Quantity]) -> int | None:
    return min((_whole(item.value) for item in _pieces(quantities, _ENDS_BELOW)), default=None)


def _lot_max(quantities: Iterable[Quantity]) -> int | None:
    """Return the most pieces the text speaks of; a monthly output counts as one order."""
    read = tuple(quantities)
    most = [_whole(item.greatest) for item in _pieces(read, _ENDS_ABOVE)]
    most += [
        _whole(item.to(Unit.PER_MONTH).greatest)
        for item in read
        if item.unit.dimension is Dimension.COUNT_RATE
        and item.sense not in (Sense.AT_LEAST, Sense.OVER)
    ]
    return max(most, default=None)


def _whole(number: Decimal) -> int:
    return int(number.to_integral_value(ROUND_CEILING))
