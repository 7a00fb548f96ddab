"""Sign-in at a provider that speaks OpenID Connect, or refused where none is set."""

from enishi.adapters.oidc.provider import OidcProvider, UnsetProvider

__all__ = ["OidcProvider", "UnsetProvider"]
