"""The bytes of an input: a file, or standard input copied aside so that it can be read twice."""

import sys
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from io import BufferedReader, FileIO
from os import fstat
from pathlib import Path
from shutil import copyfileobj
from stat import S_ISREG
from tempfile import TemporaryFile
from typing import IO, BinaryIO

from enishi.domain.errors import EnishiError, InvalidValueError, NotFoundError

STANDARD_INPUT = "-"

# What other programs write at the beginning of their files.
_SIGNATURES = (
    (b"PK\x03\x04", "Excel ブック（.xlsx）か ZIP", "an Excel workbook (.xlsx) or a ZIP archive"),
    (b"PK\x05\x06", "空の ZIP", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "古い Excel ブック（.xls）", "an old Excel workbook (.xls)"),
    (b"\x1f\x8b", "gzip", "a gzip archive"),
    (b"%PDF", "PDF", "a PDF"),
    (b"\xff\xfe", "UTF-16 の文書", "a UTF-16 document"),
    (b"\xfe\xff", "UTF-16 の文書", "a UTF-16 document"),
)


@dataclass(eq=False)
class InputFile:
    """A file that can be opened again and again, always at its beginning."""

    name: str
    size: int
    open: Callable[[], BinaryIO]
    path: Path | None  # None: standard input

    def refuse(self, japanese: str, english: str) -> InvalidValueError:
        """Return the refusal of the whole file."""
        return InvalidValueError(f"{self.name}: {japanese}", english=f"{self.name}: {english}")

    def must_be_text(self) -> None:
        """Raise InvalidValueError for the files of other programs, saying what to do."""
        with self.open() as opened:
            beginning = opened.read(64)
        for signature, japanese, english in _SIGNATURES:
            if beginning.startswith(signature):
                raise self.refuse(
                    f"{japanese}です。CSV（UTF-8）か JSON Lines で保存し直してください",
                    f"this is {english}; save it as CSV (UTF-8) or JSON Lines",
                )
        # Latin text in UTF-16 without its mark: every other byte is NUL.
        if beginning[:32].count(0) > len(beginning[:32]) // 3:
            raise self.refuse(
                "UTF-16 かバイナリのファイルです。CSV（UTF-8）か JSON Lines で保存し直してください",
                "this is UTF-16 or a binary file; save it as CSV (UTF-8) or JSON Lines",
            )


def open_input(place: str | Path) -> InputFile:
    """Open a file, or standard input for `-`; raises NotFoundError where there is none."""
    if str(place) == STANDARD_INPUT:
        return _copied(sys.stdin.buffer, "stdin")
    path = Path(place)
    try:
        with path.open("rb") as opened:
            status = fstat(opened.fileno())
            if not S_ISREG(status.st_mode):  # a pipe gives its bytes once
                return _copied(opened, path.name, path)
    except FileNotFoundError:
        raise NotFoundError(
            f"ファイルがありません（{path}）", english=f"no such file: {path}"
        ) from None
    except OSError as error:
        raise EnishiError(
            f"ファイルを開けません（{path}: {error.strerror}）",
            english=f"cannot open {path}: {error.strerror}",
        ) from None
    return InputFile(path.name, status.st_size, lambda: path.open("rb"), path)


def _copied(stream: IO[bytes], name: str, path: Path | None = None) -> InputFile:
    copy = TemporaryFile()  # noqa: SIM115 — lives as long as the InputFile
    copyfileobj(stream, copy)
    copy.flush()
    size = copy.tell()

    def again() -> BinaryIO:
        copy.seek(0)
        return BufferedReader(FileIO(copy.fileno(), closefd=False))

    file = InputFile(name, size, again, path)
    weakref.finalize(file, copy.close)
    return file
