"""Finding one's own needs and other firms by name, without learning what is kept back."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from enishi.bootstrap import Application
from enishi.domain.membership import Role
from entrypoints.api.accounts import Browser, register

FIRM = "F燕三条-00"


@pytest.fixture
def member(api: TestClient, application: Application) -> Browser:
    """Somebody of a firm, signed in."""
    register(application, "own@tsubame.example", Role.FIRM_MEMBER, FIRM)
    return Browser(api, application).sign_in("own@tsubame.example")


def titles(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [item["title"] for item in answer.json()["items"]]


def test_a_firm_lists_its_needs_and_to_others_the_anonymous_ones_are_nobodys(
    api: TestClient, member: Browser
):
    posted = {"firm_ref": FIRM, "kind": "sourcing"}
    kept_back = {"disclosure": {"fields": {"firm_ref": "coordinators"}}}
    for body in (
        posted | {"title": "名前を出した探しもの"},
        posted | {"title": "名前を伏せた探しもの"} | kept_back,
    ):
        assert member.ask("POST", "/needs", body).status_code == 201

    address = f"/needs?firm_ref={FIRM}"

    own = titles(member.ask("GET", address))
    assert {"名前を出した探しもの", "名前を伏せた探しもの"} <= set(own)
    others = titles(api.get(f"/api/v1{address}"))
    assert "名前を出した探しもの" in others
    assert "名前を伏せた探しもの" not in others


def test_firms_are_found_by_name_unless_they_are_not_listed(api: TestClient, member: Browser):
    (firm,) = api.get("/api/v1/firms", params={"name": FIRM}).json()["items"]
    piece = {"name": firm["name"][1:4]}
    assert FIRM in [
        item["firm_ref"] for item in api.get("/api/v1/firms", params=piece).json()["items"]
    ]

    hidden = {"listing": "coordinators", "fields": {}, "hide_from": []}
    assert member.ask("PUT", f"/firms/{firm['id']}/disclosure", hidden).status_code == 200

    assert api.get("/api/v1/firms", params={"name": FIRM}).json()["items"] == []
