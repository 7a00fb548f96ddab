"""What search asks of an index: one consistent state with two legs and a catalogue.

A *row* is the number of one firm's entry in one index; an updated firm gets a new row and
its old row is dead. The legs answer in rows, the catalogue turns rows into firms.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from enishi.domain.firm import Firm
from enishi.domain.passage import Passage
from enishi.domain.query import Filters
from enishi.domain.term import Term

Vectors = NDArray[np.float32]  # (n, dimension), each of length 1
Mask = NDArray[np.bool_]  # (rows,)


class Analyzer(Protocol):
    """Cuts a text into terms."""

    @property
    def version(self) -> str:
        """Two analyzers of one version give the same terms."""

    def terms(self, text: str) -> tuple[Term, ...]:
        """Return the terms in order, with their places in `text`."""


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

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Encode what is looked for."""

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Encode what is offered."""


@dataclass(frozen=True, slots=True)
class FirmEntry:
    """Everything an index keeps of one firm."""

    row: int
    firm: Firm
    passages: tuple[Passage, ...]
    vectors: Vectors  # one a passage
    in_sample: bool  # whether it belongs to the background sample


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


class DenseReader(Protocol):
    """Meaning: inner products with the passages."""

    def search(self, vector: Vectors, allowed: Mask | None, limit: int) -> Mapping[int, float]:
        """Return the rows with the nearest passages and their similarity."""

    def similarities(self, vector: Vectors, rows: Sequence[int]) -> dict[int, Vectors]:
        """Return the exact similarity of every passage of the given rows, in their order.

        A firm that says nothing has no passages and is left out.
        """

    def background(self, vector: Vectors) -> list[float]:
        """Return the similarity of the nearest passage of every firm of the sample."""


class CatalogueReader(Protocol):
    """The public records of the firms that can be found."""

    def __len__(self) -> int:
        """Return how many firms are alive."""

    def firm(self, row: int) -> Firm:
        """Return the firm of a row."""

    def passages(self, row: int) -> tuple[Passage, ...]:
        """Return the passages of the firm of a row."""

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
    catalogue: CatalogueReader


class IndexSource(Protocol):
    """Where search gets the state to answer from."""

    def view(self) -> IndexView:
        """Return the newest state; raises IndexUnavailableError where there is none."""
