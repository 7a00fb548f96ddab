"""Every kind of bad input, through real files, named by its line and its field."""

import json

import pytest

from enishi.adapters.interchange import Layout, NoRejects, RejectFile, open_source
from enishi.services.interchange import ImportService, Mode

GOOD = {"firm_ref": "F1", "name": "燕研磨"}
CAPABILITY = {"capability_ref": "C1", "title": "研磨"}


@pytest.fixture
def load(sqlite_database):
    def run(path, mode=Mode.ALL_OR_NOTHING, rejects=None):
        return ImportService(sqlite_database).firms(
            open_source(path, Layout.FIRMS),
            mode=mode,
            rejects=rejects or NoRejects(),
            progress=lambda _done, _total: None,
        )

    return run


@pytest.fixture
def refusal_of(load, tmp_path, sqlite_database):
    """Import a good line and then the bad one; return what was said of it."""

    def run(bad):
        text = bad if isinstance(bad, str) else json.dumps(bad, ensure_ascii=True)
        path = tmp_path / "firms.jsonl"
        path.write_text(f"{json.dumps(GOOD | {'firm_ref': 'F0'})}\n\n{text}\n", "utf-8")
        report = load(path)
        assert not report.stored
        with sqlite_database.read() as work:
            assert work.firms.count() == 0
        (refusal,) = report.refusals
        assert refusal.line == 3
        # It can be printed and mailed, in both languages.
        assert refusal.reason.encode()
        assert refusal.reason_en.encode()
        assert len(refusal.reason) <= 500
        return refusal

    return run


