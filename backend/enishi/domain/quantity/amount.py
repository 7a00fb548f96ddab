"""A number with its unit, and what stands right before it: the parts that readings combine."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from enishi.domain.quantity.numeral import NUMERAL, read_numeral
from enishi.domain.quantity.spelling import UNIT_OF, unit_at
from enishi.domain.quantity.unit import Unit, to_decimal
from enishi.domain.quantity.value import Kind, Sense
from enishi.domain.quantity.words import (
    HALF,
    HEAD,
    HEAD_REACH,
    SENSE_BEFORE,
    SENSE_WORD,
    SYMBOL_OF,
    SYMBOLS,
    WORDS,
    Word,
)

# Said in one breath: 1尺5寸, 2m50cm, 1時間30分, 1年6ヶ月, 30°15′.
_SMALLER = {
    Unit.SHAKU: Unit.SUN,
    Unit.METRE: Unit.CENTIMETRE,
    Unit.HOUR: Unit.MINUTE,
    Unit.YEAR: Unit.MONTH,
    Unit.DEGREE: Unit.ARC_MINUTE,
}
_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and its unit, if any, at `text[start:end]`; low < high if it is loose."""

    low: Decimal
    high: Decimal
    start: int
    number_end: int
    end: int
    unit: Unit | None = None
    spelled: str = ""
    vague: bool = False
    scale: int = 1

    @property
    def is_plain(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high and not self.vague

    def plus(self, more: Decimal, end: int) -> "Amount":
        """Return the amount with a smaller one that was said with it."""
        low, high = (tidy(number + more) for number in (self.low, self.high))
        return replace(self, low=low, high=high, end=end)

    def times(self, scale: int) -> "Amount":
        """Return the amount with the scale that was written once for two."""
        return replace(self, low=self.low * scale, high=self.high * scale)

    def without_unit(self) -> "Amount":
        """Return the number alone."""
        return replace(self, unit=None, spelled="", end=self.number_end)


def tidy(number: Decimal) -> Decimal:
    """Return the same number without zeros at its end (1.5万 is 15000, not 15000.0)."""
    return to_decimal(Fraction(number))


def amount_at(text: str, at: int) -> Amount | None:
    """Read the number that starts at `at`, its unit, and a smaller unit or 半 after it."""
    run = NUMERAL.match(text, at)
    numeral = read_numeral(run.group()) if run else None
    if run is None or numeral is None:
        return None
    end = run.end()
    low, high = tidy(numeral.low), tidy(numeral.high)
    bare = Amount(low, high, at, end, end, vague=numeral.vague, scale=numeral.scale)
    written = unit_at(text, end)
    if written is None:
        return bare
    spelled = written["unit"]
    amount = replace(bare, unit=UNIT_OF[spelled], spelled=spelled, end=written.end())
    if half := HALF.match(text, amount.end):
        return amount.plus(_HALF, half.end())
    return _with_smaller(text, amount)


def _with_smaller(text: str, amount: Amount) -> Amount:
    unit = amount.unit
    smaller = _SMALLER.get(unit) if unit else None
    run = NUMERAL.match(text, amount.end) if smaller else None
    numeral = read_numeral(run.group()) if run else None
    if unit is None or smaller is None or run is None or numeral is None:
        return amount
    written = unit_at(text, run.end())
    if written is None or UNIT_OF[written["unit"]] is not smaller:
        return amount
    more = Fraction(numeral.low) * smaller.scale / unit.scale
    return amount.plus(to_decimal(more), written.end())


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before a number: 公差は (word) 約 (sense) ± (symbol) - (sign)."""

    at: int  # where the number starts
    word: Word | None = None
    word_text: str = ""
    word_start: int = 0
    senses: tuple[Sense, ...] = ()
    senses_start: int = 0
    symbol: str | None = None
    symbol_text: str = ""
    symbol_start: int = 0
    is_negative: bool = False
    sign_start: int = 0

    @property
    def announced(self) -> Word | None:
        """What the number is said to be; a sign says it more closely than a word."""
        return SYMBOL_OF.get(self.symbol or "", self.word)

    @property
    def kind(self) -> Kind | None:
        """The kind that is announced."""
        return self.announced.kind if self.announced else None

    @property
    def sense_said(self) -> tuple[Sense, ...]:
        """The senses before the number, and that of its word (最小ロット) last."""
        said = self.word.sense if self.word else None
        return (*self.senses, said) if said else self.senses

    def start(self, *, with_word: bool, with_sign: bool = False) -> int:
        """Return where the notation begins, with its word only if the word is part of it."""
        if with_word and self.word:
            return self.word_start
        if self.senses:
            return self.senses_start
        if self.symbol:
            return self.symbol_start
        return self.sign_start if with_sign else self.at


def head_before(text: str, floor: int, at: int) -> Head:
    """Read what stands before the number at `at`, not looking before `floor`."""
    found = HEAD.search(text, max(floor, at - HEAD_REACH), at)
    if found is None:  # the pattern matches nothing at all too
        return Head(at)
    word, symbol = found["word"] or "", found["symbol"] or ""
    sign = (found["sign"] or "").strip()
    return Head(
        at=at,
        word=WORDS.get(word),
        word_text=word,
        word_start=found.start("word"),
        senses=tuple(
            SENSE_BEFORE.get(match.group(), Sense.AT_MOST)  # 〜100個
            for match in SENSE_WORD.finditer(text, found.start("senses"), found.end("senses"))
        ),
        senses_start=found.start("senses"),
        symbol=next((name for name in SYMBOLS if found[name]), None),
        symbol_text=symbol.strip(),
        symbol_start=found.start("symbol"),
        is_negative=sign not in ("", "+", "プラス"),
        sign_start=found.start("sign") if sign else at,
    )


_IN_A_CODE = re.compile(r"[A-Za-z0-9何壱弐参]$|[A-Za-z0-9][-_/.#]$|#$")
_CROSSED = re.compile(r"(?<![A-Za-z])[xX] ?$")


def is_in_code(text: str, head: Head) -> bool:
    """Tell whether the number belongs to a code: SUS304, A-100, 1/2/3 (or to 何百)."""
    if head.word or head.senses or head.symbol:
        return False
    before = text[max(0, head.at - 3) : head.at]
    return bool(_IN_A_CODE.search(before)) and not _CROSSED.search(before)
