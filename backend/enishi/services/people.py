"""People and their roles in organisations."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from enishi.domain.access import Caller, Scope
from enishi.domain.audit import AuditAction
from enishi.domain.email_address import EmailAddress
from enishi.domain.errors import ConflictError, NotFoundError
from enishi.domain.invitation import Invitation, membership
from enishi.domain.membership import Membership, Role
from enishi.domain.person import Person, PreferredLanguage
from enishi.services.acts import act
from enishi.services.organisations import (
    Organisation,
    may_administer,
    must_leave_an_administrator,
    organisation_administered,
    organisation_seen,
)
from enishi.services.ports import Database, UnitOfWork
from enishi.services.tokens import new_ref


@dataclass(frozen=True, slots=True)
class Member:
    """A person in an organisation, with what they are there."""

    person: Person
    role: Role


@dataclass(frozen=True, slots=True)
class Roster:
    """An organisation's people; who is invited is told to those who look after it."""

    organisation: Organisation
    members: tuple[Member, ...]
    invitations: tuple[Invitation, ...] = ()


@dataclass(frozen=True)
class PeopleService:
    """Registers people, and changes who is what in which organisation."""

    database: Database
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def register(
        self,
        email: EmailAddress,
        name: str,
        role: Role,
        organisation_ref: str,
        *,
        language: PreferredLanguage = PreferredLanguage.JAPANESE,
        by: Caller,
    ) -> Person:
        """Store a person with their first role, without an invitation; for operators.

        Raises ConflictError where the address is registered, and NotFoundError.
        """
        by.must_be_operator()
        with self.database.begin() as work:
            organisation = organisation_administered(work, organisation_ref, by)
            organisation.must_have(role)
            if work.people.by_email(email) is not None:
                raise ConflictError(
                    "このメールアドレスは登録済みです", english="this e-mail address is registered"
                )
            person = Person(new_ref("p"), email, name, language)
            work.people.put(person)
            work.memberships.put(membership(person.ref, role, organisation_ref))
            self._write_down(work, person.ref, organisation, by)
        return person

    def everybody(self, *, by: Caller) -> list[tuple[Person, tuple[Membership, ...]]]:
        """Return everybody with their roles in order of ref; for operators."""
        by.must_be_operator()
        by.must_have(Scope.READ)
        with self.database.begin() as work:
            people = work.people.all()
            entry = act(*(AuditAction.READ, "people", "all"), owner=None, by=by, at=self.now())
            work.audit.add(entry)
            return [(person, work.memberships.of_person(person.ref)) for person in people]

    def found(self, email: EmailAddress, *, by: Caller) -> Person:
        """Return who has an address, for operators; raises NotFoundError."""
        by.must_be_operator()
        by.must_have(Scope.READ)
        with self.database.read() as work:
            person = work.people.by_email(email)
        if person is None:
            raise no_such_person()
        return person

    def of_organisation(self, organisation_ref: str, *, by: Caller) -> Roster:
        """Return an organisation's people in order of ref, to its own and who looks after it.

        Raises NotFoundError for everybody else.
        """
        by.must_have(Scope.READ)
        now = self.now()
        with self.database.begin() as work:
            organisation = organisation_seen(work, organisation_ref, by)
            memberships = _memberships(work, organisation)
            people = work.people.get_many([item.person_ref for item in memberships])
            invitations: tuple[Invitation, ...] = ()
            if may_administer(work, organisation, by):
                invited = work.invitations.of_organisation(organisation_ref)
                invitations = tuple(item for item in invited if now < item.expires_at)
            entry = act(
                *(AuditAction.READ, "organisation", organisation_ref),
                owner=organisation_ref,
                by=by,
                at=now,
                organisation=organisation_ref,
                fields=("people",),
            )
            work.audit.add(entry)
        members = tuple(Member(people[item.person_ref], item.role) for item in memberships)
        return Roster(organisation, members, invitations)

    def change_role(
        self, organisation_ref: str, person_ref: str, role: Role, *, by: Caller
    ) -> Member:
        """Give a person of the organisation another role.

        Raises NotFoundError, NotPermittedError, InvalidValueError where the organisation has no
        such role, and ConflictError where it would be left without an administrator.
        """
        with self.database.begin() as work:
            organisation = organisation_administered(work, organisation_ref, by)
            held = _held(work, organisation, person_ref)
            organisation.must_have(role)
            if not role.administers:
                must_leave_an_administrator(work, held)
            work.memberships.put(membership(person_ref, role, organisation_ref))
            self._write_down(work, person_ref, organisation, by)
            person = work.people.get(person_ref)
        if person is None:
            raise no_such_person()
        return Member(person, role)

    def give_role(self, person_ref: str, role: Role, organisation_ref: str, *, by: Caller) -> None:
        """Give anybody a role, new to the organisation or not; for operators."""
        by.must_be_operator()
        with self.database.begin() as work:
            organisation = organisation_administered(work, organisation_ref, by)
            organisation.must_have(role)
            if work.people.get(person_ref) is None:
                raise no_such_person()
            held = [
                item for item in _memberships(work, organisation) if item.person_ref == person_ref
            ]
            if not role.administers:
                must_leave_an_administrator(work, *held)
            work.memberships.put(membership(person_ref, role, organisation_ref))
            self._write_down(work, person_ref, organisation, by)

    def remove(self, organisation_ref: str, person_ref: str, *, by: Caller) -> None:
        """Take a person out of the organisation, whoever looks after it or the person themselves.

        The account stays. Raises NotFoundError, NotPermittedError, and ConflictError where nobody
        would be left to look after the organisation.
        """
        by.must_have(Scope.WRITE)
        with self.database.begin() as work:
            organisation = organisation_seen(work, organisation_ref, by)
            if by.person_ref != person_ref:
                organisation_administered(work, organisation_ref, by)
            held = _held(work, organisation, person_ref)
            must_leave_an_administrator(work, held)
            work.memberships.remove(person_ref, organisation_ref)
            self._write_down(work, person_ref, organisation, by)

    def _write_down(
        self, work: UnitOfWork, person_ref: str, organisation: Organisation, by: Caller
    ) -> None:
        entry = act(
            *(AuditAction.WRITTEN, "membership", person_ref),
            owner=person_ref,
            by=by,
            at=self.now(),
            organisation=organisation.ref,
            fields=("role",),
        )
        work.audit.add(entry)


def _memberships(work: UnitOfWork, organisation: Organisation) -> list[Membership]:
    found = work.memberships.of_organisation(organisation.ref)
    return [item for item in found if organisation.is_of(item)]


def _held(work: UnitOfWork, organisation: Organisation, person_ref: str) -> Membership:
    for item in _memberships(work, organisation):
        if item.person_ref == person_ref:
            return item
    raise no_such_person()


def no_such_person() -> NotFoundError:
    """Say that there is no such person, or none that the caller may see."""
    return NotFoundError("その人は見つかりません", english="no such person")
