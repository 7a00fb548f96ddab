import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.domain.exposure import (
    ExposureGroupName,
    ExposureSpread,
    gini,
    group_of,
    loads_of,
)

COUNTS = st.lists(st.integers(0, 50), min_size=1, max_size=30)


@pytest.mark.parametrize(
    ("counts", "expected"), [([2, 2, 2], 0.0), ([0, 0, 0, 8], 0.75), ([1, 3], 0.25)]
)
def test_attention_to_all_alike_is_zero_and_attention_to_one_nearly_one(counts, expected):
    assert gini(counts) == pytest.approx(expected)


def test_where_nobody_was_shown_there_is_no_coefficient():
    assert gini([0, 0]) is None
    assert ExposureSpread.of([]) == ExposureSpread(None, None, 0)


@given(COUNTS, st.integers(2, 5))
def test_the_coefficient_knows_no_scale_and_stays_within_its_bounds(counts, times):
    found = gini(counts)
    if found is not None:
        assert -1e-9 <= found < 1
        assert gini([count * times for count in counts]) == pytest.approx(found)


@given(COUNTS)
def test_the_steps_of_the_load_hold_every_firm_and_every_showing(counts):
    loads = loads_of(counts)

    assert sum(loads.values()) == len(counts)
    assert sum(times * firms for times, firms in loads.items()) == sum(counts)


def test_a_group_tells_its_mean_and_who_was_left_out():
    group = group_of(ExposureGroupName.NEW, [0, 1, 5])

    assert (group.mean, group.zero_share) == (2.0, pytest.approx(1 / 3))
    assert group_of(ExposureGroupName.SMALL, []).mean == 0.0
