"""Whose BIA cases somebody reads and writes: their own organisation's, and those in their care."""

from enishi.domain.access import Caller, Scope
from enishi.domain.bia.filing import FiledCase
from enishi.domain.errors import InvalidValueError, NotFoundError, NotPermittedError
from enishi.services.organisations import Organisation, is_inside, organisation_of
from enishi.services.ports import Stored, UnitOfWork
from enishi.services.sight import firms_seen


def case_seen(work: UnitOfWork, ref: str, by: Caller) -> Stored[FiledCase]:
    """Return a case of the caller's; raises NotFoundError, also for that of somebody else."""
    by.must_have(Scope.READ)
    stored = work.cases.get(ref)
    if stored is None or not _is_theirs(work, stored.record, by):
        raise NotFoundError("その BIA は見つかりません", english="no such BIA case")
    return stored


def case_to_write(work: UnitOfWork, ref: str, by: Caller) -> Stored[FiledCase]:
    """Return a case of the caller's that they may change; raises as `case_seen`."""
    by.must_have(Scope.WRITE)
    return case_seen(work, ref, by)


def owners_seen(work: UnitOfWork, by: Caller) -> frozenset[str] | None:
    """Return the organisations whose cases the caller reads; None: all of them."""
    if by.is_operator:
        return None
    own = by.firm_refs | by.chamber_refs
    if not by.regions:
        return own
    firms = work.firms.get_many(sorted(work.cases.owning_firms()))
    return own | {ref for ref, item in firms.items() if by.coordinates(item.record)}


def owner_to_be(work: UnitOfWork, ref: str | None, by: Caller) -> Organisation:
    """Return the organisation that a new case is to belong to: the caller's only one, or `ref`.

    Raises InvalidValueError where it has to be named or does not exist for the caller, and
    NotPermittedError where it is not the caller's.
    """
    by.must_have(Scope.WRITE)
    found = organisation_of(work, ref or _only_one(by))
    is_seen = found is not None and (
        found.firm is None or _may_file(found, by) or _sees_firm(work, found, by)
    )
    if found is None or not is_seen or (found.firm is None and found.chamber is None):
        raise InvalidValueError(
            f"登録されていない企業か会議所です（{ref}）",
            field="organisation_ref",
            english=f"no such firm or chamber: {ref}",
        )
    if not _may_file(found, by):
        raise NotPermittedError(
            "BIA を置けるのは、自社と、受け持つ地域の企業だけです",
            english="a case is filed for one's own firm, or for one in the chamber's region",
        )
    return found


def _only_one(by: Caller) -> str:
    own = by.firm_refs | by.chamber_refs
    if len(own) != 1:
        raise InvalidValueError(
            "どの企業か会議所の BIA かを指定してください",
            field="organisation_ref",
            english="say whose case it is",
        )
    return next(iter(own))


def _may_file(organisation: Organisation, by: Caller) -> bool:
    firm = organisation.firm
    return (
        is_inside(organisation, by) or by.is_operator or (firm is not None and by.coordinates(firm))
    )


def _sees_firm(work: UnitOfWork, organisation: Organisation, by: Caller) -> bool:
    stored = work.firms.get(organisation.ref)
    return stored is not None and bool(firms_seen(work, {organisation.ref: stored}, by))


def _is_theirs(work: UnitOfWork, filed: FiledCase, by: Caller) -> bool:
    owner = organisation_of(work, filed.organisation_ref)
    return owner is not None and _may_file(owner, by)
