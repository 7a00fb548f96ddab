from dataclasses import replace
from datetime import UTC, date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from builders_keys import BOSS, KEY_REF, MEMBER, NOON, OTHER_SECRET, a_key, settle
from enishi.adapters.db import SqlDatabase
from enishi.domain.access import Scope
from enishi.domain.api_key import ApiKey, digest_of
from enishi.domain.audit import AuditAction, AuditEntry, AuditReach
from enishi.domain.chamber import Region
from enishi.domain.membership import Role
from enishi.domain.replay import KeptAnswer, Replay
from strategies import texts

FULL = a_key(
    person_ref="P4",
    organisation_ref="C1",
    name="表計算 𠮷田",
    scopes=frozenset({Scope.READ, Scope.INTRODUCE}),
    region=Region(("燕三条",), ("新潟県",), ("15213",)),
    former_digest=digest_of(OTHER_SECRET),
    former_until=NOON + timedelta(days=3),
    revoked_at=NOON + timedelta(microseconds=7),
    last_used_on=date(2026, 11, 25),
    last_refused_on=date(2026, 11, 24),
)


def put(database: SqlDatabase, *keys: ApiKey) -> None:
    settle(database)
    with database.begin() as work:
        for key in keys:
            work.api_keys.put(key)


def refs(number: int) -> str:
    return f"K{number:016x}"


def test_a_key_comes_back_as_it_was_stored_and_is_replaced_whole(database: SqlDatabase):
    bare = a_key("K0000000000000001")
    put(database, FULL, bare)
    with database.read() as work:
        assert work.api_keys.get(KEY_REF) == FULL
        assert work.api_keys.get(bare.ref) == bare
        assert work.api_keys.get("K0000000000000002") is None

    with database.begin() as work:
        work.api_keys.put(replace(FULL, region=None, former_digest=None, former_until=None))

    with database.read() as work:
        assert work.api_keys.get(KEY_REF) == replace(
            FULL, region=None, former_digest=None, former_until=None
        )


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_key_comes_back_equal(sqlite_database: SqlDatabase, data: st.DataObject):
    made = data.draw(st.datetimes(timezones=st.just(UTC)).filter(lambda at: at.year < 9000))
    instants = st.none() | st.datetimes(timezones=st.just(UTC))
    key = a_key(
        name=data.draw(texts()),
        scopes=data.draw(st.frozensets(st.sampled_from(Scope), min_size=1)),
        made_at=made,
        secret_since=made,
        expires_at=made + data.draw(st.timedeltas(timedelta(seconds=1), timedelta(days=400))),
        former_until=data.draw(instants),
        revoked_at=data.draw(instants),
        last_used_on=data.draw(st.none() | st.dates()),
    )

    put(sqlite_database, key)

    with sqlite_database.read() as work:
        assert work.api_keys.get(KEY_REF) == key


def test_keys_are_found_by_person_and_by_organisation_newest_first(database: SqlDatabase):
    keys = [
        a_key(refs(number), made_at=NOON + timedelta(minutes=number), person_ref=person)
        for number, person in enumerate(("P1", "P2", "P1"))
    ]
    put(database, *keys, FULL)

    with database.read() as work:
        assert work.api_keys.of_person("P1") == (keys[2], keys[0])
        assert work.api_keys.of_organisation("F1") == (keys[2], keys[1], keys[0])
        assert len(work.api_keys.all()) == 4


def test_a_mark_changes_one_day_and_nothing_else(database: SqlDatabase):
    put(database, FULL)

    with database.begin() as work:
        work.api_keys.mark(KEY_REF, used_on=date(2026, 12, 1))
        work.api_keys.mark(KEY_REF)
        assert work.api_keys.get(KEY_REF) == replace(FULL, last_used_on=date(2026, 12, 1))


def test_a_key_without_its_membership_cannot_be(database: SqlDatabase):
    with pytest.raises(IntegrityError):
        put(database, a_key(organisation_ref="F2"))


def test_a_key_stays_with_a_changed_role_and_goes_with_the_membership(database: SqlDatabase):
    put(database, a_key(), a_key(refs(2), person_ref="P2"))

    with database.begin() as work:
        work.memberships.put(replace(MEMBER, role=Role.FIRM_ADMINISTRATOR))
        assert work.memberships.of_person("P1")[0].role is Role.FIRM_ADMINISTRATOR
        assert len(work.api_keys.all()) == 2
        work.memberships.remove("P1", "F1")
        assert [key.person_ref for key in work.api_keys.all()] == [BOSS.person_ref]
        work.firms.remove("F1")
        assert work.api_keys.all() == ()


def test_a_key_goes_with_its_person(database: SqlDatabase):
    put(database, a_key(refs(2)), FULL)

    with database.begin() as work:
        work.people.remove("P4")
        assert work.api_keys.all() == (a_key(refs(2)),)


def test_a_request_comes_back_with_and_without_its_answer(database: SqlDatabase):
    reserved = Replay("d", "r", NOON)
    answered = replace(reserved, answer=KeptAnswer(201, {"etag": '"1"'}, '{"a":"縁"}'))
    secret = Replay("e", "r", NOON, KeptAnswer(201, {}, None))
    with database.begin() as work:
        work.replays.put(reserved)
        assert work.replays.get("d") == reserved
        work.replays.put(answered)
        work.replays.put(secret)

    with database.begin() as work:
        assert work.replays.get("d") == answered
        assert work.replays.get("e") == secret
        work.replays.remove("d")
        assert work.replays.get("d") is None
        work.replays.forget(NOON)
        assert work.replays.get("e") == secret
        work.replays.forget(NOON + timedelta(microseconds=1))
        assert work.replays.get("e") is None


def test_the_log_gives_what_is_within_reach_and_no_more(database: SqlDatabase):
    reach = AuditReach(frozenset({"F1"}), frozenset({"C1"}), frozenset({"P4"}))
    combinations = [
        AuditEntry(NOON, AuditAction.READ, "firm", "1", owner, actor, organisation)
        for owner in (None, "F1", "F2")
        for actor in (None, "P4", "P5")
        for organisation in (None, "C1", "C2")
    ]
    with database.begin() as work:
        work.audit.add(*combinations)

    with database.read() as work:
        streamed = [act.entry for act in work.audit.stream(within=reach)]
        paged = [act.entry for act in work.audit.page(before=None, limit=99, within=reach)]
        nothing = work.audit.page(before=None, limit=99, within=AuditReach())

    assert streamed == [entry for entry in combinations if reach.covers(entry)]
    assert paged == streamed[::-1]
    assert 0 < len(streamed) < len(combinations)
    assert nothing == []
