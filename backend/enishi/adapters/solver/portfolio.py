"""Chooses preparations with HiGHS (Huangfu and Hall 2018), by scipy."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from time import monotonic
from typing import Any

from scipy.optimize import Bounds, LinearConstraint, milp

from enishi.adapters.solver.programme import THOUSAND, Programme, programme
from enishi.domain.bia.portfolio import (
    PortfolioChoice,
    PortfolioObjective,
    PortfolioProblem,
    SolverStatus,
    chosen_of,
)
from enishi.services.ports.bia import PATIENCE, never

# A share of the objective under which two portfolios are as good as each other.
_GAP = 1e-6
# A run of HiGHS cannot be stopped from outside. It is run for some seconds, then again for twice
# as long, and so on: who cancels waits for no longer than that. Most plans end in the first.
_FIRST_TRY = 4.0
_OUT_OF_TIME = 1  # scipy's status


@dataclass(frozen=True)
class HighsPortfolioSolver:
    """Solves the mixed-integer programme of a portfolio."""

    gap: float = _GAP

    def solve(
        self,
        problem: PortfolioProblem,
        objective: PortfolioObjective,
        *,
        time_limit: timedelta = PATIENCE,
        is_cancelled: Callable[[], bool] = never,
    ) -> PortfolioChoice:
        """Return the best choice, or the best that was found in time."""
        task = programme(problem, objective)
        end, seconds = monotonic() + time_limit.total_seconds(), _FIRST_TRY
        best: Any = None
        while not is_cancelled():
            left = end - monotonic()
            if left <= 0:
                return _choice(problem, task, best, SolverStatus.OUT_OF_TIME)
            found = self._run(task, min(seconds, left))
            best = found if found.x is not None else best
            if found.status != _OUT_OF_TIME:
                return _choice(problem, task, best, SolverStatus.OPTIMAL)
            seconds *= 2
        return _choice(problem, task, best, SolverStatus.CANCELLED)

    def _run(self, task: Programme, seconds: float) -> Any:
        return milp(
            task.costs,
            integrality=task.is_whole.astype(int),
            bounds=Bounds(0, task.most),
            constraints=LinearConstraint(task.rows, task.low, task.high),
            options={"time_limit": seconds, "mip_rel_gap": self.gap},
        )


def _choice(
    problem: PortfolioProblem, task: Programme, found: Any, status: SolverStatus
) -> PortfolioChoice:
    """Read the answer; a search that found none in time prepares nothing, and may be far off."""
    if found is None:
        return PortfolioChoice((), (), Decimal("Infinity"), Decimal(1), status)
    prepared = [ref for ref, column in task.prepare.items() if found.x[column] > 0.5]
    used = [
        response
        for event, columns in zip(problem.events, task.use, strict=True)
        for response, column in zip(event.responses, columns, strict=True)
        if found.x[column] > 0.5
    ]
    ready, at_hand = chosen_of(problem, prepared, used)
    return PortfolioChoice(
        prepared=ready,
        at_hand=at_hand,
        value=Decimal(float(found.fun)) * Decimal(THOUSAND),
        gap=Decimal(float(found.mip_gap or 0)),
        status=status,
    )
