"""Measures the search on a collection of judged needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from statistics import fmean

from enishi.domain.capability import Capability
from enishi.domain.evaluation import (
    RELEVANT,
    Judgements,
    Qrels,
    Run,
    by_class,
    by_kind,
    judged,
    mrr_at_k,
    ndcg_at_k,
    recall_at_k,
)
from enishi.domain.need import Need
from enishi.domain.query import Query
from enishi.domain.reason import Reason
from enishi.domain.significance import Interval, bootstrap_interval
from enishi.services.ports import Progress
from enishi.services.ranker import Candidate
from enishi.services.retrieval import IndexView
from enishi.services.search import SearchService

# Firms a run holds for each need.
RUN_DEPTH = 100
# Firms shown above the best right one: who reads them sees the pattern.
ABOVE_SHOWN = 5


class NeedField(StrEnum):
    """What of a need is put to the search."""

    TITLE_AND_DESCRIPTION = "title+description"
    QUERY = "query"


@dataclass(frozen=True, slots=True)
class Figures:
    """Means over a group of needs, each with its interval where there are two needs or more."""

    needs: int
    ndcg_at_10: float
    mrr_at_10: float
    recall_at_100: float | None  # None where no need has a relevant firm
    ndcg_at_10_interval: Interval | None = None
    mrr_at_10_interval: Interval | None = None
    recall_at_100_interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class RunLine:
    """One line of a run in TREC form."""

    need_ref: str
    firm_ref: str
    rank: int
    score: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures of one run, in all, by kind and by class."""

    field: NeedField
    overall: Figures
    by_kind: dict[str, Figures]
    by_class: dict[str, Figures]
    ndcg_by_need: dict[str, float]
    run: tuple[RunLine, ...]
    index_version: str
    model_version: str
    ranker_version: str

    @property
    def rankings(self) -> dict[str, list[str]]:
        """The run without its scores."""
        found: dict[str, list[str]] = {}
        for line in self.run:
            found.setdefault(line.need_ref, []).append(line.firm_ref)
        return found


@dataclass(frozen=True, slots=True)
class PlacedFirm:
    """A firm as a need's ranking has it."""

    firm_ref: str
    name: str | None  # None: the index does not know it
    grade: int
    rank: int | None  # None: not among those that the search ranks
    capabilities: tuple[Capability, ...]  # the one that earned the place, or all without one
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A need that is answered badly: who is right, and who stood above them."""

    need: Need
    ndcg_at_10: float
    right: tuple[PlacedFirm, ...]  # graded RELEVANT or better, best placed first
    above: tuple[PlacedFirm, ...]  # the first ABOVE_SHOWN before the best placed right one


@dataclass(frozen=True)
class EvaluationService:
    """Asks every need the way a user would, with the search's defaults."""

    search: SearchService

    def evaluate(
        self, needs: Sequence[Need], qrels: Qrels, field: NeedField, progress: Progress
    ) -> Evaluation:
        """Run the judged needs and compare with the judgements.

        Needs without judgements are left out; the firm that posts a need is never an answer.
        """
        asked = judged(needs, qrels)
        rankings: dict[str, list[str]] = {}
        run: list[RunLine] = []
        view = self.search.index.view()
        for number, need in enumerate(asked, start=1):
            ranked = self.search.rank(_question(need, field), view)[:RUN_DEPTH]
            rankings[need.ref] = [candidate.rank.firm_ref for candidate in ranked]
            run += [
                RunLine(need.ref, candidate.rank.firm_ref, rank, candidate.rank.score)
                for rank, candidate in enumerate(ranked, start=1)
            ]
            progress(number, len(asked))
        return Evaluation(
            field=field,
            overall=_figures(asked, rankings, qrels),
            by_kind={
                name: _figures(group, rankings, qrels) for name, group in by_kind(asked).items()
            },
            by_class={
                name: _figures(group, rankings, qrels) for name, group in by_class(asked).items()
            },
            ndcg_by_need={
                need.ref: ndcg_at_k(rankings[need.ref], qrels[need.ref]) for need in asked
            },
            run=tuple(run),
            index_version=view.version,
            model_version=view.model_version,
            ranker_version=self.search.ranker_version,
        )

    def worst(
        self, needs: Sequence[Need], qrels: Qrels, found: Evaluation, count: int
    ) -> list[Shortfall]:
        """Return up to `count` of the evaluated needs, the lowest nDCG@10 first.

        Needs that no firm meets are left out: nothing could be found for them.
        """
        met = [need for need in judged(needs, qrels) if _right(need, qrels[need.ref])]
        met.sort(key=lambda need: (found.ndcg_by_need[need.ref], need.ref))
        view = self.search.index.view()
        return [
            Shortfall(
                need,
                found.ndcg_by_need[need.ref],
                *self._placed(need, _question(need, found.field), qrels[need.ref], view),
            )
            for need in met[:count]
        ]

    def _placed(
        self, need: Need, query: Query, judgements: Judgements, view: IndexView
    ) -> tuple[tuple[PlacedFirm, ...], tuple[PlacedFirm, ...]]:
        """Return the right firms, best placed first, and those above the first of them."""
        ranked = self.search.rank(query, view)
        places = {item.rank.firm_ref: (rank, item) for rank, item in enumerate(ranked, start=1)}
        right = _right(need, judgements)
        before = min((places[ref][0] for ref in right if ref in places), default=len(ranked) + 1)
        # What a page shows first, it ranks first: the page explains those that are relevant.
        shown = self.search.search(query, limit=ABOVE_SHOWN).matches
        reasons = {match.firm.ref: match.reasons for match in shown}
        above = [
            _ranked(rank, item, judgements, reasons.get(item.firm.ref, ()))
            for rank, item in islice(places.values(), min(before - 1, ABOVE_SHOWN))
        ]
        found = [
            _ranked(*places[ref], judgements) if ref in places else _unranked(ref, judgements, view)
            for ref in right
        ]
        return tuple(sorted(found, key=_by_place)), tuple(above)


