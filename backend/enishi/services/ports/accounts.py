"""Where sessions, invitations and what people sign in with are kept, and what is outside."""

from datetime import datetime
from typing import Protocol

from enishi.domain.attempts import Failures
from enishi.domain.email_address import EmailAddress
from enishi.domain.federation import AuthenticationRequest, FederatedIdentity
from enishi.domain.invitation import Invitation, SignInLink
from enishi.domain.letter import Letter
from enishi.domain.person import Person
from enishi.domain.second_factor import SecondFactor
from enishi.domain.session import Session


class SessionRepository(Protocol):
    """Sessions, and the browsers that have signed in before; gone with their person."""

    def put(self, session: Session) -> None:
        """Store the session, or that it was seen again."""

    def by_token(self, token_hash: str) -> Session | None:
        """Return the session of a token."""

    def of_person(self, person_ref: str) -> tuple[Session, ...]:
        """Return a person's sessions, newest first."""

    def remove(self, ref: str) -> bool:
        """End a session; False where there is none."""

    def remove_of_person(self, person_ref: str) -> int:
        """End a person's sessions and forget their browsers; return how many sessions ended."""

    def know_device(self, token_hash: str, person_ref: str, now: datetime) -> None:
        """Remember that a browser has signed in as somebody."""

    def knows_device(self, token_hash: str, person_ref: str) -> bool:
        """Whether a browser has signed in as somebody before."""

    def forget_before(self, begun: datetime, devices: datetime) -> None:
        """Delete sessions begun before a time, and browsers not seen since another."""


class InvitationRepository(Protocol):
    """Invitations and sign-in links, by the hash of the token in their letter."""

    def put(self, invitation: Invitation) -> None:
        """Store the invitation in place of one of the same address and organisation."""

    def by_token(self, token_hash: str) -> Invitation | None:
        """Return the invitation of a token."""

    def of_organisation(self, organisation_ref: str) -> tuple[Invitation, ...]:
        """Return an organisation's invitations, newest first."""

    def remove(self, ref: str) -> bool:
        """Take an invitation back; False where there is none."""

    def remove_for(self, email: EmailAddress) -> None:
        """Delete whatever was sent to an address."""

    def put_link(self, link: SignInLink) -> None:
        """Store a sign-in link."""

    def link_by_token(self, token_hash: str) -> SignInLink | None:
        """Return the link of a token; None where it has been used."""

    def links_of_person(self, person_ref: str) -> tuple[SignInLink, ...]:
        """Return a person's unused links, newest first."""

    def remove_links(self, person_ref: str) -> None:
        """Delete a person's links: one of them was used."""

    def forget_before(self, invited: datetime, issued: datetime) -> None:
        """Delete invitations and links that are older."""


class CredentialRepository(Protocol):
    """What people sign in with; gone with their person."""

    def password_of(self, person_ref: str) -> str | None:
        """Return the hash of a person's password; None where they have none."""

    def put_password(self, person_ref: str, password_hash: str) -> None:
        """Store the hash of a password."""

    def second_factor_of(self, person_ref: str) -> SecondFactor | None:
        """Return a person's second factor, confirmed or not."""

    def put_second_factor(self, factor: SecondFactor) -> None:
        """Store the second factor."""

    def remove_second_factor(self, person_ref: str) -> bool:
        """Forget the second factor; False where there was none."""


class FailureRepository(Protocol):
    """What was tried in vain, counted."""

    def get(self, key: str) -> Failures | None:
        """Return what was counted under a key."""

    def put(self, failures: Failures) -> None:
        """Store a count."""

    def remove(self, key: str) -> None:
        """Begin to count anew."""

    def forget_before(self, last_at: datetime) -> None:
        """Delete the counts that nobody has added to since."""


class Mailer(Protocol):
    """Sends letters."""

    def send(self, letter: Letter) -> None:
        """Hand a letter over to the mail server; raises MailNotSentError."""


class Passwords(Protocol):
    """Hashes passwords slowly, so that a stolen database does not give them away."""

    def hashed(self, password: str) -> str:
        """Return the hash of a password, with its salt and its cost."""

    def verify(self, password: str, password_hash: str | None) -> bool:
        """Whether the password is the one; as slow without a hash, and then never."""

    def is_outdated(self, password_hash: str) -> bool:
        """Whether a password would be hashed at another cost today."""


class IdentityProvider(Protocol):
    """A place outside where people sign in, and that vouches for them."""

    def address(self, request: AuthenticationRequest) -> str:
        """Return where the browser goes to sign in; raises ProviderUnavailableError.

        Raises NotFoundError where no provider is set.
        """

    def identity(self, request: AuthenticationRequest, code: str) -> FederatedIdentity:
        """Return who has signed in there; raises as above, and NotSignedInError.

        The code that the browser brought back is used up by it.
        """


class OneTimeCodes(Protocol):
    """Codes that a telephone computes from a secret and the time (TOTP, RFC 6238)."""

    def new_secret(self) -> str:
        """Return a secret, in the letters that people can type (base 32)."""

    def step_of(self, secret: str, code: str, now: datetime) -> int | None:
        """Return the time step that a code is of, near `now`; None where it is of none."""

    def address(self, secret: str, person: Person) -> str:
        """Return the `otpauth://` address that a telephone takes the secret from."""

    def picture(self, address: str) -> str:
        """Return the address as a QR code, an SVG document."""
