"""An evaluation asks every judged need as a user would, and counts."""

from dataclasses import dataclass, field
from math import log2
from typing import Any

import pytest

from builders import a_firm, a_need
from enishi.domain.need import NeedKind
from enishi.domain.query import Query
from enishi.domain.ranking import Rank
from enishi.services.evaluations import RUN_DEPTH, EvaluationService, NeedField
from networks import Network, silent

WHOLE, SHORT = NeedField.TITLE_AND_DESCRIPTION, NeedField.QUERY


@dataclass(frozen=True)
class Placed:
    """A firm at a place, as far as an evaluation looks."""

    firm: Any
    rank: Rank


@dataclass
class FixedSearch:
    """Answers every text with the order that it was given for it."""

    orders: dict[str, list[str]]
    ranker_version: str = "fixed"
    asked: list[Query] = field(default_factory=list)

    @property
    def index(self) -> "FixedSearch":
        return self

    def view(self) -> Any:
        @dataclass
        class View:
            version: str = "index-1"
            model_version: str = "model-1"

        return View()

    def rank(self, query: Query, _view: Any) -> list[Placed]:
        self.asked.append(query)
        refs = self.orders[query.text]
        return [Placed(a_firm(ref=ref), Rank.of(9.0 - at, ref)) for at, ref in enumerate(refs)]


def evaluated(search: FixedSearch, needs, qrels, asking: NeedField = WHOLE):
    return EvaluationService(search).evaluate(needs, qrels, asking, silent)  # type: ignore[arg-type]


def test_the_figures_are_the_means_over_the_needs():
    needs = [a_need("甲", ref="N1"), a_need("乙", ref="N2")]
    search = FixedSearch({"甲": ["A", "B", "C"], "乙": ["X", "A"]})
    qrels = {"N1": {"A": 3, "B": 2, "Z": 1}, "N2": {"A": 2, "Y": 2}}

    overall = evaluated(search, needs, qrels).overall

    first = (7 + 3 / log2(3)) / (7 + 3 / log2(3) + 1 / 2)
    second = (3 / log2(3)) / (3 + 3 / log2(3))
    assert overall.needs == 2
    assert overall.ndcg_at_10 == pytest.approx((first + second) / 2)
    assert overall.mrr_at_10 == pytest.approx((1 + 1 / 2) / 2)
    assert overall.recall_at_100 == pytest.approx((1 + 1 / 2) / 2)


def test_figures_are_given_by_kind_and_by_class():
    needs = [
        a_need("甲", ref="N1", kind=NeedKind.SOURCING, label="lay"),
        a_need("乙", ref="N2", kind=NeedKind.SOURCING),
        a_need("丙", ref="N3", kind=NeedKind.JOINT_DEVELOPMENT, label="lay"),
    ]
    search = FixedSearch({"甲": ["A"], "乙": ["B"], "丙": ["A"]})
    qrels = {ref: {"A": 3} for ref in ("N1", "N2", "N3")}

    found = evaluated(search, needs, qrels)

    assert {name: (f.needs, f.ndcg_at_10) for name, f in found.by_kind.items()} == {
        "joint_development": (1, 1.0),
        "sourcing": (2, 0.5),
    }
    assert {name: (f.needs, f.ndcg_at_10) for name, f in found.by_class.items()} == {
        "lay": (2, 1.0)
    }
    assert found.ndcg_by_need == {"N1": 1.0, "N2": 0.0, "N3": 1.0}


def test_needs_without_judgements_are_not_asked():
    needs = [a_need("甲", ref="N1"), a_need("乙", ref="N2"), a_need("丙", ref="N3")]
    search = FixedSearch({"甲": ["A"]})

    found = evaluated(search, needs, {"N1": {"A": 3}, "N3": {}, "N9": {"A": 3}})

    assert [query.text for query in search.asked] == ["甲"]
    assert found.overall.needs == 1


