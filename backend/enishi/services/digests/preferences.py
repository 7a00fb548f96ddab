"""When people want the digest, and how they stop it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time

from enishi.domain.access import Caller
from enishi.domain.audit import AuditAction
from enishi.domain.bounce import PausedAddress
from enishi.domain.digest import DigestFrequency, DigestPreference
from enishi.domain.digest_token import person_of_stop_token
from enishi.domain.errors import NotFoundError, NotSignedInError
from enishi.domain.iso_week import IsoWeek
from enishi.services.acts import act
from enishi.services.digests.recipients import is_paused, recipient_of
from enishi.services.ports import Database, UnitOfWork

_RARER = (DigestFrequency.WEEKLY, DigestFrequency.MONTHLY, DigestFrequency.NEVER)
# A month has at most five weeks, so the next first week begins within six.
_WEEKS_AHEAD = 6


@dataclass(frozen=True, slots=True)
class DigestWish:
    """What somebody wants, and what comes of it."""

    preference: DigestPreference
    next_at: datetime | None  # None: there is none to come, as things are
    paused: PausedAddress | None  # while their address takes no letters


@dataclass(frozen=True)
class DigestPreferenceService:
    """Lets people say when they want the digest."""

    database: Database
    key: Callable[[], bytes]
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def of(self, *, by: Caller) -> DigestWish:
        """Return what the caller wants."""
        person_ref = by.must_be_in_person()
        with self.database.read() as work:
            return self._wish(work, person_ref)

    def change(
        self, frequency: DigestFrequency, weekday: int, clock: time, *, by: Caller
    ) -> DigestWish:
        """Store what the caller wants; a paused address is tried again with it.

        Whoever says here when they want letters has seen that some came back.
        """
        person_ref = by.must_be_in_person()
        with self.database.begin() as work:
            self._put(work, DigestPreference(person_ref, frequency, weekday, clock), by)
            if frequency is not DigestFrequency.NEVER:
                work.paused_addresses.remove(person_ref)
            return self._wish(work, person_ref)

    def stop(self, token: str, frequency: DigestFrequency) -> DigestPreference:
        """Stop the digest by the link of a letter, or make it rarer; the same again is the same.

        More often it comes only by sign-in: whoever has an old letter cannot undo a stop.
        Raises InvalidValueError for a token that is not ours, and NotFoundError where whoever
        it belongs to is gone.
        """
        person_ref = person_of_stop_token(token, self.key())
        with self.database.begin() as work:
            if work.people.get(person_ref) is None:
                raise NotFoundError(
                    "この宛先への便りは、もうありません",
                    english="nobody is written to here any more",
                )
            before = work.digest_preferences.of(person_ref)
            if _RARER.index(frequency) <= _RARER.index(before.frequency):
                return before
            preference = replace(before, frequency=frequency, stopped_at=None)
            return self._put(work, preference, Caller(person_ref, door="mail"))

    def _put(self, work: UnitOfWork, wanted: DigestPreference, by: Caller) -> DigestPreference:
        before, now = work.digest_preferences.of(wanted.person_ref), self.now()
        if wanted.frequency is DigestFrequency.NEVER:
            wanted = replace(wanted, stopped_at=before.stopped_at or now)
        if wanted != before:
            work.digest_preferences.put(wanted)
            entry = act(
                *(AuditAction.WRITTEN, "digest_preference", wanted.person_ref),
                owner=wanted.person_ref,
                by=by,
                at=now,
            )
            work.audit.add(entry)
        return wanted

    def _wish(self, work: UnitOfWork, person_ref: str) -> DigestWish:
        person = work.people.get(person_ref)
        if person is None:
            raise NotSignedInError("もう一度サインインしてください", english="sign in again")
        preference = work.digest_preferences.of(person_ref)
        paused = work.paused_addresses.of(person_ref) if is_paused(work, person) else None
        return DigestWish(preference, self._next_at(work, preference), paused)

    def _next_at(self, work: UnitOfWork, preference: DigestPreference) -> datetime | None:
        if recipient_of(work, preference.person_ref) is None:
            return None
        now = self.now()
        this = IsoWeek.of(now)
        found = (preference.due_at(this.after(number)) for number in range(_WEEKS_AHEAD))
        return next((due_at.astimezone(UTC) for due_at in found if due_at and due_at > now), None)
