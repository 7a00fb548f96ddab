from datetime import UTC, datetime, timedelta
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.domain.email_address import EmailAddress
from enishi.domain.errors import InvalidValueError
from enishi.domain.federation import AuthenticationRequest, FederatedIdentity, is_safe_to_ask

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
SECRET = "s" * 43
SATO = EmailAddress("sato@tsubame.example")


def a_request(next_path: str = "/", begun_at: datetime = NOW) -> AuthenticationRequest:
    return AuthenticationRequest(SECRET, begun_at, next_path)


@pytest.mark.parametrize("path", ["/", "/needs", "/search?q=%E5%88%87&x=1#end", "/a//b", "/[x]"])
def test_a_sign_in_may_end_at_any_page_of_this_site(path: str):
    assert a_request(path).next_path == path


@pytest.mark.parametrize(
    "path",
    [
        "",
        "needs",
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "\t//evil.example",
        "/\n/evil.example",
        "/needs\r\nSet-Cookie: x=y",
        "/a b",
        "/切削",
        "javascript:alert(1)",
        "/" + "x" * 1_000,
    ],
)
def test_a_sign_in_may_end_nowhere_else(path: str):
    with pytest.raises(InvalidValueError) as refusal:
        a_request(path)

    assert refusal.value.field == "next"


@given(path=st.text(st.sampled_from("/\\.:@?#\t\n evil")).map(lambda rest: "/" + rest))
def test_whatever_is_accepted_leads_to_this_site(path: str):
    try:
        accepted = a_request(path).next_path
    except InvalidValueError:
        return

    assert urlsplit(urljoin("https://enishi.example/auth", accepted)).netloc == "enishi.example"


def test_a_secret_that_could_be_guessed_is_refused():
    with pytest.raises(InvalidValueError):
        AuthenticationRequest("short", NOW)


def test_what_goes_out_differs_by_purpose_and_comes_from_the_secret():
    request, twin = a_request(), a_request()
    told = {request.state, request.nonce, request.code_verifier, request.secret}

    assert len(told) == 4
    assert (request.state, request.nonce) == (twin.state, twin.nonce)
    assert AuthenticationRequest("t" * 43, NOW).state != request.state


def test_neither_the_time_nor_the_page_can_be_changed_on_the_way():
    state = a_request("/needs").state

    assert a_request("/needs").is_answered_by(state)
    assert not a_request("/firms").is_answered_by(state)
    assert not a_request("/needs", NOW + timedelta(seconds=1)).is_answered_by(state)
    assert not a_request("/needs").is_answered_by("縁\udce9")


def test_a_request_lasts_a_quarter_of_an_hour():
    assert not a_request().is_over(NOW + timedelta(minutes=14, seconds=59))
    assert a_request().is_over(NOW + timedelta(minutes=15))
    assert a_request().is_over(NOW - timedelta(seconds=1))


@pytest.mark.parametrize(
    ("told", "counted"),
    [
        (NOW - timedelta(minutes=3), NOW - timedelta(minutes=3)),
        (NOW + timedelta(minutes=3), NOW),  # a clock that runs fast
        (NOW - timedelta(hours=8), NOW - timedelta(minutes=15)),
        (None, NOW - timedelta(minutes=15)),
    ],
)
def test_a_sign_in_is_as_fresh_as_the_provider_says(told: datetime | None, counted: datetime):
    assert FederatedIdentity(SATO, True, told).shown_at(NOW) == counted


@pytest.mark.parametrize(
    ("url", "is_safe"),
    [
        ("https://accounts.example/realms/x", True),
        ("http://127.0.0.1:8080", True),
        ("http://localhost:8080/realm", True),
        ("http://[::1]:8080", True),
        ("http://accounts.example", False),
        ("http://localhost.evil.example", False),
        ("http://127.0.0.1@evil.example", False),
        ("ftp://localhost", False),
        ("https://", False),
        ("https://[::1", False),
        ("accounts.example", False),
    ],
)
def test_only_tls_and_this_machine_are_safe_to_ask(url: str, is_safe: bool):
    assert is_safe_to_ask(url) is is_safe
