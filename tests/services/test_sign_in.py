from dataclasses import replace
from datetime import timedelta

import pytest

from builders_accounts import ELSEWHERE, HOME, PASSWORD, Rooms
from enishi.domain.access import ANONYMOUS, LOCAL_OPERATOR
from enishi.domain.audit import AuditAction
from enishi.domain.email_address import EmailAddress
from enishi.domain.errors import (
    MailNotSentError,
    NotPermittedError,
    NotSignedInError,
    TooManyRequestsError,
)
from enishi.domain.membership import Role
from enishi.domain.person import Person, PreferredLanguage
from enishi.domain.session import Visit
from enishi.services.sessions import SignedIn
from fakes import MemoryDatabase

NOBODY = EmailAddress("nobody@tsubame.example")


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
    return rooms.a_person("sato@tsubame.example", Role.FIRM_ADMINISTRATOR, "F1")


def guess(rooms: Rooms, email: EmailAddress, visit: Visit, times: int) -> None:
    """Try a wrong password, waiting as long as one is told to."""
    for _ in range(times):
        try:
            with pytest.raises(NotSignedInError):
                rooms.sign_in.with_password(email, "wrong wrong wrong", visit=visit)
        except TooManyRequestsError as error:
            rooms.clock.turn(seconds=error.seconds)


def waits(rooms: Rooms, email: EmailAddress, visit: Visit) -> bool:
    """Whether the right password has to wait."""
    try:
        rooms.sign_in.with_password(email, PASSWORD, visit=visit)
    except TooManyRequestsError:
        return True
    except NotSignedInError:
        return False
    return False


def signed_in_as(rooms: Rooms, signed_in: SignedIn) -> str | None:
    return rooms.sessions.caller_of(signed_in.token).person_ref


def acts(rooms: Rooms, person: Person) -> list[AuditAction]:
    with rooms.database.read() as work:
        found = work.audit.page(before=None, limit=99, owner_ref=person.ref)
    return [item.entry.action for item in found]


def test_a_link_from_the_mailbox_signs_its_owner_in(rooms: Rooms, sato: Person):
    rooms.sign_in.send_link(sato.email)

    signed_in = rooms.sign_in.redeem_link(rooms.postbox.token, visit=HOME)

    assert rooms.postbox.letters[0].to == sato.email
    by = rooms.sessions.caller_of(signed_in.token)
    assert (by.person_ref, by.firm_refs, by.door) == (sato.ref, {"F1"}, "web")
    assert acts(rooms, sato)[0] is AuditAction.SIGNED_IN


def test_a_link_works_once_and_takes_the_others_with_it(rooms: Rooms, sato: Person):
    first = rooms.sign_in.new_link(sato.email, by=LOCAL_OPERATOR).partition("#")[2]
    second = rooms.sign_in.new_link(sato.email, by=LOCAL_OPERATOR).partition("#")[2]
    rooms.sign_in.redeem_link(second, visit=HOME)

    for token in (first, second):
        with pytest.raises(NotSignedInError):
            rooms.sign_in.redeem_link(token, visit=HOME)


@pytest.mark.parametrize(("minutes", "works"), [(14.9, True), (15, False)])
def test_a_link_lasts_a_quarter_of_an_hour(rooms: Rooms, sato: Person, minutes: float, works: bool):
    token = rooms.sign_in.new_link(sato.email, by=LOCAL_OPERATOR).partition("#")[2]
    rooms.clock.turn(minutes=minutes)

    if works:
        assert rooms.sign_in.redeem_link(token, visit=HOME).session.person_ref == sato.ref
    else:
        with pytest.raises(NotSignedInError):
            rooms.sign_in.redeem_link(token, visit=HOME)


def test_an_address_without_an_account_is_sent_nothing_and_told_nothing(rooms: Rooms):
    rooms.sign_in.ask_for_link(NOBODY, visit=HOME)
    rooms.sign_in.send_link(NOBODY)

    assert rooms.postbox.letters == []


def test_a_mailbox_is_not_flooded_and_its_owner_always_has_a_link_that_works(
    rooms: Rooms, sato: Person
):
    for _ in range(10):
        rooms.sign_in.send_link(sato.email)
        rooms.clock.turn(minutes=1)

    assert len(rooms.postbox.letters) == 2
    assert rooms.sign_in.redeem_link(rooms.postbox.token, visit=HOME)


def test_a_letter_that_was_not_sent_does_not_keep_the_next_one_back(rooms: Rooms, sato: Person):
    rooms.postbox.broken = True
    with pytest.raises(MailNotSentError):
        rooms.sign_in.send_link(sato.email)
    rooms.postbox.broken = False

    rooms.sign_in.send_link(sato.email)

    assert len(rooms.postbox.letters) == 1


