"""Events written with the change itself, read in the order of commits."""

from datetime import UTC, datetime

from sqlalchemy import Connection, func, insert
from sqlmodel import col, select

from enishi.adapters.db.tables import OutboxRow
from enishi.domain.events import Event, EventKind, RecordedEvent


class SqlOutbox:
    """The outbox table. Positions follow commits because writers come one after another."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, *events: Event) -> None:
        """Append events."""
        if not events:
            return
        now = datetime.now(UTC)
        self._connection.execute(
            insert(OutboxRow),
            [
                {"kind": event.kind.value, "subject_ref": event.subject_ref, "occurred_at": now}
                for event in events
            ],
        )

    def since(self, position: int, limit: int) -> list[RecordedEvent]:
        """Return the events after `position`, oldest first."""
        rows = self._connection.execute(
            select(OutboxRow.position, OutboxRow.kind, OutboxRow.subject_ref, OutboxRow.occurred_at)
            .where(col(OutboxRow.position) > position)
            .order_by(col(OutboxRow.position))
            .limit(limit)
        )
        return [
            RecordedEvent(
                row.position, Event(EventKind(row.kind), row.subject_ref), row.occurred_at
            )
            for row in rows
        ]

    def position(self) -> int:
        """Return the newest position."""
        return self._connection.scalar(select(func.max(OutboxRow.position))) or 0
