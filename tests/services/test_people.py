from collections.abc import Callable
from dataclasses import replace

import pytest

from builders_accounts import ELSEWHERE, HOME, SUWA, TSUBAME, Rooms
from enishi.domain.access import ANONYMOUS, LOCAL_OPERATOR, Caller, Scope
from enishi.domain.disclosure import Disclosure, Visibility
from enishi.domain.email_address import EmailAddress
from enishi.domain.errors import (
    ConflictError,
    EnishiError,
    InvalidValueError,
    MailNotSentError,
    NotFoundError,
    NotPermittedError,
    NotSignedInError,
)
from enishi.domain.membership import PLATFORM, Membership, Role
from enishi.domain.person import Person, PreferredLanguage
from enishi.services.sessions import SignedIn
from fakes import MemoryDatabase

NEWCOMER = EmailAddress("new@tsubame.example")


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


@pytest.fixture
def people(rooms: Rooms, sato: Person) -> dict[str, Caller]:
    """One caller of each kind, as their browsers show them."""
    registered = {
        "operator": rooms.a_person("op@enishi.example"),
        "administrator": sato,
        "member": rooms.a_person("member@tsubame.example", Role.FIRM_MEMBER, "F1"),
        "other": rooms.a_person("other@suwa.example", Role.FIRM_ADMINISTRATOR, "F2"),
        "chamber": rooms.a_person("c1@tsubame.example", Role.CHAMBER_ADMINISTRATOR, "C1"),
        "coordinator": rooms.a_person("co1@tsubame.example", Role.COORDINATOR, "C1"),
        "far chamber": rooms.a_person("c2@suwa.example", Role.CHAMBER_ADMINISTRATOR, "C2"),
    }
    callers = {name: rooms.signed_in(person) for name, person in registered.items()}
    return callers | {"anonymous": ANONYMOUS, "token": LOCAL_OPERATOR}


def outcome(attempt: Callable[[], object]) -> type[EnishiError] | None:
    try:
        attempt()
    except EnishiError as error:
        return type(error)
    return None


def accept(rooms: Rooms, name: str | None = "新人") -> SignedIn:
    return rooms.invitations.accept(
        rooms.postbox.token, name, PreferredLanguage.JAPANESE, visit=HOME
    )


ALL = ("operator", "administrator", "member", "other", "chamber", "coordinator", "far chamber")
# Who asks for the people of which organisation, and what comes of inviting and of looking.
MAY_INVITE = {
    ("F1", "operator"): None,
    ("F1", "token"): None,
    ("F1", "administrator"): None,
    ("F1", "chamber"): None,
    ("F1", "member"): NotPermittedError,
    ("F1", "other"): NotFoundError,
    ("F1", "coordinator"): NotFoundError,
    ("F1", "far chamber"): NotFoundError,
    ("F1", "anonymous"): NotSignedInError,
    ("F2", "administrator"): NotFoundError,
    ("F2", "far chamber"): None,
    ("C1", "chamber"): None,
    ("C1", "coordinator"): NotPermittedError,
    ("C1", "far chamber"): NotFoundError,
    ("C1", "administrator"): NotFoundError,
    ("C1", "operator"): None,
    (PLATFORM, "operator"): None,
    (PLATFORM, "chamber"): NotFoundError,
    ("F404", "operator"): NotFoundError,
    ("F404", "anonymous"): NotSignedInError,
}
ROLES = {"F": Role.FIRM_MEMBER, "C": Role.COORDINATOR, "p": Role.OPERATOR}


@pytest.mark.parametrize(("organisation", "who"), MAY_INVITE)
def test_who_may_invite_is_decided_by_the_role_in_that_organisation(
    rooms: Rooms, people: dict[str, Caller], organisation: str, who: str
):
    role = ROLES[organisation[0]]

    done = outcome(lambda: rooms.invitations.invite(NEWCOMER, role, organisation, by=people[who]))

    assert done is MAY_INVITE[organisation, who]
    assert len(rooms.postbox.letters) == (done is None)


