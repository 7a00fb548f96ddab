from datetime import timedelta

import pytest

from builders_accounts import HOME, PASSWORD, Rooms
from enishi.domain.audit import AuditAction
from enishi.domain.email_address import EmailAddress
from enishi.domain.errors import InvalidValueError, NotPermittedError, NotSignedInError
from enishi.domain.federation import FederatedIdentity
from enishi.domain.membership import Role
from enishi.domain.person import Person
from enishi.services.sessions import SignedIn
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
    return rooms.a_person("sato@tsubame.example", Role.FIRM_ADMINISTRATOR, "F1")


def come_back(
    rooms: Rooms,
    email: EmailAddress,
    *,
    is_verified: bool = True,
    minutes_ago: float | None = 0,
    away_minutes: float = 1,
) -> SignedIn:
    """Sign in at the provider and come back from it."""
    request, _ = rooms.federation.begin("/needs")
    rooms.clock.turn(minutes=away_minutes)
    asked = None if minutes_ago is None else rooms.clock() - timedelta(minutes=minutes_ago)
    rooms.provider.signs_in("code", FederatedIdentity(email, is_verified, asked))
    return rooms.federation.complete(request, state=request.state, code="code", visit=HOME)


def acts(rooms: Rooms, person: Person) -> list[tuple[AuditAction, tuple[str, ...]]]:
    with rooms.database.read() as work:
        found = work.audit.page(before=None, limit=99, owner_ref=person.ref)
    return [(item.entry.action, item.entry.fields) for item in found]


def test_who_has_an_account_comes_in_by_the_verified_address(rooms: Rooms, sato: Person):
    signed_in = come_back(rooms, sato.email)

    by = rooms.sessions.caller_of(signed_in.token)
    assert (by.person_ref, by.firm_refs, by.door) == (sato.ref, {"F1"}, "web")
    assert signed_in.device is not None
    assert acts(rooms, sato)[0] == (AuditAction.SIGNED_IN, ())


def test_the_browser_is_sent_with_the_state_it_must_bring_back(rooms: Rooms):
    request, address = rooms.federation.begin("/needs")

    assert address == f"https://accounts.example/?state={request.state}"
    assert request.next_path == "/needs"


def test_nobody_is_sent_out_to_end_at_another_site(rooms: Rooms):
    with pytest.raises(InvalidValueError):
        rooms.federation.begin("//evil.example")


def test_two_requests_have_nothing_in_common(rooms: Rooms):
    (one, _), (other, _) = rooms.federation.begin("/"), rooms.federation.begin("/")

    assert {one.state, one.nonce, one.code_verifier}.isdisjoint(
        {other.state, other.nonce, other.code_verifier}
    )


def test_nobody_registers_by_it(rooms: Rooms):
    nobody = EmailAddress("nobody@tsubame.example")

    with pytest.raises(NotSignedInError):
        come_back(rooms, nobody)

    with rooms.database.read() as work:
        assert work.people.by_email(nobody) is None


def test_an_address_that_the_provider_has_not_verified_opens_nothing(rooms: Rooms, sato: Person):
    with pytest.raises(NotSignedInError):
        come_back(rooms, sato.email, is_verified=False)

    with rooms.database.read() as work:
        assert work.sessions.of_person(sato.ref) == ()
    assert acts(rooms, sato)[0] == (AuditAction.REFUSED, ("provider",))


def test_the_second_factor_of_the_provider_counts(rooms: Rooms, sato: Person):
    rooms.with_second_factor(sato)

    signed_in = come_back(rooms, sato.email)

    assert signed_in.session.awaits_code is False
    assert rooms.sessions.caller_of(signed_in.token).person_ref == sato.ref


def test_a_state_of_another_browser_uses_no_code_up(rooms: Rooms, sato: Person):
    request, _ = rooms.federation.begin("/")
    other, _ = rooms.federation.begin("/")
    rooms.provider.signs_in("code", FederatedIdentity(sato.email, True))

    for state in (other.state, ""):
        with pytest.raises(NotSignedInError):
            rooms.federation.complete(request, state=state, code="code", visit=HOME)

    assert "code" in rooms.provider.vouched_for


def test_who_stays_away_too_long_begins_again(rooms: Rooms, sato: Person):
    with pytest.raises(NotSignedInError):
        come_back(rooms, sato.email, away_minutes=15)


def test_what_was_refused_keeps_nobody_out(rooms: Rooms, sato: Person):
    rooms.with_password(sato)
    for _ in range(200):
        with pytest.raises(NotSignedInError):
            come_back(rooms, sato.email, is_verified=False, away_minutes=0)

    assert rooms.sign_in.with_password(sato.email, PASSWORD, visit=HOME).token
    assert come_back(rooms, sato.email).token


def test_who_has_just_shown_the_provider_who_they_are_may_change_the_way_in(
    rooms: Rooms, sato: Person
):
    by = rooms.sessions.caller_of(come_back(rooms, sato.email, minutes_ago=1).token)

    rooms.credentials.set_password(PASSWORD, by=by)


@pytest.mark.parametrize("minutes_ago", [20, None])
def test_who_was_let_pass_by_the_provider_without_being_asked_may_not(
    rooms: Rooms, sato: Person, minutes_ago: float | None
):
    by = rooms.sessions.caller_of(come_back(rooms, sato.email, minutes_ago=minutes_ago).token)

    assert by.person_ref == sato.ref
    with pytest.raises(NotPermittedError):
        rooms.credentials.set_password(PASSWORD, by=by)
