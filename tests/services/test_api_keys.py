from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from builders import a_firm
from builders_keys import (
    BOSS,
    COORDINATOR,
    COORDINATOR_ELSEWHERE,
    MEMBER,
    OPERATOR,
    STRANGER,
    Clock,
    a_caller,
    settle,
)
from enishi.domain.access import ANONYMOUS, LOCAL_OPERATOR, Caller, Scope
from enishi.domain.audit import AuditAction, AuditEntry
from enishi.domain.chamber import Region
from enishi.domain.email_address import EmailAddress
from enishi.domain.errors import (
    BusyError,
    InvalidValueError,
    NotFoundError,
    NotPermittedError,
    NotSignedInError,
)
from enishi.domain.membership import Membership, Role
from enishi.services.api_keys import ApiKeyService, IssuedKey
from enishi.services.ports import Database
from fakes import MemoryDatabase


@pytest.fixture(params=["memory", "sqlite"])
def network(request: pytest.FixtureRequest) -> Database:
    """Two firms, two chambers and their people, in memory and on SQLite alike."""
    found: Database = (
        MemoryDatabase()
        if request.param == "memory"
        else request.getfixturevalue("sqlite_database")
    )
    settle(found)
    return found


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def keys(network: Database, clock: Clock) -> ApiKeyService:
    return ApiKeyService(network, now=clock)


def issued(keys: ApiKeyService, *memberships: Membership, **known: Any) -> IssuedKey:
    """Have somebody make a key for the first of their organisations."""
    by = a_caller(*(memberships or (MEMBER,)))
    own = {
        "name": "基幹システム",
        "organisation_ref": by.memberships[0].organisation_ref,
        "scopes": {Scope.READ, Scope.WRITE},
        "by": by,
    }
    return keys.issue(**(own | known))


def log(network: Database) -> list[AuditEntry]:
    with network.read() as work:
        return [act.entry for act in work.audit.stream()]


def test_whoever_shows_the_secret_is_the_person_in_that_organisation_alone(keys: ApiKeyService):
    secret = issued(keys, COORDINATOR, COORDINATOR_ELSEWHERE).secret

    found = keys.caller(secret)

    assert found.person_ref == "P4"
    assert found.chamber_refs == {"C1"}
    assert found.scopes == {Scope.READ, Scope.WRITE}
    assert found.coordinates(a_firm(cluster="燕三条"))
    assert not found.coordinates(a_firm(cluster="諏訪"))


def test_a_secret_is_random_and_nothing_that_is_stored_holds_it(
    keys: ApiKeyService, network: Database
):
    one, another = issued(keys), issued(keys)

    assert one.secret != another.secret
    assert one.held.key.ref != another.held.key.ref
    with network.read() as work:
        assert one.secret.rsplit("_", 1)[1] not in repr((work.api_keys.all(), log(network)))


def test_a_narrower_region_is_one_more_condition(keys: ApiKeyService):
    region = Region(prefectures=("新潟県",))
    found = keys.caller(issued(keys, COORDINATOR, region=region).secret)

    assert found.coordinates(a_firm(cluster="燕三条", prefecture="新潟県"))
    assert not found.coordinates(a_firm(cluster="燕三条", prefecture="長野県"))
    assert not found.coordinates(a_firm(cluster="諏訪", prefecture="新潟県"))


def broken_by_expiry(keys: ApiKeyService, clock: Clock, key: IssuedKey) -> str:
    clock.turn(days=180)
    return key.secret


def broken_by_revocation(keys: ApiKeyService, clock: Clock, key: IssuedKey) -> str:
    keys.revoke(key.held.key.ref, by=a_caller(MEMBER))
    return key.secret


def broken_by_rotation(keys: ApiKeyService, clock: Clock, key: IssuedKey) -> str:
    keys.rotate(key.held.key.ref, by=a_caller(MEMBER))
    return key.secret


