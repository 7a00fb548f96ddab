"""Signing in as a browser does it: cookies, half sessions, and what other sites cannot do."""

import re
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pyotp
import pytest
from fastapi.testclient import TestClient

from enishi.bootstrap import Application
from enishi.domain.membership import Role
from entrypoints.api.accounts import API, Browser, register
from entrypoints.conftest import TOKEN, as_operator, with_a_fake_encoder
from fake_accounts import Postbox

SATO = "sato@tsubame.example"
PASSWORD = "四月の雨と錆びない取っ手"
FIRM = "F燕三条-00"


@pytest.fixture
def postbox(application: Application) -> Postbox:
    """Where the letters of the application go."""
    found = Postbox()
    vars(application)["mailer"] = found
    return found


@pytest.fixture
def sato(application: Application, postbox: Postbox) -> str:
    return register(application, SATO, Role.FIRM_ADMINISTRATOR, FIRM)


@pytest.fixture
def browser(api: TestClient, application: Application, sato: str) -> Browser:
    return Browser(api, application)


def cookies_of(answer: Any) -> dict[str, str]:
    lines = answer.headers.get_list("set-cookie")
    return {line.partition("=")[0]: line.partition("=")[2] for line in lines}


def test_nobody_in_particular_is_told_so(browser: Browser):
    told = browser.me()

    assert told["signed_in"] is False
    assert (told["person"], told["csrf_token"]) == (None, None)


def test_a_link_is_asked_for_and_redeemed(browser: Browser, postbox: Postbox):
    asked = browser.ask("POST", "/auth/links", {"email": SATO})
    assert (asked.status_code, asked.json()) == (202, {"status": "accepted"})

    redeemed = browser.ask("POST", "/auth/links/redeem", {"token": postbox.token})

    assert redeemed.json() == {"signed_in": True, "needs_code": False}
    told = browser.me()
    assert told["person"]["email"] == SATO
    assert told["memberships"][0]["organisation_ref"] == FIRM
    assert told["memberships"][0]["role_label"] == "企業の管理者"
    assert told["has_agreed"] is False


def test_an_unknown_address_gets_the_same_answer_and_no_letter(browser: Browser, postbox: Postbox):
    known = browser.ask("POST", "/auth/links", {"email": SATO})
    unknown = browser.ask("POST", "/auth/links", {"email": "nobody@tsubame.example"})

    assert (known.status_code, known.content) == (unknown.status_code, unknown.content)
    assert [letter.to.text for letter in postbox.letters] == [SATO]


def test_without_a_mail_server_the_answer_is_still_the_same(
    browser: Browser, application: Application
):
    del vars(application)["mailer"]

    assert browser.ask("POST", "/auth/links", {"email": SATO}).status_code == 202


def test_the_cookies_are_for_the_server_alone(browser: Browser):
    answer = browser.ask("POST", "/auth/links/redeem", {"token": browser.link(SATO)})

    cookies = cookies_of(answer)
    assert set(cookies) == {"enishi", "enishi-device"}
    for told in cookies.values():
        assert "HttpOnly" in told
        assert "SameSite=lax" in told
        assert "Path=/" in told
        assert "Domain" not in told
    assert answer.headers["Cache-Control"] == "no-store"


def test_behind_tls_the_cookies_are_kept_to_it(
    knock: Callable[[Application], TestClient], application: Application, sato: str
):
    settings = application.settings.model_copy(update={"public_url": "https://enishi.example"})
    secure = with_a_fake_encoder(Application(settings))
    browser = Browser(knock(secure), secure)
    browser.client.base_url = "https://testserver"

    cookies = cookies_of(browser.ask("POST", "/auth/links/redeem", {"token": browser.link(SATO)}))

    assert set(cookies) == {"__Host-enishi", "__Host-enishi-device"}
    assert all("Secure" in told for told in cookies.values())
    assert browser.me()["signed_in"] is True
    secure._engine.dispose()


def test_signing_out_ends_the_session_and_not_only_the_cookie(browser: Browser):
    browser.sign_in(SATO)
    stolen = browser.client.cookies["enishi"]

    assert browser.ask("DELETE", "/auth/session").status_code == 204

    assert browser.me()["signed_in"] is False
    browser.client.cookies.set("enishi", stolen)
    assert browser.me()["signed_in"] is False


