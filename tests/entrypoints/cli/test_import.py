"""`enishi import` and `enishi export`: files in and out."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from enishi.services.ports import UnitOfWork
from entrypoints.conftest import Ended, an_application

Enishi = Callable[..., Ended]

GOOD = {
    "firm_ref": "N1",
    "name": "新しい工場",
    "cluster": "関",
    "capabilities": [{"title": "研磨"}],
}


@pytest.fixture
def stored(home: Path) -> Callable[[], list[Any]]:
    """Everything in the database."""

    def read() -> list[Any]:
        with an_application(home).database.read() as work:
            return [*refs(work), work.outbox.position()]

    return read


def refs(work: UnitOfWork) -> list[str]:
    return [
        item.record.ref for part in (work.firms, work.needs, work.ties) for item in part.stream()
    ]


def lines(*records: Any) -> bytes:
    return b"\n".join(
        item if isinstance(item, bytes) else json.dumps(item, ensure_ascii=True).encode()
        for item in records
    )


def test_firms_needs_and_ties_come_in_and_go_out_again(enishi: Enishi, tmp_path: Path):
    (tmp_path / "firms.jsonl").write_bytes(lines(GOOD, GOOD | {"firm_ref": "N2"}))
    need = {"need_ref": "N9", "firm_ref": "N1", "kind": "sourcing", "title": "刃物"}
    (tmp_path / "needs.jsonl").write_bytes(lines(need))
    tie = {"tie_ref": "T1", "date": "2025-04-01", "kind": "meeting", "firm_refs": ["N1", "N2"]}
    (tmp_path / "ties.jsonl").write_bytes(lines(tie))

    for what in ("firms", "needs", "ties"):
        came_in = enishi("import", what, tmp_path / f"{what}.jsonl")
        assert came_in.status == 0, came_in.err
        assert "取り込みました" in came_in.err
        out = enishi("export", what)
        assert out.status == 0
        assert '"N1"' in out.out

    again = enishi("import", "firms", tmp_path / "firms.jsonl", "--json")
    assert json.loads(again.out)["unchanged"] == 2


def test_standard_input_is_a_file_called_minus(enishi: Enishi):
    ended = enishi("import", "firms", "-", "--json", stdin=lines(GOOD))

    assert ended.status == 0
    assert json.loads(ended.out)["added"] == 1


BAD_LINES: list[tuple[Any, str]] = [
    (b'{"firm_ref": ', "JSON"),
    (b"\xff\xfe\xff", ""),
    (b"[1, 2]", "オブジェクト"),
    (b"[" * 100_000, ""),
    ({"name": "x"}, "firm_ref:"),
    ({"firm_ref": "X"}, "name:"),
    (GOOD | {"employees": "many"}, "employees:"),
    (GOOD | {"employees": 10**40}, "employees:"),
    (GOOD | {"corporate_number": "1000012050002"}, "corporate_number:"),
    (GOOD | {"latitude": 51.5, "longitude": 0.1}, "日本の範囲"),
    (GOOD | {"latitude": float("nan"), "longitude": 138.0}, "NaN は使えません"),
    (GOOD | {"summary": "長" * 700_000}, "summary:"),
    (GOOD | {"name": "x\0y"}, "name:"),
    (GOOD | {"name": "x\ud800y"}, "name:"),
    (GOOD | {"kind": "club"}, "kind:"),
    (GOOD | {"capabilities": [{"title": "x", "max_size_mm": "big"}]}, "max_size_mm:"),
    (GOOD | {"capabilities": [{}]}, "title:"),
]


@pytest.mark.parametrize(("bad", "sentence"), BAD_LINES)
def test_a_bad_line_is_named_with_its_field_and_nothing_of_the_file_is_stored(
    enishi: Enishi,
    stored: Callable[[], list[Any]],
    tmp_path: Path,
    bad: Any,
    sentence: str,
):
    before = stored()
    file = tmp_path / "firms.jsonl"
    file.write_bytes(lines(GOOD | {"firm_ref": "N0"}, bad, GOOD | {"firm_ref": "N2"}))

    ended = enishi("import", "firms", file)

    assert ended.status == 1
    assert "firms.jsonl:2:" in ended.err
    assert sentence in ended.err
    assert "何も保存していません" in ended.err
    assert len(ended.err) < 2_000
    assert stored() == before


def test_skip_invalid_stores_the_good_lines_and_sets_the_bad_ones_aside(
    enishi: Enishi, stored: Callable[[], list[Any]], tmp_path: Path
):
    file, rejects = tmp_path / "firms.jsonl", tmp_path / "bad.jsonl"
    file.write_bytes(lines(GOOD, {"firm_ref": "X"}, b"{broken", GOOD | {"firm_ref": "N2"}))

    ended = enishi("import", "firms", file, "--skip-invalid", "--rejects", rejects, "--json")

    assert ended.status == 0
    report = json.loads(ended.out)
    assert (report["added"], report["refused"]) == (2, 2)
    assert report["reject_file"] == str(rejects)
    assert {"N1", "N2"} <= set(stored())
    assert len(rejects.read_text().splitlines()) == 2
    assert str(rejects) in ended.err


def test_dry_run_stores_nothing(enishi: Enishi, stored: Callable[[], list[Any]], tmp_path: Path):
    before = stored()
    (tmp_path / "firms.jsonl").write_bytes(lines(GOOD))

    ended = enishi("import", "firms", tmp_path / "firms.jsonl", "--dry-run")

    assert ended.status == 0
    assert "新規 1" in ended.err
    assert stored() == before


def test_bad_lines_are_told_in_english_on_request(enishi: Enishi, tmp_path: Path):
    (tmp_path / "firms.jsonl").write_bytes(lines({"firm_ref": "X"}))

    ended = enishi("--lang", "en", "import", "firms", tmp_path / "firms.jsonl")

    assert ended.status == 1
    assert "firms.jsonl:1: name: required" in ended.err
    assert ended.err.isascii()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("nowhere.jsonl", "ファイルがありません"), (".", "ファイルを開けません"), ("", "")],
)
def test_a_file_that_is_not_there(enishi: Enishi, name: str, sentence: str):
    for words in (
        ("import", "firms", name),
        ("import", "gbizinfo", name),
        ("evaluate", "--needs", name, "--qrels", name),
    ):
        ended = enishi(*words)

        assert ended.status == 1
        (line,) = ended.err.splitlines()
        assert sentence in line


def test_a_reject_file_that_cannot_be_written_is_named_and_nothing_is_stored(
    enishi: Enishi, stored: Callable[[], list[Any]], tmp_path: Path
):
    before = stored()
    (tmp_path / "firms.jsonl").write_bytes(lines({"firm_ref": "X"}, GOOD))
    nowhere = tmp_path / "nowhere" / "bad.jsonl"

    ended = enishi(
        "import", "firms", tmp_path / "firms.jsonl", "--skip-invalid", "--rejects", nowhere
    )

    assert ended.status == 1
    assert "nowhere" in ended.err.splitlines()[-1]
    assert "Traceback" not in ended.err
    assert stored() == before


@pytest.mark.parametrize("what", ["firms", "needs"])
def test_every_format_holds_every_record(enishi: Enishi, tmp_path: Path, what: str):
    expected = {"firms": 36, "needs": 3}[what]
    rows = {}
    for form in ("jsonl", "csv", "xlsx"):
        target = tmp_path / f"out.{form}"
        ended = enishi("export", what, "--format", form, "--output", target)
        assert (ended.status, ended.out) == (0, "")
        assert f"{expected}件を書き出しました" in ended.err
        rows[form] = target.read_bytes()

    assert rows["jsonl"].count(b"\n") == expected
    assert rows["csv"].decode("utf-8-sig").splitlines()[0].startswith(f"{what[:-1]}_ref")
    sheet = load_workbook(BytesIO(rows["xlsx"])).active
    assert sheet is not None
    assert sheet.max_row >= expected + 1


def test_an_exported_file_can_be_imported_again(enishi: Enishi, tmp_path: Path):
    for form in ("jsonl", "csv"):
        target = tmp_path / f"firms.{form}"
        enishi("export", "firms", "--format", form, "-o", target)

        ended = enishi("import", "firms", target, "--json")

        assert ended.status == 0, ended.err
        assert json.loads(ended.out)["unchanged"] == 36


def test_a_csv_for_older_programmes_is_in_cp932(enishi: Enishi, tmp_path: Path):
    target = tmp_path / "firms.csv"

    ended = enishi("export", "firms", "--format", "csv", "--encoding", "cp932", "-o", target)

    assert ended.status == 0
    assert "燕三条冷間鍛造工業" in target.read_bytes().decode("cp932")


def test_an_export_that_fails_leaves_the_file_before_it_alone(enishi: Enishi, tmp_path: Path):
    nowhere = enishi("export", "firms", "-o", tmp_path / "nowhere" / "firms.jsonl")
    target = tmp_path / "firms.jsonl"
    target.write_text("kept")
    outdated = enishi("export", "firms", "-o", target, database_url="sqlite:///other.db")

    assert (nowhere.status, outdated.status) == (1, 1)
    assert "firms.jsonl: ファイルかフォルダがありません" in nowhere.err
    assert "enishi db upgrade" in outdated.err
    assert [path.name for path in tmp_path.iterdir() if "firms" in path.name] == ["firms.jsonl"]
    assert target.read_text() == "kept"
