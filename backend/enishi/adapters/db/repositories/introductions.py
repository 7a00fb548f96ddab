"""Introductions with their events."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from more_itertools import batched
from sqlalchemy import ColumnElement, Connection, Row, Select, and_, false, func, or_, true, update
from sqlmodel import col, select

from enishi.adapters.db.repositories.versions import BATCH, keyset
from enishi.adapters.db.repositories.writing import add_rows
from enishi.adapters.db.tables import (
    FirmRow,
    IntroductionChamberRow,
    IntroductionEventRow,
    IntroductionRow,
)
from enishi.domain.chamber import Region
from enishi.domain.introduction import Introduction, IntroductionEvent, Side, Sight, Stage
from enishi.domain.japan_time import day_in_japan
from enishi.domain.need import NeedKind
from enishi.services.introductions.records import act_content, act_name, act_of

_FIXED = ("ref", "need_ref", "seeker_ref", "candidate_ref", "is_anonymous", "opened_at")


class SqlIntroductionRepository:
    """The introduction tables."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, *cases: Introduction) -> None:
        """Store each case: a new one whole, of one that is there the events after the stored."""
        for case in cases:
            stored = self._count_events(case.ref)
            if stored == 0:
                add_rows(self._connection, IntroductionRow, [_values(case)])
            else:
                held = col(IntroductionRow.ref) == case.ref
                self._connection.execute(update(IntroductionRow).where(held), _values(case))
            add_rows(
                self._connection,
                IntroductionEventRow,
                [
                    _event_values(case.ref, number, event)
                    for number, event in enumerate(case.events)
                    if number >= stored
                ],
            )
            self._note_chambers(case)

    def get(self, ref: str) -> Introduction | None:
        """Return one case."""
        found = self._whole(select(IntroductionRow).where(col(IntroductionRow.ref) == ref))
        return found[0] if found else None

    def page(
        self,
        sight: Sight,
        *,
        after: str | None,
        limit: int,
        stage: Stage | None = None,
        is_open: bool = False,
        chamber_ref: str | None = None,
        firm_ref: str | None = None,
        need_ref: str | None = None,
        due_on: date | None = None,
    ) -> list[Introduction]:
        """Return the cases in sight, newest first, beginning behind the case `after`."""
        row = IntroductionRow
        statement = select(row).where(_in_sight(sight))
        if stage is not None:
            statement = statement.where(col(row.stage) == stage.value)
        if is_open:
            statement = statement.where(col(row.stage) != Stage.CLOSED.value)
        if chamber_ref is not None:
            statement = statement.where(col(row.chamber_ref) == chamber_ref)
        if firm_ref is not None:
            statement = statement.where(
                or_(col(row.seeker_ref) == firm_ref, col(row.candidate_ref) == firm_ref)
            )
        if need_ref is not None:
            statement = statement.where(col(row.need_ref) == need_ref)
        if due_on is not None:
            statement = statement.where(col(row.next_date) <= due_on)
        if after is not None:
            begun = select(row.opened_at).where(col(row.ref) == after).scalar_subquery()
            older = col(row.opened_at) < begun
            same = and_(col(row.opened_at) == begun, col(row.ref) < after)
            statement = statement.where(or_(older, same))
        order = (col(row.opened_at).desc(), col(row.ref).desc())
        return self._whole(statement.order_by(*order).limit(limit))

    def due(self, sight: Sight, on: date, limit: int) -> list[Introduction]:
        """Return the cases in sight whose next date has come, the longest overdue first."""
        row = IntroductionRow
        statement = select(row).where(_in_sight(sight), col(row.next_date) <= on)
        return self._whole(statement.order_by(col(row.next_date), col(row.ref)).limit(limit))

    def under_way(self, sight: Sight, limit: int) -> list[Introduction]:
        """Return the cases in sight that have not ended, newest first."""
        row = IntroductionRow
        is_open = col(row.stage) != Stage.CLOSED.value
        order = (col(row.opened_at).desc(), col(row.ref).desc())
        statement = select(row).where(_in_sight(sight), is_open)
        return self._whole(statement.order_by(*order).limit(limit))

    def met_between(self, sight: Sight, first: date, last: date) -> list[Introduction]:
        """Return the cases in sight whose first meeting fell on one of these days, in order."""
        row = IntroductionRow
        statement = select(row).where(_in_sight(sight), col(row.met_on).between(first, last))
        return self._whole(statement.order_by(col(row.met_on), col(row.ref)))

    def of_need(self, need_ref: str) -> list[Introduction]:
        """Return every case of a need, oldest first."""
        return self._in_time(col(IntroductionRow.need_ref) == need_ref)

    def of_pair(self, one: str, other: str) -> list[Introduction]:
        """Return every case between two firms, whoever seeks, oldest first."""
        seeker, candidate = col(IntroductionRow.seeker_ref), col(IntroductionRow.candidate_ref)
        return self._in_time(
            or_(
                and_(seeker == one, candidate == other),
                and_(seeker == other, candidate == one),
            )
        )

    def stream(self) -> Iterator[Introduction]:
        """Yield every case in order of ref."""
        for rows in keyset(self._connection, select(IntroductionRow), col(IntroductionRow.ref)):
            yield from self._with_events(rows)

    def _in_time(self, condition: ColumnElement[bool]) -> list[Introduction]:
        order = (col(IntroductionRow.opened_at), col(IntroductionRow.ref))
        return self._whole(select(IntroductionRow).where(condition).order_by(*order))

    def _count_events(self, ref: str) -> int:
        events = select(func.count()).where(col(IntroductionEventRow.introduction_ref) == ref)
        return self._connection.scalar(events) or 0

    def _note_chambers(self, case: Introduction) -> None:
        row = IntroductionChamberRow
        noted = select(row.chamber_ref).where(col(row.introduction_ref) == case.ref)
        new = case.chamber_refs - set(self._connection.scalars(noted))
        values = [{"introduction_ref": case.ref, "chamber_ref": ref} for ref in sorted(new)]
        add_rows(self._connection, row, values)

    def _whole(self, statement: Select[Any]) -> list[Introduction]:
        return self._with_events(self._connection.execute(statement).all())

    def _with_events(self, rows: Sequence[Row[Any]]) -> list[Introduction]:
        events: dict[str, list[IntroductionEvent]] = {row.ref: [] for row in rows}
        event = IntroductionEventRow
        for chunk in batched(events, BATCH):
            for found in self._connection.execute(
                select(event)
                .where(col(event.introduction_ref).in_(chunk))
                .order_by(col(event.introduction_ref), col(event.number))
            ):
                events[found.introduction_ref].append(_event(found))
        return [_case(row, tuple(events[row.ref])) for row in rows]


