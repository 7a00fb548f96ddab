"""Orders firms for a query: candidates from both legs, one fused score, ties settled."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from enishi.domain.capability import Capability
from enishi.domain.constraint import Outcome, Verdict
from enishi.domain.firm import Firm
from enishi.domain.match import ScorePart
from enishi.domain.passage import Passage
from enishi.domain.query import Query
from enishi.domain.ranking import Background, Rank
from enishi.services.retrieval import Encoder, IndexView, Vectors

# Changes whenever the same index would be ordered otherwise.
RANKER_VERSION = "zmix-1"

# Firms that each leg proposes.
CANDIDATES = 300
# Firms, by relevance, whose conditions are judged; an evaluation reads a hundred.
JUDGED = 200
# A firm's capability that meets the conditions is shown instead of a slightly nearer one
# that does not, within this difference of cosine.
_AS_GOOD_AS = 0.1

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


@dataclass(frozen=True)
class Ranker:
    """Ranks the firms of one index view."""

    encoder: Encoder
    weights: Weights = field(default_factory=Weights)

    def encode(self, query: Query) -> Vectors:
        """Encode the query's text once for every ranking that it takes; shape (1, dimension)."""
        return self.encoder.encode_queries([query.text])

    def rank(self, query: Query, view: IndexView, vector: Vectors) -> list[Candidate]:
        """Return the candidates, best first; the seeker itself is never one."""
        seeker = _firm_of(query.seeker_ref, view)
        candidates = [
            self._candidate(query, view, seeker, found)
            for found in self._relevant(query, view, vector)[:JUDGED]
        ]
        return sorted(candidates, key=lambda candidate: candidate.rank)

    def _relevant(self, query: Query, view: IndexView, vector: Vectors) -> list["_Found"]:
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
        word_scale = Background.of(view.lexical.background(query.text))
        meaning_scale = Background.of(view.dense.background(vector))
        words_weight = self.weights.words * view.lexical.coverage(query.text)
        found = [
            _Found(
                row,
                ref,
                similarities[row],
                row in words,
                (
                    ScorePart(WORDS, word_scale.standardise(words.get(row, 0.0)), words_weight),
                    ScorePart(
                        MEANING,
                        meaning_scale.standardise(float(similarities[row].max())),
                        1 - words_weight,
                    ),
                ),
            )
            for row, ref in zip(rows, catalogue.refs(rows), strict=True)
            if row in similarities
        ]
        return sorted(found, key=lambda item: Rank.of(_total(item.parts), item.firm_ref))

    def _candidate(
        self, query: Query, view: IndexView, seeker: Firm | None, found: "_Found"
    ) -> Candidate:
        firm = view.catalogue.firm(found.row)
        other = _is_other_cluster(firm, seeker)
        passage, capability, verdicts = _shown(
            query, firm, view.catalogue.passages(found.row), found.similarities
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
            similarity=float(found.similarities.max()),
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
    shares_words: bool
    parts: tuple[ScorePart, ScorePart]


class _Choice(NamedTuple):
    """A passage that could be shown."""

    failed: int
    distance: float
    passage: Passage
    capability: Capability | None
    verdicts: tuple[Verdict, ...]


def _shown(
    query: Query, firm: Firm, passages: Sequence[Passage], similarities: Vectors
) -> tuple[Passage, Capability | None, tuple[Verdict, ...]]:
    """Choose the passage to show: nearest in meaning, among those as good the fewest failures."""
    enough = float(similarities.max()) - _AS_GOOD_AS
    choices: list[_Choice] = []
    for passage, similarity in zip(passages, similarities.tolist(), strict=True):
        if similarity < enough:
            continue
        ref = passage.place.capability_ref
        capability = firm.capability(ref) if ref is not None else None
        verdicts = query.constraints.judge(firm, capability)
        failed = sum(verdict.outcome is Outcome.NOT_MET for verdict in verdicts)
        choices.append(_Choice(failed, -similarity, passage, capability, verdicts))
    best = min(choices, key=lambda choice: choice[:2])  # of equals, the first in the profile
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
