"""How two retrieval legs become one order.

Each leg is read in spreads above the background of *this* query, z = (s − μ) / σ over one
fixed sample of firms (Lee 1997 and Savoy 2004 use the z-score over a result list; a fixed
sample keeps it independent of how deep the list goes). The fused score is a weighted mean
of the z-scores. Reciprocal rank fusion is not used: it gives the weaker leg the same say
as the stronger (docs/search.md has the figures).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, fsum, sqrt
from typing import NamedTuple

# Rank boundaries are decided on integers of this many parts of one spread, far coarser
# than the noise of float sums and far finer than any difference a reader could feel.
GRAIN = 10_000


# Thirty equal firms get a spread of some 1e-8 from the rounding of float32 alone.
_NOISE = 1e-6


@dataclass(frozen=True, slots=True)
class Background:
    """Mean and spread of one leg's scores over the sample, for one query."""

    mean: float
    spread: float

    @classmethod
    def of(cls, scores: Sequence[float]) -> "Background":
        """Summarise the sample's scores; firms that the leg did not find count as 0."""
        if not scores:
            return cls(0.0, 0.0)
        # Summed exactly: in which order an index holds its firms must not show.
        mean = fsum(scores) / len(scores)
        return cls(mean, sqrt(fsum((score - mean) ** 2 for score in scores) / len(scores)))

    def standardise(self, score: float) -> float:
        """Return how many spreads `score` lies above the mean; 0 where there is no spread."""
        return 0.0 if self.spread <= _NOISE else (score - self.mean) / self.spread


@dataclass(frozen=True, slots=True)
class Calibration:
    """Turns a score into the chance that a firm can do what is asked (Platt 1999).

    A score is relative: something is always first, and among firms of one trade nobody stands
    out. Nearness, a cosine, is not: a question about something else altogether finds nobody,
    and what is near by itself has the chance of its nearness at least. Nor is coverage: a
    question in words that no firm uses is seldom about their work.
    """

    intercept: float
    score: float  # a spread above the background
    nearness: float  # a cosine of 1
    coverage: float  # every word of the question used by some firm
    floor: float  # intercept and slope where nearness and coverage are all that is known
    floor_nearness: float

    def chance(self, score: float, nearness: float, coverage: float) -> float:
        """Return the chance, from 0 to 1."""
        together = self.intercept + self.score * score + self.nearness * nearness
        alone = self.floor + self.floor_nearness * nearness
        return 1 / (1 + exp(-max(together, alone) - self.coverage * coverage))


class Rank(NamedTuple):
    """Where a firm stands: higher score first, then the smaller reference."""

    negative_score: int  # −score in GRAIN parts of a spread, so that sorting is ascending
    firm_ref: str

    @classmethod
    def of(cls, score: float, firm_ref: str) -> "Rank":
        """Quantise a fused score."""
        return cls(-round(score * GRAIN), firm_ref)

    @property
    def score(self) -> float:
        """The fused score, in spreads above the background."""
        return -self.negative_score / GRAIN