def test_signing_out_everywhere_signs_out_the_other_browser(
    api: TestClient, application: Application, browser: Browser
):
    other = Browser(api, application).sign_in(SATO)
    browser.sign_in(SATO)
    assert len(browser.ask("GET", "/me/sessions").json()["items"]) == 2

    assert browser.ask("DELETE", "/auth/sessions").status_code == 204

    assert other.me()["signed_in"] is False


def test_one_session_is_ended_from_another_browser(
    api: TestClient, application: Application, browser: Browser
):
    other = Browser(api, application).sign_in(SATO)
    browser.sign_in(SATO)
    found = browser.ask("GET", "/me/sessions").json()["items"]
    assert [item["browser"] for item in found] == ["testclient"] * 2
    (theirs,) = [item for item in found if not item["is_this_one"]]

    assert browser.ask("DELETE", f"/me/sessions/{theirs['session_ref']}").status_code == 204

    assert other.me()["signed_in"] is False
    assert browser.me()["signed_in"] is True


def test_a_password_signs_in_where_it_was_set(browser: Browser):
    browser.sign_in(SATO)
    assert browser.ask("PUT", "/me/password", {"password": PASSWORD}).status_code == 204
    browser.ask("DELETE", "/auth/session")

    wrong = browser.ask(
        "POST", "/auth/password", {"email": SATO, "password": "違います違います違います"}
    )
    right = browser.ask("POST", "/auth/password", {"email": SATO, "password": PASSWORD})

    assert (wrong.status_code, right.status_code) == (401, 200)
    assert browser.me()["has_password"] is True


def test_too_many_tries_are_told_when_to_come_again(browser: Browser, application: Application):
    now = datetime.now(UTC)  # it stands: a slow machine would wait the wait away
    vars(application)["sign_in"] = replace(application.sign_in, now=lambda: now)
    body = {"email": SATO, "password": "違います違います違います"}
    answers = [browser.ask("POST", "/auth/password", body) for _ in range(6)]

    assert [answer.status_code for answer in answers] == [401] * 5 + [429]
    assert answers[-1].headers["Retry-After"] == "1"
    assert answers[-1].json()["type"] == "/problems/too-many-requests"


@pytest.mark.parametrize("password", ["short", "password12345", "sato.tsubame"])
def test_a_password_that_is_not_worth_having_is_named(browser: Browser, password: str):
    answer = browser.sign_in(SATO).ask("PUT", "/me/password", {"password": password})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/password"


def code_of(set_up: dict[str, Any], later: int = 0) -> str:
    """Return what a telephone shows, some half minutes from now."""
    totp = pyotp.parse_uri(set_up["address"])
    assert isinstance(totp, pyotp.TOTP)
    return totp.at(int(time.time()) + 30 * later)


def test_a_second_factor_is_set_up_asked_for_and_replaced_by_a_recovery_code(
    api: TestClient, application: Application, browser: Browser
):
    browser.sign_in(SATO)
    set_up = browser.ask("POST", "/me/second-factor").json()
    assert set_up["picture"].startswith("<svg")
    first = code_of(set_up)
    confirmed = browser.ask("PUT", "/me/second-factor", {"code": first})
    recovery = confirmed.json()["recovery_codes"]
    assert len(recovery) == 10

    half = Browser(api, application)
    begun = half.ask("POST", "/auth/links/redeem", {"token": half.link(SATO)})
    assert begun.json() == {"signed_in": False, "needs_code": True}
    assert "enishi-device" not in half.client.cookies
    told = half.me()
    assert (told["signed_in"], told["needs_code"], told["person"]) == (False, True, None)
    for path in ("/me/sessions", "/me/export", f"/organisations/{FIRM}/people"):
        assert half.ask("GET", path).status_code == 401
    assert half.ask("POST", "/auth/second-factor", {"code": first}).status_code == 401
    assert half.ask("POST", "/auth/second-factor", {"code": code_of(set_up, 1)}).is_success
    assert half.me()["signed_in"] is True

    lost = Browser(api, application)
    lost.ask("POST", "/auth/links/redeem", {"token": lost.link(SATO)})
    assert lost.ask("POST", "/auth/second-factor", {"code": recovery[0]}).is_success
    assert lost.me()["recovery_codes_left"] == 9
    assert lost.ask("DELETE", "/me/second-factor").status_code == 204


def test_a_code_without_a_sign_in_that_waits_for_it_is_refused(browser: Browser):
    assert browser.ask("POST", "/auth/second-factor", {"code": "123456"}).status_code == 401
    browser.sign_in(SATO)
    assert browser.ask("POST", "/auth/second-factor", {"code": "123456"}).status_code == 401


