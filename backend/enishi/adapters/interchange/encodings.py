"""Finds out how a CSV file spells its letters, in one pass and with flat memory."""

import codecs
import re

from enishi.adapters.interchange.files import InputFile

_CHUNK = 1 << 16
_BOM = codecs.BOM_UTF8
# A file in CP932 breaks the rules of UTF-8 at once; one that kept them for this many letters
# is UTF-8 with a damaged byte, and would be nonsense in any other encoding.
_SURELY_UTF8 = 8
# Bytes that CP932 leaves without a letter and Python reads all the same.
_NO_LETTER = re.compile("[\x80\uf8f0-\uf8f3]")


def encoding_of(file: InputFile) -> str:
    """Return `utf-8-sig` for UTF-8 (with or without a byte order mark), or `cp932`.

    Raises InvalidValueError, naming line and byte, where a file is neither.
    """
    utf8 = _Reading(file, "utf-8")
    if utf8.broken_at is None:
        return "utf-8-sig"
    if utf8.begins_with_bom or utf8.wide >= _SURELY_UTF8:
        raise file.refuse(
            f"UTF-8 として読めません（{utf8.line}行目、先頭から{utf8.broken_at + 1:,}バイト目）",
            f"not UTF-8 at line {utf8.line}, byte {utf8.broken_at + 1:,}",
        )
    cp932 = _Reading(file, "cp932")
    if cp932.broken_at is None and not (cp932.looks_like_euc and _is_euc(file)):
        return "cp932"
    if cp932.broken_at is None:
        raise file.refuse(
            "EUC-JP の文書です。UTF-8 で保存し直してください",
            "this is an EUC-JP document; save it as UTF-8",
        )
    raise file.refuse(
        "UTF-8 でも CP932（Shift_JIS）でもありません"
        f"（{cp932.line}行目、先頭から{cp932.broken_at + 1:,}バイト目）",
        f"neither UTF-8 nor CP932 (Shift_JIS): line {cp932.line}, byte {cp932.broken_at + 1:,}",
    )


class _Reading:
    """One whole reading of a file in one encoding."""

    def __init__(self, file: InputFile, encoding: str) -> None:
        self.broken_at: int | None = None  # the first byte that is not of this encoding
        self.line = 1  # where that byte stands
        self.wide = 0  # letters beyond ASCII before it
        self.begins_with_bom = False
        self._kana_of_euc = 0
        decoder = codecs.getincrementaldecoder(encoding)()
        behind = 0  # bytes handed over before this chunk
        with file.open() as opened:
            while True:
                chunk = opened.read(_CHUNK)
                waiting = len(decoder.getstate()[0])
                if behind == 0:
                    self.begins_with_bom = chunk.startswith(_BOM)
                try:
                    text = decoder.decode(chunk, final=not chunk)
                except UnicodeDecodeError as error:
                    self.broken_at = behind - waiting + error.start
                    self._see(error.object[: error.start].decode(encoding))
                    return
                odd = _NO_LETTER.search(text) if encoding == "cp932" else None
                if odd is not None:
                    before = text[: odd.start()]
                    self.broken_at = behind - waiting + len(before.encode(encoding))
                    self._see(before)
                    return
                self._see(text)
                if not chunk:
                    return
                behind += len(chunk)

    def _see(self, text: str) -> None:
        self.line += text.count("\n")
        if not text.isascii():
            self.wide += len(text) - len(text.encode("ascii", "ignore"))
            self._kana_of_euc += text.count("､") + text.count("･")

    @property
    def looks_like_euc(self) -> bool:
        """Whether the text is full of what the kana of EUC-JP look like in CP932: ､ and ･."""
        return self._kana_of_euc * 8 > self.wide


def _is_euc(file: InputFile) -> bool:
    return _Reading(file, "euc_jp").broken_at is None
