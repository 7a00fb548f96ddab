"""What a written amount measures: its unit where none or an open one is written, its kind."""

import re
from dataclasses import dataclass
from fractions import Fraction

from enishi.domain.quantity import context
from enishi.domain.quantity.amount import Amount, Head
from enishi.domain.quantity.numeral import NUMERAL
from enishi.domain.quantity.spelling import UNIT_OF, unit_at
from enishi.domain.quantity.unit import Dimension, Unit
from enishi.domain.quantity.value import Kind
from enishi.domain.quantity.words import (
    BARE_END,
    MASS_RATE,
    OTHER_UNIT,
    RATE_OF_LATIN,
    RATE_OF_PERIOD,
    RATE_SUFFIX,
    ROUGHNESS_SUFFIX,
    SHAPE_SUFFIX,
    THREAD_PITCH,
)

_LENGTH = frozenset({Dimension.LENGTH})
# A word that does not fit the unit after it is not about that number: 「厚み、3個」.
_FITS: dict[Kind, frozenset[Dimension]] = {
    Kind.SIZE: _LENGTH,
    Kind.DIAMETER: _LENGTH,
    Kind.THICKNESS: _LENGTH,
    Kind.THREAD: _LENGTH,
    Kind.ROUGHNESS: _LENGTH,
    Kind.DISTANCE: _LENGTH,
    Kind.TOLERANCE: frozenset({Dimension.LENGTH, Dimension.ANGLE}),
    Kind.CLAMPING_FORCE: frozenset({Dimension.FORCE}),
    Kind.LOT: frozenset({Dimension.COUNT, Dimension.MASS}),
    Kind.LEAD_TIME: frozenset({Dimension.TIME, Dimension.CALENDAR_TIME, Dimension.WORKING_TIME}),
}
_OF_LENGTHS = ("diameter", "thickness", "roughness", "square")
_DEGREES = ("度", "°", "deg")
_A_YEAR_OF_OUR_ERA = 1000
_MONTHLY = ("月", "毎月", "毎週")  # 毎月10日 is a day of the month


@dataclass(frozen=True, slots=True)
class Meaning:
    """The unit and kind of an amount, where its notation ends, and what to multiply it by."""

    unit: Unit
    kind: Kind | None
    end: int
    has_word: bool = False  # the word before it is part of the notation
    factor: Fraction = Fraction(1)  # ダース and kg become 個/月 and t/月


def meaning_of(text: str, head: Head, amount: Amount, nominal: Unit | None) -> Meaning | None:
    """Tell what the amount measures, or None if it is no quantity.

    `nominal` is the unit of the quantity that ends where this one starts: 25℃±2.
    """
    if head.symbol == "hardness":
        return Meaning(_hardness(head.symbol_text), None, _same_dimension_end(amount))
    if head.symbol == "thread":
        pitch = THREAD_PITCH.match(text, amount.number_end)
        return Meaning(Unit.MILLIMETRE, Kind.THREAD, pitch.end() if pitch else amount.number_end)
    if head.symbol in _OF_LENGTHS and amount.unit and not fits(head.kind, amount.unit):
        amount = amount.without_unit()  # the g of φ20g6 is a fit
    if amount.unit is None:
        known = _unwritten(text, head, amount, nominal)
    else:
        known = _settled(text, head, amount, amount.unit)
    if known is None or _is_date(text, head, amount, known):
        return None
    return _per_period(text, head, _shaped(text, head, known))


def fits(kind: Kind | None, unit: Unit) -> bool:
    """Tell whether a kind can be measured in the unit."""
    return kind is not None and unit.dimension in _FITS[kind]


def _hardness(symbol: str) -> Unit:
    scale = symbol.upper().removesuffix("W")
    return {unit.symbol: unit for unit in Unit}[scale]


def _same_dimension_end(amount: Amount) -> int:
    is_hardness = amount.unit is not None and amount.unit.dimension is Dimension.HARDNESS
    return amount.end if is_hardness else amount.number_end


def _unwritten(text: str, head: Head, amount: Amount, nominal: Unit | None) -> Meaning | None:
    """Find the unit that the notation leaves out, by its sign, its word or what follows."""
    end, announced = amount.end, head.announced
    if head.symbol == "tolerance" and OTHER_UNIT.match(text, end):
        return None
    if head.symbol == "tolerance" and nominal and _keeps_its_unit(nominal):
        return Meaning(nominal, Kind.TOLERANCE, end)
    is_shaped = text[amount.start].isascii() and SHAPE_SUFFIX.match(text, end)  # not 六角
    if is_shaped or (head.symbol == "point" and context.is_precision(text, end)):
        return Meaning(Unit.MILLIMETRE, None, end)
    if ROUGHNESS_SUFFIX.match(text, end):
        return Meaning(Unit.MICROMETRE, None, end)
    if announced and announced.bare and (head.symbol or BARE_END.match(text, end)):
        return Meaning(announced.bare, announced.kind, end)
    return _by_what_follows(text, end)


