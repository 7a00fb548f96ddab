"""Read the quantities of a text, left to right, each character at most once.

The text is cut into tokens: noise (dates, telephone numbers), idioms (翌日), tolerance zones
(+0.02/-0.01) and numbers. From a number the reading looks back for what announces it and
forward for its unit, a second number and the sense; every look is bounded, so the time
grows with the length of the text.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from enishi.domain.errors import InvalidValueError
from enishi.domain.quantity.amount import Amount, Head, amount_at, head_before, is_in_code, tidy
from enishi.domain.quantity.context import is_lead_time
from enishi.domain.quantity.forms import (
    Reading,
    fraction_at,
    idiom,
    product_at,
    rate_of_one,
    zone,
)
from enishi.domain.quantity.interval import upto
from enishi.domain.quantity.meaning import Meaning, meaning_of
from enishi.domain.quantity.numeral import NUMERAL
from enishi.domain.quantity.sense import quantity_of, tail_at
from enishi.domain.quantity.unit import Dimension, Unit
from enishi.domain.quantity.value import Kind, Quantity
from enishi.domain.quantity.words import IDIOMS, NOISE, ZONE
from enishi.domain.text import NormalisedText

_TOKEN = re.compile(
    f"(?P<noise>{NOISE})|(?P<zone>{ZONE.pattern})|(?P<idiom>{'|'.join(IDIOMS)})"
    f"|(?P<number>{NUMERAL.pattern})"
)
_TO_THE_END = re.compile("まで|迄")  # φ3からφ220くらいまで: a range with both ends said
_DURATIONS = (Dimension.TIME, Dimension.CALENDAR_TIME, Dimension.WORKING_TIME)


def read_quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a text in its order, with spans of `text` that do not overlap.

    A size in several directions gives one quantity each. A number that nothing explains (a
    model, a date, a telephone number) gives none. Raises InvalidValueError only where
    `text.well_formed` does; the time grows with the length of the text.
    """
    normalised = NormalisedText.of(text)
    found: list[Quantity] = []
    for quantity in _read(normalised.text):
        span = normalised.original_span(*quantity.span)
        if not found or found[-1].span[1] <= span[0]:  # one ㏩ could give the ends of two
            found.append(replace(quantity, span=span))
    return tuple(found)


def parse_quantity(text: str) -> Quantity:
    """Return the one quantity that a form field holds; words around it do not matter.

    Raises InvalidValueError if there is none, more than one, or a figure besides.
    """
    found = read_quantities(text)
    if not found:
        raise _no_quantity(text)
    if len(found) > 1:
        texts = "、".join(f"「{text[slice(*quantity.span)]}」" for quantity in found)
        raise InvalidValueError(
            f"数量は1つだけ書いてください（{texts}）",
            english=f"one quantity only, not {len(found)}",
        )
    start, end = found[0].span
    if figures := re.search(r"\d+", text[:start] + " " + text[end:]):
        raise InvalidValueError(
            f"「{figures.group()}」が何の数か読み取れません",
            english=f"cannot tell what {figures.group()!r} measures",
        )
    return found[0]


def _no_quantity(text: str) -> InvalidValueError:
    if not text.strip():
        return InvalidValueError("数量を入力してください", english="no quantity given")
    if figures := re.search(r"\d[\d.,]*", text):
        return InvalidValueError(
            f"「{figures.group()}」の単位が分かりません（例：300mm、500個、3日以内）",
            english=f"no unit that is known after {figures.group()!r}",
        )
    return InvalidValueError(
        f"「{text.strip()[:20]}」に数量がありません（例：300mm、500個、3日以内）",
        english="no number in it",
    )


def _read(text: str) -> Iterator[Quantity]:
    floor = 0  # nothing before it is read again
    previous: Quantity | None = None
    for token in _TOKEN.finditer(text):
        if token.start() < floor:
            continue
        quantities, end = _token(text, floor, token, previous)
        floor = max(floor, end)
        for quantity in quantities:
            yield quantity
            previous = quantity


