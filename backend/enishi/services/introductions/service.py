"""The coordinators' pipeline: one introduction after the other, step by step."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal

from enishi.domain.access import Caller, Scope
from enishi.domain.audit import AuditAction
from enishi.domain.errors import InvalidValueError, NotFoundError, StaleRevisionError
from enishi.domain.introduction import (
    Act,
    AgreementTerm,
    Answered,
    DeclineReason,
    Edited,
    Ending,
    HandOverAccepted,
    HandOverProposed,
    Hearing,
    Introduction,
    IntroductionEvent,
    Moved,
    OutcomeItem,
    OutcomeTold,
    Released,
    Revoked,
    Side,
    Stage,
    TermAgreed,
    after,
    closing,
    leads,
    owner_of,
    sight_of,
)
from enishi.domain.japan_time import day_in_japan
from enishi.domain.readiness import Evidence, Rung, rung_reached
from enishi.services.introductions.opening import Proposal, proposed
from enishi.services.introductions.rights import (
    must_be_asked_to_take,
    must_coordinate,
    must_lead,
    must_speak_for,
)
from enishi.services.introductions.traces import Hand, leave_traces
from enishi.services.introductions.viewing import IntroductionView, views
from enishi.services.ports import Database, UnitOfWork


@dataclass(frozen=True)
class Turn:
    """What goes with every act: who acts, why, when somebody looks again, what they had seen."""

    by: Caller
    note: str | None = None
    next_date: date | None = None
    expected: int | None = None  # the revision that the caller saw; None: whatever it is now


Decide = Callable[[UnitOfWork, Introduction], Act]


@dataclass(frozen=True)
class IntroductionService:
    """Brings firms together, and keeps what was done and said.

    Every method raises NotFoundError for a case that the caller does not see, NotSignedInError,
    and NotPermittedError where they see it and may not do this.
    """

    database: Database
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))

    def page(
        self,
        *,
        by: Caller,
        after: str | None,
        limit: int,
        stage: Stage | None = None,
        is_open: bool = False,
        chamber_ref: str | None = None,
        firm_ref: str | None = None,
        need_ref: str | None = None,
        is_due: bool = False,
    ) -> list[IntroductionView]:
        """Return the caller's cases, newest first, beginning behind the case `after`.

        A firm filters by itself alone: any other answer would tell who an anonymous seeker is.
        """
        by.must_have(Scope.READ)
        mediates = by.is_operator or by.is_coordinator
        if firm_ref is not None and not mediates and not by.belongs_to(firm_ref):
            return []
        with self.database.begin() as work:
            found = work.introductions.page(
                sight_of(by),
                after=after,
                limit=limit,
                stage=stage,
                is_open=is_open,
                chamber_ref=chamber_ref,
                firm_ref=firm_ref,
                need_ref=need_ref,
                due_on=day_in_japan(self.now()) if is_due else None,
            )
            return self._shown(work, found, by)

    def get(self, ref: str, *, by: Caller) -> IntroductionView:
        """Return one case as the caller sees it."""
        by.must_have(Scope.READ)
        with self.database.begin() as work:
            (view,) = self._shown(work, [seen(work, ref, by)], by)
            return view

    def propose(self, proposal: Proposal, *, by: Caller) -> IntroductionView:
        """Begin a case for a chamber of the caller."""
        by.must_have(Scope.INTRODUCE)
        by.must_be_of_a_chamber()
        with self.database.begin() as work:
            case = proposed(work, proposal, by, self.now())
            return self._kept(work, case, by)

    def edit(
        self, ref: str, turn: Turn, *, title: str | None = None, coordinator_ref: str | None = None
    ) -> IntroductionView:
        """Change the title, the coordinator, the next date, or only add a note."""

        def act(work: UnitOfWork, case: Introduction) -> Act:
            must_lead(turn.by, case)
            edited = Edited(title, coordinator_ref)
            if coordinator_ref not in (None, case.coordinator_ref):
                must_coordinate(work, coordinator_ref, case.chamber_ref)
            return edited

        return self._done(ref, turn, act)

    def move(self, ref: str, to: Stage, turn: Turn) -> IntroductionView:
        """Take a case one stage on or, with a reason, one back."""
        return self._led(ref, turn, Moved(to))

    def close(
        self,
        ref: str,
        ending: Ending,
        turn: Turn,
        *,
        reason: DeclineReason | None = None,
        others_because: DeclineReason | None = None,
    ) -> IntroductionView:
        """End a case; a no without a reason takes the one that the side gave.

        `others_because` ends the need's other open cases that the caller leads as declined by
        the seeker for that reason, and tells their candidates so in kind words.
        """
        by = turn.by
        by.must_have(Scope.INTRODUCE)
        with self.database.begin() as work:
            case = self._current(work, ref, turn)
            must_lead(by, case)
            view = self._kept(work, self._after(case, _ending(case, ending, reason), turn), by)
            if others_because is not None and case.need_ref is not None:
                for other in work.introductions.of_need(case.need_ref):
                    is_open = other.ref != ref and other.stage.is_open
                    if is_open and leads(by, other) and _is_seen(work, other, by):
                        told = closing(Ending.DECLINED_BY_SEEKER, others_because)
                        self._kept(work, self._after(other, told, Turn(by, turn.note)), by)
            return view

    def answer(
        self,
        ref: str,
        turn: Turn,
        *,
        is_yes: bool,
        reason: DeclineReason | None = None,
        side: Side | None = None,
        heard: Hearing | None = None,
    ) -> IntroductionView:
        """Record whether a side wants to meet: said by the firm, or heard by the coordinator."""

        def act(_work: UnitOfWork, case: Introduction) -> Act:
            speaker = must_speak_for(turn.by, case, side, heard)
            return Answered(speaker, is_yes, reason, heard)

        return self._done(ref, turn, act)

    def settle(
        self, ref: str, term: AgreementTerm, turn: Turn, *, sentence: str, on: date | None = None
    ) -> IntroductionView:
        """Record one of the terms of a joint development."""
        day = on or day_in_japan(self.now())
        return self._led(ref, turn, TermAgreed(term, sentence, day))

    def climb(
        self,
        ref: str,
        rung: Rung,
        turn: Turn,
        *,
        evidence: tuple[Evidence, ...],
        on: date | None = None,
        valid_until: date | None = None,
    ) -> IntroductionView:
        """Record a rung of the readiness ladder with what proves it.

        Raises InvalidValueError for a day that lies ahead: what is planned proves nothing.
        """
        today = day_in_japan(self.now())
        day = on or today
        if day > today:
            raise InvalidValueError(
                f"未来の日付です（{day}）", field="on", english=f"{day} is in the future"
            )
        return self._led(ref, turn, rung_reached(rung, evidence, day, valid_until))

    def hand_over(self, ref: str, chamber_ref: str, turn: Turn) -> IntroductionView:
        """Ask another chamber to take the case; both see it from now on."""

        def act(work: UnitOfWork, case: Introduction) -> Act:
            must_lead(turn.by, case)
            proposed_to = HandOverProposed(chamber_ref)
            if work.chambers.get(chamber_ref) is None:
                raise NotFoundError(
                    f"その会議所は見つかりません（{chamber_ref}）",
                    english=f"no such chamber: {chamber_ref}",
                )
            return proposed_to

        return self._done(ref, turn, act)

    def accept(self, ref: str, turn: Turn) -> IntroductionView:
        """Take a case that another chamber handed over; whoever accepts looks after it."""

        def act(_work: UnitOfWork, case: Introduction) -> Act:
            return HandOverAccepted(must_be_asked_to_take(turn.by, case), turn.by.person_ref)

        return self._done(ref, turn, act)

    def tell_outcome(
        self,
        ref: str,
        turn: Turn,
        *,
        after_days: int,
        items: tuple[OutcomeItem, ...],
        orders: Decimal | None = None,
        side: Side | None = None,
        heard: Hearing | None = None,
    ) -> IntroductionView:
        """Record what came of the meeting: told by a firm, or heard by the coordinator."""

        def act(_work: UnitOfWork, case: Introduction) -> Act:
            speaker = must_speak_for(turn.by, case, side, heard)
            return OutcomeTold(speaker, after_days, items, orders, heard)

        return self._done(ref, turn, act)

    def release(
        self, ref: str, path: str, turn: Turn, *, heard: Hearing | None = None
    ) -> IntroductionView:
        """Open a field of one side to the other before both have agreed."""

        def act(_work: UnitOfWork, case: Introduction) -> Act:
            must_speak_for(turn.by, case, owner_of(path), heard)
            return Released(path, heard)

        return self._done(ref, turn, act)

    def revoke(self, ref: str, path: str, turn: Turn) -> IntroductionView:
        """Take a release back; a coordinator may do so for a firm without being asked."""

        def act(_work: UnitOfWork, case: Introduction) -> Act:
            if owner_of(path) not in sight_of(turn.by).sides(case):
                must_lead(turn.by, case)
            return Revoked(path)

        return self._done(ref, turn, act)

    def _led(self, ref: str, turn: Turn, act: Act) -> IntroductionView:
        def by_the_chamber(_work: UnitOfWork, case: Introduction) -> Act:
            must_lead(turn.by, case)
            return act

        return self._done(ref, turn, by_the_chamber)

    def _done(self, ref: str, turn: Turn, decide: Decide) -> IntroductionView:
        """Do one act on one case, in one transaction."""
        turn.by.must_have(Scope.INTRODUCE)
        with self.database.begin() as work:
            case = self._current(work, ref, turn)
            return self._kept(work, self._after(case, decide(work, case), turn), turn.by)

    def _current(self, work: UnitOfWork, ref: str, turn: Turn) -> Introduction:
        case = seen(work, ref, turn.by)
        if turn.expected is not None and turn.expected != case.revision:
            raise StaleRevisionError(turn.expected, case.revision)
        return case

    def _after(self, case: Introduction, act: Act, turn: Turn) -> Introduction:
        """Return the case after an act; a firm sets no dates for the coordinator."""
        next_date = turn.next_date if leads(turn.by, case) else None
        actor = turn.by.person_ref
        return after(case, IntroductionEvent(self.now(), actor, act, turn.note, next_date))

    def _kept(self, work: UnitOfWork, case: Introduction, by: Caller) -> IntroductionView:
        work.introductions.put(case)
        leave_traces(work, case, Hand(by, case.updated_at))
        (view,) = views(work, [case], by, day_in_japan(self.now()))
        return view

    def _shown(
        self, work: UnitOfWork, cases: list[Introduction], by: Caller
    ) -> list[IntroductionView]:
        at = self.now()
        hand = Hand(by, at)
        for case in cases:
            work.audit.add(*hand.acts_on(case, AuditAction.READ))
        return views(work, cases, by, day_in_japan(at))


def seen(work: UnitOfWork, ref: str, by: Caller) -> Introduction:
    """Return a case in the caller's sight; what is out of it and what is not there are one."""
    case = work.introductions.get(ref)
    if case is not None and _is_seen(work, case, by):
        return case
    raise NotFoundError("その紹介は見つかりません", english="no such introduction")


def _is_seen(work: UnitOfWork, case: Introduction, by: Caller) -> bool:
    stored = work.firms.get_many([case.seeker_ref, case.candidate_ref])
    return sight_of(by).covers(case, {ref: item.record for ref, item in stored.items()})


def _ending(case: Introduction, ending: Ending, reason: DeclineReason | None) -> Act:
    side = ending.declined_by
    if side is not None and reason is None:
        answer = case.answer_of(side)
        reason = answer.reason if answer else None
        if reason is None:
            raise InvalidValueError(
                "見送りの理由を選んでください", field="reason", english="say why it was declined"
            )
    return closing(ending, reason)
