"""Needs on the board."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from more_itertools import batched
from sqlalchemy import Connection, Row, delete, func
from sqlmodel import col, select

from enishi.adapters.db.repositories.references import unknown_firm
from enishi.adapters.db.repositories.versions import BATCH, Changes, keyset, versions
from enishi.adapters.db.repositories.writing import add_rows, update_rows
from enishi.adapters.db.tables import FirmRow, NeedRow
from enishi.domain.constraint import Constraints
from enishi.domain.errors import InvalidValueError
from enishi.domain.need import Need, NeedKind
from enishi.services.ports import Change, Stored

_FIELDS = ("ref", "firm_ref", "title", "description", "query", "label")
_NUMBERS = ("max_lead_time_days", "lot", "tolerance_um", "max_size_mm")
_LISTS = ("certifications", "exclude_clusters", "prefectures")


class SqlNeedRepository:
    """The need table."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put_many(self, needs: Sequence[Need]) -> list[Change | InvalidValueError]:
        """Store each need, as if one after the other."""
        seekers = sorted({need.firm_ref for need in needs if need.firm_ref is not None})
        firms = versions(self._connection, FirmRow, seekers)
        stored = versions(self._connection, NeedRow, [need.ref for need in needs])
        changes = Changes[Need](stored)
        answers: list[Change | InvalidValueError] = [
            changes.weigh(need)
            if need.firm_ref is None or need.firm_ref in firms
            else unknown_firm(need.firm_ref, "firm_ref")
            for need in needs
        ]
        for write, records in ((add_rows, changes.added), (update_rows, changes.updated)):
            write(
                self._connection,
                NeedRow,
                [_values(need) | changes.version_of(ref) for ref, need in records.items()],
            )
        return answers

    def get(self, ref: str) -> Stored[Need] | None:
        """Return one need."""
        row = self._connection.execute(select(NeedRow).where(NeedRow.ref == ref)).first()
        return None if row is None else _stored(row)

    def get_many(self, refs: Sequence[str]) -> dict[str, Stored[Need]]:
        """Return those of the needs that exist."""
        found: dict[str, Stored[Need]] = {}
        for chunk in batched(refs, BATCH):
            rows = self._connection.execute(select(NeedRow).where(col(NeedRow.ref).in_(chunk)))
            found.update({row.ref: _stored(row) for row in rows})
        return found

    def page(
        self,
        *,
        after: str | None,
        limit: int,
        kind: NeedKind | None,
        cluster: str | None,
        firm_ref: str | None = None,
    ) -> list[Stored[Need]]:
        """Return needs in order of ref, beginning behind `after`."""
        statement = select(NeedRow).order_by(col(NeedRow.ref)).limit(limit)
        if after is not None:
            statement = statement.where(col(NeedRow.ref) > after)
        if kind is not None:
            statement = statement.where(NeedRow.kind == kind.value)
        if cluster is not None:
            inside = select(FirmRow.ref).where(FirmRow.cluster == cluster)
            statement = statement.where(col(NeedRow.firm_ref).in_(inside))
        if firm_ref is not None:
            statement = statement.where(NeedRow.firm_ref == firm_ref)
        return [_stored(row) for row in self._connection.execute(statement)]

    def stream(self) -> Iterator[Stored[Need]]:
        """Yield every need in order of ref."""
        for rows in keyset(self._connection, select(NeedRow), col(NeedRow.ref)):
            yield from map(_stored, rows)

    def count(self) -> int:
        """Return how many needs there are."""
        return self._connection.scalar(select(func.count()).select_from(NeedRow)) or 0

    def remove(self, ref: str) -> bool:
        """Delete the need."""
        done = self._connection.execute(delete(NeedRow).where(col(NeedRow.ref) == ref))
        return done.rowcount > 0

    def refs_of_firm(self, firm_ref: str) -> list[str]:
        """Return the refs of the needs that a firm posts, in order."""
        return list(
            self._connection.scalars(
                select(NeedRow.ref)
                .where(col(NeedRow.firm_ref) == firm_ref)
                .order_by(col(NeedRow.ref))
            )
        )

    def ref_of(self, need_id: str) -> str | None:
        """Return the ref of the need with this identity."""
        try:
            identity = UUID(need_id)
        except ValueError:
            return None
        return self._connection.scalar(select(NeedRow.ref).where(NeedRow.id == identity))


def _values(need: Need) -> dict[str, Any]:
    return {
        **{field: getattr(need, field) for field in _FIELDS},
        **{field: getattr(need.constraints, field) for field in (*_NUMBERS, *_LISTS)},
        "id": need.id,
        "kind": need.kind.value,
    }


def _stored(row: Row[Any]) -> Stored[Need]:
    asked: dict[str, Any] = {field: getattr(row, field) for field in _NUMBERS}
    asked |= {field: tuple(getattr(row, field)) for field in _LISTS}
    need = Need(
        **{field: getattr(row, field) for field in _FIELDS},
        kind=NeedKind(row.kind),
        constraints=Constraints(**asked),
    )
    return Stored(need, row.revision, row.updated_at)
