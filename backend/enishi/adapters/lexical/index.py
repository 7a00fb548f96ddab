"""The lexical index: tantivy over our own terms."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property, lru_cache
from math import log
from pathlib import Path

import tantivy
from tantivy import Document, Index, Occur, Query, Searcher

from enishi.adapters.lexical.fields import (
    FACETS,
    WEIGHTS,
    TermCounts,
    facets_of,
    fields_of,
    token,
)
from enishi.domain.constraint import certification_key
from enishi.domain.errors import IndexUnavailableError
from enishi.domain.query import Filters
from enishi.services.backdrop import SMALLEST
from enishi.services.retrieval import Analyzer, FirmEntry

# One writer thread keeps the order of documents, and so of ties, the same in every build.
_WRITER_THREADS = 1
_WRITER_HEAP = 64_000_000
# Query terms beyond this many are the tail of a long text; the rarest of them decide.
_LONGEST_QUERY = 400
# Analysed questions at hand: one answer asks for the scores of one text three times and more.
_REMEMBERED = 100


def _schema() -> tantivy.Schema:
    """Return the fields, all of them stored, so that an index can be written out again."""
    builder = tantivy.SchemaBuilder()
    for field in WEIGHTS:
        builder.add_text_field(field, stored=True, tokenizer_name="whitespace", index_option="freq")
    for field in (*FACETS, "ref", "sample"):
        builder.add_text_field(field, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("row", stored=True, indexed=True, fast=True)
    return builder.build()


class LexicalIndex:
    """A folder of tantivy files that can be added to; readers see whole commits."""

    def __init__(self, index: Index, analyzer: Analyzer) -> None:
        self._index = index
        self._analyzer = analyzer
        self._writer: tantivy.IndexWriter | None = None

    @classmethod
    def create(cls, folder: Path, analyzer: Analyzer) -> "LexicalIndex":
        """Begin an empty index in a new folder."""
        folder.mkdir(parents=True)
        return cls(Index(_schema(), path=str(folder)), analyzer)

    @classmethod
    def open(cls, folder: Path, analyzer: Analyzer) -> "LexicalIndex":
        """Open an index; raises IndexUnavailableError where its files do not make one."""
        with _refusing_damage():
            return cls(Index.open(str(folder)), analyzer)

    def add(self, entries: Iterable[FirmEntry]) -> None:
        """Add firms; `commit` makes them visible."""
        writer = self._writing()
        for entry in entries:
            writer.add_document(self._document(entry))

    def remove(self, refs: Iterable[str]) -> None:
        """Take firms out; `commit` makes it visible. To be called before their new rows."""
        writer = self._writing()
        for ref in refs:
            writer.delete_documents_by_term("ref", ref)

    def written_anew(self, folder: Path) -> "LexicalIndex":
        """Return the same living firms in an index of their own, in a new folder.

        What was taken out of this one still counts in how rare its words are, until tantivy
        merges its files; the new one has never known of it.
        """
        anew = LexicalIndex.create(folder, self._analyzer)
        writer = anew._writing()
        searcher = self._index.searcher()
        with _refusing_damage():
            if searcher.num_docs:
                hits = searcher.search(Query.all_query(), limit=searcher.num_docs).hits
                for _, address in hits:
                    writer.add_document(searcher.doc(address))
        anew.commit()
        return anew

    def commit(self) -> None:
        """Make what was added and removed visible to the next reader."""
        if self._writer is not None:
            self._writer.commit()
        self._index.reload()

    def close(self) -> None:
        """Finish writing and let go of the writer's lock."""
        if self._writer is not None:
            self._writer.commit()
            self._writer.wait_merging_threads()
            self._writer = None
        self._index.reload()

    def abandon(self) -> None:
        """Stop writing; what is not committed is lost."""
        self._writer = None  # dropping it ends its threads

    def reader(self) -> "LexicalSearch":
        """Return a reader of the last commit; later commits do not change it."""
        return LexicalSearch(self._index.schema, self._index.searcher(), self._analyzer)

    def _writing(self) -> tantivy.IndexWriter:
        if self._writer is None:
            self._writer = self._index.writer(_WRITER_HEAP, _WRITER_THREADS)
        return self._writer

    def _document(self, entry: FirmEntry) -> Document:
        document = Document()
        for field, line in fields_of(entry.firm, self._analyzer).items():
            document.add_text(field, line)
        for field, values in facets_of(entry.firm).items():
            for value in values:
                document.add_text(field, value)
        document.add_text("ref", entry.firm.ref)
        document.add_text("sample", "1" if entry.in_sample else "0")
        document.add_unsigned("row", entry.row)
        return document


