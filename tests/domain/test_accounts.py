"""What signing in rests on: waits, sessions, networks, passwords, codes."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.domain.access import ANONYMOUS, Audience, Caller
from enishi.domain.attempts import Counted, Failures
from enishi.domain.email_address import EmailAddress
from enishi.domain.errors import InvalidValueError, NotPermittedError, NotSignedInError
from enishi.domain.invitation import Invitation
from enishi.domain.membership import Role
from enishi.domain.password import COMMON, LONGEST, SHORTEST, must_be_worth_having
from enishi.domain.person import Person
from enishi.domain.second_factor import SecondFactor
from enishi.domain.session import Session, Visit

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
SATO = Person("p1", EmailAddress("hanako.sato@tsubame.example"), "Hanako Kobayashi")


def failed(counted: Counted, times: int) -> Failures:
    found = Failures("k", 0, NOW)
    for _ in range(times):
        found = found.and_one_more(counted, NOW)
    return found


@pytest.mark.parametrize("counted", Counted)
def test_what_is_free_costs_no_wait_and_the_next_one_does(counted: Counted):
    assert failed(counted, counted.free).wait(counted, NOW) == timedelta(0)
    assert failed(counted, counted.free + 1).wait(counted, NOW) == timedelta(seconds=1)


@given(st.sampled_from(Counted), st.integers(0, 400), st.integers(0, 100_000))
def test_a_wait_grows_with_failures_shrinks_with_time_and_is_never_long(
    counted: Counted, times: int, seconds: int
):
    few, more = failed(counted, times), failed(counted, times + 1)
    later = NOW + timedelta(seconds=seconds)

    assert few.wait(counted, NOW) <= more.wait(counted, NOW) <= timedelta(minutes=15)
    assert few.wait(counted, later) <= few.wait(counted, NOW)


@given(st.sampled_from(Counted), st.integers(1, 300))
def test_a_clock_that_goes_back_forgives_nothing_and_breaks_nothing(counted: Counted, times: int):
    earlier = NOW - timedelta(hours=2)

    assert failed(counted, times).wait(counted, earlier) >= failed(counted, times).wait(
        counted, NOW
    )


def test_a_try_that_convinces_is_taken_back():
    assert failed(Counted.NETWORK, 3).and_one_less().level == 2
    assert Failures("k", 0.5, NOW).and_one_less().level == 0


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("198.51.100.7", "198.51.100.0/24"),
        ("198.51.100.200", "198.51.100.0/24"),
        ("::ffff:198.51.100.7", "198.51.100.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::", "2001:db8:1:2::/64"),
        ("testclient", "testclient"),
        ("", ""),
    ],
)
def test_neighbours_are_one_network(address: str, network: str):
    assert Visit(address).network == network


def test_everybody_behind_a_silent_proxy_comes_from_this_machine():
    assert [Visit(address).is_from_this_machine for address in ("127.0.0.1", "::1")] == [True] * 2
    assert not Visit("198.51.100.7").is_from_this_machine
    assert not Visit("testclient").is_from_this_machine


@pytest.mark.parametrize(
    ("idle", "age", "half", "over"),
    [
        (13.9, 13.9, False, False),
        (14, 14, False, True),
        (1, 89.9, False, False),
        (1, 90, False, True),
        (0.01, 0.01, True, False),
        (0.011, 0.011, True, True),
    ],
)
def test_a_session_is_over_when_idle_or_old(idle: float, age: float, half: bool, over: bool):
    session = Session(
        *("s1", "hash", "p1"),
        begun_at=NOW - timedelta(days=age),
        seen_at=NOW - timedelta(days=idle),
        awaits_code=half,
    )

    assert session.is_over(NOW) is over


@pytest.mark.parametrize(
    "password",
    [
        *("a" * (SHORTEST - 1), "x" * (LONGEST + 1), "aaaaaaaaaaaaaa", "abababababab"),
        *("password1234", "PASSWORDpassword", "qwertyuiop123", "P@ssw0rd2026!"),
        *("hanako.sato@tsubame.example", "kobayashi-hanako", "ｐａｓｓｗｏｒｄ１２３４"),
    ],
)
def test_a_password_that_can_be_guessed_is_refused(password: str):
    with pytest.raises(InvalidValueError) as refusal:
        must_be_worth_having(password, SATO)

    assert refusal.value.field == "password"


@pytest.mark.parametrize(
    "password",
    [
        "四月の雨と錆びない取っ手",
        "correct horse battery staple",
        "zK7!pQ2#vL9w",
        "hanako likes trains",
    ],
)
def test_a_password_worth_having_is_taken(password: str):
    assert must_be_worth_having(password, SATO) == password


@given(st.lists(st.sampled_from(sorted(COMMON)), min_size=1, max_size=8))
def test_common_passwords_one_after_the_other_are_no_password(words: list[str]):
    with pytest.raises(InvalidValueError):
        must_be_worth_having("".join(words), SATO)


def test_there_are_a_hundred_common_passwords():
    assert len(COMMON) >= 100


def test_a_step_and_a_recovery_code_are_used_up():
    factor = SecondFactor("p1", "secret", NOW, 10, ("h1", "h2"))

    after = factor.after(11)
    assert after is not None
    assert after.after(11) is after.after(10) is None
    without = factor.without("h1")
    assert without is not None
    assert without.recovery_hashes == ("h2",)
    assert without.without("h1") is None


def test_an_invitation_whose_role_does_not_fit_is_none():
    with pytest.raises(InvalidValueError):
        Invitation("i1", "hash", SATO.email, Role.FIRM_MEMBER, "", "p9", NOW)


def test_somebody_who_belongs_nowhere_is_known_and_sees_what_anybody_sees():
    nowhere = Caller(person_ref="p1", session_ref="s1")

    assert nowhere.is_signed_in
    assert nowhere.audience is Audience.ANYONE
    assert nowhere.must_be_in_person() == "p1"


def test_an_account_is_nobodys_and_no_keys_to_change():
    with pytest.raises(NotSignedInError):
        ANONYMOUS.must_be_in_person()
    with pytest.raises(NotPermittedError):
        Caller(person_ref="p1", key_ref="k1").must_be_in_person()
