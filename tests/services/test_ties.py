"""Ties: who sees which, and how they are written down by hand."""

from dataclasses import replace
from typing import Any

import pytest

from builders import a_firm, a_tie
from builders_register import NOON, OPERATOR, Clock, coordinator_of, member_of
from enishi.domain.access import ANONYMOUS, Caller, Scope
from enishi.domain.audit import AuditAction
from enishi.domain.disclosure import Disclosure, Visibility
from enishi.domain.errors import (
    ConflictError,
    InvalidValueError,
    NotFoundError,
    NotPermittedError,
    NotSignedInError,
)
from enishi.domain.tie import TieKind
from enishi.services.networks.graphs import NetworkGraphService
from enishi.services.ports import Database
from enishi.services.ties import TieFilter, TieService
from fakes import MemoryDatabase

EVERYTHING = TieFilter()
OPEN_TO_MEMBERS = Disclosure(paths={"ties": Visibility.MEMBERS})
FIRMS = [
    a_firm(ref="F1", cluster="燕三条"),
    a_firm(ref="F2", cluster="燕三条"),
    a_firm(ref="F3", cluster="諏訪"),
    a_firm(ref="F4", cluster="諏訪"),
]
MET = {"date": "2026-11-20", "kind": "meeting", "firm_refs": ["F1", "F3"], "source": "例会"}
COORDINATOR, ELSEWHERE = coordinator_of("燕三条"), coordinator_of("甲府", person="P-kofu")


@pytest.fixture(params=["memory", "sqlite"])
def network(request: pytest.FixtureRequest) -> Database:
    """Four firms and two ties: F1 with F2, and F1 with F3 and F4."""
    found: Database = (
        MemoryDatabase()
        if request.param == "memory"
        else request.getfixturevalue("sqlite_database")
    )
    with found.begin() as work:
        work.firms.put_many(FIRMS)
        work.ties.put_many(
            [
                a_tie("F1", "F2", ref="pair", on="2026-10-01"),
                a_tie("F1", "F3", "F4", ref="three", on="2026-10-02", source="研究会"),
            ]
        )
    return found


def decide(network: Database, **decided: Disclosure) -> None:
    with network.begin() as work:
        for ref, disclosure in decided.items():
            work.disclosures.put_firm(ref, disclosure)


def service(network: Database) -> TieService:
    return TieService(network, Clock())


def seen(network: Database, by: Caller, wanted: TieFilter = EVERYTHING) -> dict[str, set[str]]:
    page = service(network).page(wanted, by=by, limit=10)
    return {item.tie.ref: set(item.refs) for item in page}


def test_a_firm_sees_its_own_ties_whole_and_coordinators_see_all(network: Database):
    assert seen(network, member_of("F3")) == {"three": {"F1", "F3", "F4"}}
    everything = {"three": {"F1", "F3", "F4"}, "pair": {"F1", "F2"}}
    assert seen(network, COORDINATOR) == seen(network, OPERATOR) == everything


def test_a_key_that_was_not_made_for_reading_lists_no_ties_and_may_remove_its_own(
    network: Database,
):
    key = replace(member_of("F3"), scopes=frozenset({Scope.WRITE}), key_ref="k")

    assert seen(network, key) == {}
    assert NetworkGraphService(network, Clock()).of_group(None, by=key).nodes == []
    service(network).remove("three", by=key)


def test_others_see_a_tie_as_far_as_its_firms_show_it_and_two_of_them_do(network: Database):
    stranger = member_of("F2")
    assert seen(network, ANONYMOUS) == {}

    decide(network, F3=OPEN_TO_MEMBERS)
    assert "three" not in seen(network, stranger)

    decide(network, F4=OPEN_TO_MEMBERS)
    assert seen(network, stranger)["three"] == {"F3", "F4"}
    (tie,) = service(network).page(TieFilter(firm_ref="F3"), by=stranger, limit=10)
    assert tie.hidden == 1
    assert seen(network, ANONYMOUS) == {}


def test_a_firm_may_keep_its_ties_from_coordinators_too(network: Database):
    decide(network, F2=Disclosure(paths={"ties": Visibility.PRIVATE}))

    assert seen(network, COORDINATOR) == {"three": {"F1", "F3", "F4"}}
    assert "pair" in seen(network, member_of("F1"))


def test_in_ones_own_tie_a_firm_that_hides_from_one_is_not_named(network: Database):
    decide(network, F4=Disclosure(hide_from=frozenset({"F3"})))

    assert seen(network, member_of("F3")) == {"three": {"F1", "F3"}}


def test_a_filter_finds_only_by_firms_that_the_reader_sees_in_the_tie(network: Database):
    decide(network, F3=OPEN_TO_MEMBERS, F4=OPEN_TO_MEMBERS)
    stranger = member_of("F2")

    assert seen(network, stranger, TieFilter(firm_ref="F3")) == {"three": {"F3", "F4"}}
    # F1 keeps its ties back: that it was there must not be found out by asking.
    assert "three" not in seen(network, stranger, TieFilter(firm_ref="F1"))
    assert "three" not in seen(network, stranger, TieFilter(cluster="燕三条"))
    assert seen(network, COORDINATOR, TieFilter(cluster="諏訪")) == {"three": {"F1", "F3", "F4"}}


