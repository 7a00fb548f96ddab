"""The index as it is now: the current snapshot and every change after it, for each edition."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from threading import Lock

from enishi.domain.access import ANONYMOUS, Caller
from enishi.domain.disclosure import OPEN, Disclosure
from enishi.domain.events import EventKind
from enishi.domain.firm import Firm
from enishi.services.editions import PUBLIC, Edition
from enishi.services.indexing import entries_of
from enishi.services.ports import Database
from enishi.services.retrieval import (
    Analyzer,
    CatalogueReader,
    Encoder,
    Encoding,
    FirmEntry,
    IndexView,
)
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
# Editions open at a time beside the public one: members, coordinators, and those of firms that
# others hide from. One that is not asked for makes room; opening it again takes a moment.
_EDITIONS = 16

_FIRM_EVENTS = (EventKind.FIRM_PUBLISHED, EventKind.FIRM_WITHDRAWN)


@dataclass(frozen=True, slots=True)
class _Opened:
    """One edition's index."""

    edition: Edition
    index: OpenIndex
    snapshot: CatalogueReader  # what the snapshot holds
    different: Mapping[str, str]  # firm_ref → digest, of what this edition shows otherwise
    view: IndexView

    @classmethod
    def of(
        cls,
        edition: Edition,
        index: OpenIndex,
        manifest: Manifest,
        snapshot: CatalogueReader,
        different: Mapping[str, str],
    ) -> "_Opened":
        """Name the state by what it shows.

        Two processes that show the same have the same version, whatever they took in on the
        way, and nothing that an edition does not show leaves a mark in its version.
        """
        said = "\n".join(f"{ref} {different[ref]}" for ref in sorted(different))
        later = f"+{sha256(said.encode()).hexdigest()[:8]}" if different else ""
        version = f"{manifest.name}{later}{edition.mark}"
        view = index.view(version, manifest.model_version)
        return cls(edition, index, snapshot, different, view)

    def showing(self, new: Mapping[str, Firm | None]) -> dict[str, str]:
        """Return what is different from the snapshot when firms have become these."""
        different = dict(self.different)
        for ref, firm in new.items():
            row = self.snapshot.row_of(ref)
            before = None if row is None else self.snapshot.firm(row)
            different.pop(ref, None)
            if firm != before:
                different[ref] = sha256(repr(firm).encode()).hexdigest()
        return different

    def holds(self, ref: str) -> Firm | None:
        """Return the firm as readers of this edition find it."""
        row = self.view.catalogue.row_of(ref)
        return None if row is None else self.view.catalogue.firm(row)


