"""Sessions: who sits at a browser, and where else they are signed in."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from enishi.domain.access import ANONYMOUS, Caller
from enishi.domain.audit import AuditAction
from enishi.domain.errors import BusyError, NotFoundError, NotPermittedError, NotSignedInError
from enishi.domain.limits import NAME
from enishi.domain.person import Person
from enishi.domain.session import LONGEST, NOTICED, Session, Visit
from enishi.services.acts import act
from enishi.services.ports import Database, UnitOfWork
from enishi.services.tokens import hash_of, new_ref, new_token

# A browser is known for a year after its last sign-in: those who come once a year are known.
_KNOWN_FOR = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What a browser gets: its tokens, which are kept nowhere else."""

    session: Session
    token: str
    device: str | None  # None until the second factor has been shown


@dataclass(frozen=True)
class SessionService:
    """Tells who sits at a browser, and ends sessions."""

    database: Database
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def caller_of(self, token: str) -> Caller:
        """Return who sits at the browser; nobody in particular where the session is over.

        So is nobody in particular who has not shown the second factor yet.
        """
        now = self.now()
        with self.database.read() as work:
            session = work.sessions.by_token(hash_of(token))
            if session is None or session.awaits_code or session.is_over(now):
                return ANONYMOUS
            caller = _caller(work, session)
        if now - session.seen_at >= NOTICED:
            self._notice(session, now)
        return caller

    def awaits_code(self, token: str) -> bool:
        """Whether a sign-in has begun at the browser and waits for its second factor."""
        with self.database.read() as work:
            session = work.sessions.by_token(hash_of(token))
        return session is not None and session.awaits_code and not session.is_over(self.now())

    def own(self, *, by: Caller) -> tuple[Session, ...]:
        """Return the caller's sessions that still stand, newest first."""
        person_ref = by.must_be_in_person()
        with self.database.read() as work:
            found = work.sessions.of_person(person_ref)
        return tuple(item for item in found if not item.is_over(self.now()))

    def end(self, ref: str, *, by: Caller) -> None:
        """Sign the caller out of one browser; raises NotFoundError where it is none of theirs."""
        person_ref = by.must_be_in_person()
        with self.database.begin() as work:
            if ref not in {item.ref for item in work.sessions.of_person(person_ref)}:
                raise NotFoundError(
                    "そのサインインは見つかりません", english="no such session of yours"
                )
            work.sessions.remove(ref)
            self._write_down(work, ref, by)

    def end_all(self, *, by: Caller) -> int:
        """Sign the caller out everywhere, here too; return of how many browsers."""
        person_ref = by.must_be_in_person()
        with self.database.begin() as work:
            ended = work.sessions.remove_of_person(person_ref)
            self._write_down(work, person_ref, by)
        return ended

    def end_by_token(self, token: str) -> None:
        """Sign out of this browser, however far the signing in had come."""
        with self.database.begin() as work:
            session = work.sessions.by_token(hash_of(token))
            if session is not None:
                work.sessions.remove(session.ref)

    def _notice(self, session: Session, now: datetime) -> None:
        try:
            with self.database.begin() as work:
                # Another request may have ended it: what is gone is not brought back.
                if work.sessions.by_token(session.token_hash) is not None:
                    work.sessions.put(replace(session, seen_at=now))
        except BusyError:
            pass  # the next request will do

    def _write_down(self, work: UnitOfWork, ref: str, by: Caller) -> None:
        entry = act(AuditAction.WRITTEN, "session", ref, owner=by.person_ref, by=by, at=self.now())
        work.audit.add(entry)


def open_session(work: UnitOfWork, person: Person, visit: Visit, now: datetime) -> SignedIn:
    """Sign somebody in who has shown a link or a password; half, where a code is still due."""
    factor = work.credentials.second_factor_of(person.ref)
    awaits_code = factor is not None and factor.is_confirmed
    return begin_session(work, person, visit, now, awaits_code=awaits_code)


def begin_session(
    work: UnitOfWork,
    person: Person,
    visit: Visit,
    now: datetime,
    *,
    awaits_code: bool,
    shown_at: datetime | None = None,
) -> SignedIn:
    """Store a new session, and remember the browser once everything has been shown.

    It counts from when the person showed who they are, at a provider perhaps a while ago.
    """
    work.sessions.forget_before(now - LONGEST, now - _KNOWN_FOR)
    token = new_token()
    session = Session(
        ref=new_ref("s"),
        token_hash=hash_of(token),
        person_ref=person.ref,
        begun_at=shown_at or now,
        seen_at=now,
        awaits_code=awaits_code,
        browser="".join(filter(str.isprintable, visit.browser))[:NAME],
    )
    work.sessions.put(session)
    if awaits_code:
        return SignedIn(session, token, None)
    # One token for a browser that several people share, each remembered for themselves.
    device = visit.device or new_token()
    work.sessions.know_device(hash_of(device), person.ref, now)
    caller = _caller(work, session)
    work.audit.add(
        act(AuditAction.SIGNED_IN, "person", person.ref, owner=person.ref, by=caller, at=now)
    )
    return SignedIn(session, token, device)


def must_be_fresh(work: UnitOfWork, now: datetime, by: Caller) -> None:
    """Refuse what changes the way in, unless the person has signed in just now.

    Whoever finds a browser open must not take the account over.
    """
    person_ref = by.must_be_in_person()
    session = next(
        (item for item in work.sessions.of_person(person_ref) if item.ref == by.session_ref), None
    )
    if session is None:
        raise NotSignedInError("もう一度サインインしてください", english="sign in again")
    if not session.is_fresh(now):
        raise NotPermittedError(
            "大切な変更なので、もう一度サインインしてから15分以内に行ってください",
            english="sign in again first: this must follow within 15 minutes",
        )


def _caller(work: UnitOfWork, session: Session) -> Caller:
    memberships = work.memberships.of_person(session.person_ref)
    chambers = (
        work.chambers.get(item.chamber_ref) for item in memberships if item.chamber_ref is not None
    )
    return Caller(
        person_ref=session.person_ref,
        memberships=memberships,
        regions=tuple(item.record.region for item in chambers if item is not None),
        session_ref=session.ref,
        door="web",
    )
