"""To a provider that is really there and back, as a browser goes."""

from collections.abc import Callable, Iterator
from urllib.parse import unquote

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from structlog.testing import capture_logs

from enishi.bootstrap import Application
from enishi.domain.membership import Role
from entrypoints.api.accounts import API, Browser, register
from entrypoints.conftest import with_a_fake_encoder
from issuer import CLIENT, SATO, SECRET, Issuer, an_issuer

FIRM = "F燕三条-00"
REFUSED = "/sign-in?refused=oidc"


@pytest.fixture
def issuer(monkeypatch: pytest.MonkeyPatch) -> Iterator[Issuer]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with an_issuer() as found:
        yield found


def joined(application: Application, issuer: Issuer, **settings: str) -> Application:
    """The application with the provider in its settings."""
    told = {
        "oidc_issuer": issuer.url,
        "oidc_client_id": CLIENT,
        "oidc_client_secret": SECRET,
        "oidc_name": "県庁のアカウント",
    }
    known = application.settings.model_dump(exclude_none=True) | told | settings
    return with_a_fake_encoder(Application(type(application.settings)(_env_file=None, **known)))


@pytest.fixture
def browser(
    knock: Callable[[Application], TestClient], application: Application, issuer: Issuer
) -> Iterator[Browser]:
    register(application, SATO, Role.FIRM_ADMINISTRATOR, FIRM)
    found = joined(application, issuer)
    yield Browser(knock(found), found)
    found._engine.dispose()


def get(browser: Browser, path: str, **asked: str) -> Response:
    """Go to an address, and no further."""
    return browser.client.get(f"{API}{path}", params=asked, follow_redirects=False)


def leave(browser: Browser, issuer: Issuer, **asked: str) -> dict[str, str]:
    """Go to the provider, sign in there, and return what one is sent back with."""
    gone = get(browser, "/auth/oidc", **asked)
    assert gone.status_code == 302, gone.text
    return issuer.sign_in(gone.headers["location"])


def come_back(browser: Browser, issuer: Issuer) -> str:
    """Sign in by the provider and return where one ends."""
    back = leave(browser, issuer, next="/needs")
    return get(browser, "/auth/oidc/return", **back).headers["location"]


def test_a_browser_goes_there_and_comes_back_to_its_page_signed_in(
    browser: Browser, issuer: Issuer
):
    back = leave(browser, issuer, next="/search?q=%E5%88%87%E5%89%8A#3")

    answer = get(browser, "/auth/oidc/return", **back)

    assert (answer.status_code, answer.headers["location"]) == (
        302,
        "/search?q=%E5%88%87%E5%89%8A#3",
    )
    assert answer.headers["cache-control"] == "no-store"
    assert browser.me()["person"]["email"] == SATO
    assert "enishi-oidc" not in browser.client.cookies


def test_the_page_is_told_what_its_button_says(browser: Browser):
    assert browser.me()["oidc_name"] == "県庁のアカウント"


def test_without_a_provider_there_is_no_button_and_no_way(api: TestClient):
    assert api.get(f"{API}/me").json()["oidc_name"] is None
    assert api.get(f"{API}/auth/oidc").status_code == 404


def test_what_the_browser_keeps_meanwhile_is_for_the_server_alone_and_for_a_while(
    browser: Browser,
):
    gone = get(browser, "/auth/oidc")

    (cookie,) = gone.headers.get_list("set-cookie")
    assert cookie.startswith("enishi-oidc=")
    for part in ("HttpOnly", "SameSite=lax", "Path=/", "Max-Age=900"):
        assert part in cookie
    secret = browser.client.cookies["enishi-oidc"].partition(".")[0]
    assert secret not in unquote(gone.headers["location"])


@pytest.mark.parametrize(
    "path", ["https://evil.example/", "//evil.example", "/\\evil.example", "/\t/evil.example"]
)
def test_nobody_is_sent_on_to_another_site(browser: Browser, path: str):
    answer = get(browser, "/auth/oidc", next=path)

    assert answer.status_code == 422
    assert "location" not in answer.headers


def test_a_page_that_somebody_writes_into_the_cookie_is_not_gone_to(
    browser: Browser, issuer: Issuer
):
    back = leave(browser, issuer)
    kept = browser.client.cookies["enishi-oidc"]
    browser.client.cookies.clear()
    for page in ("%2Fneeds", "%2F%2Fevil.example"):
        forged = kept.rpartition(".")[0] + "." + page
        browser.client.cookies.set("enishi-oidc", forged)

        assert get(browser, "/auth/oidc/return", **back).headers["location"] == REFUSED


