"""The main job: a question in, firms with reasons out."""

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from hashlib import sha256

import numpy as np

from enishi.domain.access import ANONYMOUS, Caller
from enishi.domain.constraint import Constraints, Outcome
from enishi.domain.errors import InvalidValueError
from enishi.domain.firm import Firm
from enishi.domain.match import Cover, Fit, Match
from enishi.domain.query import Conditions, Query
from enishi.domain.ranking import Rank
from enishi.services.explaining import Explainer
from enishi.services.filtering import must_be_known
from enishi.services.ranker import RANKER_VERSION, Candidate, Ranker
from enishi.services.reading import Reader, Reading, covered_by
from enishi.services.relaxing import FACET_GROUPS, Relaxation, easings, without_group
from enishi.services.restating import restated
from enishi.services.retrieval import ConceptReader, IndexSource, IndexView, Vectors

LARGEST_PAGE = 100
# Near misses are read, not browsed.
_NEAR_MISSES = 5
# What the words of a fit mean, as the chance that the firm can do it (docs/search.md).
MEDIUM, HIGH = 0.2, 0.5
# A step is covered by the same work, a kind of it, or the machine for it; not by a guess.
_COVERS = 0.6
# Firms that a link offers, and how many that speak of its work are looked at.
_LINK_FIRMS, _LINK_DEPTH = 3, 30
# Below this many answers the search says which condition to relax.
_FEW = 3


class CountRelation(StrEnum):
    """How exact a count is."""

    EXACT = "exact"
    ABOUT = "about"  # where relevance ends is a judgement, and the list is long


@dataclass(frozen=True, slots=True)
class Preference:
    """Whether firms of other clusters were preferred, and why or why not."""

    other_clusters: bool
    applied: bool
    text: str
    text_en: str


