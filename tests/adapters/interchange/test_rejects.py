import csv
import json
from pathlib import Path

import pytest

from enishi.adapters.interchange import Layout, RejectFile, open_source
from enishi.domain.errors import EnishiError


def set_aside(place, at=None):
    """Set every line of a file aside, and return the file that holds them."""
    source = open_source(place, Layout.FIRMS)
    with RejectFile(source, at) as rejects:
        for line in source.lines():
            rejects.put(line, "name: 必須の項目が空です")
    return rejects.path


def json_lines(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def csv_rows(path):
    with path.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.reader(opened))


def test_a_json_line_keeps_its_record_with_its_line_and_reason(save):
    path = set_aside(save("firms.jsonl", '\n{"firm_ref": "F1", "tolerance_um": 0.50}\n'))

    assert path.name == "firms.reject.jsonl"
    assert path.read_text("utf-8") == (
        '{"firm_ref": "F1", "tolerance_um": 0.50, "_line": 2,'
        ' "_reason": "name: 必須の項目が空です"}\n'
    )


def test_a_line_that_is_no_json_is_kept_as_its_text(save):
    (kept,) = json_lines(set_aside(save("firms.jsonl", '{"firm_ref": \n')))

    assert kept == {"_line": 1, "_reason": "name: 必須の項目が空です", "_raw": '{"firm_ref": '}


@pytest.mark.parametrize(
    "record",
    ['{"name": "\\ud800"}', '{"name": ' + "[" * 900 + "]" * 900 + "}", '{"lot": 1e999999999}'],
)
def test_a_record_that_nothing_else_can_hold_is_kept_all_the_same(save, record):
    (kept,) = json_lines(set_aside(save("firms.jsonl", record)))

    assert kept["_reason"] == "name: 必須の項目が空です"
    assert "name" in kept or "lot" in kept or kept["_raw"] == record


def test_a_csv_row_keeps_its_cells_behind_its_reason(save):
    path = set_aside(save("firms.csv", 'firm_ref,name,summary\nF1,,"a,b\nc"\n', "cp932"))

    assert path.name == "firms.reject.csv"
    assert csv_rows(path) == [
        ["_reason", "firm_ref", "name", "summary"],
        ["name: 必須の項目が空です", "F1", "", "a,b\nc"],
    ]


def test_a_row_of_too_few_or_too_many_cells_is_kept_as_it_was(save):
    path = set_aside(save("firms.csv", "firm_ref,name\nF1\nF2,甲,乙\n"))

    assert [row[1:] for row in csv_rows(path)[1:]] == [["F1"], ["F2", "甲", "乙"]]


def test_every_row_of_a_firm_is_kept(save):
    path = set_aside(
        save("firms.csv", "firm_ref,name,capability_ref,title\nF1,甲,1,研磨\nF1,,2,切削\n")
    )

    assert [row[1:] for row in csv_rows(path)[1:]] == [
        ["F1", "甲", "1", "研磨"],
        ["F1", "", "2", "切削"],
    ]


def test_a_refused_cell_is_no_formula_in_the_reject_file(save):
    path = set_aside(save("firms.csv", "firm_ref,name,lot\nF1,=1+1,-5\nF2,'=1,\n"))

    assert [row[2:] for row in csv_rows(path)[1:]] == [["'=1+1", "-5"], ["'=1", ""]]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("firms.jsonl", '{"firm_ref": "F1", "name": "甲"}\n'),
        ("firms.csv", "firm_ref,name\nF1,甲\n"),
    ],
)
def test_a_reject_file_is_read_like_its_input_and_rejected_again_without_growing(
    save, name, content
):
    first = set_aside(save(name, content))
    second = set_aside(first)

    (line,) = open_source(second, Layout.FIRMS).lines()
    own = {key: value for key, value in line.record.items() if not key.startswith("_")}
    assert own == {"firm_ref": "F1", "name": "甲"}
    assert first.read_bytes() == second.read_bytes().replace(b'"_line": 2', b'"_line": 1')


def test_no_file_is_written_without_a_reject(save):
    source = open_source(save("firms.csv", "firm_ref,name\n"), Layout.FIRMS)

    with RejectFile(source) as rejects:
        pass

    assert not rejects.path.exists()
    assert rejects.written == 0


def test_a_reject_file_goes_where_it_is_told(save, tmp_path):
    path = save("firms.jsonl", "{}\n")

    assert set_aside(path, at=tmp_path / "bad.jsonl") == tmp_path / "bad.jsonl"
    assert json_lines(tmp_path / "bad.jsonl")[0]["_line"] == 1


def test_rejects_of_standard_input_lie_in_the_current_folder(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    Path("input").write_text("{}\n")
    with open("input") as opened:
        monkeypatch.setattr("sys.stdin", opened)
        path = set_aside("-")

    assert path == Path("stdin.reject.jsonl")
    assert (tmp_path / path).exists()


def test_the_input_itself_is_never_written_over(save):
    path = save("firms.jsonl", "{}\n")

    with pytest.raises(EnishiError, match="取り込むファイル自身"):
        set_aside(path, at=path)


def test_a_folder_that_cannot_be_written_is_told(save, tmp_path):
    with pytest.raises(EnishiError, match="書けません"):
        set_aside(save("firms.jsonl", "{}\n"), at=tmp_path / "none" / "bad.jsonl")
