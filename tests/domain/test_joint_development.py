"""J, J* and the forecast: known answers of the formulas, and what must hold of any two firms."""

from itertools import pairwise
from math import log

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from enishi.domain.errors import InvalidValueError
from enishi.domain.joint_development import (
    CosineScale,
    JointDevelopment,
    JointDevelopmentSetting,
    KnowledgeBasis,
    KnowledgeOverlap,
    best_common,
    best_difference,
    best_group_size,
    blended,
    difference_in_rotation,
    forecast,
    productivity,
    share,
    size_neutral,
)

THIRD = 1 / 3
SETTING = JointDevelopmentSetting()

thetas = st.floats(0.05, 0.95)
stocks = st.floats(0.1, 1_000)
parts = st.floats(0, 1)
inner = st.floats(0.01, 0.99)


@pytest.mark.parametrize(
    ("stock", "expected"),
    [
        ((1, 3, 3), (100, 1, 100)),
        ((5, 10, 10), (94.494079, 3.333333, 94.494079)),
        ((2, 10, 10), (95.244063, 3.333333, 95.244063)),
        ((8, 10, 10), (60, 3.333333, 60)),
        ((4, 10, 20), (97.132224, 4.226497, 99.921981)),
        ((1, 3, 30), (77.112124, 1.460608, 96.686712)),
    ],
)
def test_the_score_its_aim_and_its_size_neutral_form_have_their_known_answers(stock, expected):
    common, own, partner = stock

    found = (
        productivity(common, own, partner, THIRD),
        best_common(own, partner, THIRD),
        size_neutral(common, own, partner, THIRD),
    )

    assert found == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("stock", [(10, 10, 10), (0, 10, 10), (3, 3, 12)])
def test_the_same_and_the_wholly_foreign_create_nothing(stock):
    assert productivity(*stock, THIRD) == size_neutral(*stock, THIRD) == 0


@pytest.mark.parametrize(("partner", "greatest"), [(20, 97.21), (100, 79.75), (1_000, 55.17)])
def test_only_the_size_neutral_score_forgives_a_partner_for_its_size(partner, greatest):
    best = best_common(10, partner, THIRD)

    assert productivity(best, 10, partner, THIRD) == pytest.approx(greatest, abs=0.005)
    assert size_neutral(best, 10, partner, THIRD) == pytest.approx(100)


def test_the_aim_is_a_share_of_the_own_stock_and_not_of_what_both_know_together():
    """On shares of the union the raw product is greatest at C = K/2, which is no better for us."""
    assert productivity(1 / 3, 1, 1, THIRD) == pytest.approx(100)
    assert productivity(1 / 2, 1, 1, THIRD) == pytest.approx(94.494, abs=0.001)

    def of_the_union(common: float) -> float:
        union = 2 - common
        return (common / union * ((1 - common) / union) ** 2) ** THIRD

    greatest = of_the_union(1 / 2)
    assert 100 * of_the_union(1 / 3) / greatest == pytest.approx(95.244, abs=0.001)
    assert best_difference(THIRD) == pytest.approx(0.4)
    assert 1 - 2 * best_difference(THIRD) == pytest.approx(0.2)  # common, of the union


@pytest.mark.parametrize(
    ("theta", "difference", "size"), [(0.2, 0.444444, 6), (1 / 3, 0.4, 4), (0.5, 0.333333, 3)]
)
def test_a_group_of_the_best_size_stays_at_the_best_difference(theta, difference, size):
    assert best_difference(theta) == pytest.approx(difference, abs=1e-6)
    assert best_group_size(theta) == pytest.approx(size)
    assert difference_in_rotation(size) == pytest.approx(best_difference(theta))


def test_those_who_meet_in_turn_tend_to_the_known_differences():
    found = [difference_in_rotation(size) for size in (2, 3, 4, 5, 6, 10)]

    assert found == pytest.approx([0, 0.3333, 0.4, 0.4286, 0.4444, 0.4706], abs=5e-5)


@settings(max_examples=50)
@given(parts, stocks, stocks, thetas)
def test_scores_lie_between_0_and_100_and_are_the_same_both_ways(part, own, partner, theta):
    common = part * min(own, partner)

    for score in (productivity, size_neutral):
        found = score(common, own, partner, theta)
        assert 0 <= found <= 100 + 1e-9
        assert found == pytest.approx(score(common, partner, own, theta), abs=1e-9)


@settings(max_examples=50)
@given(inner, stocks, stocks, thetas, st.floats(0.001, 1_000))
def test_scores_do_not_depend_on_the_unit_of_knowledge(part, own, partner, theta, unit):
    common = part * min(own, partner)

    for score in (productivity, size_neutral):
        found = score(common, own, partner, theta)
        assert score(unit * common, unit * own, unit * partner, theta) == pytest.approx(found)


@settings(max_examples=50)
@given(stocks, stocks, thetas)
def test_nothing_or_everything_in_common_creates_nothing(own, partner, theta):
    for common in (0.0, min(own, partner), min(own, partner) * (1 - 1e-16)):
        assert productivity(common, own, partner, theta) == 0


@settings(max_examples=50)
@given(st.tuples(inner, inner), stocks, stocks, thetas)
def test_the_score_has_no_dip_between_two_amounts_in_common(both, own, partner, theta):
    """J is concave in log J: the middle is at least the geometric mean of the ends."""
    low, high = (part * min(own, partner) for part in both)

    ends = [productivity(common, own, partner, theta) for common in (low, high)]
    middle = productivity((low + high) / 2, own, partner, theta)

    assert log(middle) >= (log(ends[0]) + log(ends[1])) / 2 - 1e-9


