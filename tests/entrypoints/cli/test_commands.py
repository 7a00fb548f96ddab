"""What every command promises: one line of reason, an exit status, JSON on request."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from enishi.domain.errors import EnishiError
from entrypoints.conftest import TOKEN, Ended, an_application

Enishi = Callable[..., Ended]

QUESTION = "ステンレスの取っ手を冷間鍛造で"
GOOD = {"firm_ref": "新1", "name": "新潟試作所", "capabilities": []}
NAMELESS = {"firm_ref": "新2", "name": "", "capabilities": []}


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A file of firms: the first line is good, the second has no name, the third is no JSON."""
    file = tmp_path / "firms.jsonl"
    lines = [json.dumps(GOOD), json.dumps(NAMELESS), "{"]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


@pytest.fixture
def judged(tmp_path: Path) -> tuple[Path, Path]:
    """A need and what is known of its answers."""
    needs, qrels = tmp_path / "needs.jsonl", tmp_path / "qrels.tsv"
    need = {
        "need_ref": "N1",
        "kind": "alternative_sourcing",
        "title": QUESTION,
        "text": "取っ手を冷間鍛造で作りたい",
    }
    needs.write_text(json.dumps(need) + "\n", encoding="utf-8")
    qrels.write_text("N1\tF燕三条-00\t3\n", encoding="utf-8")
    return needs, qrels


def known(home: Path, ref: str) -> bool:
    return ref in an_application(home).firms.get_many([ref])


def one_line(ended: Ended) -> str:
    (line,) = ended.err.splitlines()
    return line


@pytest.mark.parametrize(
    "words",
    [
        ("--lang", "en", "search", ""),
        ("--lang=en", "search", ""),
        ("search", "--lang", "en", ""),
        ("search", "", "--lang", "en"),
        ("search", "", "--lang=en"),
        ("search", "--lang=en", "--limit", "3", ""),
    ],
)
def test_the_language_may_be_chosen_anywhere_on_the_line(enishi: Enishi, words: tuple[str, ...]):
    ended = enishi(*words)

    assert ended.status == 1
    assert one_line(ended).startswith("error: text: ")
    assert one_line(ended).isascii()


def test_a_language_nobody_speaks_here_is_wrong_usage_anywhere_on_the_line(enishi: Enishi):
    for words in (("--lang", "fr", "doctor"), ("doctor", "--lang", "fr"), ("doctor", "--lang")):
        ended = enishi(*words)

        assert ended.status == 2
        assert "--lang" in one_line(ended)


def test_what_stands_behind_two_dashes_is_no_choice_of_language(enishi: Enishi):
    ended = enishi("search", "--json", "--", "--lang=en")

    assert ended.status == 0
    assert json.loads(ended.out)["index_version"]


def test_a_reason_is_one_japanese_line_and_one_english_line(enishi: Enishi):
    words = ("search", QUESTION, "--cluster", "燕三情")

    japanese, english = enishi(*words), enishi(*words, "--lang", "en")

    assert (japanese.status, english.status) == (1, 1)
    assert one_line(japanese).startswith("エラー: cluster: ")
    assert one_line(english).startswith("error: cluster: ")


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        (("search", QUESTION), {"items", "index_version"}),
        (("index", "status"), {"index_version", "firms_in_database", "pending_changes"}),
        (("index", "verify"), {"snapshot", "is_sound"}),
        (("doctor",), {"settings", "checks"}),
    ],
)
def test_json_is_the_whole_of_the_output(enishi: Enishi, words: tuple[str, ...], keys: set[str]):
    assert keys <= json.loads(enishi(*words, "--json").out).keys()


def test_a_sound_index_of_everything_ends_with_0(enishi: Enishi):
    status, verified = enishi("index", "status", "--json"), enishi("index", "verify", "--json")

    assert (status.status, verified.status) == (0, 0)
    assert json.loads(status.out)["pending_changes"] == 0
    assert json.loads(verified.out)["is_sound"] is True


@pytest.mark.parametrize("mode", [(), ("--dry-run",), ("--json",)])
def test_a_broken_line_names_file_line_and_field_and_stores_nothing(
    enishi: Enishi, home: Path, mixed: Path, mode: tuple[str, ...]
):
    ended = enishi("import", "firms", mixed, *mode)

    assert ended.status == 1
    assert "firms.jsonl:2: name: " in ended.err
    assert "firms.jsonl:3: " in ended.err
    assert "何も保存していません" in ended.err
    assert not known(home, "新1")


