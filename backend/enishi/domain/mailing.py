"""Mailings: the ledger of the weekly digest, one row for each person and ISO week.

A letter cannot be handed to a mail server and written down in one step. So the row says that it
is being handed over before it is, and that it was taken once the server has said so. Whoever
dies in between leaves a row of which nobody can know: it is listed as in doubt and not repeated,
since a digest too few is forgiven and the same one twice is not.
"""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum

from enishi.domain.iso_week import IsoWeek
from enishi.domain.japan_time import must_be_utc
from enishi.domain.limits import NAME, bounded

# After a mail server said «later»: greylisting wants minutes, a full mailbox hours.
DELAYS = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 240))
# A server that cannot be reached is asked for by one letter at each look; a minute is a restart.
UNREACHED_DELAY = timedelta(minutes=1)
# Whoever wants the digest late on Sunday still gets it when the server was away then.
GRACE = timedelta(days=1)

_MIDNIGHT = time(0)


class MailingState(StrEnum):
    """How far a mailing is."""

    WAITING = "waiting"
    HANDING = "handing"
    SENT = "sent"
    IN_DOUBT = "in_doubt"
    EMPTY = "empty"
    FAILED = "failed"
    BOUNCED = "bounced"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _STATES[self]

    @property
    def needs_a_look(self) -> bool:
        """Whether a person has to look at it."""
        return self in (MailingState.IN_DOUBT, MailingState.FAILED, MailingState.BOUNCED)


_STATES = {
    MailingState.WAITING: "待ち",
    MailingState.HANDING: "送信中",
    MailingState.SENT: "送信済み",
    MailingState.IN_DOUBT: "届いたか不明",
    MailingState.EMPTY: "内容なし",
    MailingState.FAILED: "失敗",
    MailingState.BOUNCED: "不達",
}


class MailTrouble(StrEnum):
    """Why a mailing has not arrived, or not yet."""

    UNREACHED = "unreached"
    DEFERRED = "deferred"
    REFUSED = "refused"
    CUT = "cut"
    LOST = "lost"
    NOT_WRITTEN = "not_written"
    TOO_LATE = "too_late"
    RETURNED = "returned"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _TROUBLES[self]


_TROUBLES = {
    MailTrouble.UNREACHED: "メールサーバーにつながらない",
    MailTrouble.DEFERRED: "メールサーバーに「あとで」と言われた",
    MailTrouble.REFUSED: "メールサーバーに断られた",
    MailTrouble.CUT: "本文を渡したあと、答えの前に接続が切れた",
    MailTrouble.LOST: "送っている途中で worker が止まった",
    MailTrouble.NOT_WRITTEN: "便りを書けなかった",
    MailTrouble.TOO_LATE: "その週のうちに渡せなかった",
    MailTrouble.RETURNED: "宛先から戻ってきた",
}


class MailReplyKind(StrEnum):
    """How a mail server replied to a letter."""

    TAKEN = "taken"  # it is the server's now
    DEFERRED = "deferred"  # 4xx to this letter
    REFUSED = "refused"  # 5xx to this letter
    UNREACHED = "unreached"  # nothing of any letter could be handed over
    CUT = "cut"  # the whole letter was handed over, and no reply came


@dataclass(frozen=True, slots=True)
class MailReply:
    """A mail server's reply; of its words only the numbers are kept, as they may name people."""

    kind: MailReplyKind
    code: str | None = None  # as 550 5.1.1, or the name of what happened to the connection


