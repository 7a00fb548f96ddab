from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_firm
from builders_keys import KEY_REF, NOON, OTHER_SECRET, SECRET, a_key
from enishi.domain.access import Caller, Scope
from enishi.domain.api_key import KeyState, day_of, digest_of, key_ref_of, secret_of
from enishi.domain.chamber import Region
from enishi.domain.errors import InvalidValueError
from enishi.domain.membership import PLATFORM, Membership, Role

DAY = timedelta(days=1)


def test_a_key_answers_to_its_own_secret_until_its_last_moment():
    key = a_key(expires_at=NOON + DAY)

    assert key.answers_to(SECRET, NOON)
    assert key.answers_to(SECRET, NOON + DAY - timedelta(microseconds=1))
    assert not key.answers_to(SECRET, NOON + DAY)
    assert not key.answers_to(OTHER_SECRET, NOON)
    assert key.state(NOON + DAY) is KeyState.EXPIRED


def test_a_revoked_key_answers_to_nothing_and_stays_revoked_since_then():
    key = a_key().revoked(NOON)

    assert not key.answers_to(SECRET, NOON)
    assert key.state(NOON) is KeyState.REVOKED
    assert key.revoked(NOON + DAY) == key


def test_a_turned_key_answers_to_both_secrets_for_the_overlap_only():
    key = a_key().rotated(digest_of(OTHER_SECRET), NOON, overlap=3 * DAY, lifetime=None)

    assert key.answers_to(SECRET, NOON + 3 * DAY - timedelta(seconds=1))
    assert not key.answers_to(SECRET, NOON + 3 * DAY)
    assert key.answers_to(OTHER_SECRET, NOON + 3 * DAY)
    assert key.expires_at == a_key().expires_at


def test_without_an_overlap_the_former_secret_is_dead_at_once():
    key = a_key().rotated(digest_of(OTHER_SECRET), NOON, overlap=timedelta(0), lifetime=DAY)

    assert not key.answers_to(SECRET, NOON)
    assert key.former_digest is None
    assert key.expires_at == NOON + DAY


def test_a_key_that_is_renewed_year_after_year_never_lasts_longer_than_allowed():
    late = NOON + timedelta(days=179)
    key = a_key().rotated(
        digest_of(OTHER_SECRET), late, overlap=timedelta(0), lifetime=timedelta(days=400)
    )

    assert key.expires_at == late + timedelta(days=400)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"scopes": frozenset()}, "scopes"),
        ({"expires_at": NOON}, "days"),
        ({"expires_at": NOON + timedelta(days=401)}, "days"),
        ({"name": " "}, "name"),
        ({"name": "長" * 201}, "name"),
        ({"organisation_ref": ""}, "organisation_ref"),
        ({"region": Region()}, "region"),
        ({"ref": "K12"}, "key_ref"),
        ({"digest": SECRET}, "digest"),
    ],
)
def test_what_is_no_key_is_refused_by_its_field(change: dict[str, Any], field: str):
    with pytest.raises(InvalidValueError) as refusal:
        a_key(**change)

    assert refusal.value.field == field


@pytest.mark.parametrize("overlap", [timedelta(days=8), timedelta(seconds=-1)])
def test_an_overlap_beyond_a_week_is_refused(overlap: timedelta):
    with pytest.raises(InvalidValueError) as refusal:
        a_key().rotated(digest_of(OTHER_SECRET), NOON, overlap=overlap, lifetime=None)

    assert refusal.value.field == "overlap_days"


def test_a_secret_tells_its_key_and_anything_else_tells_none():
    assert key_ref_of(SECRET) == KEY_REF
    assert SECRET.startswith(a_key().prefix)
    for other in ("", "enk_", SECRET[:-1], SECRET + "x", SECRET.upper(), "open-sesame", "縁" * 64):
        assert key_ref_of(other) is None


@given(st.text())
def test_no_text_makes_reading_a_secret_fail(text: str):
    assert key_ref_of(text) is None or secret_of(key_ref_of(text) or "", text[-43:]) == text


