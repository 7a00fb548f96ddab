"""The firms that a ranking looks at, with the scores of its legs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from enishi.domain.match import ScorePart
from enishi.domain.ranking import Background, Rank
from enishi.services.retrieval import Nearness

WORDS, MEANING, CONCEPTS, LATE = "words", "meaning", "concepts", "late"
LEGS = (WORDS, MEANING, CONCEPTS, LATE)
# A rare word that one firm happens to use stands out by ten spreads and more, and would drown
# whatever else is asked: words count in full up to here.
FULL = 3

Scores = NDArray[np.float64]  # (rows,)


@dataclass(frozen=True, slots=True)
class Slate:
    """Rows with the scores of the legs, each leg in spreads above its background."""

    nearness: Nearness
    refs: Sequence[str]
    coverage: float  # share of the question's words that any firm uses
    legs: Mapping[str, Scores]  # (rows,)
    weights: Mapping[str, float]  # not yet weighed against each other

    def with_leg(self, name: str, spreads: Scores, weight: float) -> "Slate":
        """Return the same rows with one more leg."""
        return replace(
            self, legs={**self.legs, name: spreads}, weights={**self.weights, name: weight}
        )

    def best(self, count: int) -> "Slate":
        """Return the first `count` rows by relevance, ties by the firm's ref."""
        ranks = list(map(Rank.of, self._relevance.tolist(), self.refs))
        kept = sorted(sorted(range(len(ranks)), key=ranks.__getitem__)[:count])
        return Slate(
            self.nearness.among(kept),
            [self.refs[place] for place in kept],
            self.coverage,
            {name: leg[kept] for name, leg in self.legs.items()},
            self.weights,
        )

    def found(self) -> Iterator["Found"]:
        """Yield the rows one by one."""
        shares = self._shares
        legs = {name: leg.tolist() for name, leg in self.legs.items()}
        rows = self.nearness.rows.tolist()
        for place, similarities in enumerate(self.nearness.by_firm()):
            parts = tuple(ScorePart(name, legs[name][place], shares[name]) for name in legs)
            yield Found(rows[place], self.refs[place], similarities, self.coverage, parts)

    @property
    def _shares(self) -> Mapping[str, float]:
        """The weights of the legs, summing to 1."""
        whole = sum(self.weights.values())
        return {name: weight / whole for name, weight in self.weights.items()}

    @property
    def _relevance(self) -> Scores:
        """The weighted mean of the legs, in spreads above the background."""
        total = np.zeros(len(self.refs), np.float64)
        for name, share in self._shares.items():
            total += share * self.legs[name]
        return total


@dataclass(frozen=True, slots=True)
class Found:
    """A row with what each leg says of it."""

    row: int
    firm_ref: str
    similarities: Sequence[float]  # of its passages
    coverage: float
    legs: tuple[ScorePart, ...]

    @property
    def similarity(self) -> float:
        """Of the nearest passage."""
        return max(self.similarities)

    @property
    def relevance(self) -> float:
        """The weighted mean of the legs, in spreads above the background."""
        return sum(leg.value * leg.weight for leg in self.legs)


def in_spreads(scores: Iterable[float], scale: Background) -> Scores:
    """Return scores in spreads above their background."""
    return np.array([scale.standardise(float(score)) for score in scores], np.float64)


def softened(spreads: Scores) -> Scores:
    """Return spreads, those above FULL counting by their logarithm."""
    above = np.maximum(spreads - FULL, 0)
    return np.where(above > 0, FULL + np.log1p(above), spreads)