@dataclass(frozen=True, slots=True)
class Mailing:
    """What became of one person's digest of one week; there is one for the two of them.

    `mark` stands in the Message-ID. It follows from the person, the week and the installation,
    so that it is the same at every attempt and a mailbox can tell one letter from two.
    """

    person_ref: str
    week: IsoWeek
    mark: str
    due_at: datetime  # UTC
    next_at: datetime | None  # of the next attempt, or the end of the lease of who has it in hand
    changed_at: datetime  # UTC
    state: MailingState = MailingState.WAITING
    firm_ref: str | None = None  # for which firm it was written; None: not written yet
    attempts: int = 0  # of handing it over
    trouble: MailTrouble | None = None
    code: str | None = None  # of the trouble

    def __post_init__(self) -> None:
        bounded(self.person_ref, "person_ref", NAME, required=True)
        bounded(self.mark, "mark", NAME, required=True)
        bounded(self.firm_ref, "firm_ref", NAME)
        bounded(self.code, "code", NAME)
        must_be_utc(self.due_at, "due_at")

    @property
    def gives_up_at(self) -> datetime:
        """When it is too late: with the end of the week, and a day after it was due at least."""
        return max(self.week.after().at(1, _MIDNIGHT), self.due_at + GRACE)

    @property
    def problem(self) -> str | None:
        """The trouble in a line."""
        if self.trouble is None:
            return None
        return f"{self.trouble.label}（{self.code}）" if self.code else self.trouble.label

    def claimed(self, now: datetime, lease: timedelta) -> "Mailing":
        """Return it as a worker sets out to write it, left to others until then.

        Whoever dies before the letter is handed over has not lost it: it is due again.
        """
        return replace(self, next_at=now + lease)

    def released(self, next_at: datetime) -> "Mailing":
        """Return it as a worker gives it back, to be tried at that time."""
        return replace(self, next_at=next_at)

    def in_hand(self, firm_ref: str, now: datetime, lease: timedelta) -> "Mailing":
        """Return it as it is handed over, from the next moment on."""
        return replace(
            self._now(MailingState.HANDING, now),
            firm_ref=firm_ref,
            attempts=self.attempts + 1,
            next_at=now + lease,
        )

    def after(self, reply: MailReply, now: datetime) -> "Mailing":
        """Return it as the mail server's reply leaves it."""
        match reply.kind:
            case MailReplyKind.TAKEN:
                return self._now(MailingState.SENT, now)
            case MailReplyKind.REFUSED:
                return self._now(MailingState.FAILED, now, MailTrouble.REFUSED, reply.code)
            case MailReplyKind.CUT:
                return self._now(MailingState.IN_DOUBT, now, MailTrouble.CUT, reply.code)
            case MailReplyKind.UNREACHED:
                trouble, delay = MailTrouble.UNREACHED, UNREACHED_DELAY
            case MailReplyKind.DEFERRED:
                place = min(max(self.attempts, 1), len(DELAYS)) - 1
                trouble, delay = MailTrouble.DEFERRED, DELAYS[place]
        waiting = self._now(MailingState.WAITING, now, trouble, reply.code)
        return replace(waiting, next_at=now + delay)

    def lost(self, now: datetime) -> "Mailing":
        """Return it as a worker leaves it that died while it handed it over."""
        return self._now(MailingState.IN_DOUBT, now, MailTrouble.LOST)

    def late(self, now: datetime) -> "Mailing":
        """Return it as its week leaves it; what kept it back is still to be read."""
        code = self.trouble.value if self.trouble else None
        return self._now(MailingState.FAILED, now, MailTrouble.TOO_LATE, code)

    def unwritten(self, reason: str, now: datetime) -> "Mailing":
        """Return it as a mistake in the writing of this one digest leaves it."""
        return self._now(MailingState.FAILED, now, MailTrouble.NOT_WRITTEN, reason[:NAME])

    def empty(self, now: datetime) -> "Mailing":
        """Return it where there is nothing to say: nothing is sent."""
        return self._now(MailingState.EMPTY, now)

    def bounced(self, code: str, now: datetime) -> "Mailing":
        """Return it as a notice of the receiving server leaves it."""
        return self._now(MailingState.BOUNCED, now, MailTrouble.RETURNED, code)

    def reopened(self, now: datetime) -> "Mailing":
        """Return it to be written again: what could not be written was not handed to anybody."""
        return replace(self._now(MailingState.WAITING, now), next_at=now)

    def _now(
        self,
        state: MailingState,
        now: datetime,
        trouble: MailTrouble | None = None,
        code: str | None = None,
    ) -> "Mailing":
        return replace(self, state=state, next_at=None, changed_at=now, trouble=trouble, code=code)
