from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.allocation_cases import problems
from enishi.domain.allocation import (
    AllocationArc,
    AllocationProblem,
    AllocationRules,
    broken_rules,
    greedily,
    pair_value,
    rotation_factor,
    varied,
)
from enishi.domain.errors import InvalidValueError

RULES = AllocationRules()
SIMS = {(0, 1): 1.0, (0, 2): 0.1, (1, 2): 0.1}


def likeness(one: int, other: int) -> float:
    return SIMS[min(one, other), max(one, other)]


@pytest.mark.parametrize(("trade_off", "order"), [(1.0, [0, 1]), (0.5, [0, 2])])
def test_the_next_item_is_relevant_and_unlike_those_before_it(trade_off, order):
    assert varied([0.9, 0.89, 0.5], likeness, trade_off=trade_off, count=2) == order


def test_a_list_is_never_longer_than_there_are_items():
    assert varied([0.2, 0.9], lambda *_: 0.0, trade_off=0.7, count=5) == [1, 0]
    assert varied([], likeness, trade_off=0.7, count=5) == []


@pytest.mark.parametrize(
    ("gains", "value"),
    # Geometric means of two sides with floors of 20: of 100, as they are published.
    [((0.9, 0.9), 9_000), ((1.0, 0.2), 4_472), ((1.0, 0.0), 4_472), ((0.0, 0.0), 2_000)],
)
def test_a_showing_is_worth_the_geometric_mean_of_what_both_gain(gains, value):
    assert pair_value(*gains, RULES) == value
    assert pair_value(*reversed(gains), RULES) == value


def test_a_pair_counts_for_less_the_more_it_has_met():
    assert [round(rotation_factor(met), 4) for met in (0, 1, 2, 4)] == [1, 0.6065, 0.3679, 0.1353]
    assert pair_value(1.0, 1.0, RULES, meetings=2) == 3_679


@given(problems())
@settings(max_examples=50, deadline=None)
def test_the_fallback_keeps_every_rule(problem: AllocationProblem):
    assert broken_rules(problem, greedily(problem)) == []


@given(problems(), st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_the_order_in_which_candidates_come_changes_nothing(problem, random):
    shuffled = random.sample(problem.arcs, len(problem.arcs))

    assert AllocationProblem(tuple(shuffled), problem.rules, problem.newcomers) == problem


def test_an_allocation_that_breaks_a_rule_is_found_out():
    arcs = tuple(AllocationArc("F0", f"F{number}", 5_000, True) for number in range(1, 8))
    problem = AllocationProblem(arcs[:6], replace(RULES, most_shown=1))
    other = AllocationArc("F9", "F1", 5_000)

    assert broken_rules(problem, (*arcs, arcs[0], other)) == [
        "F0 gets 8 of its cluster",
        "F0 receives 8",
        "F1 is no candidate of F9",
        "F1 is shown 3 times",
        "F7 is no candidate of F0",
        "a pair is chosen twice",
    ]


@pytest.mark.parametrize(
    "arcs",
    [
        (AllocationArc("F1", "F1", 1),),
        (AllocationArc("F1", "F2", 1), AllocationArc("F1", "F2", 2)),
        (AllocationArc("F1", "F2", 10_001),),
        (AllocationArc("F1", "F2", -1),),
    ],
)
def test_candidates_that_make_no_sense_are_refused(arcs):
    with pytest.raises(InvalidValueError):
        AllocationProblem(arcs)


def test_a_list_that_its_own_cluster_could_not_fill_is_no_rule():
    with pytest.raises(InvalidValueError):
        AllocationRules(most_received=2, least_elsewhere=3)
