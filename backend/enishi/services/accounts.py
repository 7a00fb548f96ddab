"""One's own account: what is known of one, what one agreed to, and its end."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from enishi.domain.access import Caller, Scope
from enishi.domain.audit import AuditAction, AuditEntry, RecordedAct
from enishi.domain.consent import TERMS_VERSION, Consent, ConsentMeans
from enishi.domain.errors import ConflictError, NotSignedInError
from enishi.domain.membership import Membership
from enishi.domain.person import Person, PreferredLanguage
from enishi.domain.session import Session
from enishi.services.acts import act
from enishi.services.digests.keeping import digests_kept
from enishi.services.organisations import (
    Organisation,
    must_leave_an_administrator,
    organisation_of,
)
from enishi.services.people import no_such_person
from enishi.services.ports import Database, UnitOfWork
from enishi.services.sessions import must_be_fresh
from enishi.services.tokens import new_ref

# As many entries of the audit log as one statement reads.
_PAGE = 500


@dataclass(frozen=True, slots=True)
class Account:
    """What a person is told of themselves."""

    person: Person
    memberships: tuple[Membership, ...]
    organisations: tuple[Organisation, ...]  # of the memberships, in their order
    has_agreed: bool  # to the terms as they are now
    has_password: bool
    has_second_factor: bool
    recovery_codes_left: int


@dataclass(frozen=True)
class AccountService:
    """Shows people their account, changes it, exports it and erases it."""

    database: Database
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def of(self, by: Caller) -> Account | None:
        """Return the caller's account; None for nobody in particular and for a bare token."""
        with self.database.read() as work:
            person = work.people.get(by.person_ref) if by.person_ref else None
            if person is None:
                return None
            memberships = work.memberships.of_person(person.ref)
            found = ((item, organisation_of(work, item.organisation_ref)) for item in memberships)
            there = [(item, place) for item, place in found if place is not None]
            factor = work.credentials.second_factor_of(person.ref)
            is_on = factor is not None and factor.is_confirmed
            return Account(
                person=person,
                memberships=tuple(item for item, _ in there),
                organisations=tuple(place for _, place in there),
                has_agreed=_has_agreed(work, person.ref),
                has_password=work.credentials.password_of(person.ref) is not None,
                has_second_factor=is_on,
                recovery_codes_left=len(factor.recovery_hashes) if factor and is_on else 0,
            )

    def change(
        self,
        *,
        name: str | None = None,
        language: PreferredLanguage | None = None,
        by: Caller,
    ) -> Person:
        """Change how the person is called and written to; what is None stays."""
        person_ref = by.must_be_in_person()
        with self.database.begin() as work:
            person = _person(work, person_ref)
            changed = replace(
                person,
                name=person.name if name is None else name.strip(),
                language=language or person.language,
            )
            work.people.put(changed)
            fields = tuple(
                field
                for field in ("name", "language")
                if getattr(person, field) != getattr(changed, field)
            )
            if fields:
                entry = act(
                    *(AuditAction.WRITTEN, "person", person_ref),
                    owner=person_ref,
                    by=by,
                    at=self.now(),
                    fields=fields,
                )
                work.audit.add(entry)
        return changed

    def agree(self, terms_version: str, *, by: Caller) -> Consent:
        """Record that the person agrees to the terms; the same again is the same consent.

        Raises ConflictError where these are not the terms of today: one cannot agree to what one
        has not been shown.
        """
        person_ref = by.must_be_in_person()
        if terms_version != TERMS_VERSION:
            raise ConflictError(
                f"規約は {TERMS_VERSION} 版に変わっています。読み直してください",
                english=f"the terms are now of version {TERMS_VERSION}: read them again",
            )
        now = self.now()
        with self.database.begin() as work:
            _person(work, person_ref)
            for given in work.consents.of_person(person_ref):
                if _is_own(given) and given.terms_version == terms_version:
                    return given
            consent = Consent(
                new_ref("k"), terms_version, now, ConsentMeans.WEB, person_ref=person_ref
            )
            work.consents.put(consent)
            entry = act(
                *(AuditAction.WRITTEN, "consent", consent.ref), owner=person_ref, by=by, at=now
            )
            work.audit.add(entry)
        return consent

    def export(self, *, by: Caller) -> dict[str, Any]:
        """Return everything that is kept of the person, as plain JSON values."""
        person_ref = by.must_be_in_person()
        now = self.now()
        with self.database.begin() as work:
            person = _person(work, person_ref)
            entry = act(
                *(AuditAction.EXPORTED, "person", person_ref), owner=person_ref, by=by, at=now
            )
            work.audit.add(entry)
            return {
                "exported_at": now.isoformat(),
                "person": {
                    "person_ref": person.ref,
                    "email": person.email.text,
                    "name": person.name,
                    "language": person.language.value,
                },
                "memberships": [
                    {"organisation_ref": item.organisation_ref, "role": item.role.value}
                    for item in work.memberships.of_person(person_ref)
                ],
                "consents": [_consent(item) for item in work.consents.of_person(person_ref)],
                "sessions": [_session(item) for item in work.sessions.of_person(person_ref)],
                "digests": digests_kept(work, person_ref),
                "audit": [_act(item) for item in _acts_about(work, person_ref)],
            }

    def erase(self, *, by: Caller) -> None:
        """Erase the caller: afterwards the audit log knows only a ref that names nobody.

        Asks for a fresh sign-in. Raises ConflictError naming the organisations that would be left
        without an administrator.
        """
        with self.database.begin() as work:
            must_be_fresh(work, self.now(), by)
            self._erase(work, by.must_be_in_person(), by)

    def erase_other(self, person_ref: str, *, by: Caller) -> None:
        """Erase somebody who asked for it; for operators."""
        by.must_be_operator()
        by.must_have(Scope.ADMINISTER)
        with self.database.begin() as work:
            self._erase(work, person_ref, by)

    def _erase(self, work: UnitOfWork, person_ref: str, by: Caller) -> None:
        person = work.people.get(person_ref)
        if person is None:
            raise no_such_person()
        must_leave_an_administrator(work, *work.memberships.of_person(person_ref))
        work.invitations.remove_for(person.email)
        work.people.remove(person_ref)
        entry = act(
            *(AuditAction.ERASED, "person", person_ref), owner=person_ref, by=by, at=self.now()
        )
        work.audit.add(entry)


