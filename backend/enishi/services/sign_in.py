"""Signing in: by a link that comes by e-mail, or by password, then by a code where one is set."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from enishi.domain.access import ANONYMOUS, Caller, Scope
from enishi.domain.audit import AuditAction
from enishi.domain.email_address import EmailAddress
from enishi.domain.errors import MailNotSentError, NotFoundError, NotSignedInError
from enishi.domain.invitation import INVITATION_LASTS, LINK_LASTS, LINK_RESTS, SignInLink
from enishi.domain.password import LONGEST, one_spelling
from enishi.domain.person import Person
from enishi.domain.second_factor import SecondFactor
from enishi.domain.session import Session, Visit
from enishi.services.acts import act
from enishi.services.credentials import recovery_spelling
from enishi.services.guard import WayIn, admit, keys_of, take_back
from enishi.services.letters import link_letter
from enishi.services.ports import Database, Mailer, OneTimeCodes, Passwords, UnitOfWork
from enishi.services.sessions import SignedIn, begin_session, open_session
from enishi.services.tokens import hash_of, new_token


@dataclass(frozen=True)
class SignInService:
    """Lets people in who show that they are who they say.

    Nothing that it answers, and nothing that it takes time for, tells whether an address has an
    account.
    """

    database: Database
    mailer: Mailer
    passwords: Passwords
    codes: OneTimeCodes
    address: str  # of the web page, without a slash at its end
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def ask_for_link(self, email: EmailAddress, *, visit: Visit) -> None:
        """Count that somebody asks for a link; raises TooManyRequestsError."""
        with self.database.begin() as work:
            admit(work, keys_of(WayIn.LINK, email, visit), self.now())

    def send_link(self, email: EmailAddress) -> None:
        """Send a link to whoever has the address; nobody is sent none.

        Takes as long as the mail server does, so a door answers before. A link that is still
        unused and young is not followed by another. Raises MailNotSentError.
        """
        now = self.now()
        with self.database.begin() as work:
            person = work.people.by_email(email)
            if person is None:
                return
            unused = work.invitations.links_of_person(person.ref)
            if any(now - item.issued_at < LINK_RESTS for item in unused):
                return
            token = _new_link(work, person, now)
        try:
            self.mailer.send(link_letter(person, self._link(token)))
        except MailNotSentError:
            with self.database.begin() as work:
                work.invitations.remove_links(person.ref)
            raise

    def new_link(self, email: EmailAddress, *, by: Caller) -> str:
        """Return a sign-in link for an operator to hand over; raises NotFoundError."""
        by.must_be_operator()
        by.must_have(Scope.ADMINISTER)
        now = self.now()
        with self.database.begin() as work:
            person = work.people.by_email(email)
            if person is None:
                raise NotFoundError("その人は見つかりません", english="no such person")
            token = _new_link(work, person, now)
            entry = act(AuditAction.WRITTEN, "link", person.ref, owner=person.ref, by=by, at=now)
            work.audit.add(entry)
        return self._link(token)

    def redeem_link(self, token: str, *, visit: Visit) -> SignedIn:
        """Sign in whoever the link was sent to; raises NotSignedInError.

        With it go the other links of the person: it is known now that they are not needed.
        """
        now = self.now()
        with self.database.begin() as work:
            link = work.invitations.link_by_token(hash_of(token))
            person = work.people.get(link.person_ref) if link is not None else None
            if link is None or person is None or now >= link.expires_at:
                raise NotSignedInError(
                    "このリンクは使用済みか、期限が切れています。新しいリンクを送ってください",
                    english="this link was used or has expired: ask for a new one",
                )
            work.invitations.remove_links(person.ref)
            take_back(work, keys_of(WayIn.LINK, person.email, visit))
            return open_session(work, person, visit, now)

    def with_password(self, email: EmailAddress, password: str, *, visit: Visit) -> SignedIn:
        """Sign in by password; raises NotSignedInError and TooManyRequestsError."""
        spelled = one_spelling(password)[: LONGEST + 1]  # longer is as wrong as this
        with self.database.begin() as work:
            person = work.people.by_email(email)
            is_known = _knows(work, person, visit)
            keys = keys_of(WayIn.PASSWORD, email, visit, is_known=is_known)
            admit(work, keys, self.now())
            kept = work.credentials.password_of(person.ref) if person else None
        # Outside a transaction: it takes long on purpose, and writers wait for each other.
        is_right = self.passwords.verify(spelled, kept)
        if person is None or kept is None or not is_right:
            raise self._refused(person)
        renewed = self.passwords.hashed(spelled) if self.passwords.is_outdated(kept) else kept
        with self.database.begin() as work:
            if work.credentials.password_of(person.ref) != kept:
                raise _wrong()  # changed, or the person erased, while it was looked at
            if renewed != kept:
                work.credentials.put_password(person.ref, renewed)
            take_back(work, keys)
            return open_session(work, person, visit, self.now())

    def with_code(self, token: str, code: str, *, visit: Visit) -> SignedIn:
        """Complete a sign-in by a code from the telephone, or a recovery code.

        `token` is that of the half session, which ends. Raises NotSignedInError and
        TooManyRequestsError.
        """
        now = self.now()
        with self.database.begin() as work:
            session = work.sessions.by_token(hash_of(token))
            person, factor = _half_way(work, session, now)
            is_known = _knows(work, person, visit)
            keys = keys_of(WayIn.CODE, person.email, visit, is_known=is_known)
            admit(work, keys, now)
            accepted = self._accepted(factor, code, now)
            if accepted is not None and session is not None:
                work.credentials.put_second_factor(accepted)
                work.sessions.remove(session.ref)
                take_back(work, keys)
                return begin_session(work, person, visit, now, awaits_code=False)
        raise self._refused(
            person, "code"
        )  # in a transaction of its own: the count above must stay

    def _accepted(self, factor: SecondFactor, code: str, now: datetime) -> SecondFactor | None:
        """Return the factor with the code used up; None where the code is not accepted."""
        spelled = recovery_spelling(code)
        step = self.codes.step_of(factor.secret, spelled, now)
        if step is not None:
            return factor.after(step)
        return factor.without(hash_of(spelled))

    def _refused(self, person: Person | None, what: str = "password") -> NotSignedInError:
        """Write down whose account it was, if anybody's, and return the refusal."""
        with self.database.begin() as work:
            if person is not None and work.people.get(person.ref) is not None:
                entry = act(
                    *(AuditAction.REFUSED, "person", person.ref),
                    owner=person.ref,
                    by=replace(ANONYMOUS, door="web"),
                    at=self.now(),
                    fields=(what,),
                )
                work.audit.add(entry)
        return _wrong() if what == "password" else _wrong_code()

    def _link(self, token: str) -> str:
        # Behind a #, so that no server's log and no other site is told it.
        return f"{self.address}/sign-in#{token}"


def _new_link(work: UnitOfWork, person: Person, now: datetime) -> str:
    work.invitations.forget_before(now - INVITATION_LASTS, now - LINK_LASTS)
    token = new_token()
    work.invitations.put_link(SignInLink(hash_of(token), person.ref, now))
    return token


def _knows(work: UnitOfWork, person: Person | None, visit: Visit) -> bool:
    return (
        person is not None
        and visit.device is not None
        and work.sessions.knows_device(hash_of(visit.device), person.ref)
    )


def _half_way(
    work: UnitOfWork, session: Session | None, now: datetime
) -> tuple[Person, SecondFactor]:
    if session is not None and session.awaits_code and not session.is_over(now):
        person = work.people.get(session.person_ref)
        factor = work.credentials.second_factor_of(session.person_ref)
        if person is not None and factor is not None:
            return person, factor
    raise NotSignedInError("はじめからサインインしてください", english="begin the sign-in again")


def _wrong() -> NotSignedInError:
    return NotSignedInError(
        "メールアドレスかパスワードが違います", english="the address or the password is wrong"
    )


def _wrong_code() -> NotSignedInError:
    return NotSignedInError(
        "コードが違うか、使用済みです", english="the code is wrong or was used before"
    )
