"""Profile sheets (届出票): a firm's entry on paper, to be corrected by pen and sent back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from enishi.domain.access import Caller, Scope
from enishi.domain.audit import AuditAction
from enishi.domain.chamber import Chamber
from enishi.domain.contact import Contact
from enishi.domain.disclosure import CONTACT, Disclosure
from enishi.domain.firm import Firm
from enishi.domain.japan_time import day_in_japan
from enishi.services.ports import Database, UnitOfWork
from enishi.services.proxy_registrations import draft_in_charge
from enishi.services.register import act_on_firm, is_in_charge
from enishi.services.sight import firm_as_seen, no_such_firm


@dataclass(frozen=True, slots=True)
class ProfileSheet:
    """Everything that is printed."""

    firm: Firm
    contact: Contact | None
    disclosure: Disclosure
    chamber: Chamber | None  # to whom the slip goes back
    printed_on: date
    draft_ref: str | None = None  # of an entry that waits for the firm's word


@dataclass(frozen=True)
class ProfileSheetService:
    """Gathers what goes on paper, for the firm itself and for its coordinators only."""

    database: Database
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def of_firm(self, firm_id: str, *, to: Caller) -> ProfileSheet:
        """Return a firm's sheet; for anybody else there is no such firm."""
        to.must_have(Scope.READ)
        now = self.now()
        with self.database.begin() as work:
            seen = firm_as_seen(work, firm_id, to)
            if not (to.belongs_to(seen.firm.ref) or is_in_charge(to, seen.firm)):
                raise no_such_firm()
            contact = work.contacts.of_firm(seen.firm.ref) if seen.admits_to(CONTACT) else None
            if not to.belongs_to(seen.firm.ref):
                work.audit.add(
                    act_on_firm(to, AuditAction.READ, now, seen.firm.ref, "sheet", CONTACT)
                )
            return ProfileSheet(
                firm=seen.shown,
                contact=contact,
                disclosure=seen.disclosure,
                chamber=_chamber_for(work, seen.firm, to),
                printed_on=day_in_japan(now),
            )

    def of_draft(self, ref: str, *, to: Caller) -> ProfileSheet:
        """Return the sheet of an entry that waits; raises NotFoundError outside the region."""
        to.must_have(Scope.READ)
        now = self.now()
        with self.database.begin() as work:
            draft = draft_in_charge(work, ref, to)
            work.audit.add(
                act_on_firm(to, AuditAction.READ, now, draft.firm.ref, "sheet", draft_ref=draft.ref)
            )
            return ProfileSheet(
                firm=draft.firm,
                contact=draft.contact,
                disclosure=draft.disclosure,
                chamber=_chamber_for(work, draft.firm, to),
                printed_on=day_in_japan(now),
                draft_ref=draft.ref,
            )


def _chamber_for(work: UnitOfWork, firm: Firm, to: Caller) -> Chamber | None:
    """Return the chamber that looks after the firm: the reader's own before any other."""
    covering = [
        stored.record for stored in work.chambers.all() if stored.record.region.covers(firm)
    ]
    own = [chamber for chamber in covering if chamber.ref in to.chamber_refs]
    return next(iter(own or covering), None)
