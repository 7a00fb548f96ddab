from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from builders import a_firm
from enishi.adapters.db import SqlDatabase
from enishi.domain.attempts import Failures
from enishi.domain.chamber import Chamber
from enishi.domain.email_address import EmailAddress
from enishi.domain.invitation import Invitation, SignInLink
from enishi.domain.membership import PLATFORM, Role
from enishi.domain.person import Person
from enishi.domain.second_factor import SecondFactor
from enishi.domain.session import Session

NOON = datetime(2026, 11, 25, 12, 0, 0, 123456, tzinfo=UTC)
HOUR = timedelta(hours=1)
SATO = Person("P1", EmailAddress("sato@tsubame.example"), "佐藤")
TANAKA = Person("P2", EmailAddress("tanaka@tsubame.example"), "田中")


@pytest.fixture
def database(database: SqlDatabase) -> SqlDatabase:
    with database.begin() as work:
        work.people.put(SATO)
        work.people.put(TANAKA)
        work.firms.put_many([a_firm(ref="F1")])
        work.chambers.put(Chamber("C1", "燕商工会議所"))
    return database


def a_session(ref: str, person_ref: str = "P1", begun: datetime = NOON, **known) -> Session:
    return Session(ref, f"hash-{ref}", person_ref, begun, begun, **known)


def an_invitation(ref: str, **known) -> Invitation:
    own = {
        "email": SATO.email,
        "role": Role.FIRM_MEMBER,
        "organisation_ref": "F1",
        "invited_by": "P9",
        "invited_at": NOON,
    }
    return Invitation(ref, f"hash-{ref}", **(own | known))


def test_sessions_come_back_newest_first_and_are_seen_again(database: SqlDatabase):
    first = a_session("s1", awaits_code=True, browser="𠮷 Firefox")
    second = a_session("s2", begun=NOON + HOUR)
    seen = replace(second, seen_at=NOON + 2 * HOUR)
    with database.begin() as work:
        for session in (first, second, seen, a_session("s3", "P2")):
            work.sessions.put(session)

    with database.read() as work:
        assert work.sessions.of_person("P1") == (seen, first)
        assert work.sessions.by_token("hash-s1") == first
        assert work.sessions.by_token("s1") is None


def test_a_session_ends_alone_or_with_all_of_its_person(database: SqlDatabase):
    with database.begin() as work:
        for session in (a_session("s1"), a_session("s2"), a_session("s3", "P2")):
            work.sessions.put(session)
        work.sessions.know_device("d1", "P1", NOON)

        assert work.sessions.remove("s1")
        assert not work.sessions.remove("s1")
        assert work.sessions.remove_of_person("P1") == 1
        assert not work.sessions.knows_device("d1", "P1")
        assert len(work.sessions.of_person("P2")) == 1


def test_a_browser_is_known_for_each_of_those_who_use_it(database: SqlDatabase):
    with database.begin() as work:
        work.sessions.know_device("d1", "P1", NOON)
        work.sessions.know_device("d1", "P1", NOON + HOUR)
        work.sessions.know_device("d1", "P2", NOON)

        work.sessions.forget_before(NOON, NOON + HOUR)

        assert work.sessions.knows_device("d1", "P1")
        assert not work.sessions.knows_device("d1", "P2")


def test_old_sessions_are_forgotten(database: SqlDatabase):
    with database.begin() as work:
        work.sessions.put(a_session("old", begun=NOON - HOUR))
        work.sessions.put(a_session("new"))
        work.sessions.forget_before(NOON, NOON)

        assert [item.ref for item in work.sessions.of_person("P1")] == ["new"]


def test_an_invitation_takes_the_place_of_one_to_the_same_address_and_organisation(
    database: SqlDatabase,
):
    elsewhere = an_invitation("i2", role=Role.COORDINATOR, organisation_ref="C1")
    operator = an_invitation("i3", role=Role.OPERATOR, organisation_ref=PLATFORM)
    again = an_invitation("i4", invited_at=NOON + HOUR)
    other = an_invitation("i5", email=TANAKA.email)
    with database.begin() as work:
        for invitation in (an_invitation("i1"), elsewhere, operator, again, other):
            work.invitations.put(invitation)

        assert work.invitations.of_organisation("F1") == (again, other)
        assert work.invitations.by_token("hash-i1") is None
        assert work.invitations.by_token("hash-i2") == elsewhere
        assert work.invitations.remove("i3")
        assert not work.invitations.remove("i3")
        work.invitations.remove_for(SATO.email)
        assert work.invitations.by_token("hash-i2") is None
        assert work.invitations.of_organisation("F1") == (other,)


