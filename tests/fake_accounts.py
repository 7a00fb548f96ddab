"""Stand-ins that behave: sessions, invitations, credentials, failures, and what is outside."""

from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from enishi.domain.attempts import Failures
from enishi.domain.email_address import EmailAddress
from enishi.domain.errors import MailNotSentError, NotSignedInError
from enishi.domain.federation import AuthenticationRequest, FederatedIdentity
from enishi.domain.invitation import Invitation, SignInLink
from enishi.domain.letter import Letter
from enishi.domain.person import Person
from enishi.domain.second_factor import SecondFactor
from enishi.domain.session import Session


class FakeProvider:
    """Vouches for whoever is told it, once for each code."""

    def __init__(self) -> None:
        self.vouched_for: dict[str, FederatedIdentity] = {}

    def signs_in(self, code: str, identity: FederatedIdentity) -> None:
        self.vouched_for[code] = identity

    def address(self, request: AuthenticationRequest) -> str:
        return f"https://accounts.example/?state={request.state}"

    def identity(self, request: AuthenticationRequest, code: str) -> FederatedIdentity:
        try:
            return self.vouched_for.pop(code)
        except KeyError:
            raise NotSignedInError("使用済みです", english="no such code") from None


class FakeSessions:
    """Sessions by the hash of their token, and who has signed in from which browser."""

    def __init__(self) -> None:
        self.held: dict[str, Session] = {}
        self.devices: dict[tuple[str, str], datetime] = {}

    def put(self, session: Session) -> None:
        self.held[session.token_hash] = session

    def by_token(self, token_hash: str) -> Session | None:
        return self.held.get(token_hash)

    def of_person(self, person_ref: str) -> tuple[Session, ...]:
        own = [item for item in self.held.values() if item.person_ref == person_ref]
        own.sort(key=lambda item: item.ref)
        return tuple(sorted(own, key=lambda item: item.begun_at, reverse=True))

    def remove(self, ref: str) -> bool:
        before = len(self.held)
        self.held = {key: item for key, item in self.held.items() if item.ref != ref}
        return len(self.held) < before

    def remove_of_person(self, person_ref: str) -> int:
        before = len(self.held)
        self.forget_person(person_ref)
        return before - len(self.held)

    def know_device(self, token_hash: str, person_ref: str, now: datetime) -> None:
        self.devices[token_hash, person_ref] = now

    def knows_device(self, token_hash: str, person_ref: str) -> bool:
        return (token_hash, person_ref) in self.devices

    def forget_before(self, begun: datetime, devices: datetime) -> None:
        self.held = {key: item for key, item in self.held.items() if item.begun_at >= begun}
        self.devices = {key: seen for key, seen in self.devices.items() if seen >= devices}

    def forget_person(self, ref: str) -> None:
        self.held = {key: item for key, item in self.held.items() if item.person_ref != ref}
        self.devices = {key: seen for key, seen in self.devices.items() if key[1] != ref}


class FakeInvitations:
    """Invitations and links by the hash of their token."""

    def __init__(self) -> None:
        self.held: dict[str, Invitation] = {}
        self.links: dict[str, SignInLink] = {}

    def put(self, invitation: Invitation) -> None:
        same = invitation.email, invitation.organisation_ref
        self.held = {
            key: item
            for key, item in self.held.items()
            if (item.email, item.organisation_ref) != same
        }
        self.held[invitation.token_hash] = invitation

    def by_token(self, token_hash: str) -> Invitation | None:
        return self.held.get(token_hash)

    def of_organisation(self, organisation_ref: str) -> tuple[Invitation, ...]:
        found = [i for i in self.held.values() if i.organisation_ref == organisation_ref]
        found.sort(key=lambda item: item.ref)
        return tuple(sorted(found, key=lambda item: item.invited_at, reverse=True))

    def remove(self, ref: str) -> bool:
        before = len(self.held)
        self.held = {key: item for key, item in self.held.items() if item.ref != ref}
        return len(self.held) < before

    def remove_for(self, email: EmailAddress) -> None:
        self.held = {key: item for key, item in self.held.items() if item.email != email}

    def put_link(self, link: SignInLink) -> None:
        self.links[link.token_hash] = link

    def link_by_token(self, token_hash: str) -> SignInLink | None:
        return self.links.get(token_hash)

    def links_of_person(self, person_ref: str) -> tuple[SignInLink, ...]:
        own = [item for item in self.links.values() if item.person_ref == person_ref]
        return tuple(sorted(own, key=lambda item: item.issued_at, reverse=True))

    def remove_links(self, person_ref: str) -> None:
        self.links = {k: item for k, item in self.links.items() if item.person_ref != person_ref}

    def forget_before(self, invited: datetime, issued: datetime) -> None:
        self.held = {key: item for key, item in self.held.items() if item.invited_at >= invited}
        self.links = {key: item for key, item in self.links.items() if item.issued_at >= issued}

    def forget_person(self, ref: str) -> None:
        self.remove_links(ref)


