"""Who gets a digest."""

from dataclasses import dataclass

from enishi.domain.access import Caller, Scope
from enishi.domain.consent import TERMS_VERSION
from enishi.domain.digest import DigestFrequency, DigestPreference
from enishi.domain.iso_week import IsoWeek
from enishi.domain.person import Person
from enishi.services.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who is written to, when they want it, and for which firms."""

    person: Person
    preference: DigestPreference
    firm_refs: tuple[str, ...]  # in the order in which it is their turn


def recipient_of(work: UnitOfWork, person_ref: str) -> Recipient | None:
    """Return somebody who is to be written to; None where they are not, as things are now.

    They belong to a firm that is on the network, have agreed to the terms as they are, have not
    stopped the digest, and their address takes letters.
    """
    person = work.people.get(person_ref)
    if person is None or not _has_agreed(work, person_ref) or is_paused(work, person):
        return None
    preference = work.digest_preferences.of(person_ref)
    firm_refs = _firms_in_turn(work, person_ref)
    if preference.frequency is DigestFrequency.NEVER or not firm_refs:
        return None
    return Recipient(person, preference, firm_refs)


def is_paused(work: UnitOfWork, person: Person) -> bool:
    """Whether letters to somebody's address came back; another address of theirs is not paused."""
    paused = work.paused_addresses.of(person.ref)
    return paused is not None and paused.address == person.email


def last_written(work: UnitOfWork, person_ref: str, before: IsoWeek) -> IsoWeek | None:
    """Return the newest week before another in which somebody was handed a digest."""
    weeks = [
        item.week
        for item in work.mailings.of_person(person_ref)
        if item.week < before and item.attempts
    ]
    return max(weeks, default=None)


def caller_by_mail(work: UnitOfWork, person_ref: str) -> Caller:
    """Return as whom somebody acts by a link in their letter: what they are at this moment.

    Such a link was handed on with the letter, perhaps: it may answer, and see what an answer
    has to name, and nothing else.
    """
    memberships = tuple(
        item for item in work.memberships.of_person(person_ref) if item.role.is_of_a_firm
    )
    scopes = frozenset({Scope.READ, Scope.INTRODUCE})
    return Caller(person_ref, memberships, scopes=scopes, door="mail")


def _has_agreed(work: UnitOfWork, person_ref: str) -> bool:
    return any(
        item.firm_ref is None and item.withdrawn_at is None and item.terms_version == TERMS_VERSION
        for item in work.consents.of_person(person_ref)
    )


def _firms_in_turn(work: UnitOfWork, person_ref: str) -> tuple[str, ...]:
    """Return somebody's firms: first the one that they were written for longest ago.

    One person gets one letter a week however many firms are theirs, and it speaks for one firm,
    so that it can be passed on in that firm. Each has its turn.
    """
    firm_refs = {item.firm_ref for item in work.memberships.of_person(person_ref) if item.firm_ref}
    if len(firm_refs) < 2:
        return tuple(firm_refs)
    written = {
        item.firm_ref: item.week
        for item in reversed(work.mailings.of_person(person_ref))
        if item.firm_ref and item.attempts
    }
    never = IsoWeek(1, 1)
    return tuple(sorted(firm_refs, key=lambda ref: (written.get(ref, never), ref)))
