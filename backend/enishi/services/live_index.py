"""The index as it is now: the current snapshot and every change after it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from enishi.domain.events import EventKind
from enishi.services.indexing import entries_of
from enishi.services.ports import Database
from enishi.services.retrieval import Analyzer, Encoder, IndexView
from enishi.services.snapshots import (
    IndexRooms,
    Manifest,
    OpenIndex,
    SnapshotStore,
    must_be_readable,
    must_belong,
    must_fit,
)

# Changes taken in by one step; a longer queue becomes visible step by step.
_STEP = 200

_FIRM_EVENTS = (EventKind.FIRM_PUBLISHED, EventKind.FIRM_WITHDRAWN)


@dataclass(frozen=True, slots=True)
class _State:
    """A consistent state, replaced as a whole."""

    manifest: Manifest
    index: OpenIndex
    position: int  # of the last change taken in
    view: IndexView


@dataclass
class LiveIndex:
    """Follows the snapshots and the outbox; readers always hold one consistent state."""

    database: Database
    store: SnapshotStore
    rooms: IndexRooms
    analyzer: Analyzer
    encoder: Callable[[], Encoder]  # which may still be loading while the index is opened
    _state: _State | None = None
    _lock: Lock = field(default_factory=Lock)

    def view(self) -> IndexView:
        """Return the newest state taken in; opens the current snapshot the first time."""
        state = self._state
        if state is None:
            with self._lock:
                state = self._state or self._adopt(None)
        return state.view

    def pending(self) -> int:
        """Return how many changes are not taken in yet."""
        state = self._state
        with self.database.read() as work:
            return work.outbox.position() - (state.position if state else 0)

    def catch_up(self) -> int:
        """Adopt a newer snapshot, then take in every change; return how many there were."""
        with self._lock:
            self._adopt(self._state)
            taken = 0
            while step := self._step():
                taken += step
            return taken

    def close(self) -> None:
        """Let go of the open snapshot."""
        with self._lock:
            if self._state is not None:
                self._state.index.close()
                self._state = None

    def _adopt(self, state: _State | None) -> _State:
        """Open the current snapshot unless it is open already."""
        folder, manifest = self.store.current()
        if state is not None and state.manifest.name == manifest.name:
            return state
        must_be_readable(manifest, self.analyzer)
        self.store.must_be_whole(folder, manifest)
        with self.database.read() as work:
            must_belong(manifest, work.outbox)
        index = self.rooms.open(folder, manifest.dimension)
        try:
            must_fit(manifest, self.encoder(), self.analyzer)
        except BaseException:
            index.close()
            raise
        fresh = _State(
            manifest,
            index,
            manifest.outbox_position,
            index.view(manifest.name, manifest.model_version),
        )
        self._state = fresh
        if state is not None:
            state.index.close()
        return fresh

    def _step(self) -> int:
        """Take in the next changes, all or none of them."""
        state = self._state
        assert state is not None
        with self.database.read() as work:
            must_belong(state.manifest, work.outbox)
            recorded = work.outbox.since(state.position, _STEP)
            if not recorded:
                return 0
            touched = list(
                dict.fromkeys(
                    item.event.subject_ref for item in recorded if item.event.kind in _FIRM_EVENTS
                )
            )
            firms = work.firms.get_many(touched)
            total = work.firms.count()
        position = recorded[-1].position
        present = [firms[ref].record for ref in touched if ref in firms]
        known = {
            text: encoding
            for firm in present
            for text, encoding in state.index.encodings_of(firm.ref).items()
        }
        entries = entries_of(
            present,
            first_row=state.index.next_row(),
            total=total,
            encoder=self.encoder(),
            finder=state.view.concepts,
            known=known,
        )
        if touched:
            state.index.apply(entries, [ref for ref in touched if ref not in firms])
        version = f"{state.manifest.name}+{position - state.manifest.outbox_position}"
        self._state = _State(
            state.manifest,
            state.index,
            position,
            state.index.view(version, state.manifest.model_version),
        )
        return len(recorded)