def broken_by_leaving(keys: ApiKeyService, clock: Clock, key: IssuedKey) -> str:
    with keys.database.begin() as work:
        work.memberships.remove("P1", "F1")
    return key.secret


def broken_by_erasure(keys: ApiKeyService, clock: Clock, key: IssuedKey) -> str:
    with keys.database.begin() as work:
        work.people.remove("P1")
    return key.secret


def broken_letters(keys: ApiKeyService, clock: Clock, key: IssuedKey) -> str:
    return key.secret[:-1] + ("a" if key.secret[-1] != "a" else "b")


def another_key(keys: ApiKeyService, clock: Clock, key: IssuedKey) -> str:
    return "enk_" + "0" * 16 + key.secret[20:]


def no_key_at_all(keys: ApiKeyService, clock: Clock, key: IssuedKey) -> str:
    return "縁"


@pytest.mark.parametrize(
    "breaking",
    [
        broken_by_expiry,
        broken_by_revocation,
        broken_by_rotation,
        broken_by_leaving,
        broken_by_erasure,
        broken_letters,
        another_key,
        no_key_at_all,
    ],
)
def test_whatever_is_wrong_with_a_key_it_is_refused_in_the_same_words(
    keys: ApiKeyService, clock: Clock, breaking: Callable[[ApiKeyService, Clock, IssuedKey], str]
):
    secret = breaking(keys, clock, issued(keys))

    with pytest.raises(NotSignedInError) as refusal:
        keys.caller(secret)

    assert refusal.value.message == "鍵が正しくないか、期限が切れています"
    assert refusal.value.english == "the key is wrong, expired or revoked"


def test_a_key_of_somebody_who_left_and_came_back_stays_dead(keys: ApiKeyService):
    secret = broken_by_leaving(keys, Clock(), issued(keys))
    with keys.database.begin() as work:
        work.memberships.put(MEMBER)

    with pytest.raises(NotSignedInError):
        keys.caller(secret)


def test_a_changed_role_changes_what_the_key_can_do_from_the_next_call_on(keys: ApiKeyService):
    secret = issued(keys, BOSS, scopes=set(Scope)).secret
    assert keys.caller(secret).administers("F1")

    with keys.database.begin() as work:
        work.memberships.put(replace(BOSS, role=Role.FIRM_MEMBER))

    assert not keys.caller(secret).administers("F1")
    assert keys.caller(secret).belongs_to("F1")


def test_a_turned_key_opens_with_both_secrets_for_the_overlap(keys: ApiKeyService, clock: Clock):
    first = issued(keys)

    second = keys.rotate(first.held.key.ref, overlap=timedelta(days=2), by=a_caller(MEMBER))

    assert keys.caller(first.secret) == keys.caller(second.secret)
    clock.turn(days=2)
    assert keys.caller(second.secret).key_ref == first.held.key.ref
    with pytest.raises(NotSignedInError):
        keys.caller(first.secret)


def test_the_day_of_the_last_use_is_written_once_a_day(
    keys: ApiKeyService, clock: Clock, monkeypatch: pytest.MonkeyPatch
):
    secret = issued(keys).secret
    opened = 0
    begin = keys.database.begin

    @contextmanager
    def counted():
        nonlocal opened
        opened += 1
        with begin() as work:
            yield work

    monkeypatch.setattr(keys.database, "begin", counted)
    for _ in range(3):
        keys.caller(secret)
    assert opened == 1
    assert keys.own(by=a_caller(MEMBER))[0].key.last_used_on == date(2026, 11, 25)

    clock.turn(hours=3)  # midnight in Japan
    keys.caller(secret)
    assert opened == 2
    assert keys.own(by=a_caller(MEMBER))[0].key.last_used_on == date(2026, 11, 26)


def test_a_busy_database_keeps_no_key_from_working(
    keys: ApiKeyService, monkeypatch: pytest.MonkeyPatch
):
    secret = issued(keys).secret

    def busy() -> None:
        raise BusyError("混み合っています")

    monkeypatch.setattr(keys.database, "begin", busy)

    assert keys.caller(secret).person_ref == "P1"