@settings(max_examples=50)
@given(st.tuples(inner, inner), stocks, thetas)
def test_between_equals_the_score_rises_up_to_the_aim_and_falls_behind_it(both, stock, theta):
    low, high = sorted(both)
    assume(high - low > 1e-6)

    first, second = (productivity(part * stock, stock, stock, theta) for part in (low, high))

    if high <= theta:
        assert first < second
    if low >= theta:
        assert first > second


@settings(max_examples=50)
@given(inner, stocks, stocks, thetas)
def test_no_amount_in_common_is_better_than_the_best(part, own, partner, theta):
    best = best_common(own, partner, theta)

    assert 0 < best < min(own, partner)
    assert size_neutral(best, own, partner, theta) == pytest.approx(100)
    assert productivity(part * min(own, partner), own, partner, theta) <= (
        productivity(best, own, partner, theta) + 1e-9
    )


def test_the_best_amount_loses_nothing_where_one_firm_is_far_larger():
    assert best_common(1, 1e12, 0.2) == pytest.approx(0.2 / 0.6, rel=1e-9)


def test_a_share_that_is_1_but_for_rounding_is_1():
    assert share(0.9999999999999999, 1) == 1
    assert share(1e-12, 1) == 0
    assert share(0, 0) == 0


@settings(max_examples=50)
@given(inner, inner)
def test_a_pair_that_only_meets_itself_ends_with_nothing_to_tell(own, partner):
    long = JointDevelopmentSetting(meetings=400)
    scores = [point.size_neutral for point in forecast(own, partner, long)]

    assert scores[-1] < 5
    rising = [after > before + 1e-6 for before, after in pairwise(scores)]
    assert rising == sorted(rising, reverse=True)  # once it falls, it never rises again


def test_the_forecast_follows_its_law():
    setting = JointDevelopmentSetting(forecast_share=0.5, meetings=1)

    before, after = forecast(1 / 2, 1 / 3, setting)  # C 1, own 1 and 2: either teaches ½

    assert before.size_neutral == pytest.approx(size_neutral(1, 2, 3, THIRD))
    assert after.size_neutral == pytest.approx(size_neutral(2, 2.5, 3.5, THIRD))


def an_overlap(common: float, own: float, partner: float, items: int = 10, **known):
    basis = known.get("basis", KnowledgeBasis.CONCEPTS)
    return KnowledgeOverlap(basis, common, own, partner, items, known.get("contact", common > 0))


def a_pair(*overlaps: KnowledgeOverlap) -> JointDevelopment:
    return JointDevelopment(overlaps, (), (), (), SETTING)


def test_one_way_of_counting_alone_gives_the_formula_itself():
    assert a_pair(an_overlap(4, 10, 20)).size_neutral == pytest.approx(99.921981, abs=1e-6)
    assert a_pair(an_overlap(1, 3, 30)).score == pytest.approx(77.112124, abs=1e-6)


def test_without_contact_there_is_no_score_and_no_forecast():
    apart = a_pair(an_overlap(0.4, 5, 5, contact=False))

    nobody = a_pair(an_overlap(0, 0, 5))  # of an empty profile

    for pair in (apart, nobody):
        assert (pair.score, pair.size_neutral, pair.rank) == (0, 0, 0)
        assert pair.forecast() == ()


def test_two_ways_of_counting_meet_between_in_proportion_to_what_they_rest_on():
    few, many = (0.2, 10), (0.4, 90)

    odds = 0.25**0.1 * (2 / 3) ** 0.9
    assert blended([few, many]) == pytest.approx(odds / (1 + odds))
    assert blended([(0.2, 10), (0.4, 0)]) == pytest.approx(0.2)
    assert blended([(1.0, 10), (1.0, 5)]) == 1
    assert 0 < blended([(0.0, 10), (0.4, 90)]) < 0.4


def test_the_other_firm_reads_the_same_figures_from_its_side():
    pair = a_pair(an_overlap(4, 10, 20))
    turned = pair.seen_from_the_other()

    assert (turned.own_share, turned.partner_share) == (pair.partner_share, pair.own_share)
    assert turned.size_neutral == pytest.approx(pair.size_neutral)
    assert turned.seen_from_the_other() == pair


def test_differences_that_nobody_could_feel_do_not_decide_a_rank():
    close = a_pair(an_overlap(4, 10, 20)), a_pair(an_overlap(4 + 1e-9, 10, 20))

    assert close[0].rank == close[1].rank
    assert a_pair(an_overlap(4.2, 10, 20)).rank > close[0].rank


def test_a_version_names_every_choice_and_the_encoder_that_the_scale_was_fitted_to():
    fitted = JointDevelopmentSetting(scale=CosineScale(0.4, 0.6), encoder_version="e-1")

    assert fitted.version.endswith(".e-1")
    assert SETTING.version.endswith(".unfitted")
    assert JointDevelopmentSetting(theta=0.5).version != SETTING.version


@pytest.mark.parametrize(
    "wrong", [{"theta": 0}, {"theta": 1}, {"neighbour": 0.6}, {"gate": -1}, {"meetings": 0}]
)
def test_a_setting_without_sense_is_refused(wrong):
    with pytest.raises(InvalidValueError):
        JointDevelopmentSetting(**wrong)
    with pytest.raises(InvalidValueError):
        CosineScale(0.6, 0.4)
