"""Organisations that people belong to: a firm, a chamber, or the platform itself."""

from dataclasses import dataclass

from enishi.domain.access import Caller, Scope
from enishi.domain.chamber import Chamber
from enishi.domain.errors import ConflictError, InvalidValueError, NotFoundError, NotPermittedError
from enishi.domain.firm import Firm
from enishi.domain.membership import PLATFORM, Membership, Role
from enishi.services.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Organisation:
    """One of the three; neither firm nor chamber: the platform.

    A ref alone does not tell which. Every right is therefore read from roles of the same kind:
    who registers a firm under a chamber's ref has no say in the chamber.
    """

    ref: str
    firm: Firm | None = None
    chamber: Chamber | None = None

    @property
    def name(self) -> str:
        """What it is called."""
        if self.chamber is not None:
            return self.chamber.name
        return self.firm.name if self.firm is not None else "縁 Enishi"

    def has(self, role: Role) -> bool:
        """Whether it is the kind of organisation that has such a role."""
        if self.chamber is not None:
            return role.is_of_a_chamber
        return role.is_of_a_firm if self.firm is not None else role is Role.OPERATOR

    def is_of(self, membership: Membership) -> bool:
        """Whether the membership is one of it."""
        return membership.organisation_ref == self.ref and self.has(membership.role)

    def must_have(self, role: Role) -> None:
        """Raise InvalidValueError where no such organisation has such a role."""
        if not self.has(role):
            raise InvalidValueError(
                f"{self.name} に「{role.label}」という役割はありません",
                field="role",
                english=f"{self.ref} has no role {role}",
            )


def organisation_seen(work: UnitOfWork, ref: str, by: Caller) -> Organisation:
    """Return an organisation whose people the caller may see.

    Raises NotSignedInError, and NotFoundError where it is none of the caller's, in the words of
    one that does not exist.
    """
    by.must_be_signed_in()
    found = organisation_of(work, ref)
    if found is None or not (is_inside(found, by) or may_administer(work, found, by)):
        raise no_such_organisation()
    return found


def organisation_administered(work: UnitOfWork, ref: str, by: Caller) -> Organisation:
    """Return an organisation whose people the caller looks after.

    Raises NotFoundError where the caller may not even see them, else NotPermittedError.
    """
    found = organisation_seen(work, ref, by)
    by.must_have(Scope.ADMINISTER)
    if not may_administer(work, found, by):
        raise NotPermittedError(
            "この操作は、その組織の管理者だけができます",
            english="only an administrator of that organisation may do this",
        )
    return found


def organisation_of(work: UnitOfWork, ref: str) -> Organisation | None:
    """Return the organisation of a ref."""
    if ref == PLATFORM:
        return Organisation(ref)
    chamber = work.chambers.get(ref)
    if chamber is not None:
        return Organisation(ref, chamber=chamber.record)
    firm = work.firms.get(ref)
    return None if firm is None else Organisation(ref, firm=firm.record)


def is_inside(organisation: Organisation, by: Caller) -> bool:
    """Whether the caller belongs to it."""
    return any(organisation.is_of(item) for item in by.memberships)


def may_administer(work: UnitOfWork, organisation: Organisation, by: Caller) -> bool:
    """Whether the caller looks after its people.

    An operator everywhere, an administrator at home, and a chamber's administrator in the firms
    of the chamber's region that are there for coordinators, since many a firm has nobody who
    would.
    """
    if by.is_operator:
        return True
    if any(organisation.is_of(item) and item.role.administers for item in by.memberships):
        return True
    firm = organisation.firm
    return (
        firm is not None
        and by.coordinates(firm)
        and _chamber_covers(work, firm, by)
        and work.disclosures.of_firm(firm.ref).audience_of(by, firm.ref) is not None
    )


def _chamber_covers(work: UnitOfWork, firm: Firm, by: Caller) -> bool:
    administered = (
        work.chambers.get(item.chamber_ref)
        for item in by.memberships
        if item.role is Role.CHAMBER_ADMINISTRATOR and item.chamber_ref
    )
    return any(chamber.record.region.covers(firm) for chamber in administered if chamber)


def orphaned_without(work: UnitOfWork, membership: Membership) -> Organisation | None:
    """Return the organisation where nobody else could look after the people and keys."""
    if not membership.role.administers:
        return None
    organisation = organisation_of(work, membership.organisation_ref)
    if organisation is None:
        return None
    others = (
        item
        for item in work.memberships.of_organisation(organisation.ref)
        if organisation.is_of(item) and item.person_ref != membership.person_ref
    )
    return None if any(item.role.administers for item in others) else organisation


def must_leave_an_administrator(work: UnitOfWork, *memberships: Membership) -> None:
    """Refuse what would leave organisations without anybody to look after them."""
    orphaned = [found for item in memberships if (found := orphaned_without(work, item))]
    if orphaned:
        names = "、".join(item.name for item in orphaned)
        raise ConflictError(
            f"{names} の管理者がいなくなります。先に、ほかの人を管理者にしてください",
            english=(
                f"{', '.join(item.ref for item in orphaned)} would have no administrator: "
                "appoint a successor first"
            ),
        )


def no_such_organisation() -> NotFoundError:
    """Say that there is no such organisation, or none that the caller may see."""
    return NotFoundError("その組織は見つかりません", english="no such organisation")
