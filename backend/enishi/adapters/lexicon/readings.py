"""Names found by how they are read aloud, in a text that is written in kana."""

import re
from collections.abc import Iterator, Mapping, Sequence

from enishi.adapters.lexicon.letters import Letters
from enishi.domain.reason import Span

# A reading of two letters is half of the words there are.
SHORTEST = 3
# From so many letters on a reading is sure to be one, whatever stands around it.
_SURE = 5
_LONGEST = 24
_TO_KATAKANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}
_KATAKANA = re.compile("[ァ-ヺー]+")
# What may stand before and behind a short one: particles, する, or no kana at all.
_FREE_BEFORE = re.compile("(?:[^ァ-ヺー]|[ノトヤハガヲモニヘデ])?")
_FREE_BEHIND = re.compile("(?:[^ァ-ヺー]|[ノトヤハガヲモニヘデシスサ])?")


def in_katakana(text: str) -> str:
    """Return a text with its hiragana turned into katakana, letter for letter."""
    return text.translate(_TO_KATAKANA)


def is_reading(letters: str) -> bool:
    """Tell whether letters are the reading of a name, long enough to be looked for."""
    return len(letters) >= SHORTEST and bool(_KATAKANA.fullmatch(letters))


class ReadingFinder:
    """Finds readings from left to right, the longest first."""

    def __init__(self, readings: Mapping[str, Sequence[str]]) -> None:
        self._readings = readings

    def find(self, text: str) -> Iterator[tuple[Sequence[str], Span]]:
        """Yield the concepts of each reading that a text says, with its place."""
        letters = Letters.of(text)
        spoken = in_katakana(letters.text)
        at = free_from = 0
        while at < len(spoken):
            end = self._end(spoken, at, is_free=at == free_from or _is_free(spoken, at))
            if end is None:
                at += 1
                continue
            yield self._readings[spoken[at:end]], letters.span(at, end)
            at = free_from = end

    def _end(self, spoken: str, start: int, *, is_free: bool) -> int | None:
        """Return where the longest reading that begins at `start` ends."""
        run = _KATAKANA.match(spoken, start)
        longest = min(len(run.group()), _LONGEST) if run else 0
        for length in range(longest, SHORTEST - 1, -1):
            if spoken[start : start + length] not in self._readings:
                continue
            behind = spoken[start + length : start + length + 1]
            if length >= _SURE or (is_free and _FREE_BEHIND.fullmatch(behind)):
                return start + length
        return None


def _is_free(spoken: str, start: int) -> bool:
    return bool(_FREE_BEFORE.fullmatch(spoken[max(0, start - 1) : start]))
