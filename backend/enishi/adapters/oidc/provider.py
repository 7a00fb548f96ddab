"""Has people sign in at a provider: the code flow of OpenID Connect Core 1.0 §3.1, with PKCE."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import ClaimError, JoseError
from joserfc.jwk import KeySet

from enishi.adapters.oidc.metadata import Metadata
from enishi.domain.email_address import EmailAddress
from enishi.domain.errors import (
    InvalidValueError,
    NotFoundError,
    NotSignedInError,
    ProviderUnavailableError,
)
from enishi.domain.federation import AuthenticationRequest, FederatedIdentity
from enishi.domain.session import FRESH

# Somebody looks at an empty page meanwhile.
_PATIENCE = timedelta(seconds=5)
# Addresses of a provider change with years; a mistake in them is mended within the hour.
_KEPT = timedelta(hours=1)
# Two clocks that are looked after differ by less.
_CLOCKS_DIFFER_BY = timedelta(minutes=1)

_SILENCE = (httpx2.HTTPError, httpx2.InvalidURL)
# What a provider says may be refused, wrongly signed, or of any shape.
_NONSENSE = (
    *(OAuthError, JoseError, InvalidValueError),
    *(AttributeError, LookupError, TypeError, ValueError, ArithmeticError, OSError),
)


@dataclass
class OidcProvider:
    """One provider, asked anew for each sign-in; only what it says of itself is kept a while."""

    issuer: str
    client_id: str
    client_secret: str | None  # None: a public client, which PKCE alone protects
    return_address: str
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    _known: tuple[datetime, Metadata] | None = field(default=None, init=False)

    def address(self, request: AuthenticationRequest) -> str:
        """Return where the browser goes to sign in; raises ProviderUnavailableError.

        Whoever signed in there longer ago than a fresh sign-in may be old is asked again.
        """
        with self._client() as client:
            metadata = self._metadata(client)
            address, _ = client.create_authorization_url(
                metadata.authorization_endpoint,
                state=request.state,
                code_verifier=request.code_verifier,
                nonce=request.nonce,
                max_age=round(FRESH.total_seconds()),
            )
        return str(address)

    def identity(self, request: AuthenticationRequest, code: str) -> FederatedIdentity:
        """Return who has signed in there.

        Raises ProviderUnavailableError, and NotSignedInError where the answer does not convince.
        """
        with self._client() as client:
            metadata = self._metadata(client)
            try:
                return _identity(self._claims(client, metadata, request, code))
            except _SILENCE as error:
                raise _unavailable(type(error).__name__) from error
            except _NONSENSE as error:
                raise _unconvincing(error) from error

    def _claims(
        self, client: Any, metadata: Metadata, request: AuthenticationRequest, code: str
    ) -> dict[str, Any]:
        """Exchange the code for what the provider signs of the person."""
        if not metadata.takes_basic and self.client_secret:
            client.token_endpoint_auth_method = "client_secret_post"
        told = client.fetch_token(
            metadata.token_endpoint,
            grant_type="authorization_code",
            code=code,
            code_verifier=request.code_verifier,
        )
        # Read each time: a provider changes its keys when it likes, and people sign in rarely.
        keys = KeySet.import_key_set(_fetched(client, metadata.jwks_uri))
        token = jwt.decode(told["id_token"], keys, algorithms=metadata.signatures)
        claims = CodeIDToken(
            token.claims,
            token.header,
            options={
                "iss": {"essential": True, "value": self.issuer},
                "aud": {"essential": True, "value": self.client_id},
                "nonce": {"essential": True, "value": request.nonce},
            },
            params={
                "client_id": self.client_id,
                "nonce": request.nonce,
                "access_token": told.get("access_token"),
            },
        )
        claims.validate(
            round(self.now().timestamp()), leeway=round(_CLOCKS_DIFFER_BY.total_seconds())
        )
        if "email_verified" in claims or metadata.userinfo_endpoint is None:
            return dict(claims)
        # §5.4: some tell the address only here. Who is meant by it is told by the same answer.
        about = _fetched(client, metadata.userinfo_endpoint, withhold_token=False)
        if about["sub"] != claims["sub"]:  # §5.3.2: else it may be about somebody else
            raise ValueError("sub")
        return {**claims, **{name: about.get(name) for name in ("email", "email_verified")}}

    def _metadata(self, client: Any) -> Metadata:
        now = self.now()
        if self._known is not None and now - self._known[0] < _KEPT:
            return self._known[1]
        url = f"{self.issuer.rstrip('/')}/.well-known/openid-configuration"
        try:
            metadata = Metadata.of(_fetched(client, url), self.issuer)
        except _SILENCE as error:
            raise _unavailable(type(error).__name__) from error
        except ValueError as error:
            raise _unavailable(str(error)) from error
        self._known = now, metadata
        return metadata

    def _client(self) -> Any:
        return OAuth2Client(
            self.client_id,
            self.client_secret,
            scope="openid email",
            redirect_uri=self.return_address,
            code_challenge_method="S256",
            timeout=_PATIENCE.total_seconds(),
        )


class UnsetProvider:
    """Stands where no provider is set."""

    def address(self, _request: AuthenticationRequest) -> str:
        """Refuse."""
        raise _unset()

    def identity(self, _request: AuthenticationRequest, _code: str) -> FederatedIdentity:
        """Refuse."""
        raise _unset()


def _fetched(client: Any, url: str, *, withhold_token: bool = True) -> Any:
    """Return the JSON at an address; raises httpx2.HTTPError and ValueError."""
    answer = client.request("GET", url, withhold_token=withhold_token)
    answer.raise_for_status()
    return answer.json()


def _identity(claims: dict[str, Any]) -> FederatedIdentity:
    shown = claims.get("auth_time")
    return FederatedIdentity(
        email=EmailAddress(claims["email"]),
        # Nothing but true counts: not "true", and not that nothing is said.
        is_verified=claims.get("email_verified") is True,
        authenticated_at=None if shown is None else datetime.fromtimestamp(shown, UTC),
    )


def _unavailable(cause: str) -> ProviderUnavailableError:
    return ProviderUnavailableError(
        "外部のアカウントの提供元が応えません。時間をおいて、もう一度お試しください",
        english=f"the sign-in provider does not answer as one does ({cause})",
    )


def _unconvincing(error: Exception) -> NotSignedInError:
    """Return the refusal. It names what does not convince, and nothing that is said of anybody."""
    match error:
        case ClaimError():
            cause = f"{error.error} {error.claim}"
        case OAuthError() | JoseError():
            cause = str(error.error)[:80]
        case InvalidValueError():
            cause = error.english
        case KeyError():
            cause = f"no {error}"
        case _:
            cause = type(error).__name__
    return NotSignedInError(
        "外部のアカウントでサインインできませんでした",
        english=f"the provider's answer does not convince ({cause})",
    )


def _unset() -> NotFoundError:
    return NotFoundError(
        "このサーバーでは、外部のアカウントを使えません（設定 ENISHI_OIDC_ISSUER が要ります）",
        english="no sign-in provider here: set ENISHI_OIDC_ISSUER",
    )
