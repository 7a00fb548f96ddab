"""The delta feed over HTTP."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from enishi.bootstrap import Application
from enishi.domain.disclosure import Disclosure, Visibility
from enishi.domain.events import Event, EventKind
from enishi.domain.firm import firm_id
from entrypoints.conftest import TOKEN

ADDRESS = "/api/v1/changes"


def read(api: TestClient, **asked: Any) -> dict[str, Any]:
    answer = api.get(ADDRESS, params=asked)
    assert answer.status_code == 200, answer.text
    page: dict[str, Any] = answer.json()
    return page


def create(operator: TestClient, ref: str) -> None:
    answer = operator.post("/api/v1/firms", json={"firm_ref": ref, "name": "縁側精工"})
    assert answer.status_code == 201, answer.text


def test_what_happens_is_told_with_where_to_read_it(operator: TestClient, api: TestClient):
    create(operator, "F900")

    (change,) = read(api)["items"]

    assert change["kind"] == "firm_published"
    assert (change["subject_kind"], change["subject_ref"]) == ("firm", "F900")
    assert api.get(change["url"]).json()["firm_ref"] == "F900"
    assert change["id"] == str(firm_id("F900"))


def test_a_withdrawn_firm_has_no_place_to_be_read_at(operator: TestClient, api: TestClient):
    create(operator, "F900")
    cursor = read(api)["next_cursor"]
    operator.delete(f"/api/v1/firms/{firm_id('F900')}")

    (change,) = read(api, since=cursor)["items"]

    assert (change["kind"], change["url"]) == ("firm_withdrawn", None)


def test_an_amended_word_is_told_to_everybody(operator: TestClient, api: TestClient):
    operator.put("/api/v1/lexicon/concepts/熱間鍛造", json={"kind": "process", "broader": ["鍛造"]})

    (change,) = read(api)["items"]

    assert (change["kind"], change["subject_ref"], change["id"]) == (
        "lexicon_amended",
        "熱間鍛造",
        None,
    )


@pytest.mark.parametrize("limit", [1, 2, 100])
def test_the_pages_show_each_change_once(operator: TestClient, api: TestClient, limit: int):
    for number in range(3):
        create(operator, f"F90{number}")

    seen: list[str] = []
    page = read(api, limit=limit, since="begin")
    while page["items"]:
        seen += [item["subject_ref"] for item in page["items"]]
        assert page["next_cursor"] == page["items"][-1]["cursor"]
        page = read(api, limit=limit, since=page["next_cursor"])

    assert seen == ["F900", "F901", "F902"]


def test_a_time_with_its_offset_is_a_place_to_begin(operator: TestClient, api: TestClient):
    create(operator, "F900")
    hour = timedelta(hours=1)

    assert len(read(api, since=(datetime.now(UTC) - hour).isoformat())["items"]) == 1
    assert read(api, since=(datetime.now(UTC) + hour).isoformat())["items"] == []


def test_a_hidden_firm_leaves_the_same_bytes(api: TestClient, application: Application):
    before = api.get(ADDRESS).content

    with application.database.begin() as work:
        work.disclosures.put_firm("F諏訪-00", Disclosure(Visibility.MEMBERS))
        work.outbox.add(Event(EventKind.FIRM_PUBLISHED, "F諏訪-00"))

    # It was there until then for those who asked; what it does from now on is not told.
    cursor = read(api)["next_cursor"]
    with application.database.begin() as work:
        work.outbox.add(Event(EventKind.FIRM_PUBLISHED, "F諏訪-00"))
    assert read(api, since=cursor) == {"items": [], "next_cursor": cursor, "has_more": False}
    assert before == api.get(ADDRESS).content
    told = api.get(ADDRESS, headers={"Authorization": f"Bearer {TOKEN}"}).json()
    assert [item["subject_ref"] for item in told["items"]] == ["F諏訪-00"] * 2


@pytest.mark.parametrize(
    ("name", "value"),
    [("since", "yesterday"), ("since", "2026-11-25"), ("limit", "0"), ("limit", "1001"), ("x", "")],
)
def test_a_parameter_that_makes_no_sense_is_named(api: TestClient, name: str, value: str):
    answer = api.get(ADDRESS, params={name: value})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == f"/{name}"


def test_a_wrong_key_is_not_taken_for_nobody(api: TestClient):
    assert api.get(ADDRESS, headers={"Authorization": "Bearer wrong"}).status_code == 401