class LexicalSearch:
    """BM25 (Robertson & Zaragoza 2009; k1 1.2, b 0.75) summed over the weighted fields."""

    def __init__(self, schema: tantivy.Schema, searcher: Searcher, analyzer: Analyzer) -> None:
        self._schema = schema
        self._searcher = searcher
        self._analyzer = analyzer
        self._terms = lru_cache(maxsize=_REMEMBERED)(self._query)

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def search(self, text: str, filters: Filters, limit: int) -> dict[int, float]:
        """Return the best rows with their scores."""
        terms = self._terms(text)
        if terms is None:
            return {}
        return self._run([(Occur.Must, terms), *self._filters(filters)], limit)

    def scores(self, text: str, rows: Collection[int]) -> dict[int, float]:
        """Return the scores of the given rows."""
        terms = self._terms(text)
        if terms is None or not rows:
            return {}
        among = Query.term_set_query(self._schema, "row", sorted(rows))
        return self._run([(Occur.Must, terms), _silent(among)], len(rows))

    def background(self, text: str) -> list[float]:
        """Return the score of every firm of the sample."""
        terms, size = self._terms(text), self._sample_size
        if terms is None or size == 0:
            return [0.0] * size
        found = self._run([(Occur.Must, terms), _silent(self._sample)], size)
        return [*found.values(), *[0.0] * (size - len(found))]

    def coverage(self, text: str) -> float:
        """Return the share of the text's words, by rarity, that any firm uses."""
        words = TermCounts.of(text, self._analyzer).words
        known = self.rarity(words)
        unknown = _rarity(self._written, 0)
        total = sum(rarity or unknown for rarity in known.values())
        return sum(known.values()) / total if total else 0.0

    def rarity(self, terms: Iterable[str]) -> dict[str, float]:
        """Return BM25's inverse document frequency of each term, word or compound."""
        counts = {term: self._firms_with(token(term)) for term in terms}
        return {
            term: _rarity(self._written, count) if count else 0.0 for term, count in counts.items()
        }

    def _firms_with(self, term: str) -> int:
        with _refusing_damage():
            return int(
                self._searcher.doc_freq("text", term) or self._searcher.doc_freq("compound", term)
            )

    @cached_property
    def _written(self) -> int:
        """How many firms frequencies count: a deleted one until its files merge."""
        return sum(int(self._searcher.doc_freq("sample", flag)) for flag in "01")

    @cached_property
    def _sample(self) -> Query:
        return Query.term_query(self._schema, "sample", "1", "basic")

    @cached_property
    def _sample_size(self) -> int:
        """How many firms of the sample are alive."""
        marked = int(self._searcher.doc_freq("sample", "1"))
        return len(self._run([(Occur.Must, self._sample)], marked)) if marked else 0

    def _run(self, clauses: Sequence[tuple[Occur, Query]], limit: int) -> dict[int, float]:
        with _refusing_damage():
            hits = self._searcher.search(
                Query.boolean_query(list(clauses)), limit=limit, count=False
            ).hits
            rows = self._searcher.fast_field_values("row", [address for _, address in hits])
        return {
            int(row): float(score)
            for (score, _), row in zip(hits, rows, strict=True)
            if row is not None
        }

    def _query(self, text: str) -> Query | None:
        counts = TermCounts.of(text, self._analyzer)
        clauses = [
            (
                Occur.Should,
                Query.boost_query(
                    Query.term_query(self._schema, field, term, "freq"), weight * count
                ),
            )
            for field, weight in WEIGHTS.items()
            for term, count in counts.of_field(field).most_common(_LONGEST_QUERY)
        ]
        return Query.boolean_query(clauses) if clauses else None

    def _filters(self, filters: Filters) -> list[tuple[Occur, Query]]:
        groups: list[tuple[str, Sequence[str]]] = [
            ("cluster", filters.clusters),
            ("prefecture", filters.prefectures),
            ("certification", [certification_key(name) for name in filters.certifications]),
            ("kind", [kind.value for kind in filters.kinds]),
        ]
        clauses = [_silent(self._any(field, values)) for field, values in groups if values]
        if filters.exclude_clusters:
            clauses.append((Occur.MustNot, self._any("cluster", filters.exclude_clusters)))
        return clauses

    def _any(self, field: str, values: Sequence[str]) -> Query:
        return Query.term_set_query(self._schema, field, list(values))


@contextmanager
def _refusing_damage() -> Iterator[None]:
    """Raise IndexUnavailableError for what tantivy says of files that are not as it wrote them."""
    try:
        yield
    except BaseException as error:
        # Of some damage it panics, with a class that cannot be imported.
        if not isinstance(error, ValueError | OSError) and type(error).__name__ != "PanicException":
            raise
        raise IndexUnavailableError(
            "語の索引が壊れています。`enishi index rebuild` を実行してください",
            english=f"the lexical index is damaged ({error}): run `enishi index rebuild`",
        ) from error


def _rarity(total: int, count: int) -> float:
    """ln(1 + (N − n + ½) / (n + ½)); a small network counts with the firms that fill it up."""
    return log(1 + (max(total, SMALLEST) - count + 0.5) / (count + 0.5))


def _silent(query: Query) -> tuple[Occur, Query]:
    """A clause that must hold and adds nothing to the score."""
    return Occur.Must, Query.const_score_query(query, 0.0)
