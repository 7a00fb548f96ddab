"""Orders firms for a query: candidates from every leg, one fitted score, ties settled."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np

from enishi.domain.capability import Capability
from enishi.domain.constraint import Outcome, Verdict
from enishi.domain.firm import Firm
from enishi.domain.joint_development import RANK_GRAIN, JointDevelopment
from enishi.domain.match import ScorePart
from enishi.domain.need import NeedKind
from enishi.domain.passage import Passage
from enishi.domain.query import Query
from enishi.domain.ranking import Background, Calibration, Rank
from enishi.services.backdrop import IMAGINED, SMALLEST
from enishi.services.concepts import asked_in, kinship, weighted_for
from enishi.services.joint_development.knowledge import KnowledgeView
from enishi.services.retrieval import CatalogueReader, Encoder, IndexView, Mask, Vectors
from enishi.services.slate import (
    CONCEPTS,
    LATE,
    LEGS,
    MEANING,
    WORDS,
    Found,
    Slate,
    in_spreads,
    softened,
)

# Changes whenever the same index would be ordered otherwise.
RANKER_VERSION = "factory-4"

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
    # Of joint development only: J* of 100. Chosen on the demonstration corpus (docs/network.md).
    joint: float = 0.3


# Fitted on the demonstration corpus: firms of the best two hundred against grade 2 or better.
CALIBRATION = Calibration(
    intercept=-7.17, score=1.58, nearness=3.22, coverage=0.93, floor=-7.94, floor_nearness=13.85
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A firm with its place in the order, and what put it there."""

    row: int
    rank: Rank
    parts: tuple[ScorePart, ...]
    similarity: float  # cosine of the nearest passage
    coverage: float  # share of the question's words that any firm uses
    shown: int  # number of the passage that earned the place
    verdicts: tuple[Verdict, ...]
    is_other_cluster: bool | None
    joint: JointDevelopment | None  # of joint development for a known seeker
    catalogue: CatalogueReader = field(repr=False)  # its profile is read when it is asked for

    @property
    def firm(self) -> Firm:
        """The firm's whole profile."""
        return self.catalogue.firm(self.row)

    @property
    def passage(self) -> Passage:
        """The passage that earned the place."""
        return self.catalogue.passages(self.row)[self.shown]

    @property
    def capability(self) -> Capability | None:
        """The capability of that passage; None: the firm's summary."""
        ref = self.passage.place.capability_ref
        return None if ref is None else self.firm.capability(ref)

    @property
    def relevance(self) -> float:
        """The score of the legs alone, in spreads above the background."""
        return _total(part for part in self.parts if part.name in LEGS)

    @property
    def chance(self) -> float:
        """How likely the firm can do at least the core of what is asked, all things counted."""
        return CALIBRATION.chance(self.rank.score, self.similarity, self.coverage)


@dataclass(frozen=True)
class Ranker:
    """Ranks the firms of one index view."""

    encoder: Encoder
    weights: Weights = field(default_factory=Weights)
    knowledge: Callable[[IndexView], KnowledgeView] | None = None  # None: J* is not counted

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
        return self._judged(query, view, [item for item in found if _is_relevant(item)])

    def _judged(self, query: Query, view: IndexView, found: Iterable[Found]) -> list[Candidate]:
        """Hold the conditions against each and put all in their final order."""
        judging = _Judging(query, view, self.weights, self.knowledge)
        return sorted(map(judging.candidate, found), key=lambda candidate: candidate.rank)

    def _found(self, query: Query, view: IndexView, vector: Vectors) -> Iterator[Found]:
        """Yield what any leg proposes, the best JUDGED by relevance.

        Every candidate is scored exactly by every leg, so that the order does not depend on
        which leg proposed it. Tokens, the dearest leg, are compared for the best only.
        """
        slate = self._proposed(query, view, vector).best(JUDGED)
        rows = slate.nearness.rows.tolist()
        late = view.dense.late(self.encoder.query_tokens(query.text), rows)
        if late.background:
            least = min(late.background)  # of a firm without tokens
            scores = [late.scores.get(row, least) for row in rows]
            spreads = in_spreads(scores, Background.of(late.background))
            slate = slate.with_leg(LATE, spreads, self.weights.late)
        yield from slate.found()

    def _proposed(self, query: Query, view: IndexView, vector: Vectors) -> Slate:
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
        words = view.lexical.search(query.looked_for, query.filters, CANDIDATES)
        near = view.dense.search(vector, allowed, CANDIDATES)
        spoken = set() if answers is None else _best(answers, allowed, CANDIDATES)
        nearness = view.dense.nearness(vector, [*({*words, *near, *spoken} - {seeker})])
        rows = nearness.rows.tolist()
        words |= view.lexical.scores(query.looked_for, [row for row in rows if row not in words])
        scales = self._scales(query, view, vector, answers)
        coverage = view.lexical.coverage(query.looked_for)
        slate = Slate(nearness, catalogue.refs(rows), coverage, {}, {})
        said = softened(in_spreads([words.get(row, 0.0) for row in rows], scales[WORDS]))
        slate = slate.with_leg(WORDS, said, self.weights.words * coverage)
        meant = in_spreads(nearness.two_best, scales[MEANING])
        slate = slate.with_leg(MEANING, meant, self.weights.meaning)
        if answers is not None:
            known = in_spreads(answers[nearness.rows], scales[CONCEPTS])
            slate = slate.with_leg(CONCEPTS, known, self.weights.concepts)
        return slate

    def _scales(
        self, query: Query, view: IndexView, vector: Vectors, answers: Vectors | None
    ) -> Mapping[str, Background]:
        """Return the background of each leg, those of a small network filled up."""
        words = view.lexical.background(query.looked_for)
        near = view.dense.background(vector).two_best.tolist()
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


