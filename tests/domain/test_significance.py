from itertools import product
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from enishi.domain.errors import InvalidValueError
from enishi.domain.significance import (
    EXACT_LIMIT,
    FLIPS,
    Interval,
    bootstrap_interval,
    randomisation_p,
)

DIFFERENCES = st.lists(st.floats(-1, 1, allow_subnormal=False), min_size=1, max_size=8)


def by_hand(differences: list[float]) -> float:
    """Count, one by one, the flips that lie as far from 0 as what was observed."""
    observed = abs(sum(differences))
    totals = [
        sum(sign * item for sign, item in zip(signs, differences, strict=True))
        for signs in product((1, -1), repeat=len(differences))
    ]
    return fmean(abs(total) >= observed - 1e-9 for total in totals)


@pytest.mark.parametrize(
    ("differences", "p"),
    [
        ([0.1] * 5, 2 / 32),  # only all one way or all the other
        ([0.2, 0.1, -0.1], 6 / 8),
        ([0.3, 0.2, 0.1], 2 / 8),
        ([0.5], 1.0),
        ([0.5, -0.5], 1.0),
    ],
)
def test_few_differences_are_flipped_in_every_way(differences, p):
    assert randomisation_p(differences) == p
    assert by_hand(differences) == p


@given(DIFFERENCES)
def test_the_exact_test_counts_what_counting_by_hand_counts(differences):
    told = [round(item, 3) for item in differences]

    assert randomisation_p(told) == pytest.approx(by_hand(told))


def test_no_difference_at_all_is_no_evidence():
    assert randomisation_p([]) == 1.0
    assert randomisation_p([0.0] * 40) == 1.0


@given(DIFFERENCES, st.integers(0, 30))
def test_needs_without_a_difference_do_not_change_the_evidence(differences, alike):
    assert randomisation_p([*differences, *[0.0] * alike]) == randomisation_p(differences)


@given(DIFFERENCES)
def test_it_does_not_matter_which_of_two_searches_comes_first(differences):
    assert randomisation_p([-item for item in differences]) == randomisation_p(differences)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_random_flips_come_near_to_all_of_them(seed):
    differences = [1.0] * 20 + [-1.0] * 10

    # P(|heads − 15| ≥ 5) of thirty coins is .0987
    assert randomisation_p(differences, seed=seed) == pytest.approx(0.0987, abs=0.01)


def test_where_all_go_one_way_the_p_value_is_as_small_as_the_draws_allow():
    assert randomisation_p([0.1] * 60) == 1 / (FLIPS + 1)


def test_the_same_differences_always_give_the_same_p_value():
    differences = [0.1, -0.05, 0.02] * 10

    assert randomisation_p(differences) == randomisation_p(differences)
    assert randomisation_p(differences) != randomisation_p(differences, seed=1)


@pytest.mark.parametrize(("count", "is_exact"), [(EXACT_LIMIT, True), (EXACT_LIMIT + 1, False)])
def test_all_flips_are_tried_up_to_fourteen(count, is_exact):
    p = randomisation_p([0.25] * count)

    assert (p == 2 / 2**count) is is_exact


def test_an_interval_holds_the_mean_and_narrows_with_the_number_of_needs():
    few = bootstrap_interval([0.0, 1.0] * 10)
    many = bootstrap_interval([0.0, 1.0] * 200)

    assert few is not None
    assert many is not None
    assert few.low < 0.5 < few.high
    assert few.low < many.low < 0.5 < many.high < few.high
    # The standard error of 400 coins is .025.
    assert many.high - many.low == pytest.approx(2 * 1.96 * 0.025, rel=0.1)


def test_equal_values_leave_nothing_uncertain():
    assert bootstrap_interval([0.5] * 7) == Interval(0.5, 0.5)


@pytest.mark.parametrize("values", [[], [0.7]])
def test_a_single_value_has_no_interval(values):
    assert bootstrap_interval(values) is None


@given(st.lists(st.floats(0, 1), min_size=2, max_size=6))
@hypothesis_settings(max_examples=25)
def test_an_interval_stays_within_the_values(values):
    interval = bootstrap_interval(values)

    assert interval is not None
    assert min(values) - 1e-9 <= interval.low <= interval.high <= max(values) + 1e-9


def test_the_same_values_always_give_the_same_interval():
    values = [0.1, 0.9, 0.4, 0.6]

    assert bootstrap_interval(values) == bootstrap_interval(values)


def test_an_interval_cannot_end_before_it_begins():
    with pytest.raises(InvalidValueError, match="下限"):
        Interval(0.6, 0.4)
