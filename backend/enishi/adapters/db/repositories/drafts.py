"""Entries that wait for their firm, and firms that took their consent back."""

import json
from collections.abc import Collection
from decimal import Decimal
from typing import Any

from more_itertools import batched
from sqlalchemy import Connection, Row, delete, insert
from sqlmodel import col, select

from enishi.adapters.db.repositories.versions import BATCH
from enishi.adapters.db.tables import DraftRow, WithdrawalRow
from enishi.domain.consent import Consent, ConsentMeans
from enishi.domain.contact import Contact
from enishi.domain.corporate_number import CorporateNumber
from enishi.domain.disclosure import Disclosure, Visibility
from enishi.domain.draft import ConfirmationLink, Draft
from enishi.domain.email_address import EmailAddress
from enishi.domain.firm import Firm
from enishi.domain.withdrawal import Withdrawal
from enishi.services.records import firm_of, firm_record

# JSON has no exact decimals: these are kept as texts.
_EXACT = ("max_size_mm", "tolerance_um", "capacity_per_month")
_CONTACT = ("firm_ref", "name", "phone", "fax", "address", "best_time")
_CONSENT = ("ref", "terms_version", "firm_ref", "person_ref", "recorded_by", "said_by")


class SqlDraftRepository:
    """The draft table."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, draft: Draft) -> None:
        """Store the draft, replacing its earlier self."""
        self.remove(draft.ref)
        self._connection.execute(insert(DraftRow), _values(draft))

    def get(self, ref: str) -> Draft | None:
        """Return one draft."""
        return self._one(col(DraftRow.ref) == ref)

    def of_firm(self, firm_ref: str) -> Draft | None:
        """Return the draft of a firm."""
        return self._one(col(DraftRow.firm_ref) == firm_ref)

    def by_link(self, digest: str) -> Draft | None:
        """Return the draft that a link opens, also when the link has expired."""
        return self._one(col(DraftRow.link_digest) == digest)

    def all(self) -> list[Draft]:
        """Return every draft, oldest first."""
        rows = self._connection.execute(
            select(DraftRow).order_by(col(DraftRow.drafted_at), col(DraftRow.ref))
        )
        return [_draft(row) for row in rows]

    def remove(self, ref: str) -> bool:
        """Delete the draft; False where there is none."""
        done = self._connection.execute(delete(DraftRow).where(col(DraftRow.ref) == ref))
        return done.rowcount > 0

    def _one(self, condition: Any) -> Draft | None:
        row = self._connection.execute(select(DraftRow).where(condition)).first()
        return None if row is None else _draft(row)


class SqlWithdrawalRepository:
    """The withdrawal table."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, withdrawal: Withdrawal) -> None:
        """Remember it."""
        self.remove(withdrawal.firm_ref)
        number = withdrawal.corporate_number
        self._connection.execute(
            insert(WithdrawalRow),
            {
                "firm_ref": withdrawal.firm_ref,
                "corporate_number": number.value if number else None,
                "withdrawn_at": withdrawal.withdrawn_at,
                "means": withdrawal.means.value,
                "recorded_by": withdrawal.recorded_by,
            },
        )

    def of(
        self, firm_refs: Collection[str], numbers: Collection[CorporateNumber]
    ) -> list[Withdrawal]:
        """Return those that name any of the refs or of the numbers."""
        found: dict[str, Withdrawal] = {}
        digits = {number.value for number in numbers}
        for column, asked in (
            (WithdrawalRow.firm_ref, set(firm_refs)),
            (WithdrawalRow.corporate_number, digits),
        ):
            for chunk in batched(sorted(asked), BATCH):
                rows = self._connection.execute(select(WithdrawalRow).where(col(column).in_(chunk)))
                found |= {row.firm_ref: _withdrawal(row) for row in rows}
        return [found[ref] for ref in sorted(found)]

    def remove(self, firm_ref: str) -> bool:
        """Forget it, since the firm has agreed anew; False where there is none."""
        done = self._connection.execute(
            delete(WithdrawalRow).where(col(WithdrawalRow.firm_ref) == firm_ref)
        )
        return done.rowcount > 0


def _values(draft: Draft) -> dict[str, Any]:
    contact, consent, disclosure = draft.contact, draft.consent, draft.disclosure
    return {
        "ref": draft.ref,
        "firm_ref": draft.firm.ref,
        "firm": json.loads(json.dumps(firm_record(draft.firm), default=str)),
        "contact": contact
        and {name: getattr(contact, name) for name in _CONTACT}
        | {"email": contact.email.text if contact.email else None},
        "disclosure": {
            "listing": int(disclosure.listing),
            "paths": {path: int(level) for path, level in disclosure.paths.items()},
            "hide_from": sorted(disclosure.hide_from),
        },
        "consent": {name: getattr(consent, name) for name in _CONSENT}
        | {"means": consent.means.value},
        "consent_given_at": consent.given_at,
        "chamber_ref": draft.chamber_ref,
        "drafted_by": draft.drafted_by,
        "drafted_at": draft.drafted_at,
        "link_digest": draft.link.digest,
        "link_expires_at": draft.link.expires_at,
    }


def _draft(row: Row[Any]) -> Draft:
    return Draft(
        ref=row.ref,
        firm=_firm(row.firm),
        consent=Consent(
            **(row.consent | {"means": ConsentMeans(row.consent["means"])}),
            given_at=row.consent_given_at,
        ),
        contact=_contact(row.contact),
        disclosure=Disclosure(
            Visibility(row.disclosure["listing"]),
            {path: Visibility(level) for path, level in row.disclosure["paths"].items()},
            frozenset(row.disclosure["hide_from"]),
        ),
        chamber_ref=row.chamber_ref,
        drafted_by=row.drafted_by,
        drafted_at=row.drafted_at,
        link=ConfirmationLink(row.link_digest, row.link_expires_at),
    )


def _firm(record: dict[str, Any]) -> Firm:
    capabilities = [
        {
            name: Decimal(value) if name in _EXACT and value is not None else value
            for name, value in item.items()
        }
        for item in record["capabilities"]
    ]
    return firm_of(record | {"capabilities": capabilities})


def _contact(record: dict[str, Any] | None) -> Contact | None:
    if record is None:
        return None
    email = EmailAddress(record["email"]) if record["email"] else None
    return Contact(**(record | {"email": email}))


def _withdrawal(row: Row[Any]) -> Withdrawal:
    return Withdrawal(
        firm_ref=row.firm_ref,
        corporate_number=CorporateNumber(row.corporate_number) if row.corporate_number else None,
        withdrawn_at=row.withdrawn_at,
        means=ConsentMeans(row.means),
        recorded_by=row.recorded_by,
    )
