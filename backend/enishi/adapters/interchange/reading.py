"""Opens an interchange file, whatever its format, as a source of records."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path

from enishi.adapters.interchange import layouts
from enishi.adapters.interchange.files import InputFile, open_input
from enishi.adapters.interchange.gbizinfo import RegistryColumns
from enishi.adapters.interchange.jsonl import JsonLines
from enishi.adapters.interchange.rows import CsvRows
from enishi.services.interchange import Line


class Layout(StrEnum):
    """What the records of a file are, and so how its rows become records."""

    FIRMS = "firms"
    NEEDS = "needs"
    TIES = "ties"
    GBIZINFO = "gbizinfo"


class CsvRecords:
    """A CSV file read as records."""

    def __init__(self, table: CsvRows, lines: Callable[[CsvRows], Iterator[Line]]) -> None:
        self.table = table
        self._lines = lines

    @property
    def file(self) -> InputFile:
        """Where the bytes come from."""
        return self.table.file

    @property
    def name(self) -> str:
        """What to call it in a message."""
        return self.file.name

    @property
    def size(self) -> int | None:
        """Its length in bytes."""
        return self.file.size

    def lines(self) -> Iterator[Line]:
        """Yield the records; one firm may cover several rows."""
        return self._lines(self.table)


OpenedSource = JsonLines | CsvRecords

_CSV_LAYOUTS = {
    Layout.FIRMS: layouts.FIRMS,
    Layout.NEEDS: layouts.NEEDS,
    Layout.TIES: layouts.TIES,
}
_JSONL_ENDINGS = frozenset((".jsonl", ".ndjson"))


def open_source(place: str | Path, layout: Layout) -> OpenedSource:
    """Open a file, or standard input for `-`.

    `.jsonl`, `.ndjson` and `.csv` say the format; anything else is JSON Lines when it begins
    with a brace. Raises NotFoundError where there is no file, and InvalidValueError where it
    cannot be read as a whole: another format, an encoding that is neither UTF-8 nor CP932,
    a header that is missing or leaves open what a column means.
    """
    file = open_input(place)
    file.must_be_text()
    if layout is not Layout.GBIZINFO and _is_jsonl(file):
        return JsonLines(file)
    table = CsvRows(file)
    if layout is Layout.GBIZINFO:
        return CsvRecords(table, RegistryColumns(table).lines)
    columns = _CSV_LAYOUTS[layout]
    columns.must_fit(table)
    return CsvRecords(table, columns.lines)


def _is_jsonl(file: InputFile) -> bool:
    ending = Path(file.name).suffix.lower()
    if ending == ".csv" or ending in _JSONL_ENDINGS:
        return ending != ".csv"
    with file.open() as opened:
        while chunk := opened.read(1 << 16):
            begins = chunk.removeprefix(b"\xef\xbb\xbf").lstrip()
            if begins:
                if begins.startswith(b"["):
                    raise file.refuse(
                        "JSON の配列です。1行に1件の JSON Lines にしてください",
                        "this is a JSON array; JSON Lines hold one record a line",
                    )
                return begins.startswith(b"{")
    return True  # nothing in it: no records
