"""One index made of four rooms: words, vectors, concepts and records, each in its own folder."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from enishi.adapters.dense import DenseIndex, VectorTable, VectorWriter, build_graph
from enishi.adapters.lexical import LexicalIndex
from enishi.adapters.lexicon import LexiconFinder
from enishi.adapters.lexicon.index import ConceptIndex, ConceptWriter
from enishi.adapters.snapshot import Catalogue, CatalogueWriter
from enishi.domain.errors import IndexUnavailableError
from enishi.services.retrieval import Analyzer, ConceptFinder, Encoding, FirmEntry, IndexView

_LEXICAL, _DENSE, _CONCEPTS, _CATALOGUE = "lexical", "dense", "concepts", "catalogue"
_RESERVE = "reserve"


class RoomsWriter:
    """Writes the rooms of a new index side by side."""

    def __init__(
        self, folder: Path, analyzer: Analyzer, finder: LexiconFinder, dimension: int
    ) -> None:
        self._folder = folder
        self._dimension = dimension
        self._lexical = LexicalIndex.create(folder / _LEXICAL, analyzer)
        self._dense = VectorWriter(folder / _DENSE)
        self._concepts = ConceptWriter(folder / _CONCEPTS, finder)
        self._catalogue = CatalogueWriter(folder / _CATALOGUE)
        self._reserve = _ReserveWriter(folder / _RESERVE)

    def add(self, entry: FirmEntry) -> None:
        """Append the next row to each room."""
        self._lexical.add([entry])
        self._dense.add(entry)
        self._concepts.add(entry)
        self._catalogue.add(entry)

    def reserve(self, entry: FirmEntry) -> None:
        """Keep what a firm's texts were encoded to, beside the rows."""
        self._reserve.add(entry)

    def close(self) -> None:
        """Finish the files of each room."""
        self._reserve.close()
        self._lexical.close()
        self._dense.close()
        self._concepts.close()
        self._catalogue.close()
        build_graph(self._folder / _DENSE, VectorTable.open(self._folder / _DENSE, self._dimension))

    def abandon(self) -> None:
        """Let go of the files unfinished."""
        self._lexical.abandon()
        self._dense.abandon()
        self._concepts.abandon()
        self._catalogue.abandon()
        self._reserve.abandon()


