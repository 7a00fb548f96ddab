"""What is sent twice under one Idempotency-Key is done once."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from builders_keys import MEMBER, STRANGER, a_caller, settle
from enishi.bootstrap import Application
from enishi.domain.access import LOCAL_OPERATOR, Caller
from enishi.domain.errors import BusyError
from enishi.domain.firm import firm_id
from enishi.entrypoints.api.callers import caller
from enishi.services.firms import FirmService
from enishi.services.replays import ReplayService

FORGER = f"/api/v1/firms/{firm_id('F燕三条-00')}"
SAID = {
    "question": "ステンレス",
    "purpose": "sourcing",
    "firm_ref": "F燕三条-04",
    "verdict": "right",
    "index_version": "i1",
    "model_version": "m1",
    "ranker_version": "r1",
}
CREATING: list[tuple[str, dict[str, Any]]] = [
    ("/api/v1/firms", {"name": "新しい製作所", "capabilities": [{"title": "鍛造"}]}),
    ("/api/v1/needs", {"title": "取っ手", "kind": "sourcing"}),
    ("/api/v1/clusters", {"name": "関"}),
    (f"{FORGER}/capabilities", {"title": "へら絞り"}),
    ("/api/v1/corrections", SAID),
]
ONE = {"Idempotency-Key": "4f1c7a52"}


@pytest.fixture
def acting(server: FastAPI) -> Iterator[Callable[[Caller], None]]:
    """Chooses who calls."""

    def choose(by: Caller) -> None:
        server.dependency_overrides[caller] = lambda: by

    yield choose
    server.dependency_overrides.clear()


def counts(application: Application) -> tuple[int, ...]:
    with application.database.read() as work:
        return (
            work.firms.count(),
            work.needs.count(),
            len(work.clusters.all()),
            sum(len(stored.record.capabilities) for stored in work.firms.stream()),
            len(list(work.corrections.stream())),
        )


@pytest.mark.parametrize(("address", "body"), CREATING)
def test_the_first_answer_comes_again_and_nothing_is_created_twice(
    operator: TestClient, application: Application, address: str, body: dict[str, Any]
):
    first = operator.post(address, json=body, headers=ONE)
    assert first.status_code == 201
    assert "Idempotency-Replayed" not in first.headers
    made = counts(application)

    again = operator.post(address, json=body, headers=ONE)

    assert again.status_code == 201
    assert again.headers["Idempotency-Replayed"] == "true"
    assert again.content == first.content
    for name in ("Location", "ETag", "Content-Type"):
        assert again.headers.get(name) == first.headers.get(name)
    assert counts(application) == made


@pytest.mark.parametrize(("address", "body"), CREATING)
def test_with_a_key_the_answer_is_the_same_as_without(
    operator: TestClient, address: str, body: dict[str, Any]
):
    field = {"/api/v1/clusters": "name"}.get(address)
    other = body | {field: "別の産地"} if field else body

    plain = operator.post(address, json=other)
    keyed = operator.post(address, json=body, headers=ONE)

    assert keyed.json().keys() == plain.json().keys()
    assert ("ETag" in keyed.headers) == ("ETag" in plain.headers)
    assert ("Location" in keyed.headers) == ("Location" in plain.headers)


def test_the_same_body_spelt_otherwise_is_the_same_request(operator: TestClient):
    headers = ONE | {"Content-Type": "application/json"}
    first = operator.post(
        "/api/v1/needs", content='{"title": "取っ手", "kind": "sourcing"}', headers=headers
    )
    again = operator.post(
        "/api/v1/needs", content='{"kind":"sourcing","title":"取っ手"}', headers=headers
    )

    assert again.content == first.content


def test_another_body_under_the_same_key_is_told(operator: TestClient, application: Application):
    operator.post("/api/v1/needs", json={"title": "取っ手", "kind": "sourcing"}, headers=ONE)
    made = counts(application)

    answer = operator.post("/api/v1/needs", json={"title": "鍋", "kind": "sourcing"}, headers=ONE)

    assert answer.status_code == 422
    assert answer.json()["type"] == "/problems/idempotency-conflict"
    assert counts(application) == made


def test_a_key_stands_for_one_operation_at_one_address(operator: TestClient):
    other = f"/api/v1/firms/{firm_id('F燕三条-01')}/capabilities"
    first = operator.post(f"{FORGER}/capabilities", json={"title": "へら絞り"}, headers=ONE)

    second = operator.post(other, json={"title": "へら絞り"}, headers=ONE)

    assert (first.status_code, second.status_code) == (201, 201)
    assert "Idempotency-Replayed" not in second.headers


def test_a_key_stands_for_one_caller(
    api: TestClient, application: Application, acting: Callable[[Caller], None]
):
    settle(application.database)
    answers = []
    for by in (a_caller(MEMBER), a_caller(STRANGER), LOCAL_OPERATOR):
        acting(by)
        answers.append(api.post("/api/v1/corrections", json=SAID, headers=ONE))

    assert len({answer.json()["correction_ref"] for answer in answers}) == 3


def test_a_refused_request_is_mended_under_the_same_key(operator: TestClient):
    taken = {"title": "取っ手", "kind": "sourcing", "need_ref": "N001"}
    assert operator.post("/api/v1/needs", json=taken, headers=ONE).status_code == 409

    mended = operator.post("/api/v1/needs", json=taken | {"need_ref": "新"}, headers=ONE)

    assert mended.status_code == 201


@pytest.mark.parametrize("body", [b'{"name": "\\ud800"}', b'{"name": "x", "latitude": NaN}'])
def test_what_no_text_or_number_may_be_is_refused_under_a_key_as_without(
    operator: TestClient, body: bytes
):
    headers = ONE | {"Content-Type": "application/json"}

    assert operator.post("/api/v1/firms", content=body, headers=headers).status_code == 422
    assert operator.post("/api/v1/firms", json={"name": "新"}, headers=headers).status_code == 201


def test_a_body_that_is_not_understood_uses_no_key_up(operator: TestClient):
    assert operator.post("/api/v1/needs", json={"title": 3}, headers=ONE).status_code == 422

    body = {"title": "取っ手", "kind": "sourcing"}
    assert operator.post("/api/v1/needs", json=body, headers=ONE).status_code == 201


def test_while_the_first_request_runs_the_second_is_told_so(
    operator: TestClient, monkeypatch: pytest.MonkeyPatch
):
    publish = FirmService.publish
    heard = []

    def slow(self: FirmService, *args: Any, **known: Any) -> Any:
        if not heard:
            heard.append(operator.post("/api/v1/firms", json={"name": "新"}, headers=ONE))
        return publish(self, *args, **known)

    monkeypatch.setattr(FirmService, "publish", slow)

    assert operator.post("/api/v1/firms", json={"name": "新"}, headers=ONE).status_code == 201
    assert heard[0].status_code == 409
    assert "いま処理しています" in heard[0].json()["detail"]


def test_a_mistake_of_our_own_leaves_the_reservation_to_lapse(
    operator: TestClient, monkeypatch: pytest.MonkeyPatch
):
    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("after the commit, for all anybody knows")

    with monkeypatch.context() as broken:
        broken.setattr(FirmService, "publish", fail)
        assert operator.post("/api/v1/firms", json={"name": "新"}, headers=ONE).status_code == 500

    assert operator.post("/api/v1/firms", json={"name": "新"}, headers=ONE).status_code == 409


def test_an_answer_that_could_not_be_kept_is_given_all_the_same(
    operator: TestClient, monkeypatch: pytest.MonkeyPatch
):
    def busy(*_: Any) -> None:
        raise BusyError("混み合っています")

    monkeypatch.setattr(ReplayService, "complete", busy)

    assert operator.post("/api/v1/firms", json={"name": "新"}, headers=ONE).status_code == 201


def test_a_secret_is_not_shown_a_second_time_and_kept_nowhere(
    api: TestClient, application: Application, acting: Callable[[Caller], None]
):
    settle(application.database)
    acting(a_caller(MEMBER))
    wanted = {"name": "連携", "organisation_ref": "F1", "scopes": ["read"]}
    first = api.post("/api/v1/keys", json=wanted, headers=ONE)

    again = api.post("/api/v1/keys", json=wanted, headers=ONE)

    assert (first.status_code, again.status_code) == (201, 409)
    assert "一度しか" in again.json()["detail"]
    assert len(api.get("/api/v1/keys").json()["items"]) == 1
    secret = first.json()["secret"].encode()
    files = application.settings.data_folder.glob("enishi.sqlite*")
    assert not any(secret in file.read_bytes() for file in files)


@pytest.mark.parametrize("key", [" ", "x" * 201])
def test_a_key_that_is_none_is_refused(operator: TestClient, key: str):
    answer = operator.post("/api/v1/firms", json={"name": "新"}, headers={"Idempotency-Key": key})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/Idempotency-Key"


def test_every_creating_post_offers_the_key(server: FastAPI):
    definition = server.openapi()
    offering = {
        operation["operationId"]
        for operations in definition["paths"].values()
        for operation in operations.values()
        if any(item["name"] == "idempotency-key" for item in operation.get("parameters", ()))
    }

    assert offering == {
        *("createFirm", "createCapability", "createNeed", "createCluster"),
        *("createCorrection", "createKey"),
        *("createCase", "takeAlternative", "postCaseNeed"),
    }