@dataclass(frozen=True, slots=True)
class _State:
    """A consistent state, replaced as a whole."""

    manifest: Manifest
    position: int  # of the last change taken in
    guards: Mapping[str, Disclosure]  # of the firms that keep anything back
    public: _Opened
    others: Mapping[Edition, _Opened]  # the one asked for last comes last

    @property
    def opened(self) -> list[_Opened]:
        """Every open edition, the public one first."""
        return [self.public, *self.others.values()]


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

    def view(self, reader: Caller = ANONYMOUS) -> IndexView:
        """Return the newest state taken in, as a reader may see it.

        Opens the current snapshot the first time, and an edition when its first reader comes.
        """
        state = self._state
        if state is not None:
            edition = Edition.of(reader, state.guards)
            opened = state.public if edition == PUBLIC else state.others.get(edition)
            if opened is not None:
                return opened.view
        with self._lock:
            state = self._state or self._adopt(None)
            edition = Edition.of(reader, state.guards)
            return state.public.view if edition == PUBLIC else self._open(state, edition).view

    def guards(self) -> Mapping[str, Disclosure]:
        """Return the disclosures of the firms that keep anything back, as last taken in."""
        state = self._state
        return state.guards if state else {}

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
                _close(self._state.opened)
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
            guards = work.disclosures.of_firms(work.disclosures.guarded_firms())
        index = self.rooms.open(folder, manifest.dimension)
        try:
            must_fit(manifest, self.encoder(), self.analyzer)
        except BaseException:
            index.close()
            raise
        catalogue = index.view(manifest.name, manifest.model_version).catalogue
        public = _Opened.of(PUBLIC, index, manifest, catalogue, {})
        fresh = _State(manifest, manifest.outbox_position, guards, public, {})
        self._state = fresh
        if state is not None:
            _close(state.opened)
        return fresh

    def _open(self, state: _State, edition: Edition) -> _Opened:
        """Open an edition: what everybody sees, and what its readers see beyond that."""
        opened = state.others.get(edition) or self._opened(state, edition)
        others = {key: item for key, item in state.others.items() if key != edition}
        others[edition] = opened
        for surplus in [*others][:-_EDITIONS]:
            others.pop(surplus).index.close()
        self._state = replace(state, others=others)
        return opened

    def _opened(self, state: _State, edition: Edition) -> _Opened:
        with self.database.read() as work:
            firms = work.firms.get_many([*state.guards])
            guards = work.disclosures.of_firms([*state.guards])
        index = state.public.index.fork()
        try:
            before = state.public
            opened = _Opened.of(edition, index, state.manifest, before.snapshot, before.different)
            shown = {
                ref: edition.shown(stored.record, guards.get(ref, OPEN))
                for ref, stored in firms.items()
            }
            return self._changed(opened, shown, _Encodings(state.opened), state.manifest)
        except BaseException:
            index.close()
            raise

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
            decided = work.disclosures.of_firms(touched)
        untouched = {ref: guard for ref, guard in state.guards.items() if ref not in touched}
        encodings = _Encodings(state.opened)

        def changed(opened: _Opened) -> _Opened:
            shown = {
                ref: opened.edition.shown(firms[ref].record, decided.get(ref, OPEN))
                if ref in firms
                else None
                for ref in touched
            }
            return self._changed(opened, shown, encodings, state.manifest)

        self._state = _State(
            state.manifest,
            recorded[-1].position,
            {**untouched, **decided},
            changed(state.public),
            {edition: changed(opened) for edition, opened in state.others.items()},
        )
        return len(recorded)

    def _changed(
        self,
        opened: _Opened,
        shown: Mapping[str, Firm | None],
        encodings: "_Encodings",
        manifest: Manifest,
    ) -> _Opened:
        """Return an edition with firms as it shows them now; None: it does not."""
        new = {ref: firm for ref, firm in shown.items() if firm != opened.holds(ref)}
        if not new:
            return opened
        present = [firm for firm in new.values() if firm is not None]
        gone = [ref for ref, firm in new.items() if firm is None]
        # Of firms that this edition does not show, not even the number may tell in it.
        came = sum(opened.holds(firm.ref) is None for firm in present)
        entries = entries_of(
            present,
            first_row=opened.index.next_row(),
            total=len(opened.view.catalogue) + came - len(gone),
            encoder=self.encoder(),
            finder=opened.view.concepts,
            known=encodings.of(present),
        )
        encodings.learn(entries)
        opened.index.apply(entries, gone)
        return _Opened.of(
            opened.edition, opened.index, manifest, opened.snapshot, opened.showing(new)
        )


class _Encodings:
    """What the passages of some firms were encoded to, in any edition: none is encoded twice."""

    def __init__(self, opened: Iterable[_Opened]) -> None:
        self._opened = list(opened)
        self._learnt: dict[str, Encoding] = {}

    def of(self, firms: Iterable[Firm]) -> dict[str, Encoding]:
        """Return what is known of the firms, by text."""
        known = dict(self._learnt)
        for firm in firms:
            for opened in self._opened:
                known |= opened.index.encodings_of(firm.ref)
        return known

    def learn(self, entries: Iterable[FirmEntry]) -> None:
        """Remember what was encoded."""
        for entry in entries:
            for number, passage in enumerate(entry.passages):
                encoding = Encoding(entry.vectors[number], entry.tokens[number])
                self._learnt[passage.text] = encoding


def _close(opened: Iterable[_Opened]) -> None:
    for item in opened:
        item.index.close()
