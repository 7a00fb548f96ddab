"""What an answer says it understood, and what anybody may take back."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from enishi.domain.need import need_id
from entrypoints.network import CLUSTERS

STEPS = "精密研削の加工と電気めっきの加工"
RUST = "錆びないクロムと亜鉛の加工"


@pytest.fixture(scope="module")
def api(kept_api: TestClient) -> TestClient:
    return kept_api


def search(api: TestClient, q: str, **asked: Any) -> Any:
    answer = api.get("/api/v1/search", params={"q": q} | asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


def item(answer: dict[str, Any], name: str) -> Any:
    return next(item for item in answer["items"] if item["firm"]["name"] == name)


def relations(match: dict[str, Any]) -> list[Any]:
    return [reason for reason in match["reasons"] if reason["kind"] == "relation"]


def judged(answer: dict[str, Any]) -> set[str]:
    return {verdict["name"] for item in answer["items"] for verdict in item["constraints"]}


def test_an_answer_tells_the_concepts_that_it_read_and_where(api: TestClient):
    question = "電気めっき以外で、できれば錆びない取っ手"
    read = search(api, question)["reading"]["concepts"]

    assert [item["concept"] for item in read] == ["電気めっき", "錆び", "取っ手"]
    for item in read:
        assert question[item["start"] : item["end"]] == item["text"]
    plating, rust, handle = read
    assert (plating["denied"], plating["wish"]) == (True, False)
    assert (rust["denied"], rust["wish"]) == (False, True)
    assert (handle["kind"], handle["concept_en"]) == ("product", "handle")


def test_an_answer_tells_the_conditions_that_it_read_and_where(api: TestClient):
    question = "冷間鍛造の加工を月30本、±5μm、ISO9001必須で"
    answer = search(api, question)

    read = {item["name"]: item for item in answer["reading"]["conditions"]}
    assert {name: item["value"] for name, item in read.items()} == {
        "tolerance_um": "5",
        "lot": "30",
        "certifications": "ISO9001",
    }
    for item in read.values():
        assert question[item["start"] : item["end"]] == item["text"]
    assert (read["lot"]["label"], read["lot"]["label_en"]) == ("ロット 30 個", "lot of 30")
    assert judged(answer) == {"tolerance_um", "lot", "certifications"}


def test_a_certificate_that_is_hoped_for_is_understood_and_no_condition(api: TestClient):
    answer = search(api, "鍛造の加工、ISO9001があれば助かる")

    assert [item["wish"] for item in answer["reading"]["concepts"]] == [False, True]
    assert answer["reading"]["conditions"] == []
    assert judged(answer) == set()


def test_a_stated_condition_goes_before_the_one_in_the_text(api: TestClient):
    answer = search(api, "冷間鍛造の加工を30本", lot=20_000)

    assert answer["reading"]["conditions"][0]["value"] == "30"
    forger = item(answer, "燕三条冷間鍛造工業")
    assert [verdict["outcome"] for verdict in forger["constraints"]] == ["not_met"]
    assert "20,000" in forger["constraints"][0]["text"]


def test_a_condition_that_was_only_read_is_no_gate(api: TestClient):
    question = "冷間鍛造の加工を20,000本"

    read, stated = (
        search(api, question, conditions="gate", **asked) for asked in ({}, {"lot": 20_000})
    )

    assert item(read, "燕三条冷間鍛造工業")["constraints"][0]["outcome"] == "not_met"
    assert read["near_misses"] == []
    assert stated["items"] == []
    assert item({"items": stated["near_misses"]}, "燕三条冷間鍛造工業")


def test_a_relation_of_the_trade_is_a_reason_with_its_path_and_places(api: TestClient):
    (reason,) = relations(item(search(api, RUST), "燕三条電気めっき工業"))

    assert reason["path"] == ["錆び", "耐食性", "電気めっき"]
    assert reason["text"] == "「錆び」 → 耐食性 → 「電気めっき」"
    assert reason["text_en"] == "“錆び” → corrosion resistance → “電気めっき”"
    (asked,), (offered,) = reason["query_spans"], reason["places"]
    assert RUST[asked["start"] : asked["end"]] == "錆び"
    assert (offered["capability_ref"], offered["field"]) == ("F燕三条-05-1", "title")
    assert "電気めっきの加工"[offered["span"]["start"] : offered["span"]["end"]] == "電気めっき"


def test_a_reason_without_a_relation_has_no_path(api: TestClient):
    for match in search(api, RUST)["items"]:
        for reason in match["reasons"]:
            assert bool(reason["path"]) == (reason["kind"] == "relation")


def test_what_is_ignored_counts_no_longer_and_is_named(api: TestClient):
    question = f"{RUST}を月30本"

    answer = search(api, question, ignore=["錆び", "lot"])

    assert answer["reading"]["ignored"] == ["錆び", "lot"]
    assert [item["concept"] for item in answer["reading"]["concepts"]] == ["錆び"]
    assert [item["name"] for item in answer["reading"]["conditions"]] == ["lot"]
    assert all(relations(found) == [] for found in answer["items"])
    assert judged(answer) == set()
    assert search(api, question)["reading"]["ignored"] == []


def test_ignoring_what_was_not_read_changes_nothing_else(api: TestClient):
    plain, ignoring = search(api, RUST), search(api, RUST, ignore=["何もない"])

    assert ignoring["reading"].pop("ignored") == ["何もない"]
    assert plain["reading"].pop("ignored") == []
    assert ignoring == plain


def test_posting_what_to_ignore_answers_as_asking_for_it_does(api: TestClient):
    ignored = ["錆び", "lot"]
    asked = search(api, f"{RUST}を月30本", ignore=ignored)
    posted = api.post("/api/v1/search", json={"text": f"{RUST}を月30本", "ignore": ignored})

    assert posted.status_code == 200
    assert posted.json() == asked


def test_a_cursor_goes_on_only_with_the_same_ignored(api: TestClient):
    question = {"q": "冷間鍛造の加工を30本", "limit": 1}
    cursor = search(api, **question, ignore="lot")["next_cursor"]
    assert cursor

    going_on = question | {"cursor": cursor}
    assert api.get("/api/v1/search", params=going_on | {"ignore": "lot"}).status_code == 200
    assert api.get("/api/v1/search", params=going_on).status_code == 422


def test_several_kinds_of_work_are_told_with_who_covers_them_and_who_could_be_a_link(
    api: TestClient,
):
    answer = search(api, STEPS)

    assert answer["reading"]["steps"] == ["研削", "電気めっき"]
    grinder = item(answer, "諏訪精密研削工業")
    assert grinder["covers"] == [
        {"step": "研削", "covered": True, "text": "研削"},
        {"step": "電気めっき", "covered": False, "text": None},
    ]
    links = {link["step"]: link["firms"] for link in answer["links"]}
    assert list(links) == ["研削", "電気めっき"]
    assert {firm["name"] for firm in links["電気めっき"]} == {
        f"{cluster}電気めっき工業" for cluster in CLUSTERS
    }


def test_one_kind_of_work_has_no_covers_and_no_links(api: TestClient):
    for answer in (search(api, "精密研削の加工"), search(api, STEPS, ignore="研削")):
        assert answer["reading"]["steps"] == answer["links"] == []
        assert answer["items"]
        assert all(match["covers"] == [] for match in answer["items"])


@pytest.mark.parametrize(
    ("asked", "nothing"),
    [
        ({"q": "冷間鍛造の加工"}, False),
        ({"q": "xyz"}, True),
        ({"q": "冷間鍛造の加工", "lot": 20_000, "conditions": "gate"}, True),
    ],
)
def test_an_answer_says_where_nothing_fits(api: TestClient, asked: dict[str, Any], nothing: bool):
    answer = search(api, **asked)

    assert answer["nothing_fits"] is nothing
    assert (answer["items"] == []) is nothing


def test_the_matches_of_a_need_tell_what_was_read_of_it(api: TestClient):
    answer = api.get(f"/api/v1/needs/{need_id('N001')}/matches").json()

    assert [item["concept"] for item in answer["reading"]["concepts"]] == ["取っ手", "冷間鍛造"]
    assert answer["reading"]["ignored"] == []
    assert answer["nothing_fits"] is False
