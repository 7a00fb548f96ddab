"""Orders firms for a query: candidates from every leg, one fitted score, ties settled."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np

from enishi.domain.capability import Capability
from enishi.domain.constraint import Outcome, Verdict
from enishi.domain.firm import Firm
from enishi.domain.match import ScorePart
from enishi.domain.need import NeedKind
from enishi.domain.passage import Passage
from enishi.domain.query import Query
from enishi.domain.ranking import Background, Calibration, Rank
from enishi.services.backdrop import IMAGINED, SMALLEST
from enishi.services.concepts import asked_in, kinship, weighted_for
from enishi.services.retrieval import Encoder, IndexView, Mask, Vectors

# Changes whenever the same index would be ordered otherwise.
RANKER_VERSION = "factory-2"

# Firms that each leg proposes.
CANDIDATES = 300
# Firms, by relevance, that are compared token by token and whose conditions are judged; an
# evaluation reads a hundred.
JUDGED = 200
# Firms with a smaller chance to be able to do it are no answer (docs/search.md).
LEAST = 0.03
# A firm's capability that meets the conditions is shown instead of a slightly nearer one
# that does not, within this difference of cosine.
_AS_GOOD_AS = 0.1
# Questions whose vectors are at hand: the next page and every facet ask the same text again.
_REMEMBERED = 1_000

WORDS, MEANING, CONCEPTS, LATE = "words", "meaning", "concepts", "late"
LEGS = (WORDS, MEANING, CONCEPTS, LATE)


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each part counts: set by hand, then fitted on the demonstration corpus.

    The fit may stray little from the hand-set values (benchmarks/fit_ranker.py says why).

    Relevance is the weighted mean of the legs, in spreads above the background: a leg with
    nothing to say is left out, and words count by the share of them that anybody uses.
    """

    words: float = 0.30
    meaning: float = 0.23
    concepts: float = 0.17
    late: float = 0.30
    failed_condition: float = -0.98
    unknown_condition: float = -0.20
    other_cluster: float = 0.1
    # Of joint development only: a firm that does the very same has nothing to add.
    kinship: float = -0.99