def test_a_wrong_secret_of_a_key_is_logged_once_a_day_with_nobody_as_its_actor(
    keys: ApiKeyService, network: Database
):
    key = issued(keys)
    wrong = broken_letters(keys, Clock(), key)
    for _ in range(3):
        with pytest.raises(NotSignedInError):
            keys.caller(wrong)

    refused = [entry for entry in log(network) if entry.action is AuditAction.REFUSED]

    assert [(entry.subject_ref, entry.owner_ref, entry.actor_ref) for entry in refused] == [
        (key.held.key.ref, "P1", None)
    ]
    assert keys.own(by=a_caller(MEMBER))[0].key.last_refused_on == date(2026, 11, 25)


def test_making_turning_and_revoking_are_in_the_log_of_the_holder(
    keys: ApiKeyService, network: Database
):
    ref = issued(keys).held.key.ref
    keys.rotate(ref, by=a_caller(MEMBER))
    keys.revoke(ref, organisation_ref="F1", by=a_caller(BOSS))

    entries = log(network)

    assert [(entry.action, entry.actor_ref, entry.fields) for entry in entries] == [
        (AuditAction.WRITTEN, "P1", ()),
        (AuditAction.WRITTEN, "P1", ("secret",)),
        (AuditAction.WRITTEN, "P2", ("revoked_at",)),
    ]
    assert {(entry.subject_ref, entry.owner_ref, entry.organisation_ref) for entry in entries} == {
        (ref, "P1", "F1")
    }


def test_revoking_twice_is_one_act(keys: ApiKeyService, network: Database):
    ref = issued(keys).held.key.ref

    keys.revoke(ref, by=a_caller(MEMBER))
    keys.revoke(ref, by=a_caller(MEMBER))

    assert len(log(network)) == 2


def test_a_key_makes_and_turns_no_keys_whatever_its_scopes(keys: ApiKeyService):
    made = issued(keys, BOSS, scopes=set(Scope))
    by = keys.caller(made.secret)

    with pytest.raises(NotPermittedError):
        issued(keys, BOSS, by=by)
    with pytest.raises(NotPermittedError):
        keys.rotate(made.held.key.ref, by=by)


def test_a_key_sees_the_keys_of_its_own_organisation_only(keys: ApiKeyService):
    here = issued(keys, COORDINATOR)
    issued(keys, COORDINATOR_ELSEWHERE)
    by = keys.caller(here.secret)

    assert [held.key.ref for held in keys.own(by=by)] == [here.held.key.ref]
    assert len(keys.own(by=a_caller(COORDINATOR, COORDINATOR_ELSEWHERE))) == 2


@pytest.mark.parametrize(
    ("known", "refusal"),
    [
        ({"organisation_ref": "F2"}, NotFoundError),
        ({"organisation_ref": "F404"}, NotFoundError),
        ({"organisation_ref": "C1"}, NotFoundError),
        ({"scopes": {Scope.ADMINISTER}}, InvalidValueError),
        ({"scopes": set()}, InvalidValueError),
        ({"region": Region(clusters=("燕三条",))}, InvalidValueError),
        ({"lifetime": timedelta(days=401)}, InvalidValueError),
        ({"person_ref": "P2"}, NotPermittedError),
        ({"by": ANONYMOUS}, NotSignedInError),
        ({"by": LOCAL_OPERATOR}, NotFoundError),
    ],
)
def test_nobody_makes_a_key_beyond_their_own_rights(
    keys: ApiKeyService, network: Database, known: dict[str, Any], refusal: type[Exception]
):
    with pytest.raises(refusal):
        issued(keys, **known)

    with network.read() as work:
        assert work.api_keys.all() == ()
    assert log(network) == []


