"""`enishi export corrections`: what readers said, for whoever improves the ranking."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from enishi.services.corrections import CORRECTION_FIELDS
from entrypoints.conftest import Ended, an_application

Enishi = Callable[..., Ended]

SAID = {
    "question": "ステンレスの取っ手",
    "purpose": "sourcing",
    "firm_ref": "F燕三条-04",
    "verdict": "wrong",
    "reason": "other",
    "index_version": "i1",
    "model_version": "m1",
    "ranker_version": "r1",
}


@pytest.fixture
def said(home: Path) -> list[dict[str, Any]]:
    """Two corrections in the database, the older first."""
    both = [
        SAID | {"note": '=cmd|"/C calc"!A0', "capability_ref": "F燕三条-04-1"},
        SAID | {"note": "一行目、\n「二行目」,𠮷田", "verdict": "right", "reason": None},
    ]
    application = an_application(home)
    for one in both:
        application.corrections.record(one)
    application._engine.dispose()
    return both


def test_corrections_go_out_as_json_lines_from_the_oldest_on(
    enishi: Enishi, said: list[dict[str, Any]]
):
    ended = enishi("export", "corrections")

    assert ended.status == 0
    assert "2件を書き出しました" in ended.err
    records = [json.loads(line) for line in ended.out.splitlines()]
    assert [tuple(record) for record in records] == [CORRECTION_FIELDS] * 2
    assert [record | one for record, one in zip(records, said, strict=True)] == records


def test_corrections_go_out_as_a_table_that_excel_opens(
    enishi: Enishi, said: list[dict[str, Any]], tmp_path: Path
):
    target = tmp_path / "corrections.csv"

    ended = enishi("export", "corrections", "--format", "csv", "-o", target)

    assert (ended.status, ended.out) == (0, "")
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    with target.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert [tuple(row) for row in rows] == [CORRECTION_FIELDS] * 2
    assert [row["note"] for row in rows] == [f"'{said[0]['note']}", said[1]["note"]]
    assert [row["reason"] for row in rows] == ["other", ""]
    assert [path.name for path in tmp_path.glob("*corrections*")] == ["corrections.csv"]


def test_a_table_goes_to_standard_output_as_well(enishi: Enishi, said: list[dict[str, Any]]):
    ended = enishi("export", "corrections", "--format", "csv")

    assert ended.status == 0
    assert ended.out.lstrip("\ufeff").startswith("correction_ref,created_at,question,")


@pytest.mark.parametrize(("form", "lines"), [("jsonl", 0), ("csv", 1)])
def test_where_nobody_said_anything_there_are_no_records(enishi: Enishi, form: str, lines: int):
    ended = enishi("export", "corrections", "--format", form)

    assert ended.status == 0
    assert "0件を書き出しました" in ended.err
    assert len(ended.out.splitlines()) == lines


def test_a_workbook_of_corrections_holds_what_was_said_as_text(
    enishi: Enishi, said: list[dict[str, Any]], tmp_path: Path
):
    target = tmp_path / "corrections.xlsx"

    ended = enishi("export", "corrections", "--format", "xlsx", "-o", target)

    assert ended.status == 0
    header, *rows = load_workbook(target)["corrections"].iter_rows()
    assert tuple(cell.value for cell in header) == CORRECTION_FIELDS
    notes = [row[CORRECTION_FIELDS.index("note")] for row in rows]
    assert [note.value for note in notes] == [one["note"] for one in said]
    assert {note.data_type for note in notes} == {"s"}


def test_corrections_for_an_older_excel_name_a_letter_that_it_lacks(
    enishi: Enishi, said: list[dict[str, Any]], tmp_path: Path
):
    target = tmp_path / "corrections.csv"

    ended = enishi("export", "corrections", "--format", "csv", "--encoding", "cp932", "-o", target)

    assert ended.status == 1
    assert "𠮷" in ended.err
    assert not target.exists()


def test_an_export_that_fails_leaves_the_file_before_it_alone(enishi: Enishi, tmp_path: Path):
    target = tmp_path / "corrections.jsonl"
    target.write_text("kept")

    ended = enishi("export", "corrections", "-o", target, database_url="sqlite:///other.db")

    assert ended.status == 1
    assert "enishi db upgrade" in ended.err
    assert target.read_text() == "kept"
    assert [path.name for path in tmp_path.glob("*corrections*")] == ["corrections.jsonl"]
