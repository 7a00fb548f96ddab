"""A provider that is really asked over HTTP, and what is not believed of its answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from joserfc.jwk import ECKey, KeySet, OctKey

from builders_accounts import Clock
from enishi.adapters.oidc import OidcProvider, UnsetProvider
from enishi.domain.errors import NotFoundError, NotSignedInError, ProviderUnavailableError
from enishi.domain.federation import AuthenticationRequest, FederatedIdentity
from issuer import CLIENT, SATO, SECRET, Issuer, an_issuer, asked_of

BACK = "https://enishi.example/api/v1/auth/oidc/return"
NOW = int(Clock().time.timestamp())
OTHER_KEY = ECKey.generate_key("P-256", {"kid": "k1"})


def a_request(secret: str = "s" * 43) -> AuthenticationRequest:
    return AuthenticationRequest(secret, datetime(2026, 11, 25, 9, tzinfo=UTC))


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@dataclass
class Desk:
    """The provider as Enishi meets it, with a browser that signs in there."""

    issuer: Issuer
    clock: Clock

    def __post_init__(self) -> None:
        self.provider = OidcProvider(self.issuer.url, CLIENT, SECRET, BACK, self.clock)

    def identity(self, request: AuthenticationRequest | None = None) -> FederatedIdentity:
        request = request or a_request()
        code = self.issuer.sign_in(self.provider.address(request))["code"]
        return self.provider.identity(request, code)


@pytest.fixture
def desk() -> Iterator[Desk]:
    """Both by one clock, which stands until it is turned."""
    clock = Clock()
    with an_issuer(now=lambda: clock().timestamp()) as issuer:
        yield Desk(issuer, clock)


def test_who_signed_in_is_told_with_when(desk: Desk):
    identity = desk.identity()

    assert (identity.email.text, identity.is_verified) == (SATO, True)
    assert identity.authenticated_at == desk.clock() - timedelta(seconds=30)


def test_the_browser_is_sent_with_state_nonce_and_a_challenge_and_with_no_secret(desk: Desk):
    request = a_request()

    address = desk.provider.address(request)

    asked = asked_of(address)
    assert address.startswith(f"{desk.issuer.url}/authorization?")
    assert asked | {"code_challenge": "…"} == {
        "response_type": "code",
        "client_id": CLIENT,
        "redirect_uri": BACK,
        "scope": "openid email",
        "state": request.state,
        "nonce": request.nonce,
        "code_challenge": "…",
        "code_challenge_method": "S256",
        "max_age": "900",
    }
    for secret in (request.secret, request.code_verifier, SECRET):
        assert secret not in address


def test_a_code_is_good_for_the_request_it_was_given_for_alone(desk: Desk):
    code = desk.issuer.sign_in(desk.provider.address(a_request()))["code"]

    with pytest.raises(NotSignedInError) as refusal:
        desk.provider.identity(a_request("t" * 43), code)

    assert "invalid_grant" in refusal.value.english


def test_a_code_is_used_once(desk: Desk):
    code = desk.issuer.sign_in(desk.provider.address(a_request()))["code"]
    desk.provider.identity(a_request(), code)

    with pytest.raises(NotSignedInError) as refusal:
        desk.provider.identity(a_request(), code)

    assert SATO not in refusal.value.english  # the provider's own words may name people


@pytest.mark.parametrize(
    ("said", "cause"),
    [
        ({"nonce": "another"}, "invalid_claim nonce"),
        ({"nonce": None}, "missing_claim nonce"),
        ({"aud": "somebody-else"}, "invalid_claim aud"),
        ({"aud": [CLIENT, "somebody-else"]}, "missing_claim azp"),  # for whom it was is not told
        ({"aud": [CLIENT, "somebody-else"], "azp": "somebody-else"}, "invalid_claim azp"),
        ({"aud": None}, "missing_claim aud"),
        ({"iss": "https://accounts.example"}, "invalid_claim iss"),
        ({"iss": None}, "missing_claim iss"),
        ({"sub": None}, "missing_claim sub"),
        ({"iat": NOW + 3600}, "invalid_claim iat"),
        ({"exp": NOW - 120}, "expired_token exp"),
        ({"exp": None}, "missing_claim exp"),
        ({"exp": "soon"}, "invalid_claim exp"),
        ({"nbf": NOW + 3600}, "invalid_claim nbf"),
        ({"at_hash": "of-another-token"}, "invalid_claim at_hash"),
        ({"auth_time": "yesterday"}, "invalid_claim auth_time"),
        ({"auth_time": 10**30}, "OverflowError"),
        ({"email": None}, "no 'email'"),
        ({"email": 5}, "TypeError"),
        ({"email": "not an address"}, "not an e-mail address"),
    ],
)
def test_what_a_token_says_wrongly_is_refused_and_named(
    desk: Desk, said: dict[str, Any], cause: str
):
    desk.issuer.claims = said

    with pytest.raises(NotSignedInError) as refusal:
        desk.identity()

    assert f"({cause})" in refusal.value.english


def test_a_token_that_ran_out_within_the_difference_of_two_clocks_still_counts(desk: Desk):
    desk.issuer.claims = {"exp": NOW - 30}

    assert desk.identity().is_verified


@pytest.mark.parametrize("said", [False, None, "true", 1, "false"])
def test_an_address_counts_as_verified_only_where_the_provider_says_so(desk: Desk, said: Any):
    desk.issuer.claims = {"email_verified": said}

    assert desk.identity().is_verified is False


def test_a_token_signed_by_another_key_is_refused(desk: Desk):
    desk.issuer.signs_with = OTHER_KEY

    with pytest.raises(NotSignedInError) as refusal:
        desk.identity()

    assert "bad_signature" in refusal.value.english


@pytest.mark.filterwarnings("ignore:JWS algorithm")
@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_a_token_that_no_key_pair_signed_is_refused(desk: Desk, algorithm: str):
    desk.issuer.algorithm = algorithm
    desk.issuer.signs_with = OctKey.import_key(SECRET)

    with pytest.raises(NotSignedInError) as refusal:
        desk.identity()

    assert "unsupported_algorithm" in refusal.value.english


def test_a_provider_may_change_its_keys_at_any_time(desk: Desk):
    desk.identity()
    desk.issuer.keys = KeySet([ECKey.generate_key("P-256", {"kid": "k2"})])

    assert desk.identity().is_verified


def test_what_a_provider_says_of_itself_is_kept_for_an_hour(desk: Desk):
    for minutes in (0, 59, 2):
        desk.clock.turn(minutes=minutes)
        desk.provider.address(a_request())

    assert desk.issuer.heard.count("/.well-known/openid-configuration") == 2


def test_a_provider_that_tells_addresses_elsewhere_is_asked_there(desk: Desk):
    desk.issuer.claims = {"email": None, "email_verified": None}
    desk.issuer.userinfo = {"sub": "248289761001", "email": SATO, "email_verified": True}

    identity = desk.identity()

    assert (identity.email.text, identity.is_verified) == (SATO, True)


@pytest.mark.parametrize(
    "userinfo",
    [
        {"sub": "somebody else", "email": SATO, "email_verified": True},
        {"email": SATO, "email_verified": True},
        {},
        [],
        "x",
    ],
)
def test_what_is_told_elsewhere_of_somebody_else_is_refused(desk: Desk, userinfo: Any):
    desk.issuer.claims = {"email": None, "email_verified": None}
    desk.issuer.userinfo = userinfo

    with pytest.raises(NotSignedInError):
        desk.identity()


def test_an_address_of_one_answer_is_not_verified_by_another(desk: Desk):
    desk.issuer.claims = {"email_verified": None}
    desk.issuer.userinfo = {
        "sub": "248289761001",
        "email": "other@tsubame.example",
        "email_verified": True,
    }

    assert desk.identity().email.text == "other@tsubame.example"


def test_a_provider_that_wants_the_secret_in_the_body_gets_it_there(desk: Desk):
    desk.issuer.metadata = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}

    assert desk.identity().is_verified
    assert desk.issuer.sent[0]["client_secret"] == SECRET


@pytest.mark.parametrize(
    "told",
    [
        {"issuer": "https://accounts.example"},
        {"issuer": None},
        {"token_endpoint": None},
        {"token_endpoint": "http://accounts.example/token"},
        {"jwks_uri": "file:///etc/passwd"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"authorization_endpoint": "https://[::1"},
        {"id_token_signing_alg_values_supported": ["HS256", "none"]},
        {"id_token_signing_alg_values_supported": 5},
    ],
    ids=str,
)
def test_a_provider_that_says_nonsense_of_itself_sends_nobody_anywhere(
    desk: Desk, told: dict[str, Any]
):
    desk.issuer.metadata = told

    with pytest.raises(ProviderUnavailableError):
        desk.provider.address(a_request())


@pytest.mark.parametrize("status", [301, 404, 500, 503])
def test_a_provider_that_fails_is_unavailable(desk: Desk, status: int):
    desk.issuer.status = status

    with pytest.raises(ProviderUnavailableError):
        desk.provider.address(a_request())


def test_a_provider_that_fails_between_is_unavailable_and_not_a_wrong_sign_in(desk: Desk):
    code = desk.issuer.sign_in(desk.provider.address(a_request()))["code"]
    desk.issuer.status = 503

    with pytest.raises(ProviderUnavailableError):
        desk.provider.identity(a_request(), code)


def test_a_provider_that_is_not_there_is_unavailable():
    with an_issuer() as issuer:
        gone = Desk(issuer, Clock()).provider

    with pytest.raises(ProviderUnavailableError):
        gone.address(a_request())


def test_where_no_provider_is_set_nothing_is_there():
    with pytest.raises(NotFoundError):
        UnsetProvider().address(a_request())
    with pytest.raises(NotFoundError):
        UnsetProvider().identity(a_request(), "code")
