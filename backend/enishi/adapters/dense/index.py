"""The dense index: FAISS over the vectors of a snapshot, plus what came after it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from enishi.adapters.dense.vectors import VectorTable
from enishi.services.retrieval import FirmEntry, Mask, Vectors

# Up to here every vector is compared, which is exact and takes a few milliseconds.
FLAT_LIMIT = 100_000
# Fewer passages than this are gathered and compared exactly: a graph under a narrow filter
# loses most of what it should find (recall .285 under a 0.5 % filter).
GATHER_LIMIT = 20_000
# HNSW: neighbours a node, width of the search while building and while searching.
HNSW_NEIGHBOURS, HNSW_BUILD, HNSW_SEARCH = 32, 200, 256
# A firm has a handful of passages; this many passages per wanted firm nearly always cover
# the wanted number of different firms, and the search widens when they do not.
_PASSAGES_PER_FIRM = 4

HNSW_FILE = "hnsw.faiss"


def build_graph(folder: Path, table: VectorTable, *, flat_limit: int = FLAT_LIMIT) -> None:
    """Write an HNSW graph beside a table that is too long to compare in full."""
    passages, dimension = table.vectors.shape
    if passages <= flat_limit:
        return
    graph = faiss.IndexHNSWSQ(
        dimension, faiss.ScalarQuantizer.QT_8bit, HNSW_NEIGHBOURS, faiss.METRIC_INNER_PRODUCT
    )
    graph.hnsw.efConstruction = HNSW_BUILD
    sample = table.vectors[:: max(1, passages // 100_000)]
    graph.train(np.ascontiguousarray(sample))
    for start in range(0, passages, 10_000):
        graph.add(np.ascontiguousarray(table.vectors[start : start + 10_000]))
    faiss.write_index(graph, str(folder / HNSW_FILE))


@dataclass(frozen=True)
class DenseIndex:
    """Immutable: `with_entries` gives the next state and leaves this one to its readers."""

    table: VectorTable
    engine: Any  # faiss.Index over table.vectors
    later: Mapping[int, Vectors]  # rows after the snapshot
    dead: frozenset[int]  # rows of the snapshot that are no longer true

    @classmethod
    def open(cls, folder: Path, dimension: int) -> "DenseIndex":
        """Open the vectors of a snapshot; raises IndexUnavailableError where they are not."""
        table = VectorTable.open(folder, dimension)
        if (folder / HNSW_FILE).exists():
            engine = faiss.read_index(str(folder / HNSW_FILE))
            engine.hnsw.efSearch = HNSW_SEARCH
        else:
            engine = faiss.IndexFlatIP(dimension)
            if len(table.vectors):
                engine.add(np.ascontiguousarray(table.vectors))
        return cls(table, engine, {}, frozenset())

    def with_entries(self, entries: Iterable[FirmEntry], dead: Iterable[int]) -> "DenseIndex":
        """Return the state with rows added and rows dead."""
        gone = self.dead | frozenset(dead)
        later = {row: vectors for row, vectors in self.later.items() if row not in gone}
        later |= {entry.row: entry.vectors for entry in entries}
        return DenseIndex(self.table, self.engine, later, gone)

    def search(self, vector: Vectors, allowed: Mask | None, limit: int) -> dict[int, float]:
        """Return the rows of the nearest passages with their similarity."""
        found = self._search_table(vector, allowed, limit)
        for row, vectors in self.later.items():
            if len(vectors) and (allowed is None or allowed[row]):
                found[row] = float((vectors @ vector[0]).max())
        best = sorted(found.items(), key=lambda item: (-item[1], item[0]))
        return dict(best[:limit])

    def similarities(self, vector: Vectors, rows: Sequence[int]) -> dict[int, Vectors]:
        """Return the similarity of every passage of each row, compared in full precision."""
        return {row: vectors @ vector[0] for row in rows if len(vectors := self.vectors(row))}

    def background(self, vector: Vectors) -> list[float]:
        """Return the nearest similarity of each living firm of the sample."""
        rows = [int(row) for row in self.table.sample if row not in self.dead]
        return [float(found.max()) for found in self.similarities(vector, rows).values()]

    def vectors(self, row: int) -> Vectors:
        """Return the passage vectors of a row."""
        if row < self.table.rows:
            return self.table.vectors[self.table.starts[row] : self.table.starts[row + 1]]
        return self.later[row]

    def _search_table(self, vector: Vectors, allowed: Mask | None, limit: int) -> dict[int, float]:
        total = len(self.table.vectors)
        living = self._living(allowed)
        passages = total if living is None else int(living.sum())
        if passages == 0:
            return {}
        if living is not None and passages <= GATHER_LIMIT:
            return self._gather(vector, np.flatnonzero(living))
        wanted = limit * _PASSAGES_PER_FIRM
        while True:
            numbers = self._nearest_passages(vector, living, min(wanted, passages))
            found = self._gather(vector, numbers)
            if len(found) >= limit or wanted >= passages:
                return found
            wanted *= 4

    def _living(self, allowed: Mask | None) -> Mask | None:
        """Return which passages of the table may be answers; None when all may."""
        if allowed is None and not self.dead:
            return None
        rows = np.ones(self.table.rows, np.bool_)
        if allowed is not None:
            rows &= allowed[: self.table.rows]
        rows[[row for row in self.dead if row < self.table.rows]] = False
        return np.repeat(rows, np.diff(self.table.starts))

    def _nearest_passages(
        self, vector: Vectors, living: Mask | None, limit: int
    ) -> NDArray[np.int64]:
        parameters = None
        if living is not None:
            selector = faiss.IDSelectorBitmap(np.packbits(living, bitorder="little"))
            parameters = (
                faiss.SearchParametersHNSW(sel=selector, efSearch=HNSW_SEARCH)
                if isinstance(self.engine, faiss.IndexHNSW)
                else faiss.SearchParameters(sel=selector)
            )
        _, numbers = self.engine.search(vector, limit, params=parameters)
        return np.asarray(numbers[0][numbers[0] >= 0], np.int64)

    def _gather(self, vector: Vectors, numbers: NDArray[np.int64]) -> dict[int, float]:
        """Compare passages in full precision and keep the nearest of each row."""
        similarities = self.table.vectors[numbers] @ vector[0]
        rows = self.table.owners(numbers)
        found: dict[int, float] = {}
        for row, similarity in zip(rows.tolist(), similarities.tolist(), strict=True):
            if similarity > found.get(row, -2.0):
                found[row] = similarity
        return found
