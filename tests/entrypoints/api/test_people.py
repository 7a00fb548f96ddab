"""The people of an organisation and the chambers, as browsers and keys meet them."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from enishi.bootstrap import Application
from enishi.domain.membership import Role
from entrypoints.api.accounts import API, Browser, register
from fake_accounts import Postbox

FIRM, OTHER = "F燕三条-00", "F諏訪-00"
CHAMBER = {"name": "燕商工会議所", "clusters": ["燕三条"], "phone": "0256-00-0000"}


@pytest.fixture
def postbox(application: Application) -> Postbox:
    found = Postbox()
    vars(application)["mailer"] = found
    return found


@pytest.fixture
def boss(api: TestClient, application: Application, postbox: Postbox) -> Browser:
    """The administrator of a firm, signed in."""
    register(application, "boss@tsubame.example", Role.FIRM_ADMINISTRATOR, FIRM)
    return Browser(api, application).sign_in("boss@tsubame.example")


def invite(browser: Browser, email: str = "new@tsubame.example", **known: Any) -> Any:
    body = {"email": email, "role": "firm_member"} | known
    return browser.ask("POST", f"/organisations/{FIRM}/people", body)


def roster(browser: Browser, organisation: str = FIRM) -> Any:
    return browser.ask("GET", f"/organisations/{organisation}/people")


def test_somebody_is_invited_joins_and_is_promoted(
    api: TestClient, application: Application, boss: Browser, postbox: Postbox
):
    invited = invite(boss)
    assert invited.status_code == 201
    assert invited.json()["role_label"] == "企業の担当者"
    assert [item["email"] for item in roster(boss).json()["invitations"]] == ["new@tsubame.example"]

    new = Browser(api, application)
    body = {"token": postbox.token, "name": "新人", "language": "en"}
    assert new.ask("POST", "/invitations/redeem", body).json()["signed_in"] is True
    person = new.me()["person"]
    assert (person["name"], person["language"]) == ("新人", "en")
    assert invite(new).status_code == 403
    changed = boss.ask(
        "PATCH",
        f"/organisations/{FIRM}/people/{person['person_ref']}",
        {"role": "firm_administrator"},
    )

    assert changed.json()["role"] == "firm_administrator"
    assert invite(new, "third@tsubame.example").status_code == 201
    told = roster(new).json()
    assert {item["name"] for item in told["items"]} == {"boss", "新人"}
    assert told["organisation_name"] == "燕三条冷間鍛造工業"


def test_an_invitation_is_withdrawn(
    api: TestClient, application: Application, boss: Browser, postbox: Postbox
):
    ref = invite(boss).json()["invitation_ref"]
    address = f"/organisations/{FIRM}/invitations/{ref}"

    assert boss.ask("DELETE", address).status_code == 204
    assert boss.ask("DELETE", address).status_code == 404
    answer = Browser(api, application).ask(
        "POST", "/invitations/redeem", {"token": postbox.token, "name": "x"}
    )
    assert answer.status_code == 401


def test_without_a_mail_server_an_invitation_is_refused_in_words(
    api: TestClient, application: Application
):
    register(application, "boss@tsubame.example", Role.FIRM_ADMINISTRATOR, FIRM)
    boss = Browser(api, application).sign_in("boss@tsubame.example")

    answer = invite(boss)

    assert answer.status_code == 503
    assert "ENISHI_SMTP_URL" in answer.json()["detail"]
    assert roster(boss).json()["invitations"] == []


def test_anothers_people_are_refused_byte_for_byte_like_those_of_nobody(boss: Browser):
    theirs, nobodys = roster(boss, OTHER), roster(boss, "F404")

    assert theirs.status_code == nobodys.status_code == 404
    assert theirs.content == nobodys.content


def test_who_is_not_signed_in_is_told_to_sign_in(api: TestClient, application: Application):
    for answer in (
        roster(Browser(api, application)),
        invite(Browser(api, application)),
    ):
        assert answer.status_code == 401


def test_somebody_leaves_a_firm_and_keeps_the_account(
    api: TestClient, application: Application, boss: Browser
):
    ref = register(application, "member@tsubame.example", Role.FIRM_MEMBER, FIRM)
    member = Browser(api, application).sign_in("member@tsubame.example")

    assert member.ask("DELETE", f"/organisations/{FIRM}/people/{ref}").status_code == 204

    told = member.me()
    assert (told["signed_in"], told["memberships"]) == (True, [])
    assert roster(member).status_code == 404
    assert member.ask("DELETE", "/me").status_code == 204


def test_the_last_administrator_is_told_to_find_a_successor(boss: Browser):
    ref = boss.me()["person"]["person_ref"]
    address = f"/organisations/{FIRM}/people/{ref}"

    for answer in (
        boss.ask("DELETE", address),
        boss.ask("PATCH", address, {"role": "firm_member"}),
    ):
        assert answer.status_code == 409
        assert "管理者" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("change", "field"),
    [({"email": "x"}, "email"), ({"role": "king"}, "role"), ({"role": "operator"}, "role")],
)
def test_an_invitation_that_makes_no_sense_is_named(
    boss: Browser, change: dict[str, str], field: str
):
    answer = invite(boss, **change)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == f"/{field}"


def test_a_chamber_is_added_changed_and_removed_by_the_operator(operator: TestClient):
    created = operator.post(f"{API}/chambers", json=CHAMBER)
    assert created.status_code == 201
    address = created.headers["Location"]
    assert operator.get(address).json() == created.json()
    assert created.json() | CHAMBER == created.json()

    changed = operator.patch(address, json={"fax": "0256-00-0001"}, headers={"If-Match": '"1"'})
    stale = operator.patch(address, json={"fax": None}, headers={"If-Match": '"1"'})

    assert changed.json()["fax"] == "0256-00-0001"
    assert changed.json()["phone"] == CHAMBER["phone"]
    assert (stale.status_code, stale.json()["current"]) == (412, 2)
    assert operator.delete(address).status_code == 204
    assert operator.get(address).status_code == 404


def test_anybody_reads_the_chambers_and_nobody_else_writes_them(
    operator: TestClient, api: TestClient, boss: Browser
):
    ref = operator.post(f"{API}/chambers", json=CHAMBER).json()["chamber_ref"]

    assert [item["chamber_ref"] for item in api.get(f"{API}/chambers").json()["items"]] == [ref]
    for method, path, body in (
        ("POST", "/chambers", CHAMBER),
        ("PATCH", f"/chambers/{ref}", {"phone": "1"}),
        ("DELETE", f"/chambers/{ref}", None),
    ):
        assert api.request(method, f"{API}{path}", json=body).status_code == 401
        assert boss.ask(method, path, body).status_code == 403


def test_a_chambers_administrator_invites_into_the_firms_of_its_region(
    api: TestClient, application: Application, operator: TestClient, postbox: Postbox
):
    ref = operator.post(f"{API}/chambers", json=CHAMBER).json()["chamber_ref"]
    register(application, "clerk@tsubame.example", Role.CHAMBER_ADMINISTRATOR, ref)
    clerk = Browser(api, application).sign_in("clerk@tsubame.example")

    assert invite(clerk).status_code == 201
    body = {"email": "new@suwa.example", "role": "firm_member"}
    assert clerk.ask("POST", f"/organisations/{OTHER}/people", body).status_code == 404
    assert clerk.ask("PATCH", f"/chambers/{ref}", {"phone": "1"}).json()["phone"] == "1"
    assert clerk.ask("PATCH", f"/chambers/{ref}", {"clusters": ["諏訪"]}).status_code == 403


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"name": " "}, "/name"),
        ({"municipality_codes": ["1"]}, "/municipality_code"),
        ({"email": "x"}, "/email"),
        ({"region": []}, "/region"),
    ],
)
def test_a_chamber_that_makes_no_sense_is_named(
    operator: TestClient, change: dict[str, Any], pointer: str
):
    answer = operator.post(f"{API}/chambers", json=CHAMBER | change)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == pointer
