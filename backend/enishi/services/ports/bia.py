"""What a BIA asks of machines that reckon: the best portfolio, and the spread of a loss."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Protocol

from enishi.domain.bia.portfolio import PortfolioChoice, PortfolioObjective, PortfolioProblem
from enishi.domain.bia.recovery import Situation
from enishi.domain.bia.risk import LossDistribution

# What a person waits for with a progress bar in sight.
PATIENCE = timedelta(seconds=30)


def never() -> bool:
    """Say that nobody cancels."""
    return False


class PortfolioSolver(Protocol):
    """Chooses preparations."""

    def solve(
        self,
        problem: PortfolioProblem,
        objective: PortfolioObjective,
        *,
        time_limit: timedelta = PATIENCE,
        is_cancelled: Callable[[], bool] = never,
    ) -> PortfolioChoice:
        """Return the best choice, or the best that was found in time.

        A cancelled search ends within a few seconds with what it had; nothing chosen is an
        answer too. The same problem always has the same answer, unless time runs out.
        """


class LossSimulator(Protocol):
    """Draws durations and reckons what the event costs in each draw."""

    def simulate(
        self,
        situations: Sequence[Situation],
        *,
        draws: int = 20_000,
        seed: int = 1,
    ) -> LossDistribution:
        """Return how the loss of one event over all its products is spread.

        The same seed gives the same figures.
        """