@pytest.mark.parametrize("remove", ["firms", "chambers"])
def test_an_invitation_goes_with_its_organisation(database: SqlDatabase, remove: str):
    firms = an_invitation("i1")
    chambers = an_invitation("i2", role=Role.COORDINATOR, organisation_ref="C1")
    with database.begin() as work:
        work.invitations.put(firms)
        work.invitations.put(chambers)
        getattr(work, remove).remove({"firms": "F1", "chambers": "C1"}[remove])

        left = [*work.invitations.of_organisation("F1"), *work.invitations.of_organisation("C1")]
        assert left == [chambers if remove == "firms" else firms]


def test_nobody_is_invited_into_an_organisation_that_is_not_there(database: SqlDatabase):
    with pytest.raises(IntegrityError), database.begin() as work:
        work.invitations.put(an_invitation("i1", organisation_ref="F404"))


def test_links_come_back_newest_first_and_go_together(database: SqlDatabase):
    first, second = SignInLink("h1", "P1", NOON), SignInLink("h2", "P1", NOON + HOUR)
    other = SignInLink("h3", "P2", NOON)
    with database.begin() as work:
        for link in (first, second, other):
            work.invitations.put_link(link)

        assert work.invitations.links_of_person("P1") == (second, first)
        assert work.invitations.link_by_token("h3") == other
        work.invitations.remove_links("P1")
        assert work.invitations.link_by_token("h1") is None
        work.invitations.forget_before(NOON, NOON + HOUR)
        assert work.invitations.link_by_token("h3") is None


def test_a_password_and_a_second_factor_are_kept_and_replaced(database: SqlDatabase):
    factor = SecondFactor("P1", "SECRET", NOON, 2**40, ("h1", "h2"))
    with database.begin() as work:
        work.credentials.put_password("P1", "first")
        work.credentials.put_password("P1", "second")
        work.credentials.put_second_factor(SecondFactor("P1", "OTHER"))
        work.credentials.put_second_factor(factor)

        assert work.credentials.password_of("P1") == "second"
        assert work.credentials.password_of("P2") is None
        assert work.credentials.second_factor_of("P1") == factor
        assert work.credentials.remove_second_factor("P1")
        assert not work.credentials.remove_second_factor("P1")
        assert work.credentials.second_factor_of("P1") is None


def test_with_a_person_goes_whatever_they_sign_in_with(database: SqlDatabase):
    with database.begin() as work:
        work.sessions.put(a_session("s1"))
        work.sessions.know_device("d1", "P1", NOON)
        work.invitations.put_link(SignInLink("h1", "P1", NOON))
        work.credentials.put_password("P1", "hash")
        work.credentials.put_second_factor(SecondFactor("P1", "SECRET"))

        work.people.remove("P1")

        assert work.sessions.by_token("hash-s1") is None
        assert not work.sessions.knows_device("d1", "P1")
        assert work.invitations.link_by_token("h1") is None
        assert work.credentials.password_of("P1") is None
        assert work.credentials.second_factor_of("P1") is None


def test_what_was_tried_in_vain_is_counted_forgotten_and_begun_anew(database: SqlDatabase):
    with database.begin() as work:
        work.failures.put(Failures("a", 1.0, NOON))
        work.failures.put(Failures("a", 2.25, NOON + HOUR))
        work.failures.put(Failures("b", 1.0, NOON))
        work.failures.put(Failures("c", 1.0, NOON + HOUR))

        work.failures.forget_before(NOON + HOUR)
        work.failures.remove("c")

        assert work.failures.get("a") == Failures("a", 2.25, NOON + HOUR)
        assert work.failures.get("b") is work.failures.get("c") is None
