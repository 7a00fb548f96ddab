"""What stands outside and is reached over the network, as the settings name it."""

from enishi.adapters.mail import SmtpMailer, SmtpPostOffice, UnsetMailer, UnsetPostOffice
from enishi.adapters.mail.smtp_mailer import Server
from enishi.adapters.oidc import OidcProvider, UnsetProvider
from enishi.adapters.webhooks import HttpCourier
from enishi.domain.email_address import EmailAddress
from enishi.domain.errors import InvalidValueError
from enishi.services.ports import IdentityProvider, Mailer, PostOffice
from enishi.settings import Settings

# Registered with the provider, so it stays what it is.
_RETURN_PATH = "/api/v1/auth/oidc/return"

# RFC 5321 §4.5.3.1.1 allows 64, and a + and a token of 48 follow.
_LONGEST_BEFORE_A_TOKEN = 15


def mailer(settings: Settings) -> Mailer:
    """Return what sends letters; raises InvalidValueError for a bad address."""
    address, sender = settings.smtp_url, settings.mail_from
    if address is None or sender is None:
        return UnsetMailer()
    return SmtpMailer(Server.at(address.get_secret_value()), EmailAddress(sender))


def post_office(settings: Settings) -> PostOffice:
    """Return where many letters are handed over; raises InvalidValueError for a bad address."""
    one_by_one = mailer(settings)
    return SmtpPostOffice(one_by_one) if isinstance(one_by_one, SmtpMailer) else UnsetPostOffice()


def bounce_address(settings: Settings) -> EmailAddress | None:
    """Return where notices of failure go; raises InvalidValueError for a bad address."""
    if settings.bounce_address is None:
        return None
    address = EmailAddress(settings.bounce_address)
    if len(address.text.partition("@")[0]) > _LONGEST_BEFORE_A_TOKEN:
        raise InvalidValueError(
            f"ENISHI_BOUNCE_ADDRESS の @ の前は{_LONGEST_BEFORE_A_TOKEN}文字までです",
            field="ENISHI_BOUNCE_ADDRESS",
            english=f"at most {_LONGEST_BEFORE_A_TOKEN} characters before the @",
        )
    return address


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
