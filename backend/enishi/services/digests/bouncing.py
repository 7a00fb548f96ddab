"""Takes in what came back of digests: an address that takes no letters is written to no more."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from enishi.domain.bounce import MOST_TEMPORARY, TEMPORARY_WITHIN, Bounce, PausedAddress
from enishi.domain.digest_token import mark_of_bounce_token
from enishi.domain.mailing import Mailing, MailingState, MailTrouble
from enishi.services.ports import Database, UnitOfWork


class BounceOutcome(StrEnum):
    """What came of a notice."""

    COUNTED = "counted"
    PAUSED = "paused"
    REPEATED = "repeated"  # the letter is known to have come back
    UNKNOWN = "unknown"  # of no letter of ours, or made up

    @property
    def label(self) -> str:
        """Japanese name."""
        return _OUTCOMES[self]


_OUTCOMES = {
    BounceOutcome.COUNTED: "一時の不達として数えた",
    BounceOutcome.PAUSED: "宛先を止めた",
    BounceOutcome.REPEATED: "もう知っている",
    BounceOutcome.UNKNOWN: "縁の便りの知らせではない",
}


@dataclass(frozen=True)
class BounceService:
    """Keeps in the ledger which letters came back."""

    database: Database
    key: Callable[[], bytes]
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def take(self, bounce: Bounce | None) -> BounceOutcome:
        """Write down that a letter came back, and pause its address where it is hopeless.

        A letter counts once, however many notices come of it. Its token is signed: nobody but
        whoever has the letter itself can make up a notice of it.
        """
        mark = mark_of_bounce_token(bounce.token, self.key()) if bounce else None
        if bounce is None or mark is None:
            return BounceOutcome.UNKNOWN
        now = self.now()
        with self.database.begin() as work:
            mailing = work.mailings.by_mark(mark)
            if mailing is None or not mailing.attempts:
                return BounceOutcome.UNKNOWN
            if mailing.state is MailingState.BOUNCED:
                return BounceOutcome.REPEATED
            work.mailings.put(mailing.bounced(bounce.code, now))
            if not bounce.is_permanent and _come_back(work, mailing, now) < MOST_TEMPORARY:
                return BounceOutcome.COUNTED
            person = work.people.get(mailing.person_ref)
            assert person is not None  # whose mailings go with them
            work.paused_addresses.put(PausedAddress(person.ref, person.email, now, bounce.code))
            return BounceOutcome.PAUSED


def _come_back(work: UnitOfWork, mailing: Mailing, now: datetime) -> int:
    """Count the letters to somebody that came back lately."""
    return sum(
        item.trouble is MailTrouble.RETURNED and now - item.changed_at <= TEMPORARY_WITHIN
        for item in work.mailings.of_person(mailing.person_ref)
    )
