from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import combinations, pairwise
from random import Random
from time import process_time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from scipy.sparse import block_diag

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
from enishi.domain.bia.expectation import expected_loss, response
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
from enishi.domain.bia.product import Stock
from enishi.domain.errors import InvalidValueError

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


def test_a_partner_whose_place_is_unknown_is_not_prepared():
    assert SOLVER.solve(once_a_year(an_option(places=())), MEAN).option_refs == ()


def test_the_worst_years_may_be_worth_more_than_the_mean():
    # Of 2.4 million yen: on the mean a preparation does not pay, in the worst years it does.
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

    assert all(more <= less + Decimal("0.1") for less, more in pairwise(values))
    assert values[-1] < values[0]


def test_the_best_plan_of_the_seeds_case_is_the_best_of_all_that_are_listed():
    seed = the_seed_case()
    best = SOLVER.solve(portfolio_problem(seed, seed.options, TODAY), MEAN)
    listed_plans = {
        tuple(option.ref for option in options): expected_loss(seed, options, TODAY)
        for size in range(len(seed.options) + 1)
        for options in combinations(seed.options, size)
    }
    values = {
        refs: found.yearly + found.preparations / PLAN_YEARS
        for refs, found in listed_plans.items()
        if found.preparations <= seed.budget
    }

    assert float(best.value) == pytest.approx(float(min(values.values())))
    assert values[best.option_refs] == min(values.values())


@settings(max_examples=30)
@given(
    st.integers(0, 25),
    st.integers(0, 20 * 24).map(lambda hours: timedelta(hours=hours)),
    st.integers(0, 10 * 24).map(lambda hours: timedelta(hours=hours)),
    st.integers(0, 50),
    st.integers(0, 1_900),
    st.integers(0, 600),
)
def test_day_by_day_comes_to_what_is_exact(back, lead, ramp, capacity, premium, stock):
    """Without penalties, and where no partner could bring more than is asked for."""
    product = the_product(stock=Stock(Decimal(stock)), penalties=())
    scenario = an_outage(back, annual_rate=Decimal(1))
    case = a_case(products=(product,), scenarios=(scenario,))
    partner = an_alternative(
        lead=lead / timedelta(days=1),
        ramp=ramp,
        capacity_per_day=Decimal(capacity),
        premium=Decimal(premium),
    )

    found = SOLVER.solve(portfolio_problem(case, [partner], TODAY), MEAN).value
    exact = response(case, product, scenario, [partner], day=TODAY).loss

    assert float(found) == pytest.approx(float(exact), rel=1e-5, abs=1)


@settings(max_examples=20)
@given(st.integers(0, 60), st.integers(1, 40), st.integers(1, 9), st.integers(0, 4_000))
def test_a_partner_who_can_do_more_or_sooner_never_makes_the_best_plan_dearer(
    capacity, more, sooner, premium
):
    # Its pieces may cost more than they are worth: then they are bought to escape the penalty.
    partner = an_alternative(
        lead=10, capacity_per_day=Decimal(capacity), premium=Decimal(premium), activation=Decimal(0)
    )
    bigger = replace(partner, capacity_per_day=Decimal(capacity + more))
    earlier = replace(partner, lead=Lead(production=timedelta(days=10 - sooner)))
    value = SOLVER.solve(once_a_year(partner), MEAN).value

    for better in (bigger, earlier):
        assert SOLVER.solve(once_a_year(better), MEAN).value <= value + 1


def test_an_outage_of_more_than_a_year_is_refused_by_its_name():
    case = a_case(products=(the_product(),), scenarios=(an_outage(367),))

    with pytest.raises(InvalidValueError, match="366日を超え"):
        portfolio_problem(case, [], TODAY)


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
    begun = process_time()

    found = SOLVER.solve(portfolio_problem(case, options, TODAY), MEAN)

    assert found.status is SolverStatus.OPTIMAL
    # Seconds of this process: what else the machine does is not measured.
    assert process_time() - begun < 2


# The oracle: every combination of the binaries, with what is left as a linear programme.


@pytest.mark.parametrize("objective", PortfolioObjective)
@pytest.mark.parametrize("batch", range(4))
def test_the_programme_finds_what_listing_every_combination_finds(batch, objective):
    for seed in range(50):
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
    """Return the least loss of an event over every use of responses and every set of short days.

    The linear programmes have nothing in common, so they are solved side by side as one.
    """
    usable = [response for response in event.responses if response.needs <= chosen]
    uses = [
        used
        for size in range(len(usable) + 1)
        for used in combinations(usable, size)
        if len({response.group for response in used}) == size
    ]
    stock = float(event.stock) + sum(float(p) for ref, p in event.extra_stock if ref in chosen)
    tasks = [
        (sum(float(r.activation) for r in used) + due, a_programme(event, stock, used, short))
        for used in uses
        for due, short in penalties_and_short_days(event)
    ]
    costs, rows, most, bounds = zip(*(task for _, task in tasks), strict=True)
    found = linprog(
        np.concatenate(costs),
        A_ub=block_diag(rows, format="csr"),
        b_ub=np.concatenate(most),
        bounds=np.concatenate(bounds),
    )
    ends = np.cumsum([len(cost) for cost in costs])[:-1]
    parts = zip(costs, np.split(found.x, ends), strict=True)
    return min(fixed + cost @ x for (fixed, _), (cost, x) in zip(tasks, parts, strict=True))


def penalties_and_short_days(event: EventPlan) -> list[tuple[float, set[int]]]:
    """Return every set of days that may be short, with the penalty that is then due."""
    days = range(event.days)
    if not event.penalties:
        return [(0.0, set(days))]
    free, yen = event.penalties[0]
    unpaid = combinations(days, min(free, event.days))
    return [(float(yen), set(days)), *((0.0, set(short)) for short in unpaid)]


def a_programme(event: EventPlan, stock: float, used: Sequence[Response], short: set[int]):
    """Return costs, rows, limits and bounds; what is unmet on other days costs beyond reason."""
    days, demand, value = event.days, float(event.demand), float(event.piece_value)
    width = 2 + len(used)  # per day: stock after it, unmet, and what each response brings
    rows, most, costs, bounds = np.zeros((days, width * days)), np.full(days, -demand), [], []
    for day in range(days):
        at = day * width
        rows[day, at] = 1
        rows[day, at + 1 : at + width] = -1
        if day:
            rows[day, at - width] = -1
        most[day] += sum(float(r.own[day]) for r in used) + (0 if day else stock)
        costs += [0, value if day in short else 1e6, *(float(r.cost) for r in used)]
        bounds += [(0, stock), (0, demand), *((0, float(r.pieces[day])) for r in used)]
    return np.array(costs), rows, most, np.array(bounds)
