"""What became of a week's digests, for those who look after it."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from enishi.domain.access import Caller, Scope
from enishi.domain.audit import AuditAction
from enishi.domain.errors import NotFoundError
from enishi.domain.iso_week import IsoWeek
from enishi.domain.mailing import Mailing, MailingState
from enishi.domain.match_response import MatchAnswer
from enishi.services.acts import act
from enishi.services.ports import Database, UnitOfWork
from enishi.services.yearly_reports import own_chamber


@dataclass(frozen=True, slots=True)
class DigestReport:
    """A week of digests; shares are of the people whose digest was sent, from 0 to 1."""

    week: IsoWeek
    chamber_ref: str | None  # None: of all
    mailings: tuple[Mailing, ...]
    answers: Mapping[MatchAnswer, int]
    reacted: int  # people who answered anything
    wished: int  # people who want to meet somebody
    unsubscribed: int  # people who stopped the digest in that week

    def count(self, *states: MailingState) -> int:
        """Count the mailings in some states."""
        return sum(item.state in states for item in self.mailings)

    @property
    def reaction_share(self) -> float | None:
        """Which share of those written to answered; None where nobody was."""
        return self._share(self.reacted)

    @property
    def meet_share(self) -> float | None:
        """Which share of those written to want to meet somebody; None where nobody was."""
        return self._share(self.wished)

    @property
    def troubles(self) -> tuple[Mailing, ...]:
        """What a person should look at."""
        return tuple(item for item in self.mailings if item.state.needs_a_look)

    def _share(self, people: int) -> float | None:
        # Whoever answered has it, whatever we know of the sending.
        sent = max(self.count(MailingState.SENT), people)
        return people / sent if sent else None


@dataclass(frozen=True)
class DigestReportService:
    """Counts a week of digests."""

    database: Database
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def of_week(self, week: IsoWeek, *, by: Caller, chamber_ref: str | None = None) -> DigestReport:
        """Return a week of the people of one chamber's firms; of all where an operator names none.

        A coordinator reads that of their own chamber. Raises NotPermittedError for another one's,
        NotFoundError, NotSignedInError and InvalidValueError.
        """
        by.must_have(Scope.READ)
        by.must_be_of_a_chamber()
        chamber = chamber_ref if by.is_operator else own_chamber(chamber_ref, by)
        with self.database.begin() as work:
            reach = None if chamber is None else _firms_of(work, chamber)
            work.audit.add(
                act(
                    *(AuditAction.READ, "digest_report", str(week)),
                    owner=None,
                    by=by,
                    at=self.now(),
                    organisation=chamber,
                )
            )
            return _report(work, week, chamber, reach)


def _report(
    work: UnitOfWork, week: IsoWeek, chamber: str | None, firm_refs: frozenset[str] | None
) -> DigestReport:
    """Count what concerns some firms; None: what there is."""
    mailings, stopped = work.mailings.of_week(week), _stopped(work, week)
    answers = work.digest_answers.of_week(week)
    if firm_refs is not None:
        # For which other firm somebody was written is not this chamber's business.
        people = {item.person_ref for item in work.memberships.of_organisations(firm_refs)}
        mailings = [
            item
            for item in mailings
            if item.person_ref in people and (item.firm_ref is None or item.firm_ref in firm_refs)
        ]
        written = {item.person_ref for item in mailings}
        answers = [item for item in answers if item.person_ref in written]
        stopped &= people
    counts = Counter(item.answer for item in answers)
    wishes = (item for item in answers if item.answer is MatchAnswer.WANTS_TO_MEET)
    return DigestReport(
        week=week,
        chamber_ref=chamber,
        mailings=tuple(mailings),
        answers={answer: counts[answer] for answer in MatchAnswer},
        reacted=len({item.person_ref for item in answers}),
        wished=len({item.person_ref for item in wishes}),
        unsubscribed=len(stopped),
    )


def _stopped(work: UnitOfWork, week: IsoWeek) -> set[str]:
    return {
        item.person_ref
        for item in work.digest_preferences.all().values()
        if item.stopped_at is not None and IsoWeek.of(item.stopped_at) == week
    }


def _firms_of(work: UnitOfWork, chamber_ref: str) -> frozenset[str]:
    stored = work.chambers.get(chamber_ref)
    if stored is None:
        raise NotFoundError("その会議所は見つかりません", english="no such chamber")
    return frozenset(item.record.ref for item in work.firms.within([stored.record.region]))