def _person(work: UnitOfWork, person_ref: str) -> Person:
    person = work.people.get(person_ref)
    if person is None:
        raise NotSignedInError("もう一度サインインしてください", english="sign in again")
    return person


def _is_own(consent: Consent) -> bool:
    return consent.firm_ref is None and consent.withdrawn_at is None


def _has_agreed(work: UnitOfWork, person_ref: str) -> bool:
    return any(
        _is_own(item) and item.terms_version == TERMS_VERSION
        for item in work.consents.of_person(person_ref)
    )


def _acts_about(work: UnitOfWork, person_ref: str) -> list[RecordedAct]:
    """Return what others did to the person's data and what the person did, oldest first."""
    found: dict[int, RecordedAct] = {}
    for owner, actor in ((person_ref, None), (None, person_ref)):
        before: int | None = None
        while page := work.audit.page(before=before, limit=_PAGE, owner_ref=owner, actor_ref=actor):
            found |= {item.position: item for item in page}
            before = page[-1].position
    return [found[position] for position in sorted(found)]


def _act(recorded: RecordedAct) -> dict[str, Any]:
    entry: AuditEntry = recorded.entry
    return {
        "at": entry.at.isoformat(),
        "action": entry.action.value,
        "subject_kind": entry.subject_kind,
        "subject_ref": entry.subject_ref,
        "owner_ref": entry.owner_ref,
        "actor_ref": entry.actor_ref,
        "organisation_ref": entry.organisation_ref,
        "key_ref": entry.key_ref,
        "door": entry.door,
        "fields": list(entry.fields),
    }


def _consent(consent: Consent) -> dict[str, Any]:
    withdrawn = consent.withdrawn_at
    return {
        "consent_ref": consent.ref,
        "terms_version": consent.terms_version,
        "given_at": consent.given_at.isoformat(),
        "means": consent.means.value,
        "firm_ref": consent.firm_ref,
        "withdrawn_at": withdrawn.isoformat() if withdrawn else None,
    }


def _session(session: Session) -> dict[str, Any]:
    return {
        "session_ref": session.ref,
        "begun_at": session.begun_at.isoformat(),
        "seen_at": session.seen_at.isoformat(),
        "browser": session.browser,
    }
