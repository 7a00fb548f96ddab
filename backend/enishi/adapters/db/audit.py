"""The audit log in the database, which only grows."""

from collections.abc import Collection, Iterator
from dataclasses import fields
from typing import Any

from more_itertools import batched
from sqlalchemy import Connection, Row, and_, func, or_
from sqlmodel import col, select

from enishi.adapters.db.repositories.versions import BATCH
from enishi.adapters.db.repositories.writing import add_rows
from enishi.adapters.db.tables import AuditRow
from enishi.domain.audit import AuditAction, AuditEntry, AuditReach, RecordedAct

_FIELDS = [item.name for item in fields(AuditEntry) if item.name not in ("action", "fields")]


class SqlAuditLog:
    """The audit table."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, *entries: AuditEntry) -> None:
        """Append entries to the transaction at hand."""
        add_rows(self._connection, AuditRow, [_values(entry) for entry in entries])

    def page(
        self,
        *,
        before: int | None,
        limit: int,
        owner_ref: str | None = None,
        actor_ref: str | None = None,
        subject_ref: str | None = None,
        within: AuditReach | None = None,
    ) -> list[RecordedAct]:
        """Return entries, newest first, beginning before a position."""
        statement = select(AuditRow).order_by(col(AuditRow.position).desc()).limit(limit)
        statement = statement.where(*_wanted(owner_ref, actor_ref, subject_ref, within))
        if before is not None:
            statement = statement.where(col(AuditRow.position) < before)
        return [_recorded(row) for row in self._connection.execute(statement)]

    def newest_of(self, actor_refs: Collection[str]) -> dict[str, AuditEntry]:
        """Return the newest act of those people who did anything; a refusal is none."""
        found: dict[str, AuditEntry] = {}
        for chunk in batched(sorted(set(actor_refs)), BATCH):
            newest = (
                select(func.max(AuditRow.position))
                .where(
                    col(AuditRow.actor_ref).in_(chunk),
                    col(AuditRow.action) != AuditAction.REFUSED.value,
                )
                .group_by(col(AuditRow.actor_ref))
            )
            rows = self._connection.execute(
                select(AuditRow).where(col(AuditRow.position).in_(newest))
            )
            found |= {row.actor_ref: _recorded(row).entry for row in rows}
        return found

    def stream(
        self,
        *,
        owner_ref: str | None = None,
        subject_ref: str | None = None,
        within: AuditReach | None = None,
    ) -> Iterator[RecordedAct]:
        """Yield entries, oldest first."""
        wanted = _wanted(owner_ref, None, subject_ref, within)
        position = 0
        while True:
            rows = self._connection.execute(
                select(AuditRow)
                .where(col(AuditRow.position) > position, *wanted)
                .order_by(col(AuditRow.position))
                .limit(BATCH)
            ).all()
            if not rows:
                return
            yield from map(_recorded, rows)
            position = rows[-1].position


def _wanted(
    owner_ref: str | None, actor_ref: str | None, subject_ref: str | None, within: AuditReach | None
) -> list[Any]:
    equal = (
        (AuditRow.owner_ref, owner_ref),
        (AuditRow.actor_ref, actor_ref),
        (AuditRow.subject_ref, subject_ref),
    )
    conditions: list[Any] = [col(column) == ref for column, ref in equal if ref is not None]
    if within is not None:
        conditions.append(
            or_(
                col(AuditRow.owner_ref).in_(within.owner_refs),
                col(AuditRow.organisation_ref).in_(within.organisation_refs),
                and_(
                    col(AuditRow.organisation_ref).is_(None),
                    col(AuditRow.actor_ref).in_(within.colleague_refs),
                ),
            )
        )
    return conditions


def _values(entry: AuditEntry) -> dict[str, Any]:
    return {
        **{name: getattr(entry, name) for name in _FIELDS},
        "action": entry.action.value,
        "fields": list(entry.fields),
    }


def _recorded(row: Row[Any]) -> RecordedAct:
    entry = AuditEntry(
        **{name: getattr(row, name) for name in _FIELDS},
        action=AuditAction(row.action),
        fields=tuple(row.fields),
    )
    return RecordedAct(row.position, entry)
