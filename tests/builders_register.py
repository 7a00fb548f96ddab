"""Makes what is known of a firm beside its entry, and those who ask for it.

a_contact("F1", phone="0256-00-0000")
a_succession("F1", SuccessionPlan.CLOSING, closing_year=2028)
a_draft(a_firm("切削"), visibility={"employees": Visibility.PRIVATE})
coordinator_of("燕三条"), member_of("F1"), OPERATOR
"""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from enishi.domain.access import LOCAL_OPERATOR, Caller
from enishi.domain.chamber import Region
from enishi.domain.consent import TERMS_VERSION, Consent, ConsentMeans
from enishi.domain.contact import Contact
from enishi.domain.disclosure import Disclosure, Visibility
from enishi.domain.draft import LINK_VALID, ConfirmationLink, Draft
from enishi.domain.email_address import EmailAddress
from enishi.domain.firm import Firm
from enishi.domain.membership import Membership, Role
from enishi.domain.succession import Succession, SuccessionPlan
from enishi.domain.verification import FirmVerification, VerificationMeans, VerificationRung

_numbers = count(1)

NOON = datetime(2026, 11, 25, 3, tzinfo=UTC)  # noon in Japan
TODAY = date(2026, 11, 25)
OPERATOR = LOCAL_OPERATOR


class Clock:
    """A clock that tests turn."""

    def __init__(self, time: datetime = NOON) -> None:
        self.time = time

    def __call__(self) -> datetime:
        return self.time


def coordinator_of(*clusters: str, chamber: str = "C1", person: str = "P-co") -> Caller:
    """Return somebody of a chamber whose region is these clusters."""
    role = Membership(person, Role.COORDINATOR, chamber_ref=chamber)
    return Caller(person, (role,), (Region(clusters=clusters),))


def member_of(firm_ref: str, *, administrator: bool = False) -> Caller:
    """Return somebody of a firm."""
    role = Role.FIRM_ADMINISTRATOR if administrator else Role.FIRM_MEMBER
    person = f"P-{firm_ref}"
    return Caller(person, (Membership(person, role, firm_ref=firm_ref),))


def a_contact(firm_ref: str = "F1", **known: Any) -> Contact:
    """Return a contact that can be called."""
    known.setdefault("phone", "0256-00-0000")
    if isinstance(known.get("email"), str):
        known["email"] = EmailAddress(known["email"])
    return Contact(firm_ref, **known)


def a_succession(
    firm_ref: str = "F1", plan: SuccessionPlan = SuccessionPlan.CLOSING, **known: Any
) -> Succession:
    """Return what a firm says of its future."""
    return Succession(firm_ref, plan, **({"asked_on": TODAY, "asked_by": "P-co"} | known))


def a_verification(
    firm_ref: str = "F1",
    rung: VerificationRung = VerificationRung.COORDINATOR,
    on: date = TODAY,
    **known: Any,
) -> FirmVerification:
    """Return that a coordinator made sure."""
    visited = rung is VerificationRung.VISITED
    own = {
        "ref": f"v{next(_numbers):05}",
        "confirmed_by": "P-co",
        "means": VerificationMeans.VISIT if visited else VerificationMeans.PHONE,
    }
    return FirmVerification(firm_ref=firm_ref, rung=rung, confirmed_on=on, **(own | known))


def a_consent(firm_ref: str = "F1", **known: Any) -> Consent:
    """Return what somebody of a firm said on the telephone."""
    own = {
        "ref": f"c{next(_numbers):05}",
        "terms_version": TERMS_VERSION,
        "given_at": NOON,
        "means": ConsentMeans.PHONE,
        "recorded_by": "P-co",
        "said_by": "縁側 一郎",
    }
    return Consent(firm_ref=firm_ref, **(own | known))


def a_draft(firm: Firm, visibility: dict[str, Visibility] | None = None, **known: Any) -> Draft:
    """Return an entry that waits for its firm."""
    number = next(_numbers)
    own: dict[str, Any] = {
        "ref": f"d{number:05}",
        "consent": a_consent(firm.ref),
        "drafted_by": "P-co",
        "drafted_at": NOON,
        "link": ConfirmationLink(f"digest-{number}", NOON + LINK_VALID),
        "disclosure": Disclosure(paths=visibility or {}),
        "chamber_ref": "C1",
    }
    return Draft(firm=firm, **(own | known))
