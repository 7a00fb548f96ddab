"""The rows of a CSV file, each with its line and its own text, read strictly."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO, TextIOWrapper
from typing import TextIO
from unicodedata import normalize

from enishi.adapters.interchange.encodings import encoding_of
from enishi.adapters.interchange.files import InputFile
from enishi.domain.errors import InvalidValueError

# Letters in one line of the file, and in one cell.
LONGEST_LINE = 16 << 20
LONGEST_CELL = 1 << 20

# A quote that is never closed swallows what follows up to here. The limit belongs to the
# csv module as a whole; its own, 131,072, would refuse cells without naming their column.
csv.field_size_limit(4 * LONGEST_CELL)


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the header."""

    number: int  # of the line where it begins, counted from 1
    raw: str
    cells: Sequence[str]  # as many as the header has, unless there is an error
    end: int  # bytes of the file read so far
    error: InvalidValueError | None = None


class CsvRows:
    """A CSV file with a header, in UTF-8 or CP932."""

    def __init__(self, file: InputFile) -> None:
        """Find the encoding and read the header; raises InvalidValueError for the file."""
        self.file = file
        self._encoding = encoding_of(file)
        with file.open() as opened, self._text(opened) as text:
            self.header = self._checked(_first_row(text, file))

    def rows(self) -> Iterator[Row]:
        """Yield the rows that say anything."""
        with self.file.open() as opened, self._text(opened) as text:
            lines = _Lines(text)
            reader = csv.reader(lines, strict=True)
            _skip_header(reader, lines)
            while True:
                number = lines.number + 1
                error, cells = None, []
                try:
                    cells = next(reader)
                    if not any(cell.strip() for cell in cells):
                        lines.taken()
                        continue
                    cells = self._fitted(cells)
                except StopIteration:
                    return
                except csv.Error as broken:
                    error = _broken(broken, spans=lines.number - number + 1)
                except InvalidValueError as refusal:
                    error = refusal
                yield Row(number, lines.taken(), cells, opened.tell(), error)

    def _text(self, opened: object) -> TextIOWrapper:
        return TextIOWrapper(opened, encoding=self._encoding, newline="")  # type: ignore[arg-type]

    def _checked(self, cells: Sequence[str]) -> tuple[str, ...]:
        header = tuple(normalize("NFKC", cell).strip() for cell in cells)
        for place, name in enumerate(header, 1):
            if not name:
                raise self.file.refuse(
                    f"見出しの{place}列目に名前がありません",
                    f"column {place} of the header has no name",
                )
            if name in header[: place - 1]:
                raise self.file.refuse(
                    f"見出しに同じ名前が2つあります（{name}）",
                    f"the header names two columns {name!r}",
                )
        return header

    def _fitted(self, cells: list[str]) -> list[str]:
        width = len(self.header)
        if len(cells) < width:
            raise InvalidValueError(
                f"セルが足りません（見出しは{width}列、この行は{len(cells)}列）",
                english=f"{len(cells)} cells, but the header has {width}",
            )
        if any(cell.strip() for cell in cells[width:]):
            raise InvalidValueError(
                f"セルが多すぎます（見出しは{width}列、この行は{len(cells)}列）。"
                '「,」を含む値は " で囲んでください',
                english=f"{len(cells)} cells, but the header has {width};"
                " a value with a comma needs quotes",
            )
        for name, cell in zip(self.header, cells, strict=False):
            if len(cell) > LONGEST_CELL:
                raise InvalidValueError(
                    f"セルが長すぎます（{len(cell):,}文字、上限は{LONGEST_CELL:,}文字）",
                    field=name,
                    english=f"the cell holds {len(cell):,} characters; at most {LONGEST_CELL:,}",
                )
        return cells[:width]


def seen_in(raw: str) -> list[list[str]]:
    """Return the cells that can be seen in the text of rows, though they break the rules."""
    try:
        return list(csv.reader(StringIO(raw, newline="")))
    except csv.Error:
        return []


class _Lines:
    """Hands over lines of bounded length and keeps those of the row at hand."""

    def __init__(self, text: TextIO) -> None:
        self.number = 0
        self._text = text
        self._kept: list[str] = []

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._text.readline(LONGEST_LINE + 1)
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) > LONGEST_LINE:
            while line and not line.endswith(("\n", "\r")):
                line = self._text.readline(LONGEST_LINE)
            raise InvalidValueError(
                f"1行が長すぎます（上限は{LONGEST_LINE:,}文字）",
                english=f"the line is longer than {LONGEST_LINE:,} characters",
            )
        self._kept.append(line)
        return line

    def taken(self) -> str:
        """Return the text of the row that was just read."""
        raw, self._kept = "".join(self._kept), []
        return raw


def _first_row(text: TextIO, file: InputFile) -> list[str]:
    lines = _Lines(text)
    try:
        cells = _skip_header(csv.reader(lines, strict=True), lines)
    except (csv.Error, InvalidValueError) as error:
        raise file.refuse(
            f"見出しの行を読めません（{error}）", f"the header cannot be read ({error})"
        ) from None
    if not cells:
        raise file.refuse(
            "空のファイルです。1行目に見出しが必要です", "the file is empty: no header"
        )
    return cells


def _skip_header(reader: Iterator[list[str]], lines: _Lines) -> list[str]:
    """Read up to the first row that is not blank, and return it."""
    cells = next((row for row in reader if row), [])
    lines.taken()
    return cells


def _broken(error: csv.Error, *, spans: int) -> InvalidValueError:
    quote = '引用符（"）の使い方が正しくありません'
    if spans > 1:
        quote += f"。{spans}行にわたって閉じていない可能性があります"
    return InvalidValueError(quote, english=f"a quote is wrong ({error})")
