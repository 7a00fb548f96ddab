"""People, their roles and what was agreed to."""

from collections.abc import Collection
from typing import Any

from more_itertools import batched
from sqlalchemy import Connection, Row, delete, insert, update
from sqlmodel import col, select

from enishi.adapters.db.repositories.versions import BATCH
from enishi.adapters.db.tables import ConsentRow, MembershipRow, PersonRow
from enishi.domain.consent import Consent, ConsentMeans
from enishi.domain.email_address import EmailAddress
from enishi.domain.errors import ConflictError
from enishi.domain.membership import Membership, Role
from enishi.domain.person import Person, PreferredLanguage

_CONSENT = (
    *("ref", "terms_version", "given_at", "firm_ref", "person_ref"),
    *("recorded_by", "said_by", "withdrawn_at"),
)


class SqlPersonRepository:
    """The person table."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, person: Person) -> None:
        """Store the person; raises ConflictError where another one has the e-mail address."""
        holder = self.by_email(person.email)
        if holder is not None and holder.ref != person.ref:
            raise ConflictError(
                "このメールアドレスは登録済みです", english="this e-mail address is registered"
            )
        values = {
            "ref": person.ref,
            "email": person.email.text,
            "name": person.name,
            "language": person.language.value,
        }
        done = self._connection.execute(
            update(PersonRow).where(col(PersonRow.ref) == person.ref).values(values)
        )
        if done.rowcount == 0:
            self._connection.execute(insert(PersonRow), values)

    def get(self, ref: str) -> Person | None:
        """Return one person."""
        return self.get_many([ref]).get(ref)

    def get_many(self, refs: Collection[str]) -> dict[str, Person]:
        """Return those of the people that there are."""
        found: dict[str, Person] = {}
        for chunk in batched(sorted(set(refs)), BATCH):
            rows = self._connection.execute(select(PersonRow).where(col(PersonRow.ref).in_(chunk)))
            found |= {row.ref: _person(row) for row in rows}
        return found

    def by_email(self, email: EmailAddress) -> Person | None:
        """Return who has this address."""
        row = self._connection.execute(
            select(PersonRow).where(PersonRow.email == email.text)
        ).first()
        return None if row is None else _person(row)

    def all(self) -> list[Person]:
        """Return everybody in order of ref."""
        rows = self._connection.execute(select(PersonRow).order_by(col(PersonRow.ref)))
        return [_person(row) for row in rows]

    def remove(self, ref: str) -> bool:
        """Erase the person with their memberships; False where there is none."""
        done = self._connection.execute(delete(PersonRow).where(col(PersonRow.ref) == ref))
        return done.rowcount > 0


class SqlMembershipRepository:
    """The membership table."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, membership: Membership) -> None:
        """Store the role in place of the one that the person had in that organisation."""
        # In place: keys refer to the membership, and would go with the row.
        values = {
            "person_ref": membership.person_ref,
            "role": membership.role.value,
            "organisation_ref": membership.organisation_ref,
            "firm_ref": membership.firm_ref,
            "chamber_ref": membership.chamber_ref,
        }
        done = self._connection.execute(
            update(MembershipRow)
            .where(
                col(MembershipRow.person_ref) == membership.person_ref,
                col(MembershipRow.organisation_ref) == membership.organisation_ref,
            )
            .values(values)
        )
        if done.rowcount == 0:
            self._connection.execute(insert(MembershipRow), values)

    def of_person(self, person_ref: str) -> tuple[Membership, ...]:
        """Return a person's memberships in order of organisation."""
        return self._where(
            col(MembershipRow.person_ref) == person_ref, MembershipRow.organisation_ref
        )

    def of_organisation(self, organisation_ref: str) -> tuple[Membership, ...]:
        """Return an organisation's memberships in order of person."""
        return self._where(
            col(MembershipRow.organisation_ref) == organisation_ref, MembershipRow.person_ref
        )

    def of_organisations(self, organisation_refs: Collection[str]) -> tuple[Membership, ...]:
        """Return the memberships in any of some organisations, in order of both."""
        found: list[Membership] = []
        for chunk in batched(sorted(set(organisation_refs)), BATCH):
            found += self._where(
                col(MembershipRow.organisation_ref).in_(chunk),
                MembershipRow.organisation_ref,
                MembershipRow.person_ref,
            )
        return tuple(found)

    def remove(self, person_ref: str, organisation_ref: str) -> bool:
        """Take a person out of an organisation; False where they were not in it."""
        done = self._connection.execute(
            delete(MembershipRow).where(
                col(MembershipRow.person_ref) == person_ref,
                col(MembershipRow.organisation_ref) == organisation_ref,
            )
        )
        return done.rowcount > 0

    def _where(self, condition: Any, *order: Any) -> tuple[Membership, ...]:
        rows = self._connection.execute(select(MembershipRow).where(condition).order_by(*order))
        return tuple(
            Membership(row.person_ref, Role(row.role), row.firm_ref, row.chamber_ref)
            for row in rows
        )


class SqlConsentRepository:
    """The consent table."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, consent: Consent) -> None:
        """Store the consent, or that it was withdrawn."""
        values = {name: getattr(consent, name) for name in _CONSENT}
        values["means"] = consent.means.value
        done = self._connection.execute(
            update(ConsentRow).where(col(ConsentRow.ref) == consent.ref).values(values)
        )
        if done.rowcount == 0:
            self._connection.execute(insert(ConsentRow), values)

    def of_firm(self, firm_ref: str) -> tuple[Consent, ...]:
        """Return what was agreed to for a firm, oldest first."""
        return self._where(col(ConsentRow.firm_ref) == firm_ref)

    def of_person(self, person_ref: str) -> tuple[Consent, ...]:
        """Return what a person agreed to, oldest first."""
        return self._where(col(ConsentRow.person_ref) == person_ref)

    def agreed(self, firm_refs: Collection[str]) -> dict[str, Consent]:
        """Return the newest consent that stands, of those firms that have one."""
        found: dict[str, Consent] = {}
        for chunk in batched(sorted(set(firm_refs)), BATCH):
            standing = self._where(
                col(ConsentRow.firm_ref).in_(chunk) & col(ConsentRow.withdrawn_at).is_(None)
            )
            found |= {item.firm_ref: item for item in standing if item.firm_ref}
        return found

    def _where(self, condition: Any) -> tuple[Consent, ...]:
        rows = self._connection.execute(
            select(ConsentRow)
            .where(condition)
            .order_by(col(ConsentRow.given_at), col(ConsentRow.ref))
        )
        return tuple(
            Consent(
                means=ConsentMeans(row.means), **{name: getattr(row, name) for name in _CONSENT}
            )
            for row in rows
        )


def _person(row: Row[Any]) -> Person:
    return Person(row.ref, EmailAddress(row.email), row.name, PreferredLanguage(row.language))
