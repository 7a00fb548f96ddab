from decimal import Decimal

import pytest

from builders import a_capability
from enishi.domain.errors import InvalidValueError
from enishi.domain.limits import DESCRIPTION, LIST_ITEMS, NAME


def refused(**known) -> str | None:
    with pytest.raises(InvalidValueError) as refusal:
        a_capability(**known)
    return refusal.value.field


def test_a_title_or_a_description_is_enough():
    assert a_capability("切削").description is None
    assert a_capability(None, description="削ります").title is None


def test_a_capability_that_says_nothing_is_refused():
    assert refused(title=None) == "title"
    assert refused(title="", description="") == "title"


def test_nothing_known_means_unknown():
    silent = a_capability()

    assert silent.max_size_mm is silent.tolerance_um is silent.lot_max is None
    assert silent.lead_time_days is silent.availability is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("max_size_mm", -1), ("tolerance_um", "-0.1"), ("lead_time_days", -1)),
        *(("lot_min", -1), ("lot_max", 0), ("capacity_per_month", -5)),
        *(("title", "長" * (NAME + 1)), ("description", "長" * (DESCRIPTION + 1))),
        *(("title", "a\0b"), ("ref", " "), ("processes", ("研磨",) * (LIST_ITEMS + 1))),
    ],
)
def test_a_value_out_of_its_range_is_refused_by_its_name(field, value):
    named = refused(**{field: value})

    assert named == {"ref": "capability_ref"}.get(field, field)


def test_a_bad_entry_of_a_list_is_refused_by_its_place():
    assert refused(materials=("SUS304", "  ")) == "materials[1]"


def test_the_smallest_lot_is_not_above_the_largest():
    assert refused(lot_min=11, lot_max=10) == "lot_min"
    assert a_capability(lot_min=10, lot_max=10).lot_min == 10


def test_a_smallest_lot_of_nought_says_that_there_is_none():
    assert a_capability(lot_min=0, lot_max=10).lot_min == 0


def test_availability_says_when_it_was_true():
    assert refused(availability="○", availability_as_of=None) == "availability_as_of"


def test_numbers_are_kept_digit_for_digit():
    assert str(a_capability(max_size_mm="420.50").max_size_mm) == "420.50"
    assert a_capability(tolerance_um="0").tolerance_um == Decimal(0)


def test_a_capability_is_called_by_its_title_or_the_beginning_of_its_description():
    assert a_capability("切削", description="削ります").name == "切削"
    assert a_capability(None, description="削" * 100).name == "削" * 40
