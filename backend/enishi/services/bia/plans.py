"""Gathers what plans and proposals are written from: an assessment, and whom not to name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from enishi.domain.access import Caller
from enishi.domain.bia.assessment import Assessment, assess
from enishi.domain.bia.case import Case
from enishi.domain.bia.claims import SharedCapacity
from enishi.domain.bia.pairs import BackupPair
from enishi.domain.bia.plan import approved_in_advance
from enishi.services.bia.assessments import AssessmentService


@dataclass(frozen=True, slots=True)
class PlanGrounds:
    """What a plan is written from.

    `firm_names` says how the network calls the firms behind the options, so that the name of one
    that has not consented can be struck out wherever it stands.
    """

    assessment: Assessment
    claims: tuple[SharedCapacity, ...] = ()
    pairs: tuple[BackupPair, ...] = ()
    firm_names: Mapping[str, str] = field(default_factory=dict)

    def approved(self) -> Assessment:
        """Return the assessment as if every change had been approved in quiet times."""
        now = self.assessment
        return assess(approved_in_advance(now.case), now.day, gone=now.gone)


@dataclass(frozen=True)
class PlanService:
    """Gathers the grounds of plans, of filed cases and of cases that nobody keeps."""

    assessments: AssessmentService

    def of_case(self, ref: str, *, by: Caller, day: date | None = None) -> PlanGrounds:
        """Return the grounds of a filed case, its partners as they stand; or NotFoundError."""
        found = self.assessments.in_network(ref, by=by, day=day)
        with self.assessments.cases.database.read() as work:
            firms = work.firms.get_many(sorted(found.filed.record.leans_on))
        names = {firm_ref: firm.record.name for firm_ref, firm in firms.items()}
        return PlanGrounds(found.assessment, found.claims, found.pairs, names)

    def of(self, case: Case, day: date | None = None) -> PlanGrounds:
        """Return the grounds of a case that was sent; raises InvalidValueError."""
        return PlanGrounds(self.assessments.assess(case, day))
