"""`enishi lexicon`: the words of the trade, checked, counted and explained."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from enishi.bootstrap import Application
from enishi.domain.access import LOCAL_OPERATOR
from entrypoints.conftest import LEXICON, Ended, an_application

Enishi = Callable[..., Ended]

HEADER = (LEXICON / "concepts" / "trade.csv").read_text(encoding="utf-8").splitlines()[0]
QUESTION = "電気めっき以外の取っ手。できれば錆びない"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the lexicon that a test may spoil."""
    return shutil.copytree(LEXICON, tmp_path / "lexicon")


def add(folder: Path, *rows: str) -> None:
    """Put a file beside the others; the header has thirteen columns."""
    (folder / "concepts" / "zz.csv").write_text("\n".join((HEADER, *rows, "")), encoding="utf-8")


def row(concept: str, kind: str, **relations: str) -> str:
    cells = {"concept": concept, "kind": kind} | relations
    return ",".join(cells.get(column, "") for column in HEADER.split(","))


def test_a_sound_lexicon_is_checked_without_a_finding(enishi: Enishi):
    ended = enishi("lexicon", "lint")

    assert (ended.status, ended.err) == (0, "")
    assert ended.out == "15 語を点検し、0 件見つかりました\n"
    assert json.loads(enishi("lexicon", "lint", "--json").out) == []


def test_what_a_careful_editor_would_question_is_found_and_ends_with_1(
    enishi: Enishi, folder: Path
):
    add(folder, row("鍛造", "process"), row("手彫り", "process", broader="彫金"))

    ended = enishi("lexicon", "lint", lexicon=folder)
    english = enishi("--lang", "en", "lexicon", "lint", lexicon=folder)
    found = json.loads(enishi("lexicon", "lint", "--json", lexicon=folder).out)

    assert (ended.status, english.status) == (1, 1)
    *lines, last = ended.out.splitlines()
    assert lines == [item["text"] for item in found]
    assert english.out.splitlines()[:-1] == [item["text_en"] for item in found]
    assert last == f"17 語を点検し、{len(found)} 件見つかりました"
    assert {("twice", "鍛造"), ("unknown", "手彫り")} <= {
        (item["fault"], item["concept"]) for item in found
    }


def test_the_status_counts_concepts_names_and_kinds(enishi: Enishi):
    ended = enishi("lexicon", "status")
    status = json.loads(enishi("lexicon", "status", "--json").out)

    assert (ended.status, ended.err) == (0, "")
    assert (status["concepts"], status["replacements"]) == (15, 0)
    assert status["names"] > status["concepts"]
    assert sum(status["kinds"].values()) == status["concepts"]
    assert status["kinds"]["process"] == 7
    first, *kinds = ended.out.splitlines()
    assert first.startswith(f"版 {status['version']}：15 語、{status['names']} の言い方")
    assert [line.split() for line in kinds] == [
        [kind, str(count)] for kind, count in status["kinds"].items()
    ]


def test_another_lexicon_has_another_version(enishi: Enishi, folder: Path):
    add(folder, row("手彫り", "process", broader="塑性加工"))

    one = json.loads(enishi("lexicon", "status", "--json").out)
    other = json.loads(enishi("lexicon", "status", "--json", lexicon=folder).out)

    assert one["version"] != other["version"]
    assert other["concepts"] == 16


def test_a_text_is_explained_by_its_concepts_and_where_they_lead(enishi: Enishi):
    assert enishi("lexicon", "explain", "錆びない取っ手").out.splitlines() == [
        "「錆び」 = 錆び → 耐食性、電気めっき",
        "「取っ手」 = 取っ手 → 冷間鍛造",
    ]
    assert enishi("--lang", "en", "lexicon", "explain", "錆びない取っ手").out.splitlines() == [
        "“錆び” = rust → corrosion resistance, electroplating",
        "“取っ手” = handle → cold forging",
    ]


def test_what_is_denied_and_what_is_a_wish_is_said(enishi: Enishi):
    plating, handle, rust = enishi("lexicon", "explain", QUESTION).out.splitlines()

    assert plating.startswith("「電気めっき」 = 電気めっき（除く） → ")
    assert handle.startswith("「取っ手」 = 取っ手 → ")
    assert rust.startswith("「錆び」 = 錆び（できれば） → ")
    english = enishi("--lang", "en", "lexicon", "explain", QUESTION).out
    assert "electroplating (denied)" in english
    assert "rust (a wish)" in english


