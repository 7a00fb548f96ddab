"""Makes callers of which a test names only who they are.

a_member("F1")            somebody of a firm
an_administrator("F1")    who looks after it
a_coordinator("C1")       somebody of a chamber
"""

from enishi.domain.access import Caller
from enishi.domain.membership import Membership, Role


def a_member(firm_ref: str, *, role: Role = Role.FIRM_MEMBER) -> Caller:
    """Return somebody of a firm."""
    person = f"P-{firm_ref}"
    return Caller(person, (Membership(person, role, firm_ref=firm_ref),))


def an_administrator(firm_ref: str) -> Caller:
    """Return who looks after a firm."""
    return a_member(firm_ref, role=Role.FIRM_ADMINISTRATOR)


def a_coordinator(chamber_ref: str = "C1", *, role: Role = Role.COORDINATOR) -> Caller:
    """Return somebody of a chamber."""
    person = f"P-{chamber_ref}"
    return Caller(person, (Membership(person, role, chamber_ref=chamber_ref),))
