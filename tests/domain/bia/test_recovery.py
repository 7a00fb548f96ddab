from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from builders_bia import a_case, a_process, a_step, days, known_answers, the_seed_case
from builders_recovery import (
    HOME,
    NIIGATA,
    TODAY,
    an_alternative,
    an_option,
    an_outage,
    outcome,
    the_product,
)
from enishi.domain.bia.option import Lead, OptionKind
from enishi.domain.bia.product import Stock, StockLevel
from enishi.domain.bia.recovery import recover
from enishi.domain.bia.scenario import Hazard, Location, Pipeline, Site
from enishi.domain.bia.values import in_days, whole_yen
from enishi.domain.readiness import Rung

ROWS = {row["name"]: row for row in known_answers()["recovery_options"]["cases"]}
WHAT_IF = known_answers()["chain_what_if_pipeline_kept"]
LOST = known_answers()["chain_pipeline_lost"]
SEED = the_seed_case()
SERIES = SEED.product("A")


def in_the_series(covered, pipeline=Pipeline.KEPT, approval=0, stock=6):
    """The agreed chain of five steps, in an event that lets the work in progress be."""
    product = replace(SERIES, stock=Stock(Decimal(50 * stock)))
    scenario = replace(SEED.scenarios[0], pipeline=pipeline, blackout=timedelta(0))
    lead = Lead(change_approval=days(approval))
    options = [an_option(covers=tuple(map(str, covered)), lead=lead, rung=Rung.AGREED)]
    return recover(SEED, product, scenario, options if covered else (), day=TODAY)


@pytest.mark.parametrize("row", WHAT_IF["cases"], ids=str)
def test_what_if_a_partner_stands_in_for_steps(row):
    stock = row.get("stock_days", WHAT_IF["stock_days"])
    found = in_the_series(row["covered"], approval=row.get("approval_days", 0), stock=stock)

    assert found.lead == days(row.get("total", 26))
    assert found.delay == days(row.get("delay", 14))
    assert found.shortage == days(row["shortage_days"])
    assert whole_yen(found.loss) == row["loss"]


def test_work_in_progress_that_is_lost_is_waited_for_from_the_first_step():
    found = in_the_series([], Pipeline.LOST, stock=LOST["stock_days"])

    assert found.delay == days(LOST["recovery_lead"])
    assert found.shortage == days(LOST["shortage_days"])
    assert whole_yen(found.loss) == LOST["loss"]


OPTIONS = {
    "none": (),
    "alternative": (an_alternative(),),
    "pre-qualified alternative": (an_alternative(lead=5, activation=Decimal(300_000)),),
    "alternative, stock 100": (an_alternative(),),
    "none, stock 600": (),
}
LEVELS = {
    "alternative, stock 100": StockLevel.MINIMUM,
    "none, stock 600": StockLevel.MAXIMUM,
}


@pytest.mark.parametrize("name", ROWS)
def test_an_alternative_that_delivers_pieces_gives_the_agreed_days_and_yen(name):
    row = ROWS[name]
    found = outcome(*OPTIONS[name], level=LEVELS.get(name, StockLevel.MEAN))

    assert found.unmet == row["unmet"]
    assert found.supplied == row.get("supplied", found.supplied)
    assert whole_yen(found.loss) == row["loss"]
    if "rta_days" in row:
        assert round(in_days(found.rta), 9) == round(Decimal(str(row["rta_days"])), 9)
    if "tts_days" in row:
        assert round(in_days(found.tts), 6) == round(Decimal(str(row["tts_days"])), 6)


def test_what_is_supplied_is_the_area_under_ramp_and_plateau():
    found = outcome(an_alternative(lead=7), product=the_product(stock=Stock(Decimal(0))))

    assert found.supplied == 30 * (20 - 7 - Decimal(4) / 2)


def test_a_penalty_is_due_only_when_the_shortage_lasts_strictly_longer():
    at_the_limit = outcome(scenario=an_outage(8))
    beyond_it = outcome(scenario=an_outage(days(8) + timedelta(microseconds=1)))

    assert at_the_limit.shortage == days(2)
    assert at_the_limit.penalties == 0
    assert beyond_it.penalties == 1_000_000


def test_a_partner_in_the_footprint_supplies_nothing_and_costs_nothing():
    neighbour = an_alternative(places=(HOME,))

    found = outcome(neighbour)

    assert (found.supplied, found.loss) == (0, outcome().loss)
    assert found.notes == ("「O1」はこの災害で使えないため、効果を数えていません",)


@pytest.mark.parametrize("named", ["O1", "山田製作所", "F1"])
def test_a_partner_assumed_down_supplies_nothing_wherever_it_is(named):
    partner = an_alternative(name="山田製作所", firm_ref="F1")

    assert outcome(partner, scenario=an_outage(supplier_hits=(named,))).supplied == 0


def test_a_partner_whose_place_is_unknown_helps_but_never_in_the_official_plan():
    known, unknown = outcome(an_alternative()), outcome(an_alternative(places=()))

    assert unknown.loss == known.loss
    assert (known.is_official, unknown.is_official) == (True, False)
    assert "不明" in unknown.notes[0]


@pytest.mark.parametrize("rung", [None, Rung.CANDIDATE, Rung.ASKED, Rung.AGREED])
def test_a_partner_below_qualified_makes_the_outcome_unofficial(rung):
    assert not outcome(an_alternative(rung=rung)).is_official


def test_evidence_counts_on_its_last_day_and_not_after_it():
    assert outcome(an_alternative(valid_until=TODAY)).is_official
    assert not outcome(an_alternative(valid_until=TODAY - days(1))).is_official


def test_a_partner_without_consent_is_not_named_in_a_note():
    found = outcome(an_alternative(name="山田製作所", is_named=False, rung=Rung.ASKED))

    assert "山田" not in "".join(found.notes)


