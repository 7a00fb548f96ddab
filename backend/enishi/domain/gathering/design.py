"""Sixteen firms at tables of four: five rounds in which everybody meets everybody once.

The affine plane AG(2,4): points are pairs over the field of four elements, tables its lines,
rounds its five classes of parallels. Two points lie on one line, so each of the 120 pairs
sits together exactly once (the social golfer problem 4-4-5 has this solution).
"""

from collections.abc import Sequence
from itertools import product

ORDER = 4
FIRMS = ORDER * ORDER

_FIELD = range(ORDER)


def _times(one: int, other: int) -> int:
    """Multiply in GF(4), written as 0, 1, x, x + 1 with x² = x + 1; its sum is exclusive or."""
    if one == 0 or other == 0:
        return 0
    return (one + other - 2) % 3 + 1


def affine_rounds(firm_refs: Sequence[str]) -> list[list[tuple[str, ...]]]:
    """Return the five rounds of four tables for sixteen firms."""
    assert len(firm_refs) == FIRMS
    at = dict(zip(product(_FIELD, _FIELD), firm_refs, strict=True))
    rounds = [
        [tuple(at[x, _times(slope, x) ^ height] for x in _FIELD) for height in _FIELD]
        for slope in _FIELD
    ]
    upright = [tuple(at[x, y] for y in _FIELD) for x in _FIELD]
    return [*rounds, upright]
