"""An evaluation asks every judged need as a user would, and counts."""

from dataclasses import dataclass, field, replace
from math import log2
from typing import Any

import pytest

from builders import a_capability, a_firm, a_need
from enishi.domain.capability import Capability
from enishi.domain.firm import Firm
from enishi.domain.need import NeedKind
from enishi.domain.query import Query
from enishi.domain.ranking import Rank
from enishi.domain.significance import bootstrap_interval
from enishi.services.evaluations import (
    ABOVE_SHOWN,
    RUN_DEPTH,
    EvaluationService,
    NeedField,
    Shortfall,
)
from networks import Network, silent

WHOLE, SHORT = NeedField.TITLE_AND_DESCRIPTION, NeedField.QUERY


@dataclass(frozen=True)
class Placed:
    """A firm at a place, as far as an evaluation looks."""

    firm: Any
    rank: Rank
    capability: Capability | None = None
    reasons: tuple[str, ...] = ()


@dataclass
class FixedSearch:
    """Answers every text with the order that it was given for it, and explains the first two."""

    orders: dict[str, list[str]]
    ranker_version: str = "fixed"
    asked: list[Query] = field(default_factory=list)
    unranked: list[Firm] = field(default_factory=list)  # also in the index
    version: str = "index-1"
    model_version: str = "model-1"
    matches: list[Placed] = field(default_factory=list)

    @property
    def index(self) -> "FixedSearch":
        return self

    @property
    def catalogue(self) -> "FixedSearch":
        return self

    def view(self) -> "FixedSearch":
        return self

    def row_of(self, ref: str) -> int | None:
        return next((row for row, firm in enumerate(self.unranked) if firm.ref == ref), None)

    def firm(self, row: int) -> Firm:
        return self.unranked[row]

    def rank(self, query: Query, _view: Any) -> list[Placed]:
        self.asked.append(query)
        return self._order(query)

    def search(self, query: Query, *, limit: int) -> "FixedSearch":
        first = self._order(query)[: min(limit, 2)]
        explained = [replace(item, reasons=(f"{item.firm.ref}の理由",)) for item in first]
        return replace(self, matches=explained)

    def _order(self, query: Query) -> list[Placed]:
        return [
            Placed(
                a_firm(ref=ref, name=f"{ref}製作所"),
                Rank.of(9.0 - at, ref),
                a_capability(f"{ref}の加工"),
            )
            for at, ref in enumerate(self.orders[query.text])
        ]


def evaluated(search: FixedSearch, needs, qrels, asking: NeedField = WHOLE):
    return EvaluationService(search).evaluate(needs, qrels, asking, silent)  # type: ignore[arg-type]


def worst_of(search: FixedSearch, needs, qrels, count: int = 10) -> list[Shortfall]:
    service = EvaluationService(search)  # type: ignore[arg-type]
    found = service.evaluate(needs, qrels, WHOLE, silent)
    return service.worst(needs, qrels, found, count)


def places(placed) -> list[tuple[str, int, int | None]]:
    return [(firm.firm_ref, firm.grade, firm.rank) for firm in placed]


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


def test_every_figure_has_the_interval_of_its_mean():
    needs = [
        a_need("甲", ref="N1", label="lay"),
        a_need("乙", ref="N2", label="lay"),
        a_need("丙", ref="N3", label="chain"),
    ]
    search = FixedSearch({"甲": ["A"], "乙": ["B", "A"], "丙": ["C", "B"]})

    found = evaluated(search, needs, {ref: {"A": 3} for ref in ("N1", "N2", "N3")})

    second = 1 / log2(3)
    assert found.overall.ndcg_at_10_interval == bootstrap_interval([1.0, second, 0.0])
    assert found.overall.mrr_at_10_interval == bootstrap_interval([1.0, 0.5, 0.0])
    assert found.overall.recall_at_100_interval == bootstrap_interval([1.0, 1.0, 0.0])
    assert found.by_class["lay"].ndcg_at_10_interval == bootstrap_interval([1.0, second])
    assert found.by_class["chain"].ndcg_at_10_interval is None


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


def test_the_rankings_are_the_run_without_its_scores():
    needs = [a_need("甲", ref="N1"), a_need("乙", ref="N2")]
    search = FixedSearch({"甲": ["B", "A"], "乙": ["A"]})

    found = evaluated(search, needs, {"N1": {"A": 3}, "N2": {"A": 3}})

    assert found.rankings == {"N1": ["B", "A"], "N2": ["A"]}


