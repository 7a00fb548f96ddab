"""What a need states, picked from the quantities of its text."""

from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from enishi.domain.quantity.unit import DAYS_A_MONTH, DAYS_A_YEAR, Dimension, Unit
from enishi.domain.quantity.value import Kind, Quantity

# What a part measures. A thread, a distance or a tolerance is a length of something else.
_SIZES = (Kind.SIZE, Kind.DIAMETER, Kind.THICKNESS, None)
_WORKING_DAYS_A_WEEK = 5
_DAYS_A_WEEK = 7


def size_mm(quantities: Iterable[Quantity]) -> Decimal | None:
    """Return the largest dimension stated, in mm; of a range its far end."""
    sizes = (
        quantity.to(Unit.MILLIMETRE).greatest
        for quantity in quantities
        if quantity.unit.dimension is Dimension.LENGTH and quantity.kind in _SIZES
    )
    return max(sizes, default=None)


def tolerance_um(quantities: Iterable[Quantity]) -> Decimal | None:
    """Return the tightest tolerance of length stated, in μm; of a range its near end."""
    tolerances = (
        quantity.to(Unit.MICROMETRE).value
        for quantity in quantities
        if quantity.kind is Kind.TOLERANCE and quantity.unit.dimension is Dimension.LENGTH
    )
    return min(tolerances, default=None)


def lot(quantities: Iterable[Quantity]) -> int | None:
    """Return the biggest number of pieces stated for one order; of a range its far end.

    Counts that a word of lots announces (ロット500個) go before counts that merely stand in
    the text. A need that gives only a rate (月に40個) is taken to order once a period.
    """
    read = tuple(quantities)
    counts = [
        (quantity.kind, quantity.to(Unit.PIECE).greatest)
        for quantity in read
        if quantity.unit.dimension is Dimension.COUNT and quantity.kind in (Kind.LOT, None)
    ]
    announced = [pieces for kind, pieces in counts if kind is Kind.LOT]
    rates = [
        quantity.greatest for quantity in read if quantity.unit.dimension is Dimension.COUNT_RATE
    ]
    pieces = announced or [pieces for _, pieces in counts] or rates
    return max((int(number.to_integral_value(ROUND_CEILING)) for number in pieces), default=None)


def monthly_pieces(quantities: Iterable[Quantity]) -> Decimal | None:
    """Return the biggest rate of production stated, in pieces a month."""
    rates = (
        quantity.to(Unit.PER_MONTH).greatest
        for quantity in quantities
        if quantity.unit.dimension is Dimension.COUNT_RATE
    )
    return max(rates, default=None)


def lead_time_days(quantities: Iterable[Quantity]) -> int | None:
    """Return the shortest lead time stated, in calendar days; of a range its far end."""
    days = (calendar_days(quantity) for quantity in quantities if quantity.kind is Kind.LEAD_TIME)
    return min(days, default=None)


def calendar_days(quantity: Quantity) -> int:
    """Return a duration as whole calendar days: the one place where conventions turn into days.

    Five working days (営業日) are seven days, for they hold one weekend on average; a part of
    a week goes by the same ratio and is rounded up, since work that ends on a weekend is
    not delivered. A month is 30 days and a year 365, as delivery terms count them; a part
    of a day is dropped, since half a day is wanted today. Raises InvalidValueError for
    anything but a duration.
    """
    longest = quantity.greatest
    if quantity.unit is Unit.WORKING_DAY:
        days = longest * _DAYS_A_WEEK / _WORKING_DAYS_A_WEEK
        return int(days.to_integral_value(ROUND_CEILING))
    if quantity.unit.dimension is Dimension.CALENDAR_TIME:
        years, months = divmod(quantity.to(Unit.MONTH).greatest, 12)
        return int(years * DAYS_A_YEAR + months * DAYS_A_MONTH)
    return int(quantity.to(Unit.DAY).greatest.to_integral_value(ROUND_FLOOR))
