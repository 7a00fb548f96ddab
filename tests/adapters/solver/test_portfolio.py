from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import combinations
from random import Random
from time import perf_counter

import numpy as np
import pytest
from scipy.optimize import linprog

from builders_bia import a_case, known_answers, the_seed_case
from builders_recovery import (
    HOME,
    NIIGATA,
    OSAKA,
    TODAY,
    an_alternative,
    an_option,
    an_outage,
    the_product,
)
from enishi.adapters.solver import HighsPortfolioSolver
from enishi.domain.bia.expectation import expected_loss
from enishi.domain.bia.option import Lead, OptionKind
from enishi.domain.bia.portfolio import (
    PLAN_YEARS,
    EventPlan,
    PortfolioObjective,
    PortfolioProblem,
    Response,
    SolverStatus,
    portfolio_problem,
)

SOLVER = HighsPortfolioSolver()
ROWS = {row["name"]: row for row in known_answers()["recovery_options"]["cases"]}
MEAN, CVAR = PortfolioObjective.MEAN, PortfolioObjective.CVAR


def once_a_year(*options, **product):
    """The agreed outage of twenty days, certain to come every year."""
    thing = the_product(**product)
    certain = an_outage(annual_rate=Decimal(1))
    return portfolio_problem(a_case(products=(thing,), scenarios=(certain,)), options, TODAY)


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("none", ()),
        ("alternative", (an_alternative(),)),
        ("pre-qualified alternative", (an_alternative(lead=5, activation=Decimal(300_000)),)),
    ],
)
def test_day_by_day_the_programme_reproduces_the_agreed_losses(name, options):
    found = SOLVER.solve(once_a_year(*options), MEAN)

    assert round(found.value) == ROWS[name]["loss"]
    assert found.status is SolverStatus.OPTIMAL


def test_what_costs_more_than_it_saves_is_not_used():
    dear = an_alternative(activation=Decimal(5_000_000))

    assert SOLVER.solve(once_a_year(dear), MEAN).option_refs == ()


def test_what_needs_a_preparation_is_used_only_when_it_is_paid():
    useful = an_option(preparation=Decimal(600_000))
    problem = once_a_year(useful)

    assert SOLVER.solve(problem, MEAN).prepared == ("O1",)
    assert SOLVER.solve(replace(problem, budget=Decimal(599_999)), MEAN).prepared == ()


def test_a_preparation_is_shared_by_the_years_of_a_plan():
    found = SOLVER.solve(once_a_year(an_option(preparation=Decimal(600_000))), MEAN)

    assert round(found.value) == 600_000 / PLAN_YEARS


def test_a_partner_who_could_be_qualified_is_used_as_it_is_where_that_is_too_dear():
    lead = Lead(change_approval=timedelta(days=7), production=timedelta(days=5))
    partner = an_alternative(
        lead=0, preparation=Decimal(300_000), is_qualified_in_advance=True, rung=None
    )
    problem = once_a_year(replace(partner, lead=lead))

    assert SOLVER.solve(problem, MEAN).prepared == ("O1",)
    found = SOLVER.solve(replace(problem, budget=Decimal(0)), MEAN)
    assert (found.prepared, found.at_hand) == ((), ("O1",))
    assert round(found.value) == ROWS["alternative"]["loss"]


def test_stock_is_bought_where_it_pays():
    stock = an_option(kind=OptionKind.STOCK, extra_stock=Decimal(700), preparation=Decimal(900_000))

    found = SOLVER.solve(once_a_year(stock), MEAN)

    assert found.prepared == ("O1",)
    assert round(found.value) == 300_000


def test_of_two_equal_partners_the_one_outside_the_hazard_is_prepared():
    near = an_option("A", preparation=Decimal(100_000), places=(HOME,))
    far = an_option("B", preparation=Decimal(100_000), places=(OSAKA,))

    assert SOLVER.solve(once_a_year(near, far), MEAN).prepared == ("B",)


def test_the_worst_years_may_be_worth_more_than_the_mean():
    """A rare disaster of 2.4 million yen: the mean does not pay for a preparation, the tail does."""
    rare = an_outage(annual_rate=Decimal("0.06"))
    case = a_case(products=(the_product(),), scenarios=(rare,))
    problem = portfolio_problem(case, [an_option(preparation=Decimal(600_000))], TODAY)

    assert SOLVER.solve(problem, MEAN).prepared == ()
    assert SOLVER.solve(problem, CVAR).prepared == ("O1",)


