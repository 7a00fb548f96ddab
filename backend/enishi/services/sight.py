"""What a caller sees of stored records, and what of that the audit log has to know."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime

from enishi.domain.access import Audience, Caller
from enishi.domain.audit import AuditAction, AuditEntry
from enishi.domain.disclosure import (
    OPEN,
    SEEKER,
    Disclosure,
    disclosed_firm,
    disclosed_need,
    value_at,
)
from enishi.domain.errors import NotPermittedError
from enishi.domain.firm import Firm
from enishi.domain.need import Need
from enishi.services.acts import act
from enishi.services.ports import Stored, UnitOfWork


@dataclass(frozen=True, slots=True)
class Posting:
    """A need as somebody sees it, with the firm that posts it where that is seen, too."""

    need: Stored[Need]
    seeker: Firm | None


def firm_seen(stored: Stored[Firm], disclosure: Disclosure, by: Caller) -> Stored[Firm] | None:
    """Return a firm as the caller sees it; None where it is not there for them."""
    audience = disclosure.audience_of(by, stored.record.ref)
    if audience is None:
        return None
    return replace(stored, record=disclosed_firm(stored.record, disclosure, audience))


def firms_seen(
    work: UnitOfWork, firms: Mapping[str, Stored[Firm]], by: Caller
) -> dict[str, Stored[Firm]]:
    """Return those of some firms that the caller sees, as the caller sees them."""
    decided = work.disclosures.of_firms(firms.keys())
    seen = {ref: firm_seen(stored, decided.get(ref, OPEN), by) for ref, stored in firms.items()}
    return {ref: stored for ref, stored in seen.items() if stored is not None}


def postings_seen(work: UnitOfWork, needs: Iterable[Stored[Need]], by: Caller) -> list[Posting]:
    """Return those of some needs that the caller sees, in the same order.

    A need does not say more of its firm than the firm itself does: where the firm is not
    listed for somebody the need is anonymous for them, and from whom the firm hides, its
    needs hide. What was released to a firm of the caller, the caller sees.
    """
    needs = list(needs)
    refs = {stored.record.firm_ref for stored in needs if stored.record.firm_ref}
    firms = work.firms.get_many(sorted(refs))
    guards = work.disclosures.of_firms(refs)
    need_refs = [stored.record.ref for stored in needs]
    decided = work.disclosures.of_needs(need_refs)
    released = work.releases.to_firms(need_refs, by.firm_refs) if by.firm_refs else {}
    seen = []
    for stored in needs:
        ref, owner = stored.record.ref, stored.record.firm_ref
        guard = guards.get(owner or "", OPEN)
        opened = released.get(ref, frozenset())
        disclosure = of_posting(decided.get(ref, OPEN), guard).without(opened)
        audience = disclosure.audience_of(by, owner)
        if audience is None:
            continue
        shown = replace(stored, record=disclosed_need(stored.record, disclosure, audience))
        firm = firms.get(shown.record.firm_ref or "")
        known = None
        if firm is not None:
            # Where it was released whose need it is, of the firm at least what readers see.
            circle = guard.audience_of(by, owner) or audience
            known = disclosed_firm(firm.record, guard, circle)
        seen.append(Posting(shown, known))
    return seen


def of_posting(own: Disclosure, of_its_firm: Disclosure) -> Disclosure:
    """Return what holds for a need: what was decided on it, and on the firm that posts it."""
    named = max(own.of(SEEKER), of_its_firm.listing)
    return Disclosure(
        own.listing, {**own.paths, SEEKER: named}, own.hide_from | of_its_firm.hide_from
    )


def guarded_read(
    by: Caller, firm: Firm, disclosure: Disclosure, *, at: datetime
) -> AuditEntry | None:
    """Return the entry for having shown a firm; None where it was all public, or the caller's own.

    Of a firm that hides from somebody, or is not listed for everybody, its being there is
    the least that was shown.
    """
    audience = disclosure.audience_of(by, firm.ref)
    if audience is None or audience in (Audience.ANYONE, Audience.OWNER):
        return None
    paths = [
        path
        for path, level in disclosure.paths.items()
        if level and level.admits(audience) and value_at(firm, path) not in (None, ())
    ]
    if disclosure.listing or disclosure.hide_from:
        paths.insert(0, "listing")
    if not paths:
        return None
    return act(AuditAction.READ, "firm", firm.ref, owner=firm.ref, by=by, at=at, fields=paths)


def changed_fields(before: Firm | Need, after: Firm | Need) -> list[str]:
    """Return the names of the fields in which two versions of a record differ."""
    names = (item.name for item in fields(before))
    return [name for name in names if getattr(before, name) != getattr(after, name)]


def must_leave_alone_what_is_kept_back(
    by: Caller, disclosure: Disclosure, before: Firm, after: Firm
) -> None:
    """Refuse to change what the caller does not see; raises NotPermittedError.

    Whoever replaces a list without seeing all of it would otherwise delete the rest.
    """
    audience = disclosure.audience_of(by, before.ref)
    for path, level in disclosure.paths.items():
        unseen = audience is None or not level.admits(audience)
        if unseen and value_at(before, path) != value_at(after, path):
            raise NotPermittedError(
                f"{path} は、企業が自社だけに限っている項目です。企業だけが変えられます",
                english=f"{path} is kept back by the firm, which alone may change it",
            )
