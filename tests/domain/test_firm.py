import math

import pytest

from builders import a_capability, a_facility, a_firm
from enishi.domain.errors import InvalidValueError
from enishi.domain.firm import Coordinates, FirmKind, firm_id


def refused(**known) -> str | None:
    with pytest.raises(InvalidValueError) as refusal:
        a_firm(**known)
    return refusal.value.field


def test_a_ref_and_a_name_are_enough():
    firm = a_firm(ref="F1", name="架空精機")

    assert firm.capabilities == firm.certifications == firm.facilities == ()
    assert firm.kind is FirmKind.COMPANY


def test_the_identity_of_a_firm_follows_from_its_ref_alone():
    assert a_firm(ref="F1", name="甲").id == a_firm(ref="F1", name="乙").id == firm_id("F1")
    assert firm_id("F1") != firm_id("F2")


@pytest.mark.parametrize(
    ("known", "field"),
    [
        *(({"ref": " "}, "firm_ref"), ({"name": ""}, "name")),
        *(({"employees": -1}, "employees"), ({"founded": 499}, "founded")),
        *(({"municipality_code": "1521"}, "municipality_code"),),
        *(({"municipality_code": "１５２１３"}, "municipality_code"),),
        *(({"certified": ("ISO9001", "")}, "certifications[1]"),),
        *(({"summary": "a\ud800"}, "summary"), ({"cluster": "長" * 201}, "cluster")),
    ],
)
def test_a_value_out_of_its_range_is_refused_by_its_name(known, field):
    assert refused(**known) == field


def test_the_oldest_company_of_the_country_is_not_too_old():
    assert a_firm(founded=578).founded == 578


@pytest.mark.parametrize(
    ("latitude", "longitude", "field"),
    [
        *((19.9, 135, "latitude"), (46.1, 135, "latitude"), (math.nan, 135, "latitude")),
        *((35, 121.9, "longitude"), (35, 154.6, "longitude"), (35, math.inf, "longitude")),
    ],
)
def test_a_point_outside_japan_is_refused(latitude, longitude, field):
    with pytest.raises(InvalidValueError) as refusal:
        Coordinates(latitude, longitude)
    assert refusal.value.field == field


def test_no_two_capabilities_and_no_two_facilities_share_a_ref():
    twice = [a_capability("切削", ref="C1"), a_capability("研磨", ref="C1")]

    assert refused(can=twice) == "capabilities[1].capability_ref"
    assert refused(facilities=[a_facility("P1"), a_facility("P1")]) == "facilities[1].facility_ref"


def test_a_capability_is_at_a_facility_of_its_own_firm():
    elsewhere = a_capability("切削", facility_ref="P2")

    assert refused(can=[elsewhere], facilities=[a_facility("P1")]) == "capabilities[0].facility_ref"


def test_a_capability_without_a_facility_is_at_the_firms_own_place():
    firm = a_firm("切削", municipality_code="15213", coordinates=Coordinates(37.6, 138.8))

    own = firm.facility_of(firm.capabilities[0])

    assert own.municipality_code == "15213"
    assert own.coordinates == Coordinates(37.6, 138.8)


def test_the_hazards_of_the_firms_own_place_are_unknown():
    firm = a_firm("切削", facilities=[a_facility("P1", power_area="東北電力")])

    own = firm.facility_of(firm.capabilities[0])

    assert own.power_area is own.river_system is None


def test_a_capability_that_names_its_facility_is_there():
    plant = a_facility("P2", river_system="信濃川水系")
    firm = a_firm(can=[a_capability(facility_ref="P2")], facilities=[a_facility("P1"), plant])

    assert firm.facility_of(firm.capabilities[0]) == plant


def test_a_capability_is_found_by_its_ref():
    firm = a_firm(can=[a_capability("切削", ref="C1"), a_capability("研磨", ref="C2")])

    assert firm.capability("C2") == firm.capabilities[1]
    assert firm.capability("C3") is None


def test_every_kind_of_member_has_a_japanese_name():
    assert len({kind.label for kind in FirmKind}) == len(FirmKind)