def test_the_tail_without_options_is_the_loss_where_it_is_likelier_than_the_tail():
    case = a_case(products=(the_product(),), scenarios=(an_outage(annual_rate=Decimal("0.06")),))

    found = SOLVER.solve(portfolio_problem(case, [], TODAY), CVAR)

    assert round(found.value) == ROWS["none"]["loss"]


def test_one_more_option_never_makes_the_best_plan_dearer():
    seed = the_seed_case()
    case = replace(seed, budget=Decimal(2_000_000))
    values = [
        SOLVER.solve(portfolio_problem(case, case.options[:count], TODAY), MEAN).value
        for count in range(len(case.options) + 1)
    ]

    assert all(more <= less + Decimal("0.1") for less, more in zip(values, values[1:]))
    assert values[-1] < values[0]


def test_the_best_plan_is_no_dearer_than_any_that_is_listed():
    seed = the_seed_case()
    best = SOLVER.solve(portfolio_problem(seed, seed.options, TODAY), MEAN).value

    for size in range(len(seed.options) + 1):
        for options in combinations(seed.options, size):
            cost = sum(option.preparation for option in options)
            if cost <= seed.budget:
                yearly = expected_loss(seed, options, TODAY).yearly
                assert best <= yearly + cost / PLAN_YEARS + Decimal("0.1")


def test_a_cancelled_search_says_so_and_prepares_nothing():
    found = SOLVER.solve(once_a_year(an_option()), MEAN, is_cancelled=lambda: True)

    assert found.status is SolverStatus.CANCELLED
    assert found.option_refs == ()


def test_a_search_without_time_says_so():
    found = SOLVER.solve(once_a_year(an_option()), MEAN, time_limit=timedelta(0))

    assert found.status is SolverStatus.OUT_OF_TIME


def test_five_options_three_events_and_sixty_days_take_under_two_seconds():
    product = the_product()
    scenarios = tuple(
        an_outage(60 - 5 * n, ref=f"S{n}", annual_rate=Decimal(n + 1) / 50) for n in range(3)
    )
    options = [
        an_alternative(
            f"O{n}",
            lead=3 + 4 * n,
            places=(NIIGATA,),
            premium=Decimal(300 + 100 * n),
            preparation=Decimal(50_000 * n),
        )
        for n in range(5)
    ]
    case = a_case(products=(product,), scenarios=scenarios, budget=Decimal(300_000))
    begun = perf_counter()

    found = SOLVER.solve(portfolio_problem(case, options, TODAY), MEAN)

    assert found.status is SolverStatus.OPTIMAL
    assert perf_counter() - begun < 2


# The oracle: every combination of the binaries, with what is left as a linear programme.


@pytest.mark.parametrize("objective", PortfolioObjective)
@pytest.mark.parametrize("batch", range(4))
def test_the_programme_finds_what_listing_every_combination_finds(batch, objective):
    for seed in range(25):
        problem = a_small_problem(Random(1_000 * batch + seed))

        found = float(SOLVER.solve(problem, objective).value)

        assert found == pytest.approx(listed(problem, objective), rel=1e-5, abs=0.5)


def a_small_problem(chance: Random) -> PortfolioProblem:
    refs = ["A", "B"][: chance.randint(1, 2)]
    return PortfolioProblem(
        preparations=tuple((ref, Decimal(chance.choice([0, 20_000, 60_000]))) for ref in refs),
        budget=chance.choice([None, Decimal(30_000), Decimal(70_000)]),
        events=tuple(
            an_event(chance, f"S{number}", refs) for number in range(chance.randint(1, 2))
        ),
    )


