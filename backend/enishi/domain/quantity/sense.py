"""How a number is meant: the words of limit and doubt around it, put together."""

from fractions import Fraction

from enishi.domain.quantity.amount import Amount
from enishi.domain.quantity.meaning import Meaning
from enishi.domain.quantity.unit import to_decimal
from enishi.domain.quantity.value import Quantity, Sense
from enishi.domain.quantity.words import SENSE_AFTER, TAIL

_DOWNWARDS = (Sense.AT_MOST, Sense.UNDER)
_UPWARDS = (Sense.AT_LEAST, Sense.OVER)


def tail_at(text: str, at: int) -> tuple[tuple[Sense, ...], int]:
    """Read the senses that follow a unit (程度まで is two) and return where they end."""
    senses: list[Sense] = []
    while len(senses) < 2 and (found := TAIL.match(text, at)):
        senses.append(SENSE_AFTER[found["sense"]])
        at = found.end()
    return tuple(senses), at


def quantity_of(
    amount: Amount, meaning: Meaning, senses: tuple[Sense, ...], span: tuple[int, int]
) -> Quantity:
    """Return the quantity; a limit beats a doubt, and of two limits the first in `senses`.

    A limit on a loose number takes its far end: 2、3日以内 is at most 3, 数百個以上 at least 100.
    """
    low, high = (
        to_decimal(Fraction(number) * meaning.factor) for number in (amount.low, amount.high)
    )
    limit = next((sense for sense in senses if sense in _DOWNWARDS + _UPWARDS), None)
    if limit:
        value = high if limit in _DOWNWARDS else low
        return Quantity(value, meaning.unit, limit, None, span, meaning.kind)
    if low == high:
        sense = Sense.ABOUT if amount.vague or Sense.ABOUT in senses else Sense.EXACT
        return Quantity(low, meaning.unit, sense, None, span, meaning.kind)
    sense = Sense.ABOUT if amount.vague else Sense.RANGE
    return Quantity(low, meaning.unit, sense, high, span, meaning.kind)
