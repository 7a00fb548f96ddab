"""What a coordinator has to look at today."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from enishi.domain.access import Caller, Scope
from enishi.domain.audit import AuditAction
from enishi.domain.introduction import (
    ASKED_AFTER_DAYS,
    LAST_ASKED_DAY,
    Answered,
    Introduction,
    Side,
    leads,
    sight_of,
)
from enishi.domain.japan_time import day_in_japan
from enishi.services.introductions.traces import Hand
from enishi.services.introductions.viewing import IntroductionView, views
from enishi.services.ports import Database, UnitOfWork

# More than anybody works through in a day.
_MOST_DUE = 200
# More than a chamber has under way at once; an operator of many chambers sees the newest.
_MOST_UNDER_WAY = 1_000


@dataclass(frozen=True)
class DueCase:
    """A case whose next date has come."""

    case: IntroductionView
    days_overdue: int


@dataclass(frozen=True)
class DueQuestion:
    """A side that is to be asked what came of its meeting."""

    case: IntroductionView
    side: Side
    after_days: int


@dataclass(frozen=True)
class Reminders:
    """A coordinator's list for one day: the longest overdue first, then what to ask whom."""

    on: date
    cases: tuple[DueCase, ...]
    questions: tuple[DueQuestion, ...]
    hand_overs: tuple[IntroductionView, ...]  # that the caller's chamber is asked to take
    wishes: tuple[IntroductionView, ...]  # whose last word is a firm's own 会いたい


@dataclass(frozen=True)
class ReminderService:
    """Keeps cases from being forgotten."""

    database: Database
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))

    def due(self, *, by: Caller, on: date | None = None) -> Reminders:
        """Return what the caller's chamber has to look at on a day; today, if none is named."""
        by.must_have(Scope.READ)
        by.must_be_of_a_chamber()
        day = on or day_in_japan(self.now())
        first = day - timedelta(days=LAST_ASKED_DAY)
        last = day - timedelta(days=ASKED_AFTER_DAYS[0])
        with self.database.begin() as work:
            cases = work.introductions
            own = replace(sight_of(by), firm_refs=frozenset(), regions=())
            due = _led(by, cases.due(own, day, _MOST_DUE))
            met = _led(by, cases.met_between(own, first, last))
            asked = [case for case in met if any(case.question_due(side, day) for side in Side)]
            under_way = cases.under_way(own, _MOST_UNDER_WAY)
            offered = [case for case in under_way if case.offered_to in by.chamber_refs]
            wished = [case for case in _led(by, under_way) if _waits_for_an_answer(case)]
            shown = self._shown(work, [*due, *asked, *offered, *wished], by, day)
            return Reminders(
                on=day,
                cases=tuple(
                    DueCase(shown[case.ref], (day - case.next_date).days)
                    for case in due
                    if case.next_date is not None
                ),
                questions=tuple(
                    DueQuestion(shown[case.ref], side, after_days)
                    for case in asked
                    for side in Side
                    if (after_days := case.question_due(side, day)) is not None
                ),
                hand_overs=tuple(shown[case.ref] for case in offered),
                wishes=tuple(shown[case.ref] for case in wished),
            )

    def _shown(
        self, work: UnitOfWork, cases: list[Introduction], by: Caller, day: date
    ) -> dict[str, IntroductionView]:
        once = list({case.ref: case for case in cases}.values())
        hand = Hand(by, self.now())
        for case in once:
            work.audit.add(*hand.acts_on(case, AuditAction.READ))
        return {view.ref: view for view in views(work, once, by, day)}


def _led(by: Caller, cases: list[Introduction]) -> list[Introduction]:
    return [case for case in cases if leads(by, case)]


def _waits_for_an_answer(case: Introduction) -> bool:
    """Whether a firm said by itself that it wants to meet, and nobody has acted on it since."""
    last = case.events[-1].act
    return isinstance(last, Answered) and last.is_yes and last.heard is None
