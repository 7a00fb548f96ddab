"""Builds the index from the database, and tells how the two stand to each other."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from itertools import starmap
from pathlib import Path

import numpy as np
from more_itertools import chunked

from enishi.domain.disclosure import OPEN, Disclosure
from enishi.domain.errors import IndexUnavailableError
from enishi.domain.firm import Firm
from enishi.domain.passage import passages
from enishi.services.concepts import concepts_of
from enishi.services.editions import FULLEST, PUBLIC
from enishi.services.ports import Database, Progress, UnitOfWork
from enishi.services.retrieval import Analyzer, ConceptFinder, Encoder, Encoding, FirmEntry
from enishi.services.snapshots import (
    FORMAT,
    IndexRooms,
    Manifest,
    OpenIndex,
    SnapshotStore,
    mark_of,
    must_belong,
    must_fit,
)

# Firms in the background sample; their scores estimate the mean and spread of a query's
# scores to within a thirtieth of a spread.
SAMPLE = 1_000
# Firms encoded together: enough to fill the encoder's batches, little enough to stay flat.
_BATCH = 64


def in_sample(ref: str, total: int) -> bool:
    """Whether a firm belongs to the background sample of a network of `total` firms.

    By a digest of its ref: about SAMPLE firms, the same ones in every build.
    """
    share = int.from_bytes(sha256(ref.encode()).digest()[:8], "big") / 2**64
    return share * total < SAMPLE


def entries_of(
    firms: Sequence[Firm],
    *,
    first_row: int,
    total: int,
    encoder: Encoder,
    finder: ConceptFinder,
    known: Mapping[str, Encoding],
) -> list[FirmEntry]:
    """Encode firms into entries; texts in `known` are not encoded again."""
    parts = [passages(firm) for firm in firms]
    fresh = sorted({passage.text for part in parts for passage in part} - known.keys())
    encoded = zip(encoder.encode_passages(fresh), encoder.passage_tokens(fresh), strict=True)
    made = {**known, **dict(zip(fresh, starmap(Encoding, encoded), strict=True))}
    empty = np.zeros((0, encoder.dimension), np.float32)
    return [
        FirmEntry(
            row=first_row + number,
            firm=firm,
            passages=part,
            vectors=np.stack([made[passage.text].vector for passage in part]) if part else empty,
            tokens=tuple(made[passage.text].tokens for passage in part),
            concepts=concepts_of(firm, finder),
            in_sample=in_sample(firm.ref, total),
        )
        for number, (firm, part) in enumerate(zip(firms, parts, strict=True))
    ]


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """How the index stands to the database and to the encoder."""

    manifest: Manifest | None
    problem: IndexUnavailableError | None  # why it cannot be searched
    pending: int  # changes in the database that no snapshot holds yet
    firms_in_database: int


@dataclass(frozen=True, slots=True)
class Verification:
    """What a comparison of the index with the database found."""

    snapshot: str
    firms: int
    damaged_files: tuple[str, ...]
    missing: tuple[str, ...]  # in the database, not in the index
    surplus: tuple[str, ...]  # in the index, no longer in the database
    different: tuple[str, ...]  # in both, not equal
    pending: int  # changes after the snapshot, which explain differences

    @property
    def is_sound(self) -> bool:
        """Whether the index is a true copy as of its own date."""
        return not (self.damaged_files or self.missing or self.surplus or self.different)


@dataclass(frozen=True)
class IndexService:
    """Keeps the index a dated copy of the database."""

    database: Database
    store: SnapshotStore
    rooms: IndexRooms
    analyzer: Analyzer
    encoder: Encoder
    finder: Callable[[], ConceptFinder]  # prepared only where an index is built

    def rebuild(self, progress: Progress) -> Manifest:
        """Build everything anew and switch to it."""
        return self._build(None, progress)

    def refresh(self, progress: Progress) -> Manifest:
        """Fold the changes since the current snapshot into a new one.

        Texts that did not change keep their vectors. Nothing is built where nothing
        changed; where the current snapshot cannot be used, everything is built anew.
        """
        try:
            folder, manifest = self.store.current()
            self._must_fit(manifest)
            self.store.must_be_whole(folder, manifest)
            with self.database.read() as work:
                must_belong(manifest, work.outbox)
                position = work.outbox.position()
            current = self.rooms.open(folder, manifest.dimension)
        except IndexUnavailableError:
            return self._build(None, progress)
        try:
            is_same = manifest.lexicon_version == self.finder().version
            if is_same and position == manifest.outbox_position:
                return manifest
            return self._build(current, progress)
        finally:
            current.close()

    def status(self) -> IndexStatus:
        """Tell how the index stands, without opening its large files."""
        with self.database.read() as work:
            position, firms = work.outbox.position(), work.firms.count()
            try:
                folder, manifest = self.store.current()
            except IndexUnavailableError as error:
                return IndexStatus(None, error, position, firms)
            problem = None
            try:
                self._must_fit(manifest)
                self.store.must_be_whole(folder, manifest)
                must_belong(manifest, work.outbox)
            except IndexUnavailableError as error:
                problem = error
        return IndexStatus(manifest, problem, max(0, position - manifest.outbox_position), firms)

    def verify(self) -> Verification:
        """Compare the current snapshot with its checksums and with the database.

        Raises IndexUnavailableError where there is none, or none of this database.
        """
        folder, manifest = self.store.current()
        actual = self.store.checksums(folder)
        damaged = sorted(
            path for path, signature in manifest.files.items() if actual.get(path) != signature
        )
        if damaged:
            return Verification(manifest.name, manifest.firms, tuple(damaged), (), (), (), 0)
        current = self.rooms.open(folder, manifest.dimension)
        try:
            catalogue = current.view(manifest.name, manifest.model_version).catalogue
            missing, different, seen = [], [], set()
            with self.database.read() as work:
                must_belong(manifest, work.outbox)
                pending = work.outbox.position() - manifest.outbox_position
                for firm in _public(work):
                    seen.add(firm.ref)
                    row = catalogue.row_of(firm.ref)
                    if row is None:
                        missing.append(firm.ref)
                    elif catalogue.firm(row) != firm:
                        different.append(firm.ref)
            surplus = [ref for ref in catalogue.refs(range(len(catalogue))) if ref not in seen]
        finally:
            current.close()
        return Verification(
            snapshot=manifest.name,
            firms=manifest.firms,
            damaged_files=(),
            missing=tuple(missing),
            surplus=tuple(surplus),
            different=tuple(different),
            pending=pending,
        )

    def _build(self, previous: OpenIndex | None, progress: Progress) -> Manifest:
        built_at = datetime.now(UTC)
        finder = self.finder()
        with self.store.building() as folder, self.database.read() as work:
            position = work.outbox.position()
            mark = mark_of(work.outbox, position)
            rows, count = self._write(
                folder, work, finder=finder, previous=previous, progress=progress
            )
            manifest = Manifest(
                name=f"{built_at:%Y%m%dT%H%M%SZ}-{folder.name[-8:]}",
                format=FORMAT,
                built_at=built_at,
                model_id=self.encoder.model_id,
                model_version=self.encoder.version,
                dimension=self.encoder.dimension,
                analyzer_version=self.analyzer.version,
                lexicon_version=finder.version,
                firms=rows,
                passages=count,
                outbox_position=position,
                outbox_mark=mark,
                files=self.store.checksums(folder),
            )
            self._must_open(folder, manifest)
            self.store.publish(folder, manifest)
        return manifest

    def _write(
        self,
        folder: Path,
        work: UnitOfWork,
        *,
        finder: ConceptFinder,
        previous: OpenIndex | None,
        progress: Progress,
    ) -> tuple[int, int]:
        """Write what everybody may see; return how many firms and passages there were."""
        guarded = _guarded(work)
        total = work.firms.count() - sum(PUBLIC.shown(*item) is None for item in guarded)
        writer = self.rooms.create(folder, finder, self.encoder.dimension)
        rows = count = 0
        try:
            for batch in chunked(_public(work), _BATCH):
                for entry in self._entries(batch, rows, total, finder, previous):
                    writer.add(entry)
                    count += len(entry.passages)
                rows += len(batch)
                progress(rows, total)
            reserved = (FULLEST.shown(*item) for item in guarded)
            kept = [firm for firm in reserved if firm is not None]
            for first, batch in enumerate(chunked(kept, _BATCH)):
                for entry in self._entries(batch, first * _BATCH, total, finder, previous):
                    writer.reserve(entry)
            writer.close()
        except BaseException:
            writer.abandon()
            raise
        return rows, count

    def _entries(
        self,
        firms: Sequence[Firm],
        first_row: int,
        total: int,
        finder: ConceptFinder,
        previous: OpenIndex | None,
    ) -> Iterator[FirmEntry]:
        known: dict[str, Encoding] = {}
        if previous is not None:
            for firm in firms:
                known |= previous.encodings_of(firm.ref)
        yield from entries_of(
            firms,
            first_row=first_row,
            total=total,
            encoder=self.encoder,
            finder=finder,
            known=known,
        )

    def _must_open(self, folder: Path, manifest: Manifest) -> None:
        """Refuse to publish what cannot be read back whole."""
        built = self.rooms.open(folder, manifest.dimension)
        try:
            held = len(built.view(manifest.name, manifest.model_version).catalogue)
            if held != manifest.firms:
                raise IndexUnavailableError(
                    f"作った索引の件数が合いません（{held} / {manifest.firms}）。切り替えません",
                    english=f"the new index holds {held} of {manifest.firms} firms; not switched",
                )
        finally:
            built.close()

    def _must_fit(self, manifest: Manifest) -> None:
        must_fit(manifest, self.encoder, self.analyzer)


def _guarded(work: UnitOfWork) -> list[tuple[Firm, Disclosure]]:
    """Return the firms that keep anything back, in order, with what they decided."""
    refs = work.disclosures.guarded_firms()
    firms, decided = work.firms.get_many(refs), work.disclosures.of_firms(refs)
    return [(firms[ref].record, decided[ref]) for ref in refs]


def _public(work: UnitOfWork) -> Iterator[Firm]:
    """Yield every firm that everybody may see, as everybody may see it, in order of ref."""
    guards = work.disclosures.of_firms(work.disclosures.guarded_firms())
    for stored in work.firms.stream():
        firm = PUBLIC.shown(stored.record, guards.get(stored.record.ref, OPEN))
        if firm is not None:
            yield firm
