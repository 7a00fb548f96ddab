from dataclasses import replace
from decimal import Decimal
from time import process_time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders_bia import a_case, days, known_answers
from builders_recovery import (
    HOME,
    TODAY,
    an_alternative,
    an_option,
    an_outage,
    outcome,
    the_product,
)
from enishi.adapters.solver import NumpyLossSimulator
from enishi.adapters.solver.simulation import factors, tail_of
from enishi.domain.bia.option import Lead
from enishi.domain.bia.product import Stock, StockLevel
from enishi.domain.bia.recovery import situation

SIMULATOR = NumpyLossSimulator()
CERTAIN = {"optimistic": Decimal(1), "pessimistic": Decimal(1)}


def met(*options, product=None, scenario=None):
    return situation(
        a_case(),
        product or the_product(),
        scenario or an_outage(),
        options,
        level=StockLevel.MEAN,
        day=TODAY,
    )


def test_value_at_risk_and_the_tail_give_the_agreed_answers():
    found = tail_of(np.arange(1.0, 101.0), 0.95)

    assert found.value_at_risk == 95
    assert found.conditional == pytest.approx(known_answers()["cvar95_of_1_to_100"])


@given(st.lists(st.floats(0, 1e9), min_size=1, max_size=300))
def test_the_tail_is_no_better_than_its_threshold_and_that_no_better_than_the_median(losses):
    found = tail_of(np.array(losses), 0.95)
    worst = sorted(losses)[-max(1, len(losses) // 20) :]

    assert found.conditional >= found.value_at_risk >= np.quantile(losses, 0.5, method="lower")
    assert found.conditional <= max(losses) * (1 + 1e-9)
    if len(losses) % 20 == 0:
        assert found.conditional == pytest.approx(np.mean(worst))


HOURS = st.integers(0, 24 * 30).map(lambda value: days(value / 24))


@st.composite
def partners(draw, ref):
    return an_alternative(
        ref,
        lead=draw(HOURS) / days(1),
        ramp=draw(HOURS),
        capacity_per_day=draw(st.integers(0, 120).map(Decimal)),
        premium=draw(st.integers(0, 1_900).map(Decimal)),
    )


@settings(max_examples=60)
@given(HOURS, partners("O1"), partners("O2"), st.integers(0, 400))
def test_without_any_spread_every_draw_is_the_exact_outcome(back, one, other, stock):
    product = the_product(stock=Stock(Decimal(stock)))
    scenario = an_outage(back, **CERTAIN)

    found = SIMULATOR.simulate([met(one, other, product=product, scenario=scenario)], draws=3)
    exact = float(outcome(one, other, product=product, scenario=scenario).loss)

    assert float(found.mean) == pytest.approx(exact, abs=0.01)
    assert float(found.standard_error) == pytest.approx(0, abs=1e-6)


def test_the_same_seed_draws_the_same_and_another_does_not():
    one, again = (SIMULATOR.simulate([met(an_alternative())], seed=7) for _ in range(2))

    assert one == again
    assert SIMULATOR.simulate([met(an_alternative())], seed=8).mean != one.mean


def test_the_standard_error_is_of_the_size_by_which_seeds_differ():
    runs = [SIMULATOR.simulate([met()], draws=500, seed=seed) for seed in range(40)]
    spread = np.std([float(run.mean) for run in runs], ddof=1)

    assert float(runs[0].standard_error) == pytest.approx(spread, rel=0.5)


def test_the_tail_is_no_better_than_value_at_risk_and_that_no_better_than_the_mean():
    found = SIMULATOR.simulate([met(an_alternative())])

    assert found.mean < found.var95 <= found.cvar95


def test_factors_lie_between_their_ends_with_the_mean_of_pert():
    drawn = factors(np.random.default_rng(1), met(), 100_000)

    assert 0.7 <= drawn.min() < drawn.max() <= 1.6
    assert drawn.mean() == pytest.approx((0.7 + 4 * 1 + 1.6) / 6, abs=0.002)


def test_a_qualified_partner_helps_and_one_in_the_same_footprint_only_costs_its_preparation():
    none = SIMULATOR.simulate([met()])
    late = SIMULATOR.simulate([met(an_alternative())])
    qualified = SIMULATOR.simulate([met(an_alternative(lead=5))])
    struck = SIMULATOR.simulate([met(an_alternative(lead=5, places=(HOME,)))])

    assert qualified.cvar95 < late.cvar95 < none.cvar95
    assert struck == none


def test_two_products_of_one_event_are_out_in_the_same_draws():
    alone = SIMULATOR.simulate([met()])
    both = SIMULATOR.simulate([met(), met()])

    assert float(both.cvar95) == pytest.approx(2 * float(alone.cvar95))


def test_a_flow_that_partners_carry_is_stretched_with_the_flow():
    scenario = an_outage(30, **CERTAIN)
    plain = met(an_option(covers=(), lead=Lead(production=days(10))), scenario=scenario)
    carried = replace(plain, covered=plain.delivered[0], delivered=())

    assert SIMULATOR.simulate([carried]).mean == SIMULATOR.simulate([plain]).mean


def test_twenty_thousand_draws_of_ninety_days_take_under_two_seconds():
    scenario = an_outage(90)
    options = [an_alternative(f"O{n}", lead=10 + 5 * n) for n in range(5)]
    begun = process_time()

    found = SIMULATOR.simulate([met(*options, scenario=scenario)])

    assert found.draws == 20_000
    # Seconds of this process: what else the machine does is not measured.
    assert process_time() - begun < 2
