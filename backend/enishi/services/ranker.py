"""Orders firms for a query: candidates from both legs, one fused score, ties settled."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

from enishi.domain.capability import Capability
from enishi.domain.constraint import Outcome, Verdict
from enishi.domain.firm import Firm
from enishi.domain.match import ScorePart
from enishi.domain.passage import Passage
from enishi.domain.query import Query
from enishi.domain.ranking import Background, Rank
from enishi.services.backdrop import IMAGINED, SMALLEST
from enishi.services.retrieval import Encoder, IndexView, Vectors

# Changes whenever the same index would be ordered otherwise.
RANKER_VERSION = "zmix-3"

# Firms that each leg proposes.
CANDIDATES = 300
# Firms, by relevance, whose conditions are judged; an evaluation reads a hundred.
JUDGED = 200
# Where relevance begins, in spreads above the background. On the demonstration corpus three
# quarters of the firms that can do the core of what is asked lie above (docs/search.md).
RELEVANT = 1.5
# A spread is relative: something is always nearest, and in a network of one trade nothing
# stands out. A firm at this cosine that shares a word is relevant in any case; the best
# answers of the demonstration corpus have .31 in the median, so most lie below.
NEAR = 0.35
# A firm's capability that meets the conditions is shown instead of a slightly nearer one
# that does not, within this difference of cosine.
_AS_GOOD_AS = 0.1
# Questions whose vectors are at hand: the next page and every facet ask the same text again.
_REMEMBERED = 1_000

WORDS, MEANING = "words", "meaning"


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each part counts, in spreads above the background (docs/search.md)."""

    # The words' share where the network knows every word of the query; it shrinks with the
    # share of words that nobody uses, and meaning takes the rest.
    words: float = 0.6
    failed_condition: float = -1.0
    other_cluster: float = 0.1


@dataclass(frozen=True, slots=True)
class Candidate:
    """A firm with its place in the order, and what put it there."""

    firm: Firm
    row: int
    rank: Rank
    parts: tuple[ScorePart, ...]
    shares_words: bool
    similarity: float  # cosine of the nearest passage
    passage: Passage  # the one that earned the place
    capability: Capability | None  # of that passage; None: the firm's summary
    verdicts: tuple[Verdict, ...]
    is_other_cluster: bool | None

    @property
    def relevance(self) -> float:
        """The score of words and meaning alone, in spreads above the background."""
        return _total(part for part in self.parts if part.name in (WORDS, MEANING))

    @property
    def is_near(self) -> bool:
        """Whether it shares a word and is near in meaning, whatever the others are."""
        return self.shares_words and self.similarity >= NEAR


