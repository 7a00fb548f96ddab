import csv
import io
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

from builders import a_capability, a_firm, a_full_firm, a_need, a_tie
from enishi.adapters.interchange import CsvEncoding, Format, Layout, open_source, write
from enishi.domain.errors import InvalidValueError
from enishi.services.interchange import Exported
from enishi.services.records import (
    firm_of,
    firm_record,
    need_of,
    need_record,
    tie_of,
    tie_record,
)
from strategies import firms, needs

SAME_FILE = settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


def written(records, what=Exported.FIRMS, format=Format.CSV, **options):
    out = io.BytesIO()
    write(records, what, format, out, **options)
    return out.getvalue()


def rows_of(data, encoding="utf-8-sig"):
    return list(csv.DictReader(io.StringIO(data.decode(encoding), newline="")))


def read_back(path, layout, read):
    lines = list(open_source(path, layout).lines())
    assert [line.error for line in lines] == [None] * len(lines)
    return [read(line.record) for line in lines]


def as_imported(noun, record, read):
    """Return the noun as an import makes it: texts trimmed, numbers of nine decimals."""
    return read(_rounded(record(noun)))


def _rounded(value):
    if isinstance(value, dict):
        return {name: _rounded(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_rounded(inner) for inner in value]
    return round(value, 9) if isinstance(value, Decimal) else value


def sheet_of(data):
    return openpyxl.load_workbook(io.BytesIO(data)).active


@SAME_FILE
@given(firm=firms())
@pytest.mark.parametrize("ending", ["jsonl", "csv"])
def test_any_firm_comes_back_from_its_export_unchanged(tmp_path, ending, firm):
    firm = as_imported(firm, firm_record, firm_of)
    path = tmp_path / f"firms.{ending}"
    path.write_bytes(written([firm_record(firm)], format=Format(ending)))

    assert read_back(path, Layout.FIRMS, firm_of) == [firm]


@SAME_FILE
@given(need=needs())
@pytest.mark.parametrize("ending", ["jsonl", "csv"])
def test_any_need_comes_back_from_its_export_unchanged(tmp_path, ending, need):
    need = as_imported(need, need_record, need_of)
    path = tmp_path / f"needs.{ending}"
    path.write_bytes(written([need_record(need)], Exported.NEEDS, Format(ending)))

    assert read_back(path, Layout.NEEDS, need_of) == [need]


@pytest.mark.parametrize("ending", ["jsonl", "csv"])
@pytest.mark.parametrize("accepted", [True, False])
def test_a_tie_comes_back_from_its_export_unchanged(tmp_path, ending, accepted):
    tie = a_tie("F1", "=F2", "-3", accepted=accepted, source="商談会;2025")
    path = tmp_path / f"ties.{ending}"
    path.write_bytes(written([tie_record(tie)], Exported.TIES, Format(ending)))

    assert read_back(path, Layout.TIES, tie_of) == [tie]


@settings(SAME_FILE, max_examples=25)
@given(firm=firms())
def test_any_firm_stands_in_a_sheet_as_it_is(firm):
    firm = as_imported(firm, firm_record, firm_of)
    record = firm_record(firm)
    sheet = sheet_of(written([record], format=Format.XLSX))
    titles = [cell.value for cell in sheet[1]]

    for row, capability in zip(
        sheet.iter_rows(min_row=2), record["capabilities"] or [{}], strict=True
    ):
        for title, cell in zip(titles, row, strict=True):
            value = {**record, **capability}.get(title)
            assert cell.data_type in ("n", "s", "inlineStr")
            if isinstance(value, str):
                # XML has no place for these two; the format spells them out.
                assert cell.value == value.replace("\ufffe", "_xFFFE_").replace("\uffff", "_xFFFF_")
            elif isinstance(value, int | float | Decimal):
                assert Decimal(str(cell.value)) == pytest.approx(
                    Decimal(value), rel=Decimal("1e-15")
                )


def test_the_same_records_give_the_same_bytes():
    records = [firm_record(a_full_firm(ref="F1")), firm_record(a_firm("研磨", ref="F2"))]

    for format in (Format.JSONL, Format.CSV):
        assert written(records, format=format) == written(records, format=format)


def test_nothing_to_export_is_a_header_and_no_records(tmp_path):
    assert written([], format=Format.JSONL) == b""
    assert len(rows_of(written([]))) == 0
    assert sheet_of(written([], format=Format.XLSX)).max_row == 1


def test_the_number_of_records_is_returned_however_many_rows_they_take():
    record = firm_record(a_firm("研磨", "切削"))

    for format in Format:
        assert write([record] * 3, Exported.FIRMS, format, io.BytesIO()) == 3


def test_a_csv_has_a_row_for_each_capability_and_opens_in_excel():
    data = written([firm_record(a_firm("研磨", "切削", ref="F1"))])

    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in data
    assert [(row["firm_ref"], row["title"]) for row in rows_of(data)] == [
        ("F1", "研磨"),
        ("F1", "切削"),
    ]


def test_a_number_is_written_exactly_and_plainly():
    can = a_capability("研磨", tolerance_um="0.005", max_size_mm="1E+3", lot_max=2**60)
    record = firm_record(a_firm(can=[can]))

    assert b'"tolerance_um": 0.005, "lot_min": null, "lot_max": 1152921504606846976' in written(
        [record], format=Format.JSONL
    )
    (row,) = rows_of(written([record]))
    assert (row["tolerance_um"], row["max_size_mm"]) == ("0.005", "1000")


def test_no_cell_of_a_csv_is_a_formula():
    record = firm_record(
        a_firm(can=[a_capability("-1", description="@SUM(A1)")], name="=cmd|'/C'!A0")
    )

    (row,) = rows_of(written([record]))

    assert row["name"] == "'=cmd|'/C'!A0"
    assert row["description"] == "'@SUM(A1)"
    assert row["title"] == "-1"


def test_no_cell_of_a_sheet_is_a_formula_or_a_link():
    record = firm_record(a_firm(name="=1+1", summary="https://example.jp", cluster="007"))

    sheet = sheet_of(written([record], format=Format.XLSX))

    values = dict(zip([cell.value for cell in sheet[1]], sheet[2], strict=True))
    assert values["name"].data_type != "f"
    assert values["name"].value == "=1+1"
    assert values["summary"].hyperlink is None
    assert values["cluster"].value == "007"


def test_a_sheet_keeps_its_header_in_sight():
    sheet = sheet_of(written([firm_record(a_firm("研磨"))], format=Format.XLSX))

    assert sheet.title == "firms"
    assert sheet.freeze_panes == "B2"
    assert sheet["A1"].font.bold
    assert sheet.column_dimensions["B"].width > sheet.column_dimensions["A"].width


def test_a_number_beyond_a_double_is_text_in_a_sheet():
    record = need_record(a_need(tolerance_um="0.1234567890123456789", lot=2**60))

    sheet = sheet_of(written([record], Exported.NEEDS, Format.XLSX))

    values = dict(zip([cell.value for cell in sheet[1]], sheet[2], strict=True))
    assert values["tolerance_um"].value == "0.1234567890123456789"
    assert values["lot"].value == str(2**60)


def test_more_text_than_a_sheet_holds_is_refused_by_name_and_nothing_is_written():
    record = firm_record(a_firm(ref="F1")) | {"facilities": [{"name": "x" * 40_000}]}
    out = io.BytesIO()

    with pytest.raises(InvalidValueError, match="F1 の facilities"):
        write([record], Exported.FIRMS, Format.XLSX, out)

    assert out.getvalue() == b""


def test_cp932_is_written_for_the_programs_that_know_nothing_else():
    record = need_record(a_need("髙橋さんの①", description="ﾌﾟﾚｽ～"))

    data = written([record], Exported.NEEDS, encoding=CsvEncoding.CP932)

    (row,) = rows_of(data, "cp932")
    assert (row["title"], row["description"]) == ("髙橋さんの①", "ﾌﾟﾚｽ～")


def test_a_letter_that_cp932_lacks_is_refused_with_its_record_and_field():
    record = need_record(a_need("𠮷田の依頼", ref="N7"))

    with pytest.raises(InvalidValueError, match="N7 の title にある「𠮷」（U\\+20BB7）"):
        written([record], Exported.NEEDS, encoding=CsvEncoding.CP932)


def test_a_letter_that_cp932_lacks_is_replaced_only_when_asked():
    record = need_record(a_need("𠮷田〜−5µmの依頼"))

    data = written([record], Exported.NEEDS, encoding=CsvEncoding.CP932_REPLACING)

    assert rows_of(data, "cp932")[0]["title"] == "〓田～－5μmの依頼"
