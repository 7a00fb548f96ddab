"""Keys over HTTP: made by a person, shown once, seen and revoked by who looks after them."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from builders_keys import BOSS, COORDINATOR, MEMBER, STRANGER, a_caller, settle
from enishi.bootstrap import Application
from enishi.domain.access import Caller, Scope
from enishi.domain.membership import Membership
from enishi.entrypoints.api.callers import caller
from entrypoints.conftest import as_operator

KEYS = "/api/v1/keys"
WANTED: dict[str, Any] = {
    "name": "基幹システムとの連携",
    "organisation_ref": "F1",
    "scopes": ["read", "write"],
}

SignIn = Callable[..., TestClient]


@pytest.fixture
def sign_in(server: FastAPI, api: TestClient, application: Application) -> Iterator[SignIn]:
    """Knocks as a person with these roles, as if they had signed in."""
    settle(application.database)

    def signed_in(*memberships: Membership) -> TestClient:
        by: Caller = a_caller(*memberships)
        server.dependency_overrides[caller] = lambda: by
        return api

    yield signed_in
    server.dependency_overrides.clear()


@pytest.fixture
def with_key(server: FastAPI, application: Application) -> Callable[[str], TestClient]:
    """Knocks with a secret."""

    def knock(secret: str) -> TestClient:
        server.dependency_overrides.clear()
        shown = {"Authorization": f"Bearer {secret}"}
        return TestClient(server, raise_server_exceptions=False, headers=shown)

    return knock


def test_a_key_is_made_shown_once_and_opens(sign_in: SignIn, with_key: Callable[..., TestClient]):
    made = sign_in(MEMBER).post(KEYS, json=WANTED)

    assert made.status_code == 201
    assert made.headers["Cache-Control"] == "no-store"
    secret, key = made.json()["secret"], made.json()["key"]
    assert secret.startswith(key["prefix"])
    assert (key["holder"], key["state"], key["scopes"]) == ("P1さん", "valid", ["read", "write"])
    listed = with_key(secret).get(KEYS)
    assert [item["key_ref"] for item in listed.json()["items"]] == [key["key_ref"]]
    assert secret not in listed.text


def test_a_turned_key_has_a_new_secret_and_the_old_one_as_long_as_was_said(
    sign_in: SignIn, with_key: Callable[..., TestClient]
):
    person = sign_in(MEMBER)
    made = person.post(KEYS, json=WANTED).json()
    address = f"{KEYS}/{made['key']['key_ref']}/rotate"

    turned = person.post(address, json={"overlap_days": 3, "days": 30})

    assert turned.status_code == 200
    assert turned.headers["Cache-Control"] == "no-store"
    assert turned.json()["key"]["former_until"] is not None
    assert turned.json()["key"]["expires_at"] < made["key"]["expires_at"]
    for secret in (made["secret"], turned.json()["secret"]):
        assert with_key(secret).get(KEYS).status_code == 200


def test_a_revoked_key_is_refused_like_any_wrong_one(
    sign_in: SignIn, with_key: Callable[..., TestClient]
):
    person = sign_in(MEMBER)
    made = person.post(KEYS, json=WANTED).json()
    assert person.delete(f"{KEYS}/{made['key']['key_ref']}").status_code == 204
    answers = []
    for secret in (made["secret"], made["secret"][:-1] + "…", "enk_wrong", "nonsense"):
        shown = secret.encode()
        answer = with_key("x").get(KEYS, headers={b"Authorization": b"Bearer " + shown})
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"] == "Bearer"
        answers.append(answer.json())

    assert all(answer == answers[0] for answer in answers)
    assert "鍵が正しくないか、期限が切れています" in answers[0]["detail"]


def test_an_administrator_lists_and_revokes_the_keys_of_the_organisation(sign_in: SignIn):
    ref = sign_in(MEMBER).post(KEYS, json=WANTED).json()["key"]["key_ref"]
    boss = sign_in(BOSS)
    address = "/api/v1/organisations/F1/keys"

    assert [item["holder"] for item in boss.get(address).json()["items"]] == ["P1さん"]
    assert boss.delete(f"{address}/{ref}").status_code == 204

    (item,) = boss.get(address).json()["items"]
    assert item["state"] == "revoked"
    assert boss.get(KEYS).json()["items"] == []


def test_others_find_no_such_key_and_may_not_list_them(sign_in: SignIn):
    ref = sign_in(MEMBER).post(KEYS, json=WANTED).json()["key"]["key_ref"]
    stranger = sign_in(STRANGER)

    missing = stranger.delete(f"{KEYS}/K0000000000000000")
    assert missing.status_code == 404
    for answer in (
        stranger.delete(f"{KEYS}/{ref}"),
        stranger.post(f"{KEYS}/{ref}/rotate", json={}),
        stranger.delete(f"/api/v1/organisations/F2/keys/{ref}"),
    ):
        assert (answer.status_code, answer.json()) == (404, missing.json())
    assert stranger.get("/api/v1/organisations/F1/keys").status_code == 403


def test_nobody_in_particular_has_no_keys(api: TestClient):
    for method, path in (
        ("GET", KEYS),
        ("POST", KEYS),
        ("DELETE", f"{KEYS}/K0"),
        ("POST", f"{KEYS}/K0/rotate"),
        ("GET", "/api/v1/organisations/F1/keys"),
        ("GET", "/api/v1/audit"),
        ("GET", "/api/v1/audit.csv"),
    ):
        body = WANTED if path == KEYS else {}
        answer = api.request(method, path, json=body)
        assert answer.status_code == 401, path


def test_a_key_makes_no_key(sign_in: SignIn, with_key: Callable[..., TestClient]):
    everything = WANTED | {"scopes": [scope.value for scope in Scope]}
    secret = sign_in(BOSS).post(KEYS, json=everything).json()["secret"]

    assert with_key(secret).post(KEYS, json=WANTED).status_code == 403


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"days": 0}, "/days"),
        ({"days": 401}, "/days"),
        ({"scopes": []}, "/scopes"),
        ({"scopes": ["fly"]}, "/scopes/0"),
        ({"scopes": ["administer"]}, "/scopes"),
        ({"region": {"clusters": ["燕三条"]}}, "/region"),
        ({"name": ""}, "/name"),
        ({"secret": "mine"}, "/secret"),
    ],
)
def test_what_a_key_cannot_be_is_told_by_its_field(
    sign_in: SignIn, change: dict[str, Any], pointer: str
):
    answer = sign_in(MEMBER).post(KEYS, json=WANTED | change)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == pointer


def test_a_chambers_key_is_narrowed_to_a_region(sign_in: SignIn):
    region = {"clusters": [], "prefectures": ["新潟県"], "municipality_codes": []}
    wanted = WANTED | {"organisation_ref": "C1", "region": region}

    assert sign_in(COORDINATOR).post(KEYS, json=wanted).json()["key"]["region"] == region


def test_the_operators_token_is_no_person_and_has_no_keys(api: TestClient):
    operator = as_operator(api)

    assert operator.get(KEYS).json()["items"] == []
    assert operator.post(KEYS, json=WANTED).status_code == 404


def test_the_log_tells_the_holder_and_a_copy_opens_in_excel(sign_in: SignIn):
    person = sign_in(MEMBER)
    ref = person.post(KEYS, json=WANTED).json()["key"]["key_ref"]
    person.delete(f"{KEYS}/{ref}")

    page = person.get("/api/v1/audit", params={"limit": 1}).json()
    rest = person.get("/api/v1/audit", params={"cursor": page["next_cursor"]}).json()
    copy = person.get("/api/v1/audit.csv")

    (newest,) = page["items"]
    assert (newest["action"], newest["action_label"]) == ("written", "変更")
    assert newest["fields"] == ["revoked_at"]
    assert (newest["subject_ref"], newest["actor"]) == (ref, "P1さん")
    assert [item["action"] for item in rest["items"]] == ["written"]
    assert copy.headers["content-type"] == "text/csv; charset=utf-8"
    assert copy.content.startswith(b"\xef\xbb\xbfposition,")
    assert copy.text.count(ref) == 2
    assert person.get("/api/v1/audit").json()["items"][0]["action"] == "exported"


@pytest.mark.parametrize("path", ["audit", "audit.csv"])
def test_somebody_elses_log_is_not_found(sign_in: SignIn, path: str):
    stranger = sign_in(STRANGER)

    answers = [stranger.get(f"/api/v1/{path}", params={"owner": ref}) for ref in ("F1", "F404")]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].json() == answers[1].json()


@pytest.mark.parametrize("cursor", ["x", "Zm9v", "LTE", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5"])
def test_a_cursor_of_no_place_is_refused(sign_in: SignIn, cursor: str):
    answer = sign_in(MEMBER).get("/api/v1/audit", params={"cursor": cursor})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/cursor"