@pytest.mark.parametrize(("organisation", "who"), MAY_INVITE)
def test_whoever_may_not_invite_but_sees_the_people_is_one_of_them(
    rooms: Rooms, people: dict[str, Caller], organisation: str, who: str
):
    expected = MAY_INVITE[organisation, who]

    done = outcome(lambda: rooms.people.of_organisation(organisation, by=people[who]))

    assert done is (None if expected is NotPermittedError else expected)


def test_an_organisation_that_may_not_be_seen_is_refused_in_the_words_of_a_missing_one(
    rooms: Rooms, people: dict[str, Caller]
):
    said = set()
    for organisation in ("F1", "C1", PLATFORM, "F404"):
        with pytest.raises(NotFoundError) as refusal:
            rooms.people.of_organisation(organisation, by=people["other"])
        said.add((refusal.value.message, refusal.value.english))

    assert len(said) == 1


def test_a_firm_that_is_not_there_for_coordinators_keeps_its_people_to_itself(
    rooms: Rooms, people: dict[str, Caller]
):
    with rooms.database.begin() as work:
        work.disclosures.put_firm("F1", Disclosure(listing=Visibility.PRIVATE))
    chamber = people["chamber"]

    assert outcome(lambda: rooms.people.of_organisation("F1", by=chamber)) is NotFoundError
    assert (
        outcome(lambda: rooms.invitations.invite(NEWCOMER, Role.FIRM_MEMBER, "F1", by=chamber))
        is NotFoundError
    )
    assert rooms.people.of_organisation("F1", by=people["member"]).members


def test_a_firm_registered_under_anothers_ref_gives_no_say_there(
    rooms: Rooms, people: dict[str, Caller]
):
    # Rights of a firm are of firms: neither a chamber nor the platform is taken over by a name.
    for ref in ("C1", PLATFORM):
        with rooms.database.begin() as work:
            stored = work.firms.get("F1")
            assert stored is not None
            work.firms.put_many([type(stored.record)(ref=ref, name="同名の会社")])
        mallory = Caller(
            person_ref="p1",
            memberships=(membership_of("p1", ref),),
            session_ref="s1",
        )
        with pytest.raises(NotFoundError):
            rooms.invitations.invite(NEWCOMER, ROLES[ref[0]], ref, by=mallory)


def membership_of(person_ref: str, firm_ref: str) -> Membership:
    return Membership(person_ref, Role.FIRM_ADMINISTRATOR, firm_ref=firm_ref)


def test_an_invitation_is_accepted_once_and_signs_in(rooms: Rooms, people: dict[str, Caller]):
    rooms.invitations.invite(NEWCOMER, Role.FIRM_MEMBER, "F1", by=people["administrator"])

    signed_in = accept(rooms)

    by = rooms.sessions.caller_of(signed_in.token)
    assert [(item.role, item.firm_ref) for item in by.memberships] == [(Role.FIRM_MEMBER, "F1")]
    with pytest.raises(NotSignedInError):
        accept(rooms)


def test_an_invitation_lasts_two_weeks(rooms: Rooms, people: dict[str, Caller]):
    rooms.invitations.invite(NEWCOMER, Role.FIRM_MEMBER, "F1", by=people["administrator"])
    rooms.clock.turn(days=14)

    with pytest.raises(NotSignedInError):
        accept(rooms)


def test_a_newcomer_gives_a_name_and_whoever_has_one_keeps_it(
    rooms: Rooms, people: dict[str, Caller], sato: Person
):
    rooms.invitations.invite(NEWCOMER, Role.FIRM_MEMBER, "F1", by=people["administrator"])
    with pytest.raises(InvalidValueError) as refusal:
        accept(rooms, name=None)
    assert refusal.value.field == "name"

    rooms.invitations.invite(sato.email, Role.COORDINATOR, "C1", by=people["chamber"])
    signed_in = accept(rooms, name="別の名")

    account = rooms.accounts.of(rooms.sessions.caller_of(signed_in.token))
    assert account is not None
    assert account.person.name == sato.name
    assert {item.role for item in account.memberships} == {
        Role.COORDINATOR,
        Role.FIRM_ADMINISTRATOR,
    }


