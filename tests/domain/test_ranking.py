from math import isclose
from statistics import fmean, pstdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.domain.ranking import GRAIN, Background, Rank

SCORES = st.lists(st.floats(-100, 100), min_size=2, max_size=50)


@given(SCORES)
def test_a_background_is_the_mean_and_the_spread_of_its_sample(scores):
    background = Background.of(scores)

    assert isclose(background.mean, fmean(scores), abs_tol=1e-9)
    assert isclose(background.spread, pstdev(scores), abs_tol=1e-6)


@pytest.mark.parametrize("scores", [[], [3.0], [0.0] * 40, [0.1] * 40])
def test_a_leg_without_spread_adds_nothing(scores):
    assert Background.of(scores).standardise(5.0) == 0.0


def test_a_score_is_read_in_spreads_above_the_mean():
    background = Background.of([0.0, 0.0, 2.0, 2.0])

    assert background.standardise(3.0) == 2.0
    assert background.standardise(1.0) == 0.0
    assert background.standardise(-1.0) == -2.0


@given(SCORES, st.floats(0.1, 10), st.floats(-10, 10))
def test_a_leg_counts_the_same_in_whatever_unit_it_scores(scores, factor, shift):
    background = Background.of(scores)
    other = Background.of([score * factor + shift for score in scores])
    if background.spread > 0.1:
        before = background.standardise(scores[0])
        assert isclose(before, other.standardise(scores[0] * factor + shift), abs_tol=1e-6)


def test_a_higher_score_comes_first():
    assert sorted([Rank.of(1.0, "A"), Rank.of(2.0, "B")])[0].firm_ref == "B"


def test_equal_scores_are_in_order_of_their_refs():
    ranks = [Rank.of(1.0, ref) for ref in ("F10", "F2", "F1")]

    assert [rank.firm_ref for rank in sorted(ranks)] == ["F1", "F10", "F2"]


def test_scores_that_differ_by_the_noise_of_a_sum_are_equal():
    assert Rank.of(0.1 + 0.2, "A") == Rank.of(0.3, "A")
    assert Rank.of(1.0 + 1e-9, "B") > Rank.of(1.0, "A")


def test_scores_that_differ_by_a_grain_are_not_equal():
    assert Rank.of(1 + 1 / GRAIN, "B") < Rank.of(1.0, "A")


@given(st.floats(-1000, 1000))
def test_a_rank_gives_its_score_back_to_a_grain(score):
    assert abs(Rank.of(score, "A").score - score) <= 0.5 / GRAIN + 1e-9
