"""Snapshots of the index: what one says of itself, who writes and opens it, and when it fits."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from enishi.domain.errors import IndexUnavailableError
from enishi.services.ports import Outbox
from enishi.services.retrieval import (
    Analyzer,
    ConceptFinder,
    Encoder,
    Encoding,
    FirmEntry,
    IndexView,
)

# Grows when an index written by an older programme can no longer be read.
FORMAT = 5


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a snapshot says of itself."""

    name: str
    format: int
    built_at: datetime
    model_id: str
    model_version: str
    dimension: int
    analyzer_version: str
    lexicon_version: str
    firms: int
    passages: int
    outbox_position: int  # every change up to here is inside
    outbox_mark: str  # of the change there, by which the database is known again
    files: Mapping[str, tuple[int, str]]  # path inside the snapshot → size, sha256


class IndexWriter(Protocol):
    """Writes a new index beside the current one."""

    def add(self, entry: FirmEntry) -> None:
        """Append the next row."""

    def reserve(self, entry: FirmEntry) -> None:
        """Keep what a firm's texts were encoded to, some of which only few may see.

        It is no row and cannot be found; an edition for those few need not encode it again.
        """

    def close(self) -> None:
        """Finish the files."""

    def abandon(self) -> None:
        """Let go of the files unfinished, so that nothing writes to them any more."""


class OpenIndex(Protocol):
    """An opened snapshot that takes changes; views already handed out do not change."""

    def view(self, version: str, model_version: str) -> IndexView:
        """Return the present state."""

    def fork(self) -> "OpenIndex":
        """Return an index in the same state that changes apart."""

    def next_row(self) -> int:
        """Return the row that the next entry gets."""

    def apply(self, entries: Sequence[FirmEntry], gone: Sequence[str]) -> None:
        """Take in changed firms and take out those that are gone."""

    def encodings_of(self, ref: str) -> dict[str, Encoding]:
        """Return what the passages of a firm were encoded to, by their text, reserved ones too."""

    def close(self) -> None:
        """Let go of files and folders made for changes."""


class IndexRooms(Protocol):
    """Makes and opens indexes in folders."""

    def create(self, folder: Path, finder: ConceptFinder, dimension: int) -> IndexWriter:
        """Begin an index in an empty folder, for vectors of one length."""

    def open(self, folder: Path, dimension: int) -> OpenIndex:
        """Open an index; raises IndexUnavailableError where it is damaged."""


class SnapshotStore(Protocol):
    """Where snapshots live, and which one is current."""

    def building(self) -> AbstractContextManager[Path]:
        """Give a folder to build in, alone; it disappears unless published.

        Raises BusyError where another process is building.
        """

    def publish(self, folder: Path, manifest: Manifest) -> None:
        """Move a finished folder into place and make it current in one atomic step."""

    def current(self) -> tuple[Path, Manifest]:
        """Return the current snapshot; raises IndexUnavailableError where there is none."""

    def must_be_whole(self, folder: Path, manifest: Manifest) -> None:
        """Raise IndexUnavailableError where a file of a snapshot is gone or cut short."""

    def checksums(self, folder: Path) -> dict[str, tuple[int, str]]:
        """Return size and sha256 of every file of a snapshot."""


def mark_of(outbox: Outbox, position: int) -> str:
    """Return what no other database has at this position of its outbox; "" where it is 0."""
    if position == 0:
        return ""
    found = outbox.since(position - 1, 1)
    return "".join(
        f"{item.position} {item.event.kind} {item.event.subject_ref} {item.occurred_at.isoformat()}"
        for item in found
    )


def must_belong(manifest: Manifest, outbox: Outbox) -> None:
    """Refuse a snapshot of another database, or of this one before it was put back."""
    if mark_of(outbox, manifest.outbox_position) != manifest.outbox_mark:
        raise IndexUnavailableError(
            "索引は別のデータベースから作られています。`enishi index rebuild` を実行してください",
            english="the index was built from another database: run `enishi index rebuild`",
        )


def must_fit(manifest: Manifest, encoder: Encoder, analyzer: Analyzer) -> None:
    """Refuse a snapshot made by another model, analyzer or format: never a silent mix."""
    must_be_readable(manifest, analyzer)
    if manifest.model_version != encoder.version:
        raise _of_another_version(manifest)


def must_be_readable(manifest: Manifest, analyzer: Analyzer) -> None:
    """Refuse a snapshot made by another analyzer or in another format."""
    if (manifest.format, manifest.analyzer_version) != (FORMAT, analyzer.version):
        raise _of_another_version(manifest)


def _of_another_version(manifest: Manifest) -> IndexUnavailableError:
    return IndexUnavailableError(
        f"索引は別の版（{manifest.model_id} {manifest.model_version}、"
        f"{manifest.analyzer_version}）で作られています。"
        "`enishi index rebuild` を実行してください",
        english="the index was built by another model, analyzer or format: "
        "run `enishi index rebuild`",
    )