def _in_sight(sight: Sight) -> ColumnElement[bool]:
    """Say in SQL what `Sight.covers` says."""
    row = IntroductionRow
    if sight.is_everything:
        return true()
    seen: list[ColumnElement[bool]] = [false()]
    if sight.firm_refs:
        own = sorted(sight.firm_refs)
        known = and_(col(row.candidate_ref).in_(own), col(row.is_known_to_candidate))
        seen += [col(row.seeker_ref).in_(own), known]
    coordinated = [_of_a_firm_in(region) for region in sight.regions]
    if sight.chamber_refs:
        taking_part = select(IntroductionChamberRow.introduction_ref).where(
            col(IntroductionChamberRow.chamber_ref).in_(sorted(sight.chamber_refs))
        )
        coordinated.append(col(row.ref).in_(taking_part))
    within = true() if sight.within is None else _of_a_firm_in(sight.within)
    return or_(*seen, and_(or_(false(), *coordinated), within))


def _of_a_firm_in(region: Region) -> ColumnElement[bool]:
    """Say in SQL that one of the two firms is in a region."""
    inside = select(FirmRow.ref).where(
        or_(
            col(FirmRow.cluster).in_(region.clusters),
            col(FirmRow.prefecture).in_(region.prefectures),
            col(FirmRow.municipality_code).in_(region.municipality_codes),
        )
    )
    row = IntroductionRow
    return or_(col(row.seeker_ref).in_(inside), col(row.candidate_ref).in_(inside))


def _values(case: Introduction) -> dict[str, Any]:
    met = case.entered(Stage.MET)
    return {
        **{name: getattr(case, name) for name in _FIXED},
        "purpose": case.purpose.value,
        "chamber_ref": case.chamber_ref,
        "stage": case.stage.value,
        "next_date": case.next_date,
        "met_on": day_in_japan(met) if met else None,
        "is_known_to_candidate": case.is_known_to(Side.CANDIDATE),
    }


def _event_values(ref: str, number: int, event: IntroductionEvent) -> dict[str, Any]:
    return {
        "introduction_ref": ref,
        "number": number,
        "at": event.at,
        "actor_ref": event.actor_ref,
        "act": act_name(event.act),
        "content": act_content(event.act),
        "note": event.note,
        "next_date": event.next_date,
    }


def _event(row: Row[Any]) -> IntroductionEvent:
    act = act_of(row.act, row.content)
    return IntroductionEvent(row.at, row.actor_ref, act, row.note, row.next_date)


def _case(row: Row[Any], events: tuple[IntroductionEvent, ...]) -> Introduction:
    return Introduction(
        ref=row.ref,
        purpose=NeedKind(row.purpose),
        seeker_ref=row.seeker_ref,
        candidate_ref=row.candidate_ref,
        is_anonymous=row.is_anonymous,
        events=events,
        need_ref=row.need_ref,
    )