def _token(text: str, floor: int, token: re.Match[str], previous: Quantity | None) -> Reading:
    match token.lastgroup:
        case "noise":
            return (), token.end()
        case "zone":
            return zone(token)
        case "idiom":
            (said,), end = idiom(text, token)
            return (_timed(text, said, token.end()),), end
        case _:
            return _number(text, head_before(text, floor, token.start()), previous)


def _number(text: str, head: Head, previous: Quantity | None) -> Reading:
    """Read what begins with the number after `head`; an end before it leaves all unread."""
    if is_in_code(text, head):
        return (), 0
    fraction = fraction_at(text, head)
    amount = amount_at(text, head.at)
    if fraction or amount is None:
        return fraction or ((), 0)
    if head.symbol == "point":
        amount = _after_point(text, amount)
    return (
        product_at(text, head, amount)
        or rate_of_one(text, head, amount)
        or _single(text, head, upto(text, head, amount), previous)
    )


def _after_point(text: str, amount: Amount) -> Amount:
    """Return コンマ2 as 0.2, コンマ05 as 0.05 and コンマ数 as 0.2 to 0.9."""
    run = text[amount.start : amount.number_end]
    if run.isascii() and run.isdecimal():
        value = Decimal(f"0.{run}")
        return replace(amount, low=tidy(value), high=tidy(value))
    if amount.high >= 10:
        return amount
    return replace(amount, low=amount.low / 10, high=amount.high / 10)


def _single(text: str, head: Head, amount: Amount, previous: Quantity | None) -> Reading:
    """Read one number or one range."""
    if head.symbol == "side" and not _is_side(head, previous):
        return (), 0
    if head.symbol == "thickness" and head.symbol_text == "T" and amount.low % 1 == 0:
        return (), 0  # T6 is a temper of aluminium
    nominal = (
        previous.unit if previous and previous.span[1] == head.start(with_word=False) else None
    )
    meaning = meaning_of(text, head, amount, nominal)
    if meaning is None:
        return (), amount.end if amount.unit else 0
    if head.symbol == "between" and meaning.unit in (Unit.DAY, Unit.WORKING_DAY):
        amount = amount.plus(Decimal(1), amount.end)
        meaning = replace(meaning, kind=Kind.LEAD_TIME)
    amount = _signed(amount, meaning)
    senses, end = tail_at(text, meaning.end)
    is_range = amount.low < amount.high and not amount.vague
    if is_range and _TO_THE_END.search(text, meaning.end, end):
        senses = ()
    start = head.start(with_word=meaning.has_word, with_sign=meaning.unit is Unit.CELSIUS)
    quantity = quantity_of(
        amount,
        meaning,
        senses + (head.sense_said if meaning.has_word else head.senses),
        (start, end),
    )
    return (_timed(text, quantity, meaning.end),), end


def _is_side(head: Head, previous: Quantity | None) -> bool:
    """Tell L=300, and the L100 of φ50 L100, from a model: L300 alone."""
    if "=" in head.symbol_text:
        return True
    is_next = previous is not None and head.symbol_start - previous.span[1] <= 1
    return is_next and previous is not None and previous.kind in (Kind.DIAMETER, Kind.THICKNESS)


def _signed(amount: Amount, meaning: Meaning) -> Amount:
    """Return the amount, below zero only if it is a temperature; elsewhere - is a dash."""
    if meaning.unit is Unit.CELSIUS:
        return amount
    low, high = sorted((abs(amount.low), abs(amount.high)))
    return replace(amount, low=low, high=high)


def _timed(text: str, quantity: Quantity, unit_end: int) -> Quantity:
    """Mark a duration as a lead time (納期) where the words around it say so."""
    if quantity.unit.dimension not in _DURATIONS or quantity.kind is not None:
        return quantity
    start, sense = quantity.span[0], quantity.sense
    is_wanted = is_lead_time(text, start, unit_end, quantity.unit, sense)
    return replace(quantity, kind=Kind.LEAD_TIME) if is_wanted else quantity
