from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders_bia import a_case, a_scenario, a_step, known_answers
from builders_recovery import HOME, NIIGATA, OSAKA, a_footprint, the_product
from enishi.domain.bia.independence import (
    both_out,
    exposure,
    hazard_independence,
    own_places,
    shared_hazards,
)
from enishi.domain.bia.scenario import Exposure, Location, Site
from enishi.domain.errors import InvalidValueError

HAZARDS = known_answers()["hazards"]
RATES = {name: Decimal(str(rate)) for name, rate in HAZARDS["annual_rates"].items()}
QUAKE = a_scenario("首都直下", annual_rate=RATES["首都直下"])
FLOOD = a_scenario(
    "荒川", annual_rate=RATES["荒川"], footprint=a_footprint(river_systems=["荒川水系"])
)
BLACKOUT = a_scenario(
    "停電", annual_rate=RATES["東電管内停電"], footprint=a_footprint(power_areas=["東京電力管内"])
)
EVENTS = (QUAKE, FLOOD, BLACKOUT)
SAME_POWER = Location("10204", "利根川水系", "東京電力管内")
NOWHERE = Location()


@pytest.mark.parametrize(
    ("own", "partner", "agreed"),
    [
        (HOME, HOME, "same_site"),
        (HOME, SAME_POWER, "same_power_area_other_place"),
        (HOME, OSAKA, "東大阪"),
        (OSAKA, HOME, "never_hit"),
    ],
)
def test_independence_gives_the_agreed_answers(own, partner, agreed):
    found = hazard_independence([own], [partner], EVENTS)
    known = HAZARDS["independence"][agreed]

    assert (None if found is None else round(found, 10)) == (
        None if known is None else Decimal(str(known))
    )


def test_an_unknown_place_is_never_independence():
    assert hazard_independence([HOME], [NOWHERE], EVENTS) is None
    assert hazard_independence([HOME], [], EVENTS) is None
    assert hazard_independence([NOWHERE], [OSAKA], EVENTS) is None


def test_what_is_unknown_in_an_event_that_spares_the_firm_does_not_matter():
    half_known = Location("27227", None, "関西電力管内")

    assert hazard_independence([SAME_POWER], [half_known], EVENTS) == 1


def test_where_it_is_not_known_which_place_does_the_work_every_one_must_be_spared():
    assert exposure([OSAKA, HOME], QUAKE) is Exposure.HIT
    assert exposure([OSAKA, NOWHERE], QUAKE) is Exposure.UNKNOWN
    assert exposure([OSAKA, NIIGATA], QUAKE) is Exposure.SPARED
    assert exposure([], QUAKE) is Exposure.UNKNOWN


def test_shared_hazards_are_named_in_words():
    found = shared_hazards([HOME], [SAME_POWER], EVENTS)

    assert [item.exposure for item in found] == [Exposure.SPARED, Exposure.SPARED, Exposure.HIT]
    assert [item.shared for item in found] == [(), (), ("同じ電力管内（東京電力管内）",)]


def test_two_places_in_one_footprint_share_it_though_they_differ():
    other = Location("13121", "荒川水系", "東京電力管内")
    wide = a_scenario(footprint=a_footprint(municipalities=["11203", "13121"]))

    assert shared_hazards([HOME], [other], [wide])[0].shared == ("同じ想定域（11203・13121）",)


def test_a_product_is_made_where_its_steps_are_else_anywhere():
    sites = (Site("S1", "本社", HOME), Site("S2", "分工場", OSAKA))
    placed = the_product(steps=(a_step("1", site_ref="S2"),))
    unplaced = the_product(steps=(a_step("1"),))

    assert own_places(a_case(products=(placed,), sites=sites), placed) == (OSAKA,)
    assert own_places(a_case(products=(unplaced,), sites=sites), unplaced) == (HOME, OSAKA)


@pytest.mark.parametrize(
    ("shock", "agreed"), HAZARDS["two_suppliers_p_0.1_both_out"].items(), ids=str
)
def test_a_common_shock_takes_two_suppliers_together(shock, agreed):
    found = both_out(Decimal("0.1"), Decimal(shock.removeprefix("common_shock_")))

    assert round(found, 4) == Decimal(str(agreed))


def test_two_suppliers_that_always_fail_together_fail_as_often_as_one():
    assert both_out(Decimal(1), Decimal(1)) == 1


def test_a_common_shock_likelier_than_a_failure_is_refused():
    with pytest.raises(InvalidValueError, match="共通の原因"):
        both_out(Decimal("0.1"), Decimal("0.2"))


PLACES = st.lists(st.sampled_from([HOME, NIIGATA, OSAKA, SAME_POWER, NOWHERE]), max_size=3)


@given(PLACES, PLACES)
def test_independence_is_a_share_and_one_more_place_never_raises_it(own, partner):
    found = hazard_independence(own, partner, EVENTS)
    more = hazard_independence(own, [*partner, HOME], EVENTS)

    assert found is None or 0 <= found <= 1
    if found is not None and more is not None:
        assert more <= found


@given(PLACES)
def test_nobody_is_independent_of_its_own_place(places):
    assert hazard_independence(places, places, EVENTS) in (0, None)
