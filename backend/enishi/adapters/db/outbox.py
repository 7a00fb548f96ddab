"""Events written with the change itself, read in the order of commits."""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from secrets import token_hex
from typing import Any

from more_itertools import batched
from sqlalchemy import Connection, Row, func, insert
from sqlmodel import col, select

from enishi.adapters.db.repositories.disclosures import SqlDisclosureRepository
from enishi.adapters.db.repositories.versions import BATCH
from enishi.adapters.db.tables import NeedRow, OutboxRow
from enishi.domain.disclosure import OPEN, Disclosure, Visibility
from enishi.domain.events import Event, EventKind, RecordedEvent, Showing

# After which the subject is there for somebody.
_COMING = {EventKind.FIRM_PUBLISHED, EventKind.NEED_POSTED}


class SqlOutbox:
    """The outbox table. Positions follow commits because writers come one after another."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, *events: Event) -> None:
        """Append events, each with to whom its subject is there."""
        if not events:
            return
        now = datetime.now(UTC)
        showings = self._showings(events)
        self._connection.execute(
            insert(OutboxRow),
            [
                {
                    "kind": event.kind.value,
                    "subject_ref": event.subject_ref,
                    "occurred_at": now,
                    "mark": token_hex(16),
                    **_values(showings.get(event)),
                }
                for event in events
            ],
        )

    def since(self, position: int, limit: int) -> list[RecordedEvent]:
        """Return the events after `position`, oldest first."""
        rows = self._connection.execute(
            select(OutboxRow)
            .where(col(OutboxRow.position) > position)
            .order_by(col(OutboxRow.position))
            .limit(limit)
        )
        return [_recorded(row) for row in rows]

    def position(self) -> int:
        """Return the newest position."""
        return self._connection.scalar(select(func.max(OutboxRow.position))) or 0

    def before(self, position: int | None, limit: int) -> list[RecordedEvent]:
        """Return the events before `position`, newest first."""
        statement = select(OutboxRow).order_by(col(OutboxRow.position).desc()).limit(limit)
        if position is not None:
            statement = statement.where(col(OutboxRow.position) < position)
        return [_recorded(row) for row in self._connection.execute(statement)]

    def place_of(self, mark: str) -> int | None:
        """Return the position of the event with this mark."""
        return self._connection.scalar(select(OutboxRow.position).where(OutboxRow.mark == mark))

    def place_at(self, moment: datetime) -> int:
        """Return the position behind which everything since a moment stands."""
        first = self._connection.scalar(
            select(func.min(OutboxRow.position)).where(col(OutboxRow.occurred_at) >= moment)
        )
        return self.position() if first is None else first - 1

    def latest(
        self, kinds: Collection[EventKind], subject_refs: Collection[str], *, until: int
    ) -> dict[str, RecordedEvent]:
        """Return by subject the newest event of these kinds up to a position."""
        found: dict[str, RecordedEvent] = {}
        words = [kind.value for kind in kinds]
        for chunk in batched(sorted(set(subject_refs)), BATCH):
            newest = (
                select(func.max(OutboxRow.position))
                .where(
                    col(OutboxRow.subject_ref).in_(chunk),
                    col(OutboxRow.kind).in_(words),
                    col(OutboxRow.position) <= until,
                )
                .group_by(OutboxRow.subject_ref)
            )
            rows = self._connection.execute(
                select(OutboxRow).where(col(OutboxRow.position).in_(newest))
            )
            found |= {row.subject_ref: _recorded(row) for row in rows}
        return found

    def _showings(self, events: Iterable[Event]) -> dict[Event, Showing]:
        """Return to whom the subjects of those events are there that leave them there."""
        coming = {event for event in events if event.kind in _COMING}
        firms = [item.subject_ref for item in coming if item.kind is EventKind.FIRM_PUBLISHED]
        needs = [item.subject_ref for item in coming if item.kind is EventKind.NEED_POSTED]
        disclosures = SqlDisclosureRepository(self._connection)
        owners = self._owners(needs)
        of_firms = disclosures.of_firms({*firms, *filter(None, owners.values())})
        of_needs = disclosures.of_needs(needs)

        def showing(event: Event) -> Showing:
            ref = event.subject_ref
            if event.kind is EventKind.FIRM_PUBLISHED:
                return Showing(of_firms.get(ref, OPEN), ref)
            owner = owners.get(ref)
            disclosure = of_needs.get(ref, OPEN).posted_by(of_firms.get(owner or "", OPEN))
            return Showing(disclosure, owner)

        return {event: showing(event) for event in coming}

    def _owners(self, need_refs: Iterable[str]) -> dict[str, str | None]:
        owners: dict[str, str | None] = {}
        for chunk in batched(need_refs, BATCH):
            owners |= dict(
                self._connection.execute(
                    select(NeedRow.ref, NeedRow.firm_ref).where(col(NeedRow.ref).in_(chunk))
                )
                .tuples()
                .all()
            )
        return owners


def _values(showing: Showing | None) -> dict[str, Any]:
    if showing is None:
        return {"listing": None, "hide_from": None, "owner_ref": None}
    return {
        "listing": int(showing.disclosure.listing),
        "hide_from": sorted(showing.disclosure.hide_from),
        "owner_ref": showing.owner_ref,
    }


def _recorded(row: Row[Any]) -> RecordedEvent:
    event = Event(EventKind(row.kind), row.subject_ref)
    # Events older than the disclosures have none, and told of open profiles.
    decided = Disclosure(Visibility(row.listing or 0), {}, frozenset(row.hide_from or ()))
    showing = Showing(decided, row.owner_ref) if event.kind in _COMING else None
    return RecordedEvent(row.position, event, row.occurred_at, row.mark, showing)
