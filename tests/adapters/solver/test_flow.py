from collections import Counter
from dataclasses import replace
from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from domain.allocation_cases import every_choice, problems
from enishi.adapters.solver.flow import FlowAllocator
from enishi.domain.allocation import (
    AllocationArc,
    AllocationProblem,
    AllocationRules,
    broken_rules,
    greedily,
)

# Values alone, so that the flow can be held against anything else that keeps the rules.
BARE = AllocationRules(
    most_received=2,
    most_shown=2,
    least_elsewhere=1,
    first_bonus=0,
    new_bonus=0,
    is_everybody_first=False,
)
ONE_EACH = replace(BARE, most_received=1, most_shown=1, least_elsewhere=0)


def allocated(problem: AllocationProblem) -> tuple[AllocationArc, ...]:
    found = FlowAllocator().allocate(problem)
    assert found is not None
    return found


def test_of_three_that_want_the_same_three_each_gets_another():
    viewers, shown = ("V1", "V2", "V3"), {"S1": 9_000, "S2": 8_000, "S3": 7_000}
    arcs = tuple(AllocationArc(v, s, value) for v in viewers for s, value in shown.items())
    problem = AllocationProblem(arcs, ONE_EACH)

    found = allocated(problem)

    assert sum(arc.value for arc in found) == 24_000
    assert Counter(arc.shown for arc in found) == {"S1": 1, "S2": 1, "S3": 1}
    assert Counter(max(shown, key=shown.__getitem__) for _ in viewers) == {"S1": 3}  # naive


@given(problems(most_firms=4))
@settings(max_examples=50, deadline=None)
def test_no_choice_of_a_tiny_network_is_worth_more(problem: AllocationProblem):
    assume(len(problem.arcs) <= 9)
    best = max(problem.worth(chosen) for chosen in every_choice(problem))

    assert problem.worth(allocated(problem)) == best


@given(problems())
@settings(max_examples=50, deadline=None)
def test_the_flow_keeps_every_rule(problem: AllocationProblem):
    found = allocated(problem)

    assert broken_rules(problem, found) == []
    assert all(arc.viewer != arc.shown for arc in found)


@given(problems(rules=BARE))
@settings(max_examples=50, deadline=None)
def test_the_flow_is_worth_at_least_what_the_greedy_rule_finds(problem: AllocationProblem):
    assert problem.worth(allocated(problem)) >= problem.worth(greedily(problem))


@given(problems(rules=AllocationRules(most_received=3, most_shown=8, least_elsewhere=0)))
@settings(max_examples=50, deadline=None)
def test_whoever_could_be_shown_is_shown_where_there_is_room_for_all(problem: AllocationProblem):
    """Nine firms with three places each: room for one showing of each is there if arcs are."""
    bare = replace(problem.rules, most_shown=1, first_bonus=0, new_bonus=0)
    once = AllocationProblem(
        tuple(replace(arc, value=0) for arc in problem.arcs), bare
    )  # the most firms that can be shown at all
    can_be_shown = {arc.shown for arc in allocated(once)}

    found = allocated(problem)

    if can_be_shown == set(problem.shown):
        assert {arc.shown for arc in found} == set(problem.shown)
    assert {arc.viewer for arc in found} == set(problem.viewers)  # eight showings each: always room


@given(problems(most_firms=6), st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_names_decide_nothing_but_ties(problem: AllocationProblem, random: Random):
    firms = sorted({*problem.viewers, *problem.shown, *problem.newcomers})
    renamed = dict(zip(firms, random.sample(firms, len(firms)), strict=True))
    other = AllocationProblem(
        tuple(
            replace(arc, viewer=renamed[arc.viewer], shown=renamed[arc.shown])
            for arc in problem.arcs
        ),
        problem.rules,
        frozenset(renamed[ref] for ref in problem.newcomers),
    )

    assert other.worth(allocated(other)) == problem.worth(allocated(problem))
    assert allocated(problem) == allocated(problem)


def test_a_firm_worth_little_is_shown_although_another_is_worth_more_than_any_bonus():
    arcs = (
        *(AllocationArc("V1", ref, 9_000) for ref in ("S1", "S2", "S3", "S4", "S5")),
        AllocationArc("V1", "S6", 2_000),
        *(AllocationArc("V2", ref, 9_000) for ref in ("S1", "S2", "S3", "S4", "S5")),
    )
    rules = AllocationRules()

    assert "S6" in {arc.shown for arc in allocated(AllocationProblem(arcs, rules))}
    by_bonus = replace(rules, is_everybody_first=False)
    assert "S6" not in {arc.shown for arc in allocated(AllocationProblem(arcs, by_bonus))}


def test_where_not_all_can_be_shown_a_new_firm_comes_before_one_worth_a_little_more():
    arcs = (AllocationArc("V", "old", 5_500), AllocationArc("V", "new", 5_000))
    one = replace(ONE_EACH, first_bonus=500, new_bonus=1_500, is_everybody_first=True)

    found = allocated(AllocationProblem(arcs, one, frozenset({"new"})))

    assert [arc.shown for arc in found] == ["new"]


def test_what_exploration_has_placed_counts_as_placed():
    arcs = tuple(AllocationArc("V", f"S{number}", 5_000) for number in range(6))
    problem = AllocationProblem(arcs, tried=frozenset({("V", "T"), ("W", "S0")}))

    found = allocated(problem)

    assert len(found) == 4  # and the one that is tried
    assert "S0" not in {arc.shown for arc in found}  # the only one that has been seen already


def test_a_week_without_candidates_has_no_suggestions():
    assert allocated(AllocationProblem(())) == ()
