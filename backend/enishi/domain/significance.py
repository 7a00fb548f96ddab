"""Whether a difference between two searches says more than the choice of needs.

Smucker, Allan & Carterette 2007, "A comparison of statistical significance tests for information
retrieval evaluation" (CIKM, doi:10.1145/1321440.1321528), recommend the randomisation test of
Fisher (1935) and Pitman (1937) for means such as nDCG, and use the bootstrap beside it. The
interval is the percentile interval of Efron & Tibshirani 1993, "An Introduction to the
Bootstrap", chapter 13.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum
from random import Random
from statistics import fmean

from enishi.domain.errors import InvalidValueError

# Any seed does, but only one: the same files give the same figures every time.
SEED = 2007
# Random flips of the signs, where there are too many to try them all.
FLIPS = 10_000
# Up to here all 2^n flips are tried, 16,384 at most.
EXACT_LIMIT = 14
# 1,000 are the least that an interval asks for (Efron & Tibshirani, 13.3); of 1,999 means the
# fiftieth from either end bounds 95 % exactly.
RESAMPLES = 1_999
_TAIL = 50
# Sums of the same numbers in another order differ in their last digits.
_ROUNDING = 1e-12


@dataclass(frozen=True, slots=True)
class Interval:
    """Where a mean lies with 95 % confidence, bounds included."""

    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise InvalidValueError(
                f"区間の下限 {self.low} が上限 {self.high} を超えています",
                english=f"an interval cannot reach from {self.low} to {self.high}",
            )


def randomisation_p(differences: Sequence[float], *, seed: int = SEED) -> float:
    """Return how often chance alone gives a mean as far from 0 as that of paired differences.

    Two-sided, in (0, 1]. Were both searches alike, each difference could as well have the other
    sign. With n differences other than 0, all 2^n flips of signs are counted where
    n ≤ EXACT_LIMIT; beyond, FLIPS random ones as (count + 1) / (FLIPS + 1).
    """
    # 0 has no sign: leaving it out changes no sum.
    told = [difference for difference in differences if difference]
    observed = abs(fsum(told)) - _ROUNDING * fsum(map(abs, told))
    if len(told) <= EXACT_LIMIT:
        totals = [0.0]
        for difference in told:
            totals = [total + signed for total in totals for signed in (difference, -difference)]
        return sum(abs(total) >= observed for total in totals) / len(totals)
    chance = Random(seed)
    count = sum(abs(_flipped(told, chance)) >= observed for _ in range(FLIPS))
    return (count + 1) / (FLIPS + 1)


def bootstrap_interval(values: Sequence[float], *, seed: int = SEED) -> Interval | None:
    """Return the 95 % percentile bootstrap interval of the mean; None for less than two values."""
    if len(values) < 2:
        return None
    chance = Random(seed)
    means = sorted(fmean(chance.choices(values, k=len(values))) for _ in range(RESAMPLES))
    return Interval(means[_TAIL - 1], means[-_TAIL])


def _flipped(differences: Sequence[float], chance: Random) -> float:
    """Return the sum with each sign left or turned, as a coin decides."""
    coins = chance.getrandbits(len(differences))
    return sum(
        -difference if coins >> place & 1 else difference
        for place, difference in enumerate(differences)
    )
