from dataclasses import replace

import pytest

from builders_accounts import ELSEWHERE, HOME, PASSWORD, Rooms
from enishi.domain.access import ANONYMOUS, LOCAL_OPERATOR, Caller
from enishi.domain.audit import AuditAction
from enishi.domain.consent import TERMS_VERSION
from enishi.domain.errors import (
    ConflictError,
    InvalidValueError,
    NotFoundError,
    NotPermittedError,
    NotSignedInError,
)
from enishi.domain.membership import Role
from enishi.domain.person import Person, PreferredLanguage
from enishi.services.tokens import hash_of
from fakes import MemoryDatabase


@pytest.fixture(params=["memory", "sqlite"])
def rooms(request: pytest.FixtureRequest) -> Rooms:
    """A network in memory and on SQLite alike."""
    database = (
        MemoryDatabase()
        if request.param == "memory"
        else request.getfixturevalue("sqlite_database")
    )
    return Rooms(database).filled()


@pytest.fixture
def sato(rooms: Rooms) -> Person:
    rooms.a_person("boss@tsubame.example", Role.FIRM_ADMINISTRATOR, "F1")
    return rooms.a_person("sato@tsubame.example", Role.FIRM_MEMBER, "F1")


@pytest.fixture
def me(rooms: Rooms, sato: Person) -> Caller:
    return rooms.signed_in(sato)


def test_a_session_ends_after_two_weeks_without_use_and_after_a_season_with(
    rooms: Rooms, sato: Person
):
    idle = rooms.by_link(sato).token
    used = rooms.by_link(sato, ELSEWHERE).token
    rooms.clock.turn(days=13)
    assert rooms.sessions.caller_of(used).person_ref == sato.ref
    rooms.clock.turn(days=1)

    assert rooms.sessions.caller_of(idle) == ANONYMOUS
    for _ in range(75):
        assert rooms.sessions.caller_of(used).person_ref == sato.ref
        rooms.clock.turn(days=1)
    rooms.clock.turn(days=1)
    assert rooms.sessions.caller_of(used) == ANONYMOUS


def test_a_made_up_token_is_nobodys(rooms: Rooms, me: Caller):
    for token in ("", "x", "\ud800", hash_of("x")):
        assert rooms.sessions.caller_of(token) == ANONYMOUS


def test_no_token_is_kept_only_its_hash(rooms: Rooms, sato: Person):
    signed_in = rooms.by_link(sato)

    assert signed_in.session.token_hash != signed_in.token
    assert signed_in.session.token_hash == hash_of(signed_in.token)
    assert rooms.sessions.caller_of(signed_in.session.token_hash) == ANONYMOUS


def test_somebody_sees_and_ends_their_own_sessions_only(rooms: Rooms, sato: Person, me: Caller):
    other = rooms.signed_in(rooms.a_person("other@tsubame.example"))
    rooms.clock.turn(minutes=1)
    elsewhere = rooms.signed_in(sato, ELSEWHERE)

    assert [item.ref for item in rooms.sessions.own(by=me)] == [
        elsewhere.session_ref,
        me.session_ref,
    ]
    with pytest.raises(NotFoundError):
        rooms.sessions.end(str(other.session_ref), by=me)
    rooms.sessions.end(str(elsewhere.session_ref), by=me)
    assert len(rooms.sessions.own(by=me)) == 1


def test_signing_out_everywhere_ends_every_session_and_no_one_elses(rooms: Rooms, sato: Person):
    tokens = [rooms.by_link(sato, visit).token for visit in (HOME, ELSEWHERE)]
    other = rooms.by_link(rooms.a_person("other@tsubame.example"))

    assert rooms.sessions.end_all(by=rooms.sessions.caller_of(tokens[0])) == 2

    assert [rooms.sessions.caller_of(token) for token in tokens] == [ANONYMOUS] * 2
    assert rooms.sessions.caller_of(other.token) != ANONYMOUS


