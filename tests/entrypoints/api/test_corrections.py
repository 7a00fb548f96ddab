"""Anybody may say that an answer is wrong; the operator reads what was said."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from enishi.bootstrap import Application
from enishi.domain.need import need_id
from entrypoints.conftest import TOKEN, with_a_fake_encoder

ADDRESS = "/api/v1/corrections"
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")
HIRAGANA = re.compile(r"[ぁ-ん]")

SAID: dict[str, Any] = {
    "question": "ステンレスの取っ手を冷間鍛造で",
    "purpose": "sourcing",
    "need_ref": None,
    "firm_ref": "F燕三条-04",
    "capability_ref": "F燕三条-04-1",
    "verdict": "wrong",
    "reason": "other_process",
    "note": "鍛造ではなく深絞りの会社です。",
    "index_version": "i1",
    "model_version": "m1",
    "ranker_version": "r1",
}


def say(api: TestClient, **said: Any) -> dict[str, Any]:
    answer = api.post(ADDRESS, json=SAID | said)
    assert answer.status_code == 201, answer.text
    kept: dict[str, Any] = answer.json()
    return kept


def read(operator: TestClient, **asked: Any) -> dict[str, Any]:
    answer = operator.get(ADDRESS, params=asked)
    assert answer.status_code == 200, answer.text
    page: dict[str, Any] = answer.json()
    return page


def refused(api: TestClient, body: Any, *, status: int = 422) -> dict[str, Any]:
    answer = api.post(ADDRESS, json=body)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = answer.json()
    assert JAPANESE.search(problem["detail"])
    assert not HIRAGANA.search(problem["detail_en"])
    return problem


def test_anybody_says_that_an_answer_is_wrong_and_the_operator_reads_it(
    api: TestClient, operator: TestClient
):
    kept = say(api)

    assert {name: kept[name] for name in SAID} == SAID
    assert set(kept) - set(SAID) == {"id", "correction_ref", "created_at"}
    age = datetime.now(UTC) - datetime.fromisoformat(kept["created_at"])
    assert timedelta(0) <= age < timedelta(minutes=1)
    assert read(operator) == {"items": [kept], "next_cursor": None}


def test_an_answer_of_the_search_is_corrected_with_what_it_says_of_itself(
    api: TestClient, operator: TestClient
):
    found = api.get("/api/v1/search", params={"q": SAID["question"]}).json()
    match = found["items"][-1]

    say(
        api,
        firm_ref=match["firm"]["firm_ref"],
        capability_ref=match["capability"]["capability_ref"],
        **{name: found[name] for name in ("index_version", "model_version", "ranker_version")},
    )

    (kept,) = read(operator)["items"]
    assert kept["firm_ref"] == match["firm"]["firm_ref"]
    assert kept["index_version"] == found["index_version"]


def test_only_what_matters_has_to_be_said(api: TestClient):
    said = {name: value for name, value in SAID.items() if value is not None}
    for name in ("capability_ref", "note"):
        del said[name]

    kept = api.post(ADDRESS, json=said)

    assert kept.status_code == 201
    assert [kept.json()[name] for name in ("need_ref", "capability_ref", "note")] == [None] * 3


def test_a_firm_that_fits_may_be_confirmed_without_a_reason(api: TestClient):
    assert say(api, verdict="right", reason=None)["verdict"] == "right"


def test_where_no_token_is_set_anybody_still_corrects_and_nobody_reads(
    knock: Any, application: Application
):
    closed = application.settings.model_copy(update={"operator_token": None})
    api = knock(with_a_fake_encoder(Application(closed)))

    say(api)

    answer = api.get(ADDRESS, headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 401


@pytest.mark.parametrize("shown", [{}, {"Authorization": "Bearer wrong"}])
def test_nobody_reads_what_was_said_without_the_token(api: TestClient, shown: dict[str, str]):
    say(api)

    answer = api.get(ADDRESS, headers=shown)

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert SAID["question"] not in answer.text


@pytest.mark.parametrize("limit", [1, 2, 3, 100])
def test_the_pages_show_each_correction_once_from_the_newest_on(
    api: TestClient, operator: TestClient, limit: int
):
    kept = [say(api, note=str(number)) for number in range(3)]

    seen: list[Any] = []
    cursor: dict[str, str] = {}
    while True:
        page = read(operator, limit=limit, **cursor)
        assert len(page["items"]) <= limit
        seen += page["items"]
        if page["next_cursor"] is None:
            break
        cursor = {"cursor": page["next_cursor"]}

    assert seen == kept[::-1]


@pytest.mark.parametrize(
    ("name", "value"),
    [("limit", "0"), ("limit", "101"), ("cursor", "%%%"), ("cursor", "AA"), ("page", "2")],
)
def test_a_parameter_that_makes_no_sense_is_named(operator: TestClient, name: str, value: str):
    answer = operator.get(ADDRESS, params={name: value})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == f"/{name}"


@pytest.mark.parametrize("ref", [{"firm_ref": "F-nobody"}, {"need_ref": "N-nothing"}])
def test_a_firm_or_a_need_that_is_not_there_is_a_404_problem(
    api: TestClient, operator: TestClient, ref: dict[str, str]
):
    problem = refused(api, SAID | ref, status=404)

    assert problem["type"] == "/problems/not-found"
    (named,) = ref.values()
    assert named in problem["detail"]
    assert read(operator)["items"] == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("question", " "), ("question", None), ("question", "長" * 2_001), ("question", "x\0")),
        *(("purpose", "fun"), ("verdict", "perhaps"), ("verdict", None), ("reason", "ugly")),
        *(("reason", None), ("note", "長" * 1_001), ("note", 3), ("firm_ref", "")),
        *(("need_ref", "長" * 201), ("capability_ref", "\x07"), ("index_version", "")),
        *(("model_version", None), ("ranker_version", ["r"]), ("who", "田中"), ("created_at", 1)),
    ],
)
def test_what_makes_no_sense_is_named_and_not_kept(
    api: TestClient, operator: TestClient, field: str, value: object
):
    problem = refused(api, SAID | {field: value})

    assert problem["errors"][0]["pointer"] == f"/{field}"
    assert field in problem["detail"]
    assert read(operator)["items"] == []


@pytest.mark.parametrize("field", ["question", "purpose", "firm_ref", "verdict", "index_version"])
def test_what_has_to_be_said_and_is_not_is_named(api: TestClient, field: str):
    problem = refused(api, {name: value for name, value in SAID.items() if name != field})

    assert problem["errors"][0]["pointer"] == f"/{field}"


def test_a_firm_that_fits_is_not_said_to_have_the_wrong_process(api: TestClient):
    problem = refused(api, SAID | {"verdict": "right"})

    assert problem["errors"][0]["pointer"] == "/reason"
    assert "工程が違う" in problem["detail"]


def test_a_body_that_is_too_large_is_refused(api: TestClient):
    problem = refused(api, SAID | {"note": "x" * (4 << 20)}, status=413)

    assert "4 MiB" in problem["detail"]


def test_a_misspelt_address_parameter_is_refused_before_anything_is_kept(
    api: TestClient, operator: TestClient
):
    answer = api.post(ADDRESS, json=SAID, params={"dry_run": "1"})

    assert answer.status_code == 422
    assert read(operator)["items"] == []


def test_a_withdrawn_need_leaves_the_correction_with_its_question(operator: TestClient):
    say(operator, need_ref="N001")

    assert operator.delete(f"/api/v1/needs/{need_id('N001')}").status_code == 204

    (kept,) = read(operator)["items"]
    assert (kept["need_ref"], kept["question"]) == (None, SAID["question"])
