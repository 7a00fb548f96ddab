"""What showing one firm to another is worth to both."""

from math import exp, sqrt

from enishi.domain.allocation.rules import WHOLE, AllocationRules


def rotation_factor(meetings: int) -> float:
    """Return exp(−meetings / 2): how much a pair counts that has met so often; 1 for never."""
    return exp(-meetings / 2)


def pair_value(
    viewer_gain: float, shown_gain: float, rules: AllocationRules, *, meetings: int = 0
) -> int:
    """Return what a showing is worth, in ten-thousandths.

    √(gain of the viewer · gain of the shown) · rotation: the geometric mean falls to nothing
    where one side gains nothing, as the mean of a reciprocal recommendation has to (Neve and
    Palomares 2019). Gains run from 0 to 1; one under the floor counts as the floor, since a firm
    that has not said what it looks for is not known to gain nothing.
    """
    least = rules.least_gain / WHOLE
    both = sqrt(max(least, min(1.0, viewer_gain)) * max(least, min(1.0, shown_gain)))
    return round(both * rotation_factor(meetings) * WHOLE)
