"""The ending of one verb or adjective, which may turn its meaning round."""

import re
from typing import Literal

Turn = Literal["plain", "negative", "hard", "easy"]

# 錆びない, 焦げ付かず, 割れを防ぐ; 滑りにくい, 指紋が付きにくい; 加工しやすい. 持っていない tells
# of a state, not of a quality.
_ENDING = r"(?:(?!て|で(?![きな]))[ぁ-ん]|付|着|出来|掛|成){0,6}?"
_NEGATIVE = re.compile(rf"{_ENDING}(?:な[いくけ]|無[いく]|ず(?![つっ])|ぬ|ません|防[ぐぎ止]|止め)")
_HARD = re.compile(rf"{_ENDING}(?:にく[いくさ]|づら[いく]|難[いく])")
_EASY = re.compile(rf"{_ENDING}(?:やす[いくさ]|易[いく])")


def turn_at(text: str, end: int) -> Turn:
    """Tell how the verb, adjective or noun whose stem ends at `end` is meant."""
    ending = text[end : end + 12]
    if _HARD.match(ending):
        return "hard"
    if _NEGATIVE.match(ending):
        return "negative"
    return "easy" if _EASY.match(ending) else "plain"