def test_a_new_password_signs_out_every_other_browser(rooms: Rooms, sato: Person):
    here, there = (rooms.by_link(sato, visit).token for visit in (HOME, ELSEWHERE))
    link = rooms.sign_in.new_link(sato.email, by=LOCAL_OPERATOR).partition("#")[2]

    rooms.credentials.set_password(PASSWORD, by=rooms.sessions.caller_of(here))

    assert rooms.sessions.caller_of(here).person_ref == sato.ref
    assert rooms.sessions.caller_of(there) == ANONYMOUS
    with pytest.raises(NotSignedInError):
        rooms.sign_in.redeem_link(link, visit=HOME)


def test_a_browser_that_was_left_open_does_not_give_the_account_away(rooms: Rooms, me: Caller):
    rooms.clock.turn(minutes=15)

    for attempt in (
        lambda: rooms.credentials.set_password(PASSWORD, by=me),
        lambda: rooms.credentials.begin_second_factor(by=me),
        lambda: rooms.credentials.remove_second_factor(by=me),
        lambda: rooms.accounts.erase(by=me),
    ):
        with pytest.raises(NotPermittedError):
            attempt()


@pytest.mark.parametrize("who", ["anonymous", "key", "token"])
def test_an_account_is_changed_in_person_and_not_by_a_key(rooms: Rooms, me: Caller, who: str):
    by, refusal = {
        "anonymous": (ANONYMOUS, NotSignedInError),
        "key": (
            replace(me, session_ref=None, key_ref="k1"),
            NotPermittedError,
        ),
        "token": (LOCAL_OPERATOR, NotPermittedError),
    }[who]
    for attempt in (
        lambda: rooms.sessions.own(by=by),
        lambda: rooms.sessions.end_all(by=by),
        lambda: rooms.credentials.set_password(PASSWORD, by=by),
        lambda: rooms.accounts.change(name="誰か", by=by),
        lambda: rooms.accounts.agree(TERMS_VERSION, by=by),
        lambda: rooms.accounts.export(by=by),
        lambda: rooms.accounts.erase(by=by),
    ):
        with pytest.raises(refusal):
            attempt()


@pytest.mark.parametrize(
    "password",
    ["short", "password1234", "1234567890123", "aaaaaaaaaaaaaaa", "sato-tsubame", "あ" * 201],
)
def test_a_password_that_is_not_worth_having_is_refused(rooms: Rooms, me: Caller, password: str):
    with pytest.raises(InvalidValueError) as refusal:
        rooms.credentials.set_password(password, by=me)

    assert refusal.value.field == "password"


def test_a_second_factor_counts_only_after_its_first_code(rooms: Rooms, sato: Person, me: Caller):
    set_up = rooms.credentials.begin_second_factor(by=me)
    assert set_up.secret in set_up.address
    assert set_up.address in set_up.picture

    assert not rooms.by_link(sato).session.awaits_code
    with pytest.raises(InvalidValueError):
        rooms.credentials.confirm_second_factor("1", by=me)
    codes = rooms.credentials.confirm_second_factor(rooms.codes.code(rooms.clock()), by=me)

    assert len(set(codes)) == 10
    assert rooms.by_link(sato).session.awaits_code
    account = rooms.accounts.of(me)
    assert account is not None
    assert (account.has_second_factor, account.recovery_codes_left) == (True, 10)
    for again in (
        lambda: rooms.credentials.begin_second_factor(by=me),
        lambda: rooms.credentials.confirm_second_factor("1", by=me),
    ):
        with pytest.raises((ConflictError, NotFoundError)):
            again()


def test_a_second_factor_is_taken_off(rooms: Rooms, sato: Person, me: Caller):
    rooms.credentials.begin_second_factor(by=me)
    rooms.credentials.confirm_second_factor(rooms.codes.code(rooms.clock()), by=me)

    rooms.credentials.remove_second_factor(by=me)

    assert not rooms.by_link(sato).session.awaits_code
    with pytest.raises(NotFoundError):
        rooms.credentials.remove_second_factor(by=me)


