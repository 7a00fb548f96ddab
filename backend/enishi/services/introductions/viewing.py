"""What of an introduction somebody sees: all of it as coordinator, their own part as a firm."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from enishi.domain.access import Audience, Caller
from enishi.domain.disclosure import OPEN, SEEKER, Disclosure, Visibility, disclosed_firm
from enishi.domain.firm import Firm
from enishi.domain.introduction import (
    CANDIDATE_NAME,
    SEEKER_NAME,
    Answered,
    Closed,
    Edited,
    Ending,
    HandOverProposed,
    Introduction,
    IntroductionEvent,
    OutcomeTold,
    Released,
    Side,
    Stage,
    sight_of,
)
from enishi.domain.need import NeedKind
from enishi.domain.readiness import Readiness
from enishi.services.introductions.records import act_content, act_label, act_name
from enishi.services.ports import UnitOfWork


@dataclass(frozen=True)
class EventView:
    """One act as somebody sees it."""

    at: datetime
    act: str
    label: str
    content: Mapping[str, Any]
    actor_ref: str | None
    note: str | None
    next_date: date | None


@dataclass(frozen=True)
class IntroductionView:
    """An introduction as somebody sees it; what they do not see is None or left out."""

    ref: str
    revision: int
    need_ref: str | None
    purpose: NeedKind
    title: str
    stage: Stage
    ending: Ending | None
    opened_at: datetime
    updated_at: datetime
    chamber_ref: str | None
    seeker: Firm | None  # None: its name is kept back, or it has left the network
    candidate: Firm | None
    candidate_ref: str | None
    seeker_ref: str | None
    sides: frozenset[Side]  # the sides that the reader is on
    is_coordinated: bool  # whether the reader sees it as a coordinator does
    answers: Mapping[Side, bool]
    released: frozenset[str]
    told: tuple[str, str] | None  # why it ended, in kind words, to the reader's side
    readiness: Readiness | None  # None: not an alternative supply
    questions: Mapping[Side, int]  # after how many days the reader is asked what came of it
    coordinator_ref: str | None  # this and the following: coordinators only
    offered_to: str | None
    next_date: date | None
    events: tuple[EventView, ...]


def views(
    work: UnitOfWork, cases: Sequence[Introduction], by: Caller, today: date
) -> list[IntroductionView]:
    """Return the cases as the caller sees them; every one of them has to be in their sight."""
    desk = _Desk(work, cases, by, today)
    return [desk.view(case) for case in cases]


class _Desk:
    """Everything that some cases refer to, read at once."""

    def __init__(
        self, work: UnitOfWork, cases: Sequence[Introduction], by: Caller, today: date
    ) -> None:
        refs = sorted({ref for case in cases for ref in (case.seeker_ref, case.candidate_ref)})
        self._firms = {ref: item.record for ref, item in work.firms.get_many(refs).items()}
        self._decided = work.disclosures.of_firms(refs)
        self._needs = work.disclosures.of_needs({case.need_ref for case in cases if case.need_ref})
        self._by = by
        self._sight = sight_of(by)
        self._today = today

    def view(self, case: Introduction) -> IntroductionView:
        sides = self._sight.sides(case)
        is_coordinated = self._sight.coordinates(case, self._firms)
        seen = frozenset(Side) if is_coordinated else sides
        named = {side for side in Side if is_coordinated or self._is_named(case, side, sides)}
        questions = ((side, case.question_due(side, self._today)) for side in Side if side in seen)
        is_alternative = case.purpose is NeedKind.ALTERNATIVE_SOURCING
        closing = case.closing
        return IntroductionView(
            ref=case.ref,
            revision=case.revision,
            need_ref=case.need_ref,
            purpose=case.purpose,
            title=case.title,
            stage=case.stage,
            ending=closing.ending if closing else None,
            opened_at=case.opened_at,
            updated_at=case.updated_at,
            chamber_ref=case.chamber_ref,
            seeker=self._shown(case.seeker_ref) if Side.SEEKER in named else None,
            seeker_ref=case.seeker_ref if Side.SEEKER in named else None,
            candidate=self._shown(case.candidate_ref) if Side.CANDIDATE in named else None,
            candidate_ref=case.candidate_ref if Side.CANDIDATE in named else None,
            sides=sides,
            is_coordinated=is_coordinated,
            answers={
                side: answer.is_yes
                for side in Side
                if side in seen and (answer := case.answer_of(side))
            },
            released=case.released(),
            told=_told(closing, seen),
            readiness=case.readiness_at(self._today) if is_alternative else None,
            questions={side: days for side, days in questions if days},
            coordinator_ref=case.coordinator_ref if is_coordinated else None,
            offered_to=case.offered_to if is_coordinated else None,
            next_date=case.next_date if is_coordinated else None,
            events=self._events(case, sides, is_coordinated),
        )

    def _is_named(self, case: Introduction, side: Side, sides: Collection[Side]) -> bool:
        """Whether a firm that takes part sees which firm is on a side."""
        if side in sides:
            return True
        path = SEEKER_NAME if side is Side.SEEKER else CANDIDATE_NAME
        if path in case.released():
            return True
        if side is Side.SEEKER and (case.is_anonymous or self._is_anonymous(case.need_ref)):
            return False
        ref = case.firm_of(side)
        return self._decided.get(ref, OPEN).audience_of(self._by, ref) is not None

    def _is_anonymous(self, need_ref: str | None) -> bool:
        need: Disclosure = self._needs.get(need_ref, OPEN) if need_ref else OPEN
        return need.of(SEEKER) is not Visibility.PUBLIC

    def _shown(self, ref: str) -> Firm | None:
        firm = self._firms.get(ref)
        if firm is None:
            return None
        audience = Audience.OWNER if self._by.belongs_to(ref) else self._by.audience
        return disclosed_firm(firm, self._decided.get(ref, OPEN), audience)

    def _events(
        self, case: Introduction, sides: Collection[Side], is_coordinated: bool
    ) -> tuple[EventView, ...]:
        if is_coordinated:
            return tuple(_whole(event) for event in case.events)
        return tuple(
            self._own_part(event, sides) for event in case.events if _concerns(event, sides)
        )

    def _own_part(self, event: IntroductionEvent, sides: Collection[Side]) -> EventView:
        is_own = event.actor_ref is not None and event.actor_ref == self._by.person_ref
        name = act_name(event.act)
        return EventView(
            at=event.at,
            act=name,
            label=act_label(name),
            content=_part(event, sides),
            actor_ref=event.actor_ref if is_own else None,
            note=event.note if is_own else None,
            next_date=None,
        )


def _whole(event: IntroductionEvent) -> EventView:
    name = act_name(event.act)
    return EventView(
        event.at,
        name,
        act_label(name),
        act_content(event.act),
        event.actor_ref,
        event.note,
        event.next_date,
    )


def _concerns(event: IntroductionEvent, sides: Collection[Side]) -> bool:
    """Whether a firm on these sides is told of an act: what only the other side said is not."""
    match event.act:
        case Answered(side=side) | OutcomeTold(side=side):
            return side in sides
        case Edited() | HandOverProposed():
            return False
        case _:
            return True


# Words among coordinators.
_NOT_FOR_FIRMS = ("again_because", "coordinator_ref")
_TOLD = ("told_to", "told", "told_en")


def _part(event: IntroductionEvent, sides: Collection[Side]) -> dict[str, Any]:
    """Return what a firm on these sides is told of an act; a no of the other side in kind words."""
    content = act_content(event.act)
    hidden = list(_NOT_FOR_FIRMS)
    if isinstance(event.act, Released) and event.act.side not in sides:
        hidden.append("heard")  # who said so would name the firm
    if isinstance(event.act, Closed):
        hidden += [] if event.act.ending.declined_by in sides else ["reason"]
        hidden += [] if event.act.told_to in sides else _TOLD
    return {name: value for name, value in content.items() if name not in hidden}


def _told(closing: Closed | None, sides: Collection[Side]) -> tuple[str, str] | None:
    if closing is None or closing.told_to not in sides:
        return None
    return (closing.told, closing.told_en) if closing.told and closing.told_en else None
