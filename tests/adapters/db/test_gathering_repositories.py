from dataclasses import replace
from datetime import UTC, date, datetime, time

from builders import a_firm, a_tie
from builders_suggestions import WEEK, a_round, a_suggestion, an_audit
from enishi.adapters.db import SqlDatabase
from enishi.domain.chamber import Chamber
from enishi.domain.gathering import (
    Gathering,
    GatheringKind,
    GatheringRound,
    GatheringState,
    GatheringTable,
)
from enishi.domain.match_response import MatchAnswer
from enishi.domain.near_miss import APPEARED, NearMiss
from enishi.domain.suggestion import SuggestionAnswer

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
EVENING = Gathering(
    "g20261201-1",
    GatheringKind.BUSINESS_MEETING,
    "第3回 商談会",
    date(2026, 12, 1),
    "C1",
    ("F1", "F2", "F3"),
    (
        GatheringRound(1, (GatheringTable(1, ("F3", "F1")), GatheringTable(2, ("F2",)))),
        GatheringRound(2, ()),
    ),
    ("F3",),
    time(13, 30),
    25,
    GatheringState.HELD,
    frozenset({"F2"}),
    NOON,
)


def begin(database: SqlDatabase) -> None:
    with database.begin() as work:
        work.firms.put_many([a_firm(ref=f"F{number}") for number in range(1, 5)])
        work.chambers.put(Chamber("C1", "燕商工会議所"))
        work.gatherings.put(replace(EVENING, title="仮の題", rounds=(), absent_refs=frozenset()))
        work.gatherings.put(EVENING)


def test_a_gathering_comes_back_as_it_was_stored_last(database: SqlDatabase):
    begin(database)

    with database.read() as work:
        assert work.gatherings.get("g20261201-1") == EVENING
        assert work.gatherings.get("g20261201-2") is None


def test_a_firm_that_leaves_leaves_its_seats_and_a_chamber_its_gatherings(database: SqlDatabase):
    begin(database)
    with database.begin() as work:
        work.firms.remove("F3")
        work.chambers.remove("C1")

    with database.read() as work:
        kept = work.gatherings.get("g20261201-1")
    assert kept == replace(EVENING.without("F3"), chamber_ref=None)


def test_those_of_a_chamber_and_those_of_a_firm_come_with_the_latest_day_first(
    database: SqlDatabase,
):
    begin(database)
    other = replace(EVENING, ref="g20261202-1", chamber_ref=None, firm_refs=("F4",), rounds=())
    other = replace(other, host_refs=(), absent_refs=frozenset())
    with database.begin() as work:
        work.gatherings.put(other)

    with database.read() as work:
        every = work.gatherings.page(after=None, limit=9)
        assert [item.ref for item in every] == ["g20261202-1", "g20261201-1"]
        assert work.gatherings.page(after="g20261202-1", limit=9) == [EVENING]
        assert work.gatherings.page(after=None, limit=1) == [other]
        assert work.gatherings.page(after=None, limit=9, chamber_refs=["C1"]) == [EVENING]
        mine = work.gatherings.page(after=None, limit=9, chamber_refs=(), firm_refs=["F4"])
        assert mine == [other]


def test_what_was_missed_adds_up_and_goes_with_the_firm(database: SqlDatabase):
    begin(database)
    missed = NearMiss("F1", MONDAY, "tolerance_um", None, 2)
    asked = NearMiss("F1", MONDAY, "tolerance_um", "研磨", 1)
    with database.begin() as work:
        work.near_misses.add([missed, asked, NearMiss("F9", MONDAY, APPEARED, None, 1)])
        work.near_misses.add([missed, NearMiss("F1", TUESDAY, APPEARED, None, 1)])

    with database.read() as work:
        assert work.near_misses.of_firm("F1", since=MONDAY, until=MONDAY) == [
            replace(missed, times=4),
            asked,
        ]
        assert work.near_misses.of_firm("F9", since=MONDAY, until=TUESDAY) == []
    with database.begin() as work:
        assert work.near_misses.forget(TUESDAY) == 2
        work.firms.remove("F1")
        assert work.near_misses.of_firm("F1", since=MONDAY, until=TUESDAY) == []


def test_a_tie_can_be_taken_back(database: SqlDatabase):
    begin(database)
    with database.begin() as work:
        work.ties.put_many([a_tie("F1", "F2", ref="T1")])

        assert work.ties.remove("T1")
        assert not work.ties.remove("T1")
        assert work.ties.of_firms(["F1"]) == []


def test_how_often_a_firm_was_shown_and_what_was_answered_counts_from_a_week_on(
    database: SqlDatabase,
):
    begin(database)
    weeks = [WEEK.before(), WEEK]
    with database.begin() as work:
        for number, week in enumerate(weeks):
            shown = [
                a_suggestion("F1", "F2", ref=f"a{number}", week=week),
                a_suggestion("F3", "F2", ref=f"b{number}", week=week),
                a_suggestion("F2", "F1", ref=f"c{number}", week=week),
            ]
            work.suggestions.add_round(a_round(week=week), shown, an_audit(week=week))
        answers = [
            SuggestionAnswer(ref, MatchAnswer.KNOWS, NOON, None) for ref in ("a0", "a1", "c1")
        ]
        for answer in answers:
            work.suggestions.put_answer(answer)

    with database.read() as work:
        assert work.suggestions.times_shown(WEEK) == {"F2": 2, "F1": 1}
        assert work.suggestions.answers_about("F2", WEEK) == [answers[1]]
        assert work.suggestions.answers_about("F2", WEEK.before()) == answers[:2]
