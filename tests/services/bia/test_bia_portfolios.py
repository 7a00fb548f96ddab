"""A portfolio for a filed case: chosen under its budget, watched, cancelled, and its owner's."""

from decimal import Decimal

import pytest

from builders import a_firm
from builders_callers import a_member
from builders_filed import MORNING, a_case
from enishi.adapters.solver import HighsPortfolioSolver, NumpyLossSimulator
from enishi.domain.bia.job import JobState
from enishi.domain.bia.portfolio import PortfolioObjective
from enishi.domain.errors import InvalidValueError, NotFoundError
from enishi.services.bia.assessments import AssessmentService
from enishi.services.bia.cases import CaseService
from enishi.services.bia.jobs import JobService
from enishi.services.bia.portfolios import PortfolioService
from fakes import MemoryDatabase
from services.bia.hand_pool import HandPool

OWN, OTHER = a_member("F1"), a_member("F2")


class Desk:
    """A firm's filed case, and what chooses for it."""

    def __init__(self, **known: object) -> None:
        database = MemoryDatabase()
        with database.begin() as work:
            work.firms.put_many([a_firm(ref="F1"), a_firm(ref="F2")])
        cases = CaseService(database, lambda: MORNING)
        self.ref = cases.create(a_case(**known), by=OWN).record.ref
        self.pool = HandPool()
        self.portfolios = PortfolioService(
            AssessmentService(cases, lambda: MORNING),
            JobService(self.pool),
            HighsPortfolioSolver(),
            NumpyLossSimulator(),
        )


@pytest.mark.parametrize("objective", PortfolioObjective)
def test_the_shipped_case_is_given_a_portfolio_that_is_worth_its_price(
    objective: PortfolioObjective,
):
    desk = Desk()
    job = desk.portfolios.start(desk.ref, by=OWN, draws=500, objective=objective)
    desk.pool.work()

    done = desk.portfolios.get(job.ref, by=OWN)

    assert (done.state, done.progress) == (JobState.DONE, 1.0)
    plan = done.result
    assert plan is not None
    assert plan.chosen.preparations <= Decimal(500_000)
    assert plan.chosen.yearly < plan.without.yearly
    assert {item.option_ref for item in plan.removals} == set(plan.choice.option_refs)
    assert all(item.change >= 0 for item in plan.removals)
    assert {item.losses.draws for item in plan.risks} == {500}
    assert len(plan.risks) == 6


def test_without_a_budget_nothing_is_prepared():
    desk = Desk()
    job = desk.portfolios.start(desk.ref, by=OWN, draws=100, budget=Decimal(0))
    desk.pool.work()

    plan = desk.portfolios.get(job.ref, by=OWN).result

    assert plan is not None
    assert plan.choice.prepared == ()
    assert plan.chosen.preparations == 0


def test_a_cancelled_choice_ends_without_a_result():
    desk = Desk()
    job = desk.portfolios.start(desk.ref, by=OWN)
    desk.portfolios.cancel(job.ref, by=OWN)
    desk.pool.work()

    ended = desk.portfolios.get(job.ref, by=OWN)
    assert (ended.state, ended.result) == (JobState.CANCELLED, None)


def test_somebody_elses_computation_is_as_good_as_none():
    desk = Desk()
    job = desk.portfolios.start(desk.ref, by=OWN)

    for ref in (job.ref, "j-none"):
        with pytest.raises(NotFoundError) as refused:
            desk.portfolios.get(ref, by=OTHER)
        assert refused.value.message == "その計算は見つかりません。もう一度始めてください"
    with pytest.raises(NotFoundError):
        desk.portfolios.cancel(job.ref, by=OTHER)
    with pytest.raises(NotFoundError):
        desk.portfolios.start(desk.ref, by=OTHER)


@pytest.mark.parametrize("name", ["options", "scenarios"])
def test_where_there_is_nothing_to_choose_from_it_is_said_at_the_field(name: str):
    desk = Desk(**{name: []})

    with pytest.raises(InvalidValueError) as refused:
        desk.portfolios.start(desk.ref, by=OWN)

    assert refused.value.field == name
