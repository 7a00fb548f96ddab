"""Tables of four: who sits with whom, and what the history and the hidden pairs change."""

from collections import Counter
from collections.abc import Iterable
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enishi.domain.errors import InvalidValueError
from enishi.domain.gathering import (
    APART,
    GatheringRound,
    Pair,
    most_rounds_without_repeat,
    pairs_of,
    seated,
    table_sizes,
)


def refs(count: int) -> list[str]:
    return [f"F{number:03}" for number in range(count)]


def meetings(rounds: Iterable[GatheringRound]) -> Counter[Pair]:
    return Counter(pair for taken in rounds for table in taken.tables for pair in table.pairs)


def test_sixteen_firms_meet_all_120_pairs_once_in_five_rounds():
    met = meetings(seated(refs(16), 5, {}))

    assert len(met) == 120
    assert set(met.values()) == {1}


def test_forty_firms_change_seats_eight_times_and_nobody_meets_twice():
    met = meetings(seated(refs(40), 8, {}))

    assert max(met.values()) == 1
    assert len(met) == 8 * 10 * 6
    assert most_rounds_without_repeat(40) == 13


@pytest.mark.parametrize(
    ("firms", "sizes"),
    [(3, [3]), (4, [4]), (5, [5]), (6, [3, 3]), (7, [4, 3]), (9, [4, 5]), (10, [4, 3, 3])],
)
def test_tables_are_of_four_and_as_few_as_can_be_of_three_or_five(firms: int, sizes: list[int]):
    assert table_sizes(firms) == sizes


def test_two_firms_are_no_round_table():
    with pytest.raises(InvalidValueError) as refusal:
        seated(refs(2), 1, {})

    assert refusal.value.field == "firm_refs"


@settings(max_examples=50, deadline=None)
@given(st.integers(3, 30), st.integers(1, 4), st.integers(0, 5))
def test_everybody_sits_once_a_round_at_a_table_of_three_to_five(
    count: int, rounds: int, seed: int
):
    planned = seated(refs(count), rounds, {}, seed=seed)

    assert [taken.number for taken in planned] == list(range(1, rounds + 1))
    for taken in planned:
        sat = sorted(ref for table in taken.tables for ref in table.firm_refs)
        assert sat == refs(count)
        assert {len(table.firm_refs) for table in taken.tables} <= {3, 4, 5}


def test_the_same_firms_get_the_same_seats_in_whatever_order_they_are_named():
    assert seated(refs(14), 3, {}) == seated(list(reversed(refs(14))), 3, {})


def test_firms_that_have_met_are_seated_apart():
    old_groups = [refs(12)[start : start + 4] for start in (0, 4, 8)]
    met = {pair: 3 for group in old_groups for pair in pairs_of(group)}

    (taken,) = seated(refs(12), 1, met)

    # Three tables cannot part four old friends: of each group two have to sit together.
    assert sum(met.get(pair, 0) for table in taken.tables for pair in table.pairs) == 9


def test_the_rounds_of_the_design_that_have_met_least_come_first():
    first = seated(refs(16), 1, {})
    again = seated(refs(16), 4, meetings(first))

    assert meetings(first).keys().isdisjoint(meetings(again))


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(list(combinations(refs(16), 2))))
def test_a_pair_that_must_not_meet_does_not(pair: Pair):
    assert pair not in meetings(seated(refs(16), 4, {pair: APART}))