def test_an_account_tells_what_one_is_and_whether_one_has_agreed(rooms: Rooms, me: Caller):
    account = rooms.accounts.of(me)
    assert account is not None
    assert [place.name for place in account.organisations] == ["F1製作所"]
    assert not account.has_agreed

    first = rooms.accounts.agree(TERMS_VERSION, by=me)
    again = rooms.accounts.agree(TERMS_VERSION, by=me)

    assert first == again
    assert rooms.accounts.of(me) == replace(account, has_agreed=True)
    assert rooms.accounts.of(ANONYMOUS) is None
    assert rooms.accounts.of(LOCAL_OPERATOR) is None


def test_nobody_agrees_to_terms_of_another_day(rooms: Rooms, me: Caller):
    with pytest.raises(ConflictError):
        rooms.accounts.agree("2020-01", by=me)


def test_a_name_and_a_language_are_changed_and_the_rest_stays(
    rooms: Rooms, sato: Person, me: Caller
):
    assert rooms.accounts.change(name=" 佐藤 ", by=me) == replace(sato, name="佐藤")
    changed = rooms.accounts.change(language=PreferredLanguage.ENGLISH, by=me)
    assert changed == replace(sato, name="佐藤", language=PreferredLanguage.ENGLISH)
    with pytest.raises(InvalidValueError):
        rooms.accounts.change(name="　", by=me)


def test_an_export_holds_all_that_is_kept_of_a_person_and_nothing_of_others(
    rooms: Rooms, sato: Person, me: Caller
):
    rooms.signed_in(rooms.a_person("other@tsubame.example"))
    rooms.accounts.agree(TERMS_VERSION, by=me)

    export = rooms.accounts.export(by=me)

    assert export["person"]["email"] == sato.email.text
    assert export["memberships"] == [{"organisation_ref": "F1", "role": "firm_member"}]
    assert [item["terms_version"] for item in export["consents"]] == [TERMS_VERSION]
    assert [item["session_ref"] for item in export["sessions"]] == [me.session_ref]
    assert all(sato.ref in (item["owner_ref"], item["actor_ref"]) for item in export["audit"])
    assert export["audit"][-1]["action"] == "exported"
    assert "other@tsubame.example" not in str(export)


def test_an_export_has_every_entry_of_a_long_log_once(rooms: Rooms, me: Caller):
    for number in range(1_003):
        rooms.accounts.change(name=f"名{number}", by=me)

    export = rooms.accounts.export(by=me)

    assert sum(item["fields"] == ["name"] for item in export["audit"]) == 1_003


def test_an_erased_person_leaves_a_ref_that_names_nobody(rooms: Rooms, sato: Person, me: Caller):
    rooms.with_password(sato, ELSEWHERE)
    rooms.sign_in.send_link(sato.email)
    me = rooms.signed_in(sato)
    rooms.accounts.agree(TERMS_VERSION, by=me)

    rooms.accounts.erase(by=me)

    with rooms.database.read() as work:
        assert work.people.get(sato.ref) is None
        assert work.memberships.of_person(sato.ref) == ()
        assert work.sessions.of_person(sato.ref) == ()
        assert work.invitations.links_of_person(sato.ref) == ()
        assert work.credentials.password_of(sato.ref) is None
        entries = [item.entry for item in work.audit.stream(owner_ref=sato.ref)]
    assert entries[-1].action is AuditAction.ERASED
    assert sato.email.text not in str(entries)
    assert sato.name not in str(entries).replace(sato.ref, "")


def test_an_erased_person_may_come_back_as_somebody_new(rooms: Rooms, sato: Person, me: Caller):
    rooms.accounts.erase(by=me)

    assert rooms.a_person(sato.email.text).ref != sato.ref
