from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders_bia import a_case, the_seed_case
from builders_recovery import (
    HOME,
    TODAY,
    a_footprint,
    an_alternative,
    an_option,
    an_outage,
    outcome,
    the_product,
)
from enishi.domain.bia.expectation import expected_loss, removals, response
from enishi.domain.bia.option import OptionKind
from enishi.domain.bia.product import Stock
from enishi.domain.bia.scenario import Location

QUAKE = an_outage(ref="quake", annual_rate=Decimal("0.03"))
FLOOD = an_outage(30, ref="flood", annual_rate=Decimal("0.01"))
CASE = a_case(products=(the_product(),), scenarios=(QUAKE, FLOOD))


def test_a_years_expected_loss_is_the_sum_of_rates_times_losses():
    found = expected_loss(CASE, (), TODAY)

    assert found.by_scenario == {
        "quake": Decimal("0.03") * outcome(scenario=QUAKE).loss,
        "flood": Decimal("0.01") * outcome(scenario=FLOOD).loss,
    }
    assert found.yearly == sum(found.by_scenario.values())


def test_an_option_is_used_only_in_the_events_in_which_it_pays():
    slow = an_alternative(lead=18, activation=Decimal(30_000))

    assert response(CASE, CASE.products[0], QUAKE, [slow], day=TODAY).option_refs == ()
    assert response(CASE, CASE.products[0], FLOOD, [slow], day=TODAY).option_refs == ("O1",)


def test_a_partner_whose_place_is_unknown_avoids_no_expected_loss():
    unknown = an_alternative(lead=3, places=())

    assert expected_loss(CASE, [unknown], TODAY).yearly == expected_loss(CASE, (), TODAY).yearly


def test_a_partner_is_counted_on_in_the_events_in_which_its_place_is_known_to_be_spared():
    half_known = an_alternative(lead=3, places=(Location("15213"),))
    river = replace(FLOOD, footprint=a_footprint(river_systems=["荒川水系"]))
    case = replace(CASE, scenarios=(QUAKE, river))

    without, found = (expected_loss(case, o, TODAY).by_scenario for o in ((), [half_known]))

    assert found["quake"] < without["quake"]
    assert found["flood"] == without["flood"]


def test_preparations_are_told_apart_from_the_loss_and_only_what_is_prepared_costs():
    options = [
        an_option("A", preparation=Decimal(100)),
        an_option("B", preparation=Decimal(20)),
    ]

    assert expected_loss(CASE, options, TODAY).preparations == 120
    part = expected_loss(CASE, options, TODAY, prepared=frozenset({"B"}))
    assert part.preparations == 20


def test_to_lose_an_option_is_worth_what_the_others_do_not_make_up():
    full = {"lead": 3, "capacity_per_day": Decimal(50)}
    lone, spare = an_alternative("A", **full), an_alternative("B", **full)
    struck = an_alternative("C", places=(HOME,))

    found = removals(CASE, [struck, lone], TODAY)

    assert [(item.option_ref, item.change > 0) for item in found] == [("A", True), ("C", False)]
    assert found[0].change > removals(CASE, [lone, spare], TODAY)[0].change


def test_many_priced_options_are_added_one_by_one_and_never_make_it_dearer():
    options = [an_alternative(f"O{n}", lead=3 + n, capacity_per_day=Decimal(8)) for n in range(8)]
    values = [expected_loss(CASE, options[:count], TODAY).yearly for count in (0, 3, 6, 8)]

    assert values == sorted(values, reverse=True)


@pytest.mark.parametrize("count", range(1, 6))
def test_one_more_option_of_the_seeds_case_never_makes_a_year_dearer(count):
    seed = the_seed_case()
    less = expected_loss(seed, seed.options[: count - 1], TODAY).yearly

    assert expected_loss(seed, seed.options[:count], TODAY).yearly <= less


@given(st.integers(0, 400), st.integers(1, 300))
def test_more_stock_never_makes_a_year_dearer_whatever_a_partner_costs(stock, more):
    dear = an_alternative(premium=Decimal(2_500))

    def yearly(pieces: int) -> Decimal:
        product = the_product(stock=Stock(Decimal(pieces)))
        return expected_loss(replace(CASE, products=(product,)), [dear], TODAY).yearly

    assert yearly(stock + more) <= yearly(stock) + Decimal("1e-9")


def test_added_stock_is_always_there():
    added = an_option(kind=OptionKind.STOCK, extra_stock=Decimal(200))

    assert response(CASE, CASE.products[0], QUAKE, [added], day=TODAY).unmet == 500
