"""What stands outside and is reached over the network, as the settings name it."""

from enishi.adapters.mail import SmtpMailer, UnsetMailer
from enishi.adapters.mail.smtp_mailer import Server
from enishi.adapters.oidc import OidcProvider, UnsetProvider
from enishi.adapters.webhooks import HttpCourier
from enishi.domain.email_address import EmailAddress
from enishi.services.ports import IdentityProvider, Mailer
from enishi.settings import Settings

# Registered with the provider, so it stays what it is.
_RETURN_PATH = "/api/v1/auth/oidc/return"


def mailer(settings: Settings) -> Mailer:
    """Return what sends letters; raises InvalidValueError for a bad address."""
    address, sender = settings.smtp_url, settings.mail_from
    if address is None or sender is None:
        return UnsetMailer()
    return SmtpMailer(Server.at(address.get_secret_value()), EmailAddress(sender))


def courier(settings: Settings) -> HttpCourier:
    """Return what carries webhooks."""
    return HttpCourier(settings.trusted_webhook_hosts)


def identity_provider(settings: Settings) -> IdentityProvider:
    """Return where people sign in by an account that they have elsewhere."""
    if settings.oidc_issuer is None or settings.oidc_client_id is None:
        return UnsetProvider()
    secret = settings.oidc_client_secret
    return OidcProvider(
        issuer=settings.oidc_issuer,
        client_id=settings.oidc_client_id,
        client_secret=secret.get_secret_value() if secret else None,
        return_address=f"{settings.address}{_RETURN_PATH}",
    )
