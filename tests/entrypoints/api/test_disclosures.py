"""What a firm decides over HTTP, and how soon everybody sees it so."""

from time import monotonic, sleep
from typing import Any

import pytest
from fastapi.testclient import TestClient

from enishi.bootstrap import Application
from enishi.domain.need import need_id
from entrypoints.conftest import as_operator

PROMISE = 2.0  # seconds
FORGER = "F燕三条-00"
QUESTION = "ステンレスの小物を冷間鍛造"


@pytest.fixture
def operator(api: TestClient) -> TestClient:
    return as_operator(api)


def found(api: TestClient, question: str = QUESTION) -> list[str]:
    answer = api.get("/api/v1/search", params={"q": question, "limit": 50})
    assert answer.status_code == 200, answer.text
    return [item["firm"]["firm_ref"] for item in answer.json()["items"]]


def firm_id(application: Application) -> str:
    with application.database.read() as work:
        stored = work.firms.get(FORGER)
    assert stored is not None
    return str(stored.record.id)


def decide(operator: TestClient, address: str, **said: Any) -> dict[str, Any]:
    answer = operator.put(f"/api/v1{address}/disclosure", json=said)
    assert answer.status_code == 200, answer.text
    kept: dict[str, Any] = answer.json()
    return kept


def seconds_until(is_so: Any) -> float:
    begun = monotonic()
    while not is_so():
        assert monotonic() - begun < 10, "it never came to pass"
        sleep(0.02)
    return monotonic() - begun


def test_a_firm_that_hides_leaves_the_public_search_within_two_seconds_and_comes_back(
    api: TestClient, operator: TestClient, application: Application
):
    address = f"/firms/{firm_id(application)}"
    assert FORGER in found(api)

    decide(operator, address, hide_from=["F諏訪-00"])

    assert seconds_until(lambda: FORGER not in found(api)) < PROMISE
    assert api.get(f"/api/v1{address}").status_code == 404
    assert FORGER in found(operator)

    decide(operator, address)

    assert seconds_until(lambda: FORGER in found(api)) < PROMISE


def test_a_field_that_is_kept_back_is_empty_for_everybody_else(
    api: TestClient, operator: TestClient, application: Application
):
    address = f"/firms/{firm_id(application)}"
    kept = decide(operator, address, fields={"certifications": "coordinators", "cluster": "public"})

    assert kept["fields"] == {"certifications": "coordinators"}
    assert api.get(f"/api/v1{address}").json()["certifications"] == []
    assert operator.get(f"/api/v1{address}").json()["certifications"] == ["ISO9001"]
    shown = operator.get(f"/api/v1{address}/preview", params={"audience": "members"})
    assert shown.json()["certifications"] == []


def test_a_circle_that_does_not_see_the_firm_gets_no_preview(
    operator: TestClient, application: Application
):
    address = f"/firms/{firm_id(application)}"
    decide(operator, address, listing="members")

    refused = operator.get(f"/api/v1{address}/preview", params={"audience": "anyone"})

    assert refused.status_code == 404
    assert "見えません" in refused.json()["detail"]


@pytest.mark.parametrize(
    "said",
    [
        {"fields": {"profit": "private"}},
        {"fields": {"employees": "secret"}},
        {"fields": {"": "private"}},
        {"hide_from": [FORGER]},
        {"hide_from": ["F"] * 1 + [f"F{n}" for n in range(600)]},
        {"listing": "nobody"},
        {"unknown": 1},
    ],
)
def test_what_cannot_be_decided_is_refused_and_nothing_changes(
    operator: TestClient, application: Application, said: dict[str, Any]
):
    address = f"/firms/{firm_id(application)}"

    refused = operator.put(f"/api/v1{address}/disclosure", json=said)

    assert refused.status_code == 422
    assert operator.get(f"/api/v1{address}/disclosure").json() == {
        "listing": "public",
        "fields": {},
        "hide_from": [],
    }


def test_a_need_is_posted_without_a_name_and_gets_it_when_that_is_decided(
    api: TestClient, operator: TestClient
):
    posted = operator.post(
        "/api/v1/needs",
        json={
            "kind": "alternative_sourcing",
            "title": "取っ手の鍛造をほかにも頼みたい",
            "firm_ref": FORGER,
            "disclosure": {"fields": {"firm_ref": "coordinators"}},
        },
    )
    assert posted.status_code == 201, posted.text
    address = f"/needs/{posted.json()['id']}"
    assert api.get(f"/api/v1{address}").json()["firm"] is None
    matches = api.get(f"/api/v1{address}/matches", params={"conditions": "penalty"}).json()
    # Were its firm left out of the answers, everybody could tell whose need it is.
    assert FORGER in [item["firm"]["firm_ref"] for item in matches["items"]]

    decide(operator, address)

    assert api.get(f"/api/v1{address}").json()["firm"]["firm_ref"] == FORGER


def test_who_decides_must_say_who_they_are(api: TestClient, application: Application):
    address = f"/api/v1/firms/{firm_id(application)}/disclosure"

    assert api.get(address).status_code == 401
    assert api.put(address, json={}).status_code == 401


@pytest.mark.parametrize("kind", ["firms", "needs"])
def test_who_decides_over_what_somebody_else_has_decided_meanwhile_is_told_both_versions(
    operator: TestClient, application: Application, kind: str
):
    known = firm_id(application) if kind == "firms" else str(need_id("N001"))
    address = f"/api/v1/{kind}/{known}/disclosure"
    seen = operator.get(address).headers["ETag"]
    theirs = operator.put(address, json={"listing": "members"}, headers={"If-Match": seen})

    answer = operator.put(address, json={"listing": "private"}, headers={"If-Match": seen})

    assert theirs.status_code == 200
    assert answer.status_code == 412
    told = answer.json()
    assert (told["current_record"]["listing"], told["sent"]["listing"]) == ("members", "private")
    assert theirs.headers["ETag"] == f'"{told["current"]}"'
    again = {"If-Match": theirs.headers["ETag"]}
    assert operator.put(address, json={"listing": "public"}, headers=again).status_code == 200
    assert operator.get(address).headers["ETag"] == seen
