"""Whose entry lacks most, and of whom nothing has been heard."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from builders import a_capability, a_firm
from builders_register import (
    OPERATOR,
    Clock,
    a_consent,
    a_contact,
    a_verification,
    coordinator_of,
    member_of,
)
from enishi.domain.access import ANONYMOUS, Caller
from enishi.domain.audit import AuditAction, AuditEntry
from enishi.domain.chamber import Chamber, Region
from enishi.domain.completeness import Completeness
from enishi.domain.disclosure import Disclosure, Visibility
from enishi.domain.email_address import EmailAddress
from enishi.domain.errors import NotFoundError, NotPermittedError, NotSignedInError
from enishi.domain.membership import Membership, Role
from enishi.domain.person import Person
from enishi.services.completeness import CompletenessService
from enishi.services.ports import Database
from enishi.services.silent_firms import SignOfLife, SilentFirm, SilentFirmService
from fakes import MemoryDatabase

COORDINATOR = coordinator_of("燕三条")
DESCRIBED = a_capability(
    "切削", description="ステンレスの小物を一個から削り、磨きまで一貫で。", lot_min=1
)


@pytest.fixture(params=["memory", "sqlite"])
def network(request: pytest.FixtureRequest) -> Database:
    """Two chambers, a bare firm, a described one, and one of another cluster."""
    found: Database = (
        MemoryDatabase()
        if request.param == "memory"
        else request.getfixturevalue("sqlite_database")
    )
    with found.begin() as work:
        work.chambers.put(Chamber("C1", "燕商工会議所", Region(clusters=("燕三条",))))
        work.firms.put_many(
            [
                a_firm(ref="A", cluster="燕三条", can=[DESCRIBED]),
                a_firm(ref="B", cluster="燕三条"),
                a_firm(ref="S", cluster="諏訪"),
            ]
        )
    return found


def queue(network: Database, by: Caller = COORDINATOR, **asked: Any) -> list[Completeness]:
    own: dict[str, Any] = {"chamber_ref": None, "after": None, "limit": 50}
    return CompletenessService(network, Clock()).queue(by=by, **(own | asked))


def lacks(network: Database, ref: str) -> set[str]:
    (item,) = [item for item in queue(network) if item.firm.ref == ref]
    return {rule.name for rule in item.missing}


def test_the_worst_entry_of_the_region_comes_first(network: Database):
    found = queue(network)

    assert [item.firm.ref for item in found] == ["B", "A"]
    assert found[0].score < found[1].score


def test_what_is_known_beside_a_firm_counts(network: Database):
    before = lacks(network, "A")
    with network.begin() as work:
        work.contacts.put(a_contact("A"))
        work.consents.put(a_consent("A"))
        work.verifications.add(a_verification("A"))

    assert before - lacks(network, "A") == {"contact", "consent", "verification"}


def test_what_a_firm_keeps_from_coordinators_does_not_help_to_find_or_call_it(network: Database):
    with network.begin() as work:
        work.contacts.put(a_contact("A"))
        work.disclosures.put_firm(
            "A",
            Disclosure(
                paths={
                    "contact": Visibility.PRIVATE,
                    f"capabilities/{DESCRIBED.ref}/lot_min": Visibility.PRIVATE,
                }
            ),
        )
        work.disclosures.put_firm("B", Disclosure(Visibility.PRIVATE))

    assert {"contact", "numbers"} <= lacks(network, "A")
    assert [item.firm.ref for item in queue(network)] == ["A"]


def test_an_operator_sees_every_region_or_that_of_one_chamber(network: Database):
    def refs(found: list[Completeness]) -> set[str]:
        return {item.firm.ref for item in found}

    assert refs(queue(network, OPERATOR)) == {"A", "B", "S"}
    assert refs(queue(network, OPERATOR, chamber_ref="C1")) == {"A", "B"}
    assert refs(queue(network, coordinator_of("諏訪"), chamber_ref="C1")) == set()
    with pytest.raises(NotFoundError):
        queue(network, chamber_ref="C404")


@pytest.mark.parametrize(
    ("by", "refusal"), [(ANONYMOUS, NotSignedInError), (member_of("A"), NotPermittedError)]
)
def test_the_lists_are_for_coordinators(network: Database, by: Caller, refusal: type[Exception]):
    with pytest.raises(refusal):
        queue(network, by)
    with pytest.raises(refusal):
        quiet(network, by)


def test_the_pages_show_each_entry_once(network: Database):
    with network.begin() as work:
        work.firms.put_many([a_firm(ref=f"E{n}", cluster="燕三条") for n in range(5)])
    seen: list[Completeness] = []
    while page := queue(
        network, limit=2, after=(seen[-1].score, seen[-1].firm.ref) if seen else None
    ):
        seen += page

    assert seen == queue(network)
    assert len(seen) == 7


# Silence


def quiet(network: Database, by: Caller = COORDINATOR, **asked: Any) -> list[SilentFirm]:
    own: dict[str, Any] = {"chamber_ref": None, "days": 90, "after": None, "limit": 50}
    now = asked.pop("now", datetime.now(UTC) + timedelta(days=120))
    return SilentFirmService(network, Clock(now)).quiet(by=by, **(own | asked))


def heard(network: Database, ref: str, action: AuditAction, *, ago: timedelta, now: datetime):
    person = Person(f"P-{ref}", EmailAddress(f"{ref}@engawa.example"), ref)
    with network.begin() as work:
        work.people.put(person)
        work.memberships.put(Membership(person.ref, Role.FIRM_MEMBER, firm_ref=ref))
        work.audit.add(AuditEntry(now - ago, action, "person", person.ref, None, person.ref))


def test_a_firm_that_has_just_been_stored_is_not_silent(network: Database):
    assert quiet(network, now=datetime.now(UTC)) == []
    assert [item.firm.ref for item in quiet(network)] == ["A", "B"]


def test_a_sign_in_or_an_answer_breaks_the_silence_and_a_refusal_does_not(network: Database):
    now = datetime.now(UTC) + timedelta(days=120)
    with network.begin() as work:
        work.firms.put_many([a_firm(ref="C", cluster="燕三条")])
    heard(network, "A", AuditAction.SIGNED_IN, ago=timedelta(days=3), now=now)
    heard(network, "B", AuditAction.WRITTEN, ago=timedelta(days=100), now=now)
    heard(network, "C", AuditAction.REFUSED, ago=timedelta(days=1), now=now)

    found = {item.firm.ref: (item.days, item.sign) for item in quiet(network, now=now)}

    assert found == {"B": (100, SignOfLife.ACT), "C": (119, SignOfLife.CHANGE)}
    assert quiet(network, now=now, days=3)[-1].sign is SignOfLife.SIGN_IN


def test_who_has_been_silent_longest_comes_first_and_the_days_are_asked_for(network: Database):
    now = datetime.now(UTC) + timedelta(days=400)
    heard(network, "A", AuditAction.READ, ago=timedelta(days=95), now=now)

    assert [item.firm.ref for item in quiet(network, now=now)] == ["B", "A"]
    assert [item.firm.ref for item in quiet(network, now=now, days=96)] == ["B"]
    (first,) = quiet(network, now=now, limit=1)
    rest = quiet(network, now=now, after=(first.heard_at, first.firm.ref))
    assert [item.firm.ref for item in rest] == ["A"]


def test_a_coordinator_who_reads_a_firm_is_no_sign_of_its_life(network: Database):
    now = datetime.now(UTC) + timedelta(days=120)
    with network.begin() as work:
        work.audit.add(AuditEntry(now, AuditAction.READ, "firm", "A", "A", "P-co"))

    assert {item.firm.ref for item in quiet(network, now=now)} == {"A", "B"}


def test_a_firm_that_is_not_there_for_coordinators_is_in_neither_list(network: Database):
    with network.begin() as work:
        work.disclosures.put_firm("A", Disclosure(listing=Visibility.PRIVATE))
        work.disclosures.put_firm("B", Disclosure(paths={"cluster": Visibility.PRIVATE}))

    assert [item.firm.ref for item in queue(network)] == ["B"]
    assert [(item.firm.ref, item.firm.cluster) for item in quiet(network)] == [("B", None)]
