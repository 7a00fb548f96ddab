"""Stand-ins that behave: people, chambers, disclosures and the audit log."""

from collections.abc import Callable, Collection, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from enishi.domain.audit import AuditAction, AuditEntry, AuditReach, RecordedAct
from enishi.domain.chamber import Chamber
from enishi.domain.consent import Consent
from enishi.domain.disclosure import OPEN, Disclosure
from enishi.domain.email_address import EmailAddress
from enishi.domain.errors import ConflictError
from enishi.domain.membership import PLATFORM, Membership
from enishi.domain.person import Person
from enishi.services.ports import Change, Stored

if TYPE_CHECKING:
    from fake_keys import FakeApiKeys


class Follower(Protocol):
    """What goes when its person goes."""

    def forget_person(self, ref: str) -> None:
        """Forget whatever is of the person."""


class FakePeople:
    """People by their ref, one for each address."""

    def __init__(self, memberships: "FakeMemberships") -> None:
        self.held: dict[str, Person] = {}
        self._memberships = memberships
        self._followers: list[Follower] = []

    def followed_by(self, follower: "Follower") -> None:
        """Have another shelf forget whoever is erased here."""
        self._followers.append(follower)

    def put(self, person: Person) -> None:
        holder = self.by_email(person.email)
        if holder is not None and holder.ref != person.ref:
            raise ConflictError("登録済みのメールアドレスです")
        self.held[person.ref] = person

    def get(self, ref: str) -> Person | None:
        return self.held.get(ref)

    def get_many(self, refs: Collection[str]) -> dict[str, Person]:
        return {ref: self.held[ref] for ref in refs if ref in self.held}

    def by_email(self, email: EmailAddress) -> Person | None:
        return next((item for item in self.held.values() if item.email == email), None)

    def all(self) -> list[Person]:
        return [self.held[ref] for ref in sorted(self.held)]

    def remove(self, ref: str) -> bool:
        for membership in self._memberships.of_person(ref):
            self._memberships.remove(ref, membership.organisation_ref)
        for follower in self._followers:
            follower.forget_person(ref)
        return self.held.pop(ref, None) is not None


class FakeChambers:
    """Chambers by their ref."""

    def __init__(
        self,
        memberships: "FakeMemberships",
        firms_among: Callable[[list[str]], set[str]],
    ) -> None:
        self.held: dict[str, Stored[Chamber]] = {}
        self._memberships = memberships
        self._firms_among = firms_among

    def put(self, chamber: Chamber) -> Change:
        if chamber.ref == PLATFORM or self._firms_among([chamber.ref]):
            raise ConflictError("会議所でない組織の番号です")
        before = self.held.get(chamber.ref)
        if before is not None and before.record == chamber:
            return Change.UNCHANGED
        revision = before.revision + 1 if before else 1
        self.held[chamber.ref] = Stored(chamber, revision, datetime.now(UTC))
        return Change.UPDATED if before else Change.ADDED

    def get(self, ref: str) -> Stored[Chamber] | None:
        return self.held.get(ref)

    def all(self) -> list[Stored[Chamber]]:
        return [self.held[ref] for ref in sorted(self.held)]

    def remove(self, ref: str) -> bool:
        for membership in self._memberships.of_organisation(ref):
            self._memberships.remove(membership.person_ref, ref)
        return self.held.pop(ref, None) is not None


class FakeMemberships:
    """One role for each person and organisation; the person's keys go with it."""

    keys: "FakeApiKeys"

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], Membership] = {}

    def put(self, membership: Membership) -> None:
        self.held[membership.person_ref, membership.organisation_ref] = membership

    def of_person(self, person_ref: str) -> tuple[Membership, ...]:
        return tuple(self.held[key] for key in sorted(self.held) if key[0] == person_ref)

    def of_organisation(self, organisation_ref: str) -> tuple[Membership, ...]:
        return tuple(self.held[key] for key in sorted(self.held) if key[1] == organisation_ref)

    def of_organisations(self, organisation_refs: Collection[str]) -> tuple[Membership, ...]:
        return tuple(
            item for ref in sorted(set(organisation_refs)) for item in self.of_organisation(ref)
        )

    def remove(self, person_ref: str, organisation_ref: str) -> bool:
        self.keys.forget_membership(person_ref, organisation_ref)
        return self.held.pop((person_ref, organisation_ref), None) is not None