def test_nobody_but_an_operator_has_a_link_made(rooms: Rooms, sato: Person):
    for by, refusal in (
        (ANONYMOUS, NotSignedInError),
        (rooms.signed_in(sato), NotPermittedError),
    ):
        with pytest.raises(refusal):
            rooms.sign_in.new_link(sato.email, by=by)


def test_the_right_password_signs_in_however_wide_it_is_typed(rooms: Rooms, sato: Person):
    by = rooms.signed_in(sato)
    rooms.credentials.set_password("Ａ２ rusty doors", by=by)

    signed_in = rooms.sign_in.with_password(sato.email, "A2 rusty doors", visit=ELSEWHERE)

    assert signed_in_as(rooms, signed_in) == sato.ref


def test_a_wrong_password_and_an_unknown_address_are_refused_alike(rooms: Rooms, sato: Person):
    rooms.with_password(sato)
    bare = rooms.a_person("bare@tsubame.example")
    refusals = []
    for email in (sato.email, bare.email, NOBODY):
        with pytest.raises(NotSignedInError) as refusal:
            rooms.sign_in.with_password(email, "something else", visit=ELSEWHERE)
        refusals.append((refusal.value.message, refusal.value.english))

    assert len(set(refusals)) == 1
    # Each cost a hash: time tells nothing either.
    assert [kept is None for kept in rooms.passwords.verified] == [False, True, True]
    assert acts(rooms, sato)[0] is AuditAction.REFUSED


def test_a_password_is_hashed_anew_when_the_cost_has_changed(rooms: Rooms, sato: Person):
    rooms.with_password(sato)
    rooms.passwords.cost = "2"

    rooms.sign_in.with_password(sato.email, PASSWORD, visit=HOME)

    with rooms.database.read() as work:
        assert str(work.credentials.password_of(sato.ref)).startswith("2:")


def test_a_few_slips_cost_no_wait_and_more_cost_longer_and_longer(rooms: Rooms, sato: Person):
    rooms.with_password(sato)
    waited = []
    for _ in range(20):
        try:
            with pytest.raises(NotSignedInError):
                rooms.sign_in.with_password(sato.email, "wrong wrong wrong", visit=ELSEWHERE)
        except TooManyRequestsError as error:
            waited.append(error.seconds)
            rooms.clock.turn(seconds=error.seconds)

    assert waited[:3] == [1, 2, 4]
    assert waited == sorted(waited)


def test_who_guesses_all_day_makes_a_hundred_guesses(rooms: Rooms, sato: Person):
    rooms.with_password(sato)
    end = rooms.clock() + timedelta(days=1)
    guesses = 0
    while rooms.clock() < end:
        try:
            with pytest.raises(NotSignedInError):
                rooms.sign_in.with_password(sato.email, "wrong wrong wrong", visit=ELSEWHERE)
            guesses += 1
        except TooManyRequestsError as error:
            rooms.clock.turn(seconds=error.seconds)

    assert 90 < guesses < 120


def test_the_right_password_has_to_wait_as_well_and_is_not_even_looked_at(
    rooms: Rooms, sato: Person
):
    rooms.with_password(sato)
    guess(rooms, sato.email, ELSEWHERE, 5)
    looked = len(rooms.passwords.verified)

    assert waits(rooms, sato.email, ELSEWHERE)
    assert len(rooms.passwords.verified) == looked


def test_an_unknown_address_waits_as_long_as_a_known_one(rooms: Rooms):
    guess(rooms, NOBODY, ELSEWHERE, 5)

    assert waits(rooms, NOBODY, ELSEWHERE)


def test_guessing_from_elsewhere_keeps_the_owner_out_nowhere_else(rooms: Rooms, sato: Person):
    rooms.with_password(sato)
    guess(rooms, sato.email, ELSEWHERE, 30)

    assert not waits(rooms, sato.email, HOME)


def attack_from_everywhere(rooms: Rooms, sato: Person) -> None:
    for number in range(101):
        visit = Visit(f"203.{number}.113.9")
        with pytest.raises(NotSignedInError):
            rooms.sign_in.with_password(sato.email, "wrong wrong wrong", visit=visit)


def test_under_attack_from_everywhere_a_browser_that_is_known_still_gets_in(
    rooms: Rooms, sato: Person
):
    rooms.with_password(sato)
    known = rooms.sign_in.with_password(sato.email, PASSWORD, visit=HOME)
    attack_from_everywhere(rooms, sato)

    assert waits(rooms, sato.email, HOME)
    assert not waits(rooms, sato.email, replace(HOME, device=known.device))


def test_under_attack_from_everywhere_the_mailbox_still_lets_in(rooms: Rooms, sato: Person):
    rooms.with_password(sato)
    attack_from_everywhere(rooms, sato)

    rooms.sign_in.ask_for_link(sato.email, visit=HOME)
    rooms.sign_in.send_link(sato.email)

    assert rooms.sign_in.redeem_link(rooms.postbox.token, visit=HOME)


