"""Partial optimal transport: a linear programme by HiGHS, or by the Hungarian method."""

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment, linprog
from scipy.sparse import coo_array, vstack
from scipy.sparse.csgraph import connected_components

from enishi.domain.errors import InvalidValueError

Array = NDArray[np.float64]


class ScipyTransport:
    """Solves the transport exactly."""

    def greatest(self, likeness: Array, own: Array, partner: Array) -> float:
        """Return max Σ T φ with Σ_b T_ab ≤ own_a, Σ_a T_ab ≤ partner_b and T ≥ 0.

        Pieces that are joined by no likeness are solved apart. Where one meets several, the
        likest are served first; only a tangle needs a linear programme, of some milliseconds.
        """
        rows, columns = np.nonzero(likeness)
        if not len(rows):
            return 0.0
        size = len(own) + len(partner)
        edges = coo_array((np.ones(len(rows)), (rows, columns + len(own))), (size, size))
        _, parts = connected_components(edges, directed=False)
        total = 0.0
        for part in np.unique(parts[rows]).tolist():
            mine = np.flatnonzero(parts[: len(own)] == part)
            theirs = np.flatnonzero(parts[len(own) :] == part)
            total += _joined(likeness[np.ix_(mine, theirs)], own[mine], partner[theirs])
        return total

    def assigned(self, likeness: Array) -> float:
        """Return the same where every mass is 1: each piece meets at most one (Kuhn 1955)."""
        rows, columns = linear_sum_assignment(likeness, maximize=True)
        return float(likeness[rows, columns].sum())


def _joined(likeness: Array, own: Array, partner: Array) -> float:
    if len(own) == 1:
        return _served(likeness[0], float(own[0]), partner)
    if len(partner) == 1:
        return _served(likeness[:, 0], float(partner[0]), own)
    return _programme(likeness, own, partner)


def _served(likeness: Array, mass: float, others: Array) -> float:
    """Give the mass of one piece to the others, the likest first."""
    total = 0.0
    for place in np.argsort(-likeness, kind="stable").tolist():
        given = min(mass, float(others[place]))
        total += given * float(likeness[place])
        mass -= given
    return total


def _programme(likeness: Array, own: Array, partner: Array) -> float:
    """Solve with one variable a pair that is alike at all."""
    rows, columns = np.nonzero(likeness)
    count = len(rows)
    given = coo_array((np.ones(count), (rows, np.arange(count))), (len(own), count))
    taken = coo_array((np.ones(count), (columns, np.arange(count))), (len(partner), count))
    solved = linprog(
        -likeness[rows, columns],
        A_ub=vstack([given, taken]).tocsr(),
        b_ub=np.concatenate([own, partner]),
        method="highs",
    )
    if not solved.success:  # to move nothing is always allowed
        raise InvalidValueError("輸送を解けません", english=f"transport: {solved.message}")
    return float(-solved.fun)
