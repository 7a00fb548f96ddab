"""Makes people with their roles, and keys; a test names only what matters."""

from datetime import UTC, datetime, timedelta
from typing import Any

from builders import a_firm
from enishi.domain.access import Caller, Scope
from enishi.domain.api_key import ApiKey, digest_of, secret_of
from enishi.domain.chamber import Chamber, Region
from enishi.domain.email_address import EmailAddress
from enishi.domain.membership import Membership, Role
from enishi.domain.person import Person
from enishi.services.ports import Database

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
KEY_REF = "K0123456789abcdef"
SECRET = secret_of(KEY_REF, "s" * 43)
OTHER_SECRET = secret_of(KEY_REF, "t" * 43)

TSUBAME = Chamber("C1", "燕商工会議所", Region(clusters=("燕三条",)))
SUWA = Chamber("C2", "諏訪商工会議所", Region(clusters=("諏訪",)))

MEMBER = Membership("P1", Role.FIRM_MEMBER, firm_ref="F1")
BOSS = Membership("P2", Role.FIRM_ADMINISTRATOR, firm_ref="F1")
STRANGER = Membership("P3", Role.FIRM_ADMINISTRATOR, firm_ref="F2")
COORDINATOR = Membership("P4", Role.COORDINATOR, chamber_ref="C1")
COORDINATOR_ELSEWHERE = Membership("P4", Role.COORDINATOR, chamber_ref="C2")
COLLEAGUE = Membership("P5", Role.CHAMBER_ADMINISTRATOR, chamber_ref="C1")
OPERATOR = Membership("P6", Role.OPERATOR)
EVERYBODY = (
    *(MEMBER, BOSS, STRANGER, COORDINATOR, COORDINATOR_ELSEWHERE),
    *(COLLEAGUE, OPERATOR),
)
_REGIONS = {chamber.ref: chamber.region for chamber in (TSUBAME, SUWA)}


class Clock:
    """A clock that a test turns."""

    def __init__(self, time: datetime = NOON) -> None:
        self.time = time

    def __call__(self) -> datetime:
        return self.time

    def turn(self, **by: int) -> None:
        self.time += timedelta(**by)


def a_caller(*memberships: Membership) -> Caller:
    """Return a person who has signed in with these roles."""
    regions = tuple(_REGIONS[item.chamber_ref] for item in memberships if item.chamber_ref)
    return Caller(memberships[0].person_ref, memberships, regions)


def a_key(ref: str = KEY_REF, **known: Any) -> ApiKey:
    """Return a member's key that was made at noon and reads."""
    own = {
        "person_ref": "P1",
        "organisation_ref": "F1",
        "name": "基幹システム",
        "scopes": frozenset({Scope.READ}),
        "digest": digest_of(SECRET),
        "made_at": NOON,
        "secret_since": NOON,
        "expires_at": NOON + timedelta(days=180),
    }
    return ApiKey(ref=ref, **(own | known))


def settle(database: Database) -> None:
    """Put two firms, two chambers and everybody into a database."""
    with database.begin() as work:
        work.firms.put_many([a_firm("鍛造", ref="F1", cluster="燕三条"), a_firm("研磨", ref="F2")])
        work.chambers.put(TSUBAME)
        work.chambers.put(SUWA)
        for ref in sorted({item.person_ref for item in EVERYBODY}):
            address = EmailAddress(f"{ref.lower()}@tsubame.example")
            work.people.put(Person(ref, address, f"{ref}さん"))
        for membership in EVERYBODY:
            work.memberships.put(membership)