def test_somebody_elses_browser_is_not_a_known_one(rooms: Rooms, sato: Person):
    other = rooms.by_link(rooms.a_person("other@tsubame.example"), ELSEWHERE)
    rooms.with_password(sato)
    attack_from_everywhere(rooms, sato)

    assert waits(rooms, sato.email, replace(HOME, device=other.device))


def test_many_addresses_tried_from_one_network_make_the_network_wait(rooms: Rooms, sato: Person):
    for number in range(51):
        guess(rooms, EmailAddress(f"p{number}@tsubame.example"), Visit(f"203.0.113.{number}"), 1)

    with pytest.raises(TooManyRequestsError):
        rooms.sign_in.with_password(NOBODY, "wrong wrong wrong", visit=ELSEWHERE)
    assert not waits(rooms, sato.email, HOME)


def test_a_proxy_that_tells_no_address_does_not_make_everybody_wait(rooms: Rooms):
    for number in range(60):
        guess(rooms, EmailAddress(f"p{number}@tsubame.example"), Visit("127.0.0.1"), 1)

    assert not waits(rooms, NOBODY, Visit("127.0.0.1"))


def test_asking_for_links_has_to_wait_like_guessing_does(rooms: Rooms):
    for _ in range(5):
        rooms.sign_in.ask_for_link(NOBODY, visit=ELSEWHERE)

    with pytest.raises(TooManyRequestsError):
        rooms.sign_in.ask_for_link(NOBODY, visit=ELSEWHERE)
    rooms.sign_in.ask_for_link(NOBODY, visit=HOME)


def test_with_a_second_factor_a_link_opens_nothing_before_the_code(rooms: Rooms, sato: Person):
    rooms.with_second_factor(sato)

    half = rooms.by_link(sato)

    assert half.device is None
    assert rooms.sessions.caller_of(half.token) == ANONYMOUS
    assert rooms.sessions.awaits_code(half.token)
    whole = rooms.sign_in.with_code(half.token, rooms.codes.code(rooms.clock()), visit=HOME)
    assert signed_in_as(rooms, whole) == sato.ref
    assert whole.token != half.token
    assert not rooms.sessions.awaits_code(half.token)


def test_a_code_is_accepted_once_and_not_after_a_newer_one(rooms: Rooms, sato: Person):
    rooms.with_second_factor(sato)
    earlier = rooms.codes.code(rooms.clock())
    rooms.clock.turn(seconds=30)
    newer = rooms.codes.code(rooms.clock())
    rooms.sign_in.with_code(rooms.by_link(sato).token, newer, visit=HOME)

    for code in (newer, earlier):
        with pytest.raises(NotSignedInError):
            rooms.sign_in.with_code(rooms.by_link(sato).token, code, visit=HOME)


def test_each_recovery_code_works_once_however_it_is_typed(rooms: Rooms, sato: Person):
    first, second, *_ = rooms.with_second_factor(sato)

    typed = first.upper().replace("-", "　")
    assert rooms.sign_in.with_code(rooms.by_link(sato).token, typed, visit=HOME)
    with pytest.raises(NotSignedInError):
        rooms.sign_in.with_code(rooms.by_link(sato).token, first, visit=HOME)
    assert rooms.sign_in.with_code(rooms.by_link(sato).token, second, visit=HOME)


def test_codes_are_guessed_no_faster_than_passwords_however_often_one_begins(
    rooms: Rooms, sato: Person
):
    rooms.with_second_factor(sato)

    def try_codes() -> None:
        for _ in range(9):
            half = rooms.by_link(sato, ELSEWHERE)
            with pytest.raises(NotSignedInError):
                rooms.sign_in.with_code(half.token, "000000", visit=ELSEWHERE)

    with pytest.raises(TooManyRequestsError):
        try_codes()


def test_a_half_session_ends_by_itself(rooms: Rooms, sato: Person):
    rooms.with_second_factor(sato)
    half = rooms.by_link(sato)
    rooms.clock.turn(minutes=15)

    with pytest.raises(NotSignedInError):
        rooms.sign_in.with_code(half.token, rooms.codes.code(rooms.clock()), visit=HOME)


def test_a_whole_session_is_no_half_one(rooms: Rooms, sato: Person):
    whole = rooms.by_link(sato)

    with pytest.raises(NotSignedInError):
        rooms.sign_in.with_code(whole.token, rooms.codes.code(rooms.clock()), visit=HOME)


def test_an_english_reader_is_written_to_in_english(rooms: Rooms, sato: Person):
    rooms.sign_in.send_link(sato.email)
    japanese = rooms.postbox.letters[-1]
    by = rooms.signed_in(sato)
    rooms.accounts.change(language=PreferredLanguage.ENGLISH, by=by)
    rooms.sign_in.send_link(sato.email)
    english = rooms.postbox.letters[-1]

    assert "15分" in japanese.text
    assert "within 15 minutes" in japanese.text
    assert english.text.isascii()