def test_a_write_by_cookie_shows_the_csrf_token(browser: Browser):
    browser.sign_in(SATO)
    right, browser.csrf = browser.csrf, None
    for wrong in (None, "", "x" * 64, "é"):
        browser.csrf = wrong
        answer = browser.client.patch(
            f"{API}/me",
            json={"name": "誰か"},
            headers={} if wrong is None else {"X-Enishi-CSRF": wrong.encode("latin-1")},
        )
        assert answer.status_code == 403, wrong
        assert answer.headers["content-type"] == "application/problem+json"
    browser.csrf = right
    assert browser.ask("PATCH", "/me", {"name": "佐藤 花"}).json()["name"] == "佐藤 花"


def test_another_sessions_csrf_token_is_as_good_as_none(
    api: TestClient, application: Application, browser: Browser
):
    other = Browser(api, application).sign_in(SATO)
    browser.sign_in(SATO)
    browser.csrf = other.csrf

    assert browser.ask("PATCH", "/me", {"name": "誰か"}).status_code == 403


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://testserver.evil.example", "http://["]
)
def test_a_write_from_another_site_is_refused(browser: Browser, origin: str):
    browser.sign_in(SATO)

    for method, path, body in (
        ("PATCH", "/me", {"name": "誰か"}),
        ("POST", "/auth/links/redeem", {"token": browser.link(SATO)}),
        ("DELETE", "/auth/session", None),
    ):
        assert browser.ask(method, path, body, origin=origin).status_code == 403
    assert browser.ask("PATCH", "/me", {"name": "x"}, origin="http://testserver").is_success


def test_a_read_by_cookie_needs_nothing_beside_it(browser: Browser):
    browser.sign_in(SATO).csrf = None

    assert browser.ask("GET", "/me/sessions").status_code == 200


def test_a_key_counts_before_a_cookie(browser: Browser):
    browser.sign_in(SATO).csrf = None

    told = browser.ask("GET", "/me", Authorization=f"Bearer {TOKEN}").json()
    assert (told["signed_in"], told["person"], told["csrf_token"]) == (True, None, None)
    assert browser.ask("GET", "/me", Authorization="Bearer wrong").status_code == 401


def test_a_stale_cookie_is_as_good_as_none(browser: Browser):
    browser.client.cookies.set("enishi", "made-up")

    assert browser.me()["signed_in"] is False
    assert browser.ask("GET", "/chambers").status_code == 200


def test_the_terms_are_agreed_to_once(browser: Browser):
    version = browser.sign_in(SATO).me()["terms_version"]

    answers = [browser.ask("POST", "/me/consents", {"terms_version": version}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert browser.me()["has_agreed"] is True
    assert browser.ask("POST", "/me/consents", {"terms_version": "1999"}).status_code == 409


def test_ones_data_is_exported_as_a_file(browser: Browser, sato: str):
    answer = browser.sign_in(SATO).ask("GET", "/me/export")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="enishi-me.json"'
    assert answer.json()["person"]["person_ref"] == sato


def test_an_account_is_erased_once_somebody_else_looks_after_the_firm(
    application: Application, browser: Browser
):
    browser.sign_in(SATO)
    refused = browser.ask("DELETE", "/me")
    assert refused.status_code == 409
    assert "燕三条冷間鍛造工業" in refused.json()["detail"]
    register(application, "next@tsubame.example", Role.FIRM_ADMINISTRATOR, FIRM)

    assert browser.ask("DELETE", "/me").status_code == 204

    assert browser.me()["signed_in"] is False
    assert browser.ask("POST", "/auth/links", {"email": SATO}).status_code == 202


def test_the_token_of_the_settings_has_no_account_to_change(api: TestClient):
    operator = as_operator(api)

    for method, path, body in (
        ("PATCH", "/me", {"name": "x"}),
        ("DELETE", "/me", None),
        ("PUT", "/me/password", {"password": PASSWORD}),
        ("GET", "/me/export", None),
    ):
        assert operator.request(method, f"{API}{path}", json=body).status_code == 403


def test_no_token_and_no_password_is_ever_answered(browser: Browser, sato: str):
    browser.sign_in(SATO)
    token = browser.client.cookies["enishi"]
    texts = [
        browser.ask("GET", path).text
        for path in ("/me", "/me/sessions", "/me/export", f"/organisations/{FIRM}/people")
    ]

    assert not any(token in text for text in texts)
    assert not re.search(r"[0-9a-f]{64}", "".join(texts[1:]))  # nor a hash