def test_skipping_stores_the_good_lines_and_keeps_the_others_in_a_file(
    enishi: Enishi, home: Path, mixed: Path, tmp_path: Path
):
    rejects = tmp_path / "rejects.jsonl"

    ended = enishi("import", "firms", mixed, "--skip-invalid", "--rejects", rejects)

    assert ended.status == 0
    assert known(home, "新1")
    assert not known(home, "新2")
    assert "新2" in rejects.read_text(encoding="utf-8") or "\\u65b02" in rejects.read_text()
    assert str(rejects) in ended.err


def test_an_import_tells_programmes_what_it_did(enishi: Enishi, mixed: Path):
    report: dict[str, Any] = json.loads(
        enishi("import", "firms", mixed, "--skip-invalid", "--json").out
    )

    assert (report["read"], report["added"], report["refused"]) == (3, 1, 2)
    assert Path(report["reject_file"]).is_file()


def test_an_evaluation_measures_the_judged_needs(enishi: Enishi, judged: tuple[Path, Path]):
    needs, qrels = judged

    ended = enishi("evaluate", "--needs", needs, "--qrels", qrels, "--json")

    assert ended.status == 0
    assert json.loads(ended.out)["overall"]["needs"] == 1
    assert json.loads(ended.out)["overall"]["mrr_at_10"] > 0


@pytest.mark.parametrize("broken", ["N1 F燕三条-00 3", "N1\tF燕三条-00\t9", "N1\tF燕三条-00"])
def test_a_broken_judgement_names_file_and_line(
    enishi: Enishi, judged: tuple[Path, Path], broken: str
):
    needs, qrels = judged
    qrels.write_text(f"N1\tF燕三条-00\t3\n\n{broken}\n", encoding="utf-8")

    ended = enishi("evaluate", "--needs", needs, "--qrels", qrels)

    assert (ended.status, ended.out) == (1, "")
    assert one_line(ended).startswith("エラー: qrels.tsv:3: ")


@pytest.mark.parametrize(
    "words",
    [
        ("import", "firms", "nowhere.jsonl"),
        ("import", "needs", "nowhere.csv"),
        ("evaluate", "--needs", "nowhere.jsonl", "--qrels", "nowhere.tsv"),
        ("export", "firms", "--output", "nowhere/firms.jsonl"),
    ],
)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_file_that_is_not_there_is_named(enishi: Enishi, words: tuple[str, ...], language: str):
    ended = enishi(*words, "--lang", language)

    assert (ended.status, ended.out) == (1, "")
    assert "nowhere" in one_line(ended)
    assert "Errno" not in one_line(ended)
    assert "予期しない" not in one_line(ended)
    assert "unforeseen" not in one_line(ended)


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_the_doctor_shows_no_secret(enishi: Enishi, home: Path, form: tuple[str, ...]):
    secret = "postgresql+psycopg://enishi:hush-hush@127.0.0.1:1/enishi"

    ended = enishi("doctor", *form, operator_token=TOKEN, database_url=secret)

    assert ended.status == 1
    assert "********" in ended.out
    for word in (TOKEN, "hush-hush"):
        assert word not in ended.out + ended.err
    assert str(home) in ended.out


def break_down(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def application() -> None:
        raise error

    monkeypatch.setattr("enishi.entrypoints.cli.index.application", application)


def test_what_nobody_foresaw_is_one_line(enishi: Enishi, monkeypatch: pytest.MonkeyPatch):
    break_down(monkeypatch, RuntimeError("first line\nsecond line"))

    japanese, english = enishi("index", "status"), enishi("index", "status", "--lang", "en")

    assert (japanese.status, english.status) == (1, 1)
    assert "予期しない問題が起きました（RuntimeError: first line）" in one_line(japanese)
    assert one_line(english).startswith("error: unforeseen: RuntimeError: first line")


def test_debugging_shows_where_it_happened(enishi: Enishi, monkeypatch: pytest.MonkeyPatch):
    break_down(monkeypatch, RuntimeError("oh"))

    ended = enishi("index", "status", log_level="DEBUG")

    assert ended.status == 1
    assert "Traceback" in ended.err
    assert ended.err.splitlines()[-1].startswith("エラー: ")


def test_a_reason_of_several_lines_is_told_in_one(enishi: Enishi, monkeypatch: pytest.MonkeyPatch):
    break_down(monkeypatch, EnishiError("一行目\n二行目", english="one\ntwo"))

    assert one_line(enishi("index", "status")) == "エラー: 一行目 二行目"


def test_a_bad_setting_is_named(enishi: Enishi):
    ended = enishi("index", "status", encoder="none", workers="many")

    assert ended.status == 1
    assert "ENISHI_WORKERS" in one_line(ended)
