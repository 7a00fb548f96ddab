"""Contacts, successions, roles and verifications, kept in memory and on SQLite alike."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from builders import a_capability, a_corporate_number, a_firm, a_tie
from builders_register import (
    NOON,
    OPERATOR,
    TODAY,
    Clock,
    a_contact,
    a_succession,
    coordinator_of,
    member_of,
)
from enishi.domain.access import ANONYMOUS, Caller, Scope
from enishi.domain.audit import AuditAction, AuditEntry
from enishi.domain.chamber import Chamber, Region
from enishi.domain.disclosure import Disclosure, Visibility
from enishi.domain.errors import (
    IndexUnavailableError,
    InvalidValueError,
    NotFoundError,
    NotPermittedError,
    NotSignedInError,
)
from enishi.domain.match import Fit, Match
from enishi.domain.network_role import NetworkRole
from enishi.domain.query import Query
from enishi.domain.succession import Succession, SuccessionPlan
from enishi.domain.tie import TieKind
from enishi.domain.verification import NumberCheck, VerificationRung
from enishi.services.contacts import ContactService
from enishi.services.network_roles import NetworkRoleService
from enishi.services.ports import Database
from enishi.services.sight import no_such_firm
from enishi.services.successions import SuccessionRisk, SuccessionService
from enishi.services.verifications import VerificationService
from fakes import MemoryDatabase

FIRM = a_firm("冷間鍛造", ref="F1", name="縁側精工", cluster="燕三条")
OTHER = a_firm("鋳造", ref="F2", cluster="諏訪")
OWNER, MEMBER = member_of("F1"), member_of("F2")
COORDINATOR, STRANGER = coordinator_of("燕三条"), coordinator_of("諏訪", person="P-suwa")
CHAMBER = Chamber("C1", "燕商工会議所", Region(clusters=("燕三条",)))
ID = str(FIRM.id)
CALL = {"phone": "0256-00-0000", "name": "縁側 一郎"}
CLOSING = {"plan": "closing", "closing_year": 2028}
Write = Callable[..., Any]


@pytest.fixture(params=["memory", "sqlite"])
def network(request: pytest.FixtureRequest) -> Database:
    """Two firms of two clusters, and the chamber of one."""
    found: Database = (
        MemoryDatabase()
        if request.param == "memory"
        else request.getfixturevalue("sqlite_database")
    )
    with found.begin() as work:
        work.firms.put_many([FIRM, OTHER])
        work.chambers.put(CHAMBER)
    return found


def decide(network: Database, disclosure: Disclosure) -> None:
    with network.begin() as work:
        work.disclosures.put_firm("F1", disclosure)


def log(network: Database) -> list[AuditEntry]:
    with network.read() as work:
        return [item.entry for item in work.audit.stream()]


def no_alternates(_: Query, _by: Caller) -> tuple[Match, ...]:
    return ()


def services(network: Database) -> dict[str, tuple[Any, Any]]:
    contacts = ContactService(network, Clock())
    successions = SuccessionService(network, no_alternates, Clock())
    return {"contact": (contacts, CALL), "succession": (successions, CLOSING)}


each = pytest.mark.parametrize("what", ["contact", "succession"])


@each
@pytest.mark.parametrize("by", [OWNER, COORDINATOR, OPERATOR])
def test_a_firm_and_its_coordinators_write_it_and_read_it(network: Database, what: str, by: Caller):
    service, said = services(network)[what]

    kept = service.write(ID, said, by=by)

    assert service.read(ID, to=OWNER) == service.read(ID, to=COORDINATOR) == kept


@each
@pytest.mark.parametrize(
    ("by", "refusal"),
    [
        (ANONYMOUS, NotSignedInError),
        (MEMBER, NotPermittedError),
        (STRANGER, NotPermittedError),
        (replace(OWNER, key_ref="K1", scopes=frozenset({Scope.READ})), NotPermittedError),
    ],
)
def test_nobody_else_writes_it(network: Database, what: str, by: Caller, refusal: type[Exception]):
    service, said = services(network)[what]

    for act in (lambda: service.write(ID, said, by=by), lambda: service.remove(ID, by=by)):
        with pytest.raises(refusal):
            act()

    assert log(network) == []


@each
@pytest.mark.parametrize("to", [ANONYMOUS, MEMBER])
def test_who_may_not_know_meets_the_words_of_what_is_missing(
    network: Database, what: str, to: Caller
):
    service, said = services(network)[what]
    with pytest.raises(NotFoundError) as missing:
        service.read(ID, to=to)
    service.write(ID, said, by=OWNER)

    with pytest.raises(NotFoundError) as kept_back:
        service.read(ID, to=to)

    assert kept_back.value.message == missing.value.message


@each
def test_the_owner_decides_who_reads_it(network: Database, what: str):
    service, said = services(network)[what]
    kept = service.write(ID, said, by=OWNER)

    decide(network, Disclosure(paths={what: Visibility.PUBLIC}))
    assert service.read(ID, to=ANONYMOUS) == kept
    decide(network, Disclosure(paths={what: Visibility.MEMBERS}))
    assert service.read(ID, to=MEMBER) == kept
    decide(network, Disclosure(paths={what: Visibility.PRIVATE}))
    with pytest.raises(NotFoundError):
        service.read(ID, to=COORDINATOR)
    assert service.read(ID, to=OWNER) == kept


@each
def test_a_firm_that_hides_from_a_reader_is_not_there(network: Database, what: str):
    service, said = services(network)[what]
    service.write(ID, said, by=OWNER)
    decide(network, Disclosure(paths={what: Visibility.MEMBERS}, hide_from=frozenset({OTHER.ref})))

    with pytest.raises(NotFoundError) as refusal:
        service.read(ID, to=MEMBER)

    assert refusal.value.message == no_such_firm().message


@each
def test_only_what_is_not_public_and_read_by_others_is_in_the_log(network: Database, what: str):
    service, said = services(network)[what]
    service.write(ID, said, by=OWNER)
    service.read(ID, to=OWNER)
    service.read(ID, to=COORDINATOR)
    decide(network, Disclosure(paths={what: Visibility.PUBLIC}))
    service.read(ID, to=MEMBER)
    service.remove(ID, by=COORDINATOR)

    written, read, erased = log(network)

    assert (written.action, written.actor_ref) == (AuditAction.WRITTEN, "P-F1")
    assert (read.action, read.actor_ref, read.organisation_ref) == (AuditAction.READ, "P-co", "C1")
    assert (read.owner_ref, read.subject_ref, read.fields, read.at) == ("F1", "F1", (what,), NOON)
    assert erased.action is AuditAction.ERASED
    with pytest.raises(NotFoundError):
        service.remove(ID, by=OWNER)


@each
def test_what_makes_no_sense_is_named_and_not_kept(network: Database, what: str):
    service, _ = services(network)[what]
    wrong = {"contact": {"phone": 110}, "succession": {"plan": "someday"}}[what]

    with pytest.raises(InvalidValueError) as refusal:
        service.write(ID, wrong, by=OWNER)

    assert refusal.value.field in ("phone", "plan")
    assert log(network) == []


@pytest.mark.parametrize("id_", ["", "F1", "0" * 36])
def test_a_firm_that_is_not_there_is_told(network: Database, id_: str):
    for service, said in services(network).values():
        with pytest.raises(NotFoundError):
            service.write(id_, said, by=OPERATOR)


def test_who_asked_and_when_is_kept_and_never_lies_ahead(network: Database):
    successions, _ = services(network)["succession"]

    kept = successions.write(ID, CLOSING, by=COORDINATOR)
    assert (kept.asked_by, kept.asked_on) == ("P-co", TODAY)
    early = successions.write(ID, CLOSING | {"asked_on": "2026-11-01"}, by=COORDINATOR)
    assert early.asked_on == date(2026, 11, 1)
    with pytest.raises(InvalidValueError) as refusal:
        successions.write(ID, CLOSING | {"asked_on": "2026-11-26"}, by=COORDINATOR)
    assert refusal.value.field == "asked_on"


def test_the_day_is_that_of_japan(network: Database):
    eve = NOON.replace(hour=15)  # midnight between the 25th and the 26th
    successions = SuccessionService(network, no_alternates, Clock(eve))

    assert successions.write(ID, CLOSING, by=OWNER).asked_on == date(2026, 11, 26)


# Who may be lost


def plan(network: Database, *said: Succession) -> None:
    with network.begin() as work:
        work.firms.put_many([a_firm("切削", ref=item.firm_ref, cluster="燕三条") for item in said])
        for item in said:
            work.successions.put(item)


def risks(network: Database, by: Caller = COORDINATOR, **asked: Any) -> list[SuccessionRisk]:
    own: dict[str, Any] = {"chamber_ref": None, "after": None, "limit": 20}
    found = asked.pop("find", no_alternates)
    page, _ = SuccessionService(network, found, Clock()).risks(by=by, **(own | asked))
    return page


def refs(found: list[SuccessionRisk]) -> list[str]:
    return [item.firm.ref for item in found]


def test_the_soonest_come_first_and_those_with_a_successor_not_at_all(network: Database):
    plan(
        network,
        a_succession("A", SuccessionPlan.UNDECIDED),
        a_succession("B", SuccessionPlan.CLOSING),
        a_succession("C", SuccessionPlan.CLOSING, closing_year=2030),
        a_succession("D", SuccessionPlan.THIRD_PARTY, closing_year=2027),
        a_succession("E", SuccessionPlan.FAMILY),
    )

    found = risks(network)

    assert refs(found) == ["D", "C", "B", "A"]
    assert [item.years_left for item in found] == [1, 4, None, None]


def test_the_pages_show_each_firm_once_also_when_one_is_settled_meanwhile(network: Database):
    plan(network, *(a_succession(ref, closing_year=2030) for ref in "ABCDE"))
    service = SuccessionService(network, no_alternates, Clock())

    first, end = service.risks(by=COORDINATOR, chamber_ref=None, after=None, limit=2)
    with network.begin() as work:
        work.successions.remove("B")
    second, end_of_second = service.risks(by=COORDINATOR, chamber_ref=None, after=end, limit=2)
    third, last = service.risks(by=COORDINATOR, chamber_ref=None, after=end_of_second, limit=2)

    assert refs(first + second + third) == list("ABCDE")
    assert last is None


def test_a_coordinator_sees_the_firms_of_the_region_and_an_operator_all(network: Database):
    plan(network, a_succession("A"))
    with network.begin() as work:
        work.successions.put(a_succession("F2"))

    assert refs(risks(network)) == ["A"]
    assert refs(risks(network, STRANGER)) == ["F2"]
    assert refs(risks(network, STRANGER, chamber_ref="C1")) == []
    assert refs(risks(network, OPERATOR)) == ["A", "F2"]
    assert refs(risks(network, OPERATOR, chamber_ref="C1")) == ["A"]
    with pytest.raises(NotFoundError):
        risks(network, chamber_ref="C404")


@pytest.mark.parametrize(
    ("by", "refusal"), [(ANONYMOUS, NotSignedInError), (OWNER, NotPermittedError)]
)
def test_the_list_is_for_coordinators(network: Database, by: Caller, refusal: type[Exception]):
    with pytest.raises(refusal):
        risks(network, by)


def test_what_a_firm_keeps_to_itself_is_not_in_the_list_and_what_is_shown_is_in_the_log(
    network: Database,
):
    plan(network, a_succession("A"), a_succession("B"))
    with network.begin() as work:
        work.disclosures.put_firm("A", Disclosure(paths={"succession": Visibility.PRIVATE}))

    assert refs(risks(network)) == ["B"]
    (entry,) = log(network)
    assert (entry.owner_ref, entry.fields) == ("B", ("succession",))


def test_who_depends_on_a_firm_is_told_with_the_days_newest_first(network: Database):
    plan(network, a_succession("A"))
    trade, project = TieKind.TRANSACTION, TieKind.JOINT_PROJECT
    with network.begin() as work:
        work.firms.put_many([a_firm(ref=ref, name=ref) for ref in ("X", "Y", "Z", "W")])
        work.ties.put_many(
            [
                a_tie("A", "X", on="2020-05-01", kind=trade),
                a_tie("A", "X", on="2024-05-01", kind=project),
                a_tie("A", "Y", on="2026-05-01", kind=trade),
                a_tie("Y", "W", on="2021-01-01", kind=trade),
                a_tie("A", "Z", on="2026-06-01"),  # they have met, no more
                a_tie("A", "W", on="2026-06-01", kind=trade, accepted=False),
            ]
        )

    (risk,) = risks(network)

    told = [(item.firm.ref, item.last_on.year, item.times) for item in risk.dependents]
    assert told == [("Y", 2026, 1), ("X", 2024, 2)]
    assert [item.is_its_only_partner for item in risk.dependents] == [False, True]
    assert risk.dependents[1].kinds == (trade, project)


def test_a_dependent_that_keeps_itself_private_is_not_named(network: Database):
    plan(network, a_succession("A"))
    with network.begin() as work:
        work.ties.put_many([a_tie("A", "F2", kind=TieKind.TRANSACTION)])
        work.disclosures.put_firm("F2", Disclosure(Visibility.PRIVATE))

    (risk,) = risks(network)

    assert risk.dependents == ()


def test_alternates_are_searched_by_the_firms_own_words_without_the_firm(network: Database):
    asked: list[Query] = []

    def find(query: Query, _by: Caller) -> list[Match]:
        asked.append(query)
        return [Match(OTHER, None, Fit.HIGH, (), (), True)] * 9

    with network.begin() as work:
        work.successions.put(a_succession("F1"))
        work.firms.put_many(
            [
                a_firm(
                    ref="F1",
                    cluster="燕三条",
                    can=[a_capability("鍛造", description="小物の冷間鍛造")],
                )
            ]
        )

    (risk,) = risks(network, find=find)

    (query,) = asked
    assert (query.text, query.seeker_ref, query.purpose) == (
        *("鍛造\n小物の冷間鍛造", "F1", "alternative_sourcing"),
    )
    assert risk.alternates is not None
    assert len(risk.alternates) == 5


def test_where_there_is_no_index_the_rest_is_told_all_the_same(network: Database):
    def find(_: Query, _by: Caller) -> list[Match]:
        raise IndexUnavailableError("索引がありません")

    plan(network, a_succession("A"))

    (risk,) = risks(network, find=find)

    assert risk.alternates is None


def test_a_firm_that_says_nothing_of_itself_has_no_alternates(network: Database):
    with network.begin() as work:
        work.firms.put_many([a_firm(ref="A", cluster="燕三条")])
        work.successions.put(a_succession("A"))

    (risk,) = risks(network, find=lambda _, __: [Match(OTHER, None, Fit.HIGH, (), (), True)])

    assert risk.alternates == ()


# Roles


def test_a_coordinator_says_what_a_firm_is_and_only_the_firm_and_coordinators_read_it(
    network: Database,
):
    roles = NetworkRoleService(network, Clock())

    stated = roles.state(ID, {"role": "linker", "note": "世話役"}, by=COORDINATOR)

    assert (stated.role, stated.said_by, stated.said_on) == (NetworkRole.LINKER, "P-co", TODAY)
    assert roles.read(ID, to=OWNER) == roles.read(ID, to=STRANGER) == stated
    for to in (ANONYMOUS, MEMBER):
        with pytest.raises(NotFoundError):
            roles.read(ID, to=to)
    assert [entry.action for entry in log(network)] == [AuditAction.WRITTEN, AuditAction.READ]


@pytest.mark.parametrize("by", [ANONYMOUS, OWNER, MEMBER, STRANGER])
def test_nobody_else_says_what_a_firm_is(network: Database, by: Caller):
    with pytest.raises((NotSignedInError, NotPermittedError)):
        NetworkRoleService(network).state(ID, {"role": "linker"}, by=by)


@pytest.mark.parametrize("said", [{}, {"role": "boss"}])
def test_a_role_that_there_is_not_is_refused(network: Database, said: dict[str, str]):
    with pytest.raises(InvalidValueError) as refusal:
        NetworkRoleService(network).state(ID, said, by=COORDINATOR)

    assert refusal.value.field == "role"


# Verification


def test_everybody_sees_the_badge_and_the_rest_sees_the_note(network: Database):
    verifications = VerificationService(network, Clock())
    assert verifications.ladder(ID, to=ANONYMOUS).rung is VerificationRung.UNVERIFIED

    said = {"rung": "visited", "means": "visit", "note": "工場を見た"}
    written = verifications.confirm(ID, said, by=COORDINATOR)

    shown = verifications.ladder(ID, to=ANONYMOUS)
    assert (shown.rung, shown.steps[0].chamber) == (VerificationRung.VISITED, "燕商工会議所")
    assert (shown.steps[0].note, written.steps[0].note) == (None, "工場を見た")
    assert verifications.ladder(ID, to=OWNER).steps[0].note == "工場を見た"


def test_a_visit_is_shown_for_two_years(network: Database):
    clock = Clock()
    verifications = VerificationService(network, clock)
    verifications.confirm(ID, {"rung": "visited", "means": "visit"}, by=COORDINATOR)

    clock.time = NOON.replace(year=2028, day=24)
    assert verifications.ladder(ID, to=ANONYMOUS).rung is VerificationRung.VISITED
    clock.time = NOON.replace(year=2028)
    ladder = verifications.ladder(ID, to=ANONYMOUS)

    assert (ladder.rung, ladder.steps[0].counts) == (VerificationRung.UNVERIFIED, False)
    assert ladder.steps[0].expires_on == date(2028, 11, 25)


def test_the_number_is_checked_against_the_registrys_name_whenever_it_is_asked(network: Database):
    number = a_corporate_number(9)
    verifications = VerificationService(network, Clock())

    def check() -> tuple[VerificationRung, NumberCheck]:
        ladder = verifications.ladder(ID, to=ANONYMOUS)
        return ladder.rung, ladder.number

    with network.begin() as work:
        work.firms.put_many(
            [a_firm(ref="F1", name="縁側精工", cluster="燕三条", corporate_number=number)]
        )
    assert check() == (VerificationRung.NUMBER, NumberCheck.CHECK_DIGIT)
    with network.begin() as work:
        work.registered_names.put_many({number: "縁側精工株式会社"})
    assert check() == (VerificationRung.NUMBER, NumberCheck.REGISTRY)
    with network.begin() as work:
        work.registered_names.put_many({number: "別株式会社"})
    assert check() == (VerificationRung.UNVERIFIED, NumberCheck.OTHER_NAME)


def test_a_number_that_is_kept_back_is_as_if_there_were_none(network: Database):
    with network.begin() as work:
        work.firms.put_many(
            [a_firm(ref="F1", cluster="燕三条", corporate_number=a_corporate_number(9))]
        )
    verifications = VerificationService(network, Clock())

    decide(network, Disclosure(paths={"corporate_number": Visibility.COORDINATORS}))

    assert verifications.ladder(ID, to=ANONYMOUS).number is NumberCheck.NONE
    assert verifications.ladder(ID, to=COORDINATOR).number is NumberCheck.CHECK_DIGIT


@pytest.mark.parametrize("by", [ANONYMOUS, OWNER, MEMBER, STRANGER])
def test_only_a_coordinator_of_the_region_makes_sure(network: Database, by: Caller):
    with pytest.raises((NotSignedInError, NotPermittedError)):
        VerificationService(network).confirm(ID, {"rung": "coordinator", "means": "phone"}, by=by)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"means": "phone"}, "rung"),
        ({"rung": "number", "means": "document"}, "rung"),
        ({"rung": "visited"}, "means"),
        ({"rung": "visited", "means": "phone"}, "means"),
        ({"rung": "visited", "means": "visit", "confirmed_on": "2027-01-01"}, "confirmed_on"),
    ],
)
def test_what_was_made_sure_of_makes_sense(network: Database, said: dict[str, str], field: str):
    with pytest.raises(InvalidValueError) as refusal:
        VerificationService(network, Clock()).confirm(ID, said, by=COORDINATOR)

    assert refusal.value.field == field
    assert log(network) == []


def test_a_contact_stays_when_the_firm_is_stored_again(network: Database):
    contacts, _ = services(network)["contact"]
    contacts.write(ID, CALL, by=OWNER)

    with network.begin() as work:
        work.firms.put_many([a_firm("鋳造", ref="F1")])

    assert contacts.read(ID, to=OWNER) == a_contact("F1", name="縁側 一郎")
