"""`enishi bia`: a file in, tables or JSON out, no database and no index."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from builders_filed import SEED, a_case_file
from entrypoints.conftest import Ended

Enishi = Callable[..., Ended]


@pytest.fixture
def alone(enishi: Enishi, tmp_path: Path) -> Enishi:
    """The command where there is neither a database nor an index."""

    def run(*words: object, stdin: bytes = b"") -> Ended:
        ended = enishi(*words, stdin=stdin, home=tmp_path / "nowhere", encoder="none")
        assert not (tmp_path / "nowhere").exists()
        return ended

    return run


def test_the_shipped_case_prints_the_known_figures(alone: Enishi):
    ended = alone("bia", "assess", SEED, "--json", "--day", "2026-11-26")

    assert (ended.status, ended.err) == (0, "")
    found = json.loads(ended.out)
    (loss,) = found["daily_losses"]
    assert (loss["daily_sales"], loss["daily_marginal_profit"]) == (328_767, 98_630)
    assert [item["total_days"] for item in found["schedules"]] == [12, 19, 26]
    assert [item["days"] for item in found["covers"]] == [2, 6, 12]
    assert [(item["name"], item["mean"], item["rank"]) for item in found["priorities"]] == [
        ("主力製品製造", 4.3, "1"),
        ("受注処理", 4.1, "2="),
        ("品質検査", 4.1, "2="),
        ("出荷業務", 3.9, "4"),
    ]
    losses = {
        tuple(item["option_refs"]): item["loss"]
        for item in found["outcomes"]
        if (item["scenario_ref"], item["stock_level"]) == ("blackout", "mean")
    }
    assert (losses[()], losses["O1",]) == (1_789_041, 0)


def test_people_get_tables(alone: Enishi):
    ended = alone("bia", "assess", SEED)

    assert ended.status == 0
    for words in ("328,767", "98,630", "2=", "1,789,041", "復旧優先順位（MCDA）", "未記入：承認日"):
        assert words in ended.out


def test_json_is_read_as_well_from_a_pipe(alone: Enishi):
    text = json.dumps(a_case_file(), default=str, ensure_ascii=False, indent="\t")

    ended = alone("bia", "assess", "-", "--json", stdin=text.encode())

    assert ended.status == 0
    assert json.loads(ended.out)["daily_losses"][0]["daily_sales"] == 328_767


@pytest.mark.parametrize(
    ("spoil", "line"),
    [
        (
            {"impact_weights": {"sales": 1, "customer": 1, "legal": 1, "advantage": 1}},
            "エラー: impact_weights: 重みの合計が1になっていません（4）",
        ),
        ({"colour": "red"}, "エラー: colour: 知らない項目です"),
        ({"budget": -1}, "エラー: budget: 0以上の数で指定してください（-1）"),
    ],
)
def test_a_wrong_case_ends_in_one_line_that_names_the_field(
    alone: Enishi, spoil: dict[str, object], line: str
):
    text = yaml.safe_dump(a_case_file() | spoil, allow_unicode=True)

    ended = alone("bia", "assess", "-", "--json", stdin=text.encode())

    assert (ended.status, ended.out, ended.err) == (1, "", f"{line}\n")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"title: [", "YAML・JSON として読めません"),
        (b"a: &a [1]\nb: *a\n", "YAML・JSON として読めません（2行目）"),
        (b"\xff\xfe", "UTF-8 のファイルではありません"),
        (b"- 1\n", "オブジェクトで指定してください"),
        (b"", "オブジェクトで指定してください"),
    ],
)
def test_what_is_no_case_at_all_is_said_so(alone: Enishi, content: bytes, words: str):
    ended = alone("bia", "assess", "-", stdin=content)

    assert (ended.status, ended.out) == (1, "")
    assert words in ended.err
    assert ended.err.count("\n") == 1


def test_a_day_that_is_none_is_refused(alone: Enishi):
    ended = alone("bia", "assess", SEED, "--day", "2026-02-30")

    assert ended.status == 1
    assert ended.err.startswith("エラー: --day: ")


def test_a_file_that_is_not_there_is_named(alone: Enishi):
    ended = alone("bia", "assess", "/no/such/file.yaml")

    assert (ended.status, ended.err) == (
        1,
        "エラー: /no/such/file.yaml: ファイルかフォルダがありません\n",
    )


def test_the_schema_is_printed(alone: Enishi):
    ended = alone("bia", "schema")

    assert json.loads(ended.out)["title"] == "CaseBody"