class FakeConsents:
    """What was agreed to."""

    def __init__(self) -> None:
        self.held: dict[str, Consent] = {}

    def put(self, consent: Consent) -> None:
        self.held[consent.ref] = consent

    def of_firm(self, firm_ref: str) -> tuple[Consent, ...]:
        return tuple(item for item in self._in_time() if item.firm_ref == firm_ref)

    def of_person(self, person_ref: str) -> tuple[Consent, ...]:
        return tuple(item for item in self._in_time() if item.person_ref == person_ref)

    def agreed(self, firm_refs: Collection[str]) -> dict[str, Consent]:
        return {
            item.firm_ref: item
            for item in self._in_time()
            if item.firm_ref in set(firm_refs) and item.withdrawn_at is None and item.firm_ref
        }

    def forget_firm(self, firm_ref: str) -> None:
        self.held = {ref: item for ref, item in self.held.items() if item.firm_ref != firm_ref}

    def _in_time(self) -> list[Consent]:
        return sorted(self.held.values(), key=lambda item: (item.given_at, item.ref))


class FakeDisclosures:
    """What was decided, of those who decided anything."""

    def __init__(self) -> None:
        self.firms: dict[str, Disclosure] = {}
        self.needs: dict[str, Disclosure] = {}

    def put_firm(self, firm_ref: str, disclosure: Disclosure) -> None:
        self.firms.pop(firm_ref, None)
        if disclosure:
            self.firms[firm_ref] = disclosure

    def of_firm(self, firm_ref: str) -> Disclosure:
        return self.firms.get(firm_ref, OPEN)

    def of_firms(self, firm_refs: Collection[str]) -> dict[str, Disclosure]:
        return {ref: self.firms[ref] for ref in firm_refs if ref in self.firms}

    def guarded_firms(self) -> list[str]:
        return sorted(self.firms)

    def hiding_from(self, firm_refs: Collection[str]) -> frozenset[str]:
        return frozenset(
            ref for ref, item in self.firms.items() if not item.hide_from.isdisjoint(firm_refs)
        )

    def put_need(self, need_ref: str, disclosure: Disclosure) -> None:
        self.needs.pop(need_ref, None)
        if disclosure:
            self.needs[need_ref] = disclosure

    def of_need(self, need_ref: str) -> Disclosure:
        return self.needs.get(need_ref, OPEN)

    def of_needs(self, need_refs: Collection[str]) -> dict[str, Disclosure]:
        return {ref: self.needs[ref] for ref in need_refs if ref in self.needs}


class FakeAuditLog:
    """Acts, counted from 1."""

    def __init__(self) -> None:
        self.recorded: list[RecordedAct] = []

    def add(self, *entries: AuditEntry) -> None:
        first = len(self.recorded) + 1
        self.recorded += [RecordedAct(first + n, entry) for n, entry in enumerate(entries)]

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
        found = [
            item
            for item in reversed(self.recorded)
            if (before is None or item.position < before)
            and owner_ref in (None, item.entry.owner_ref)
            and actor_ref in (None, item.entry.actor_ref)
            and subject_ref in (None, item.entry.subject_ref)
            and (within is None or within.covers(item.entry))
        ]
        return found[:limit]

    def newest_of(self, actor_refs: Collection[str]) -> dict[str, AuditEntry]:
        return {
            item.entry.actor_ref: item.entry
            for item in self.recorded
            if item.entry.actor_ref in set(actor_refs)
            and item.entry.actor_ref is not None
            and item.entry.action is not AuditAction.REFUSED
        }

    def stream(
        self,
        *,
        owner_ref: str | None = None,
        subject_ref: str | None = None,
        within: AuditReach | None = None,
    ) -> Iterator[RecordedAct]:
        found = self.page(
            before=None,
            limit=len(self.recorded),
            owner_ref=owner_ref,
            subject_ref=subject_ref,
            within=within,
        )
        yield from reversed(found)