def test_a_partner_with_little_capacity_carries_the_flow_until_it_is_back_by_itself():
    partner = an_option(covers=("2", "3"), capacity_per_day=Decimal(20))
    scenario = replace(SEED.scenarios[0], pipeline=Pipeline.KEPT, blackout=timedelta(0))

    found = recover(SEED, SERIES, scenario, [partner], day=TODAY)

    assert found.delay == days(14)
    assert found.supplied == 20 * (14 - 6)
    assert found.unmet == (50 - 20) * (14 - 6)


def test_pieces_through_a_partner_pass_the_narrowest_of_the_own_steps_too():
    steps = (a_step("1", 10, capacity_per_day=Decimal(10)), a_step("2", 4, "1"))
    product = the_product(steps=steps, stock=Stock(Decimal(0)))
    partner = an_option(covers=("2",), capacity_per_day=Decimal(20), keeps_work_in_progress=True)

    found = outcome(partner, product=product, scenario=an_outage(14, outage=None))

    assert found.supplied == 10 * 14


def test_a_jig_moved_to_a_partner_keeps_the_work_in_progress():
    moved = an_option(kind=OptionKind.RELOCATION, covers=("2",), keeps_work_in_progress=True)
    scenario = replace(SEED.scenarios[0], pipeline=Pipeline.LOST, blackout=timedelta(0))

    found = recover(SEED, SERIES, scenario, [moved], day=TODAY)

    assert found.delay == days(22 - 12)


def test_a_repair_divides_the_recovery_time_of_its_steps():
    faster = an_option(kind=OptionKind.OVERTIME, covers=("3",), speed=Decimal(2))
    scenario = replace(SEED.scenarios[0], pipeline=Pipeline.KEPT, blackout=timedelta(0))

    assert recover(SEED, SERIES, scenario, [faster], day=TODAY).lead == days(22)


def test_with_own_power_a_step_takes_no_longer_than_under_constraints():
    power = an_option(kind=OptionKind.OWN_POWER, covers=("1", "2", "3", "4", "5"))
    scenario = replace(SEED.scenarios[2], blackout=days(30))

    assert recover(SEED, SERIES, scenario, (), day=TODAY).delay == days(30)
    assert recover(SEED, SERIES, scenario, [power], day=TODAY).delay == days(19 - 12)


def test_own_power_does_not_dry_the_ground():
    product = the_product(steps=(a_step("1", 1, site_ref="S1"),))
    site = Site("S1", "本社工場", HOME, has_own_power=True)
    case = a_case(products=(product,), sites=(site,))
    flood = an_outage(ref="flood", outage=None, flooding=days(3), blackout=days(5))

    assert outcome(case=case, product=product, scenario=flood).delay == days(3)


def test_work_that_needs_no_power_waits_for_none():
    product = the_product(steps=(a_step("1", 1, process_ref="P1"),))
    case = a_case(a_process("P1", needs_power=False), products=(product,))
    blackout = an_outage(hazard=Hazard.BLACKOUT, outage=None, blackout=days(5))

    assert outcome(case=case, product=product, scenario=blackout).delay == days(0)


def test_where_the_event_does_not_strike_nothing_stands():
    product = the_product(steps=(a_step("1", 5, site_ref="S1"),))
    far = a_case(products=(product,), sites=(Site("S1", "新潟工場", NIIGATA),))
    unknown = a_case(products=(product,), sites=(Site("S1", "どこか", Location()),))
    event = an_outage(outage=None)

    assert outcome(case=far, product=product, scenario=event).delay == days(0)
    assert outcome(case=unknown, product=product, scenario=event).delay == days(5)


def test_a_stated_outage_shortens_by_what_the_flow_gains():
    product = the_product(steps=(a_step("1", 3), a_step("2", 8, "1", normal=days(4))))
    partner = an_option(covers=("2",))

    assert outcome(product=product).delay == days(20)
    assert outcome(partner, product=product).delay == days(16)


def test_a_partners_lead_time_passes_once_on_every_path():
    in_a_row = (a_step("1"), a_step("2", 1, "1"))
    side_by_side = (a_step("1"), a_step("2"))
    partner = an_option(covers=("1", "2"), lead=Lead(contract=days(5)))

    def lead_of(steps):
        product = the_product(steps=steps)
        return outcome(partner, product=product, scenario=an_outage(outage=None)).lead

    assert lead_of(in_a_row) == days(7)
    assert lead_of(side_by_side) == days(6)


def test_extra_stock_survives_like_the_rest_unless_it_lies_elsewhere():
    extra = {"kind": OptionKind.STOCK, "extra_stock": Decimal(200)}
    flood = an_outage(stock_surviving=Decimal("0.5"))

    at_home = outcome(an_option(**extra, places=()), scenario=flood)
    elsewhere = outcome(an_option(**extra), scenario=flood)

    assert at_home.unmet == 1000 - (300 + 200) / 2
    assert elsewhere.unmet == 1000 - 150 - 200


def test_no_more_is_bought_than_stock_does_not_last_for():
    partner = an_alternative(lead=0, ramp=days(0), capacity_per_day=Decimal(45))

    found = outcome(partner, scenario=an_outage(10))

    assert (found.unmet, found.supplied, found.tts) == (0, 200, None)
    assert found.points[-1].stock == 0


def test_a_product_is_promised_by_the_latest_rto_of_its_processes():
    found = recover(SEED, SERIES, SEED.scenarios[0], (), day=TODAY)

    assert found.rto == timedelta(hours=24)
    assert found.is_rto_met is False
    assert outcome().is_rto_met is None


def test_options_of_another_product_do_nothing():
    assert outcome(an_alternative(product_ref="B")).option_refs == ()