def test_the_worst_needs_come_first_and_equals_in_order_of_their_refs():
    needs = [a_need(text, ref=f"N{number}") for number, text in enumerate("甲乙丙丁")]
    orders = {"甲": ["A"], "乙": ["B", "A"], "丙": ["B"], "丁": ["C"]}
    qrels = {need.ref: {"A": 3} for need in needs}

    found = worst_of(FixedSearch(orders), needs, qrels, 3)

    assert [shortfall.need.ref for shortfall in found] == ["N2", "N3", "N1"]
    assert [shortfall.ndcg_at_10 for shortfall in found] == [0.0, 0.0, pytest.approx(1 / log2(3))]


def test_a_need_that_no_firm_meets_is_not_among_the_worst():
    needs = [a_need("甲", ref="N1"), a_need("乙", ref="N2", by="OWN")]
    search = FixedSearch({"甲": ["B", "A"], "乙": ["B"]})

    assert worst_of(search, needs, {"N1": {"A": 1}, "N2": {"OWN": 3, "B": 1}}) == []


def test_a_worst_need_names_the_right_firms_wherever_they_stand():
    unranked = a_firm("旋削", "研削", ref="D", name="D製作所")
    search = FixedSearch({"甲": ["X", "B", "C", "A"]}, unranked=[unranked])
    qrels = {"N1": {"A": 3, "B": 2, "C": 1, "D": 2, "GONE": 3}}

    (found,) = worst_of(search, [a_need("甲", ref="N1")], qrels)

    assert places(found.right) == [("B", 2, 2), ("A", 3, 4), ("GONE", 3, None), ("D", 2, None)]
    assert [firm.name for firm in found.right] == ["B製作所", "A製作所", None, "D製作所"]
    assert [[item.title for item in firm.capabilities] for firm in found.right] == [
        *(["Bの加工"], ["Aの加工"], [], ["旋削", "研削"])
    ]


def test_a_worst_need_shows_who_stood_above_the_first_right_firm_and_why():
    search = FixedSearch({"甲": ["X", "C", "Y", "A", "B"]})
    qrels = {"N1": {"A": 2, "B": 3, "C": 1}}

    (found,) = worst_of(search, [a_need("甲", ref="N1")], qrels)

    assert places(found.above) == [("X", 0, 1), ("C", 1, 2), ("Y", 0, 3)]
    assert [firm.reasons for firm in found.above] == [("Xの理由",), ("Cの理由",), ()]


@pytest.mark.parametrize("order", [["A", "X"], []])
def test_nobody_stands_above_where_a_right_firm_is_first_or_nobody_is_ranked(order):
    (found,) = worst_of(FixedSearch({"甲": order}), [a_need("甲", ref="N1")], {"N1": {"A": 3}})

    assert found.above == ()


def test_no_more_than_five_are_shown_above():
    search = FixedSearch({"甲": [*"STUVWXYZ"]})

    (found,) = worst_of(search, [a_need("甲", ref="N1")], {"N1": {"A": 3}})

    assert [firm.firm_ref for firm in found.above] == [*"STUVW"]
    assert len(found.above) == ABOVE_SHOWN


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


def test_the_reasons_of_a_worst_need_are_those_that_a_reader_is_shown(tmp_path):
    network = Network(tmp_path / "indexes")
    network.publish(
        a_firm("鏡面研磨", ref="NEAR"),
        a_firm("琴の鏡板", ref="RIGHT"),
        *(a_firm(f"{thing}の製造") for thing in "瓦畳氷紐笛箸硯傘扇琴鈴"),
    ).rebuild()
    service = EvaluationService(network.search)
    needs, qrels = [a_need("鏡面研磨", ref="N1")], {"N1": {"RIGHT": 3}}

    found = service.evaluate(needs, qrels, WHOLE, silent)
    (shortfall,) = service.worst(needs, qrels, found, 10)

    near = shortfall.above[0]
    assert near.firm_ref == "NEAR"
    assert near.reasons == network.find("鏡面研磨").matches[0].reasons
    assert [item.title for item in near.capabilities] == ["鏡面研磨"]
