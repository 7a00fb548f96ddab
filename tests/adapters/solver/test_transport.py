"""Transport: what programmes, the Hungarian method and counting by hand agree on."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import linprog

from enishi.adapters.solver import ScipyTransport

TRANSPORT = ScipyTransport()
sizes = st.integers(1, 4)
weights = st.floats(0.2, 3)
likenesses = st.sampled_from([0.0, 0.0, 0.25, 0.5, 1.0])


@st.composite
def transports(draw):
    one, other = draw(sizes), draw(sizes)
    likeness = draw(arrays(float, (one, other), elements=likenesses))
    return (
        likeness,
        draw(arrays(float, one, elements=weights)),
        draw(arrays(float, other, elements=weights)),
    )


def the_whole_programme(likeness, own, partner) -> float:
    """Solve without taking anything apart."""
    one, other = likeness.shape
    given_away = np.kron(np.eye(one), np.ones(other))
    taken = np.kron(np.ones(one), np.eye(other))
    solved = linprog(
        -likeness.ravel(),
        A_ub=np.vstack([given_away, taken]),
        b_ub=np.concatenate([own, partner]),
        method="highs",
    )
    return -solved.fun


@settings(max_examples=50)
@given(transports())
def test_pieces_that_are_joined_by_no_likeness_may_be_solved_apart(case):
    assert TRANSPORT.greatest(*case) == pytest.approx(the_whole_programme(*case), abs=1e-9)


@settings(max_examples=50)
@given(transports())
def test_what_is_moved_is_within_both_stocks_and_the_same_both_ways(case):
    likeness, own, partner = case

    moved = TRANSPORT.greatest(likeness, own, partner)

    assert 0 <= moved <= min(own.sum(), partner.sum()) + 1e-9
    assert TRANSPORT.greatest(likeness.T, partner, own) == pytest.approx(moved, abs=1e-9)


@settings(max_examples=50)
@given(arrays(float, (3, 3), elements=st.floats(0, 1)))
def test_pieces_of_one_mass_are_assigned_as_well_as_any_order_could(likeness):
    best = max(
        sum(likeness[row, column] for row, column in enumerate(order))
        for order in permutations(range(3))
    )

    assert TRANSPORT.assigned(likeness) == pytest.approx(best)
    assert TRANSPORT.greatest(likeness, np.ones(3), np.ones(3)) == pytest.approx(best)


def test_one_that_meets_several_serves_the_likest_first():
    likeness = np.array([[0.5, 1.0, 0.25]])

    assert TRANSPORT.greatest(likeness, np.array([2.0]), np.ones(3)) == pytest.approx(1.5)


def test_where_nothing_is_alike_nothing_moves():
    assert TRANSPORT.greatest(np.zeros((2, 3)), np.ones(2), np.ones(3)) == 0
    assert TRANSPORT.assigned(np.zeros((0, 3))) == 0