def test_an_invited_person_with_a_second_factor_still_shows_it(
    rooms: Rooms, people: dict[str, Caller], sato: Person
):
    rooms.with_second_factor(sato)
    rooms.invitations.invite(sato.email, Role.COORDINATOR, "C1", by=people["chamber"])

    assert accept(rooms).session.awaits_code


def test_a_second_invitation_takes_the_place_of_the_first(rooms: Rooms, people: dict[str, Caller]):
    by = people["administrator"]
    rooms.invitations.invite(NEWCOMER, Role.FIRM_MEMBER, "F1", by=by)
    first = rooms.postbox.token
    rooms.invitations.invite(NEWCOMER, Role.FIRM_ADMINISTRATOR, "F1", by=by)

    assert len(rooms.people.of_organisation("F1", by=by).invitations) == 1
    with pytest.raises(NotSignedInError):
        rooms.invitations.accept(first, "新人", PreferredLanguage.JAPANESE, visit=ELSEWHERE)


def test_an_invitation_is_taken_back(rooms: Rooms, people: dict[str, Caller]):
    by = people["administrator"]
    invitation = rooms.invitations.invite(NEWCOMER, Role.FIRM_MEMBER, "F1", by=by)
    with pytest.raises(NotFoundError):
        rooms.invitations.withdraw("F2", invitation.ref, by=people["far chamber"])

    rooms.invitations.withdraw("F1", invitation.ref, by=by)

    with pytest.raises(NotSignedInError):
        accept(rooms)


def test_where_no_letter_goes_out_nobody_is_invited(rooms: Rooms, people: dict[str, Caller]):
    by = people["administrator"]
    rooms.postbox.broken = True

    with pytest.raises(MailNotSentError):
        rooms.invitations.invite(NEWCOMER, Role.FIRM_MEMBER, "F1", by=by)

    assert rooms.people.of_organisation("F1", by=by).invitations == ()


def test_whoever_belongs_already_is_not_invited_again(
    rooms: Rooms, people: dict[str, Caller], sato: Person
):
    with pytest.raises(ConflictError):
        rooms.invitations.invite(sato.email, Role.FIRM_MEMBER, "F1", by=people["chamber"])


@pytest.mark.parametrize(
    ("organisation", "role"),
    [("F1", Role.COORDINATOR), ("C1", Role.FIRM_MEMBER), ("F1", Role.OPERATOR)],
)
def test_a_role_that_the_organisation_does_not_have_is_refused(
    rooms: Rooms, people: dict[str, Caller], organisation: str, role: Role
):
    with pytest.raises(InvalidValueError) as refusal:
        rooms.invitations.invite(NEWCOMER, role, organisation, by=people["operator"])

    assert refusal.value.field == "role"


def test_only_those_who_look_after_it_see_who_is_invited(rooms: Rooms, people: dict[str, Caller]):
    rooms.invitations.invite(NEWCOMER, Role.FIRM_MEMBER, "F1", by=people["administrator"])

    def invited(who: str) -> int:
        return len(rooms.people.of_organisation("F1", by=people[who]).invitations)

    assert {who: invited(who) for who in ("administrator", "chamber", "member")} == {
        "administrator": 1,
        "chamber": 1,
        "member": 0,
    }


def test_the_names_on_a_roster_are_those_of_the_organisation(
    rooms: Rooms, people: dict[str, Caller]
):
    roster = rooms.people.of_organisation("F1", by=people["member"])

    assert {(item.person.name, item.role) for item in roster.members} == {
        ("sato", Role.FIRM_ADMINISTRATOR),
        ("member", Role.FIRM_MEMBER),
    }
    with rooms.database.read() as work:
        (read, *_) = work.audit.page(before=None, limit=1, owner_ref="F1")
    assert read.entry.actor_ref == people["member"].person_ref


