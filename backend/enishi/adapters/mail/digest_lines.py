"""Texts of a digest made safe for one line of a letter, and lines that fit on a sheet."""

import re
from collections.abc import Iterator
from unicodedata import east_asian_width

# 38 full-width characters: what a FAX machine prints of a plain text without breaking lines.
WIDTH = 76
# Controls, and the marks that turn the direction of a text: a name may not reorder what comes
# after it. The joiner within an emoji (U+200D) stays. And what is no character at all: no page may
# hold U+FFFE or U+FFFF, and one such name would keep each digest with it from being sent.
_MARKS = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
    "\ufdd0-\ufdef\ufffe\uffff]"
)
# A word of Latin letters or digits is not broken; any other character is a piece of its own.
_PIECES = re.compile(r"[\x21-\x7e]+|.")
_NEVER_FIRST = (
    "、。，．・：；？！」』）〕］｝〉》】ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ)]}?!,.:;"
)


def one_line(text: str, longest: int = 200) -> str:
    """Return a text as one line without marks that reorder it, cut with … where it is longer."""
    flat = " ".join(_MARKS.sub("", text).split())
    return flat if len(flat) <= longest else f"{flat[: longest - 1].rstrip()}…"


def wrapped(text: str, indent: str = "", first: str | None = None) -> list[str]:
    """Return the lines of a text, none wider than a sheet, a stop never at the beginning."""
    lines: list[str] = []
    line = indent if first is None else first
    start = len(line)
    for piece in _fitting(text, WIDTH - width(indent)):
        if width(line) + width(piece) <= WIDTH or len(line) == start:
            line += piece
            continue
        kept, moved = _parted(line, start, piece)
        lines.append(kept.rstrip())
        line, start = indent + moved + (piece if moved else piece.lstrip()), len(indent)
    return [*lines, line.rstrip()]


def width(text: str) -> int:
    """Return how many columns a text takes: two for a full-width character."""
    return sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in text)


def _fitting(text: str, room: int) -> Iterator[str]:
    """Yield the pieces of a text; a word that is longer than a line is cut."""
    for piece in _PIECES.findall(text):
        for cut in range(0, len(piece), room):
            yield piece[cut : cut + room]


def _parted(line: str, start: int, piece: str) -> tuple[str, str]:
    """Return the line and what of its end goes along with a stop that comes next."""
    if piece[0] in _NEVER_FIRST and len(line) - start > 1:
        return line[:-1], line[-1]
    return line, ""
