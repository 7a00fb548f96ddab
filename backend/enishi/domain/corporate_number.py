"""The number that names a Japanese legal person (法人番号)."""

import unicodedata
from dataclasses import dataclass

from enishi.domain.errors import InvalidValueError

_DIGITS = 13
# People group the digits with these: 8-7001-1000-5901, 8 7001 1000 5901.
_SEPARATORS = frozenset(" \t\n\r-‐‑‒–—―−ー")


@dataclass(frozen=True, slots=True)
class CorporateNumber:
    """A 法人番号: thirteen digits, the first of which checks the other twelve.

    Full-width digits, spaces and hyphens are accepted and `value` holds the plain digits.
    Raises InvalidValueError that tells a wrong character, a wrong length or a wrong check
    digit apart.

    The check digit catches every single wrong digit except 0 and 9 mistaken for each other
    among the twelve behind it (they are equal modulo 9, doubled or not), and every swap of
    two neighbours except 09 for 90 among those twelve: a swap changes the sum by the
    difference of the two, which must not be divisible by 9.
    """

    value: str

    def __post_init__(self) -> None:
        written = unicodedata.normalize("NFKC", self.value)
        for place, letter in enumerate(written, start=1):
            if letter not in "0123456789" and letter not in _SEPARATORS:
                raise _invalid(
                    f"法人番号に使えない文字があります（{place}文字目の「{_shown(letter)}」）",
                    f"character {place} of a corporate number is not a digit: {letter!r}",
                )
        digits = "".join(letter for letter in written if letter not in _SEPARATORS)
        if len(digits) != _DIGITS:
            raise _invalid(
                f"法人番号は{_DIGITS}桁です（{len(digits)}桁でした）",
                f"a corporate number has {_DIGITS} digits, not {len(digits)}",
            )
        if digits[0] != str(check_digit(digits[1:])):
            raise _invalid(
                "法人番号の検査用数字（先頭の1桁）が合いません。書き間違いがないかご確認ください",
                "the check digit (the first) does not fit the rest of the corporate number",
            )
        object.__setattr__(self, "value", digits)

    def __str__(self) -> str:
        return self.value


def check_digit(body: str) -> int:
    """Return the check digit (1 to 9) of the twelve digits after it.

    9 − (Σ Pₙ·Qₙ mod 9), Pₙ the n-th digit from the right, Qₙ 1 for an odd n and 2 for an even
    one. Source: 法人番号の指定等に関する省令 (平成26年財務省令第70号) 第2条; 国税庁 「検査用数字
    を算出する算式」, whose example is 700110005901 → 8.
    """
    total = sum(int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(body)))
    return 9 - total % 9


def _shown(letter: str) -> str:
    return letter if letter.isprintable() else f"U+{ord(letter):04X}"


def _invalid(message: str, english: str) -> InvalidValueError:
    return InvalidValueError(message, field="corporate_number", english=english)
