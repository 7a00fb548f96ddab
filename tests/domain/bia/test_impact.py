from collections import Counter
from decimal import Decimal
from itertools import product as combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders_bia import a_case, a_process, a_product, a_step, known_answers, the_seed_case
from enishi.domain.bia.case import ImpactWeights, SalesBands
from enishi.domain.bia.finance import Finance
from enishi.domain.bia.impact import (
    AxisScore,
    ImpactAxis,
    ImpactRank,
    ImpactScore,
    impacts,
    made_by,
    profit_at_stake,
    score_impact,
    weigh,
)
from enishi.domain.bia.process import Advantage, Contract, Law, Process, StatedScores
from enishi.domain.bia.values import whole_yen
from enishi.domain.errors import InvalidValueError

RANKS = known_answers()["ranks"]
LOSS = known_answers()["loss_per_day"]
CHOICES = known_answers()["choices"]
SCORES = [Decimal(score) for score in range(1, 6)]


def scored(process: Process, **case) -> ImpactScore:
    whole = a_case(process, **case)
    return score_impact(process, whole, made_by(whole)[process.ref])


def axis(process: Process, wanted: ImpactAxis, **case) -> AxisScore:
    return next(item for item in scored(process, **case).axes if item.axis is wanted)


def sales_score(share: str, **named) -> Decimal:
    return axis(a_process(sales_share=Decimal(share), **named), ImpactAxis.SALES).score


def ranked(*scores: int) -> ImpactRank:
    return ImpactRank.of(weigh(ImpactWeights(), map(Decimal, scores)))


@pytest.mark.parametrize("score", ["4.45", "4.50", "3.50", "3.4999"])
def test_a_rank_is_read_before_the_score_is_rounded(score):
    assert ImpactRank.of(Decimal(score)) == RANKS[score]


@pytest.mark.parametrize("scores", [(1, 3, 4, 4), (2, 5, 4, 4), (5, 1, 4, 4)])
def test_a_mean_that_binary_fractions_put_just_below_a_rank_has_that_rank(scores):
    in_binary = sum(w * s for w, s in zip((0.4, 0.3, 0.2, 0.1), scores, strict=True))

    found = ranked(*scores)

    assert found == RANKS["axes_" + "_".join(map(str, scores))]
    assert ImpactRank.of(Decimal(in_binary)) is not found


def test_the_625_whole_scores_fall_into_the_agreed_ranks():
    counts = Counter(ranked(*map(int, scores)).value for scores in combinations(SCORES, repeat=4))

    assert counts == RANKS["counts_over_625"]


@given(st.decimals(1, 5, places=4), st.decimals(1, 5, places=4))
def test_every_score_has_a_rank_and_a_higher_score_never_a_lower_one(one, other):
    low, high = sorted((one, other))

    assert "CBAS".index(ImpactRank.of(low)) <= "CBAS".index(ImpactRank.of(high))


def test_the_seeds_daily_loss_is_98_630_yen():
    case = the_seed_case()
    production = next(process for process in case.processes if process.ref == "P3")

    stake = profit_at_stake(production, (), case.finance)

    assert stake is not None
    assert float(stake.per_day) == pytest.approx(LOSS["daily_marginal_profit"], abs=1e-9)
    assert whole_yen(stake.per_day) == 98_630


def test_the_share_of_profit_decides_axis_1_and_a_band_begins_at_its_share():
    starts = [
        Decimal(str(end))
        for end, _ in CHOICES["axis1_bands_share_of_company_daily_marginal_profit"]
    ]
    agreed = [score for _, score in CHOICES["axis1_bands_share_of_company_daily_marginal_profit"]]

    assert SalesBands().starts == tuple(starts[:-1])
    assert [sales_score(str(start)) for start in starts[:-1]] == agreed[1:]
    assert [sales_score(str(start - Decimal("0.0001"))) for start in starts[:-1]] == agreed[:-1]
    assert sales_score("1") == 5


def test_a_process_of_twice_the_margin_has_twice_the_share_of_profit():
    assert sales_score("0.01", margin=Decimal("0.6")) == sales_score("0.02") == 2


def test_a_firm_that_earns_no_margin_is_scored_by_its_sales():
    finance = Finance(Decimal(1_000_000), Decimal(0))

    found = axis(a_process(sales_share=Decimal("0.3")), ImpactAxis.SALES, finance=finance)

    assert found.score == 5


def test_a_process_without_a_share_stands_for_the_products_that_it_makes():
    steps = (a_step("1", process_ref="P1"), a_step("2", process_ref="P1"))
    products = (
        a_product("A", steps=steps, sales_share=Decimal("0.2")),
        a_product("B", steps=(a_step("1", process_ref="P1"),), sales_share=Decimal("0.1")),
        a_product("C", sales_share=Decimal("0.7")),
    )

    case = a_case(a_process(), products=products)

    stake = profit_at_stake(a_process(), made_by(case)["P1"], case.finance)

    assert stake is not None
    assert stake.sales_share == stake.share_of_profit == Decimal("0.3")
    assert "「A」「B」" in stake.origin