@dataclass(frozen=True)
class Ranker:
    """Ranks the firms of one index view."""

    encoder: Encoder
    weights: Weights = field(default_factory=Weights)

    def encode(self, query: Query) -> Vectors:
        """Encode the query's text once for every ranking that it takes; shape (1, dimension)."""
        return self._encode(query.text)

    @cached_property
    def _encode(self) -> Callable[[str], Vectors]:
        return lru_cache(maxsize=_REMEMBERED)(lambda text: self.encoder.encode_queries([text]))

    def rank(self, query: Query, view: IndexView, vector: Vectors) -> list[Candidate]:
        """Return the candidates, best first; the seeker itself is never one."""
        return self._judged(query, view, self._found(query, view, vector)[:JUDGED])

    def relevant(self, query: Query, view: IndexView, vector: Vectors) -> list[Candidate]:
        """Return those of the candidates that are worth showing, best first."""
        found = self._found(query, view, vector)[:JUDGED]
        return self._judged(query, view, [item for item in found if item.is_relevant])

    def _judged(self, query: Query, view: IndexView, found: Sequence["_Found"]) -> list[Candidate]:
        """Hold the conditions against each and put all in their final order."""
        seeker = _firm_of(query.seeker_ref, view)
        candidates = [self._candidate(query, view, seeker, item) for item in found]
        return sorted(candidates, key=lambda candidate: candidate.rank)

    def _found(self, query: Query, view: IndexView, vector: Vectors) -> list["_Found"]:
        """Return what either leg proposes, by relevance.

        Every candidate is scored exactly by both legs, so that the order does not depend
        on which leg proposed it.
        """
        catalogue = view.catalogue
        words = view.lexical.search(query.text, query.filters, CANDIDATES)
        near = view.dense.search(vector, catalogue.allowed(query.filters), CANDIDATES)
        seeker = catalogue.row_of(query.seeker_ref) if query.seeker_ref else None
        rows = sorted({*words, *near} - {seeker})
        words |= view.lexical.scores(query.text, [row for row in rows if row not in words])
        similarities = view.dense.similarities(vector, rows)
        word_scale, meaning_scale = self._scales(query, view, vector)
        words_weight = self.weights.words * view.lexical.coverage(query.text)
        found = []
        for row, ref in zip(rows, catalogue.refs(rows), strict=True):
            if row not in similarities:
                continue  # a firm that says nothing
            nearest = max(similarities[row].tolist())
            in_words = word_scale.standardise(words.get(row, 0.0))
            in_meaning = meaning_scale.standardise(nearest)
            parts = (
                ScorePart(WORDS, in_words, words_weight),
                ScorePart(MEANING, in_meaning, 1 - words_weight),
            )
            found.append(_Found(row, ref, similarities[row], nearest, row in words, parts))
        return sorted(found, key=lambda item: Rank.of(_total(item.parts), item.firm_ref))

    def _scales(
        self, query: Query, view: IndexView, vector: Vectors
    ) -> tuple[Background, Background]:
        """Return the backgrounds of both legs, those of a small network filled up."""
        words, near = view.lexical.background(query.text), view.dense.background(vector)
        words = [*words, *[0.0] * (SMALLEST - len(words))]
        if len(near) < SMALLEST:
            near = [*near, *(self._imagined @ vector[0])[: SMALLEST - len(near)].tolist()]
        return Background.of(words), Background.of(near)

    @cached_property
    def _imagined(self) -> Vectors:
        return self.encoder.encode_passages(IMAGINED)

    def _candidate(
        self, query: Query, view: IndexView, seeker: Firm | None, found: "_Found"
    ) -> Candidate:
        firm = view.catalogue.firm(found.row)
        other = _is_other_cluster(firm, seeker)
        passage, capability, verdicts = _shown(
            query, firm, view.catalogue.passages(found.row), found.similarities.tolist()
        )
        parts = [*found.parts]
        failed = sum(verdict.outcome is Outcome.NOT_MET for verdict in verdicts)
        if failed:
            parts.append(ScorePart("failed_conditions", failed, self.weights.failed_condition))
        if other and query.prefer_other_clusters:
            parts.append(ScorePart("other_cluster", 1.0, self.weights.other_cluster))
        return Candidate(
            firm=firm,
            row=found.row,
            rank=Rank.of(_total(parts), firm.ref),
            parts=tuple(parts),
            shares_words=found.shares_words,
            similarity=found.similarity,
            passage=passage,
            capability=capability,
            verdicts=verdicts,
            is_other_cluster=other,
        )


@dataclass(frozen=True, slots=True)
class _Found:
    """A row with the scores of both legs."""

    row: int
    firm_ref: str
    similarities: Vectors  # (passages,)
    similarity: float  # of the nearest
    shares_words: bool
    parts: tuple[ScorePart, ScorePart]

    @property
    def is_relevant(self) -> bool:
        """Whether it is worth showing."""
        is_near = self.shares_words and self.similarity >= NEAR
        return is_near or _total(self.parts) >= RELEVANT


class _Choice(NamedTuple):
    """A passage that could be shown."""

    is_summary: bool
    failed: int
    distance: float
    passage: Passage
    capability: Capability | None
    verdicts: tuple[Verdict, ...]


def _shown(
    query: Query, firm: Firm, passages: Sequence[Passage], similarities: Sequence[float]
) -> tuple[Passage, Capability | None, tuple[Verdict, ...]]:
    """Choose the passage to show: nearest in meaning, among those as good the fewest failures.

    A capability is shown before the summary, which no condition can be held against.
    """
    enough = max(similarities) - _AS_GOOD_AS
    choices: list[_Choice] = []
    for passage, similarity in zip(passages, similarities, strict=True):
        if similarity < enough:
            continue
        ref = passage.place.capability_ref
        capability = firm.capability(ref) if ref is not None else None
        verdicts = query.constraints.judge(firm, capability)
        failed = sum(verdict.outcome is Outcome.NOT_MET for verdict in verdicts)
        is_summary = capability is None
        choices.append(_Choice(is_summary, failed, -similarity, passage, capability, verdicts))
    best = min(choices, key=lambda choice: choice[:3])  # of equals, the first in the profile
    return best.passage, best.capability, best.verdicts


def _firm_of(ref: str | None, view: IndexView) -> Firm | None:
    row = view.catalogue.row_of(ref) if ref is not None else None
    return None if row is None else view.catalogue.firm(row)


def _is_other_cluster(firm: Firm, seeker: Firm | None) -> bool | None:
    if seeker is None or seeker.cluster is None or firm.cluster is None:
        return None
    return firm.cluster != seeker.cluster


def _total(parts: Iterable[ScorePart]) -> float:
    return sum(part.value * part.weight for part in parts)
