"""Ranges: 300〜500mm, 2日から1週間, 5〜10万個, 五、六本, HRC58-62, -20〜80℃."""

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from enishi.domain.quantity.amount import Amount, Head, amount_at
from enishi.domain.quantity.unit import (
    DAYS_A_MONTH,
    DAYS_A_YEAR,
    Dimension,
    Unit,
    to_decimal,
)
from enishi.domain.quantity.words import BARE_END, OR, RANGE, SENSE_WORD, SYMBOLS

_CHAIN = re.compile("-[0-9]")  # the third part of a telephone or drawing number
_SIGN = re.compile(r" ?(?:(?P<minus>-|マイナス)|\+|プラス)")


def upto(text: str, head: Head, first: Amount) -> Amount:
    """Return the amount from `first` to the one that a range sign joins to it, else `first`.

    A minus before either end makes it negative; only temperatures will keep that.
    """
    if pair := _either(text, first):
        return pair
    if head.is_negative:
        first = _negative(first)
    sign = RANGE.match(text, first.end)
    second = _second(text, head, sign.end()) if sign else None
    if sign is None or second is None:
        return first
    if "-" in sign.group() and not _may_be_hyphenated(text, head, first, second):
        return first
    return _joined(text, head, _sharing_scale(first, second), second) or first


def _may_be_hyphenated(text: str, head: Head, first: Amount, second: Amount) -> bool:
    """Tell whether a hyphen is a range sign: not in a code, M6-20 or φ6-4個."""
    if _CHAIN.match(text, second.end) or head.symbol == "thread":
        return False
    if head.symbol:
        return second.unit is None or second.unit.dimension is Dimension.LENGTH
    return bool(second.unit or first.unit or head.announced)


def _second(text: str, head: Head, at: int) -> Amount | None:
    """Read the far end, past the sign that may be repeated before it: φ10〜φ50, 約3〜約5."""
    again = re.compile(SYMBOLS[head.symbol]).match(text, at) if head.symbol else None
    again = again or SENSE_WORD.match(text, at)
    at = again.end() if again else at
    sign = _SIGN.match(text, at)
    amount = amount_at(text, sign.end() if sign else at)
    return _negative(amount) if amount and sign and sign["minus"] else amount


def _negative(amount: Amount) -> Amount:
    return replace(amount, low=-amount.high, high=-amount.low)


def _either(text: str, first: Amount) -> Amount | None:
    """Read 五、六本 and 2・3日: two digits that follow each other, with one unit."""
    mark = OR.match(text, first.end) if first.unit is None and first.is_plain else None
    second = amount_at(text, mark.end()) if mark else None
    if second is None or second.unit is None or not second.is_plain:
        return None
    first = _sharing_scale(first, second)
    step = Decimal(second.scale)
    if second.low - first.low != step or not 0 < first.low < 10 * step:
        return None
    return replace(second, low=first.low, start=first.start)


def _sharing_scale(first: Amount, second: Amount) -> Amount:
    """Return `first` in the 万 of `second` if it was written once for both: 5〜10万個."""
    is_shared = first.unit is None and first.scale == 1 and first.low < second.low / second.scale
    return first.times(second.scale) if is_shared else first


def _joined(text: str, head: Head, first: Amount, second: Amount) -> Amount | None:
    """Return the range in one unit, or None if the two do not measure the same."""
    if second.unit is None:
        is_marked = first.unit is None and head.symbol is not None
        is_bare = (first.unit or head.announced) and BARE_END.match(text, second.end)
        if not (is_marked or is_bare):
            return None
        second = replace(second, unit=first.unit, spelled=first.spelled)
    elif first.unit is not None and first.unit is not second.unit:
        alike = _alike(first, second)
        if alike is None:
            return None
        first, second = alike
    low, high = sorted((first.low, second.high))
    is_vague = first.vague or second.vague
    return replace(second, low=low, high=high, start=first.start, vague=is_vague)


_DAYS = {Unit.MONTH: DAYS_A_MONTH, Unit.YEAR: DAYS_A_YEAR}
_DEGREES = (Unit.CELSIUS, Unit.DEGREE)  # -20℃〜80度: 度 is open until now


def _alike(first: Amount, second: Amount) -> tuple[Amount, Amount] | None:
    """Return both in the unit of the first; 2週間〜1ヶ月 in days."""
    one, other = first.unit, second.unit
    if one is None or other is None:
        return None
    if one in _DEGREES and other in _DEGREES:
        return first, replace(second, unit=Unit.CELSIUS, spelled="℃")
    if one.converts_to(other):
        return first, _scaled(second, other.scale / one.scale, one)
    if {one.dimension, other.dimension} == {Dimension.TIME, Dimension.CALENDAR_TIME}:
        return _in_days(first, one), _in_days(second, other)
    return None


def _in_days(amount: Amount, unit: Unit) -> Amount:
    return _scaled(amount, Fraction(_DAYS.get(unit, 0)) or unit.scale, Unit.DAY)


def _scaled(amount: Amount, factor: Fraction, unit: Unit) -> Amount:
    low, high = (to_decimal(Fraction(number) * factor) for number in (amount.low, amount.high))
    return replace(amount, low=low, high=high, unit=unit, spelled=unit.symbol)
