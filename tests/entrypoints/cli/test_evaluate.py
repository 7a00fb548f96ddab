"""`enishi evaluate`."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from entrypoints.conftest import Ended

Enishi = Callable[..., Ended]

NEED = '{"need_ref":"Q1","firm_ref":"F諏訪-00","kind":"sourcing","title":"ステンレスの冷間鍛造"}'
QRELS = "Q1\tF燕三条-00\t3\nQ1\tF東大阪-00\t2\nQ1\tF諏訪-00\t3\n"


@pytest.fixture
def judged(tmp_path: Path) -> list[str]:
    """The options that name a judged need."""
    (tmp_path / "needs.jsonl").write_text(f"{NEED}\n")
    (tmp_path / "qrels.tsv").write_text(QRELS)
    return ["--needs", str(tmp_path / "needs.jsonl"), "--qrels", str(tmp_path / "qrels.tsv")]


def test_the_figures_and_the_run_are_written(enishi: Enishi, judged: list[str], tmp_path: Path):
    ended = enishi("evaluate", *judged, "--json", "--run", tmp_path / "out.run")

    assert ended.status == 0
    figures = json.loads(ended.out)
    assert figures["overall"]["needs"] == 1
    assert figures["overall"]["mrr_at_10"] == 1
    rows = [line.split(" ") for line in (tmp_path / "out.run").read_text().splitlines()]
    assert [row[3] for row in rows] == [str(rank) for rank in range(1, len(rows) + 1)]
    assert {row[0] for row in rows} == {"Q1"}
    assert all(row[1] == "Q0" and row[5] == "enishi" for row in rows)
    assert "F諏訪-00" not in {row[2] for row in rows}


def test_the_figures_are_shown_as_a_table(enishi: Enishi, judged: list[str]):
    ended = enishi("evaluate", *judged)

    assert ended.status == 0
    assert "nDCG@10" in ended.out
    assert "sourcing" in ended.out


@pytest.mark.parametrize(
    ("file", "line", "where"),
    [
        ("qrels.tsv", "Q1 F1 3", "qrels.tsv:4:"),
        ("qrels.tsv", "Q1\tF1\t4", "qrels.tsv:4:"),
        ("qrels.tsv", "Q1\tF1\tgood", "qrels.tsv:4:"),
        ("qrels.tsv", "Q1\tF1", "qrels.tsv:4:"),
        ("needs.jsonl", "{broken", "needs.jsonl:2:"),
        ("needs.jsonl", '{"need_ref":"Q2","kind":"sourcing"}', "needs.jsonl:2.title:"),
        ("needs.jsonl", '{"need_ref":"Q2","kind":"fun","title":"x"}', "needs.jsonl:2.kind:"),
    ],
)
def test_a_broken_file_is_named_with_its_line(
    enishi: Enishi, judged: list[str], tmp_path: Path, file: str, line: str, where: str
):
    with (tmp_path / file).open("a") as opened:
        opened.write(line)

    ended = enishi("evaluate", *judged)

    assert (ended.status, ended.out) == (1, "")
    (told,) = ended.err.splitlines()
    assert where in told


def test_judgements_in_another_encoding_are_refused_in_words(
    enishi: Enishi, judged: list[str], tmp_path: Path
):
    (tmp_path / "qrels.tsv").write_bytes(b"\xff\xfeQ\x00")

    ended = enishi("evaluate", *judged)

    assert ended.status == 1
    assert "qrels.tsv: 読めません" in ended.err


def test_a_file_without_needs_is_no_mistake_of_the_programme(
    enishi: Enishi, judged: list[str], tmp_path: Path
):
    (tmp_path / "needs.jsonl").write_text("")

    ended = enishi("evaluate", *judged)

    assert "予期しない" not in ended.err
    assert ended.status in (0, 1)


def test_a_run_that_cannot_be_written_is_named(enishi: Enishi, judged: list[str], tmp_path: Path):
    ended = enishi("evaluate", *judged, "--run", tmp_path / "nowhere" / "out.run")

    assert ended.status == 1
    assert "out.run: ファイルかフォルダがありません" in ended.err