def test_an_operator_makes_a_key_for_somebody_with_that_persons_rights(keys: ApiKeyService):
    made = keys.issue(
        name="代わりに",
        organisation_ref="C1",
        scopes={Scope.READ},
        person_ref="P4",
        by=LOCAL_OPERATOR,
    )

    assert keys.caller(made.secret).person_ref == "P4"
    assert not keys.caller(made.secret).is_operator
    assert made.held.holder == "P4さん"


def test_an_operator_finds_a_person_by_address_and_nobody_else_does(keys: ApiKeyService):
    address = EmailAddress("p4@tsubame.example")

    assert keys.person_ref_of(address, by=a_caller(OPERATOR)) == "P4"
    with pytest.raises(NotFoundError):
        keys.person_ref_of(EmailAddress("x@tsubame.example"), by=a_caller(OPERATOR))
    with pytest.raises(NotPermittedError):
        keys.person_ref_of(address, by=a_caller(BOSS))


def test_an_administrator_sees_the_keys_of_the_organisation_and_that_is_in_the_log(
    keys: ApiKeyService, network: Database
):
    ref = issued(keys).held.key.ref
    issued(keys, STRANGER)

    found = keys.of_organisation("F1", by=a_caller(BOSS))

    assert [(held.key.ref, held.holder) for held in found] == [(ref, "P1さん")]
    entry = log(network)[-1]
    assert (entry.action, entry.subject_kind, entry.owner_ref, entry.actor_ref) == (
        AuditAction.READ,
        "keys",
        "F1",
        "P2",
    )


@pytest.mark.parametrize("by", [a_caller(MEMBER), a_caller(STRANGER), a_caller(COORDINATOR)])
def test_who_does_not_look_after_an_organisation_sees_none_of_its_keys(
    keys: ApiKeyService, by: Caller
):
    ref = issued(keys).held.key.ref

    for organisation in ("F1", "F404"):
        with pytest.raises(NotPermittedError):
            keys.of_organisation(organisation, by=by)
        with pytest.raises(NotPermittedError):
            keys.revoke(ref, organisation_ref=organisation, by=by)


def test_somebody_elses_key_is_missing_exactly_as_none_is(keys: ApiKeyService):
    ref = issued(keys).held.key.ref
    stranger = a_caller(STRANGER)

    def refused(act: Callable[[], object]) -> tuple[str, str]:
        with pytest.raises(NotFoundError) as refusal:
            act()
        return refusal.value.message, refusal.value.english

    said = {
        refused(act)
        for key_ref in (ref, "K0000000000000000", "x")
        for act in (
            lambda key_ref=key_ref: keys.revoke(key_ref, by=stranger),
            lambda key_ref=key_ref: keys.rotate(key_ref, by=stranger),
            lambda key_ref=key_ref: keys.revoke(key_ref, organisation_ref="F2", by=stranger),
        )
    }

    assert said == {("その鍵は見つかりません", "no such key")}
    assert keys.own(by=a_caller(MEMBER))[0].key.revoked_at is None


def test_a_revoked_key_is_not_turned_back_into_one_that_opens(keys: ApiKeyService):
    ref = issued(keys).held.key.ref
    keys.revoke(ref, by=a_caller(MEMBER))

    with pytest.raises(InvalidValueError):
        keys.rotate(ref, by=a_caller(MEMBER))


def test_keys_are_listed_from_the_newest_on(keys: ApiKeyService, clock: Clock):
    refs = []
    for _ in range(3):
        refs.append(issued(keys).held.key.ref)
        clock.turn(minutes=1)

    assert [held.key.ref for held in keys.own(by=a_caller(MEMBER))] == refs[::-1]
    assert [held.key.ref for held in keys.all(by=a_caller(OPERATOR))] == refs[::-1]
    with pytest.raises(NotPermittedError):
        keys.all(by=a_caller(BOSS))


def test_a_key_without_the_scope_to_read_lists_nothing(keys: ApiKeyService):
    by = keys.caller(issued(keys, scopes={Scope.WRITE}).secret)

    with pytest.raises(NotPermittedError):
        keys.own(by=by)
