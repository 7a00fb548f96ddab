"""An Excel workbook with one sheet, written row by row."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from enishi.adapters.interchange.cells import LISTS, NESTED, NUMBERS, cell_of
from enishi.adapters.interchange.layouts import CsvLayout
from enishi.domain.errors import InvalidValueError

# Limits of the format itself.
_ROWS = 1_048_576
_LETTERS = 32_767
# A cell's number is a binary double; beyond fifteen digits it would change, so it is text.
_DIGITS = 15

_WIDTHS = {
    "name": 30,
    "title": 40,
    "description": 60,
    "summary": 60,
    "query": 40,
    "firm_refs": 40,
    "source": 30,
}


def write_workbook(
    records: Iterable[Mapping[str, Any]], name: str, layout: CsvLayout, target: BinaryIO
) -> int:
    """Write the records below a frozen header and return how many there were.

    A text is a text whatever it begins with, never a formula or a link. Raises
    InvalidValueError where a sheet cannot hold the text or the number of rows.
    """
    # Rows wait on disk, in a folder that goes away even when one of them is refused.
    with TemporaryDirectory(prefix="enishi-") as folder:
        workbook = xlsxwriter.Workbook(target, {"constant_memory": True, "tmpdir": folder})
        sheet = workbook.add_worksheet(name)
        heading = workbook.add_format({"bold": True, "bottom": 1})
        sheet.freeze_panes(1, 1)
        for column, title in enumerate(layout.columns):
            sheet.set_column(column, column, _width(title))
        for column, title in enumerate(layout.columns):
            sheet.write_string(0, column, title, heading)
        number = _write_rows(records, layout, sheet)
        workbook.close()
    return number


def _write_rows(records: Iterable[Mapping[str, Any]], layout: CsvLayout, sheet: Worksheet) -> int:
    row = number = 0
    for number, record in enumerate(records, 1):  # noqa: B007 — the count is the answer
        for values in layout.lay_out(record):
            row += 1
            if row == _ROWS:
                raise InvalidValueError(
                    f"Excel の1シートは {_ROWS:,} 行までです。CSV で書き出してください",
                    english=f"an Excel sheet holds {_ROWS:,} rows; export as CSV",
                )
            for column, title in enumerate(layout.columns):
                value = cell_of(title, values.get(title))
                _write(sheet, row, column, value, f"{record[layout.ref]} の {title}")
    return number


def _width(title: str) -> int:
    if title in _WIDTHS:
        return _WIDTHS[title]
    return 12 if title in NUMBERS else 24 if title in LISTS | NESTED else 16


def _write(
    sheet: Worksheet, row: int, column: int, value: str | int | float | Decimal | None, where: str
) -> None:
    if value is None:
        return
    if isinstance(value, str):
        if len(value) > _LETTERS:
            raise InvalidValueError(
                f"{where} は {len(value):,} 文字あり、Excel のセルに入りません"
                f"（{_LETTERS:,} 文字まで）。CSV で書き出してください",
                english=f"{len(value):,} characters do not fit into an Excel cell ({where})",
            )
        sheet.write_string(row, column, value)
    elif isinstance(value, float) or len(Decimal(value).as_tuple().digits) <= _DIGITS:
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, format(Decimal(value), "f"))
