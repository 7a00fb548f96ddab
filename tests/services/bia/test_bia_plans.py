"""What a plan is written from: the case as it stands, and the names that must not be in it."""

from datetime import UTC, datetime

import pytest

from builders import a_firm
from builders_bia import the_seed_case
from builders_callers import a_member
from builders_filed import a_case, an_option
from enishi.domain.errors import NotFoundError
from enishi.services.bia.assessments import AssessmentService
from enishi.services.bia.cases import CaseService
from enishi.services.bia.plans import PlanService
from enishi.services.firms import put_on
from fakes import MemoryDatabase

NOON = datetime(2026, 11, 26, 3, tzinfo=UTC)
OWN, STRANGER = a_member("F1"), a_member("F2")


def a_planner() -> tuple[CaseService, PlanService]:
    database = MemoryDatabase()
    with database.begin() as work:
        for ref in ("F1", "F2", "P"):
            put_on(work, a_firm(ref=ref, name=f"{ref}工業"))
    cases = CaseService(database, lambda: NOON)
    return cases, PlanService(AssessmentService(cases, lambda: NOON))


def test_the_grounds_of_a_filed_case_name_the_firms_behind_its_options():
    cases, plans = a_planner()
    ref = cases.create(a_case(options=[an_option(ref="O", firm_ref="P")]), by=OWN).record.ref

    grounds = plans.of_case(ref, by=OWN)

    assert grounds.firm_names == {"P": "P工業"}


def test_nobody_has_consented_until_the_network_says_so_whatever_the_case_says():
    cases, plans = a_planner()
    option = an_option(ref="O", firm_ref="P", is_named=True)
    ref = cases.create(a_case(options=[option]), by=OWN).record.ref

    (standing,) = plans.of_case(ref, by=OWN).assessment.case.options

    assert not standing.is_named


def test_somebody_elses_case_has_no_plan():
    cases, plans = a_planner()
    ref = cases.create(a_case(), by=OWN).record.ref

    with pytest.raises(NotFoundError):
        plans.of_case(ref, by=STRANGER)


def test_what_approvals_in_advance_change_is_reckoned_on_the_same_day():
    _, plans = a_planner()

    grounds = plans.of(the_seed_case())
    approved = grounds.approved()

    assert grounds.firm_names == {}
    assert approved.day == grounds.assessment.day
    assert {option.lead.change_approval.days for option in approved.case.options} == {0}
    assert {option.lead.change_approval.days for option in grounds.assessment.case.options} == {
        0,
        1,
    }
