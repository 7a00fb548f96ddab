"""What search asks of an index: one consistent state with two legs and a catalogue.

A *row* is the number of one firm's entry in one index; an updated firm gets a new row and
its old row is dead. The legs answer in rows, the catalogue turns rows into firms.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from enishi.domain.access import ANONYMOUS, Caller
from enishi.domain.constraint import Standing
from enishi.domain.firm import Firm
from enishi.domain.lexicon import Lexicon, Mention
from enishi.domain.offer import Offer
from enishi.domain.passage import Passage
from enishi.domain.query import Filters
from enishi.domain.term import Term

Vectors = NDArray[np.float32]  # (n, dimension), each of length 1
Mask = NDArray[np.bool_]  # (rows,)
Rows = NDArray[np.int64]  # numbers of rows
TokenVectors = NDArray[np.int8]  # (tokens, token dimension), 127 for a length of 1


@dataclass(frozen=True, slots=True)
class QueryTokens:
    """The tokens of a query, each with its vector and how much it counts."""

    vectors: Vectors  # (tokens, token dimension), each of length 1
    gates: Vectors  # (tokens,), from 0 to 1


class Analyzer(Protocol):
    """Cuts a text into terms."""

    @property
    def version(self) -> str:
        """Two analyzers of one version give the same terms."""

    def terms(self, text: str) -> tuple[Term, ...]:
        """Return the terms in order, with their places in `text`."""

    def reading(self, text: str) -> str:
        """Return how a text is read aloud, in kana as far as that is known."""


class Encoder(Protocol):
    """Turns texts into vectors whose inner product is nearness in meaning."""

    @property
    def model_id(self) -> str:
        """The model's name."""

    @property
    def version(self) -> str:
        """Two encoders of one version give the same vectors."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    @property
    def token_dimension(self) -> int:
        """Length of a token's vector; 0 where the model has none."""

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Encode what is looked for."""

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Encode what is offered."""

    def query_tokens(self, text: str) -> QueryTokens:
        """Encode what is looked for, token by token."""

    def passage_tokens(self, texts: Sequence[str]) -> list[TokenVectors]:
        """Encode what is offered, token by token."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """What one passage was encoded to."""

    vector: Vectors  # (dimension,)
    tokens: TokenVectors


@dataclass(frozen=True, slots=True)
class FirmEntry:
    """Everything an index keeps of one firm."""

    row: int
    firm: Firm
    passages: tuple[Passage, ...]
    vectors: Vectors  # one a passage
    tokens: tuple[TokenVectors, ...]  # one a passage
    concepts: Mapping[str, int]  # how often the firm speaks of each
    in_sample: bool  # whether it belongs to the background sample


class ConceptFinder(Protocol):
    """Finds what a text speaks of."""

    @property
    def version(self) -> str:
        """Two finders of one version find the same."""

    @property
    def lexicon(self) -> Lexicon:
        """The lexicon whose concepts are found."""

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Return every concept with its place, in order."""


class ConceptReader(ConceptFinder, Protocol):
    """Concepts: what firms speak of, reached over the relations of the lexicon."""

    @property
    def sample(self) -> Sequence[int]:
        """The living rows of the background sample."""

    def concepts(self, row: int) -> Mapping[str, int]:
        """Return how often a firm speaks of each concept."""

    def scores(self, asked: Mapping[str, float]) -> Vectors:
        """Return by row, shape (rows,), how much of what is asked the firm speaks of; from 0."""


class LexicalReader(Protocol):
    """Terms: BM25 over the words, compounds and designations of whole profiles."""

    def search(self, text: str, filters: Filters, limit: int) -> dict[int, float]:
        """Return the best rows with their BM25 scores; only rows that share a term."""

    def scores(self, text: str, rows: Collection[int]) -> dict[int, float]:
        """Return the scores of those of the given rows that share a term with the text."""

    def background(self, text: str) -> list[float]:
        """Return the score of every firm of the sample, 0 where no term is shared."""

    def coverage(self, text: str) -> float:
        """Return which share, 0 to 1, of the text's words by rarity any firm uses at all."""

    def rarity(self, terms: Iterable[str]) -> dict[str, float]:
        """Return the inverse document frequency of each term; 0 where no firm has it."""