@dataclass(frozen=True, slots=True)
class Link:
    """One of several kinds of work, and the firms that a chain could take for it."""

    step: str
    firms: tuple[Firm, ...]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One page of answers with everything a reader needs to judge and to go on."""

    matches: tuple[Match, ...]
    near_misses: tuple[Match, ...]
    count: int
    count_relation: CountRelation
    facets: dict[str, dict[str, int]]
    reading: Reading
    relaxations: tuple[Relaxation, ...]
    preference: Preference
    links: tuple[Link, ...]
    next_cursor: str | None
    index_version: str
    model_version: str
    ranker_version: str


Showing = Callable[[Caller, Sequence[Firm]], None]


def _unlogged(_by: Caller, _firms: Sequence[Firm]) -> None:
    """Tell nobody: for measuring, where nobody reads."""


@dataclass(frozen=True)
class SearchService:
    """Finds firms."""

    index: IndexSource
    ranker: Ranker
    explainer: Explainer
    reader: Reader
    showing: Showing = _unlogged  # told what was shown of firms, before anybody reads it
    ranker_version: str = RANKER_VERSION

    def search(
        self,
        query: Query,
        *,
        limit: int = 20,
        cursor: str | None = None,
        is_bare: bool = False,
        by: Caller = ANONYMOUS,
    ) -> SearchResult:
        """Return the page behind `cursor`, from what the caller may see.

        `limit` is 1 to 100; a bare answer has no facets, relaxations and links. Raises
        InvalidValueError for a cursor of another question and IndexUnavailableError where
        there is no index.
        """
        _must_be_a_page(limit)
        after = _Cursor.read(cursor, query) if cursor is not None else None
        view = self.index.view(by)
        must_be_known(query.filters, view.catalogue)
        reading = self.reader.read(query.text, view.catalogue, view.concepts, query.ignored)
        asked, query = query, self._understood(query, view, reading.held)
        vector = self.ranker.encode(query)
        relevant = self.ranker.relevant(query, view, vector)
        answers = [item for item in relevant if not self._gated(query, item)]
        behind = [item for item in answers if after is None or item.rank > after.rank]
        page = behind[:limit]

        gated = [item for item in relevant if self._gated(query, item)]
        near = [item for item in gated if _failures(query, item) == 1]
        links = () if is_bare else self._links(reading.steps, query, view, relevant)
        nearest = near[:_NEAR_MISSES] if after is None else []
        linked = [firm for link in links for firm in link.firms]
        self.showing(by, [*(item.firm for item in (*page, *nearest)), *linked])
        match = partial(self._match, asked, query, view, reading.steps)
        return SearchResult(
            matches=tuple(map(match, page)),
            near_misses=tuple(map(match, nearest)),
            count=len(answers),
            count_relation=CountRelation.ABOUT if len(answers) >= _FEW else CountRelation.EXACT,
            facets={} if is_bare else self._facets(query, view, vector, answers),
            reading=reading,
            relaxations=() if is_bare else self._relaxations(query, view, vector, len(answers)),
            preference=_preference(query, view),
            links=links,
            next_cursor=_Cursor(asked, page[-1].rank).write() if len(behind) > limit else None,
            index_version=view.version,
            model_version=view.model_version,
            ranker_version=self.ranker_version,
        )

    def _match(
        self,
        asked: Query,
        understood: Query,
        view: IndexView,
        steps: Sequence[str],
        candidate: Candidate,
    ) -> Match:
        """Return a candidate with the reasons that it answers what was asked."""
        return Match(
            firm=candidate.firm,
            capability=candidate.capability,
            fit=fit_of(candidate),
            reasons=self.explainer.reasons(
                asked.text,
                candidate.firm,
                candidate.capability,
                candidate.passage,
                lexical=view.lexical,
                finder=view.concepts,
                ignored=understood.ignored,
            ),
            verdicts=candidate.verdicts,
            is_other_cluster=candidate.is_other_cluster,
            score_parts=candidate.parts,
            covers=_covers(steps, candidate.row, view.concepts),
            joint=candidate.joint,
        )

    def rank(self, query: Query, view: IndexView) -> list[Candidate]:
        """Return the whole order, also beyond what a page would call relevant."""
        read = self.reader.constraints(query.text, view.catalogue, view.concepts, query.ignored)
        query = self._understood(query, view, read)
        return self.ranker.rank(query, view, self.ranker.encode(query))

    def answering(self, query: Query, view: IndexView) -> list[Candidate]:
        """Return of the whole order the firms that meet every stated condition."""
        return [item for item in self.rank(query, view) if not self._gated(query, item)]

    def explained(self, query: Query, view: IndexView, candidate: Candidate) -> Match:
        """Return a candidate of `answering` with the reasons that it answers the query."""
        return self._match(query, query, view, (), candidate)

    def _understood(self, query: Query, view: IndexView, read: Constraints) -> Query:
        """Return the question that is ranked: with the conditions read, in the words of firms."""
        mentions = view.concepts.mentions(query.text)
        said = restated(query, mentions, view.concepts.lexicon, self.reader.analyzer)
        return replace(said, read=read)

    def _links(
        self, steps: Sequence[str], query: Query, view: IndexView, found: Sequence[Candidate]
    ) -> tuple[Link, ...]:
        """Return for each kind of work the firms that speak of it most, best answers first."""
        links = []
        relevance = {item.row: item.relevance for item in found}
        seeker = view.catalogue.row_of(query.seeker_ref) if query.seeker_ref else None
        allowed = view.catalogue.allowed(query.filters)
        for step in steps:
            scores = view.concepts.scores({step: 1.0})
            if allowed is not None:
                scores = np.where(allowed, scores, 0)
            rows = [
                row
                for row in np.argsort(-scores, kind="stable")[:_LINK_DEPTH].tolist()
                if scores[row] > 0 and row != seeker
            ]
            rows.sort(key=lambda row: -relevance.get(row, 0.0))
            firms = tuple(view.catalogue.firm(row) for row in rows[:_LINK_FIRMS])
            links.append(Link(step, firms))
        return tuple(links)

    def _gated(self, query: Query, candidate: Candidate) -> bool:
        """Tell whether a condition that was stated, not merely read, leaves the firm out."""
        return query.conditions is Conditions.GATE and _failures(query, candidate) > 0

    def _count(self, query: Query, view: IndexView, vector: Vectors) -> int:
        relevant = self.ranker.relevant(query, view, vector)
        return sum(not self._gated(query, candidate) for candidate in relevant)

    def _facets(
        self, query: Query, view: IndexView, vector: Vectors, answers: Sequence[Candidate]
    ) -> dict[str, dict[str, int]]:
        """Count facet values; a group with a choice made is counted as if it had none.

        Otherwise choosing one cluster would set every other to zero.
        """
        facets = view.catalogue.facets([candidate.row for candidate in answers])
        for group in FACET_GROUPS:
            wider = without_group(query, group)
            if wider is not None:
                rows = [
                    item.row
                    for item in self.ranker.relevant(wider, view, vector)
                    if not self._gated(wider, item)
                ]
                facets[group] = view.catalogue.facets(rows)[group]
        return facets

    def _relaxations(
        self, query: Query, view: IndexView, vector: Vectors, found: int
    ) -> tuple[Relaxation, ...]:
        """Where little is found, say what dropping each single condition would find."""
        if found >= _FEW:
            return ()
        eased = [
            relaxation.finding(self._count(wider, view, vector))
            for relaxation, wider in easings(query)
        ]
        return tuple(
            sorted(
                (item for item in eased if item.count > found),
                key=lambda item: (-item.count, item.drop, item.value or ""),
            )
        )


def _must_be_a_page(limit: int) -> None:
    if not 1 <= limit <= LARGEST_PAGE:
        raise InvalidValueError(
            f"件数は 1〜{LARGEST_PAGE} で指定してください（{limit}）",
            field="limit",
            english=f"limit must be 1 to {LARGEST_PAGE}, not {limit}",
        )


def fit_of(candidate: Candidate) -> Fit:
    """Say in a word how well a firm fits."""
    if candidate.chance >= HIGH:
        return Fit.HIGH
    return Fit.MEDIUM if candidate.chance >= MEDIUM else Fit.LOW


def _failures(query: Query, candidate: Candidate) -> int:
    """Count the stated conditions that a firm does not meet; those only read are no gate."""
    return sum(
        verdict.outcome is Outcome.NOT_MET and verdict.name in query.stated
        for verdict in candidate.verdicts
    )


def _covers(steps: Sequence[str], row: int, concepts: ConceptReader) -> tuple[Cover, ...]:
    covered = covered_by(steps, concepts.concepts(row), concepts.lexicon, least=_COVERS)
    return tuple(Cover(step, by) for step, by in covered.items())


def _preference(query: Query, view: IndexView) -> Preference:
    if not query.prefer_other_clusters:
        return Preference(
            False, False, "産地による優先はしていません", "no preference between clusters"
        )
    row = view.catalogue.row_of(query.seeker_ref) if query.seeker_ref else None
    cluster = view.catalogue.firm(row).cluster if row is not None else None
    if cluster is None:
        return Preference(
            True,
            False,
            "探している企業の産地が分からないため、産地による優先はしていません",
            "the seeker's cluster is unknown, so no cluster is preferred",
        )
    return Preference(
        True,
        True,
        f"{cluster} 以外の産地の企業を少し上に並べています",
        f"firms outside {cluster} are placed a little higher",
    )


@dataclass(frozen=True, slots=True)
class _Cursor:
    """Where a page ended, good only for the same question."""

    query: Query
    rank: Rank

    def write(self) -> str:
        """Return it as an opaque text."""
        content = [_digest(self.query), self.rank.negative_score, self.rank.firm_ref]
        return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")

    @classmethod
    def read(cls, text: str, query: Query) -> "_Cursor":
        """Read it back; raises InvalidValueError for anything that `write` did not give."""
        try:
            content = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
            digest, negative_score, firm_ref = content
            rank = Rank(int(negative_score), str(firm_ref))
        except (ValueError, TypeError, OverflowError, RecursionError):
            digest, rank = None, Rank(0, "")
        if digest != _digest(query):
            raise InvalidValueError(
                "この検索の続きを示すカーソルではありません。最初から検索してください",
                field="cursor",
                english="this cursor does not belong to this search; start again",
            )
        return cls(query, rank)


def _digest(query: Query) -> str:
    return sha256(repr(query).encode()).hexdigest()[:12]
