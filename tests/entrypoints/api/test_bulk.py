"""Many ad-hoc needs in one call."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from enishi.domain.errors import EnishiError
from enishi.services.search import SearchService
from entrypoints.conftest import as_operator

ADDRESS = "/api/v1/search/bulk"
FORGING = {"text": "ステンレスの取っ手を冷間鍛造で", "limit": 2}
GRINDING = {"text": "鏡面の研削"}


@pytest.fixture
def signed_in(kept_api: TestClient) -> TestClient:
    return as_operator(kept_api)


def ask(api: TestClient, *needs: Any, **headers: str) -> list[Any]:
    answer = api.post(ADDRESS, json={"needs": list(needs)}, headers=headers)
    assert answer.status_code == 200, answer.text
    found: list[Any] = answer.json()
    return found


def test_each_need_is_answered_in_its_place_as_if_it_were_alone(signed_in: TestClient):
    forging, grinding = ask(signed_in, FORGING, GRINDING)

    for asked, told in ((FORGING, forging), (GRINDING | {"limit": 5}, grinding)):
        alone = signed_in.post("/api/v1/search", json=asked).json()
        for name in ("items", "count", "index_version", "model_version", "ranker_version"):
            assert told[name] == alone[name]
        assert not {"facets", "relaxations", "links", "next_cursor"} & told.keys()
    assert len(forging["items"]) == 2


@pytest.mark.parametrize(
    ("need", "pointer"),
    [
        ({"text": " "}, "/text"),
        ({"text": None}, "/text"),
        ({}, "/text"),
        ({"text": "研削", "limit": 11}, "/limit"),
        ({"text": "研削", "limit": 0}, "/limit"),
        ({"text": "研削", "clusters": ["月"]}, "/clusters"),
        ({"text": "研削", "cursor": "x"}, "/cursor"),
        ({"text": "研削", "constraints": {"lot": -1}}, "/constraints/lot"),
        ({"text": "研削", "colour": "red"}, "/colour"),
        ("研削", ""),
        (None, ""),
        ([], ""),
    ],
)
def test_a_need_that_makes_no_sense_is_refused_in_its_place_and_the_rest_goes_through(
    signed_in: TestClient, need: Any, pointer: str
):
    before, refused, after = ask(signed_in, FORGING, need, FORGING)

    assert before == after
    assert len(before["items"]) == 2
    assert (refused["type"], refused["status"]) == ("/problems/invalid-value", 422)
    if pointer:
        assert refused["errors"][0]["pointer"] == pointer
    assert refused["detail"] != refused["detail_en"]


def test_a_line_for_each_need_where_lines_are_asked_for(signed_in: TestClient):
    sent = {"needs": [FORGING, {"text": ""}, GRINDING]}

    answer = signed_in.post(ADDRESS, json=sent, headers={"Accept": "application/x-ndjson"})

    assert answer.headers["content-type"] == "application/x-ndjson"
    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert lines == signed_in.post(ADDRESS, json=sent).json()


def test_no_needs_have_no_answers(signed_in: TestClient):
    assert ask(signed_in) == []


@pytest.mark.parametrize("number", [1_001, 10_000])
def test_too_many_are_refused_before_any_work(
    signed_in: TestClient, monkeypatch: pytest.MonkeyPatch, number: int
):
    def work(*_: object, **__: object) -> None:
        raise AssertionError("began to work")

    monkeypatch.setattr(SearchService, "search", work)

    answer = signed_in.post(ADDRESS, json={"needs": [GRINDING] * number})

    assert answer.status_code == 413
    problem = answer.json()
    assert problem["type"] == "/problems/too-large"
    assert "1,000 件まで" in problem["detail"]
    assert f"{number:,}" in problem["detail_en"]


def test_who_has_not_signed_in_is_refused_before_any_work(kept_api: TestClient):
    for needs in ([GRINDING], [GRINDING] * 1_001):
        answer = kept_api.post(ADDRESS, json={"needs": needs})

        assert answer.status_code == 401
        assert answer.json()["type"] == "/problems/not-signed-in"


@pytest.mark.parametrize("body", [{}, {"needs": 3}, {"needs": [], "more": 1}, []])
def test_a_body_of_another_shape_is_refused(signed_in: TestClient, body: Any):
    assert signed_in.post(ADDRESS, json=body).status_code == 422


def test_an_index_that_is_lost_on_the_way_is_told_in_each_place(
    signed_in: TestClient, monkeypatch: pytest.MonkeyPatch
):
    def lost(*_: object, **__: object) -> None:
        raise EnishiError("索引がありません", english="no index")

    monkeypatch.setattr(SearchService, "search", lost)

    told = ask(signed_in, FORGING, GRINDING)

    assert [item["detail_en"] for item in told] == ["no index"] * 2
