from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_capability, a_facility, a_firm, a_full_firm, a_need, a_tie
from enishi.domain.capability import Availability
from enishi.domain.cluster import Cluster, ClusterType
from enishi.domain.errors import InvalidValueError
from enishi.domain.tie import TieKind
from enishi.services import records
from enishi.services.fields import Fields


def test_a_firm_with_everything_known_survives_its_record():
    firm = a_full_firm()

    assert records.firm_of(records.firm_record(firm)) == firm


def test_a_firm_of_which_nothing_is_known_survives_its_record():
    firm = a_firm()

    assert records.firm_of(records.firm_record(firm)) == firm


def test_a_need_and_a_tie_and_a_cluster_survive_their_records():
    need = a_need(
        certified="ISO9001", lot=5, tolerance_um="0.5", exclude_clusters="諏訪", label="x"
    )
    tie = a_tie("F1", "F2", kind=TieKind.INTRODUCTION, accepted=False, source="商談会")
    cluster = Cluster("燕三条", ClusterType.LOCAL_INDUSTRY, municipalities=("燕市", "三条市"))

    assert records.need_of(records.need_record(need)) == need
    assert records.tie_of(records.tie_record(tie)) == tie
    assert records.cluster_of(records.cluster_record(cluster)) == cluster


@pytest.mark.parametrize(
    ("record", "fields"),
    [
        (records.firm_record(a_firm()), records.FIRM_FIELDS),
        (records.capability_record(a_capability()), records.CAPABILITY_FIELDS),
        (
            records.firm_record(a_firm(facilities=[a_facility()]))["facilities"][0],
            records.FACILITY_FIELDS,
        ),
        (records.need_record(a_need()), records.NEED_FIELDS),
        (records.constraints_record(a_need().constraints), records.CONSTRAINT_FIELDS),
        (records.tie_record(a_tie("F1", "F2")), records.TIE_FIELDS),
        (records.cluster_record(Cluster("燕三条")), records.CLUSTER_FIELDS),
    ],
)
def test_a_record_has_every_field_in_the_order_of_the_documentation(record, fields):
    assert tuple(record) == fields


def test_the_example_of_the_interface_document_is_read():
    firm = records.firm_of(
        {
            "firm_ref": "F001",
            "name": "架空製作所",
            "corporate_number": None,
            "cluster": "燕三条",
            "latitude": 37.67,
            "longitude": 138.88,
            "certifications": ["ISO9001"],
            "capabilities": [
                {"capability_ref": "F001-1", "title": "冷間鍛造", "max_size_mm": 300, "lot_min": 1}
            ],
        }
    )

    assert firm.coordinates.latitude == 37.67
    assert firm.capabilities[0].max_size_mm == 300
    assert firm.capabilities[0].tolerance_um is None


def test_a_contact_is_accepted_unless_the_file_says_otherwise():
    tie = {"tie_ref": "T1", "date": "2025-04-01", "kind": "meeting", "firm_refs": ["F1", "F2"]}

    assert records.tie_of(tie).accepted
    assert not records.tie_of(tie | {"accepted": False}).accepted


@pytest.mark.parametrize(
    ("mark", "meant"),
    [("○", "○"), ("〇", "○"), ("◯", "○"), ("✕", "×"), ("◎", "◎"), ("△", "△"), (None, None)],
)
def test_every_circle_and_cross_of_a_keyboard_is_an_availability(mark, meant):
    record = {"capability_ref": "C1", "title": "研磨", "availability": mark}

    capability = records.capability_of(record | {"availability_as_of": "2026-11-01"})

    assert capability.availability == (Availability(meant) if meant else None)
    assert capability.availability_as_of == date(2026, 11, 1)


def test_unknown_names_are_found_inside_as_well():
    record = {
        "firm_ref": "F1",
        "fax": "",
        "_line": 3,
        "facilities": [{"facility_ref": "P1", "floor": 2}],
        "capabilities": [{"title": "研磨", "_remark": ""}, "?", {"hardness": 60}],
    }

    assert [*records.unknown_fields(record, frozenset(records.FIRM_FIELDS))] == [
        "fax",
        "facilities.floor",
        "capabilities.hardness",
    ]


@pytest.mark.parametrize(
    ("written", "exact"),
    [
        (10, "10"),
        (10.0, "10"),
        (Decimal("1E+1"), "10"),
        (Decimal("0.500"), "0.5"),
        (Decimal("-0.0"), "0"),
        (Decimal("9223372036854775806.123456789"), "9223372036854775806.123456789"),
    ],
)
def test_one_number_reads_as_one_value_however_it_is_written(written, exact):
    read = Fields({"n": written}).number("n")

    assert repr(read) == repr(Decimal(exact))


def test_a_coordinate_keeps_every_digit_of_its_double():
    assert Fields({"n": Decimal("138.88000000000001")}).real("n") == 138.88000000000001


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 2**63, True, "5", [5]])
def test_what_is_no_number_of_the_database_is_refused(value):
    with pytest.raises(InvalidValueError) as refused:
        Fields({"n": value}).number("n")

    assert refused.value.field == "n"


def test_equal_and_blank_entries_of_a_list_are_dropped():
    assert Fields({"l": ["研磨", " ", "切削 ", "研磨", "切削"]}).texts("l") == ("研磨", "切削")


def test_the_white_space_around_a_text_is_dropped_and_that_inside_kept():
    assert Fields({"t": "\u3000研磨 \n 切削\n"}).text("t") == "研磨 \n 切削"
    assert Fields({"t": " \u3000"}).text("t") is None


_json = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.decimals()
    | st.floats()
    | st.text(st.characters() | st.sampled_from("\0\ud800\udfff")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)


def _filled(names):
    return st.fixed_dictionaries({}, optional=dict.fromkeys(names, _json))


@given(
    st.sampled_from(
        [
            (records.firm_of, records.FIRM_FIELDS),
            (records.capability_of, records.CAPABILITY_FIELDS),
            (records.need_of, records.NEED_FIELDS),
            (records.constraints_of, records.CONSTRAINT_FIELDS),
            (records.tie_of, records.TIE_FIELDS),
            (records.cluster_of, records.CLUSTER_FIELDS),
        ]
    ).flatmap(lambda kind: st.tuples(st.just(kind[0]), _filled(kind[1])))
)
def test_whatever_a_record_holds_is_read_or_refused_by_a_field(reading):
    refusal = _refusal(*reading)

    if refusal is not None:
        assert refusal.field
        assert refusal.message.encode()
        assert refusal.english.encode()


def _refusal(read, record):
    try:
        read(record)
    except InvalidValueError as error:
        return error
    return None


def test_capabilities_and_facilities_without_a_ref_are_numbered_after_the_firm():
    firm = records.firm_of(
        {
            "firm_ref": "F9",
            "name": "岬屋",
            "facilities": [{"name": "本社"}],
            "capabilities": [{"title": "研磨"}, {"capability_ref": "own", "title": "切削"}],
        }
    )

    assert [item.ref for item in firm.capabilities] == ["F9-1", "own"]
    assert [item.ref for item in firm.facilities] == ["F9-F1"]