class _ReserveWriter:
    """Writes the encodings of what is not public."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self._dense = VectorWriter(folder / _DENSE)
        self._catalogue = CatalogueWriter(folder / _CATALOGUE)

    def add(self, entry: FirmEntry) -> None:
        self._dense.add(entry)
        self._catalogue.add(entry)

    def close(self) -> None:
        self._dense.close()
        self._catalogue.close()

    def abandon(self) -> None:
        self._dense.abandon()
        self._catalogue.abandon()


@dataclass(frozen=True)
class _Reserve:
    """The encodings of what is not public."""

    vectors: VectorTable
    catalogue: Catalogue

    @classmethod
    def open(cls, folder: Path, dimension: int) -> "_Reserve":
        return cls(
            VectorTable.open(folder / _DENSE, dimension), Catalogue.open(folder / _CATALOGUE)
        )

    def encodings_of(self, ref: str) -> dict[str, Encoding]:
        row = self.catalogue.row_of(ref)
        if row is None:
            return {}
        texts = [passage.text for passage in self.catalogue.passages(row)]
        first, last = self.vectors.starts[row], self.vectors.starts[row + 1]
        vectors, tokens = self.vectors.vectors[first:last], self.vectors.tokens_of(row)
        return dict(zip(texts, map(Encoding, vectors, tokens), strict=True))


# Up to this many firms the lexical files are written anew whenever something is taken out, so
# that it leaves no trace in how rare its words are: some 0.2 ms a firm. In larger networks the
# trace is gone when the index is next built.
_WRITTEN_ANEW = 2_000


@dataclass(frozen=True)
class _Snapshot:
    """The rooms of a snapshot as they were written; every index over it shares them."""

    folder: Path
    analyzer: Analyzer
    lexical: LexicalIndex
    dense: DenseIndex
    concepts: ConceptIndex
    catalogue: Catalogue
    reserve: _Reserve

    def must_agree(self) -> None:
        """Refuse rooms of different indexes."""
        rows = (
            self.catalogue.rows,
            self.dense.table.rows,
            len(self.concepts),
            len(self.lexical.reader()),
        )
        if len(set(rows)) > 1:
            raise IndexUnavailableError(
                "索引の部分どうしが合いません。`enishi index rebuild` を実行してください",
                english=f"the parts of the index hold {rows} firms: run `enishi index rebuild`",
            )


class RoomsIndex:
    """An opened index. The first change copies the lexical files, which tantivy edits."""

    def __init__(self, snapshot: _Snapshot) -> None:
        self._snapshot = snapshot
        self._lexical = snapshot.lexical
        self._dense = snapshot.dense
        self._concepts = snapshot.concepts
        self._catalogue = snapshot.catalogue
        self._changed: dict[str, FirmEntry | None] = {}  # by ref, after the snapshot; None: gone
        self._copy: TemporaryDirectory[str] | None = None

    @classmethod
    def open(cls, folder: Path, analyzer: Analyzer, dimension: int) -> "RoomsIndex":
        """Open an index; raises IndexUnavailableError where its rooms do not agree."""
        snapshot = _Snapshot(
            folder,
            analyzer,
            LexicalIndex.open(folder / _LEXICAL, analyzer),
            DenseIndex.open(folder / _DENSE, dimension),
            ConceptIndex.open(folder / _CONCEPTS, analyzer),
            Catalogue.open(folder / _CATALOGUE),
            _Reserve.open(folder / _RESERVE, dimension),
        )
        snapshot.must_agree()
        return cls(snapshot)

    def fork(self) -> "RoomsIndex":
        """Return an index in the same state that changes apart; the large tables are shared."""
        twin = RoomsIndex(self._snapshot)
        twin._dense, twin._concepts = self._dense, self._concepts
        twin._catalogue = self._catalogue
        twin._changed = dict(self._changed)
        if self._changed:
            living = [entry for entry in self._changed.values() if entry is not None]
            known = self._snapshot.catalogue.row_by_ref
            twin._edit_words([ref for ref in self._changed if ref in known], living)
        return twin

    def view(self, version: str, model_version: str) -> IndexView:
        """Return the present state."""
        return IndexView(
            version=version,
            model_version=model_version,
            lexical=self._lexical.reader(),
            dense=self._dense,
            concepts=self._concepts,
            catalogue=self._catalogue,
        )

    def next_row(self) -> int:
        """Return the row that the next entry gets."""
        return self._catalogue.rows

    def apply(self, entries: Sequence[FirmEntry], gone: Sequence[str]) -> None:
        """Take in changed firms and take out those that are gone."""
        replaced = [*gone, *(entry.firm.ref for entry in entries)]
        known = [ref for ref in replaced if self._catalogue.row_of(ref) is not None]
        dead = [row for ref in known if (row := self._catalogue.row_of(ref)) is not None]
        self._edit_words(known, entries)
        self._dense = self._dense.with_entries(entries, dead)
        self._concepts = self._concepts.with_entries(entries, dead)
        self._catalogue = self._catalogue.with_entries(entries, gone)
        self._changed |= dict.fromkeys(gone) | {item.firm.ref: item for item in entries}

    def encodings_of(self, ref: str) -> dict[str, Encoding]:
        """Return what the passages of a firm were encoded to, by their text, reserved ones too."""
        reserved = self._snapshot.reserve.encodings_of(ref)
        row = self._catalogue.row_of(ref)
        if row is None:
            return reserved
        texts = [passage.text for passage in self._catalogue.passages(row)]
        encodings = map(Encoding, self._dense.vectors(row), self._dense.tokens(row))
        return {**reserved, **dict(zip(texts, encodings, strict=True))}

    def close(self) -> None:
        """Let go of the private copy; readers handed out keep what they have open."""
        if self._copy is not None:
            self._lexical.close()
            self._copy.cleanup()
            self._copy = None

    def _edit_words(self, removed: Sequence[str], added: Sequence[FirmEntry]) -> None:
        """Take firms out of the lexical files and put others in, in a copy of our own."""
        if self._copy is None:
            self._take_copy()
        self._lexical.remove(removed)
        self._lexical.add(added)
        self._lexical.commit()
        if removed and len(self._catalogue) <= _WRITTEN_ANEW:
            with self._in_another_folder() as folder:
                edited, self._lexical = self._lexical, self._lexical.written_anew(folder)
                edited.close()

    def _take_copy(self) -> None:
        with self._in_another_folder() as folder:
            shutil.copytree(self._snapshot.folder / _LEXICAL, folder)
            self._lexical = LexicalIndex.open(folder, self._snapshot.analyzer)

    @contextmanager
    def _in_another_folder(self) -> Iterator[Path]:
        """Give a folder for lexical files; when they are there, let go of those before."""
        copy, before = TemporaryDirectory(prefix="enishi-index-"), self._copy
        try:
            yield Path(copy.name) / _LEXICAL
        except BaseException:
            copy.cleanup()
            raise
        self._copy = copy
        if before is not None:
            before.cleanup()


class Rooms:
    """Makes and opens such indexes; the services' `IndexRooms` port."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer

    def create(self, folder: Path, finder: ConceptFinder, dimension: int) -> RoomsWriter:
        """Begin an index in an empty folder, for vectors of one length."""
        assert isinstance(finder, LexiconFinder)
        return RoomsWriter(folder, self._analyzer, finder, dimension)

    def open(self, folder: Path, dimension: int) -> RoomsIndex:
        """Open an index."""
        return RoomsIndex.open(folder, self._analyzer, dimension)
