from datetime import date
from typing import Any

from builders import a_firm, a_tie
from enishi.adapters.db import SqlDatabase
from enishi.domain.errors import InvalidValueError
from enishi.domain.tie import Tie, TieKind
from enishi.services.ports import Change

FIRMS = ("F1", "F2", "F3", "F4")


def put(database: SqlDatabase, *ties: Tie) -> list[Change | InvalidValueError]:
    with database.begin() as work:
        work.firms.put_many([a_firm(ref=ref, name="製作所") for ref in FIRMS])
        return work.ties.put_many(ties)


def stored(database: SqlDatabase) -> list[Tie]:
    with database.read() as work:
        return [item.record for item in work.ties.stream()]


def revisions(database: SqlDatabase) -> list[int]:
    with database.read() as work:
        return [item.revision for item in work.ties.stream()]


def test_ties_come_back_in_order_of_ref_with_their_firms_in_their_order(database: SqlDatabase):
    introduction = a_tie(
        "F3", "F1", ref="T1", kind=TieKind.INTRODUCTION, accepted=False, source="商工会議所"
    )
    project = a_tie("F2", "F4", "F1", ref="T2", kind=TieKind.JOINT_PROJECT, on="2024-02-29")

    assert put(database, project, introduction) == [Change.ADDED, Change.ADDED]

    assert stored(database) == [introduction, project]


def test_more_ties_than_one_statement_names_all_come_back(database: SqlDatabase):
    ties = [a_tie("F1", "F2", ref=f"T{number:04}") for number in range(1_100)]

    put(database, *ties)

    assert stored(database) == ties


def test_a_tie_with_an_unknown_firm_is_refused_alone(database: SqlDatabase):
    answers = put(database, a_tie("F1", "F2", ref="前"), a_tie("F1", "F404"), a_tie("F1", "F3"))

    assert answers[0] == answers[2] == Change.ADDED
    refusal = answers[1]
    assert isinstance(refusal, InvalidValueError)
    assert refusal.field == "firm_refs"
    assert "F404" in refusal.message
    assert len(stored(database)) == 2


def test_a_changed_tie_replaces_its_firms_and_an_equal_one_is_left(database: SqlDatabase):
    put(database, a_tie("F1", "F2", ref="T1"), a_tie("F3", "F4", ref="T2"))
    moved, same = a_tie("F4", "F3", "F1", ref="T1"), a_tie("F3", "F4", ref="T2")

    assert put(database, moved, same) == [Change.UPDATED, Change.UNCHANGED]

    assert stored(database) == [moved, same]
    assert revisions(database) == [2, 1]


def test_a_removed_firm_leaves_its_ties_and_a_tie_of_one_firm_ends(database: SqlDatabase):
    put(
        database,
        a_tie("F1", "F2", ref="二社"),
        a_tie("F1", "F2", "F3", ref="三社"),
        a_tie("F3", "F4", ref="他社"),
    )

    with database.begin() as work:
        work.firms.remove("F2")

    assert stored(database) == [a_tie("F1", "F3", ref="三社"), a_tie("F3", "F4", ref="他社")]
    assert revisions(database) == [2, 1]


def test_a_page_is_newest_first_and_narrowed_by_kind_day_cluster_and_firm(database: SqlDatabase):
    old = a_tie("F1", "F2", ref="T1", on="2025-01-01", kind=TieKind.TRANSACTION)
    same_day = [a_tie("F3", "F4", ref=ref, on="2025-02-01") for ref in ("T2", "T3")]
    new = a_tie("F1", "F3", "F4", ref="T4", on="2025-03-01")
    put(database, old, *same_day, new)

    with database.begin() as work:
        work.firms.put_many([a_firm(ref="F2", name="製作所", cluster="燕三条")])
        page = work.ties.newest

        def refs(**asked: Any) -> list[str]:
            return [tie.ref for tie in page(**{"before": None, "limit": 9} | asked)]

        assert refs() == ["T4", "T3", "T2", "T1"]
        assert refs(limit=2) == ["T4", "T3"]
        assert refs(before=(date(2025, 2, 1), "T3")) == ["T2", "T1"]
        assert refs(kind=TieKind.TRANSACTION) == ["T1"]
        assert refs(since=date(2025, 2, 1)) == ["T4", "T3", "T2"]
        assert refs(cluster="燕三条") == ["T1"]
        assert refs(firm_refs={"F1"}) == ["T4", "T1"]
        assert refs(firm_refs=set()) == []


def test_a_tie_is_got_and_removed_with_its_list_of_firms(database: SqlDatabase):
    tie = a_tie("F1", "F2", ref="T1")
    put(database, tie)

    with database.begin() as work:
        held = work.ties.get("T1")
        assert held is not None
        assert held.record == tie
        assert work.ties.remove("T1")
        assert not work.ties.remove("T1")
        assert work.ties.get("T1") is None
        assert work.ties.of_firms({"F1"}) == []
    put(database, tie)
    assert stored(database) == [tie]


def test_the_cluster_of_every_firm_is_told_and_unknown_ones_too(database: SqlDatabase):
    with database.begin() as work:
        work.firms.put_many([a_firm(ref="F2", cluster="諏訪"), a_firm(ref="F1", cluster=None)])

        assert work.firms.clusters() == {"F1": None, "F2": "諏訪"}
