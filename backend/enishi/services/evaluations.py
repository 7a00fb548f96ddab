"""Measures the search on a collection of judged needs."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean

from enishi.domain.evaluation import Judgements, mrr_at_k, ndcg_at_k, recall_at_k
from enishi.domain.need import Need
from enishi.domain.query import Query
from enishi.services.ports import Progress
from enishi.services.search import SearchService

# Firms a run holds for each need.
RUN_DEPTH = 100


class NeedField(StrEnum):
    """What of a need is put to the search."""

    TITLE_AND_DESCRIPTION = "title+description"
    QUERY = "query"


@dataclass(frozen=True, slots=True)
class Figures:
    """Means over a group of needs."""

    needs: int
    ndcg_at_10: float
    mrr_at_10: float
    recall_at_100: float | None  # None where no need has a relevant firm


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


@dataclass(frozen=True)
class EvaluationService:
    """Asks every need the way a user would, with the search's defaults."""

    search: SearchService

    def evaluate(
        self,
        needs: Sequence[Need],
        qrels: Mapping[str, Judgements],
        field: NeedField,
        progress: Progress,
    ) -> Evaluation:
        """Run the judged needs and compare with the judgements.

        Needs without judgements are left out; the firm that posts a need is never an answer.
        """
        judged = [need for need in needs if qrels.get(need.ref)]
        rankings: dict[str, list[str]] = {}
        run: list[RunLine] = []
        view = self.search.index.view()
        for number, need in enumerate(judged, start=1):
            ranked = self.search.rank(_question(need, field), view)[:RUN_DEPTH]
            rankings[need.ref] = [candidate.firm.ref for candidate in ranked]
            run += [
                RunLine(need.ref, candidate.firm.ref, rank, candidate.rank.score)
                for rank, candidate in enumerate(ranked, start=1)
            ]
            progress(number, len(judged))
        kinds: defaultdict[str, list[Need]] = defaultdict(list)
        classes: defaultdict[str, list[Need]] = defaultdict(list)
        for need in judged:
            kinds[need.kind.value].append(need)
            if need.label:
                classes[need.label].append(need)
        return Evaluation(
            field=field,
            overall=_figures(judged, rankings, qrels),
            by_kind={key: _figures(group, rankings, qrels) for key, group in sorted(kinds.items())},
            by_class={
                key: _figures(group, rankings, qrels) for key, group in sorted(classes.items())
            },
            ndcg_by_need={
                need.ref: ndcg_at_k(rankings[need.ref], qrels[need.ref]) for need in judged
            },
            run=tuple(run),
            index_version=view.version,
            model_version=view.model_version,
            ranker_version=self.search.ranker_version,
        )


def _question(need: Need, field: NeedField) -> Query:
    query = Query.of(need)
    if field is NeedField.QUERY and need.query:
        return query.asking(need.query)
    return query


def _figures(
    needs: Sequence[Need], rankings: Mapping[str, list[str]], qrels: Mapping[str, Judgements]
) -> Figures:
    pairs = [(rankings[need.ref], qrels[need.ref]) for need in needs]
    recalls = [recall for pair in pairs if (recall := recall_at_k(*pair)) is not None]
    return Figures(
        needs=len(needs),
        ndcg_at_10=fmean(ndcg_at_k(*pair) for pair in pairs) if pairs else 0.0,
        mrr_at_10=fmean(mrr_at_k(*pair) for pair in pairs) if pairs else 0.0,
        recall_at_100=fmean(recalls) if recalls else None,
    )
