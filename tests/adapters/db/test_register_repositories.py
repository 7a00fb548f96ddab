from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy.exc import IntegrityError

from builders import a_capability, a_corporate_number, a_firm, a_full_firm, a_tie
from builders_register import (
    NOON,
    TODAY,
    a_consent,
    a_contact,
    a_draft,
    a_succession,
    a_verification,
)
from enishi.adapters.db import SqlDatabase
from enishi.domain.audit import AuditAction, AuditEntry
from enishi.domain.chamber import Region
from enishi.domain.consent import ConsentMeans
from enishi.domain.disclosure import Visibility
from enishi.domain.email_address import EmailAddress
from enishi.domain.errors import InvalidValueError
from enishi.domain.firm import Firm
from enishi.domain.membership import Membership, Role
from enishi.domain.network_role import NetworkRole, StatedRole
from enishi.domain.person import Person
from enishi.domain.succession import SuccessionPlan
from enishi.domain.tie import TieKind
from enishi.domain.verification import VerificationRung
from enishi.domain.withdrawal import Withdrawal
from enishi.services.records import firm_of, firm_record
from strategies import firms as any_firm

CONTACT = a_contact(
    "F1",
    name="縁側 𠮷子",
    fax="0256-00-0001",
    email="info@engawa.example",
    address="新潟県燕市 1-2",
    best_time="平日の昼休み",
)
ROLE = StatedRole("F1", NetworkRole.LINKER, "P1", TODAY, "地域の仕事をまとめている")


def with_firms(database: SqlDatabase, *firms: Firm) -> None:
    with database.begin() as work:
        work.firms.put_many(firms or [a_firm("切削", ref=ref) for ref in ("F1", "F2")])


def test_what_is_beside_a_firm_comes_back_as_it_was_stored(database: SqlDatabase):
    with_firms(database)
    closing = a_succession("F1", closing_year=2028, note="工場は貸したい")
    first = a_verification("F1", on=date(2025, 1, 31), chamber_ref="C1", note="名刺交換")
    second = a_verification("F1", VerificationRung.VISITED)

    with database.begin() as work:
        work.contacts.put(CONTACT)
        work.successions.put(closing)
        work.network_roles.put(ROLE)
        work.verifications.add(second)
        work.verifications.add(first)

    with database.read() as work:
        assert work.contacts.of_firm("F1") == CONTACT
        assert work.contacts.of_firms(["F1", "F2", "F404"]) == {"F1": CONTACT}
        assert work.successions.of_firm("F1") == closing
        assert work.network_roles.of_firm("F1") == ROLE
        assert work.verifications.of_firms(["F2", "F1"]) == {"F1": (first, second)}
        assert work.contacts.of_firm("F2") is None
        assert work.successions.of_firm("F2") is None
        assert work.network_roles.of_firm("F2") is None


def test_the_newest_word_stands_in_place_of_the_one_before(database: SqlDatabase):
    with_firms(database)
    with database.begin() as work:
        for plan in (SuccessionPlan.UNDECIDED, SuccessionPlan.SETTLED):
            work.successions.put(a_succession("F1", plan))
        work.contacts.put(CONTACT)
        work.contacts.put(a_contact("F1", phone="0256-11-1111"))

    with database.begin() as work:
        assert [item.plan for item in work.successions.all()] == [SuccessionPlan.SETTLED]
        assert work.contacts.of_firm("F1") == a_contact("F1", phone="0256-11-1111")
        assert work.contacts.remove("F1")
        assert not work.contacts.remove("F1")
        assert work.successions.remove("F1")


def test_all_of_it_goes_with_the_firm_and_stays_when_the_firm_changes(database: SqlDatabase):
    with_firms(database)
    with database.begin() as work:
        work.contacts.put(CONTACT)
        work.successions.put(a_succession("F1"))
        work.network_roles.put(ROLE)
        work.verifications.add(a_verification("F1"))

    with_firms(database, a_firm("鋳造", ref="F1"))
    with database.begin() as work:
        assert work.contacts.of_firm("F1") == CONTACT
        work.firms.remove("F1")

    with database.read() as work:
        assert work.contacts.of_firm("F1") is None
        assert work.successions.all() == []
        assert work.network_roles.of_firm("F1") is None
        assert work.verifications.of_firms(["F1"]) == {}


def test_nothing_is_kept_beside_a_firm_that_is_not_there(database: SqlDatabase):
    with pytest.raises(IntegrityError), database.begin() as work:
        work.contacts.put(CONTACT)


def test_a_draft_comes_back_with_everything_and_is_found_by_its_firm_and_its_link(
    database: SqlDatabase,
):
    firm = a_full_firm(ref="F9")
    full = a_draft(
        firm,
        {"employees": Visibility.PRIVATE},
        contact=a_contact("F9", email="info@engawa.example"),
        consent=a_consent("F9", means=ConsentMeans.FAX),
    )
    bare = a_draft(a_firm(ref="F8"), chamber_ref=None, drafted_at=NOON - timedelta(days=1))

    with database.begin() as work:
        work.drafts.put(full)
        work.drafts.put(bare)

    with database.begin() as work:
        assert work.drafts.get(full.ref) == work.drafts.of_firm("F9") == full
        assert work.drafts.by_link(bare.link.digest) == bare
        assert work.drafts.all() == [bare, full]
        assert work.drafts.by_link("another") is None
        assert work.drafts.remove(full.ref)
        assert work.drafts.all() == [bare]


