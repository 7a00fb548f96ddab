"""Wrong usage: exit 2, and one line that says what and where the help is."""

from collections.abc import Callable

import pytest

from entrypoints.conftest import Ended

Enishi = Callable[..., Ended]

WRONG = [
    (("serch", "x"), "そのコマンドはありません（serch）"),
    (("search",), "text: 必要な指定がありません"),
    (("search", "x", "y"), "余分な引数です（y）"),
    (("search", "x", "--nope"), "知らない指定です（--nope）"),
    (("search", "x", "--limit"), "値が必要です（--limit）"),
    (("search", "x", "--json=1"), "値は付けられません（--json）"),
    (("search", "x", "--limit", "0"), "--limit: 1 以上で指定してください"),
    (("search", "x", "--limit", "10000"), "--limit: 100 以下で指定してください"),
    (("search", "x", "--limit", "many"), "--limit: 整数で指定してください"),
    (("search", "x", "--lot", "0"), "--lot: 1 以上で指定してください"),
    (("search", "x", "--lot", "1.5"), "--lot: 整数で指定してください"),
    (("search", "x", "--tolerance-um", "-1"), "--tolerance-um: 0 以上で指定してください"),
    (("search", "x", "--tolerance-um", "nan"), "--tolerance-um: 0 以上で指定してください"),
    (("search", "x", "--tolerance-um", "fine"), "--tolerance-um: 数値で指定してください"),
    (("search", "x", "--purpose", "fun"), "sourcing, equipment_sharing のどれかを"),
    (("--lang", "fr", "search", "x"), "--lang: ja, en のどれかを指定してください"),
    (("import", "firms"), "file: 必要な指定がありません"),
    (("import", "cakes", "x"), "そのコマンドはありません（cakes）"),
    (("export", "firms", "--format", "pdf"), "jsonl, csv, xlsx のどれかを"),
    (("evaluate", "--needs", "x"), "--qrels: 必要な指定がありません"),
    (("serve", "--port", "99999"), "--port: 65535 以下で指定してください"),
    (("db", "upgrade", "now"), "余分な引数です（now）"),
    (("index", "rebuild", "--fast"), "知らない指定です（--fast）"),
    (("doctor", "--nope"), "知らない指定です（--nope）"),
    (("lexicon", "lint", "now"), "余分な引数です（now）"),
    (("lexicon", "explain"), "text: 必要な指定がありません"),
    (("search", "x", "--ignore"), "値が必要です（--ignore）"),
]


@pytest.mark.parametrize(("words", "sentence"), WRONG, ids=[" ".join(w) for w, _ in WRONG])
def test_wrong_usage_ends_with_2_and_one_line(
    enishi: Enishi, words: tuple[str, ...], sentence: str
):
    ended = enishi(*words)

    assert ended.status == 2
    assert ended.out == ""
    (line,) = ended.err.splitlines()
    assert line.startswith("エラー: ")
    assert sentence in line
    assert line.endswith("--help）")


@pytest.mark.parametrize("words", [words for words, _ in WRONG if words[0] != "--lang"])
def test_wrong_usage_is_told_in_english_on_request(enishi: Enishi, words: tuple[str, ...]):
    ended = enishi("--lang", "en", *words)

    assert ended.status == 2
    (line,) = ended.err.splitlines()
    assert line.startswith("error: ")
    assert line.isascii()
