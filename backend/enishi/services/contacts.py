"""Contacts (連絡先): whom to call at a firm."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from enishi.domain.access import Caller
from enishi.domain.audit import AuditAction
from enishi.domain.contact import Contact
from enishi.domain.disclosure import CONTACT
from enishi.domain.email_address import EmailAddress
from enishi.domain.errors import NotFoundError
from enishi.services.fields import Fields
from enishi.services.ports import Database
from enishi.services.register import act_on_firm, reading_of
from enishi.services.sight import firm_as_seen, firm_to_write


@dataclass(frozen=True)
class ContactService:
    """Tells whom to call to those whom the firm lets know."""

    database: Database
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def read(self, firm_id: str, *, to: Caller) -> Contact:
        """Return whom to call; raises NotFoundError, also where the reader may not know."""
        # Whoever is nobody in particular sees public things only, and leaves no trace.
        with (self.database.begin if to.is_signed_in else self.database.read)() as work:
            seen = firm_as_seen(work, firm_id, to)
            contact = work.contacts.of_firm(seen.firm.ref)
            if contact is None or not seen.admits_to(CONTACT):
                raise _no_contact()
            work.audit.add(*reading_of(seen, CONTACT, to, self.now()))
            return contact

    def write(self, firm_id: str, said: Mapping[str, Any], *, by: Caller) -> Contact:
        """Store whom to call in place of whom it was before.

        Raises InvalidValueError naming the field, NotFoundError and NotPermittedError.
        """
        with self.database.begin() as work:
            firm = firm_to_write(work, firm_id, by).firm
            contact = contact_of(said, firm.ref)
            work.contacts.put(contact)
            work.audit.add(act_on_firm(by, AuditAction.WRITTEN, self.now(), firm.ref, CONTACT))
            return contact

    def remove(self, firm_id: str, *, by: Caller) -> None:
        """Forget whom to call; raises NotFoundError and NotPermittedError."""
        with self.database.begin() as work:
            firm = firm_to_write(work, firm_id, by).firm
            if not work.contacts.remove(firm.ref):
                raise _no_contact()
            work.audit.add(act_on_firm(by, AuditAction.ERASED, self.now(), firm.ref, CONTACT))


def contact_of(said: Mapping[str, Any], firm_ref: str) -> Contact:
    """Read a contact; raises InvalidValueError naming the field."""
    fields = Fields(said)
    email = fields.text("email")
    return Contact(
        firm_ref=firm_ref,
        name=fields.text("name"),
        phone=fields.text("phone"),
        fax=fields.text("fax"),
        email=EmailAddress(email) if email else None,
        address=fields.text("address"),
        best_time=fields.text("best_time"),
    )


def contact_record(contact: Contact) -> dict[str, Any]:
    """Write a contact with every field but whose it is."""
    return {
        "name": contact.name,
        "phone": contact.phone,
        "fax": contact.fax,
        "email": contact.email.text if contact.email else None,
        "address": contact.address,
        "best_time": contact.best_time,
    }


def _no_contact() -> NotFoundError:
    return NotFoundError("連絡先は見つかりません", english="no contact")
