"""Gatherings with their seats, and what searches missed in firms."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, update
from sqlmodel import col, or_, select

from enishi.adapters.db.repositories.writing import add_rows
from enishi.adapters.db.tables import (
    FirmRow,
    GatheringFirmRow,
    GatheringRow,
    GatheringSeatRow,
    NearMissRow,
)
from enishi.domain.gathering import (
    Gathering,
    GatheringKind,
    GatheringRound,
    GatheringState,
    GatheringTable,
)
from enishi.domain.near_miss import NearMiss

# Fields that a row keeps as the noun has them.
_PLAIN = ("ref", "title", "day", "starts_at", "minutes", "chamber_ref", "planned_at")


class SqlGatheringRepository:
    """The gathering tables."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, gathering: Gathering) -> None:
        """Store the gathering in place of the one that its ref held."""
        values = {
            **{name: getattr(gathering, name) for name in _PLAIN},
            "kind": gathering.kind.value,
            "state": gathering.state.value,
            "rounds": len(gathering.rounds),
        }
        held = update(GatheringRow).where(col(GatheringRow.ref) == gathering.ref).values(**values)
        if self._connection.execute(held).rowcount == 0:
            self._connection.execute(insert(GatheringRow), values)
        for table, rows in (
            (GatheringFirmRow, _taking_part(gathering)),
            (GatheringSeatRow, _seats(gathering)),
        ):
            mine = col(table.gathering_ref) == gathering.ref
            self._connection.execute(delete(table).where(mine))
            add_rows(self._connection, table, rows)

    def get(self, ref: str) -> Gathering | None:
        """Return one gathering."""
        rows = self._connection.execute(select(GatheringRow).where(GatheringRow.ref == ref)).all()
        return next(iter(self._whole(rows)), None)

    def page(
        self,
        *,
        after: str | None,
        limit: int,
        chamber_refs: Collection[str] | None = None,
        firm_refs: Collection[str] = (),
    ) -> list[Gathering]:
        """Return gatherings, the latest day first, beginning behind `after`."""
        asked = select(GatheringRow).order_by(col(GatheringRow.ref).desc()).limit(limit)
        if after is not None:
            asked = asked.where(col(GatheringRow.ref) < after)
        if chamber_refs is not None:
            part = select(GatheringFirmRow.gathering_ref).where(
                col(GatheringFirmRow.firm_ref).in_(firm_refs)
            )
            asked = asked.where(
                or_(
                    col(GatheringRow.chamber_ref).in_(chamber_refs),
                    col(GatheringRow.ref).in_(part),
                )
            )
        return self._whole(self._connection.execute(asked).all())

    def _whole(self, rows: Sequence[Row[Any]]) -> list[Gathering]:
        refs = [row.ref for row in rows]
        firms: defaultdict[str, list[Row[Any]]] = defaultdict(list)
        seats: defaultdict[str, list[Row[Any]]] = defaultdict(list)
        for table, order, found in (
            (GatheringFirmRow, (col(GatheringFirmRow.firm_ref),), firms),
            (
                GatheringSeatRow,
                (col(GatheringSeatRow.table), col(GatheringSeatRow.place)),
                seats,
            ),
        ):
            mine = col(table.gathering_ref).in_(refs)
            for part in self._connection.execute(select(table).where(mine).order_by(*order)):
                found[part.gathering_ref].append(part)
        return [_gathering(row, firms[row.ref], seats[row.ref]) for row in rows]


def _taking_part(gathering: Gathering) -> list[dict[str, Any]]:
    return [
        {
            "gathering_ref": gathering.ref,
            "firm_ref": ref,
            "is_host": ref in gathering.host_refs,
            "is_absent": ref in gathering.absent_refs,
        }
        for ref in gathering.firm_refs
    ]


def _seats(gathering: Gathering) -> list[dict[str, Any]]:
    return [
        {
            "gathering_ref": gathering.ref,
            "round": taken.number,
            "table": table.number,
            "place": place,
            "firm_ref": ref,
        }
        for taken in gathering.rounds
        for table in taken.tables
        for place, ref in enumerate(table.firm_refs)
    ]


def _gathering(row: Row[Any], firms: list[Row[Any]], seats: list[Row[Any]]) -> Gathering:
    tables: list[dict[int, list[str]]] = [{} for _ in range(row.rounds)]
    for seat in seats:
        tables[seat.round - 1].setdefault(seat.table, []).append(seat.firm_ref)
    return Gathering(
        **{name: getattr(row, name) for name in _PLAIN},
        kind=GatheringKind(row.kind),
        state=GatheringState(row.state),
        firm_refs=tuple(firm.firm_ref for firm in firms),
        host_refs=tuple(firm.firm_ref for firm in firms if firm.is_host),
        absent_refs=frozenset(firm.firm_ref for firm in firms if firm.is_absent),
        rounds=tuple(
            GatheringRound(
                number,
                tuple(GatheringTable(place, tuple(refs)) for place, refs in taken.items()),
            )
            for number, taken in enumerate(tables, 1)
        ),
    )


class SqlNearMissRepository:
    """The near-miss table."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, misses: Sequence[NearMiss]) -> None:
        """Add to what was counted before; of a firm that is gone nothing is kept."""
        refs = sorted({item.firm_ref for item in misses})
        here = select(FirmRow.ref).where(col(FirmRow.ref).in_(refs))
        known = {row.ref for row in self._connection.execute(here)}
        for item in misses:
            if item.firm_ref in known:
                self._count(item)

    def _count(self, item: NearMiss) -> None:
        held = update(NearMissRow).where(
            col(NearMissRow.firm_ref) == item.firm_ref,
            col(NearMissRow.day) == item.day,
            col(NearMissRow.missing) == item.missing,
            col(NearMissRow.concept) == (item.concept or ""),
        )
        more = held.values(times=col(NearMissRow.times) + item.times)
        if self._connection.execute(more).rowcount == 0:
            self._connection.execute(
                insert(NearMissRow),
                {
                    "firm_ref": item.firm_ref,
                    "day": item.day,
                    "missing": item.missing,
                    "concept": item.concept or "",
                    "times": item.times,
                },
            )

    def of_firm(self, firm_ref: str, *, since: date, until: date) -> list[NearMiss]:
        """Return what was counted from a day to a day, both included, oldest first."""
        rows = self._connection.execute(
            select(NearMissRow)
            .where(
                NearMissRow.firm_ref == firm_ref,
                col(NearMissRow.day) >= since,
                col(NearMissRow.day) <= until,
            )
            .order_by(col(NearMissRow.day), col(NearMissRow.missing), col(NearMissRow.concept))
        )
        return [
            NearMiss(row.firm_ref, row.day, row.missing, row.concept or None, row.times)
            for row in rows
        ]

    def forget(self, before: date) -> int:
        """Forget what was counted before a day; return how many entries there were."""
        return self._connection.execute(
            delete(NearMissRow).where(col(NearMissRow.day) < before)
        ).rowcount
