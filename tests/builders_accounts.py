"""People, chambers and the services that let them in, over a database and a clock that is turned.

rooms = Rooms(MemoryDatabase())
sato = rooms.a_person("sato@tsubame.example", Role.FIRM_ADMINISTRATOR, "F1")
browser = rooms.signed_in(sato)
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from builders import a_firm
from enishi.domain.access import LOCAL_OPERATOR, Caller
from enishi.domain.chamber import Chamber, Region
from enishi.domain.email_address import EmailAddress
from enishi.domain.membership import PLATFORM, Role
from enishi.domain.person import Person
from enishi.domain.session import Visit
from enishi.services.accounts import AccountService
from enishi.services.chambers import ChamberService
from enishi.services.credentials import CredentialService
from enishi.services.federation import FederationService
from enishi.services.invitations import InvitationService
from enishi.services.people import PeopleService
from enishi.services.ports import Database
from enishi.services.sessions import SessionService, SignedIn
from enishi.services.sign_in import SignInService
from fake_accounts import CountedCodes, FakeProvider, Postbox, QuickPasswords

ADDRESS = "https://enishi.example"
PASSWORD = "四月の雨と錆びない取っ手"
# Documentation addresses (RFC 5737, RFC 3849): nobody's.
HOME = Visit("198.51.100.7", "Firefox")
ELSEWHERE = Visit("203.0.113.9", "curl")

TSUBAME = Chamber("C1", "燕商工会議所", Region(clusters=("燕三条",)))
SUWA = Chamber("C2", "諏訪商工会議所", Region(clusters=("諏訪",)))


@dataclass
class Clock:
    """A clock that stands until it is turned."""

    time: datetime = datetime(2026, 11, 25, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def turn(self, **by: float) -> None:
        self.time += timedelta(**by)


@dataclass
class Rooms:
    """Every service of accounts over one database."""

    database: Database
    clock: Clock = field(default_factory=Clock)
    postbox: Postbox = field(default_factory=Postbox)
    passwords: QuickPasswords = field(default_factory=QuickPasswords)
    codes: CountedCodes = field(default_factory=CountedCodes)
    provider: FakeProvider = field(default_factory=FakeProvider)

    def __post_init__(self) -> None:
        self.sign_in = SignInService(
            self.database, self.postbox, self.passwords, self.codes, ADDRESS, self.clock
        )
        self.sessions = SessionService(self.database, self.clock)
        self.federation = FederationService(self.database, self.provider, self.clock)
        self.credentials = CredentialService(self.database, self.passwords, self.codes, self.clock)
        self.invitations = InvitationService(self.database, self.postbox, ADDRESS, self.clock)
        self.people = PeopleService(self.database, self.clock)
        self.accounts = AccountService(self.database, self.clock)
        self.chambers = ChamberService(self.database, self.clock)

    def filled(self) -> "Rooms":
        """Put two chambers and a firm in the region of each into the database."""
        with self.database.begin() as work:
            work.chambers.put(TSUBAME)
            work.chambers.put(SUWA)
            work.firms.put_many(
                [a_firm(ref="F1", cluster="燕三条"), a_firm(ref="F2", cluster="諏訪")]
            )
        return self

    def a_person(
        self, email: str, role: Role = Role.OPERATOR, organisation: str = PLATFORM
    ) -> Person:
        """Register somebody."""
        return self.people.register(
            EmailAddress(email), email.partition("@")[0], role, organisation, by=LOCAL_OPERATOR
        )

    def by_link(self, person: Person, visit: Visit = HOME) -> SignedIn:
        """Sign somebody in by a link that an operator hands over."""
        link = self.sign_in.new_link(person.email, by=LOCAL_OPERATOR)
        return self.sign_in.redeem_link(link.partition("#")[2], visit=visit)

    def signed_in(self, person: Person, visit: Visit = HOME) -> Caller:
        """Sign somebody in and return who they then are."""
        return self.sessions.caller_of(self.by_link(person, visit).token)

    def with_password(self, person: Person, visit: Visit = HOME) -> Caller:
        """Sign somebody in who then has a password."""
        by = self.signed_in(person, visit)
        self.credentials.set_password(PASSWORD, by=by)
        return by

    def with_second_factor(self, person: Person) -> tuple[str, ...]:
        """Set a second factor for somebody and return the recovery codes."""
        by = self.signed_in(person)
        self.credentials.begin_second_factor(by=by)
        codes = self.credentials.confirm_second_factor(self.codes.code(self.clock()), by=by)
        self.clock.turn(minutes=2)
        return codes