def test_a_key_without_the_scope_invites_nobody_whoever_has_it(
    rooms: Rooms, people: dict[str, Caller]
):
    key = replace(people["administrator"], key_ref="k1", scopes=frozenset({Scope.READ}))

    with pytest.raises(NotPermittedError):
        rooms.invitations.invite(NEWCOMER, Role.FIRM_MEMBER, "F1", by=key)


def test_the_last_administrator_stays_until_there_is_another(
    rooms: Rooms, people: dict[str, Caller], sato: Person
):
    member = people["member"].person_ref
    assert member is not None
    for attempt in (
        lambda: rooms.people.change_role("F1", sato.ref, Role.FIRM_MEMBER, by=people["chamber"]),
        lambda: rooms.people.remove("F1", sato.ref, by=people["administrator"]),
        lambda: rooms.accounts.erase(by=people["administrator"]),
        lambda: rooms.accounts.erase_other(sato.ref, by=LOCAL_OPERATOR),
    ):
        assert outcome(attempt) is ConflictError

    rooms.people.change_role("F1", member, Role.FIRM_ADMINISTRATOR, by=people["administrator"])
    rooms.people.remove("F1", sato.ref, by=people["administrator"])

    with pytest.raises(NotFoundError):
        rooms.people.of_organisation("F1", by=rooms.signed_in(sato))


def test_anybody_may_leave_and_only_an_administrator_sends_others_away(
    rooms: Rooms, people: dict[str, Caller], sato: Person
):
    member = people["member"]
    with pytest.raises(NotPermittedError):
        rooms.people.remove("F1", sato.ref, by=member)

    rooms.people.remove("F1", str(member.person_ref), by=member)

    assert len(rooms.people.of_organisation("F1", by=people["administrator"]).members) == 1


def test_somebody_who_is_not_of_the_organisation_is_not_there(
    rooms: Rooms, people: dict[str, Caller]
):
    other = str(people["other"].person_ref)

    for attempt in (
        lambda: rooms.people.change_role("F1", other, Role.FIRM_MEMBER, by=people["administrator"]),
        lambda: rooms.people.remove("F1", other, by=people["administrator"]),
    ):
        assert outcome(attempt) is NotFoundError


@pytest.mark.parametrize("who", [name for name in ALL if name != "operator"])
def test_registering_and_listing_everybody_is_for_operators(
    rooms: Rooms, people: dict[str, Caller], who: str
):
    by = people[who]
    for attempt in (
        lambda: rooms.people.everybody(by=by),
        lambda: rooms.people.found(NEWCOMER, by=by),
        lambda: rooms.people.register(NEWCOMER, "新人", Role.FIRM_MEMBER, "F1", by=by),
        lambda: rooms.people.give_role("p1", Role.FIRM_MEMBER, "F1", by=by),
        lambda: rooms.accounts.erase_other("p1", by=by),
        lambda: rooms.chambers.add(TSUBAME, by=by),
        lambda: rooms.chambers.remove("C1", expected=None, by=by),
    ):
        assert outcome(attempt) is NotPermittedError


def test_a_chambers_administrator_changes_its_telephone_and_not_its_region(
    rooms: Rooms, people: dict[str, Caller]
):
    changed = rooms.chambers.change(
        "C1", lambda it: replace(it, phone="0256"), expected=1, by=people["chamber"]
    )
    assert (changed.record.phone, changed.revision) == ("0256", 2)

    def widen() -> None:
        rooms.chambers.change(
            "C1", lambda it: replace(it, region=SUWA.region), expected=None, by=people["chamber"]
        )

    assert outcome(widen) is NotPermittedError
    assert rooms.chambers.get("C1").record.region == TSUBAME.region


def test_a_chamber_with_people_stays(rooms: Rooms, people: dict[str, Caller]):
    with pytest.raises(ConflictError):
        rooms.chambers.remove("C1", expected=None, by=people["operator"])
