"""Reads the pages of a PDF that typst made: how many, and which letters stand on each."""

import re
import zlib
from collections.abc import Iterator

_OBJECT = re.compile(rb"(\d+) 0 obj\s*(.*?)\s*endobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_FONT_SET = re.compile(rb"/(\w+) [\d.]+ Tf")
_HEX = re.compile(rb"<([0-9A-Fa-f]+)>")
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def pdf_pages(paper: bytes) -> list[str]:
    """Return the letters of each page, in the order in which they are drawn, without gaps."""
    objects = {int(number): body for number, body in _OBJECT.findall(paper)}
    pages = [body for body in objects.values() if re.search(rb"/Type\s*/Page\b(?!s)", body)]
    return [_letters(objects, page) for page in pages]


def _letters(objects: dict[int, bytes], page: bytes) -> str:
    resources = objects[_referred(page, b"Resources")]
    fonts = {
        name: _letters_of(objects, int(number))
        for name, number in re.findall(rb"/(\w+) (\d+) 0 R", _fonts_in(resources))
    }
    drawn, font = [], {}
    for token in _tokens(_unpacked(objects[_referred(page, b"Contents")])):
        if isinstance(token, str):
            font = fonts.get(token.encode(), {})
        else:
            drawn.extend(font.get(token[at : at + 2], "") for at in range(0, len(token), 2))
    return "".join(drawn)


def _tokens(content: bytes) -> Iterator[str | bytes]:
    """Yield the names of fonts as they are set, and the codes of the letters that are shown."""
    at = 0
    while at < len(content):
        if content[at : at + 1] == b"(":
            end = _end_of_literal(content, at)
            yield _without_escapes(content[at + 1 : end])
            at = end + 1
        elif found := _FONT_SET.match(content, at):
            yield found[1].decode()
            at = found.end()
        elif found := _HEX.match(content, at):
            yield bytes.fromhex(found[1].decode())
            at = found.end()
        else:
            at += 1


def _end_of_literal(content: bytes, start: int) -> int:
    """Return where the bracket closes; brackets inside need no escape where they balance."""
    depth, at = 0, start
    while True:
        letter = content[at : at + 1]
        depth += (letter == b"(") - (letter == b")")
        if depth == 0:
            return at
        at += 2 if letter == b"\\" else 1


def _fonts_in(resources: bytes) -> bytes:
    found = re.search(rb"/Font\s*<<(.*?)>>", resources, re.DOTALL)
    return found[1] if found else b""


def _letters_of(objects: dict[int, bytes], font: int) -> dict[bytes, str]:
    """Return which letters each two-byte code of a font stands for."""
    table = _unpacked(objects[_referred(objects[font], b"ToUnicode")])
    return {
        bytes.fromhex(code.decode()): bytes.fromhex(letters.decode()).decode("utf-16-be")
        for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL)
        for code, letters in re.findall(rb"<(\w+)> <(\w+)>", block)
    }


def _referred(body: bytes, name: bytes) -> int:
    found = re.search(rb"/" + name + rb" (\d+) 0 R", body)
    assert found, name
    return int(found[1])


def _unpacked(body: bytes) -> bytes:
    found = _STREAM.search(body)
    assert found
    return zlib.decompress(found[1]) if b"FlateDecode" in body else found[1]


def _without_escapes(text: bytes) -> bytes:
    """Return the bytes of a literal string without its escapes."""

    def meant(found: re.Match[bytes]) -> bytes:
        what = found[1]
        return bytes([int(what, 8)]) if what.isdigit() else _ESCAPES.get(what, what)

    return re.sub(rb"\\([0-7]{1,3}|.)", meant, text, flags=re.DOTALL)