def _is_relevant(found: Found) -> bool:
    """Tell whether a firm is worth showing, conditions aside."""
    return CALIBRATION.chance(found.relevance, found.similarity, found.coverage) >= LEAST


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
    number: int
    verdicts: tuple[Verdict, ...]


class _Judging:
    """What counts beside relevance: conditions, clusters and, between partners, what they know."""

    def __init__(
        self,
        query: Query,
        view: IndexView,
        weights: Weights,
        knowledge: Callable[[IndexView], KnowledgeView] | None,
    ) -> None:
        self._constraints = query.all_constraints
        self._catalogue, self._concepts, self._weights = view.catalogue, view.concepts, weights
        self._prefers_others = query.prefer_other_clusters
        row = view.catalogue.row_of(query.seeker_ref) if query.seeker_ref else None
        self._cluster = None if row is None else view.catalogue.standing(row).cluster
        is_joint = query.purpose is NeedKind.JOINT_DEVELOPMENT
        self._seeker = row if is_joint else None
        self._own = None if self._seeker is None else view.concepts.concepts(self._seeker)
        self._knowledge = knowledge(view) if knowledge and self._seeker is not None else None

    def candidate(self, found: Found) -> Candidate:
        """Judge one firm."""
        other = self._is_other_cluster(self._catalogue.standing(found.row).cluster)
        shown = self._shown(found)
        joint = self._joint(found.row)
        parts = (*found.legs, *self._parts(found.row, shown.verdicts, other))
        if joint is not None:
            share = joint.rank / (100 * RANK_GRAIN)
            parts = (*parts, ScorePart("joint", share, self._weights.joint))
        return Candidate(
            row=found.row,
            rank=Rank.of(_total(parts), found.firm_ref),
            parts=parts,
            similarity=found.similarity,
            coverage=found.coverage,
            shown=shown.number,
            verdicts=shown.verdicts,
            is_other_cluster=other,
            joint=joint,
            catalogue=self._catalogue,
        )

    def _joint(self, row: int) -> JointDevelopment | None:
        if self._knowledge is None or self._seeker is None:
            return None
        return self._knowledge.between(self._seeker, row)

    def _shown(self, found: Found) -> _Choice:
        """Choose the passage to show: nearest in meaning, among those as good fewest failures.

        A capability is shown before the summary, which no condition can be held against.
        """
        enough = found.similarity - _AS_GOOD_AS
        standing, offers = self._catalogue.standing(found.row), self._catalogue.offers(found.row)
        choices: list[_Choice] = []
        for number, similarity in enumerate(found.similarities):
            if similarity < enough:
                continue
            verdicts = self._constraints.judge(standing, offers[number])
            failed = sum(verdict.outcome is Outcome.NOT_MET for verdict in verdicts)
            choices.append(_Choice(offers[number] is None, failed, -similarity, number, verdicts))
        return min(choices, key=lambda choice: choice[:4])  # of equals, the first in the profile

    def _parts(
        self, row: int, verdicts: Sequence[Verdict], other: bool | None
    ) -> Iterator[ScorePart]:
        outcomes = [verdict.outcome for verdict in verdicts]
        if failed := outcomes.count(Outcome.NOT_MET):
            yield ScorePart("failed_conditions", failed, self._weights.failed_condition)
        if unknown := outcomes.count(Outcome.UNKNOWN):
            yield ScorePart("unknown_conditions", unknown, self._weights.unknown_condition)
        if other and self._prefers_others:
            yield ScorePart("other_cluster", 1.0, self._weights.other_cluster)
        if self._own is not None:
            alike = kinship(self._own, self._concepts.concepts(row))
            yield ScorePart("kinship", alike, self._weights.kinship)

    def _is_other_cluster(self, cluster: str | None) -> bool | None:
        if self._cluster is None or cluster is None:
            return None
        return cluster != self._cluster


def _total(parts: Iterable[ScorePart]) -> float:
    return sum(part.value * part.weight for part in parts)