def test_days_are_those_of_japan():
    assert day_of(datetime(2026, 11, 24, 15, tzinfo=UTC)) == date(2026, 11, 25)


CLUSTERS = ("燕三条", "諏訪", "東大阪")
regions = st.builds(
    Region,
    clusters=st.lists(st.sampled_from(CLUSTERS), max_size=2, unique=True).map(tuple),
    prefectures=st.lists(st.sampled_from(("新潟県", "長野県")), max_size=1).map(tuple),
)
firms = st.builds(
    lambda number, cluster, prefecture: a_firm(
        ref=f"F{number}", cluster=cluster, prefecture=prefecture
    ),
    st.integers(1, 3),
    st.none() | st.sampled_from(CLUSTERS),
    st.none() | st.sampled_from(("新潟県", "長野県", "大阪府")),
)
memberships = st.one_of(
    st.builds(
        lambda role, number: Membership("P1", role, firm_ref=f"F{number}"),
        st.sampled_from((Role.FIRM_MEMBER, Role.FIRM_ADMINISTRATOR)),
        st.integers(1, 3),
    ),
    st.builds(
        lambda role, number: Membership("P1", role, chamber_ref=f"C{number}"),
        st.sampled_from((Role.COORDINATOR, Role.CHAMBER_ADMINISTRATOR)),
        st.integers(1, 2),
    ),
    st.just(Membership("P1", Role.OPERATOR)),
)


@st.composite
def people(draw: st.DrawFn) -> Caller:
    held = draw(
        st.lists(memberships, min_size=1, unique_by=lambda item: item.organisation_ref, max_size=4)
    )
    scopes = draw(st.frozensets(st.sampled_from(Scope)))
    own = draw(st.lists(regions, max_size=2).map(tuple))
    return Caller("P1", tuple(held), own, scopes=scopes)


@given(
    person=people(),
    firm=firms,
    scopes=st.frozensets(st.sampled_from(Scope)),
    organisation=st.sampled_from(["F1", "F2", "F3", "C1", "C2", PLATFORM]),
    given_regions=st.lists(regions, max_size=2).map(tuple),
    within=st.none() | regions,
)
def test_a_key_never_can_more_than_its_person(
    person: Caller,
    firm: Any,
    scopes: frozenset[Scope],
    organisation: str,
    given_regions: tuple[Region, ...],
    within: Region | None,
):
    key = person.by_key(
        KEY_REF, scopes, organisation_ref=organisation, regions=given_regions, within=within
    )

    assert {item.organisation_ref for item in key.memberships} <= {organisation}
    assert key.scopes <= person.scopes & scopes
    assert key.audience <= person.audience
    assert person.belongs_to(firm.ref) or not key.belongs_to(firm.ref)
    assert person.coordinates(firm) or not key.coordinates(firm)
    assert person.may_write_of(firm) or not key.may_write_of(firm)
    for ref in ("F1", "F2", "F3", "C1", "C2", PLATFORM):
        assert person.administers(ref) or not key.administers(ref)
    if within is not None and not within.covers(firm):
        assert not key.coordinates(firm)


def test_a_region_wider_than_the_chambers_widens_nothing():
    chamber = Region(clusters=("燕三条",))
    person = Caller("P1", (Membership("P1", Role.COORDINATOR, chamber_ref="C1"),), (chamber,))
    wide = Region(prefectures=("新潟県",))
    key = person.by_key(
        KEY_REF, frozenset(Scope), organisation_ref="C1", regions=(chamber,), within=wide
    )

    assert key.coordinates(a_firm(cluster="燕三条", prefecture="新潟県"))
    assert not key.coordinates(a_firm(cluster="長岡", prefecture="新潟県"))
    assert not key.coordinates(a_firm(cluster="燕三条", prefecture="長野県"))


def test_nobodys_secret_stands_in_what_a_key_shows_of_itself():
    key = replace(a_key(), last_used_on=date(2026, 11, 25))

    assert SECRET not in repr(key)
    assert "s" * 43 not in key.prefix
