"""What is known of a firm beside its published entry."""

from collections.abc import Collection, Mapping
from typing import Any

from more_itertools import batched
from sqlalchemy import Connection, Row, delete, insert
from sqlmodel import col, select

from enishi.adapters.db.repositories.versions import BATCH
from enishi.adapters.db.repositories.writing import add_rows
from enishi.adapters.db.tables import (
    ContactRow,
    NetworkRoleRow,
    RegisteredNameRow,
    SuccessionRow,
    VerificationRow,
)
from enishi.domain.contact import Contact
from enishi.domain.corporate_number import CorporateNumber
from enishi.domain.email_address import EmailAddress
from enishi.domain.network_role import NetworkRole, StatedRole
from enishi.domain.succession import Succession, SuccessionPlan
from enishi.domain.verification import FirmVerification, VerificationMeans, VerificationRung

_CONTACT = ("firm_ref", "name", "phone", "fax", "address", "best_time")
_SUCCESSION = ("firm_ref", "asked_on", "asked_by", "closing_year", "note")
_ROLE = ("firm_ref", "said_by", "said_on", "note")
_VERIFICATION = ("ref", "firm_ref", "confirmed_on", "confirmed_by", "chamber_ref", "note")

_OneEach = type[ContactRow] | type[SuccessionRow] | type[NetworkRoleRow]


class SqlContactRepository:
    """The contact table."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, contact: Contact) -> None:
        """Store the contact in place of the one that the firm had."""
        email = contact.email.text if contact.email else None
        _replace(self._connection, ContactRow, _values(contact, _CONTACT) | {"email": email})

    def of_firm(self, firm_ref: str) -> Contact | None:
        """Return a firm's contact."""
        return self.of_firms([firm_ref]).get(firm_ref)

    def of_firms(self, firm_refs: Collection[str]) -> dict[str, Contact]:
        """Return the contacts of those firms that have one."""
        found: dict[str, Contact] = {}
        for chunk in batched(sorted(set(firm_refs)), BATCH):
            rows = self._connection.execute(
                select(ContactRow).where(col(ContactRow.firm_ref).in_(chunk))
            )
            found |= {row.firm_ref: _contact(row) for row in rows}
        return found

    def remove(self, firm_ref: str) -> bool:
        """Delete a firm's contact; False where there is none."""
        return _remove(self._connection, ContactRow, firm_ref)


class SqlSuccessionRepository:
    """The succession table."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, succession: Succession) -> None:
        """Store it in place of what the firm said before."""
        values = _values(succession, _SUCCESSION) | {"plan": succession.plan.value}
        _replace(self._connection, SuccessionRow, values)

    def of_firm(self, firm_ref: str) -> Succession | None:
        """Return what a firm says."""
        row = self._connection.execute(
            select(SuccessionRow).where(SuccessionRow.firm_ref == firm_ref)
        ).first()
        return None if row is None else _succession(row)

    def all(self) -> list[Succession]:
        """Return what every firm says that was asked, in order of ref."""
        rows = self._connection.execute(select(SuccessionRow).order_by(col(SuccessionRow.firm_ref)))
        return [_succession(row) for row in rows]

    def remove(self, firm_ref: str) -> bool:
        """Delete what a firm says; False where there is none."""
        return _remove(self._connection, SuccessionRow, firm_ref)


class SqlNetworkRoleRepository:
    """The network_role table."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, stated: StatedRole) -> None:
        """Store the judgement in place of the one before."""
        values = _values(stated, _ROLE) | {"role": stated.role.value}
        _replace(self._connection, NetworkRoleRow, values)

    def of_firm(self, firm_ref: str) -> StatedRole | None:
        """Return what a firm is held to be."""
        row = self._connection.execute(
            select(NetworkRoleRow).where(NetworkRoleRow.firm_ref == firm_ref)
        ).first()
        if row is None:
            return None
        return StatedRole(
            role=NetworkRole(row.role), **{name: getattr(row, name) for name in _ROLE}
        )


class SqlVerificationRepository:
    """The verification table."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, verification: FirmVerification) -> None:
        """Store one more."""
        values = _values(verification, _VERIFICATION)
        values |= {"rung": int(verification.rung), "means": verification.means.value}
        add_rows(self._connection, VerificationRow, [values])

    def of_firms(self, firm_refs: Collection[str]) -> dict[str, tuple[FirmVerification, ...]]:
        """Return those of each firm that has any, oldest first."""
        found: dict[str, tuple[FirmVerification, ...]] = {}
        for chunk in batched(sorted(set(firm_refs)), BATCH):
            rows = self._connection.execute(
                select(VerificationRow)
                .where(col(VerificationRow.firm_ref).in_(chunk))
                .order_by(col(VerificationRow.confirmed_on), col(VerificationRow.ref))
            )
            for row in rows:
                found[row.firm_ref] = (*found.get(row.firm_ref, ()), _verification(row))
        return found


class SqlRegisteredNames:
    """The registered_name table."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put_many(self, names: Mapping[CorporateNumber, str]) -> None:
        """Store the names, replacing what the numbers had."""
        for chunk in batched(names.items(), BATCH):
            numbers = [number.value for number, _ in chunk]
            self._connection.execute(
                delete(RegisteredNameRow).where(
                    col(RegisteredNameRow.corporate_number).in_(numbers)
                )
            )
            rows = [{"corporate_number": number.value, "name": name} for number, name in chunk]
            add_rows(self._connection, RegisteredNameRow, rows)

    def of_numbers(self, numbers: Collection[CorporateNumber]) -> dict[CorporateNumber, str]:
        """Return the names of those numbers that are known."""
        found: dict[CorporateNumber, str] = {}
        for chunk in batched(sorted({number.value for number in numbers}), BATCH):
            rows = self._connection.execute(
                select(RegisteredNameRow).where(col(RegisteredNameRow.corporate_number).in_(chunk))
            )
            found |= {CorporateNumber(row.corporate_number): row.name for row in rows}
        return found


def _values(noun: object, names: Collection[str]) -> dict[str, Any]:
    return {name: getattr(noun, name) for name in names}


def _replace(connection: Connection, table: _OneEach, values: dict[str, Any]) -> None:
    _remove(connection, table, values["firm_ref"])
    connection.execute(insert(table), values)


def _remove(connection: Connection, table: _OneEach, firm_ref: str) -> bool:
    done = connection.execute(delete(table).where(col(table.firm_ref) == firm_ref))
    return done.rowcount > 0


def _contact(row: Row[Any]) -> Contact:
    email = EmailAddress(row.email) if row.email else None
    return Contact(email=email, **{name: getattr(row, name) for name in _CONTACT})


def _succession(row: Row[Any]) -> Succession:
    known = {name: getattr(row, name) for name in _SUCCESSION}
    return Succession(plan=SuccessionPlan(row.plan), **known)


def _verification(row: Row[Any]) -> FirmVerification:
    known = {name: getattr(row, name) for name in _VERIFICATION}
    return FirmVerification(
        rung=VerificationRung(row.rung), means=VerificationMeans(row.means), **known
    )