def test_a_return_is_good_once(browser: Browser, issuer: Issuer):
    back = leave(browser, issuer)
    kept = browser.client.cookies["enishi-oidc"]
    assert get(browser, "/auth/oidc/return", **back).headers["location"] == "/"
    browser.ask("DELETE", "/auth/session")
    browser.client.cookies.clear()

    assert get(browser, "/auth/oidc/return", **back).headers["location"] == REFUSED
    browser.client.cookies.set("enishi-oidc", kept)  # who copied the cookie gains nothing
    assert get(browser, "/auth/oidc/return", **back).headers["location"] == REFUSED
    assert browser.me()["signed_in"] is False


def test_a_return_that_somebody_else_began_signs_nobody_in(browser: Browser, issuer: Issuer):
    attacker = Browser(browser.client, browser.application)
    back = leave(attacker, issuer)
    get(browser, "/auth/oidc")

    assert get(browser, "/auth/oidc/return", **back).headers["location"] == REFUSED
    assert browser.me()["signed_in"] is False


@pytest.mark.parametrize(
    "cookie", ["", "x", "..", "a.b.c", "s" * 43 + ".9" * 30, "s" * 43 + ".1.%2F", "é.1.%2F"]
)
def test_a_cookie_that_was_never_given_is_refused(browser: Browser, cookie: str):
    answer = browser.client.get(
        f"{API}/auth/oidc/return",
        params={"state": "x", "code": "y"},
        headers={"Cookie": f"enishi-oidc={cookie}".encode("latin-1")},
        follow_redirects=False,
    )

    assert (answer.status_code, answer.headers["location"]) == (302, REFUSED)


def test_who_changes_their_mind_there_ends_at_the_other_ways_in(browser: Browser, issuer: Issuer):
    state = leave(browser, issuer)["state"]

    answer = get(browser, "/auth/oidc/return", error="access_denied", state=state)

    assert answer.headers["location"] == REFUSED
    assert "enishi-oidc" not in browser.client.cookies


def test_a_refusal_tells_the_browser_nothing_and_the_log_why(browser: Browser, issuer: Issuer):
    told = []
    for trouble in ({"nonce": "another"}, {"email": "nobody@tsubame.example"}, {"aud": "x"}):
        issuer.claims = trouble
        back = leave(browser, issuer)
        with capture_logs() as logs:
            answer = get(browser, "/auth/oidc/return", **back)
        told.append((answer.status_code, answer.headers["location"], answer.text))
        (reason,) = [entry["reason"] for entry in logs if "reason" in entry]
        assert "@" not in reason

    assert set(told) == {(302, REFUSED, "")}
    assert browser.me()["signed_in"] is False


def test_a_provider_that_is_down_leaves_the_other_ways_in(browser: Browser, issuer: Issuer):
    back = leave(browser, issuer)
    issuer.status = 503

    assert get(browser, "/auth/oidc/return", **back).headers["location"] == REFUSED
    issuer.status = 200
    assert come_back(browser, issuer) == "/needs"


def test_a_provider_that_never_answered_leaves_the_other_ways_in(
    knock: Callable[[Application], TestClient], application: Application, issuer: Issuer
):
    issuer.status = 503
    found = joined(application, issuer)
    browser = Browser(knock(found), found)

    assert get(browser, "/auth/oidc").headers["location"] == REFUSED
    found._engine.dispose()


def test_behind_tls_the_cookie_is_kept_to_it_and_the_way_back_is_public(
    knock: Callable[[Application], TestClient], application: Application, issuer: Issuer
):
    found = joined(application, issuer, public_url="https://enishi.example")
    browser = Browser(knock(found), found)

    gone = get(browser, "/auth/oidc")

    (cookie,) = gone.headers.get_list("set-cookie")
    assert cookie.startswith("__Host-enishi-oidc=")
    assert "Secure" in cookie
    assert (
        "redirect_uri=https%3A%2F%2Fenishi.example%2Fapi%2Fv1%2Fauth%2Foidc%2Freturn"
        in (gone.headers["location"])
    )
    found._engine.dispose()
