"""`enishi search`."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from enishi.domain.access import LOCAL_OPERATOR
from entrypoints.conftest import Ended, an_application

Enishi = Callable[..., Ended]

QUESTION = "ステンレスの取っ手を冷間鍛造で"


def test_a_search_names_firms_with_reasons_and_the_versions_that_answered(enishi: Enishi):
    ended = enishi("search", QUESTION, "--lot", "200", "--certification", "ISO9001")

    assert ended.status == 0
    assert ended.err == ""
    assert "燕三条冷間鍛造工業" in ended.out
    assert "○ ロット 1〜10,000 個（必要 200 個）" in ended.out
    assert "・" in ended.out
    assert "モデル letters-1" in ended.out


def test_json_is_the_body_that_the_api_answers_with(enishi: Enishi, api: TestClient):
    ended = enishi("search", QUESTION, "--json", "--limit", "20", "--lot", "5")
    answered = api.get("/api/v1/search", params={"q": QUESTION, "lot": 5}).json()

    assert ended.status == 0
    assert json.loads(ended.out) == answered
    assert answered["items"]


def test_a_search_in_english_speaks_english_about_japanese_firms(enishi: Enishi):
    ended = enishi("--lang", "en", "search", QUESTION, "--lot", "200")

    assert ended.status == 0
    assert " found" in ended.out
    assert "ranker" in ended.out
    assert "適合" not in ended.out


def test_filters_may_be_given_more_than_once(enishi: Enishi):
    ended = enishi("search", QUESTION, "--json", "--cluster", "諏訪", "--cluster", "東大阪")

    found = {item["firm"]["cluster"] for item in json.loads(ended.out)["items"]}
    assert found == {"諏訪", "東大阪"}


def test_the_seeker_is_not_an_answer(enishi: Enishi):
    ended = enishi("search", QUESTION, "--json", "--seeker", "F諏訪-00")

    refs = [item["firm"]["firm_ref"] for item in json.loads(ended.out)["items"]]
    assert refs
    assert "F諏訪-00" not in refs


def understood(ended: Ended) -> str:
    """Return the line that says what was read, empty where there is none."""
    assert (ended.status, ended.err) == (0, "")
    begins = ("読み取り: ", "understood: ")
    lines = [line for line in ended.out.splitlines() if line.startswith(begins)]
    return lines[0] if lines else ""


READ = "電気めっき以外で、錆びない取っ手を月30本、ISO9001必須"


def test_a_search_says_in_one_line_what_it_understood(enishi: Enishi):
    assert understood(enishi("search", READ)) == (
        "読み取り: 除く 電気めっき・錆び・取っ手・ロット 30 個・認証 ISO9001"
    )
    assert understood(enishi("--lang", "en", "search", READ)) == (
        "understood: not electroplating, rust, handle, lot of 30, certified: ISO9001"
    )


def test_where_nothing_was_understood_no_line_says_so(enishi: Enishi):
    assert understood(enishi("search", "よろしくお願いします")) == ""


def test_what_is_ignored_is_not_among_what_was_understood(enishi: Enishi):
    ignored = [word for name in ("錆び", "lot", "ISO9001") for word in ("--ignore", name)]

    assert understood(enishi("search", READ, *ignored)) == "読み取り: 除く 電気めっき・取っ手"
    every = [word for name in ("電気めっき", "取っ手") for word in ("--ignore", name)]
    assert understood(enishi("search", READ, *ignored, *every)) == ""


def test_a_firm_is_not_held_to_what_is_ignored(enishi: Enishi):
    question = "冷間鍛造の加工を20,000本"

    held, ignoring = enishi("search", question), enishi("search", question, "--ignore", "lot")

    assert "× 最大ロット 10,000 個（必要 20,000 個）" in held.out
    assert "×" not in ignoring.out


def test_a_relation_of_the_trade_is_told_as_a_chain(enishi: Enishi):
    words = ("search", "錆びないクロムと亜鉛の加工")

    assert "・「錆び」 → 耐食性 → 「電気めっき」" in enishi(*words).out
    assert "→ corrosion resistance →" in enishi("--lang", "en", *words).out
    assert "→" not in enishi(*words, "--ignore", "錆び").out


def test_json_names_what_is_ignored_as_the_api_does(enishi: Enishi, api: TestClient):
    ended = enishi("search", READ, "--json", "--limit", "20", "--ignore", "錆び", "--ignore", "lot")
    asked = {"q": READ, "ignore": ["錆び", "lot"]}

    answered = json.loads(ended.out)
    assert answered == api.get("/api/v1/search", params=asked).json()
    assert answered["reading"]["ignored"] == ["錆び", "lot"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("",), "text: 探したいことを入力してください"),
        (("　 ",), "text: 探したいことを入力してください"),
        (("長" * 10_000,), "text: 10,000文字あります（上限は2,000文字）"),
        (("切削\ud800",), "text: 使えない文字が含まれています"),
        (("切削\x07",), "text: 使えない文字が含まれています"),
        (("x", "--cluster", "燕三情"), "cluster: 「燕三情」という産地の登録はありません"),
        (("x", "--exclude-cluster", "燕三情"), "exclude_cluster: "),
        (("x", "--prefecture", "新潟"), "（近いもの: 新潟県）"),
        (("x", "--certification", "ISO90001"), "（近いもの: ISO9001）"),
        (("x", "--max-size-mm", "inf"), "max_size_mm: 数値で指定してください"),
        (("x", "--lot", "9" * 30), "lot: 数値で指定してください"),
        (("x", "--seeker", "長" * 201), "seeker_ref: "),
        (("x", "--ignore", "錆び", "--ignore", " "), "ignore[1]: 必須の項目が空です"),
    ],
)
def test_a_question_that_cannot_be_asked_ends_with_1_and_one_line(
    enishi: Enishi, words: tuple[str, ...], sentence: str
):
    ended = enishi("search", *words)

    assert ended.status == 1
    assert ended.out == ""
    (line,) = ended.err.splitlines()
    assert line.startswith("エラー: ")
    assert sentence in line


@pytest.mark.parametrize("as_json", [True, False])
def test_without_an_index_it_says_what_to_do(enishi: Enishi, home: Path, as_json: bool):
    shutil.rmtree(home / "indexes")

    ended = enishi("search", QUESTION, *(["--json"] if as_json else []))

    assert (ended.status, ended.out) == (1, "")
    assert ended.err == "エラー: 索引がまだありません。`enishi index rebuild` を実行してください\n"


def test_without_an_encoder_it_says_what_to_do(enishi: Enishi, home: Path):
    ended = enishi("search", QUESTION, encoder=home / "nowhere")

    assert ended.status == 1
    assert "enishi encoder build" in ended.err


def test_changes_since_the_index_are_found_at_once(enishi: Enishi, home: Path):
    firm = an_application(home).firms.get_many(["F諏訪-00"])["F諏訪-00"].record
    an_application(home).firms.withdraw(str(firm.id), expected=None, by=LOCAL_OPERATOR)

    ended = enishi("search", QUESTION)

    assert "燕三条冷間鍛造工業" in ended.out
    assert "諏訪冷間鍛造工業" not in ended.out
