"""A stand-in that behaves: the outbox, which keeps to whom each subject was there."""

from collections.abc import Collection
from datetime import UTC, datetime
from secrets import token_hex
from typing import Protocol

from enishi.domain.disclosure import OPEN, Disclosure
from enishi.domain.events import Event, EventKind, RecordedEvent, Showing
from enishi.domain.need import Need
from enishi.services.ports import Stored
from fake_people import FakeDisclosures


class _Board(Protocol):
    def get(self, ref: str) -> Stored[Need] | None: ...


class FakeOutbox:
    """Events, counted from 1."""

    def __init__(self, disclosures: FakeDisclosures, needs: _Board) -> None:
        self.recorded: list[RecordedEvent] = []
        self._disclosures = disclosures
        self._needs = needs

    def add(self, *events: Event) -> None:
        now = datetime.now(UTC)
        self.recorded += [
            RecordedEvent(position, event, now, token_hex(16), self._showing(event))
            for position, event in enumerate(events, self.position() + 1)
        ]

    def since(self, position: int, limit: int) -> list[RecordedEvent]:
        return self.recorded[position : position + limit]

    def position(self) -> int:
        return len(self.recorded)

    def before(self, position: int | None, limit: int) -> list[RecordedEvent]:
        earlier = self.recorded if position is None else self.recorded[: position - 1]
        return earlier[::-1][:limit]

    def place_of(self, mark: str) -> int | None:
        return next((item.position for item in self.recorded if item.mark == mark), None)

    def place_at(self, moment: datetime) -> int:
        first = (item.position - 1 for item in self.recorded if item.occurred_at >= moment)
        return next(first, self.position())

    def latest(
        self, kinds: Collection[EventKind], subject_refs: Collection[str], *, until: int
    ) -> dict[str, RecordedEvent]:
        return {
            item.event.subject_ref: item
            for item in self.recorded[:until]
            if item.event.kind in kinds and item.event.subject_ref in subject_refs
        }

    def _showing(self, event: Event) -> Showing | None:
        ref = event.subject_ref
        if event.kind is EventKind.FIRM_PUBLISHED:
            return Showing(_shown(self._disclosures.of_firm(ref)), ref)
        if event.kind is EventKind.NEED_POSTED:
            stored = self._needs.get(ref)
            owner = stored.record.firm_ref if stored else None
            decided = self._disclosures.of_need(ref)
            firms = self._disclosures.of_firm(owner) if owner else OPEN
            return Showing(_shown(decided.posted_by(firms)), owner)
        return None


def _shown(decided: Disclosure) -> Disclosure:
    """Keep what decides whether the subject is there, as the table does."""
    return Disclosure(decided.listing, {}, decided.hide_from) if decided else OPEN
