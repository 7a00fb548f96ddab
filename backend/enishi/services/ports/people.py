"""Where people, what they agreed to and what they may see are kept."""

from collections.abc import Collection, Iterator
from typing import Protocol

from enishi.domain.audit import AuditEntry, AuditReach, RecordedAct
from enishi.domain.chamber import Chamber
from enishi.domain.consent import Consent
from enishi.domain.disclosure import Disclosure
from enishi.domain.email_address import EmailAddress
from enishi.domain.membership import Membership
from enishi.domain.person import Person
from enishi.services.ports.records import Change, Stored


class PersonRepository(Protocol):
    """People, by `person_ref`."""

    def put(self, person: Person) -> None:
        """Store the person; raises ConflictError where another one has the e-mail address."""

    def get(self, ref: str) -> Person | None:
        """Return one person."""

    def get_many(self, refs: Collection[str]) -> dict[str, Person]:
        """Return those of the people that there are."""

    def by_email(self, email: EmailAddress) -> Person | None:
        """Return who has this address."""

    def all(self) -> list[Person]:
        """Return everybody in order of ref."""

    def remove(self, ref: str) -> bool:
        """Erase the person with their memberships; False where there is none."""


class ChamberRepository(Protocol):
    """Chambers, by `chamber_ref`."""

    def put(self, chamber: Chamber) -> Change:
        """Store the chamber, replacing what is known of it.

        Raises ConflictError where the ref names a firm or the platform.
        """

    def get(self, ref: str) -> Stored[Chamber] | None:
        """Return one chamber."""

    def all(self) -> list[Stored[Chamber]]:
        """Return every chamber in order of ref."""

    def remove(self, ref: str) -> bool:
        """Delete the chamber with its memberships; False where there is none."""


class MembershipRepository(Protocol):
    """Who is what in which organisation; one role a person and organisation."""

    def put(self, membership: Membership) -> None:
        """Store the role in place of the one that the person had in that organisation."""

    def of_person(self, person_ref: str) -> tuple[Membership, ...]:
        """Return a person's memberships in order of organisation."""

    def of_organisation(self, organisation_ref: str) -> tuple[Membership, ...]:
        """Return an organisation's memberships in order of person."""

    def of_organisations(self, organisation_refs: Collection[str]) -> tuple[Membership, ...]:
        """Return the memberships in any of some organisations, in order of both."""

    def remove(self, person_ref: str, organisation_ref: str) -> bool:
        """Take a person out of an organisation; False where they were not in it."""


class ConsentRepository(Protocol):
    """What was agreed to, by `consent_ref`."""

    def put(self, consent: Consent) -> None:
        """Store the consent, or that it was withdrawn."""

    def of_firm(self, firm_ref: str) -> tuple[Consent, ...]:
        """Return what was agreed to for a firm, oldest first."""

    def of_person(self, person_ref: str) -> tuple[Consent, ...]:
        """Return what a person agreed to, oldest first."""

    def agreed(self, firm_refs: Collection[str]) -> dict[str, Consent]:
        """Return the newest consent that stands, of those firms that have one."""


class DisclosureRepository(Protocol):
    """Who may see what; who decided nothing has an open profile."""

    def put_firm(self, firm_ref: str, disclosure: Disclosure) -> None:
        """Store what a firm decided; an open disclosure is kept as none."""

    def of_firm(self, firm_ref: str) -> Disclosure:
        """Return what a firm decided."""

    def of_firms(self, firm_refs: Collection[str]) -> dict[str, Disclosure]:
        """Return what firms decided; those that decided nothing are left out."""

    def guarded_firms(self) -> list[str]:
        """Return in order the refs of the firms that keep anything back."""

    def hiding_from(self, firm_refs: Collection[str]) -> frozenset[str]:
        """Return the firms that hide from any of some firms."""

    def put_need(self, need_ref: str, disclosure: Disclosure) -> None:
        """Store what was decided on a need; an open disclosure is kept as none."""

    def of_need(self, need_ref: str) -> Disclosure:
        """Return what was decided on a need."""

    def of_needs(self, need_refs: Collection[str]) -> dict[str, Disclosure]:
        """Return what was decided on needs; the open ones are left out."""


class AuditLog(Protocol):
    """Who read or wrote what is not public; entries are only ever added."""

    def add(self, *entries: AuditEntry) -> None:
        """Append entries to the transaction at hand."""

    def page(
        self,
        *,
        before: int | None,
        limit: int,
        owner_ref: str | None = None,
        actor_ref: str | None = None,
        subject_ref: str | None = None,
        within: AuditReach | None = None,
    ) -> list[RecordedAct]:
        """Return entries, newest first, beginning before a position."""

    def newest_of(self, actor_refs: Collection[str]) -> dict[str, AuditEntry]:
        """Return the newest act of those people who did anything; a refusal is none."""

    def stream(
        self,
        *,
        owner_ref: str | None = None,
        subject_ref: str | None = None,
        within: AuditReach | None = None,
    ) -> Iterator[RecordedAct]:
        """Yield entries, oldest first."""