def _by_what_follows(text: str, end: int) -> Meaning | None:
    if text.startswith("±", end):
        unit = _unit_of_tolerance(text, end + 1)
        return Meaning(unit, Kind.SIZE if unit.dimension is Dimension.LENGTH else None, end)
    suffix = RATE_SUFFIX.match(text, end)
    return Meaning(Unit.PIECE, None, end) if suffix and _rate(suffix["period"]) else None


def _keeps_its_unit(unit: Unit) -> bool:
    """Tell whether a bare ± after the unit is in that unit; after lengths it is in mm."""
    return unit.dimension is not Dimension.LENGTH or unit is Unit.INCH


def _unit_of_tolerance(text: str, at: int) -> Unit:
    run = NUMERAL.match(text, at)
    written = unit_at(text, run.end()) if run else None
    unit = UNIT_OF[written["unit"]] if written else Unit.MILLIMETRE
    return Unit.MILLIMETRE if unit.dimension is Dimension.LENGTH else unit


def _settled(text: str, head: Head, amount: Amount, unit: Unit) -> Meaning | None:
    """Decide the spellings that are open: t, トン, 度 and キロ."""
    spelled, start, end = amount.spelled, amount.start, amount.end
    if unit is Unit.TONNE:
        return Meaning(*_tonnes(text, head, amount), end)
    if spelled in _DEGREES:
        degrees = context.degree(text, start, end, spelled)
        return None if degrees is None else Meaning(degrees, None, end)
    if spelled == "分" and not text[start].isascii():
        return None  # 一割二分, 十分
    if spelled == "キロ":
        return Meaning(*context.kilo(text, start, end), end)
    return Meaning(unit, Kind.DISTANCE if unit is Unit.KILOMETRE else None, end)


def _tonnes(text: str, head: Head, amount: Amount) -> tuple[Unit, Kind | None]:
    if head.kind is Kind.CLAMPING_FORCE:
        return Unit.TONNE_FORCE, Kind.CLAMPING_FORCE
    if (head.word and head.word.rate) or RATE_SUFFIX.match(text, amount.end):
        return Unit.TONNE, None
    is_t = amount.spelled in ("t", "T")
    if is_t and head.kind is Kind.THICKNESS:
        return Unit.MILLIMETRE, Kind.THICKNESS
    decide = context.tonne_or_thickness if is_t else context.tonne_or_press
    return decide(text, amount.start, amount.end, amount.high)


def _is_date(text: str, head: Head, amount: Amount, known: Meaning) -> bool:
    if known.unit is Unit.YEAR:
        return amount.high >= _A_YEAR_OF_OUR_ERA  # 91年から2003年まで
    if known.unit is not Unit.DAY:
        return False
    return head.word_text in _MONTHLY or context.is_date(text, known.end)


def _shaped(text: str, head: Head, known: Meaning) -> Meaning:
    """Give the kind: what a shape after the unit says, else the words before and after."""
    end, kind = known.end, known.kind
    is_length = known.unit.dimension is Dimension.LENGTH
    if is_length and (shape := SHAPE_SUFFIX.match(text, end)):
        kind, end = (Kind.SIZE if shape["square"] else Kind.DIAMETER), shape.end()
    elif is_length and (rough := ROUGHNESS_SUFFIX.match(text, end)):
        kind, end = Kind.ROUGHNESS, rough.end()
    elif head.symbol == "tolerance" or fits(head.kind, known.unit):
        kind = head.kind
    elif is_length and kind is None and context.is_precision(text, end):
        kind = Kind.TOLERANCE
    word = head.word
    has_word = bool(word and (fits(word.kind, known.unit) or word.bare is known.unit))
    return Meaning(known.unit, kind, end, has_word)


def _per_period(text: str, head: Head, known: Meaning) -> Meaning:
    """Turn a count or a mass into a rate: 月産5万本, 500個/日, 10t/月."""
    suffix = RATE_SUFFIX.match(text, known.end)
    if suffix and known.unit.dimension in (Dimension.COUNT, Dimension.MASS):
        rate = _rate(suffix["period"])
        if rate is None:  # 500個/ロット
            return Meaning(known.unit, Kind.LOT, suffix.end(), known.has_word)
        return per(rate, known.unit, suffix.end(), has_word=bool(head.word and head.word.rate))
    if head.word and head.word.rate and known.unit.dimension in (Dimension.COUNT, Dimension.MASS):
        return per(head.word.rate, known.unit, known.end, has_word=True)
    return known


def per(rate: Unit, unit: Unit, end: int, *, has_word: bool) -> Meaning:
    """Return the meaning of an amount of `unit` that comes once a period."""
    if unit.dimension is Dimension.COUNT:
        return Meaning(rate, None, end, has_word, factor=unit.scale)
    return Meaning(MASS_RATE[rate], None, end, has_word, factor=unit.scale / Unit.TONNE.scale)


def _rate(period: str) -> Unit | None:
    if re.match("ロット|lot|回", period):
        return None
    letter = RATE_OF_LATIN.get(period[0].lower(), period.rstrip("間")[-1])
    return RATE_OF_PERIOD[letter]
