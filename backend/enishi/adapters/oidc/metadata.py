"""What a provider says of itself, in the document of OpenID Connect Discovery 1.0."""

from dataclasses import dataclass
from typing import Any

from enishi.domain.federation import is_safe_to_ask

# Signatures by a key pair alone (RFC 7518 §3.1, RFC 9864). With a shared secret whoever knows it
# could write tokens, and a public key could be passed off as one.
_SIGNATURES = frozenset(
    (
        *("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
        *("ES256", "ES384", "ES512", "Ed25519", "EdDSA"),
    )
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """Where a provider is asked, and how."""

    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str | None
    signatures: tuple[str, ...]
    takes_basic: bool  # the client's secret in the Authorization header; else in the body

    @classmethod
    def of(cls, document: Any, issuer: str) -> "Metadata":
        """Read the document; raises ValueError that says what is wrong with it."""
        if not isinstance(document, dict):
            raise ValueError("the document is no JSON object")
        if document.get("issuer") != issuer:
            raise ValueError("the document is that of another issuer")
        offered = document.get("id_token_signing_alg_values_supported", ["RS256"])
        signatures = tuple(sorted(_SIGNATURES.intersection(_texts(offered))))
        if not signatures:
            raise ValueError("no way of signing that is safe to believe")
        methods = document.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        has_userinfo = document.get("userinfo_endpoint") is not None
        return cls(
            authorization_endpoint=_endpoint(document, "authorization_endpoint"),
            token_endpoint=_endpoint(document, "token_endpoint"),
            jwks_uri=_endpoint(document, "jwks_uri"),
            userinfo_endpoint=_endpoint(document, "userinfo_endpoint") if has_userinfo else None,
            signatures=signatures,
            takes_basic="client_secret_basic" in _texts(methods),
        )


def _endpoint(document: dict[str, Any], name: str) -> str:
    url = document.get(name)
    if not isinstance(url, str) or not is_safe_to_ask(url):
        raise ValueError(f"{name} is not an https address")
    return url


def _texts(found: Any) -> list[str]:
    return [item for item in found if isinstance(item, str)] if isinstance(found, list) else []
