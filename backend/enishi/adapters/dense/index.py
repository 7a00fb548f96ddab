"""The dense index: FAISS over the vectors of a snapshot, plus what came after it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from more_itertools import chunked

from enishi.adapters.dense.vectors import VectorTable, damaged
from enishi.services.retrieval import (
    FirmEntry,
    Late,
    Mask,
    Nearness,
    QueryTokens,
    Rows,
    TokenVectors,
    Vectors,
)

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

# Firms by which the spread of late interaction is judged: to within a fourteenth of a spread.
TOKEN_SAMPLE = 100
# Tokens of a query that are compared with the firms: of a long text those that weigh most.
TOKENS_COMPARED = 32
# Rows whose tokens are in memory together: some 5 MB as floats.
_ROWS_TOGETHER = 50
_UNIT = np.float32(127)  # a token's component of 1
_NO_TOKENS = np.zeros((0, 0), np.int8)

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
    later_tokens: Mapping[int, Sequence[TokenVectors]]
    later_sample: tuple[int, ...]  # those of them that belong to the background sample
    dead: frozenset[int]  # rows of the snapshot that are no longer true

    @classmethod
    def open(cls, folder: Path, dimension: int) -> "DenseIndex":
        """Open the vectors of a snapshot; raises IndexUnavailableError where they are not."""
        table = VectorTable.open(folder, dimension)
        if (folder / HNSW_FILE).exists():
            engine = _graph(folder / HNSW_FILE, table)
        else:
            engine = faiss.IndexFlatIP(dimension)
            if not np.isfinite(table.vectors).all():
                raise damaged("a vector is not a number")
            if len(table.vectors):
                engine.add(np.ascontiguousarray(table.vectors))
                # One copy of them is enough: the table reads those that the engine holds.
                table = replace(table, vectors=np.asarray(_Held(engine)))
        return cls(table, engine, {}, {}, (), frozenset())

    def with_entries(self, entries: Iterable[FirmEntry], dead: Iterable[int]) -> "DenseIndex":
        """Return the state with rows added and rows dead."""
        entries, gone = list(entries), self.dead | frozenset(dead)
        later = {row: vectors for row, vectors in self.later.items() if row not in gone}
        later |= {entry.row: entry.vectors for entry in entries}
        tokens = {row: found for row, found in self.later_tokens.items() if row not in gone}
        tokens |= {entry.row: entry.tokens for entry in entries}
        sample = [row for row in self.later_sample if row not in gone]
        sample += [entry.row for entry in entries if entry.in_sample]
        return DenseIndex(self.table, self.engine, later, tokens, tuple(sample), gone)

    def search(self, vector: Vectors, allowed: Mask | None, limit: int) -> dict[int, float]:
        """Return the rows of the nearest passages with their similarity."""
        found = self._search_table(vector, allowed, limit)
        for row, vectors in self.later.items():
            if len(vectors) and (allowed is None or allowed[row]):
                found[row] = float((vectors @ vector[0]).max())
        best = sorted(found.items(), key=lambda item: (-item[1], item[0]))
        return dict(best[:limit])

    def nearness(self, vector: Vectors, rows: Sequence[int]) -> Nearness:
        """Return the similarity of every passage of each row, compared in full precision."""
        wanted = np.unique(np.asarray(rows, np.int64))
        old, new = wanted[wanted < self.table.rows], wanted[wanted >= self.table.rows]
        numbers, ends = self.table.numbers(old)
        later = [self.later[row] for row in new.tolist()]
        counts = np.asarray([*np.diff(ends, prepend=0), *map(len, later)], np.int64)
        near = [part @ vector[0] for part in (self.table.vectors[numbers], *later)]
        spoken = counts > 0
        return Nearness(wanted[spoken], np.concatenate(near), (np.cumsum(counts) - counts)[spoken])

    def background(self, vector: Vectors) -> Nearness:
        """Return the similarity of every passage of the living firms of the sample."""
        rows, vectors, firsts = self._sample
        return Nearness(rows, vectors @ vector[0], firsts)

    def late(self, query: QueryTokens, rows: Sequence[int]) -> Late:
        """Return how near the tokens of each firm come to those of the query."""
        if not len(query.vectors) or not self._token_sample:
            return Late({}, ())
        sample = _nearest_tokens(query.vectors, *self._sample_tokens)
        weights = query.gates * sample.std(axis=1)
        most = np.sort(np.argsort(-weights, kind="stable")[:TOKENS_COMPARED])
        vectors, weights, sample = query.vectors[most], weights[most], sample[most]
        mean = sample.mean(axis=1, keepdims=True)
        spoken = [row for row in rows if self._has_tokens(row)]
        # Part by part, so that the tokens of all of them are never in memory at once.
        parts = [
            _nearest_tokens(vectors, *self._joined_tokens(part))
            for part in chunked(spoken, _ROWS_TOGETHER)
        ]
        near = np.concatenate([sample[:, :0], *parts], axis=1)
        scores, background = (weights @ (found - mean) for found in (near, sample))
        return Late(dict(zip(spoken, scores.tolist(), strict=True)), background.tolist())

    def tokens(self, row: int) -> Sequence[TokenVectors]:
        """Return the tokens of each passage of a row."""
        return self.table.tokens_of(row) if row < self.table.rows else self.later_tokens[row]

    def _has_tokens(self, row: int) -> bool:
        if row < self.table.rows:
            return self.table.has_tokens(row)
        return any(map(len, self.later_tokens[row]))

    def _tokens_of(self, row: int) -> TokenVectors:
        if row < self.table.rows:
            return self.table.all_tokens_of(row)
        return np.concatenate([*self.later_tokens[row]]) if self.later_tokens[row] else _NO_TOKENS

    @cached_property
    def _token_sample(self) -> list[int]:
        """The first living firms of the sample that have tokens."""
        alive = [row for row in self.table.sample.tolist() if row not in self.dead]
        spoken = (row for row in (*alive, *self.later_sample) if self._has_tokens(row))
        return list(islice(spoken, TOKEN_SAMPLE))

    @cached_property
    def _sample_tokens(self) -> tuple[Vectors, Rows]:
        """The tokens of the sample, ready to be compared: every query asks for them."""
        return self._joined_tokens(self._token_sample)

    def _joined_tokens(self, rows: Sequence[int]) -> tuple[Vectors, Rows]:
        """Return the tokens of rows that have some, and where those of each begin."""
        tokens = [self._tokens_of(row) for row in rows]
        firsts = np.cumsum([0, *(len(part) for part in tokens[:-1])], dtype=np.int64)
        joined = np.concatenate(tokens) if tokens else _NO_TOKENS
        return joined.astype(np.float32) / _UNIT, firsts[: len(tokens)]

    @cached_property
    def _sample(self) -> tuple[Rows, Vectors, Rows]:
        """The living firms of the sample, their passages, and where those of each begin."""
        alive = [row for row in self.table.sample.tolist() if row not in self.dead]
        spoken = {
            row: found for row in (*alive, *self.later_sample) if len(found := self.vectors(row))
        }
        counts = np.asarray([len(vectors) for vectors in spoken.values()], np.int64)
        empty = np.zeros((0, self.table.vectors.shape[1]), np.float32)
        return (
            np.asarray([*spoken], np.int64),
            np.concatenate([empty, *spoken.values()]),
            np.cumsum(counts) - counts,
        )

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

    def _nearest_passages(self, vector: Vectors, living: Mask | None, limit: int) -> Rows:
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

    def _gather(self, vector: Vectors, numbers: Rows) -> dict[int, float]:
        """Compare passages in full precision and keep the nearest of each row."""
        similarities = self.table.vectors[numbers] @ vector[0]
        rows = self.table.owners(numbers)
        order = np.lexsort((-similarities, rows))
        rows, similarities = rows[order], similarities[order]
        nearest = np.flatnonzero(np.diff(rows, prepend=-1))
        return dict(zip(rows[nearest].tolist(), similarities[nearest].tolist(), strict=True))


class _Held:
    """The vectors inside an engine as an array that keeps the engine alive."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine
        flat = faiss.rev_swig_ptr(engine.get_xb(), engine.ntotal * engine.d)
        held = flat.reshape(engine.ntotal, engine.d)
        held.flags.writeable = False
        self.__array_interface__ = held.__array_interface__


def _nearest_tokens(asked: Vectors, tokens: Vectors, firsts: Rows) -> Vectors:
    """Return for each query token and row the nearest token; shape (query tokens, rows)."""
    if not len(firsts):
        return np.zeros((len(asked), 0), np.float32)
    # Along the last axis, where numpy is ten times as quick.
    nearest: Vectors = np.maximum.reduceat(asked @ tokens.T, firsts, axis=1)
    return nearest


def _graph(file: Path, table: VectorTable) -> Any:
    """Read the graph over a table; raises IndexUnavailableError where it is not that."""
    try:
        engine = faiss.read_index(str(file))
        if engine.ntotal != len(table.vectors):
            raise RuntimeError(f"{engine.ntotal} nodes for {len(table.vectors)} passages")
    except RuntimeError as error:  # FAISS has no finer one
        raise damaged(f"its graph: {error}") from error
    engine.hnsw.efSearch = HNSW_SEARCH
    return engine
