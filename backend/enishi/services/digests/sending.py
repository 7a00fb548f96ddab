"""Sends the weekly digest: each person once a week, whatever dies in between.

A mailing is handed over in three steps, each in a transaction of its own:

1. the row says that the letter is being handed over, and is on the disk,
2. the letter is handed to the mail server,
3. the row says what the server replied.

Whoever dies before the first leaves a row that still waits. Whoever dies after it leaves a row
in hand, which is in doubt once its lease is over; of each worker that can be one row at most.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Protocol

from enishi.domain.consent import TERMS_VERSION
from enishi.domain.digest import Digest, DigestPreference
from enishi.domain.digest_token import mailing_mark
from enishi.domain.errors import (
    BusyError,
    DatabaseUnavailableError,
    EncoderMissingError,
    IndexUnavailableError,
    InvalidValueError,
    SchemaOutdatedError,
)
from enishi.domain.iso_week import IsoWeek
from enishi.domain.mailing import (
    UNREACHED_DELAY,
    Mailing,
    MailingState,
    MailReply,
    MailTrouble,
)
from enishi.domain.person import Person
from enishi.services.digests.envelopes import DigestEnvelopes
from enishi.services.digests.recipients import Recipient, last_written, recipient_of
from enishi.services.ports import Database, MailSession, PostOffice, UnitOfWork

# Letters that go through one connection; a worker that dies holds so many up for one lease.
_ROUND = 50
# A mail server may take ten minutes for its verdict (RFC 5321 §4.5.3.2.6); who has held a row
# for longer has died. A round is written in less.
_LEASE = timedelta(minutes=15)
# A database that a longer write holds for half a minute: then the row stays in hand, in doubt.
_TRIES = 6
# While a week's suggestions are late, its digests wait so long; they are read before the evening.
_SUGGESTIONS_LATE = timedelta(hours=6)
# What is no mistake of one digest, and gets better without it.
_PASSING = (
    *(BusyError, DatabaseUnavailableError, SchemaOutdatedError),
    *(IndexUnavailableError, EncoderMissingError),
)


class DigestSource(Protocol):
    """Says what stands in a digest."""

    def compose(
        self, week: IsoWeek, person: Person, firm_ref: str, *, since: IsoWeek | None = None
    ) -> Digest:
        """Return what a person is written for a firm; without items there is nothing to say."""


@dataclass(frozen=True, slots=True)
class SendingRound:
    """How a round of sending went."""

    states: dict[MailingState, int] = field(default_factory=dict)  # what its mailings came to
    problems: tuple[str, ...] = ()  # what an operator should hear of, without names
    is_unreached: bool = False  # the mail server is away: there is no sense in another round

    @property
    def goes_on(self) -> bool:
        """Whether there may be more to send at once."""
        return bool(self.states) and not self.is_unreached


@dataclass(frozen=True)
class SendingService:
    """Carries digests to people, from the ledger."""

    database: Database
    source: DigestSource
    envelopes: DigestEnvelopes
    office: PostOffice
    key: Callable[[], bytes]
    prepare: Callable[[], object] = lambda: None  # has the index at its newest
    is_ready: Callable[[IsoWeek], bool] = lambda _week: True  # whether its suggestions are made
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def send_due(self) -> SendingRound:
        """List who is due, send some of what is listed, and return how it went.

        To be called again while it says that it goes on. Raises MailNotSentError where no mail
        server is set; nothing is listed then.
        """
        with self.office.open() as session:
            self._settle()
            self._list_due()
            return self._round(self._claimed(), session)

    def list_week(self, week: IsoWeek) -> int:
        """List at once whoever wants a digest in a week; return how many are to be written.

        Those whose digest could not be written are to be tried again: nothing of it went out.
        Raises InvalidValueError for any week but the present one.
        """
        must_be_now(week, self.now())
        return self._list(week, lambda _due: True) + self._reopen(week)

    def rehearse(self, week: IsoWeek) -> list["RehearsedMailing"]:
        """Write every digest that `list_week` would list, and send and store nothing."""
        must_be_now(week, self.now())
        key = self.key()
        with self.database.read() as work:
            refs = [item.person_ref for item in self._wanted(work, week, key)]
            found = [(recipient_of(work, ref), last_written(work, ref, week)) for ref in refs]
        return [self._rehearsed(week, to, since) for to, since in found if to is not None]

    def _settle(self) -> None:
        """Write down as in doubt what a worker had in hand that does not come back."""
        now = self.now()
        with self.database.read() as work:
            if not work.mailings.stranded(now):
                return
        with self.database.begin() as work:
            for mailing in work.mailings.stranded(now):
                work.mailings.put(mailing.lost(now))

    def _list_due(self) -> None:
        """List whose time has come, in this week and at the turn of the one before."""
        now = self.now()
        this = IsoWeek.of(now)
        for week in (this.before(), this):
            begun = now if self.is_ready(week) else now - _SUGGESTIONS_LATE

            def is_due(mailing: Mailing, begun: datetime = begun) -> bool:
                return mailing.due_at <= begun and now < mailing.gives_up_at

            self._list(week, is_due)

    def _list(self, week: IsoWeek, is_wanted: Callable[[Mailing], bool]) -> int:
        key = self.key()
        with self.database.read() as work:
            if not any(is_wanted(mailing) for mailing in self._wanted(work, week, key)):
                return 0
        with self.database.begin() as work:
            new = [mailing for mailing in self._wanted(work, week, key) if is_wanted(mailing)]
            work.mailings.add(*new)
        return len(new)

    def _wanted(self, work: UnitOfWork, week: IsoWeek, key: bytes) -> list[Mailing]:
        """Return a new mailing for everybody who has none and wants one that week."""
        now = self.now()
        preferences = work.digest_preferences.all()
        paused = work.paused_addresses.all()
        found = []
        for ref in work.mailings.unlisted(week, TERMS_VERSION):
            due_at = preferences.get(ref, DigestPreference(ref)).due_at(week)
            if due_at is None or (ref in paused and recipient_of(work, ref) is None):
                continue
            due_at = due_at.astimezone(UTC)
            found.append(Mailing(ref, week, mailing_mark(ref, week, key), due_at, now, now))
        return found

    def _reopen(self, week: IsoWeek) -> int:
        now = self.now()
        with self.database.begin() as work:
            unwritten = [
                item
                for item in work.mailings.of_week(week)
                if item.state is MailingState.FAILED and item.trouble is MailTrouble.NOT_WRITTEN
            ]
            for mailing in unwritten:
                work.mailings.put(mailing.reopened(now))
        return len(unwritten)

    def _claimed(self) -> list[Mailing]:
        """Take due mailings to write, in a transaction that ends before the first is written."""
        now = self.now()
        with self.database.read() as work:
            if not work.mailings.due(now, 1):
                return []
        self.prepare()
        with self.database.begin() as work:
            due = [
                item.late(now) if item.gives_up_at <= now else item.claimed(now, _LEASE)
                for item in work.mailings.due(now, _ROUND)
            ]
            for mailing in due:
                work.mailings.put(mailing)
        return [item for item in due if item.state is MailingState.WAITING]

    def _round(self, claimed: Sequence[Mailing], session: MailSession) -> SendingRound:
        states: dict[MailingState, int] = {}
        problems: list[str] = []
        for place, mailing in enumerate(claimed):
            try:
                after = self._sent(mailing, session)
            except _PASSING:
                self._give_back(claimed[place:])
                raise
            if after is None:
                continue
            states[after.state] = states.get(after.state, 0) + 1
            if after.problem is not None:
                problems.append(after.problem)
            if after.trouble is MailTrouble.UNREACHED:
                self._give_back(claimed[place + 1 :])
                return SendingRound(states, tuple(problems), is_unreached=True)
        return SendingRound(states, tuple(problems))

    def _sent(self, mailing: Mailing, session: MailSession) -> Mailing | None:
        """Write and hand over one digest; return what became of it, None where it is not ours."""
        now = self.now()
        with self.database.read() as work:
            recipient = recipient_of(work, mailing.person_ref)
            since = last_written(work, mailing.person_ref, mailing.week)
        if recipient is None:
            self._forget(mailing)
            return None
        try:
            digest = self._composed(mailing.week, recipient, since)
            if digest is None:
                return self._kept(mailing, mailing.empty(now))
            letter = self.envelopes.letter(digest, recipient.person, mailing.mark)
        except _PASSING:
            raise
        except Exception as error:
            # One broken digest must not keep the others: it is told, and can be tried again.
            return self._kept(mailing, mailing.unwritten(_words(error), now))
        taken = self._in_hand(mailing, digest.firm_ref)
        if taken is None:
            return None
        return self._recorded(taken, session.hand_over(letter))

    def _composed(
        self, week: IsoWeek, recipient: Recipient, since: IsoWeek | None
    ) -> Digest | None:
        """Return the digest of the first firm in turn with anything to say."""
        for firm_ref in recipient.firm_refs:
            digest = self.source.compose(week, recipient.person, firm_ref, since=since)
            if digest:
                return digest
        return None

    def _in_hand(self, mailing: Mailing, firm_ref: str) -> Mailing | None:
        """Write down that the letter is handed over next; None where it is not to be any more.

        Looked at again in the same transaction: another worker may have it, the person may have
        stopped the digest while it was written.
        """
        now = self.now()
        with self.database.begin_durably() as work:
            if work.mailings.get(mailing.person_ref, mailing.week) != mailing:
                return None
            recipient = recipient_of(work, mailing.person_ref)
            if recipient is None or firm_ref not in recipient.firm_refs:
                work.mailings.remove(mailing.person_ref, mailing.week)
                return None
            taken = mailing.in_hand(firm_ref, now, _LEASE)
            work.mailings.put(taken)
        return taken

    def _recorded(self, taken: Mailing, reply: MailReply) -> Mailing:
        """Write down what the server replied, however long the database is busy."""
        after = taken.after(reply, self.now())
        for _ in range(_TRIES):
            try:
                with self.database.begin() as work:
                    held = work.mailings.get(taken.person_ref, taken.week)
                    # In doubt by somebody who thought us dead: now it is known. What has come back
                    # in the meantime is known better.
                    if held is not None and held.attempts == taken.attempts and not _is_back(held):
                        work.mailings.put(after)
                return after
            except BusyError:
                continue
        return taken

    def _kept(self, before: Mailing, after: Mailing) -> Mailing | None:
        with self.database.begin() as work:
            if work.mailings.get(before.person_ref, before.week) != before:
                return None
            work.mailings.put(after)
        return after

    def _forget(self, mailing: Mailing) -> None:
        with self.database.begin() as work:
            if work.mailings.get(mailing.person_ref, mailing.week) == mailing:
                work.mailings.remove(mailing.person_ref, mailing.week)

    def _give_back(self, claimed: Sequence[Mailing]) -> None:
        next_at = self.now() + UNREACHED_DELAY
        with self.database.begin() as work:
            for mailing in claimed:
                if work.mailings.get(mailing.person_ref, mailing.week) == mailing:
                    work.mailings.put(mailing.released(next_at))

    def _rehearsed(
        self, week: IsoWeek, recipient: Recipient, since: IsoWeek | None
    ) -> "RehearsedMailing":
        person = recipient.person
        try:
            digest = self._composed(week, recipient, since)
            if digest is not None:
                self.envelopes.letter(digest, person, mailing_mark(person.ref, week, self.key()))
        except _PASSING:
            raise
        except Exception as error:
            return RehearsedMailing(person.ref, None, 0, _words(error))
        if digest is None:
            return RehearsedMailing(person.ref, None, 0)
        return RehearsedMailing(person.ref, digest.firm_ref, len(digest.items))


@dataclass(frozen=True, slots=True)
class RehearsedMailing:
    """What somebody would be sent."""

    person_ref: str
    firm_ref: str | None
    items: int  # 0: nothing to say, and nothing is sent
    problem: str | None = None


def _is_back(mailing: Mailing) -> bool:
    return mailing.state is MailingState.BOUNCED


def must_be_now(week: IsoWeek, now: datetime) -> None:
    """Raise InvalidValueError for a week that is over or has not begun."""
    present = IsoWeek.of(now)
    if week != present:
        raise InvalidValueError(
            f"送れるのは今週（{present}）の便りだけです",
            field="week",
            english=f"only the digest of this week ({present}) can be sent",
        )


def _words(error: Exception) -> str:
    """Name a mistake in the writing; its own words may hold what stands in the digest."""
    return type(error).__name__
