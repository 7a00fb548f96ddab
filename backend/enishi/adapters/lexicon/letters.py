"""A text as the lexicon compares it: one spelling, one case, designations closed up."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from enishi.domain.reason import Span
from enishi.domain.text import MODERN_KANJI, NormalisedText

# SUS 304, SUS-304 and JIS Q 9100 are designations written apart.
_GAP = re.compile(
    r"(?<=[a-z])[ -](?=[0-9])|(?<=[0-9])[ -](?=[a-z](?![a-z]))|(?<=\bjis) (?=[a-z] ?[0-9])"
)
_MODERN = str.maketrans(MODERN_KANJI)
# センサー is センサ, バリー is not バリ.
_SHORTEST_WITHOUT = 3
_PLURAL = re.compile("(?:es|s)(?![a-z0-9])")


@dataclass(frozen=True, slots=True)
class Letters:
    """A text made comparable, that knows where each letter came from."""

    text: str
    _origin: NormalisedText
    _kept: Sequence[int]  # the index in the normalised text of each letter

    @classmethod
    def of(cls, original: str) -> "Letters":
        """Make a text comparable; raises InvalidValueError where `well_formed` does."""
        normalised = NormalisedText.of(original)
        plain = _comparable(normalised.text)
        gaps = {match.start() for match in _GAP.finditer(plain)}
        if not gaps:
            return cls(plain, normalised, range(len(plain)))
        kept = tuple(at for at in range(len(plain)) if at not in gaps)
        return cls("".join(plain[at] for at in kept), normalised, kept)

    def span(self, start: int, end: int) -> Span:
        """Return where `text[start:end]` stands in the original, with a long vowel behind it."""
        if self._is_lengthened(start, end):
            end += 1
        last = self._kept[end - 1] + 1
        return Span(*self._origin.original_span(self._kept[start], last))

    def stands_alone(self, start: int, end: int) -> bool:
        """Tell whether a name found there is not a piece of another word.

        プレス is not in エクスプレス, SUS316 not in SUS316L, 鉄 alone not in 鉄道.
        """
        kind = _edge(self.text[start])
        if kind and start > 0 and _continues(kind, self.text[start - 1], end - start):
            return False
        kind = _edge(self.text[end - 1])
        if kind is None or end == len(self.text):
            return True
        if kind == "latin" and _PLURAL.match(self.text, end):
            return True
        if self._is_lengthened(start, end):
            return end + 1 == len(self.text) or _edge(self.text[end + 1]) != "katakana"
        return not _continues(kind, self.text[end], end - start)

    def _is_lengthened(self, start: int, end: int) -> bool:
        """Tell whether a katakana word goes on with a long vowel that its name lacks."""
        is_long = end - start >= _SHORTEST_WITHOUT and self.text[end : end + 1] == "ー"
        return is_long and _edge(self.text[end - 1]) == "katakana"

    def glued(self, start: int, end: int) -> tuple[bool, bool]:
        """Tell whether a kanji touches a kanji name before it, and behind it."""
        return (
            _is_kanji(self.text[max(0, start - 1) : start + 1]),
            _is_kanji(self.text[end - 1 : end + 1]),
        )


def name_letters(name: str) -> str:
    """Return a name as `Letters` would show it in a text, without a final long vowel."""
    text = Letters.of(name).text
    return text[:-1] if len(text) > _SHORTEST_WITHOUT and text.endswith("ー") else text


def are_one_script(letters: str) -> bool:
    """Tell whether two letters are both kanji, or both katakana, or both Latin or digits."""
    scripts = {_edge(letter) for letter in letters}
    return len(letters) == 2 and len(scripts) == 1 and None not in scripts


def _is_kanji(letters: str) -> bool:
    return len(letters) == 2 and all(_edge(letter) == "kanji" for letter in letters)


def _comparable(text: str) -> str:
    """Return a text in lower case and modern kanji, letter for letter."""
    lowered = text.lower()
    if len(lowered) != len(text):  # İ becomes two letters
        lowered = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    return lowered.translate(_MODERN)


def _edge(letter: str) -> str | None:
    """Return the script of a letter that may go on in its neighbour."""
    if "\u3400" <= letter <= "\u9fff" or letter == "々":
        return "kanji"
    if "ァ" <= letter <= "ヺ" or letter == "ー":
        return "katakana"
    return "latin" if "a" <= letter <= "z" or "0" <= letter <= "9" else None


def _continues(kind: str, neighbour: str, length: int) -> bool:
    """Tell whether the neighbour belongs to the same word; long kanji names may be joined."""
    return _edge(neighbour) == kind and (kind != "kanji" or length == 1)
