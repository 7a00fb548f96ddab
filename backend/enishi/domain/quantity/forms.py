"""Notations of more than one number: 600×400×25, 1/100, +0.02/-0.01, 1日3000個; and of none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from enishi.domain.quantity.amount import Amount, Head, amount_at
from enishi.domain.quantity.meaning import Meaning, per
from enishi.domain.quantity.numeral import read_numeral
from enishi.domain.quantity.sense import quantity_of, tail_at
from enishi.domain.quantity.spelling import UNIT_OF, unit_at
from enishi.domain.quantity.unit import Dimension, Unit, to_decimal
from enishi.domain.quantity.value import Kind, Quantity, Sense
from enishi.domain.quantity.words import (
    CROSS,
    FIT,
    FRACTION,
    IDIOMS,
    MIXED,
    NOT_PRECISION,
    NOT_PRECISION_BEFORE,
    PER_ONE,
    PER_PERIOD,
    RATE_OF_UNIT,
    RATE_SUFFIX,
    SENSE_BEFORE,
    SENSE_WORD,
    SIDE_SUFFIX,
    SYMBOL_OF,
    SYMBOLS,
)

# What was read, and where reading goes on.
Reading = tuple[tuple[Quantity, ...], int]


@dataclass(frozen=True, slots=True)
class _Side:
    amount: Amount
    kind: Kind
    start: int
    end: int
    is_marked: bool  # W600, 1.2t, φ20, 40cm: more than a bare number

    def unit(self, shared: Unit) -> Unit:
        """Return its own unit, else that of the whole size; sheets are in mm: 3m×6t."""
        if self.amount.unit is None and self.kind is Kind.THICKNESS:
            return Unit.MILLIMETRE
        return self.amount.unit or shared


_SIDES = ("diameter", "thickness", "side", "square")
_SIDE_SYMBOL = re.compile("|".join(f"(?P<{name}>{SYMBOLS[name]})" for name in _SIDES))
_MOST_SIDES = 4


def product_at(text: str, head: Head, first: Amount) -> Reading | None:
    """Read a size in several directions as one quantity each, in the unit written last.

    Two bare numbers below ten (2×4 lumber, 3×3 rows) are none, unless a word announces them.
    More than four numbers are a list of something else, and skipped.
    """
    if head.symbol not in (None, *_SIDES):
        return None
    sides = list(_sides(text, head, first))
    if len(sides) < 2:
        return None
    end = sides[-1].end
    if len(sides) > _MOST_SIDES:
        return (), end
    is_announced = head.kind is Kind.SIZE or any(side.is_marked for side in sides)
    if not (is_announced or len(sides) > 2 or all(side.amount.low >= 10 for side in sides)):
        return None
    senses, end = tail_at(text, end)
    units = [side.amount.unit for side in sides if side.amount.unit]
    shared = units[-1] if units else Unit.MILLIMETRE
    ends = [side.end for side in sides[:-1]] + [end]
    return tuple(
        quantity_of(
            side.amount,
            Meaning(side.unit(shared), side.kind, ends[number]),
            senses + head.sense_said,
            (side.start, ends[number]),
        )
        for number, side in enumerate(sides)
    ), end


def _sides(text: str, head: Head, first: Amount) -> Iterator[_Side]:
    start = head.start(with_word=head.kind is not None)
    side = _side(text, first, head.symbol, start, head.kind)
    while side is not None:
        yield side
        cross = CROSS.match(text, side.end)
        if cross is None:
            return
        symbol = _SIDE_SYMBOL.match(text, cross.end())
        amount = amount_at(text, symbol.end() if symbol else cross.end())
        name = symbol.lastgroup if symbol else None
        side = None if amount is None else _side(text, amount, name, cross.end(), None)


def _side(
    text: str, amount: Amount, symbol: str | None, start: int, announced: Kind | None
) -> _Side | None:
    """Return one factor of a size, or None for what is not one: the 3個 of 100×3個."""
    if amount.spelled in ("t", "T"):
        amount = amount.without_unit()
    if not amount.is_plain:
        return None
    if amount.unit is not None:
        if amount.unit.dimension is not Dimension.LENGTH:
            return None
        kind = _side_kind(symbol, announced)
        return _Side(amount, kind, start, amount.end, is_marked=True)
    suffix = SIDE_SUFFIX.match(text, amount.end)
    kind = _side_kind(symbol, announced)
    if suffix and (suffix["thick"] or suffix["round"]):
        kind = Kind.THICKNESS if suffix["thick"] else Kind.DIAMETER
    fit = FIT.match(text, amount.end) if kind is Kind.DIAMETER and not suffix else None
    after = suffix or fit
    end = after.end() if after else amount.end
    return _Side(amount, kind, start, end, is_marked=bool(symbol or suffix))


def _side_kind(symbol: str | None, announced: Kind | None) -> Kind:
    said = SYMBOL_OF[symbol].kind if symbol else announced
    return said if said in (Kind.DIAMETER, Kind.THICKNESS) else Kind.SIZE


# Hundredths are no dates, tenths may be: 1/10.
_FINE = (100, 1000, 10_000)


def fraction_at(text: str, head: Head) -> Reading | None:
    """Read 1/100 and 100分の1 as that part of a millimetre, 3/4インチ as a length.

    A tenth needs its unit or a word of precision; a fraction with any other unit or
    denominator is skipped whole.
    """
    if mixed := MIXED.match(text, head.at):
        share = int(mixed["whole"]) + Fraction(int(mixed["top"]), int(mixed["bottom"]) or 1)
        return _part(text, head, share, Unit.INCH, mixed.end())
    found = FRACTION.match(text, head.at)
    if found is None or RATE_SUFFIX.match(text, found.end("top")):
        return None
    end = found.end()
    top, bottom = (
        _number(found["top"] or found["above"]),
        _number(found["bottom"] or found["below"]),
    )
    if not (top and bottom) or text.startswith("/", end):
        return (), end
    written = unit_at(text, end)
    unit = UNIT_OF[written["unit"]] if written and written["unit"] != "台" else None
    if text.startswith(('"', "″"), end):
        unit, end = Unit.INCH, end + 1
    share = Fraction(top) / Fraction(bottom)
    is_about = text.startswith("台", end)
    is_certain = unit is Unit.MILLIMETRE or head.kind is Kind.TOLERANCE
    is_precise = is_certain or not (
        NOT_PRECISION.match(text, end) or NOT_PRECISION_BEFORE.search(text[: head.at][-8:])
    )
    if bottom not in _FINE:
        is_precise = bottom == 10 and (is_certain or is_about)
    is_part = top >= 1 and share < 1  # 0.05/100 is a slope
    if unit is Unit.INCH or (unit in (None, Unit.MILLIMETRE) and is_part and is_precise):
        return _part(text, head, share, unit, end)
    return (), end


def _number(run: str) -> Decimal | None:
    numeral = read_numeral(run)
    return numeral.low if numeral else None


def _part(text: str, head: Head, share: Fraction, unit: Unit | None, end: int) -> Reading:
    written = unit_at(text, end) if unit else None
    end = written.end() if written else end
    is_about = text.startswith("台", end)
    senses, end = tail_at(text, end + is_about)
    if is_about:
        senses = (*senses, Sense.ABOUT)
    start = head.start(with_word=head.kind is Kind.TOLERANCE)
    value = to_decimal(share)
    amount = Amount(value, value, head.at, end, end)
    kind = None if unit is Unit.INCH else Kind.TOLERANCE
    meaning = Meaning(unit or Unit.MILLIMETRE, kind, end)
    return (quantity_of(amount, meaning, senses + head.senses, (start, end)),), end


def zone(found: re.Match[str]) -> Reading:
    """Read limits of size (+0.02/-0.01) as the ± of the same width: half of the zone."""
    limits = [Decimal(limit) for limit in re.findall(r"[-+] ?([0-9.]+)", found["limits"])]
    # Both on one side of the nominal (+0.01〜+0.03): the zone is what lies between.
    width = abs(limits[0] - limits[-1]) if found["both"] else sum(limits, Decimal(0))
    unit = UNIT_OF[found["unit"]] if found["unit"] else Unit.MILLIMETRE
    half = to_decimal(Fraction(width) / 2)
    return (Quantity(half, unit, kind=Kind.TOLERANCE, span=found.span()),), found.end()


def idiom(text: str, found: re.Match[str]) -> Reading:
    """Read a quantity that is said without a number."""
    said, unit_end = IDIOMS[found.group()], found.end()
    senses, end = tail_at(text, unit_end)
    amount = Amount(said.value, said.upper or said.value, found.start(), unit_end, unit_end)
    meaning = Meaning(said.unit, said.kind, unit_end)
    return (quantity_of(amount, meaning, (*senses, said.sense), (found.start(), end)),), end


def rate_of_one(text: str, head: Head, one: Amount) -> Reading | None:
    """Read 1日3000個 and 1ヶ月あたり約500本 as a rate.

    The 1 of 1個あたり, 1個50円, 1個1.5kg and 1ロット500個 counts nothing and is skipped, as is
    that of 1日あたり.
    """
    if not (one.is_plain and one.low == 1 and one.unit) or head.kind is Kind.LEAD_TIME:
        return None
    rate = RATE_OF_UNIT.get(one.unit)
    gap = PER_PERIOD.match(text, one.end)
    at = gap.end() if gap else one.end
    senses: tuple[Sense, ...] = ()
    while len(senses) < 2 and (word := SENSE_WORD.match(text, at)):
        senses, at = (*senses, SENSE_BEFORE.get(word.group(), Sense.AT_MOST)), word.end()
    if text.startswith(("¥", "\\"), at):
        return (), one.end
    many = amount_at(text, at)
    if rate and many and many.unit and many.unit.dimension in (Dimension.COUNT, Dimension.MASS):
        meaning = per(rate, many.unit, many.end, has_word=False)
        after, end = tail_at(text, many.end)
        start = head.start(with_word=False)
        return (quantity_of(many, meaning, after + senses, (start, end)),), end
    if PER_ONE.match(text, one.end):
        return (), one.end
    if many and many.unit and one.unit.dimension in (Dimension.COUNT, Dimension.LOT):
        is_count = many.unit.dimension is Dimension.COUNT
        if is_count == (one.unit is Unit.LOT):
            return (), one.start  # leaves 1ロット to announce the number after it
    return None
