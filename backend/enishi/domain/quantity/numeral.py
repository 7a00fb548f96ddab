"""Numbers as Japanese writes them: 1,000, 二千五百, 3万5千, 五六, 十数, 数百."""

import re
from dataclasses import dataclass
from decimal import Decimal
from math import prod

_DIGITS = {letter: value for value, letter in enumerate("〇一二三四五六七八九")} | {"零": 0}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"億": 10**8, "万": 10**4}
_SCALES = "十百千万億"

# A zero before an Arabic digit is a bullet (〇500個), and 数 after these is a noun (個数, 本数).
_ONE = "(?:〇(?![0-9])|[0-9零一二三四五六七八九十百千万億])"
_NOUNS = "個台本枚件人回員点総複多少半倍係関指定端整奇偶参段軸有無手口工品分ァ-ヴー"
_SEVERAL = f"(?:(?<![{_NOUNS}])|(?<=コンマ))数(?![0-9〇零一二三四五六七八九式])"

# Possessive: a run is taken whole or not at all, so a long one costs its length once.
NUMERAL = re.compile(
    rf"(?:{_SEVERAL}[{_SCALES}]*+|{_ONE})(?:[.,]?{_ONE}|数(?![0-9一二三四五六七八九〇零]))*+"
)

# Longer runs are telephone numbers, drawing numbers and codes.
_LONGEST_RUN = 20
_MOST_DIGITS = 12

_ARABIC = re.compile(r"\d+(?:\.\d+)?")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_DECIMAL_COMMA = re.compile(r"0,\d+")
_PAIR_OF_DIGITS = re.compile(r"(\d),(\d)")


@dataclass(frozen=True, slots=True)
class Numeral:
    """What a written number says: low = high for a plain one, else the ends it leaves open.

    `vague` marks 数 (several). `scale` is the trailing 千, 百万 …, which in 「10〜20万」 also
    belongs to the number before it.
    """

    low: Decimal
    high: Decimal
    vague: bool = False
    scale: int = 1

    def times(self, factor: int) -> "Numeral":
        """Return the numeral with a scale that was written once for two."""
        return Numeral(self.low * factor, self.high * factor, self.vague, self.scale * factor)


def read_numeral(run: str) -> Numeral | None:
    """Return what a run matched by NUMERAL says, or None if it is no number.

    数 stands for 1 to 9 of the scale it counts, and for 2 to 9 when it stands alone.
    """
    if len(run) > _LONGEST_RUN or sum(letter.isdecimal() for letter in run) > _MOST_DIGITS:
        return None
    if pair := _PAIR_OF_DIGITS.fullmatch(run):
        low, high = Decimal(pair[1]), Decimal(pair[2])
        return Numeral(low, high) if high == low + 1 and low else None  # 「5,6本」
    if run == "数":
        return Numeral(Decimal(2), Decimal(9), vague=True)
    plain = _without_commas(run)
    return None if plain is None else _sections(plain)


def _without_commas(run: str) -> str | None:
    if "," not in run:
        return run
    head = run.rstrip(_SCALES)
    if _GROUPED.fullmatch(head):
        return run.replace(",", "")
    if _DECIMAL_COMMA.fullmatch(head):  # no group of thousands begins with a lone 0
        return run.replace(",", ".")
    return None


def _sections(run: str) -> Numeral | None:
    """Add up what stands before 億, before 万 and after them."""
    parts: list[tuple[Numeral | None, int]] = []
    rest = run
    for letter, scale in _LARGE.items():
        before, found, after = rest.partition(letter)
        if found:
            parts.append((_section(before), scale))
            rest = after
    if rest or not parts:
        parts.append((_section(rest), 1))
    low = high = Decimal(0)
    vague = False
    for section, scale in parts:
        if section is None:
            return None
        low, high = low + section.low * scale, high + section.high * scale
        vague = vague or section.vague
    return Numeral(low, high, vague, _trailing_scale(run))


def _trailing_scale(run: str) -> int:
    head = run.rstrip(_SCALES)
    if not head or any(letter in head for letter in _SCALES):
        return 1  # 千, 3万5千: nothing that the number before could share
    return prod((_SMALL | _LARGE)[letter] for letter in run[len(head) :])


def _section(run: str) -> Numeral | None:
    """Read a number below 万: Arabic, by 千百十, or digit by digit, with 数 for a digit."""
    low = high = Decimal(0)
    vague, at, previous = False, 0, 10**4
    while at < len(run):
        digits = _digits(run, at)
        if digits is None:
            return None
        scale = _SMALL.get(run[digits.end : digits.end + 1], 1)
        if scale >= previous:
            return None
        low, high = low + digits.low * scale, high + digits.high * scale
        vague, previous, at = vague or digits.vague, scale, digits.end + (scale > 1)
    return Numeral(low, high, vague) if run else None


@dataclass(frozen=True, slots=True)
class _Digits:
    low: Decimal
    high: Decimal
    end: int
    vague: bool = False


def _digits(run: str, at: int) -> _Digits | None:
    """Read the digits at `at`; before 十百千 none need be written, and mean one."""
    if arabic := _ARABIC.match(run, at):
        return _arabic(run, arabic)
    if run[at] == "数":
        nothing = at > 0 and at + 1 == len(run)  # 十数 may be just above ten
        return _Digits(Decimal(0 if nothing else 1), Decimal(9), at + 1, vague=True)
    if run[at] in _SMALL:
        return _Digits(Decimal(1), Decimal(1), at)
    return _kanji(run, at)


def _arabic(run: str, found: re.Match[str]) -> _Digits:
    value, end = Decimal(found.group()), found.end()
    if run[end:] == "数" and value and value % 10 == 0:  # 20数本
        return _Digits(value, value + 9, end + 1, vague=True)
    return _Digits(value, value, end)


def _kanji(run: str, at: int) -> _Digits | None:
    end = at
    while end < len(run) and run[end] in _DIGITS:
        end += 1
    if end == at:
        return None
    first, last = _DIGITS[run[at]], _DIGITS[run[end - 1]]
    if end - at == 2 and last == first + 1 and first:  # 二三日, 十五六本: either of the two
        return _Digits(Decimal(first), Decimal(last), end)
    value = Decimal("".join(str(_DIGITS[letter]) for letter in run[at:end]))
    return _Digits(value, value, end)