class FakeCredentials:
    """Hashes of passwords and second factors by person."""

    def __init__(self) -> None:
        self.held: dict[str, str] = {}
        self.factors: dict[str, SecondFactor] = {}

    def password_of(self, person_ref: str) -> str | None:
        return self.held.get(person_ref)

    def put_password(self, person_ref: str, password_hash: str) -> None:
        self.held[person_ref] = password_hash

    def second_factor_of(self, person_ref: str) -> SecondFactor | None:
        return self.factors.get(person_ref)

    def put_second_factor(self, factor: SecondFactor) -> None:
        self.factors[factor.person_ref] = factor

    def remove_second_factor(self, person_ref: str) -> bool:
        return self.factors.pop(person_ref, None) is not None

    def forget_person(self, ref: str) -> None:
        self.held.pop(ref, None)
        self.factors.pop(ref, None)


class FakeFailures:
    """Counts by key."""

    def __init__(self) -> None:
        self.held: dict[str, Failures] = {}

    def get(self, key: str) -> Failures | None:
        return self.held.get(key)

    def put(self, failures: Failures) -> None:
        self.held[failures.key] = failures

    def remove(self, key: str) -> None:
        self.held.pop(key, None)

    def forget_before(self, last_at: datetime) -> None:
        self.held = {key: item for key, item in self.held.items() if item.last_at >= last_at}


def copy_accounts(work: Any, twin: Any) -> None:
    """Give the twin the same content, to change apart."""
    for shelf, names in (
        ("sessions", ("held", "devices")),
        ("invitations", ("held", "links")),
        ("credentials", ("held", "factors")),
        ("failures", ("held",)),
    ):
        for name in names:
            setattr(getattr(twin, shelf), name, copy(getattr(getattr(work, shelf), name)))


@dataclass
class Postbox:
    """A mailer that keeps what it is given; `broken` ones refuse."""

    letters: list[Letter] = field(default_factory=list)
    broken: bool = False

    def send(self, letter: Letter) -> None:
        if self.broken:
            raise MailNotSentError("メールを送れませんでした")
        self.letters.append(letter)

    @property
    def token(self) -> str:
        """The token of the address in the newest letter."""
        return self.letters[-1].text.partition("#")[2].split()[0]


class QuickPasswords:
    """Passwords hashed at no cost; `verified` tells how often it was asked, and of what."""

    def __init__(self, cost: str = "1") -> None:
        self.cost = cost
        self.verified: list[str | None] = []

    def hashed(self, password: str) -> str:
        return f"{self.cost}:{password[::-1]}"

    def verify(self, password: str, password_hash: str | None) -> bool:
        self.verified.append(password_hash)
        return password_hash is not None and password_hash.partition(":")[2] == password[::-1]

    def is_outdated(self, password_hash: str) -> bool:
        return password_hash.partition(":")[0] != self.cost


class CountedCodes:
    """Codes that say which step of half a minute they are of."""

    def new_secret(self) -> str:
        return "secret"

    def code(self, now: datetime) -> str:
        """Return the code of a time."""
        return str(self._step(now))

    def step_of(self, secret: str, code: str, now: datetime) -> int | None:
        near = {self._step(now) + drift for drift in (-1, 0, 1)}
        return int(code) if code.isascii() and code.isdigit() and int(code) in near else None

    def address(self, secret: str, person: Person) -> str:
        return f"otpauth://totp/{person.email}?secret={secret}"

    def picture(self, address: str) -> str:
        return f"<svg>{address}</svg>"

    @staticmethod
    def _step(now: datetime) -> int:
        return int(now.timestamp()) // 30
