"""What must hold for every outage, whatever the figures (models.md §5.4)."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise, permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from builders_bia import a_case, a_step
from builders_recovery import HOME, THE_PENALTY, TODAY, an_option, an_outage, outcome, the_product
from enishi.domain.bia.finance import Finance
from enishi.domain.bia.option import Lead, OptionKind
from enishi.domain.bia.product import Stock, StockLevel
from enishi.domain.bia.recovery import RecoveryOutcome, situation
from enishi.domain.bia.trajectory import follow
from enishi.domain.bia.values import in_days

# Digits that divisions and roots leave over.
CRUMB = Decimal("1e-9")
PIECES = st.integers(0, 400).map(Decimal)
HOURS = st.integers(0, 24 * 30).map(lambda value: timedelta(hours=value))
# A piece is worth 1,972 yen: below that a partner's piece is worth buying.
PREMIUMS = st.integers(0, 1_900).map(Decimal)
STEPS = st.integers(1, 40)


@st.composite
def alternatives(draw):
    return an_option(
        lead=Lead(production=draw(HOURS)),
        ramp=draw(HOURS),
        capacity_per_day=draw(st.integers(0, 120).map(Decimal)),
        premium=draw(PREMIUMS),
        activation=draw(st.integers(0, 500_000).map(Decimal)),
    )


@st.composite
def outages(draw):
    return an_outage(draw(HOURS), demand_factor=Decimal(draw(st.integers(5, 20))) / 10)


def stocked(pieces: Decimal, **named):
    return the_product(stock=Stock(pieces), **named)


@given(outages(), alternatives(), PIECES, STEPS)
def test_more_stock_never_costs_more(scenario, option, stock, more):
    less = outcome(option, product=stocked(stock), scenario=scenario)
    other = outcome(option, product=stocked(stock + more), scenario=scenario)

    assert other.loss <= less.loss + CRUMB


@given(alternatives(), PIECES, HOURS, STEPS)
def test_to_be_back_later_never_costs_less(option, stock, back, more):
    early = outcome(option, product=stocked(stock), scenario=an_outage(back))
    late = outcome(option, product=stocked(stock), scenario=an_outage(back + timedelta(hours=more)))

    assert late.loss >= early.loss - CRUMB


@given(st.integers(1, 20), st.integers(1, 20), PIECES)
def test_to_work_faster_never_costs_more(speed, more, stock):
    product = stocked(stock, steps=(a_step("1", 9), a_step("2", 7, "1")))

    def loss(factor: int) -> Decimal:
        repair = an_option(kind=OptionKind.REPAIR, covers=("1", "2"), speed=1 + Decimal(factor) / 9)
        return outcome(repair, product=product, scenario=an_outage(outage=None)).loss

    assert loss(speed + more) <= loss(speed) + CRUMB


@given(outages(), alternatives(), PIECES, STEPS)
def test_a_partner_with_more_capacity_never_makes_it_dearer(scenario, option, stock, more):
    bigger = replace(option, capacity_per_day=option.capacity_per_day + more)
    product = stocked(stock)

    small = outcome(option, product=product, scenario=scenario)
    assert outcome(bigger, product=product, scenario=scenario).loss <= small.loss + CRUMB


@given(outages(), alternatives(), PIECES, STEPS, st.sampled_from(["lead", "ramp", "premium"]))
def test_a_partner_who_is_later_slower_or_dearer_never_makes_it_cheaper(
    scenario, option, stock, more, what
):
    hours = timedelta(hours=more)
    worse = {
        "lead": replace(option, lead=Lead(production=option.lead.production + hours)),
        "ramp": replace(option, ramp=option.ramp + hours),
        "premium": replace(option, premium=option.premium + more),
    }[what]
    before = outcome(option, product=stocked(stock), scenario=scenario)
    after = outcome(worse, product=stocked(stock), scenario=scenario)

    assert after.loss >= before.loss - CRUMB


@given(alternatives(), PIECES, HOURS, st.integers(5, 20), STEPS)
def test_more_demand_never_costs_less(option, stock, back, factor, more):
    def loss(tenths: int) -> Decimal:
        scenario = an_outage(back, demand_factor=Decimal(tenths) / 10)
        return outcome(option, product=stocked(stock), scenario=scenario).loss

    assert loss(factor + more) >= loss(factor) - CRUMB


@given(outages(), PIECES)
def test_a_partner_who_delivers_all_at_once_for_nothing_leaves_no_loss(scenario, stock):
    assert outcome(an_option(), product=stocked(stock), scenario=scenario).loss == 0


@given(outages(), st.lists(alternatives(), max_size=3), PIECES)
def test_what_is_asked_for_is_delivered_or_unmet_and_stock_is_never_negative(
    scenario, options, stock
):
    options = [replace(option, ref=f"O{n}") for n, option in enumerate(options)]
    found = outcome(*options, product=stocked(stock), scenario=scenario)
    asked = 50 * scenario.demand_factor * in_days(scenario.outage)
    from_stock = stock - found.points[-1].stock

    assert abs(asked - from_stock - found.supplied - found.unmet) < CRUMB
    assert all(point.stock >= 0 for point in found.points)
    assert all(0 <= point.service <= 1 for point in found.points)
    assert all(earlier.day <= later.day for earlier, later in pairwise(found.points))


@given(outages(), alternatives(), PIECES)
def test_one_survives_at_least_as_long_as_the_stock_lasts(scenario, option, stock):
    found = outcome(option, product=stocked(stock), scenario=scenario)

    if found.tts is not None:
        assert in_days(found.tts) >= stock / (50 * scenario.demand_factor) - Decimal("1e-10")


@given(outages(), alternatives(), PIECES, PIECES)
def test_the_achieved_recovery_does_not_depend_on_stock(scenario, option, one, other):
    first = outcome(option, product=stocked(one), scenario=scenario)

    assert first.rta == outcome(option, product=stocked(other), scenario=scenario).rta


@given(outages(), alternatives(), PIECES)
def test_who_is_back_in_full_before_the_stock_is_out_misses_nothing(scenario, option, stock):
    found = outcome(option, product=stocked(stock), scenario=scenario)
    full = outcome(option, product=stocked(stock, mbco=Decimal(1)), scenario=scenario).rta

    if in_days(full) * 50 * scenario.demand_factor <= stock:
        assert (found.unmet, found.tts) == (0, None)


@settings(max_examples=30)
@given(outages(), st.lists(alternatives(), min_size=2, max_size=3), PIECES)
def test_the_order_in_which_options_are_named_changes_no_figure(scenario, options, stock):
    options = [replace(option, ref=f"O{n}") for n, option in enumerate(options)]
    found = {
        _figures(outcome(*order, product=stocked(stock), scenario=scenario))
        for order in permutations(options)
    }

    assert len(found) == 1


def _figures(found: RecoveryOutcome):
    return (found.loss, found.unmet, found.supplied, found.rta, found.tts, found.points)


@given(outages(), alternatives(), PIECES)
def test_a_partner_who_is_struck_changes_nothing(scenario, option, stock):
    struck = replace(option, places=(HOME,))
    without = outcome(product=stocked(stock), scenario=scenario)

    assert outcome(struck, product=stocked(stock), scenario=scenario).loss == without.loss


@given(outages(), alternatives(), PIECES, st.integers(2, 9))
def test_money_in_another_unit_scales_the_loss(scenario, option, stock, factor):
    product = stocked(stock)
    dearer = replace(option, premium=option.premium * factor, activation=option.activation * factor)
    due = replace(THE_PENALTY, yen=THE_PENALTY.yen * factor)
    richer = a_case(finance=Finance(Decimal(300_000_000) * factor, Decimal("0.3")))

    found = outcome(option, product=product, scenario=scenario).loss
    scaled = outcome(
        dearer, product=replace(product, penalties=(due,)), scenario=scenario, case=richer
    ).loss

    assert abs(scaled - factor * found) < CRUMB


@given(outages(), alternatives(), PIECES, st.sampled_from(["1e-6", "1e9"]))
def test_counted_in_millionths_or_in_billions_the_shares_and_days_are_the_same(
    scenario, option, stock, factor
):
    many = Decimal(factor)
    product = stocked(stock * many, demand_per_day=50 * many)
    bigger = replace(
        option, capacity_per_day=option.capacity_per_day * many, premium=option.premium / many
    )

    found = outcome(option, product=stocked(stock), scenario=scenario)
    scaled = outcome(bigger, product=product, scenario=scenario)

    assert abs(scaled.unmet / many - found.unmet) < CRUMB
    assert abs(scaled.loss - found.loss) < CRUMB
    assert scaled.shortage == found.shortage


@given(outages(), alternatives(), PIECES)
def test_reckoned_in_hours_the_yen_are_the_same(scenario, option, stock):
    product = stocked(stock)
    met = situation(a_case(), product, scenario, [option], level=StockLevel.MEAN, day=TODAY)
    in_hours = [
        replace(s, start=s.start * 24, ramp=s.ramp * 24, capacity=s.capacity / 24)
        for s in met.supplies
    ]
    by_day = follow(met.demand, met.stock, met.back, met.supplies, level=met.mbco)
    by_hour = follow(met.demand / 24, met.stock, met.back * 24, in_hours, level=met.mbco)

    assert abs(by_day.unmet - by_hour.unmet) < CRUMB
    assert abs(by_day.shortage * 24 - by_hour.shortage) < CRUMB
    assert abs(sum(by_day.supplied) - sum(by_hour.supplied)) < CRUMB


@settings(max_examples=25)
@given(outages(), st.lists(alternatives(), max_size=2), PIECES)
def test_small_steps_of_time_come_to_the_same(scenario, options, stock):
    options = [replace(option, ref=f"O{n}") for n, option in enumerate(options)]
    met = situation(a_case(), stocked(stock), scenario, options, level=StockLevel.MEAN, day=TODAY)
    found = follow(met.demand, met.stock, met.back, met.supplies, level=met.mbco)

    assert abs(float(found.unmet) - _in_small_steps(met)) <= 0.005 * 50 * 30


def _in_small_steps(met) -> float:
    """Unmet pieces by steps of time: supply first, then stock, and the rest is missed."""
    count = 2_000
    step = float(met.back) / count
    left, unmet, demand = float(met.stock), 0.0, float(met.demand)
    for number in range(count):
        moment = Decimal((number + 0.5) * step)
        need = max(0.0, demand - sum(float(s.rate(moment)) for s in met.supplies)) * step
        unmet += max(0.0, need - left)
        left = max(0.0, left - need)
    return unmet