def test_a_need_is_put_as_its_text_or_as_its_short_query():
    need = a_need("甲", ref="N1", description="くわしく", query="短く", by="F1", lot=3)
    search = FixedSearch({"甲\nくわしく": ["A"], "短く": ["A"]})

    for asking in (WHOLE, SHORT):
        evaluated(search, [need], {"N1": {"A": 3}}, asking)

    assert search.asked == [Query.of(need), Query.of(need).asking("短く")]
    assert [query.seeker_ref for query in search.asked] == ["F1", "F1"]


def test_a_need_without_a_short_query_is_put_as_its_text():
    search = FixedSearch({"甲": ["A"]})

    evaluated(search, [a_need("甲", ref="N1")], {"N1": {"A": 3}}, SHORT)

    assert search.asked[0].text == "甲"


def test_a_run_holds_a_hundred_firms_a_need_with_falling_scores():
    order = [f"F{number:03}" for number in range(150)]
    search = FixedSearch({"甲": order})

    run = evaluated(search, [a_need("甲", ref="N1")], {"N1": {"F120": 3}}).run

    assert len(run) == RUN_DEPTH == 100
    assert [line.firm_ref for line in run] == order[:100]
    assert [line.rank for line in run] == list(range(1, 101))
    assert [line.score for line in run] == sorted((line.score for line in run), reverse=True)
    assert {line.need_ref for line in run} == {"N1"}


def test_what_lies_beyond_the_hundredth_is_not_recalled():
    order = [f"F{number:03}" for number in range(150)]
    needs = [a_need("甲", ref="N1")]

    inside = evaluated(FixedSearch({"甲": order}), needs, {"N1": {"F099": 2}})
    outside = evaluated(FixedSearch({"甲": order}), needs, {"N1": {"F100": 2}})

    assert inside.overall.recall_at_100 == 1.0
    assert outside.overall.recall_at_100 == 0.0


def test_recall_leaves_out_needs_that_nobody_can_meet():
    needs = [a_need("甲", ref="N1"), a_need("乙", ref="N2")]
    search = FixedSearch({"甲": ["A"], "乙": ["A"]})

    assert evaluated(search, needs, {"N1": {"A": 3}, "N2": {"A": 1}}).overall.recall_at_100 == 1.0
    assert evaluated(search, needs[1:], {"N2": {"A": 1}}).overall.recall_at_100 is None


def test_nothing_to_evaluate_is_no_error():
    found = evaluated(FixedSearch({}), [], {})

    assert (found.overall.needs, found.overall.ndcg_at_10) == (0, 0.0)
    assert (found.by_kind, found.run) == ({}, ())


def test_the_versions_of_everything_that_decides_an_order_are_kept():
    found = evaluated(FixedSearch({"甲": ["A"]}), [a_need("甲", ref="N1")], {"N1": {"A": 1}})

    assert (found.index_version, found.model_version, found.ranker_version) == (
        *("index-1", "model-1", "fixed"),
    )


def test_progress_is_told_need_by_need():
    told: list[tuple[int, int | None]] = []
    needs = [a_need("甲", ref="N1"), a_need("甲", ref="N2")]
    search = FixedSearch({"甲": ["A"]})

    EvaluationService(search).evaluate(  # type: ignore[arg-type]
        needs,
        {"N1": {"A": 1}, "N2": {"A": 1}},
        WHOLE,
        lambda done, total: told.append((done, total)),
    )

    assert told == [(1, 2), (2, 2)]


def test_an_evaluation_asks_the_same_search_as_a_user_and_leaves_the_own_firm_out(tmp_path):
    network = Network(tmp_path / "indexes")
    network.publish(
        a_firm("鏡面研磨", ref="OWN"),
        a_firm("鏡面研磨", ref="GOOD"),
        *(a_firm(f"{thing}の製造") for thing in "瓦畳氷紐笛箸硯傘扇琴鈴"),
    ).rebuild()
    need = a_need("鏡面研磨", ref="N1", by="OWN")

    found = EvaluationService(network.search).evaluate([need], {"N1": {"GOOD": 3}}, WHOLE, silent)

    assert found.run[0].firm_ref == "GOOD"
    assert "OWN" not in {line.firm_ref for line in found.run}
    answers = network.refs(Query.of(need))
    assert [line.firm_ref for line in found.run][: len(answers)] == answers
    assert found.index_version == network.view.version
