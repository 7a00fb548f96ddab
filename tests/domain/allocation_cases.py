"""Allocation problems for tests: drawn ones, and every choice of a tiny one."""

from collections.abc import Iterator
from itertools import combinations, permutations

from hypothesis import strategies as st

from enishi.domain.allocation import AllocationArc, AllocationProblem, AllocationRules, broken_rules


@st.composite
def problems(
    draw: st.DrawFn, *, most_firms: int = 9, rules: AllocationRules | None = None
) -> AllocationProblem:
    """A few firms in two clusters, some of which could be shown to some, some of them new."""
    firms = [f"F{number}" for number in range(draw(st.integers(2, most_firms)))]
    clusters = {ref: draw(st.sampled_from("ab")) for ref in firms}
    pairs = draw(st.sets(st.sampled_from([*permutations(firms, 2)])))
    arcs = [
        AllocationArc(one, other, draw(st.integers(0, 10_000)), clusters[one] == clusters[other])
        for one, other in sorted(pairs)
    ]
    return AllocationProblem(
        tuple(arcs), rules or draw(some_rules()), frozenset(draw(st.sets(st.sampled_from(firms))))
    )


@st.composite
def some_rules(draw: st.DrawFn) -> AllocationRules:
    """Rules so tight that they matter among a few firms."""
    received = draw(st.integers(1, 3))
    return AllocationRules(
        most_received=received,
        most_shown=draw(st.integers(1, 3)),
        least_elsewhere=draw(st.integers(0, received)),
        is_everybody_first=draw(st.booleans()),
    )


def every_choice(problem: AllocationProblem) -> Iterator[tuple[AllocationArc, ...]]:
    """Every choice that keeps the rules: for a handful of arcs only."""
    for size in range(len(problem.arcs) + 1):
        for chosen in combinations(problem.arcs, size):
            if not broken_rules(problem, chosen):
                yield chosen