def test_pages_follow_each_other_newest_first(network: Database):
    with network.begin() as work:
        work.ties.put_many([a_tie("F1", "F2", ref=f"T{n}", on="2026-09-01") for n in range(5)])
    found: list[str] = []
    before = None
    while page := service(network).page(EVERYTHING, by=COORDINATOR, before=before, limit=3):
        found += [item.tie.ref for item in page]
        before = (page[-1].tie.date, page[-1].tie.ref)

    assert found == ["three", "pair", "T4", "T3", "T2", "T1", "T0"]


def test_what_a_reader_was_shown_is_in_the_log_of_each_firm(network: Database):
    seen(network, COORDINATOR, TieFilter(firm_ref="F2"))

    with network.read() as work:
        read = [item.entry for item in work.audit.stream()]
    assert {(item.owner_ref, item.action, item.fields) for item in read} == {
        ("F1", AuditAction.READ, ("ties",)),
        ("F2", AuditAction.READ, ("ties",)),
    }


def test_ones_own_ties_leave_no_entry_in_the_log(network: Database):
    seen(network, member_of("F1"))

    with network.read() as work:
        assert not list(work.audit.stream())


@pytest.mark.parametrize("by", [member_of("F1"), COORDINATOR, OPERATOR])
def test_a_firm_that_was_there_and_the_chamber_of_its_region_write_it_down(
    network: Database, by: Caller
):
    written = service(network).record(MET, by=by)

    assert (written.tie.date.isoformat(), written.tie.kind) == ("2026-11-20", TieKind.MEETING)
    assert set(seen(network, member_of("F3"))) == {"three", written.tie.ref}
    with network.read() as work:
        owners = {item.entry.owner_ref for item in work.audit.stream()}
    assert owners >= {"F1", "F3"}


@pytest.mark.parametrize(
    ("by", "refusal"),
    [
        (ANONYMOUS, NotSignedInError),
        (member_of("F2"), NotPermittedError),
        (ELSEWHERE, NotPermittedError),
    ],
)
def test_nobody_else_writes_it_down(network: Database, by: Caller, refusal: type[Exception]):
    with pytest.raises(refusal):
        service(network).record(MET, by=by)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"firm_refs": ["F1"]}, "firm_refs"),
        ({"firm_refs": ["F1", "F1"]}, "firm_refs"),
        ({"firm_refs": ["F1", "F404"]}, "firm_refs"),
        ({"date": "2026-11-26"}, "date"),
        ({"date": None}, "date"),
        ({"kind": "party"}, "kind"),
    ],
)
def test_one_firm_alone_an_unknown_one_and_a_day_to_come_are_refused(
    network: Database, change: dict[str, Any], field: str
):
    with pytest.raises(InvalidValueError) as refused:
        service(network).record(MET | change, by=OPERATOR)

    assert refused.value.field == field


def test_today_in_japan_is_no_day_to_come(network: Database):
    late = Clock(NOON.replace(hour=20))  # already the 26th there

    written = TieService(network, late).record(MET | {"date": "2026-11-26"}, by=OPERATOR)

    assert written.tie.date.isoformat() == "2026-11-26"


def test_a_firm_that_hides_from_the_writer_is_unknown_to_them(network: Database):
    decide(network, F3=Disclosure(hide_from=frozenset({"F1"})))

    with pytest.raises(InvalidValueError, match="登録されていない"):
        service(network).record(MET, by=member_of("F1"))


def test_the_same_event_twice_is_a_conflict_that_names_the_first(network: Database):
    first = service(network).record(MET, by=member_of("F1"))

    with pytest.raises(ConflictError, match=first.tie.ref):
        service(network).record(MET | {"firm_refs": ["F3", "F1"]}, by=member_of("F3"))

    other_kind = service(network).record(MET | {"kind": "transaction"}, by=member_of("F3"))
    assert other_kind.tie.ref != first.tie.ref


def test_whoever_may_write_a_tie_may_remove_it_and_nobody_else(network: Database):
    with pytest.raises(NotFoundError):
        service(network).remove("pair", by=member_of("F3"))
    with pytest.raises(NotPermittedError):
        service(network).remove("pair", by=ELSEWHERE)

    service(network).remove("pair", by=member_of("F2"))

    assert set(seen(network, OPERATOR)) == {"three"}
    with pytest.raises(NotFoundError):
        service(network).remove("pair", by=member_of("F2"))


def test_what_an_introduction_wrote_is_changed_there(network: Database):
    with network.begin() as work:
        work.ties.put_many(
            [a_tie("F1", "F2", ref="introduction-I1", on="2026-10-05", source="縁の紹介")]
        )

    with pytest.raises(ConflictError, match="紹介の記録"):
        service(network).remove("introduction-I1", by=member_of("F1"))
    (tie, *_) = service(network).page(EVERYTHING, by=member_of("F1"), limit=1)
    assert not tie.can_be_removed