def _question(need: Need, field: NeedField) -> Query:
    query = Query.of(need)
    if field is NeedField.QUERY and need.query:
        return query.asking(need.query)
    return query


def _figures(needs: Sequence[Need], rankings: Run, qrels: Qrels) -> Figures:
    pairs = [(rankings[need.ref], qrels[need.ref]) for need in needs]
    ndcgs = [ndcg_at_k(*pair) for pair in pairs]
    mrrs = [mrr_at_k(*pair) for pair in pairs]
    recalls = [recall for pair in pairs if (recall := recall_at_k(*pair)) is not None]
    return Figures(
        needs=len(needs),
        ndcg_at_10=fmean(ndcgs) if ndcgs else 0.0,
        mrr_at_10=fmean(mrrs) if mrrs else 0.0,
        recall_at_100=fmean(recalls) if recalls else None,
        ndcg_at_10_interval=bootstrap_interval(ndcgs),
        mrr_at_10_interval=bootstrap_interval(mrrs),
        recall_at_100_interval=bootstrap_interval(recalls),
    )


def _right(need: Need, judgements: Judgements) -> list[str]:
    return [ref for ref, grade in judgements.items() if grade >= RELEVANT and ref != need.firm_ref]


def _ranked(
    rank: int, candidate: Candidate, judgements: Judgements, reasons: tuple[Reason, ...] = ()
) -> PlacedFirm:
    firm, shown = candidate.firm, candidate.capability
    return PlacedFirm(
        firm_ref=firm.ref,
        name=firm.name,
        grade=judgements.get(firm.ref, 0),
        rank=rank,
        capabilities=(shown,) if shown is not None else (),
        reasons=reasons,
    )


def _unranked(ref: str, judgements: Judgements, view: IndexView) -> PlacedFirm:
    row = view.catalogue.row_of(ref)
    if row is None:
        return PlacedFirm(ref, None, judgements[ref], None, ())
    firm = view.catalogue.firm(row)
    return PlacedFirm(ref, firm.name, judgements[ref], None, firm.capabilities)


def _by_place(placed: PlacedFirm) -> tuple[bool, int, int, str]:
    """Ranked ones by rank, then the others, the highest grade first."""
    return placed.rank is None, placed.rank or 0, -placed.grade, placed.firm_ref
