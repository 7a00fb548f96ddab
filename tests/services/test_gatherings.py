"""Who plans and sees which gathering, and what it leaves behind."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from builders import a_concept, a_firm, a_lexicon, a_need, a_tie
from enishi.domain.access import ANONYMOUS, LOCAL_OPERATOR, Caller
from enishi.domain.audit import AuditAction
from enishi.domain.chamber import Chamber
from enishi.domain.disclosure import SEEKER, TIES, Disclosure, Visibility
from enishi.domain.errors import (
    ConflictError,
    IndexUnavailableError,
    InvalidValueError,
    NotFoundError,
    NotPermittedError,
    NotSignedInError,
)
from enishi.domain.firm import Coordinates
from enishi.domain.gathering import GatheringKind, GatheringState, pairs_of
from enishi.domain.tie import Tie, TieKind
from enishi.services.agendas import AgendaService
from enishi.services.gatherings.planning import GatheringPlan
from enishi.services.gatherings.service import GatheringService, GatheringView
from enishi.services.ports import Database
from enishi.services.retrieval import IndexView
from fakes import MemoryDatabase
from introductions import SUWA, TSUBAME, clerk, member
from networks import Network

DAY = date(2026, 11, 25)
LEADER, OTHER_CLERK = clerk("CH1", TSUBAME), clerk("CH2", SUWA)
EIGHT = [f"F{number}" for number in range(1, 9)]


class NoIndex:
    """Where nobody has built an index yet."""

    def view(self, _reader: Caller = ANONYMOUS) -> IndexView:
        raise IndexUnavailableError("索引がありません")


@dataclass
class Hall:
    """Eight firms of two regions, and the service over them."""

    database: Database = field(default_factory=MemoryDatabase)
    now: datetime = datetime(2026, 11, 25, 3, tzinfo=UTC)

    def __post_init__(self) -> None:
        with self.database.begin() as work:
            work.chambers.put(Chamber("CH1", "燕商工会議所", TSUBAME))
            work.chambers.put(Chamber("CH2", "諏訪商工会議所", SUWA))
            work.firms.put_many(
                [
                    a_firm(ref=ref, cluster="燕三条" if number < 4 else "諏訪")
                    for number, ref in enumerate(EIGHT)
                ]
            )
        self.service = GatheringService(
            self.database, AgendaService(NoIndex()), now=lambda: self.now
        )

    def plan(
        self, firm_refs: Sequence[str] = EIGHT, by: Caller = LEADER, **asked: Any
    ) -> GatheringView:
        asked = {"kind": GatheringKind.WORKING_GROUP, "title": "円卓", "day": DAY} | asked
        return self.service.plan(GatheringPlan(firm_refs=firm_refs, **asked), by=by)

    def ties(self) -> list[Tie]:
        with self.database.read() as work:
            return work.ties.of_firms(EIGHT)

    def remember(self, *ties: Tie) -> None:
        with self.database.begin() as work:
            work.ties.put_many(ties)

    def decide(self, ref: str, disclosure: Disclosure) -> None:
        with self.database.begin() as work:
            work.disclosures.put_firm(ref, disclosure)


@pytest.fixture(params=["memory", "sqlite"])
def hall(request: pytest.FixtureRequest) -> Hall:
    """The hall, kept in memory and on SQLite alike."""
    if request.param == "memory":
        return Hall()
    return Hall(request.getfixturevalue("sqlite_database"))


def tables(view: GatheringView) -> list[tuple[str, ...]]:
    return [table.firm_refs for taken in view.gathering.rounds for table in taken.tables]


def test_a_coordinator_seats_firms_of_two_regions_and_reads_the_whole_plan(hall: Hall):
    planned = hall.plan()

    assert planned == hall.service.get(planned.gathering.ref, by=LEADER)
    assert planned.is_run
    assert planned.hosted_by == "燕商工会議所"
    assert [len(firms) for firms in tables(planned)] == [4] * 6


def test_firms_that_have_met_in_three_years_are_seated_apart(hall: Hall):
    old = [pairs_of(EIGHT[:4]), pairs_of(EIGHT[4:])]
    hall.remember(*(a_tie(*pair, on="2025-01-10") for group in old for pair in group))

    (first, second) = tables(hall.plan(rounds=1))

    assert [len(set(first) & set(EIGHT[:4])), len(set(second) & set(EIGHT[:4]))] == [2, 2]


def test_meetings_older_than_three_years_and_unaccepted_ones_count_for_nothing(hall: Hall):
    hall.remember(a_tie("F1", "F2", on="2023-10-01"))
    hall.remember(a_tie("F3", "F4", on="2026-01-01", accepted=False))

    assert not hall.plan().met


def test_firms_that_hide_from_each_other_do_not_sit_together(hall: Hall):
    hall.decide("F1", Disclosure(hide_from=frozenset({"F2"})))

    planned = hall.plan(rounds=5)

    assert not any({"F1", "F2"} <= set(firms) for firms in tables(planned))


def test_firms_that_cannot_be_kept_apart_make_no_gathering(hall: Hall):
    hall.decide("F1", Disclosure(hide_from=frozenset({"F2"})))

    with pytest.raises(InvalidValueError, match="F1・F2"):
        hall.plan(EIGHT[:4], rounds=1)


def test_a_firm_sees_its_own_tables_and_nothing_of_the_others(hall: Hall):
    hall.remember(a_tie("F2", "F3"), a_tie("F1", "F2"))
    ref = hall.plan(rounds=1).gathering.ref

    seen = hall.service.get(ref, by=member("F1"))

    assert not seen.is_run
    (table,) = tables(seen)
    assert "F1" in table
    assert set(seen.firms) == set(table)
    assert set(seen.gathering.firm_refs) == set(table)
    assert all("F1" in pair for pair in seen.met)


def test_meetings_that_a_firm_keeps_to_itself_count_for_the_seats_and_are_not_told(hall: Hall):
    hall.decide("F1", Disclosure(paths={TIES: Visibility.PRIVATE}))
    hall.remember(a_tie("F1", "F2"), a_tie("F3", "F4"))

    planned = hall.plan(EIGHT[:4], rounds=1)

    assert set(planned.met) == {("F3", "F4")}
    assert set(hall.service.get(planned.gathering.ref, by=member("F1")).met) == {("F1", "F2")}


def test_a_table_mate_that_keeps_its_listing_back_is_left_out_for_a_firm(hall: Hall):
    hall.decide("F2", Disclosure(listing=Visibility.COORDINATORS))
    ref = hall.plan(EIGHT[:4], rounds=1).gathering.ref

    assert tables(hall.service.get(ref, by=member("F1"))) == [("F1", "F3", "F4")]
    sheets = hall.service.sheets(ref, by=LEADER)
    assert tables(sheets.whole) == [("F1", "F2", "F3", "F4")]
    assert "F2" not in sheets.of_firms["F1"].firms


def test_whoever_has_no_part_in_it_learns_nothing_of_it(hall: Hall):
    ref = hall.plan(EIGHT[:4]).gathering.ref

    for stranger in (member("F8"), OTHER_CLERK):
        assert hall.service.page(by=stranger, after=None, limit=9) == []
        for ask in (hall.service.get, hall.service.sheets, hall.service.call_off):
            with pytest.raises(NotFoundError):
                ask(ref, by=stranger)
    with pytest.raises(NotSignedInError):
        hall.service.get(ref, by=ANONYMOUS)


def test_the_list_holds_what_one_runs_or_takes_part_in_with_the_latest_first(hall: Hall):
    early, late = hall.plan(EIGHT[:4]), hall.plan(EIGHT, day=date(2027, 1, 9))
    refs = [late.gathering.ref, early.gathering.ref]

    def listed(by: Caller) -> list[str]:
        return [item.gathering.ref for item in hall.service.page(by=by, after=None, limit=9)]

    assert listed(LEADER) == listed(LOCAL_OPERATOR) == listed(member("F1")) == refs
    assert listed(member("F8")) == refs[:1]


def test_a_firm_does_not_plan_and_a_coordinator_not_without_a_firm_of_the_region(hall: Hall):
    with pytest.raises(NotPermittedError):
        hall.plan(by=member("F1"))
    with pytest.raises(NotPermittedError):
        hall.plan(EIGHT[4:])
    with pytest.raises(NotPermittedError):
        hall.plan(chamber_ref="CH2")


@pytest.mark.parametrize(
    ("asked", "where"),
    [
        ({"firm_refs": ["F1", "F2"]}, "firm_refs"),
        ({"firm_refs": [*EIGHT, "F99"]}, "firm_refs"),
        ({"host_refs": ["F1"]}, "host_refs"),
        ({"kind": GatheringKind.BUSINESS_MEETING}, "host_refs"),
        (
            {
                "kind": GatheringKind.BUSINESS_MEETING,
                "host_refs": ["F1"],
                "wishes": {"F99": ["F1"]},
            },
            "wishes",
        ),
        ({"rounds": 13}, "rounds"),
        ({"day": date(1, 1, 1)}, "date"),
        ({"starts_at": time(13, 30, tzinfo=UTC)}, "starts_at"),
        ({"title": " "}, "title"),
        ({"minutes": 0}, "minutes"),
    ],
)
def test_what_makes_no_gathering_is_refused_by_name(asked: dict[str, Any], where: str):
    with pytest.raises(InvalidValueError) as refusal:
        Hall().plan(**asked)

    assert refusal.value.field == where


def test_a_gathering_that_was_held_leaves_one_contact_for_each_table(hall: Hall):
    planned = hall.plan(rounds=2, title="第1回 円卓")

    held = hall.service.hold(planned.gathering.ref, (), by=LEADER)

    assert held.gathering.state is GatheringState.HELD
    assert sorted(tie.firm_refs for tie in hall.ties()) == sorted(tables(planned))
    assert {(tie.kind, tie.date, tie.source) for tie in hall.ties()} == {
        (TieKind.MEETING, DAY, "第1回 円卓")
    }
    assert not held.met  # what it left itself is no earlier meeting


def test_who_sits_together_in_every_round_has_met_once_that_day(hall: Hall):
    ref = hall.plan(EIGHT[:3], rounds=3).gathering.ref
    for absent in ((), ["F1"], ()):
        hall.service.hold(ref, absent, by=LEADER)
        met = tuple(sorted(set(EIGHT[:3]) - set(absent)))
        assert [tie.firm_refs for tie in hall.ties()] == [met]


def test_a_contact_that_was_written_down_by_hand_is_not_counted_twice(hall: Hall):
    ref = hall.plan(EIGHT[:3], rounds=1).gathering.ref
    hall.remember(a_tie(*EIGHT[:3], ref="by-hand", on=DAY.isoformat()))

    hall.service.hold(ref, (), by=LEADER)

    assert [tie.ref for tie in hall.ties()] == ["by-hand"]


def test_said_again_it_adds_nothing_and_corrects_who_was_absent(hall: Hall):
    ref = hall.plan(rounds=2).gathering.ref
    hall.service.hold(ref, ["F1"], by=LEADER)
    first = hall.ties()

    hall.service.hold(ref, ["F1"], by=LEADER)
    assert hall.ties() == first
    assert not any("F1" in tie.firm_refs for tie in first)

    hall.service.hold(ref, EIGHT[1:], by=LEADER)
    assert hall.ties() == []


def test_a_key_that_is_narrowed_to_a_region_runs_no_gathering_of_another(hall: Hall):
    ref = hall.plan(EIGHT[:3], rounds=1).gathering.ref

    with pytest.raises(NotPermittedError):
        hall.service.hold(ref, (), by=replace(LEADER, within=SUWA))
    with pytest.raises(NotPermittedError):
        hall.service.call_off(ref, by=replace(LEADER, within=SUWA))
    assert hall.ties() == []
    hall.service.hold(ref, (), by=replace(LEADER, within=TSUBAME))
    assert len(hall.ties()) == 1


def test_a_firm_that_has_left_the_network_meanwhile_has_met_nobody(hall: Hall):
    ref = hall.plan(EIGHT[:4], rounds=1).gathering.ref
    with hall.database.begin() as work:
        work.firms.remove("F2")

    hall.service.hold(ref, (), by=LEADER)

    assert [tie.firm_refs for tie in hall.ties()] == [("F1", "F3", "F4")]


def test_what_has_not_taken_place_was_not_held(hall: Hall):
    ref = hall.plan(day=date(2026, 11, 26)).gathering.ref

    with pytest.raises(InvalidValueError):
        hall.service.hold(ref, (), by=LEADER)
    hall.now = datetime(2026, 11, 25, 15, tzinfo=UTC)  # midnight in Japan
    hall.service.hold(ref, (), by=LEADER)


def test_only_those_who_were_asked_can_have_been_absent(hall: Hall):
    ref = hall.plan(EIGHT[:4]).gathering.ref

    with pytest.raises(InvalidValueError) as refusal:
        hall.service.hold(ref, ["F8"], by=LEADER)
    assert refusal.value.field == "absent_refs"


def test_what_was_called_off_is_not_held_and_what_was_held_not_called_off(hall: Hall):
    off, held = hall.plan().gathering.ref, hall.plan().gathering.ref
    hall.service.call_off(off, by=LEADER)
    hall.service.hold(held, (), by=LEADER)

    with pytest.raises(ConflictError):
        hall.service.hold(off, (), by=LEADER)
    with pytest.raises(ConflictError):
        hall.service.call_off(held, by=LEADER)
    with pytest.raises(NotPermittedError):
        hall.service.hold(held, (), by=member("F1"))


def test_the_log_of_each_firm_says_who_wrote_that_it_met_somebody(hall: Hall):
    ref = hall.plan(rounds=1).gathering.ref
    hall.service.hold(ref, ["F3"], by=LEADER)

    with hall.database.read() as work:
        entries = [item.entry for item in work.audit.page(before=None, limit=99)]
    owners = {entry.owner_ref for entry in entries if entry.fields == ("ties",)}
    assert owners == set(EIGHT) - {"F3"}


def test_the_log_says_who_was_shown_that_two_firms_had_met(hall: Hall):
    hall.remember(a_tie("F1", "F2"))
    ref = hall.plan(rounds=1).gathering.ref

    hall.service.get(ref, by=LEADER)

    with hall.database.read() as work:
        entries = [item.entry for item in work.audit.page(before=None, limit=99)]
    read = {item.owner_ref for item in entries if item.action is AuditAction.READ}
    assert read == {"F1", "F2"}


def test_a_group_of_visitors_goes_round_by_the_shortest_way(hall: Hall):
    with hall.database.begin() as work:
        work.firms.put_many(
            [
                a_firm(ref=ref, cluster="燕三条", coordinates=Coordinates(37.0, east))
                for ref, east in (("F1", 138.0), ("F2", 138.2), ("F3", 138.1))
            ]
        )

    planned = hall.plan(EIGHT[:3], kind=GatheringKind.VISIT_DAY, rounds=1)

    assert tables(planned) == [("F1", "F3", "F2")]


def test_a_host_sits_first_and_meets_whom_both_sides_asked_for(hall: Hall):
    planned = hall.plan(
        kind=GatheringKind.BUSINESS_MEETING,
        host_refs=["F1", "F2"],
        rounds=1,
        wishes={"F1": ["F8"], "F8": ["F1"]},
    )

    assert tables(planned)[0] == ("F1", "F8")
    assert len(planned.gathering.resting(1)) == 4


def test_a_table_speaks_of_what_two_of_its_firms_look_for(tmp_path: Path):
    network = Network(tmp_path, lexicon=a_lexicon(a_concept("電解研磨"), a_concept("鋳造")))
    hall = Hall(network.database)
    with hall.database.begin() as work:
        work.needs.put_many(
            [
                a_need("電解研磨をお願いしたい", by="F1", ref="N1"),
                a_need("電解研磨の外注先", by="F2", ref="N2"),
                a_need("鋳造のできるところ", by="F3", ref="N3"),
                a_need("鋳造の相手", by="F4", ref="N4"),
            ]
        )
        work.disclosures.put_need("N2", Disclosure(paths={SEEKER: Visibility.MEMBERS}))
        work.disclosures.put_need("N4", Disclosure(listing=Visibility.MEMBERS))
    network.rebuild()
    hall.service = GatheringService(
        hall.database, AgendaService(network.live), now=lambda: hall.now
    )

    planned = hall.plan(EIGHT[:4], rounds=1)

    (topic,) = planned.topics[1, 1]
    assert (topic.concept, topic.firms, topic.named) == ("電解研磨", 2, ("F1",))


def test_a_host_is_given_the_visitor_who_does_what_it_looks_for(tmp_path: Path):
    network = Network(tmp_path, lexicon=a_lexicon(a_concept("電解研磨"), a_concept("鋳造")))
    hall = Hall(network.database)
    with hall.database.begin() as work:
        work.firms.put_many([a_firm("電解研磨", ref="F7", cluster="燕三条")])
        work.needs.put_many([a_need("電解研磨をお願いしたい", by="F2")])
    network.rebuild()
    hall.service = GatheringService(
        hall.database, AgendaService(network.live), now=lambda: hall.now
    )

    planned = hall.plan(
        ["F7"], kind=GatheringKind.BUSINESS_MEETING, host_refs=["F1", "F2"], rounds=1
    )

    assert tables(planned) == [("F2", "F7")]
