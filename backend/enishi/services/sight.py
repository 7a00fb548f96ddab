"""What a caller sees of stored records, and what of that the audit log has to know."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime

from enishi.domain.access import Audience, Caller, Scope
from enishi.domain.audit import AuditAction, AuditEntry
from enishi.domain.disclosure import (
    OPEN,
    Disclosure,
    Visibility,
    disclosed_firm,
    disclosed_need,
    value_at,
)
from enishi.domain.errors import NotFoundError, NotPermittedError
from enishi.domain.firm import Firm
from enishi.domain.need import Need
from enishi.services.acts import act
from enishi.services.ports import Stored, UnitOfWork


@dataclass(frozen=True, slots=True)
class Posting:
    """A need as somebody sees it, with the firm that posts it where that is seen, too."""

    need: Stored[Need]
    seeker: Firm | None
    disclosure: Disclosure  # what holds for the need, its firm and what was released included
    audience: Audience  # from which circle the reader sees it
    owner_ref: str | None  # whose need it is, whether the reader sees that or not


@dataclass(frozen=True, slots=True)
class SeenFirm:
    """A firm as it is there for one reader."""

    stored: Stored[Firm]  # whole: what the reader may see of it is `shown`
    disclosure: Disclosure
    audience: Audience

    @property
    def firm(self) -> Firm:
        """The whole firm."""
        return self.stored.record

    @property
    def shown(self) -> Firm:
        """The firm with what is kept back from this reader left out."""
        return disclosed_firm(self.firm, self.disclosure, self.audience)

    @property
    def shown_record(self) -> Stored[Firm]:
        """What is shown, with its revision."""
        return replace(self.stored, record=self.shown)

    def admits_to(self, path: str) -> bool:
        """Whether the reader sees a field."""
        return self.disclosure.of(path).admits(self.audience)


def seen_among(
    work: UnitOfWork, firms: Mapping[str, Stored[Firm]], by: Caller
) -> dict[str, SeenFirm]:
    """Return those of some firms that are there for the caller."""
    decided = work.disclosures.of_firms(firms.keys())
    found: dict[str, SeenFirm] = {}
    for ref, stored in firms.items():
        disclosure = decided.get(ref, OPEN)
        audience = disclosure.audience_of(by, ref)
        if audience is not None:
            found[ref] = SeenFirm(stored, disclosure, audience)
    return found


def firms_seen(
    work: UnitOfWork, firms: Mapping[str, Stored[Firm]], by: Caller
) -> dict[str, Stored[Firm]]:
    """Return those of some firms that are there for the caller, as the caller sees them."""
    return {ref: item.shown_record for ref, item in seen_among(work, firms, by).items()}


def firm_as_seen(work: UnitOfWork, firm_id: str, by: Caller) -> SeenFirm:
    """Return a firm with what the caller is to it; raises NotFoundError."""
    ref = work.firms.ref_of(firm_id)
    stored = work.firms.get(ref) if ref is not None else None
    found = seen_among(work, {stored.record.ref: stored} if stored else {}, by)
    for seen in found.values():
        return seen
    raise no_such_firm()


def firm_to_write(work: UnitOfWork, firm_id: str, by: Caller) -> SeenFirm:
    """Return a firm for the firm itself, or for a coordinator of its region.

    Raises NotSignedInError, NotFoundError, and NotPermittedError for anybody else.
    """
    by.must_have(Scope.WRITE)
    seen = firm_as_seen(work, firm_id, by)
    must_write_of(seen.firm, by)
    return seen


def firm_to_advise(work: UnitOfWork, firm_id: str, by: Caller, *, told: str) -> SeenFirm:
    """Return a firm for the firm itself, or for a coordinator of its region, to be told of it.

    `told` names in Japanese what they are told. Raises NotSignedInError, NotFoundError, and
    NotPermittedError for anybody else.
    """
    by.must_have(Scope.READ)
    seen = firm_as_seen(work, firm_id, by)
    if not (by.is_operator or by.belongs_to(seen.firm.ref) or by.coordinates(seen.firm)):
        raise NotPermittedError(
            f"{told}は、その企業と、地域を受け持つ商工会議所だけが見られます",
            english="only the firm itself and the chamber of its region may see this",
        )
    return seen


def must_write_of(firm: Firm, by: Caller) -> None:
    """Raise NotPermittedError for whoever is not of the firm, nor of the chamber of its region."""
    by.must_have(Scope.WRITE)
    if not by.may_write_of(firm):
        raise NotPermittedError(
            "この企業の情報は、その企業と、地域を受け持つ商工会議所だけが変えられます",
            english="only the firm itself and the chamber of its region may change this",
        )


def no_such_firm() -> NotFoundError:
    """The one sentence for a firm that is not there, or not there for the reader."""
    return NotFoundError("その企業は見つかりません", english="no such firm")


def postings_seen(work: UnitOfWork, needs: Iterable[Stored[Need]], by: Caller) -> list[Posting]:
    """Return those of some needs that the caller sees, in the same order.

    What was released to a firm of the caller, the caller sees.
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
        disclosure = decided.get(ref, OPEN).posted_by(guard).without(opened)
        audience = disclosure.audience_of(by, owner)
        if audience is None:
            continue
        shown = replace(stored, record=disclosed_need(stored.record, disclosure, audience))
        firm = firms.get(shown.record.firm_ref or "")
        known = None
        if firm is not None:
            circle = guard.audience_of(by, owner)
            # Where it was released whose need it is, of the firm at least what readers see.
            known = disclosed_firm(firm.record, guard, audience if circle is None else circle)
        seen.append(Posting(shown, known, disclosure, audience, owner))
    return seen


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


def guarded_postings(by: Caller, postings: Iterable[Posting], *, at: datetime) -> list[AuditEntry]:
    """Return the entries for having shown needs beyond what everybody sees of them."""
    entries = []
    for item in postings:
        if item.audience in (Audience.ANYONE, Audience.OWNER):
            continue
        paths = [path for path in item.disclosure.paths if _is_beyond(item, path)]
        if item.disclosure.listing or item.disclosure.hide_from:
            paths.insert(0, "listing")
        if paths:
            ref, owner = item.need.record.ref, item.owner_ref
            entries.append(
                act(AuditAction.READ, "need", ref, owner=owner, by=by, at=at, fields=paths)
            )
    return entries


def _is_beyond(item: Posting, path: str) -> bool:
    level = item.disclosure.of(path)
    return level is not Visibility.PUBLIC and level.admits(item.audience)


def changed_fields(before: Firm | Need, after: Firm | Need) -> list[str]:
    """Return the names of the fields in which two versions of a record differ."""
    names = (item.name for item in fields(before))
    return [name for name in names if getattr(before, name) != getattr(after, name)]


def must_leave_alone_what_is_kept_back(
    disclosure: Disclosure, audience: Audience, before: Firm | Need, after: Firm | Need
) -> None:
    """Refuse to change what the caller does not see; raises NotPermittedError.

    Whoever replaces a list without seeing all of it would otherwise delete the rest.
    """
    for path, level in disclosure.paths.items():
        if not level.admits(audience) and value_at(before, path) != value_at(after, path):
            raise NotPermittedError(
                f"{path} は、企業が自社だけに限っている項目です。企業だけが変えられます",
                english=f"{path} is kept back by the firm, which alone may change it",
            )
