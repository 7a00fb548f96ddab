"""One introduction of two firms: what its events add up to, and which act may come next."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TypeVar

from enishi.domain.errors import InvalidValueError
from enishi.domain.introduction.acts import (
    CANDIDATE_NAME,
    SEEKER_NAME,
    Answered,
    Closed,
    Edited,
    HandOverAccepted,
    HandOverProposed,
    IntroductionEvent,
    Moved,
    Opened,
    Released,
    Revoked,
    TermAgreed,
)
from enishi.domain.introduction.outcome import ASKED_AFTER_DAYS, LAST_ASKED_DAY, OutcomeTold
from enishi.domain.introduction.stage import AgreementTerm, Ending, Side, Stage
from enishi.domain.japan_time import day_in_japan
from enishi.domain.limits import NAME, bounded
from enishi.domain.need import NeedKind
from enishi.domain.readiness import Readiness, Rung, RungReached, readiness_at

ActT = TypeVar("ActT")


@dataclass(frozen=True, slots=True)
class Introduction:
    """One firm that seeks, one that may help, and everything that was done to bring them together.

    It is never edited: `after` of the course returns it with one more event. Its revision is the
    number of its events.
    """

    ref: str
    purpose: NeedKind
    seeker_ref: str
    candidate_ref: str
    is_anonymous: bool  # the seeker's name is kept from the candidate until it is released
    events: tuple[IntroductionEvent, ...]
    need_ref: str | None = None  # None: begun in a conversation, not from the board

    def __post_init__(self) -> None:
        bounded(self.ref, "introduction_ref", NAME, required=True)
        bounded(self.seeker_ref, "seeker_ref", NAME, required=True)
        bounded(self.candidate_ref, "candidate_ref", NAME, required=True)
        bounded(self.need_ref, "need_ref", NAME)
        if self.seeker_ref == self.candidate_ref:
            raise InvalidValueError(
                "同じ企業どうしは紹介できません",
                field="candidate_ref",
                english="a firm cannot be introduced to itself",
            )
        if not self.events or not isinstance(self.events[0].act, Opened):
            raise InvalidValueError(
                "紹介は提案から始まります", field="events", english="it begins with a proposal"
            )

    @property
    def revision(self) -> int:
        """How many events there are; grows with every change."""
        return len(self.events)

    @property
    def opened_at(self) -> datetime:
        """When it was proposed."""
        return self.events[0].at

    @property
    def updated_at(self) -> datetime:
        """When the last act was."""
        return self.events[-1].at

    @property
    def opening(self) -> Opened:
        """The act that began it."""
        opening = self.events[0].act
        assert isinstance(opening, Opened)
        return opening

    @property
    def title(self) -> str:
        """What it is about."""
        edited = (act.title for act in self.acts(Edited) if act.title)
        return next(edited, self.opening.title)

    @property
    def chamber_ref(self) -> str | None:
        """The chamber that leads; None: the platform's operators."""
        accepted = self._last(HandOverAccepted)
        return accepted.to_ref if accepted else self.opening.chamber_ref

    @property
    def coordinator_ref(self) -> str | None:
        """The person who looks after it."""
        for event in reversed(self.events):
            match event.act:
                case HandOverAccepted(coordinator_ref=person):
                    return person
                case Edited(coordinator_ref=str(person)):
                    return person
        return self.opening.coordinator_ref

    @property
    def offered_to(self) -> str | None:
        """The chamber that was asked to take it and has not answered yet."""
        for event in reversed(self.events):
            match event.act:
                case HandOverAccepted():
                    return None
                case HandOverProposed(to_ref=chamber):
                    return chamber
        return None

    @property
    def chamber_refs(self) -> frozenset[str]:
        """Every chamber that leads it, led it, or was asked to."""
        first = self.opening.chamber_ref
        handed = frozenset(act.to_ref for act in self.acts(HandOverProposed))
        return handed if first is None else handed | {first}

    @property
    def stage(self) -> Stage:
        """Where it stands."""
        return Stage.CLOSED if self.closing else self.last_stage

    @property
    def last_stage(self) -> Stage:
        """Where it stands or, when closed, where it stood."""
        moved = self._last(Moved)
        return moved.to if moved else Stage.PROPOSED

    @property
    def closing(self) -> Closed | None:
        """How it ended; None while it is open."""
        return self._last(Closed)

    @property
    def closed_at(self) -> datetime | None:
        """When it ended; None while it is open."""
        ends = (event.at for event in self.events if isinstance(event.act, Closed))
        return next(ends, None)

    @property
    def next_date(self) -> date | None:
        """When somebody looks at it again; every open case has such a day."""
        if self.closing:
            return None
        return next(event.next_date for event in reversed(self.events) if event.next_date)

    @property
    def terms(self) -> dict[AgreementTerm, TermAgreed]:
        """What the partners settled; of one term, what was settled last."""
        return {act.term: act for act in reversed([*self.acts(TermAgreed)])}

    @property
    def was_agreed(self) -> bool:
        """Whether both sides were ever brought together (双方同意)."""
        return self.entered(Stage.AGREED) is not None

    def firm_of(self, side: Side) -> str:
        """Return the firm_ref of one side."""
        return self.seeker_ref if side is Side.SEEKER else self.candidate_ref

    def side_of(self, firm_ref: str) -> Side | None:
        """Return which side a firm is on; None where it is on neither."""
        return next((side for side in Side if self.firm_of(side) == firm_ref), None)

    def is_of(self, one: str, other: str) -> bool:
        """Whether it is between these two firms, whoever seeks."""
        return {one, other} == {self.seeker_ref, self.candidate_ref}

    def answer_of(self, side: Side) -> Answered | None:
        """Return what a side answered last."""
        return next((act for act in self.acts(Answered) if act.side is side), None)

    def said_yes(self, side: Side) -> bool:
        """Whether a side wants to meet."""
        answer = self.answer_of(side)
        return answer is not None and answer.is_yes

    def is_known_to(self, side: Side) -> bool:
        """Whether the side has been told of it: the candidate only once it was approached."""
        if side is Side.SEEKER or self.entered(Stage.APPROACHED) is not None:
            return True
        return any(act.side is side for act in self.acts(Answered))

    def released(self) -> frozenset[str]:
        """Return the fields that the sides have opened to each other."""
        opened: set[str] = set()
        for event in self.events:
            match event.act:
                case Released(path=path):
                    opened.add(path)
                case Revoked(path=path):
                    opened.discard(path)
                case Moved(to=Stage.AGREED):
                    opened |= {SEEKER_NAME, CANDIDATE_NAME}
        return frozenset(opened)

    def entered(self, stage: Stage) -> datetime | None:
        """Return when it first came to a stage; None where it never did."""
        return next((at for at, reached in self.steps() if reached is stage), None)

    def steps(self) -> Iterator[tuple[datetime, Stage]]:
        """Yield when it came to which stage, oldest first, steps back and the end among them."""
        yield self.opened_at, Stage.PROPOSED
        for event in self.events:
            if isinstance(event.act, Moved):
                yield event.at, event.act.to
            elif isinstance(event.act, Closed):
                yield event.at, Stage.CLOSED

    def readiness_at(self, day: date) -> Readiness:
        """Return where the candidate stands on the ladder on a day."""
        if self.closing and self.closing.ending is not Ending.SUCCEEDED:
            return Readiness(Rung.CANDIDATE)
        approached = self.entered(Stage.APPROACHED)
        was_asked = approached is not None and day_in_japan(approached) <= day
        base = Rung.ASKED if was_asked else Rung.CANDIDATE
        if self.last_stage.place < Stage.AGREED.place:
            return Readiness(base)
        return readiness_at(day, base, self.acts(RungReached))

    def outcomes(self, side: Side) -> list[OutcomeTold]:
        """Return what a side said came of it, newest first."""
        return [act for act in self.acts(OutcomeTold) if act.side is side]

    def question_due(self, side: Side, day: date) -> int | None:
        """Return after how many days the side is now asked what came of it; None: not now.

        A question that a later one has overtaken is not asked any more.
        """
        met = self.entered(Stage.MET)
        if met is None:
            return None
        gone = (day - day_in_japan(met)).days
        reached = [days for days in ASKED_AFTER_DAYS if days <= gone]
        if not reached or gone > LAST_ASKED_DAY:
            return None
        answered = any(told.after_days >= reached[-1] for told in self.outcomes(side))
        return None if answered else reached[-1]

    def acts(self, kind: type[ActT]) -> Iterator[ActT]:
        """Yield the acts of one kind, newest first."""
        return (event.act for event in reversed(self.events) if isinstance(event.act, kind))

    def _last(self, kind: type[ActT]) -> ActT | None:
        return next(self.acts(kind), None)


def opened(
    introduction_ref: str,
    event: IntroductionEvent,
    *,
    purpose: NeedKind,
    seeker_ref: str,
    candidate_ref: str,
    is_anonymous: bool,
    need_ref: str | None = None,
) -> Introduction:
    """Return a new case that begins with an `Opened`."""
    if event.next_date is None:
        event = replace(event, next_date=usual_next_date(event.at, Stage.PROPOSED))
    return Introduction(
        ref=introduction_ref,
        purpose=purpose,
        seeker_ref=seeker_ref,
        candidate_ref=candidate_ref,
        is_anonymous=is_anonymous,
        need_ref=need_ref,
        events=(event,),
    )


def usual_next_date(at: datetime, stage: Stage) -> date:
    """Return the day on which somebody looks at a case again that came to a stage."""
    return day_in_japan(at) + timedelta(days=stage.days_to_next)
