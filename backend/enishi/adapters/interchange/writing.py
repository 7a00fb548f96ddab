"""Writes records as JSON Lines, CSV or an Excel workbook."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from io import TextIOWrapper
from typing import Any, BinaryIO
from unicodedata import normalize

from enishi.adapters.interchange import layouts
from enishi.adapters.interchange.cells import cell_of, text_of
from enishi.adapters.interchange.jsonl import to_json
from enishi.adapters.interchange.layouts import CsvLayout
from enishi.adapters.interchange.sheets import write_workbook
from enishi.domain.errors import InvalidValueError
from enishi.services.interchange import Exported

Record = Mapping[str, Any]


class Format(StrEnum):
    """How an export is written."""

    JSONL = "jsonl"
    CSV = "csv"
    XLSX = "xlsx"


class CsvEncoding(StrEnum):
    """How the letters of a CSV file are spelt."""

    UTF_8 = "utf-8-sig"  # the byte order mark tells Excel that it is not CP932
    CP932 = "cp932"
    CP932_REPLACING = "cp932-replacing"  # 〓 for what CP932 lacks


_LAYOUTS = {
    Exported.FIRMS: layouts.FIRMS,
    Exported.NEEDS: layouts.NEEDS,
    Exported.TIES: layouts.TIES,
}
# What Japanese keyboards type, and its twin in CP932; NFKC does not know them as twins.
_TWINS = str.maketrans("〜−‖—¢£¬", "～－∥―￠￡￢")
_MISSING = "〓"  # the printers' mark for a letter that is not there


def write(
    records: Iterable[Record],
    what: Exported,
    format: Format,
    target: BinaryIO,
    *,
    encoding: CsvEncoding = CsvEncoding.UTF_8,
    lost: Counter[str] | None = None,
) -> int:
    """Write the records and return how many there were; `encoding` is for CSV alone.

    `lost` counts the letters for which 〓 is written.

    The same records give the same bytes (an Excel workbook: the same cells). Raises
    InvalidValueError naming the record where CP932 lacks one of its letters, or where it has
    more text or rows than a workbook can hold.
    """
    layout = _LAYOUTS[what]
    return _write(records, what.value, layout, format, target, encoding=encoding, lost=lost)


def write_corrections(
    records: Iterable[Record],
    format: Format,
    target: BinaryIO,
    *,
    encoding: CsvEncoding = CsvEncoding.UTF_8,
) -> int:
    """Write corrections, which are never imported, as `write` writes what is."""
    return _write(records, "corrections", layouts.CORRECTIONS, format, target, encoding=encoding)


def write_acts(records: Iterable[Record], target: BinaryIO) -> int:
    """Write entries of the audit log as CSV, as `write` writes what is imported."""
    return _write(records, "audit", layouts.ACTS, Format.CSV, target, encoding=CsvEncoding.UTF_8)


def write_yearly_report(
    rows: Iterable[Record],
    format: Format,
    target: BinaryIO,
    *,
    encoding: CsvEncoding = CsvEncoding.UTF_8,
) -> int:
    """Write the lines of a yearly report, which is never imported."""
    return _write(rows, "年次報告", layouts.YEARLY_REPORT, format, target, encoding=encoding)


def _write(
    records: Iterable[Record],
    name: str,
    layout: CsvLayout,
    format: Format,
    target: BinaryIO,
    *,
    encoding: CsvEncoding,
    lost: Counter[str] | None = None,
) -> int:
    if format is Format.JSONL:
        return _write_jsonl(records, target)
    if format is Format.CSV:
        return _write_csv(records, layout, target, encoding, Counter() if lost is None else lost)
    return write_workbook(records, name, layout, target)


def _write_jsonl(records: Iterable[Record], target: BinaryIO) -> int:
    number = 0
    for number, record in enumerate(records, 1):  # noqa: B007 — the count is the answer
        target.write(f"{to_json(record)}\n".encode())
    return number


def _write_csv(
    records: Iterable[Record],
    layout: CsvLayout,
    target: BinaryIO,
    encoding: CsvEncoding,
    lost: Counter[str],
) -> int:
    is_utf8 = encoding is CsvEncoding.UTF_8
    out = TextIOWrapper(target, encoding="utf-8-sig" if is_utf8 else "cp932", newline="")
    writer = csv.writer(out)
    writer.writerow(layout.columns)
    number = 0
    try:
        for number, record in enumerate(records, 1):  # noqa: B007 — the count is the answer
            for cells in _rows(record, layout):
                if encoding is CsvEncoding.CP932:
                    _must_be_cp932(cells, record, layout)
                is_replacing = encoding is CsvEncoding.CP932_REPLACING
                writer.writerow(
                    [_replaced(cell, lost) for cell in cells] if is_replacing else cells
                )
        out.flush()
    finally:
        out.detach()
    return number


def _rows(record: Record, layout: CsvLayout) -> Iterator[list[str]]:
    for row in layout.lay_out(record):
        yield [text_of(cell_of(name, row.get(name))) for name in layout.columns]


def _must_be_cp932(cells: list[str], record: Record, layout: CsvLayout) -> None:
    for name, cell in zip(layout.columns, cells, strict=True):
        try:
            cell.encode("cp932")
        except UnicodeEncodeError as error:
            letter = cell[error.start]
            raise InvalidValueError(
                f"{record[layout.ref]} の {name} にある「{letter}」（U+{ord(letter):04X}）は"
                " CP932 で書けません。UTF-8 で書き出すか、置き換えを許してください",
                field=name,
                english=f"CP932 has no {letter!r} (U+{ord(letter):04X}),"
                f" in {name} of {record[layout.ref]}",
            ) from None


def _replaced(cell: str, lost: Counter[str]) -> str:
    letters = cell.translate(_TWINS)
    nearest = [*map(_nearest, letters)]
    lost.update(
        letter
        for letter, written in zip(letters, nearest, strict=True)
        if written == _MISSING != letter
    )
    return "".join(nearest)


def _nearest(letter: str) -> str:
    """Return the letter, or its plain form (µ → μ), or the mark of a missing one."""
    spellings = (letter, normalize("NFKC", letter), _MISSING)
    return next(spelling for spelling in spellings if _is_cp932(spelling))


def _is_cp932(letter: str) -> bool:
    try:
        letter.encode("cp932")
    except UnicodeEncodeError:
        return False
    return True