# Fitted on the demonstration corpus: firms of the best two hundred against grade 2 or better.
CALIBRATION = Calibration(
    intercept=-6.14, score=1.63, nearness=2.12, floor=-7.1, floor_nearness=13.5
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A firm with its place in the order, and what put it there."""

    firm: Firm
    row: int
    rank: Rank
    parts: tuple[ScorePart, ...]
    similarity: float  # cosine of the nearest passage
    passage: Passage  # the one that earned the place
    capability: Capability | None  # of that passage; None: the firm's summary
    verdicts: tuple[Verdict, ...]
    is_other_cluster: bool | None

    @property
    def relevance(self) -> float:
        """The score of the legs alone, in spreads above the background."""
        return _total(part for part in self.parts if part.name in LEGS)

    @property
    def chance(self) -> float:
        """How likely the firm can do at least the core of what is asked, all things counted."""
        return CALIBRATION.chance(self.rank.score, self.similarity)


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
        return self._judged(query, view, self._found(query, view, vector))

    def relevant(self, query: Query, view: IndexView, vector: Vectors) -> list[Candidate]:
        """Return those of the candidates that are worth showing, best first."""
        found = self._found(query, view, vector)
        return self._judged(query, view, [item for item in found if item.is_relevant])

    def _judged(self, query: Query, view: IndexView, found: Sequence["_Found"]) -> list[Candidate]:
        """Hold the conditions against each and put all in their final order."""
        seeker = _firm_of(query.seeker_ref, view)
        candidates = [self._candidate(query, view, seeker, item) for item in found]
        return sorted(candidates, key=lambda candidate: candidate.rank)

    def _found(self, query: Query, view: IndexView, vector: Vectors) -> list["_Found"]:
        """Return what any leg proposes, by relevance.

        Every candidate is scored exactly by every leg, so that the order does not depend on
        which leg proposed it. Tokens, the dearest leg, are compared for the best only.
        """
        found = self._proposed(query, view, vector)[:JUDGED]
        tokens = self.encoder.query_tokens(query.text)
        late = view.dense.late(tokens, [item.row for item in found])
        if late.background:
            scale = Background.of(late.background)
            least = min(late.background)  # of a firm without tokens
            found = [
                item.with_leg(
                    LATE, scale.standardise(late.scores.get(item.row, least)), self.weights.late
                )
                for item in found
            ]
        return sorted(found, key=lambda item: Rank.of(item.relevance, item.firm_ref))

    def _proposed(self, query: Query, view: IndexView, vector: Vectors) -> list["_Found"]:
        """Return what words, meaning or concepts propose, by these three."""
        catalogue = view.catalogue
        allowed = catalogue.allowed(query.filters)
        seeker = catalogue.row_of(query.seeker_ref) if query.seeker_ref else None
        own = view.concepts.concepts(seeker) if seeker is not None else ()
        asked = weighted_for(
            query.purpose,
            asked_in(query.text, view.concepts, without=query.ignored),
            own,
            view.concepts.lexicon,
        )
        answers = view.concepts.scores(asked) if asked else None
        words = view.lexical.search(query.text, query.filters, CANDIDATES)
        near = view.dense.search(vector, allowed, CANDIDATES)
        spoken = set() if answers is None else _best(answers, allowed, CANDIDATES)
        rows = sorted({*words, *near, *spoken} - {seeker})
        words |= view.lexical.scores(query.text, [row for row in rows if row not in words])
        similarities = view.dense.similarities(vector, rows)
        scales = self._scales(query, view, vector, answers)
        coverage = view.lexical.coverage(query.text)
        found = []
        for row, ref in zip(rows, catalogue.refs(rows), strict=True):
            if row not in similarities:
                continue  # a firm that says nothing
            best = np.sort(similarities[row])[-2:]
            legs = [
                (WORDS, words.get(row, 0.0), self.weights.words * coverage),
                (MEANING, float(best.mean()), self.weights.meaning),
            ]
            if answers is not None:
                legs.append((CONCEPTS, float(answers[row]), self.weights.concepts))
            parts = tuple(ScorePart(name, scales[name].standardise(s), w) for name, s, w in legs)
            found.append(_Found(row, ref, similarities[row], float(best[-1]), parts))
        return sorted(found, key=lambda item: Rank.of(item.relevance, item.firm_ref))

    def _scales(
        self, query: Query, view: IndexView, vector: Vectors, answers: Vectors | None
    ) -> Mapping[str, Background]:
        """Return the background of each leg, those of a small network filled up."""
        words, near = view.lexical.background(query.text), view.dense.background(vector)
        words = [*words, *[0.0] * (SMALLEST - len(words))]
        if len(near) < SMALLEST:
            near = [*near, *(self._imagined @ vector[0])[: SMALLEST - len(near)].tolist()]
        scales = {WORDS: Background.of(words), MEANING: Background.of(near)}
        if answers is not None:
            spoken = answers[list(view.concepts.sample)].tolist()
            scales[CONCEPTS] = Background.of([*spoken, *[0.0] * (SMALLEST - len(spoken))])
        return scales

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
        parts = (*found.shares, *self._judgements(query, view, found, verdicts, other))
        return Candidate(
            firm=firm,
            row=found.row,
            rank=Rank.of(_total(parts), firm.ref),
            parts=parts,
            similarity=found.similarity,
            passage=passage,
            capability=capability,
            verdicts=verdicts,
            is_other_cluster=other,
        )

    def _judgements(
        self,
        query: Query,
        view: IndexView,
        found: "_Found",
        verdicts: Sequence[Verdict],
        other: bool | None,
    ) -> Iterable[ScorePart]:
        """Yield what counts beside relevance."""
        outcomes = [verdict.outcome for verdict in verdicts]
        if failed := outcomes.count(Outcome.NOT_MET):
            yield ScorePart("failed_conditions", failed, self.weights.failed_condition)
        if unknown := outcomes.count(Outcome.UNKNOWN):
            yield ScorePart("unknown_conditions", unknown, self.weights.unknown_condition)
        if other and query.prefer_other_clusters:
            yield ScorePart("other_cluster", 1.0, self.weights.other_cluster)
        if query.purpose is NeedKind.JOINT_DEVELOPMENT and query.seeker_ref:
            own = view.catalogue.row_of(query.seeker_ref)
            if own is not None:
                alike = kinship(view.concepts.concepts(own), view.concepts.concepts(found.row))
                yield ScorePart("kinship", alike, self.weights.kinship)


@dataclass(frozen=True, slots=True)
class _Found:
    """A row with the scores of the legs."""

    row: int
    firm_ref: str
    similarities: Vectors  # (passages,)
    similarity: float  # of the nearest
    legs: tuple[ScorePart, ...]  # not yet weighed against each other

    def with_leg(self, name: str, value: float, weight: float) -> "_Found":
        """Return the same row with one more leg."""
        return replace(self, legs=(*self.legs, ScorePart(name, value, weight)))

    @property
    def shares(self) -> tuple[ScorePart, ...]:
        """The legs with weights that sum to 1."""
        whole = sum(leg.weight for leg in self.legs)
        return tuple(ScorePart(leg.name, leg.value, leg.weight / whole) for leg in self.legs)

    @property
    def relevance(self) -> float:
        """The weighted mean of the legs, in spreads above the background."""
        return _total(self.shares)

    @property
    def is_relevant(self) -> bool:
        """Whether it is worth showing, conditions aside."""
        return CALIBRATION.chance(self.relevance, self.similarity) >= LEAST


def _best(scores: Vectors, allowed: Mask | None, limit: int) -> Collection[int]:
    """Return the rows with the highest scores above 0, ties by row."""
    rows = np.flatnonzero(scores > 0 if allowed is None else (scores > 0) & allowed)
    order = np.argsort(-scores[rows], kind="stable")[:limit]
    return set(rows[order].tolist())


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
        verdicts = query.all_constraints.judge(firm, capability)
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
