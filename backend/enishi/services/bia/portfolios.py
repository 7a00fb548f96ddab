"""Chooses preparations for a case under a budget: seconds of work, beside the requests."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from enishi.domain.access import Caller, Scope
from enishi.domain.bia.assessment import without
from enishi.domain.bia.case import Case
from enishi.domain.bia.expectation import ExpectedLoss, Removal, expected_loss, removals
from enishi.domain.bia.job import Job
from enishi.domain.bia.option import RecoveryOption
from enishi.domain.bia.portfolio import PortfolioChoice, PortfolioObjective, portfolio_problem
from enishi.domain.bia.product import StockLevel
from enishi.domain.bia.recovery import situation
from enishi.domain.bia.risk import LossDistribution
from enishi.domain.errors import InvalidValueError, NotFoundError
from enishi.services.bia.assessments import AssessmentService
from enishi.services.bia.jobs import CancelledError, JobService, Reporter
from enishi.services.ports.bia import LossSimulator, PortfolioSolver

# Any fixed number: the same case gives the same figures.
_SEED = 1
# How much of the work is behind when each part is done, by experience with the shipped case.
_CHOSEN, _EXPECTED = 0.5, 0.6


@dataclass(frozen=True, slots=True)
class ScenarioRisk:
    """How the loss of an event is spread with some options."""

    scenario_ref: str
    option_refs: tuple[str, ...]
    losses: LossDistribution


@dataclass(frozen=True, slots=True)
class PortfolioPlan:
    """What to prepare under a budget, and what it changes."""

    budget: Decimal | None
    choice: PortfolioChoice
    chosen: ExpectedLoss
    without: ExpectedLoss
    removals: tuple[Removal, ...]
    risks: tuple[ScenarioRisk, ...]


@dataclass(frozen=True)
class PortfolioService:
    """Begins and shows such computations."""

    assessments: AssessmentService
    jobs: JobService
    solver: PortfolioSolver
    simulator: LossSimulator

    def start(
        self,
        ref: str,
        *,
        by: Caller,
        budget: Decimal | None = None,
        objective: PortfolioObjective = PortfolioObjective.MEAN,
        draws: int = 20_000,
    ) -> Job[PortfolioPlan]:
        """Begin to choose for a filed case; `budget` None: the case's own.

        Raises NotFoundError, InvalidValueError where there is nothing to choose from, and
        BusyError where too many computations wait already.
        """
        by.must_have(Scope.WRITE)
        day = self.assessments.today
        _, standing = self.assessments.standing(ref, by=by, day=day)
        case = without(standing.case, standing.gone)
        case = replace(case, budget=case.budget if budget is None else budget)
        for name, there in (("options", case.options), ("scenarios", case.scenarios)):
            if not there:
                raise InvalidValueError(
                    "備えを選ぶには、選択肢と災害が1つ以上必要です",
                    field=name,
                    english="choosing needs at least one option and one scenario",
                )
        return self.jobs.start(ref, lambda report: self.choose(case, objective, draws, day, report))

    def get(self, job_ref: str, *, by: Caller) -> Job[PortfolioPlan]:
        """Return how far a computation is; raises NotFoundError, also for somebody else's."""
        job = self.jobs.get(job_ref)
        try:
            self.assessments.cases.get(job.case_ref, by=by)
        except NotFoundError:
            raise self.jobs.no_such() from None
        return job

    def cancel(self, job_ref: str, *, by: Caller) -> Job[PortfolioPlan]:
        """Cancel a computation; raises NotFoundError."""
        by.must_have(Scope.WRITE)
        self.get(job_ref, by=by)
        return self.jobs.cancel(job_ref)

    def choose(
        self,
        case: Case,
        objective: PortfolioObjective,
        draws: int,
        day: date,
        report: Reporter,
    ) -> PortfolioPlan:
        """Choose, then reckon exactly what the choice changes, and how losses are spread."""
        problem = portfolio_problem(case, case.options, day)
        choice = self.solver.solve(problem, objective, is_cancelled=_asking(report))
        report(_CHOSEN)
        options = [option for option in case.options if option.ref in choice.option_refs]
        prepared = frozenset(choice.prepared)
        chosen = expected_loss(case, options, day, prepared=prepared)
        report(_EXPECTED)
        return PortfolioPlan(
            budget=case.budget,
            choice=choice,
            chosen=chosen,
            without=expected_loss(case, (), day),
            removals=removals(case, options, day, prepared=prepared),
            risks=tuple(self._risks(case, options, prepared, draws=draws, day=day, report=report)),
        )

    def _risks(
        self,
        case: Case,
        options: Sequence[RecoveryOption],
        prepared: frozenset[str],
        *,
        draws: int,
        day: date,
        report: Reporter,
    ) -> Iterator[ScenarioRisk]:
        for number, scenario in enumerate(case.scenarios):
            for used in ([], options):
                situations = [
                    situation(
                        *(case, product, scenario),
                        [option for option in used if option.product_ref == product.ref],
                        level=StockLevel.MEAN,
                        day=day,
                        prepared=prepared,
                    )
                    for product in case.products
                ]
                losses = self.simulator.simulate(situations, draws=draws, seed=_SEED)
                yield ScenarioRisk(scenario.ref, tuple(item.ref for item in used), losses)
            report(_EXPECTED + (1 - _EXPECTED) * (number + 1) / len(case.scenarios))


def _asking(report: Reporter) -> Callable[[], bool]:
    """Return what a solver asks now and then: whether nobody waits any more."""

    def is_cancelled() -> bool:
        try:
            report(0.0)
        except CancelledError:
            return True
        return False

    return is_cancelled