@pytest.mark.parametrize(
    ("change", "field", "why"),
    [
        ({"firm_ref": 5}, "firm_ref", "文字列"),
        ({"firm_ref": " "}, "firm_ref", "必須"),
        ({"name": None}, "name", "必須"),
        ({"name": ["甲"]}, "name", "文字列"),
        ({"name": "長" * 201}, "name", "201文字"),
        ({"employees": "24"}, "employees", "数値"),
        ({"employees": 24.5}, "employees", "整数"),
        ({"employees": True}, "employees", "数値"),
        ({"employees": -1}, "employees", "0以上"),
        ({"employees": 10**30}, "employees", "数値"),
        ({"kind": "shop"}, "kind", "company・university"),
        ({"corporate_number": "1234567890123"}, "corporate_number", "検査用数字"),
        ({"corporate_number": "870011000590"}, "corporate_number", "13桁"),
        ({"corporate_number": 8700110005901}, "corporate_number", "文字列"),
        ({"latitude": 51.5, "longitude": 139}, "latitude", "日本の範囲"),
        ({"latitude": 35, "longitude": -0.1}, "longitude", "日本の範囲"),
        ({"latitude": 138.88, "longitude": 37.67}, "latitude", "日本の範囲"),
        ({"latitude": 37.67}, "longitude", "組"),
        ({"municipality_code": "1521"}, "municipality_code", "5桁"),
        ({"certifications": "ISO9001"}, "certifications", "配列"),
        ({"certifications": [9001]}, "certifications", "文字列の配列"),
        ({"certifications": [str(n) for n in range(201)]}, "certifications", "201件"),
        ({"summary": "長" * 2_000_000}, "summary", "2,000,000文字"),
        ({"summary": "a\x00b"}, "summary", "U+0000"),
        ({"summary": "a\x1bb"}, "summary", "U+001B"),
        ({"summary": "a\ud800b"}, "summary", "U+D800"),
        ({"certifications": ["ISO", "\udc00"]}, "certifications[1]", "U+DC00"),
        ({"municipality_code": "\ud800"}, "municipality_code", "U+D800"),
        ({"capabilities": {}}, "capabilities", "配列"),
        ({"capabilities": ["研磨"]}, "capabilities[0]", "オブジェクト"),
        ({"capabilities": [{"capability_ref": "C1"}]}, "capabilities[0].title", "どちらか"),
        (
            {"capabilities": [CAPABILITY, CAPABILITY]},
            "capabilities[1].capability_ref",
            "重複",
        ),
        (
            {"capabilities": [CAPABILITY | {"lot_min": 9, "lot_max": 1}]},
            "capabilities[0].lot_min",
            "超えています",
        ),
        (
            {"capabilities": [CAPABILITY | {"tolerance_um": 0.0000000001}]},
            "capabilities[0].tolerance_um",
            "9桁まで",
        ),
        (
            {"capabilities": [CAPABILITY | {"availability": "○"}]},
            "capabilities[0].availability_as_of",
            "日付",
        ),
        (
            {"capabilities": [CAPABILITY | {"facility_ref": "P" * 1_000_000}]},
            "capabilities[0].facility_ref",
            "にない事業所",
        ),
        (
            {"facilities": [{"facility_ref": "P1", "latitude": 0, "longitude": 0}]},
            "facilities[0].latitude",
            "日本の範囲",
        ),
    ],
)
def test_a_bad_value_is_named_by_its_line_and_field(refusal_of, change, field, why):
    refusal = refusal_of(GOOD | change)

    assert refusal.field == field
    assert why in refusal.reason


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('{"firm_ref": "F1", "name": ', "JSON として読めません"),
        ("F1,燕研磨", "JSON として読めません"),
        ('["F1"]', "JSON オブジェクト"),
        ('{"firm_ref": "F1", "name": "甲", "employees": NaN}', "NaN"),
        ('{"firm_ref": "F1", "name": "甲", "employees": Infinity}', "Infinity"),
        ('{"firm_ref": "F1", "name": "甲", "name": "乙"}', "2回"),
        ('{"firm_ref": "F1", "employees": 1' + "0" * 5_000 + "}", "桁数"),
        ('{"firm_ref": "F1", "name": ' + "[" * 200_000 + "]" * 200_000 + "}", "深すぎ"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(refusal_of, text, why):
    assert why in refusal_of(text).reason


@pytest.mark.parametrize("number", ["1e400", "1e999999999", "-1e999999999", "9" * 4_000])
def test_a_number_beyond_every_measure_is_refused_by_its_field(refusal_of, number):
    bad = f'{{"firm_ref": "F1", "name": "甲", "employees": {number}}}'

    refusal = refusal_of(bad)

    assert refusal.field == "employees"


@pytest.mark.parametrize("depth", [10, 300, 900])
def test_lists_in_lists_are_refused_by_their_field_however_deep(refusal_of, depth):
    bad = f'{{"firm_ref": "F1", "name": {"[" * depth}{"]" * depth}}}'

    assert "文字列で指定してください（[…]）" in refusal_of(bad).reason


def test_another_encoding_is_named_by_its_line(load, tmp_path):
    path = tmp_path / "firms.jsonl"
    path.write_bytes(
        json.dumps(GOOD).encode() + b"\n" + '{"firm_ref": "F2", "name": "研磨"}'.encode("cp932")
    )

    (refusal,) = load(path).refusals

    assert refusal.line == 2
    assert "UTF-8 として読めません" in refusal.reason


@pytest.mark.parametrize(
    ("rows", "place", "why"),
    [
        ("F2,乙,24人,,,", (3, "employees"), "数値"),
        ("F2,乙,,,", (3, None), "足りません"),
        ("F2,乙,,,,,,x", (3, None), "多すぎます"),
        ("F2,,,,,", (3, "name"), "必須"),
        ('F2,"乙"x,,,,', (3, None), "引用符"),
        ("F2,乙,,1234567890123,,", (3, "corporate_number"), "検査用数字"),
        ("F2,乙,,1.23457E+12,,", (3, "corporate_number"), "使えない文字"),
        ("F2,乙,,,C1,研磨\nF2,,,,C2," + "長" * 201, (4, "title"), "201文字"),
        ("F2,乙,,,C1,研磨\nF2,丙,,,C2,切削", (4, "name"), "違う値"),
        ("F2,乙,,,C1,研磨\nF2,,,,C1,切削", (4, "capability_ref"), "重複"),
        ("F2,乙\0,,,,", (3, "name"), "U+0000"),
        ("F1,甲,,,,", (3, "firm_ref"), "前の行と同じ firm_ref"),
        ("F2,乙,,,,\nF1,甲,,,,", (4, "firm_ref"), "2行目と同じ firm_ref"),
        (f"F2,{'長' * 2_000_000},,,,", (3, "name"), "2,000,000文字"),
    ],
)
def test_a_bad_row_is_named_by_its_line_and_column(load, tmp_path, rows, place, why):
    path = tmp_path / "firms.csv"
    header = "firm_ref,name,employees,corporate_number,capability_ref,title\n"
    path.write_text(f"{header}F1,甲,,,,\n{rows}\n", "utf-8")

    (refusal,) = load(path).refusals

    assert (refusal.line, refusal.field) == place
    assert why in refusal.reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_a_csv_is_stored_alike_from_every_encoding(load, sqlite_database, tmp_path, encoding):
    path = tmp_path / "firms.csv"
    path.write_bytes("firm_ref,name\r\nF1,髙橋ﾌﾟﾚｽ①\r\n".encode(encoding))

    assert load(path).stored
    with sqlite_database.read() as work:
        assert work.firms.get("F1").record.name == "髙橋ﾌﾟﾚｽ①"


def test_everything_bad_at_once_goes_to_the_reject_file_and_the_good_is_stored(load, tmp_path):
    bad = [
        '{"firm_ref": ',
        '{"firm_ref": "F2", "name": "\\ud800"}',
        '{"firm_ref": "F3", "name": "甲", "employees": 1e999999999}',
        '{"firm_ref": "F4", "name": ' + "[" * 900 + "]" * 900 + "}",
        '{"firm_ref": "F5", "name": ' + "[" * 200_000 + "]" * 200_000 + "}",
        json.dumps({"firm_ref": "F6", "name": "甲", "summary": "あ" * 2_000_000}),
        '{"firm_ref": "F7", "name": "甲", "name": "乙"}',
    ]
    path = tmp_path / "firms.jsonl"
    path.write_text("\n".join([json.dumps(GOOD), *bad, json.dumps(GOOD | {"firm_ref": "F9"})]))
    source = open_source(path, Layout.FIRMS)

    with RejectFile(source) as rejects:
        report = load(path, Mode.SKIP_INVALID, rejects)

    assert (report.added, report.refused) == (2, len(bad))
    assert [item.line for item in report.refusals] == [*range(2, 2 + len(bad))]
    assert rejects.written == len(bad)
    lines = rejects.path.read_text("utf-8").splitlines()
    assert len(lines) == len(bad)
    assert all('"_reason"' in line for line in lines)
