"""The BIA workbench's services."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from enishi.adapters.background import ThreadPool
from enishi.adapters.db import SqlDatabase
from enishi.services.bia.alternatives import AlternativeService
from enishi.services.bia.assessments import AssessmentService
from enishi.services.bia.cases import CaseService
from enishi.services.bia.jobs import JobService
from enishi.services.bia.plans import PlanService
from enishi.services.bia.portfolios import PortfolioService
from enishi.services.bia.watching import WatchService
from enishi.services.needs import NeedService
from enishi.services.ports import Mailer
from enishi.services.search import SearchService
from enishi.settings import Settings


@dataclass(frozen=True)
class BiaWorkbench:
    """Everything about BIA cases; what an assessment does not need is not built for it."""

    settings: Settings
    database: SqlDatabase
    needs: NeedService
    search: Callable[[], SearchService]
    mailer: Callable[[], Mailer]

    @cached_property
    def cases(self) -> CaseService:
        """Keeps cases."""
        return CaseService(self.database)

    @cached_property
    def assessments(self) -> AssessmentService:
        """Assesses cases; for what nobody keeps the database is not asked."""
        return AssessmentService(self.cases)

    @cached_property
    def alternatives(self) -> AlternativeService:
        """Feeds plans from the matching."""
        return AlternativeService(self.assessments, self.needs, self.search)

    @cached_property
    def watch(self) -> WatchService:
        """Tells owners when a partner changes their figures."""
        return WatchService(self.database, self.mailer, self.settings.address)

    @cached_property
    def plans(self) -> PlanService:
        """Gathers what plans and proposals are written from."""
        return PlanService(self.assessments)

    @cached_property
    def jobs(self) -> JobService:
        """Computes beside the requests."""
        return JobService(ThreadPool())

    @cached_property
    def portfolios(self) -> PortfolioService:
        """Chooses preparations."""
        # Imported here: scipy takes half a second, which no other command should wait for.
        from enishi.adapters.solver import (  # noqa: PLC0415
            HighsPortfolioSolver,
            NumpyLossSimulator,
        )

        return PortfolioService(
            self.assessments, self.jobs, HighsPortfolioSolver(), NumpyLossSimulator()
        )
