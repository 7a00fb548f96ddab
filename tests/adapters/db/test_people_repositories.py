from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import DBAPIError

from builders import a_firm, a_need
from enishi.adapters.db import SqlDatabase
from enishi.domain.audit import AuditAction, AuditEntry
from enishi.domain.chamber import Chamber, Region
from enishi.domain.consent import Consent, ConsentMeans
from enishi.domain.disclosure import OPEN, Disclosure, Visibility
from enishi.domain.email_address import EmailAddress
from enishi.domain.errors import ConflictError, InvalidValueError
from enishi.domain.membership import PLATFORM, Membership, Role
from enishi.domain.person import Person, PreferredLanguage
from enishi.services.ports import Change
from fakes import MemoryDatabase

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
SATO = Person("P1", EmailAddress("sato@tsubame.example"), "佐藤", PreferredLanguage.ENGLISH)
CHAMBER = Chamber(
    "C1",
    "燕商工会議所",
    Region(("燕三条",), ("新潟県",), ("15213",)),
    EmailAddress("info@tsubame.example"),
    "0256-00-0000",
    "0256-00-0001",
    "燕市",
)
GUARDED = Disclosure(Visibility.MEMBERS, {"employees": Visibility.PRIVATE}, frozenset({"F9", "F8"}))


def an_act(owner: str | None = None, **known: object) -> AuditEntry:
    said = {"actor_ref": "P1", "fields": ("employees", "summary")} | known
    return AuditEntry(NOON, AuditAction.READ, "firm", "F1", owner, **said)


def test_a_person_and_a_chamber_come_back_as_they_were_stored(database: SqlDatabase):
    with database.begin() as work:
        work.people.put(SATO)
        work.chambers.put(CHAMBER)

    with database.read() as work:
        assert work.people.get("P1") == work.people.by_email(SATO.email) == SATO
        assert work.people.all() == [SATO]
        stored = work.chambers.get("C1")
    assert stored is not None
    assert (stored.record, stored.revision) == (CHAMBER, 1)


def test_an_address_belongs_to_one_person(database: SqlDatabase):
    with database.begin() as work:
        work.people.put(SATO)

    with pytest.raises(ConflictError), database.begin() as work:
        work.people.put(Person("P2", EmailAddress("SATO@tsubame.example"), "別の佐藤"))


@pytest.mark.parametrize("ref", ["C1", PLATFORM])
def test_a_firm_never_has_the_ref_of_a_chamber_or_of_the_platform(database: SqlDatabase, ref: str):
    for kind in (database, MemoryDatabase()):
        with kind.begin() as work:
            work.chambers.put(CHAMBER)

            good, bad = work.firms.put_many([a_firm(ref="F1"), a_firm(ref=ref)])

            assert good is Change.ADDED
            assert isinstance(bad, InvalidValueError)
            assert bad.field == "firm_ref"
            assert work.firms.existing(["F1", ref]) == {"F1"}


@pytest.mark.parametrize("ref", ["F1", PLATFORM])
def test_a_chamber_never_has_the_ref_of_a_firm_or_of_the_platform(database: SqlDatabase, ref: str):
    for kind in (database, MemoryDatabase()):
        with kind.begin() as work:
            work.firms.put_many([a_firm(ref="F1")])

            with pytest.raises(ConflictError):
                work.chambers.put(Chamber(ref, "燕商工会議所"))

            assert work.chambers.all() == []


def test_a_person_has_one_role_in_an_organisation_and_none_when_erased(database: SqlDatabase):
    with database.begin() as work:
        work.people.put(SATO)
        work.chambers.put(CHAMBER)
        work.firms.put_many([a_firm(ref="F1")])
        work.memberships.put(Membership("P1", Role.FIRM_MEMBER, firm_ref="F1"))
        work.memberships.put(Membership("P1", Role.FIRM_ADMINISTRATOR, firm_ref="F1"))
        work.memberships.put(Membership("P1", Role.COORDINATOR, chamber_ref="C1"))
        work.memberships.put(Membership("P1", Role.OPERATOR))

    with database.begin() as work:
        assert [item.role for item in work.memberships.of_person("P1")] == [
            Role.COORDINATOR,
            Role.FIRM_ADMINISTRATOR,
            Role.OPERATOR,
        ]
        assert len(work.memberships.of_organisation("F1")) == 1
        work.firms.remove("F1")
        assert len(work.memberships.of_person("P1")) == 2
        assert work.people.remove("P1")
        assert work.memberships.of_organisation("C1") == ()


def test_what_was_decided_comes_back_and_an_open_profile_is_kept_as_none(database: SqlDatabase):
    with database.begin() as work:
        work.firms.put_many([a_firm(ref="F1"), a_firm(ref="F2")])
        work.needs.put_many([a_need("取っ手", ref="N1")])
        work.disclosures.put_firm("F1", GUARDED)
        work.disclosures.put_firm("F2", GUARDED)
        work.disclosures.put_firm("F2", OPEN)
        work.disclosures.put_need("N1", GUARDED)

    with database.read() as work:
        assert work.disclosures.of_firms(["F1", "F2", "F3"]) == {"F1": GUARDED}
        assert work.disclosures.of_firm("F2") == OPEN
        assert work.disclosures.guarded_firms() == ["F1"]
        assert work.disclosures.hiding_from(["F8", "F7"]) == {"F1"}
        assert work.disclosures.hiding_from([]) == frozenset()
        assert work.disclosures.of_need("N1") == GUARDED


def test_a_consent_stands_until_it_is_withdrawn(database: SqlDatabase):
    given = Consent("K1", "2026-11", NOON, ConsentMeans.PHONE, "F1", None, "P1", "社長の田中さん")
    with database.begin() as work:
        work.firms.put_many([a_firm(ref="F1")])
        work.consents.put(given)
        assert work.consents.agreed(["F1", "F2"]) == {"F1": given}

        withdrawn = Consent(
            **{name: getattr(given, name) for name in Consent.__slots__ if name != "withdrawn_at"},
            withdrawn_at=NOON + timedelta(days=1),
        )
        work.consents.put(withdrawn)

        assert work.consents.agreed(["F1"]) == {}
        assert work.consents.of_firm("F1") == (withdrawn,)
        assert work.consents.of_person("P1") == ()


def test_the_audit_log_is_read_newest_first_by_whose_data_it_is(database: SqlDatabase):
    with database.begin() as work:
        work.audit.add(an_act("F1"), an_act("F2"), an_act("F1", fields=()))

    with database.read() as work:
        page = work.audit.page(before=None, limit=1, owner_ref="F1")
        rest = work.audit.page(before=page[0].position, limit=9, owner_ref="F1")
        everything = [item.entry for item in work.audit.stream()]
    assert [item.entry for item in page + rest] == [an_act("F1", fields=()), an_act("F1")]
    assert everything == [an_act("F1"), an_act("F2"), an_act("F1", fields=())]


@pytest.mark.parametrize("statement", ["UPDATE audit SET door = 'x'", "DELETE FROM audit"])
def test_nobody_changes_the_audit_log(database: SqlDatabase, statement: str):
    with database.begin() as work:
        work.audit.add(an_act("F1"))

    with pytest.raises(DBAPIError, match="only added to"), database.begin() as work:
        work.audit._connection.exec_driver_sql(statement)