def test_a_draft_keeps_its_numbers_digit_for_digit(database: SqlDatabase):
    exact = Decimal("0.123456789")
    draft = a_draft(
        a_firm(can=[a_capability("研削", tolerance_um=exact, capacity_per_month=10**12)])
    )

    with database.begin() as work:
        work.drafts.put(draft)

    with database.read() as work:
        kept = work.drafts.get(draft.ref)
    assert kept == draft


def is_as_somebody_could_write_it(firm: Firm) -> bool:
    try:
        return firm_of(firm_record(firm)) == firm
    except InvalidValueError:  # more decimals than a file may have
        return False


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(firm=any_firm().filter(is_as_somebody_could_write_it))
def test_any_firm_waits_unchanged(sqlite_database: SqlDatabase, firm: Firm):
    draft = a_draft(firm)
    with sqlite_database.begin() as work:
        for held in work.drafts.all():
            work.drafts.remove(held.ref)
        work.drafts.put(draft)

    with sqlite_database.read() as work:
        kept = work.drafts.get(draft.ref)
    assert kept is not None
    assert kept.firm == firm


def test_two_drafts_of_one_firm_are_refused(database: SqlDatabase):
    with database.begin() as work:
        work.drafts.put(a_draft(a_firm(ref="F1")))

    with pytest.raises(IntegrityError), database.begin() as work:
        work.drafts.put(a_draft(a_firm(ref="F1")))


def test_a_withdrawal_is_found_by_its_ref_and_by_its_number(database: SqlDatabase):
    number = a_corporate_number(7)
    numbered = Withdrawal("F1", number, NOON, ConsentMeans.PHONE, "P1")
    bare = Withdrawal("F2", None, NOON, ConsentMeans.WEB, None)
    with database.begin() as work:
        work.withdrawals.put(numbered)
        work.withdrawals.put(bare)
        work.withdrawals.put(bare)

    with database.begin() as work:
        assert work.withdrawals.of(["F2"], [number]) == [numbered, bare]
        assert work.withdrawals.of(["F404"], [a_corporate_number(8)]) == []
        assert work.withdrawals.remove("F1")
        assert work.withdrawals.of(["F1"], [number]) == []


def test_the_registrys_newest_name_stands(database: SqlDatabase):
    number, other = a_corporate_number(7), a_corporate_number(8)
    with database.begin() as work:
        work.registered_names.put_many({number: "縁側鉄工", other: "別"})
        work.registered_names.put_many({number: "縁側精工株式会社"})

    with database.read() as work:
        assert work.registered_names.of_numbers([number]) == {number: "縁側精工株式会社"}


def test_the_firms_of_a_region_are_those_that_any_part_of_it_covers(database: SqlDatabase):
    inside = [
        a_firm(ref="A", cluster="燕三条"),
        a_firm(ref="B", prefecture="新潟県", cluster="見附"),
        a_firm(ref="C", municipality_code="15213"),
    ]
    with_firms(database, *inside, a_firm(ref="D", cluster="諏訪"), a_firm(ref="E"))
    regions = [Region(clusters=("燕三条",), prefectures=("新潟県",)), Region((), (), ("15213",))]

    with database.read() as work:
        assert [item.record for item in work.firms.within(regions)] == inside
        assert list(work.firms.within([Region()])) == []
        assert list(work.firms.within([])) == []


def test_the_contacts_of_firms_come_newest_first_each_once(database: SqlDatabase):
    with_firms(database, *(a_firm(ref=ref) for ref in ("F1", "F2", "F3")))
    old = a_tie("F1", "F2", on="2020-01-01", kind=TieKind.TRANSACTION)
    new = a_tie("F1", "F2", "F3", on="2026-01-01")
    with database.begin() as work:
        work.ties.put_many([old, new, a_tie("F2", "F3")])

    with database.read() as work:
        assert work.ties.of_firms(["F1"]) == [new, old]
        assert work.ties.of_firms([]) == []


def test_the_newest_act_of_a_person_is_no_refusal(database: SqlDatabase):
    def act(person: str, action: AuditAction, day: int) -> AuditEntry:
        return AuditEntry(NOON + timedelta(days=day), action, "person", person, None, person)

    signed_in = act("P1", AuditAction.SIGNED_IN, 1)
    with database.begin() as work:
        work.audit.add(
            act("P1", AuditAction.READ, 0),
            signed_in,
            act("P1", AuditAction.REFUSED, 2),
            act("P2", AuditAction.REFUSED, 3),
        )

    with database.read() as work:
        assert work.audit.newest_of(["P1", "P2", "P3"]) == {"P1": signed_in}


def test_the_people_of_several_organisations_are_read_at_once(database: SqlDatabase):
    with_firms(database)
    with database.begin() as work:
        for ref in ("P1", "P2"):
            work.people.put(Person(ref, EmailAddress(f"{ref}@engawa.example"), ref))
        memberships = [
            Membership("P1", Role.FIRM_MEMBER, firm_ref="F1"),
            Membership("P2", Role.FIRM_MEMBER, firm_ref="F1"),
            Membership("P1", Role.FIRM_MEMBER, firm_ref="F2"),
        ]
        for item in reversed(memberships):
            work.memberships.put(item)

    with database.read() as work:
        assert work.memberships.of_organisations(["F2", "F1"]) == tuple(memberships)
        assert work.memberships.of_organisations(["F404"]) == ()
