"""`enishi user` and `enishi chamber`."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from enishi.bootstrap import Application
from entrypoints.conftest import Ended

Enishi = Callable[..., Ended]
FIRM = "F燕三条-00"


def create(enishi: Enishi, email: str = "op@enishi.example", *more: str, role: str = "operator"):
    return enishi("user", "create", email, "--name", "佐藤 花", "--role", role, *more)


def test_the_first_operator_is_made_and_signs_in_by_the_link_that_is_printed(
    enishi: Enishi, api: TestClient, application: Application, home: Path
):
    ended = create(enishi)

    assert ended.status == 0
    address, _, token = ended.out.strip().partition("#")
    assert address == "http://127.0.0.1:8000/sign-in"
    redeemed = api.post("/api/v1/auth/links/redeem", json={"token": token})
    assert redeemed.json()["signed_in"] is True
    me = api.get("/api/v1/me").json()
    assert (me["person"]["name"], me["memberships"][0]["role"]) == ("佐藤 花", "operator")


def test_a_link_leads_to_where_the_page_is(enishi: Enishi):
    create(enishi)

    ended = enishi("user", "link", "op@enishi.example", public_url="https://enishi.example/")

    assert ended.out.startswith("https://enishi.example/sign-in#")


def test_people_are_listed_given_roles_removed_and_erased(enishi: Enishi):
    create(enishi)
    create(enishi, "boss@x.example", "--organisation", FIRM, role="firm_administrator")
    create(enishi, "staff@x.example", "--organisation", FIRM, role="firm_member")

    def roles() -> dict[str, list[str]]:
        people = json.loads(enishi("user", "list", "--json").out)
        return {item["email"]: [place["role"] for place in item["memberships"]] for item in people}

    assert roles()["boss@x.example"] == ["firm_administrator"]
    refused = enishi("user", "erase", "boss@x.example")
    assert refused.status == 1
    assert "管理者がいなくなります" in refused.err

    promoted = enishi(
        "user", "role", "staff@x.example", "firm_administrator", "--organisation", FIRM
    )
    removed = enishi("user", "remove", "boss@x.example", "--organisation", FIRM)
    assert (promoted.status, removed.status) == (0, 0)
    assert roles()["boss@x.example"] == []
    assert enishi("user", "erase", "boss@x.example").status == 0
    assert set(roles()) == {"op@enishi.example", "staff@x.example"}
    assert "企業の管理者" in enishi("user", "list").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("create", "x", "--name", "a", "--role", "operator"), "email: "),
        (("create", "a@b.example", "--name", "a", "--role", "firm_member"), "organisation: "),
        (
            (
                "create",
                "a@b.example",
                "--name",
                "a",
                "--role",
                "coordinator",
                "--organisation",
                FIRM,
            ),
            "role: ",
        ),
        (
            (
                "create",
                "a@b.example",
                "--name",
                "a",
                "--role",
                "firm_member",
                "--organisation",
                "F4",
            ),
            "その組織は見つかりません",
        ),
        (("link", "nobody@b.example"), "その人は見つかりません"),
        (("erase", "nobody@b.example"), "その人は見つかりません"),
    ],
)
def test_what_makes_no_sense_is_told_in_one_line(enishi: Enishi, words: tuple[str, ...], said: str):
    ended = enishi("user", *words)

    assert (ended.status, ended.out) == (1, "")
    (line,) = ended.err.splitlines()
    assert said in line


def test_an_address_is_registered_once(enishi: Enishi):
    create(enishi)

    assert "登録済み" in create(enishi).err


def test_a_chamber_is_added_and_listed(enishi: Enishi):
    ended = enishi(
        *("chamber", "add", "燕商工会議所", "--cluster", "燕三条", "--prefecture", "新潟県"),
        *("--municipality", "15213", "--email", "info@tsubame.example"),
    )
    ref = ended.out.strip()

    (told,) = json.loads(enishi("chamber", "list", "--json").out)

    assert (told["chamber_ref"], told["clusters"]) == (ref, ["燕三条"])
    assert f"{ref}  燕商工会議所  燕三条、新潟県、15213" in enishi("chamber", "list").out
    assert create(enishi, "co@x.example", "--organisation", ref, role="coordinator").status == 0


def test_what_the_command_line_did_is_in_the_log_under_its_name(
    enishi: Enishi, application: Application
):
    create(enishi)

    with application.database.read() as work:
        doors = {item.entry.door for item in work.audit.stream()}
    assert doors == {"cli"}


@pytest.mark.parametrize(
    ("name", "value"),
    [("public_url", "enishi.example"), ("public_url", "https://enishi.example/縁")],
)
def test_a_setting_that_makes_no_sense_is_named(enishi: Enishi, name: str, value: str):
    ended = enishi("user", "list", encoder="none", **{name: value})

    assert ended.status == 1
    assert f"ENISHI_{name.upper()}" in ended.err


def test_a_mail_server_that_makes_no_sense_is_named(enishi: Enishi):
    create(enishi)

    ended = enishi(
        "user", "link", "op@enishi.example", smtp_url="mail:hush", mail_from="x@enishi.example"
    )

    assert ended.status == 1
    assert "ENISHI_SMTP_URL" in ended.err
    assert "hush" not in ended.err
