"""One index made of four rooms: words, vectors, concepts and records, each in its own folder."""

import shutil
from collections.abc import Sequence
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

    def add(self, entry: FirmEntry) -> None:
        """Append the next row to each room."""
        self._lexical.add([entry])
        self._dense.add(entry)
        self._concepts.add(entry)
        self._catalogue.add(entry)

    def close(self) -> None:
        """Finish the files of each room."""
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


class RoomsIndex:
    """An opened index. The first change copies the lexical files, which tantivy edits."""

    def __init__(self, folder: Path, analyzer: Analyzer, dimension: int) -> None:
        self._folder = folder
        self._analyzer = analyzer
        self._lexical = LexicalIndex.open(folder / _LEXICAL, analyzer)
        self._dense = DenseIndex.open(folder / _DENSE, dimension)
        self._concepts = ConceptIndex.open(folder / _CONCEPTS, analyzer)
        self._catalogue = Catalogue.open(folder / _CATALOGUE)
        self._must_agree()
        self._copy: TemporaryDirectory[str] | None = None

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
        dead = [row for ref in replaced if (row := self._catalogue.row_of(ref)) is not None]
        lexical = self._writable()
        lexical.remove(replaced)
        lexical.add(entries)
        lexical.commit()
        self._dense = self._dense.with_entries(entries, dead)
        self._concepts = self._concepts.with_entries(entries, dead)
        self._catalogue = self._catalogue.with_entries(entries, gone)

    def encodings_of(self, ref: str) -> dict[str, Encoding]:
        """Return what the passages of a firm were encoded to, by their text."""
        row = self._catalogue.row_of(ref)
        if row is None:
            return {}
        texts = [passage.text for passage in self._catalogue.passages(row)]
        encodings = map(Encoding, self._dense.vectors(row), self._dense.tokens(row))
        return dict(zip(texts, encodings, strict=True))

    def close(self) -> None:
        """Let go of the private copy; readers handed out keep what they have open."""
        if self._copy is not None:
            self._lexical.close()
            self._copy.cleanup()
            self._copy = None

    def _must_agree(self) -> None:
        """Refuse rooms of different indexes."""
        rows = (
            self._catalogue.rows,
            self._dense.table.rows,
            len(self._concepts),
            len(self._lexical.reader()),
        )
        if len(set(rows)) > 1:
            raise IndexUnavailableError(
                "索引の部分どうしが合いません。`enishi index rebuild` を実行してください",
                english=f"the parts of the index hold {rows} firms: run `enishi index rebuild`",
            )

    def _writable(self) -> LexicalIndex:
        if self._copy is None:
            copy = TemporaryDirectory(prefix="enishi-index-")
            try:
                folder = shutil.copytree(self._folder / _LEXICAL, Path(copy.name) / _LEXICAL)
                self._lexical = LexicalIndex.open(folder, self._analyzer)
            except BaseException:
                copy.cleanup()
                raise
            self._copy = copy
        return self._lexical


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
        return RoomsIndex(folder, self._analyzer, dimension)