@dataclass(frozen=True, slots=True)
class Late:
    """Late interaction: each token of the query meets the nearest token of the whole profile.

    late(f) = Σ_t g_t σ_t (m_t(f) − μ_t), with m_t(f) the similarity of the nearest token of f,
    and μ_t, σ_t its mean and spread over the background: a token that every firm has near
    tells nothing, and of a long text only the tokens that weigh most are summed. After
    Khattab & Zaharia (2020), ColBERT.
    """

    scores: Mapping[int, float]  # by row
    background: Sequence[float]  # of firms of the sample; empty where the model has no tokens


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near every passage of some firms is; a firm that says nothing is left out."""

    rows: Rows  # rising
    similarities: Vectors  # of the passages, one firm after the other
    firsts: Rows  # where those of each firm begin

    def by_firm(self) -> Iterator[list[float]]:
        """Yield the similarities of each firm's passages, in their order."""
        flat = self.similarities.tolist()
        for first, last in pairwise([*self.firsts.tolist(), len(flat)]):
            yield flat[first:last]

    def among(self, places: Sequence[int]) -> "Nearness":
        """Return the same for the firms at some places, which are rising."""
        kept = np.asarray(places, np.int64)
        counts = np.diff([*self.firsts, len(self.similarities)])
        mask = np.zeros(len(self.rows), np.bool_)
        mask[kept] = True
        counted = counts[kept]
        return Nearness(
            self.rows[kept],
            self.similarities[np.repeat(mask, counts)],
            np.cumsum(counted) - counted,
        )

    @property
    def best(self) -> Vectors:
        """The nearest passage of each firm."""
        return _greatest(self.similarities, self.firsts)

    @property
    def two_best(self) -> Vectors:
        """The mean of the two nearest passages of each firm, of the only one where it is alone."""
        if not len(self.rows):
            return self.similarities
        best = self.best
        counts = np.diff([*self.firsts, len(self.similarities)])
        at = np.flatnonzero(self.similarities == np.repeat(best, counts))
        _, first = np.unique(np.repeat(np.arange(len(counts)), counts)[at], return_index=True)
        others = self.similarities.copy()
        others[at[first]] = -np.inf
        means: Vectors = np.where(counts > 1, (best + _greatest(others, self.firsts)) / 2, best)
        return means


def _greatest(values: Vectors, firsts: Rows) -> Vectors:
    return np.maximum.reduceat(values, firsts) if len(firsts) else values


class DenseReader(Protocol):
    """Meaning: inner products with the passages."""

    def search(self, vector: Vectors, allowed: Mask | None, limit: int) -> Mapping[int, float]:
        """Return the rows with the nearest passages and their similarity."""

    def nearness(self, vector: Vectors, rows: Sequence[int]) -> Nearness:
        """Return the exact similarity of every passage of the given rows, rising."""

    def background(self, vector: Vectors) -> Nearness:
        """Return the similarity of every passage of every firm of the sample."""

    def vectors(self, row: int) -> Vectors:
        """Return the vectors of the passages of a firm, in their order."""

    def late(self, tokens: QueryTokens, rows: Sequence[int]) -> Late:
        """Return how near the tokens of each firm come to those of the query."""


class CatalogueReader(Protocol):
    """The records of the firms that can be found, as an edition shows them."""

    def __len__(self) -> int:
        """Return how many firms are alive."""

    def firm(self, row: int) -> Firm:
        """Return the firm of a row."""

    def passages(self, row: int) -> tuple[Passage, ...]:
        """Return the passages of the firm of a row."""

    def offers(self, row: int) -> Sequence[Offer | None]:
        """Return what the capability of each passage offers; None where it is the summary."""

    def standing(self, row: int) -> Standing:
        """Return what conditions ask of the firm of a row."""

    def refs(self, rows: Sequence[int]) -> list[str]:
        """Return the `firm_ref` of each row."""

    def row_of(self, ref: str) -> int | None:
        """Return the living row of a firm."""

    def allowed(self, filters: Filters) -> Mask | None:
        """Return which rows are alive and pass the filters; None when every row is."""

    def values(self, group: str) -> Collection[str]:
        """Return the values of a facet group among the living firms, in order."""

    def processes(self) -> Collection[str]:
        """Return the names of processes that firms publish."""

    def facets(self, rows: Sequence[int]) -> dict[str, dict[str, int]]:
        """Count the values of cluster, prefecture, certification and kind among the rows."""


@dataclass(frozen=True, slots=True)
class IndexView:
    """One consistent state of everything that can be found."""

    version: str  # the snapshot, and how far the changes after it are included
    model_version: str
    lexical: LexicalReader
    dense: DenseReader
    concepts: ConceptReader
    catalogue: CatalogueReader


class IndexSource(Protocol):
    """Where search gets the state to answer from."""

    def view(self, reader: Caller = ANONYMOUS) -> IndexView:
        """Return the newest state, as a reader may see it.

        Raises IndexUnavailableError where there is none.
        """