def an_event(chance: Random, ref: str, refs: list[str]) -> EventPlan:
    days, demand = chance.randint(2, 4), 10
    back = chance.randint(1, days)

    def pieces(most: int) -> tuple[Decimal, ...]:
        return tuple(Decimal(chance.randint(0, most)) for _ in range(days))

    nothing = (Decimal(0),) * days
    own = tuple(Decimal(demand if day >= back else 0) for day in range(days))
    flow = Response("flow", frozenset(), frozenset(), Decimal(0), Decimal(0), own, nothing)
    others = [
        Response(
            group=chance.choice(["flow", option]),
            refs=frozenset({option}),
            needs=frozenset({option}) if chance.random() < 0.7 else frozenset(),
            activation=Decimal(chance.choice([0, 5_000])),
            cost=Decimal(chance.choice([0, 300, 900])),
            own=nothing,
            pieces=pieces(12),
        )
        for option in refs
    ]
    is_stock = chance.random() < 0.3
    return EventPlan(
        scenario_ref=ref,
        product_ref="P",
        annual_rate=Decimal(chance.choice(["0.03", "0.2", "0.9"])),
        demand=Decimal(demand),
        stock=Decimal(chance.randint(0, 15)),
        extra_stock=((refs[0], Decimal(8)),) if is_stock else (),
        piece_value=Decimal(1_000),
        penalties=((chance.randint(0, 2), Decimal(20_000)),) if chance.random() < 0.7 else (),
        days=days,
        responses=(flow, *others),
    )


def listed(problem: PortfolioProblem, objective: PortfolioObjective) -> float:
    """Return the least objective over every set of preparations, each event at its cheapest."""
    costs = {ref: float(yen) for ref, yen in problem.preparations}
    sets = [
        frozenset(chosen) for size in range(len(costs) + 1) for chosen in combinations(costs, size)
    ]
    budget = float("inf") if problem.budget is None else float(problem.budget)
    affordable = [chosen for chosen in sets if sum(costs[ref] for ref in chosen) <= budget]
    rates = [float(event.annual_rate) for event in problem.events]
    best = float("inf")
    for chosen in affordable:
        losses = [cheapest(event, chosen) for event in problem.events]
        yearly = sum(costs[ref] for ref in chosen) / PLAN_YEARS
        weigh = mean_of if objective is MEAN else tail_of
        best = min(best, yearly + weigh(losses, rates))
    return best


def mean_of(losses: list[float], rates: list[float]) -> float:
    return sum(rate * loss for rate, loss in zip(rates, losses, strict=True))


def tail_of(losses: list[float], rates: list[float]) -> float:
    """CVaR of a discrete year: the mean loss of its worst twentieth, filled from the worst down."""
    whole = max(1.0, sum(rates))
    left, total = 0.05, 0.0
    for loss, rate in sorted(zip(losses, rates, strict=True), reverse=True):
        part = min(left, rate / whole)
        total += part * loss
        left -= part
    return total / 0.05


def cheapest(event: EventPlan, chosen: frozenset[str]) -> float:
    usable = [response for response in event.responses if response.needs <= chosen]
    best = float("inf")
    for size in range(len(usable) + 1):
        for used in combinations(usable, size):
            if len({response.group for response in used}) == size:
                best = min(best, cheapest_with(event, chosen, used))
    return best


def cheapest_with(event: EventPlan, chosen: frozenset[str], used) -> float:
    fixed = sum(float(response.activation) for response in used)
    days = range(event.days)
    if not event.penalties:
        return fixed + days_short_at_most(event, chosen, used, set(days))
    free, yen = event.penalties[0]
    unpaid = (set(short) for short in combinations(days, min(free, event.days)))
    without = min(days_short_at_most(event, chosen, used, short) for short in unpaid)
    return fixed + min(without, float(yen) + days_short_at_most(event, chosen, used, set(days)))


def days_short_at_most(event: EventPlan, chosen: frozenset[str], used, short: set[int]) -> float:
    """Return the least cost with unmet pieces on these days alone; infinite if that cannot be."""
    days, demand = event.days, float(event.demand)
    stock = float(event.stock) + sum(float(p) for ref, p in event.extra_stock if ref in chosen)
    width = 2 + len(used)  # per day: stock after it, unmet, and what each response brings
    costs = np.tile([0, float(event.piece_value), *(float(r.cost) for r in used)], days)
    rows, most = np.zeros((days, width * days)), np.full(days, -demand)
    bounds = []
    for day in range(days):
        at = day * width
        rows[day, at] = 1
        rows[day, at + 1 : at + width] = -1
        if day:
            rows[day, at - width] = -1
        most[day] += sum(float(r.own[day]) for r in used) + (0 if day else stock)
        bounds += [(0, stock), (0, demand if day in short else 0)]
        bounds += [(0, float(r.pieces[day])) for r in used]
    found = linprog(costs, A_ub=rows, b_ub=most, bounds=bounds)
    return float(found.fun) if found.success else float("inf")
