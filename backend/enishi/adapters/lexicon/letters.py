"""A text as the lexicon compares it: one spelling, one case, designations closed up."""

import re
from dataclasses import dataclass

from enishi.domain.reason import Span
from enishi.domain.text import MODERN_KANJI, NormalisedText

# SUS 304, SUS-304 and JIS Q 9100 are designations written apart.
_GAP = re.compile(
    r"(?<=[a-z])[ -](?=[0-9])|(?<=[0-9])[ -](?=[a-z](?![a-z]))|(?<=\bjis) (?=[a-z] ?[0-9])"
)
_KATAKANA = "ァ-ヺー"
_EDGE = re.compile(f"(?P<katakana>[{_KATAKANA}])|(?P<latin>[a-z0-9])|(?P<kanji>[\u3400-\u9fff々])")
_PLURAL = re.compile("(?:es|s)(?![a-z0-9])")


@dataclass(frozen=True, slots=True)
class Letters:
    """A text made comparable, that knows where each letter came from."""

    text: str
    _origin: NormalisedText
    _kept: tuple[int, ...]  # the index in the normalised text of each letter

    @classmethod
    def of(cls, original: str) -> "Letters":
        """Make a text comparable; raises InvalidValueError where `well_formed` does."""
        normalised = NormalisedText.of(original)
        plain = "".join(map(_comparable, normalised.text))
        gaps = {match.start() for match in _GAP.finditer(plain)}
        kept = tuple(at for at in range(len(plain)) if at not in gaps)
        return cls("".join(plain[at] for at in kept), normalised, kept)

    def span(self, start: int, end: int) -> Span:
        """Return where `text[start:end]` stands in the original; never empty."""
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
        if kind == "katakana" and self.text[end] == "ー":
            return end + 1 == len(self.text) or _edge(self.text[end + 1]) != "katakana"
        return not _continues(kind, self.text[end], end - start)


def name_letters(name: str) -> str:
    """Return a name as `Letters` would show it in a text, without a final long vowel."""
    text = Letters.of(name).text
    return text[:-1] if len(text) > 3 and text.endswith("ー") else text


def _comparable(letter: str) -> str:
    lowered = letter.lower()
    return MODERN_KANJI.get(letter, lowered if len(lowered) == 1 else letter)


def _edge(letter: str) -> str | None:
    match = _EDGE.match(letter)
    return match.lastgroup if match else None


def _continues(kind: str, neighbour: str, length: int) -> bool:
    """Tell whether the neighbour belongs to the same word; long kanji names may be joined."""
    return _edge(neighbour) == kind and (kind != "kanji" or length == 1)
