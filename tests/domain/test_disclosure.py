import itertools
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_capability, a_firm, a_full_firm, a_need
from enishi.domain.access import ANONYMOUS, Audience, Caller, Scope
from enishi.domain.disclosure import (
    OPEN,
    Disclosure,
    Visibility,
    disclosed_firm,
    disclosed_need,
    must_name_fields_of_firm,
    must_name_fields_of_need,
)
from enishi.domain.errors import InvalidValueError
from enishi.domain.membership import Membership, Role

MEMBER = Caller("P1", (Membership("P1", Role.FIRM_MEMBER, firm_ref="F2"),))
OWNER = Caller("P2", (Membership("P2", Role.FIRM_MEMBER, firm_ref="F1"),))
COORDINATOR = Caller("P3", (Membership("P3", Role.COORDINATOR, chamber_ref="C1"),))
FULL = a_full_firm(ref="F1")
PATHS = [
    *("employees", "founded", "summary", "coordinates", "certifications", "facilities"),
    *(f"facilities/{item.ref}" for item in FULL.facilities),
    *(f"capabilities/{item.ref}" for item in FULL.capabilities),
    f"capabilities/{FULL.capabilities[0].ref}/lead_time_days",
    f"capabilities/{FULL.capabilities[0].ref}/availability",
]

decisions = st.builds(
    Disclosure,
    paths=st.dictionaries(st.sampled_from(PATHS), st.sampled_from(Visibility), max_size=6),
)


def test_what_is_kept_back_is_as_if_it_had_never_been_said():
    kept = Disclosure(paths={"employees": Visibility.MEMBERS})

    assert disclosed_firm(FULL, kept, Audience.ANYONE) == replace(FULL, employees=None)
    assert disclosed_firm(FULL, kept, Audience.MEMBERS) == FULL


def test_what_holds_for_a_capability_holds_for_all_of_it():
    ref = FULL.capabilities[0].ref
    kept = Disclosure(paths={f"capabilities/{ref}": Visibility.COORDINATORS})

    assert kept.of(f"capabilities/{ref}/title") == Visibility.COORDINATORS
    assert disclosed_firm(FULL, kept, Audience.MEMBERS).capabilities == FULL.capabilities[1:]


def test_a_capability_of_which_no_words_are_seen_is_not_there():
    firm = a_firm(can=[a_capability("切削", ref="C1", description="五軸")])
    kept = Disclosure(
        paths={
            "capabilities/C1/title": Visibility.PRIVATE,
            "capabilities/C1/description": Visibility.PRIVATE,
        }
    )

    assert disclosed_firm(firm, kept, Audience.COORDINATORS).capabilities == ()


@pytest.mark.parametrize("name", ["availability", "availability_as_of"])
def test_availability_and_its_date_are_seen_together_or_not_at_all(name: str):
    can = a_capability("切削", ref="C1", availability="◎", availability_as_of=date(2026, 11, 1))
    kept = Disclosure(paths={f"capabilities/C1/{name}": Visibility.PRIVATE})

    (shown,) = disclosed_firm(a_firm(can=[can]), kept, Audience.ANYONE).capabilities

    assert (shown.availability, shown.availability_as_of) == (None, None)


def test_a_capability_does_not_tell_of_a_facility_that_is_kept_back():
    used = FULL.capabilities[0].facility_ref
    kept = Disclosure(paths={f"facilities/{used}": Visibility.PRIVATE})

    assert disclosed_firm(FULL, kept, Audience.ANYONE).capabilities[0].facility_ref is None


@given(decisions)
def test_a_narrower_circle_never_sees_less(decided: Disclosure):
    seen = [disclosed_firm(FULL, decided, audience) for audience in Audience]

    for wider, narrower in itertools.pairwise(seen):
        assert disclosed_firm(narrower, decided, Audience.ANYONE) == disclosed_firm(
            wider, decided, Audience.ANYONE
        )
    assert seen[-1] == FULL


@given(decisions, st.sampled_from(Audience))
def test_showing_twice_shows_the_same(decided: Disclosure, audience: Audience):
    once = disclosed_firm(FULL, decided, audience)

    assert disclosed_firm(once, decided, audience) == once


def test_a_need_without_its_firm_is_anonymous():
    need = a_need("取っ手", by="F1", lot=200)
    kept = Disclosure(
        paths={"firm_ref": Visibility.PRIVATE, "constraints/lot": Visibility.COORDINATORS}
    )

    shown = disclosed_need(need, kept, Audience.MEMBERS)

    assert (shown.firm_ref, shown.constraints.lot, shown.title) == (None, None, need.title)
    assert disclosed_need(need, kept, Audience.OWNER) == need


@pytest.mark.parametrize(
    ("reader", "audience"),
    [
        (ANONYMOUS, None),
        (MEMBER, None),
        (COORDINATOR, Audience.COORDINATORS),
        (OWNER, Audience.OWNER),
        (replace(MEMBER, memberships=(Membership("P1", Role.FIRM_MEMBER, firm_ref="F3"),)), 1),
    ],
)
def test_who_hides_is_not_there_for_those_it_hides_from_nor_for_the_unknown(
    reader: Caller, audience: Audience | None
):
    assert Disclosure(hide_from=frozenset({"F2"})).audience_of(reader, "F1") == audience


def test_a_profile_listed_for_coordinators_is_not_there_for_members():
    listed = Disclosure(Visibility.COORDINATORS)

    assert listed.audience_of(MEMBER, "F1") is None
    assert listed.audience_of(COORDINATOR, "F1") is Audience.COORDINATORS


def test_a_key_that_was_not_made_for_reading_reads_what_is_public():
    writer = replace(COORDINATOR, scopes=frozenset({Scope.WRITE}))

    assert writer.audience is Audience.ANYONE
    assert Disclosure(Visibility.MEMBERS).audience_of(writer, "F1") is None


def test_contact_and_succession_are_for_coordinators_unless_somebody_says_otherwise():
    assert OPEN.of("contact") == OPEN.of("succession") == Visibility.COORDINATORS
    assert Disclosure(paths={"contact": Visibility.PUBLIC}).of("contact") == Visibility.PUBLIC
    assert not Disclosure(paths={"contact": Visibility.COORDINATORS, "name": Visibility.PUBLIC})


@pytest.mark.parametrize("path", ["capabilities/なし", "profit", "employees/x", "name", ""])
def test_a_path_that_the_firm_does_not_have_is_refused(path: str):
    with pytest.raises(InvalidValueError):
        must_name_fields_of_firm(Disclosure(paths={path: Visibility.PRIVATE}), FULL)


def test_every_field_of_a_profile_and_of_a_need_can_be_kept_back():
    must_name_fields_of_firm(Disclosure(paths=dict.fromkeys(PATHS, Visibility.PRIVATE)), FULL)
    must_name_fields_of_need(
        Disclosure(paths=dict.fromkeys(["firm_ref", "constraints/lot"], Visibility.PRIVATE))
    )
    with pytest.raises(InvalidValueError):
        must_name_fields_of_need(Disclosure(paths={"title": Visibility.PRIVATE}))