def test_a_process_of_which_no_sales_are_known_scores_1_and_says_so():
    found = axis(a_process(contract=Contract.SPOT), ImpactAxis.SALES)

    assert (found.score, found.is_founded) == (1, False)
    assert "分からない" in found.reason


@pytest.mark.parametrize(
    ("share", "score"), [("1", 5), ("0.6", 5), ("0.5999", 4), ("0.2", 4), ("0.1999", 3), ("0", 3)]
)
def test_a_customer_class_begins_at_its_share(share, score):
    assert axis(a_process(customer_share=Decimal(share)), ImpactAxis.CUSTOMER).score == score


@pytest.mark.parametrize(
    ("contract", "score"),
    [(Contract.JIT, 5), (Contract.REGULAR, 3), (Contract.SPOT, 2), (Contract.MADE_TO_ORDER, 2)],
)
def test_a_contract_scores_by_what_its_customers_bear(contract, score):
    assert axis(a_process(contract=contract), ImpactAxis.CUSTOMER).score == score


def test_the_higher_of_customer_and_contract_counts_and_both_are_named():
    small_but_jit = a_process(customer_share=Decimal("0.1"), contract=Contract.JIT)

    found = axis(small_but_jit, ImpactAxis.CUSTOMER)

    assert found.score == 5
    assert found.reason == "Cランク顧客（売上の10%）は3点、JIT納入は5点。高いほうを取る"
    assert axis(a_process(contract=Contract.JIT), ImpactAxis.CUSTOMER).reason == "JIT納入は5点"


@pytest.mark.parametrize(
    ("laws", "score"),
    [
        ({Law.SAFETY}, 5),
        ({Law.ENVIRONMENT}, 4),
        ({Law.QUALITY, Law.ACCOUNTING}, 4),
        ({Law.ACCOUNTING}, 2),
        (set(), 1),
    ],
)
def test_the_strictest_law_counts_and_none_is_1(laws, score):
    process = a_process(laws=frozenset(laws), contract=Contract.SPOT)

    assert axis(process, ImpactAxis.LEGAL).score == score


def test_the_strictest_is_said_to_be_taken_only_where_there_are_several():
    several = a_process(laws=frozenset({Law.ACCOUNTING, Law.SAFETY}))

    assert axis(several, ImpactAxis.LEGAL).reason == (
        "安全規制は5点、会計・税務規制は2点。最も高いものを取る"
    )
    one = a_process(laws=frozenset({Law.SAFETY}))
    assert axis(one, ImpactAxis.LEGAL).reason == "安全規制は5点"


@pytest.mark.parametrize(
    ("advantage", "score"),
    [(Advantage.PROPRIETARY, 5), (Advantage.SKILLED, 4), (Advantage.STANDARD, 2), (None, 1)],
)
def test_an_advantage_scores_as_in_the_seed_and_none_is_1(advantage, score):
    assert axis(a_process(advantage=advantage), ImpactAxis.ADVANTAGE).score == score


@pytest.mark.parametrize("wanted", list(ImpactAxis))
def test_a_score_given_by_hand_wins_and_says_that_it_was(wanted):
    stated = StatedScores(**{wanted.value: Decimal("3.5")})
    process = a_process(
        stated=stated,
        sales_share=Decimal("0.5"),
        contract=Contract.JIT,
        laws=frozenset({Law.SAFETY}),
        advantage=Advantage.PROPRIETARY,
    )

    found = axis(process, wanted)

    assert (found.score, found.is_stated) == (Decimal("3.5"), True)
    assert found.reason == "手で付けた点（3.5点）"


def test_only_processes_that_say_anything_are_scored():
    found = impacts(the_seed_case())

    assert [item.process.ref for item in found] == ["P1", "P2", "P3", "P4", "P5"]
    assert impacts(a_case(a_process())) == ()


def test_every_axis_of_every_score_has_a_reason():
    for item in impacts(the_seed_case()):
        assert [score.axis for score in item.axes] == list(ImpactAxis)
        assert all(score.reason for score in item.axes)


def test_the_seeds_main_production_is_ranked_s():
    scores = {item.process.ref: (item.total, item.rank) for item in impacts(the_seed_case())}

    assert scores["P3"] == (Decimal("4.6"), ImpactRank.S)
    assert scores["P4"] == (Decimal("4.1"), ImpactRank.A)
    assert scores["P5"] == (Decimal("2.3"), ImpactRank.C)


def test_a_weight_moves_the_score_and_weights_that_do_not_sum_to_1_are_refused():
    customer = ImpactWeights(Decimal(0), Decimal(1), Decimal(0), Decimal(0))
    process = a_process(contract=Contract.JIT)

    assert scored(process, impact_weights=customer).total == 5
    with pytest.raises(InvalidValueError, match=r"0\.9"):
        ImpactWeights(Decimal("0.3"))


@given(st.tuples(*[st.decimals(1, 5, places=2)] * 4))
def test_a_mean_lies_between_the_lowest_and_the_highest_score(scores):
    total = weigh(ImpactWeights(), scores)

    assert min(scores) <= total <= max(scores)
    assert ImpactScore(a_process(), (), total).rank is ImpactRank.of(total)