def test_programmes_are_told_how_strong_each_way_is(enishi: Enishi):
    found = json.loads(enishi("lexicon", "explain", QUESTION, "--json").out)

    assert [(item["concept"], item["denied"], item["wish"]) for item in found] == [
        ("電気めっき", True, False),
        ("取っ手", False, False),
        ("錆び", False, True),
    ]
    for item in found:
        strengths = [lead["strength"] for lead in item["leads_to"]]
        assert strengths == sorted(strengths, reverse=True)
        assert all(0 < strength < 1 for strength in strengths)
    assert [lead["concept"] for lead in found[2]["leads_to"]] == ["耐食性", "電気めっき"]


def test_a_casting_does_not_lead_to_a_forging(enishi: Enishi):
    (casting,) = json.loads(enishi("lexicon", "explain", "鋳物", "--json").out)

    leads = [lead["concept"] for lead in casting["leads_to"]]
    assert leads == ["アルミダイカスト"]


def test_a_concept_that_leads_nowhere_has_no_arrow(enishi: Enishi):
    assert enishi("lexicon", "explain", "射出成形").out == "「射出成形」 = 射出成形\n"


def test_a_text_of_no_trade_says_so(enishi: Enishi):
    words = ("lexicon", "explain", "よろしくお願いします")

    assert enishi(*words).out == "読み取れる用語はありません\n"
    assert enishi("--lang", "en", *words).out == "no concept found\n"
    assert json.loads(enishi(*words, "--json").out) == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "text: 文を入力してください"),
        ("　 ", "text: 文を入力してください"),
        ("錆\x07", "使えない文字"),
    ],
)
def test_a_text_that_cannot_be_read_ends_with_1_and_one_line(
    enishi: Enishi, text: str, sentence: str
):
    ended = enishi("lexicon", "explain", text)

    assert (ended.status, ended.out) == (1, "")
    (line,) = ended.err.splitlines()
    assert line.startswith("エラー: ")
    assert sentence in line


@pytest.mark.parametrize("command", [("lint",), ("status",), ("explain", "鍛造")])
@pytest.mark.parametrize(
    "spoiled", [row("手彫り", "craft"), row("手彫り", "process") + ",", row("", "process")]
)
def test_a_broken_row_names_its_file_and_line(
    enishi: Enishi, folder: Path, command: tuple[str, ...], spoiled: str
):
    add(folder, row("手織り", "process", broader="塑性加工"), spoiled)

    ended = enishi("lexicon", *command, lexicon=folder)

    assert (ended.status, ended.out) == (1, "")
    (line,) = ended.err.splitlines()
    assert line.startswith("エラー: ")
    assert "zz.csv 3 行目" in line


@pytest.fixture
def amended(home: Path) -> Application:
    """The filled home, in whose database a chamber has said what 手彫り is."""
    application = an_application(home)
    application.lexicons.put(
        "手彫り", {"kind": "process", "broader": ["塑性加工"]}, by=LOCAL_OPERATOR
    )
    return application


def test_the_lexicon_is_spoken_of_as_it_was_amended(enishi: Enishi, amended: Application):
    assert enishi("lexicon", "lint").out == "16 語を点検し、0 件見つかりました\n"
    assert json.loads(enishi("lexicon", "status", "--json").out)["concepts"] == 16
    assert enishi("lexicon", "explain", "手彫り").out == "「手彫り」 = 手彫り → 塑性加工\n"


def test_an_amendment_that_the_files_no_longer_bear_is_found(
    enishi: Enishi, amended: Application, folder: Path
):
    trade = folder / "concepts" / "trade.csv"
    lines = trade.read_text(encoding="utf-8").replace("塑性加工", "変形加工")
    trade.write_text(lines, encoding="utf-8")

    ended = enishi("lexicon", "lint", lexicon=folder)

    assert ended.status == 1
    assert "「手彫り」の broader にある「塑性加工」がありません" in ended.out


@pytest.mark.parametrize("state", ["missing", "old", "older"])
def test_before_the_database_is_upgraded_the_files_alone_are_spoken_of(
    enishi: Enishi, home: Path, state: str
):
    if state == "missing":
        (home / "enishi.sqlite").unlink()
    else:
        an_application(home).schema.downgrade("0002" if state == "old" else "base")

    for command in (("lint",), ("status",), ("explain", "錆びない取っ手")):
        ended = enishi("lexicon", *command)
        assert (ended.status, ended.err) == (0, "")
    assert json.loads(enishi("lexicon", "status", "--json").out)["concepts"] == 15
