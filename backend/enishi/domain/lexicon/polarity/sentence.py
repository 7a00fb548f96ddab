"""One sentence as a denial or a wish sees it: what stands before a thing, and what behind."""

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

# How far a sentence is looked at before and behind a mention, in characters.
_BEFORE, _BEHIND = 70, 90
_END = re.compile(r"[。｡．！!？?\n;；★■●◆※]|\.(?=\s|$)")
_ASKING = frozenset("？?")
_COMMA = re.compile(r"[、､，,]\s*")
# A piece between commas that says something of what it names.
_SAYS = re.compile(
    r"(?:は|が|を|に|で|から|まで|より)(?![ぁ-ん])"
    r"|(?:です|ます|した|ない|なし|無し|抜き|ん|のみ|だけ|可能|可|不要|対応|中心)$"
)


@lru_cache(maxsize=256)
def around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands before and behind `text[start:end]` in the same sentence.

    A question keeps its mark.
    """
    begins, ends = _sentences(text)
    begin = max(begins[bisect_right(begins, start) - 1], start - _BEFORE)
    stop = min(ends[bisect_left(ends, end)], end + _BEHIND)
    return text[begin:start], text[end : stop + (text[stop : stop + 1] in _ASKING)]


@lru_cache(maxsize=64)
def _sentences(text: str) -> tuple[list[int], list[int]]:
    """Return where the sentences of a text begin, and where they end."""
    stops = list(_END.finditer(text))
    begins = [0, *(stop.end() for stop in stops)]
    return begins, [*(stop.start() for stop in stops), len(text)]


def pieces(text: str) -> list[str]:
    """Return what commas divide."""
    return _COMMA.split(text)


def is_bare(piece: str) -> bool:
    """Tell whether a piece between commas only names a thing."""
    return not _SAYS.search(piece)
