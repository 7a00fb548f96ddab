"""Networks as services show them: figures for who looks after them, names as each may see them."""

from collections.abc import Iterable
from dataclasses import dataclass

import pytest

from builders import a_firm, a_tie
from builders_register import NOON, OPERATOR, Clock, coordinator_of, member_of
from enishi.domain.access import ANONYMOUS, Caller
from enishi.domain.audit import AuditAction
from enishi.domain.disclosure import Disclosure, Visibility
from enishi.domain.errors import (
    InvalidValueError,
    NotFoundError,
    NotPermittedError,
    NotSignedInError,
)
from enishi.domain.firm import firm_id
from enishi.domain.fixation import FixationConfidence, months_before
from enishi.domain.tie import Tie
from enishi.services.networks import circles
from enishi.services.networks.fixations import FixationService, NetworkFixation
from enishi.services.networks.graphs import NetworkGraphService
from fakes import MemoryDatabase

TODAY = NOON.date()
COORDINATOR, ELSEWHERE = coordinator_of("燕三条"), coordinator_of("諏訪", person="P-suwa")
PRIVATE = Disclosure(paths={"ties": Visibility.PRIVATE})


@dataclass(frozen=True)
class FixedKnowledge:
    """Knows the same of every two firms."""

    share: float
    version: str = "fixed-1"

    def industry_of(self, ref: str) -> str | None:
        return ref[0]

    def share_of(self, ref: str, partner_ref: str) -> float | None:
        return self.share


def closed_history() -> Iterable[Tie]:
    """Yield two years of two trios: T1–T3 of 燕三条 and S1–S3 of 諏訪; T1 and S1 met twice."""
    for month in range(24):
        day = months_before(TODAY, month).isoformat()
        yield a_tie("T1", "T2", "T3", ref=f"t{month}", on=day, source="研究会")
        yield a_tie("S1", "S2", "S3", ref=f"s{month}", on=day)
    for month in (2, 10):
        day = months_before(TODAY, month).isoformat()
        yield a_tie("S1", "T1", ref=f"x{month}", on=day)


@pytest.fixture
def network() -> MemoryDatabase:
    found = MemoryDatabase()
    with found.begin() as work:
        names = {"T": "燕三条", "S": "諏訪"}
        firms = [
            a_firm(ref=f"{letter}{number}", cluster=cluster)
            for letter, cluster in names.items()
            for number in range(1, 6)
        ]
        work.firms.put_many(firms)
        work.clusters.mention(list(names.values()))
        work.ties.put_many(list(closed_history()))
    return found


def decide(network: MemoryDatabase, ref: str, disclosure: Disclosure) -> None:
    with network.begin() as work:
        work.disclosures.put_firm(ref, disclosure)


def service(network: MemoryDatabase, share: float | None = None) -> FixationService:
    known = None if share is None else FixedKnowledge(share)
    return FixationService(network, lambda: known, Clock())


def named(found: NetworkFixation) -> set[str]:
    bridges = {
        seen.firm.ref for item in found.bridges for seen in (item.one, item.other, item.introducer)
    }
    return bridges | {seen.firm.ref for seen in found.bridge_firms}


def test_a_closed_cluster_is_read_with_its_bridges_and_beside_the_platform(
    network: MemoryDatabase,
):
    found = service(network).of_cluster("燕三条", by=COORDINATOR)

    assert found.reading.value is not None
    assert found.reading.value > 75
    assert found.platform.value is not None
    assert found.trend[-1] == found.reading
    assert {item.one.firm.ref for item in found.bridges} | {
        item.other.firm.ref for item in found.bridges
    } <= {"T1", "T2", "T3", "S1", "S2", "S3"}
    assert all(item.change < 0 for item in found.bridges)
    assert [item.firm.ref for item in found.bridge_firms] == ["T1"]
    assert found.version == "fixation-1"


def test_what_the_index_knows_of_firms_joins_the_figure_and_its_version(network: MemoryDatabase):
    found = service(network, 1 / 3 + 1 / 6).of_cluster("燕三条", by=COORDINATOR)

    assert found.reading.parts[-1].value == pytest.approx(0.25)
    assert found.version == "fixation-1/fixed-1"


def test_any_coordinator_reads_figures_and_nobody_without_a_chamber_does(network: MemoryDatabase):
    fixations = service(network)

    assert fixations.of_cluster("燕三条", by=ELSEWHERE).reading.value is not None
    assert fixations.of_group(None, by=OPERATOR).reading.meetings == 13
    for by, refusal in ((ANONYMOUS, NotSignedInError), (member_of("T1"), NotPermittedError)):
        with pytest.raises(refusal):
            fixations.of_cluster("燕三条", by=by)
        with pytest.raises(refusal):
            fixations.of_group(None, by=by)


def test_a_group_is_the_ties_of_one_source(network: MemoryDatabase):
    found = service(network).of_group("研究会", by=COORDINATOR)

    assert (found.reading.meetings, found.reading.firms) == (6, 3)
    with pytest.raises(NotFoundError):
        service(network).of_group("別の会", by=COORDINATOR)
    with pytest.raises(NotFoundError):
        service(network).of_cluster("無い産地", by=COORDINATOR)


def test_a_firm_and_the_chamber_of_its_region_read_how_fixed_its_partners_are(
    network: MemoryDatabase,
):
    ref = str(firm_id("T2"))

    own = service(network).of_firm(ref, by=member_of("T2"))

    assert own.reading.meetings == 6
    assert service(network).of_firm(ref, by=COORDINATOR).reading == own.reading
    for by in (member_of("T1"), ELSEWHERE):
        with pytest.raises(NotPermittedError):
            service(network).of_firm(ref, by=by)


def test_the_index_of_a_firm_that_keeps_its_ties_is_its_own(network: MemoryDatabase):
    decide(network, "T2", PRIVATE)

    ref = str(firm_id("T2"))
    assert service(network).of_firm(ref, by=member_of("T2")).reading.meetings == 6
    for by in (COORDINATOR, OPERATOR):
        with pytest.raises(NotPermittedError):
            service(network).of_firm(ref, by=by)


def test_a_cluster_of_one_firm_is_read_by_who_may_read_the_firm(network: MemoryDatabase):
    with network.begin() as work:
        work.firms.put_many([a_firm(ref="U1", cluster="海南")])
    near = coordinator_of("海南")

    assert service(network).of_cluster("海南", by=near).reading.value is None
    with pytest.raises(NotPermittedError):
        service(network).of_cluster("海南", by=COORDINATOR)
    with pytest.raises(NotPermittedError):
        service(network).try_ties("海南", [("U1", "S1")], by=COORDINATOR)
    decide(network, "U1", PRIVATE)
    with pytest.raises(NotPermittedError):
        service(network).of_cluster("海南", by=near)


def test_a_firm_is_not_told_of_relations_that_it_may_not_see(network: MemoryDatabase):
    own = service(network).of_firm(str(firm_id("T2")), by=member_of("T2"))
    mediated = service(network).of_firm(str(firm_id("T2")), by=COORDINATOR)

    # T1 knows S1, and only coordinators may see that.
    assert {item.introducer.firm.ref for item in mediated.bridges} == {"T1"}
    assert own.bridges == []
    assert named(own) <= {"T1", "T2", "T3"}


def test_who_keeps_ties_back_is_counted_and_not_named(network: MemoryDatabase):
    before = service(network).of_cluster("燕三条", by=COORDINATOR)

    decide(network, "T1", PRIVATE)

    after = service(network).of_cluster("燕三条", by=COORDINATOR)
    assert after.reading == before.reading
    assert "T1" in named(before)
    assert "T1" not in named(after)


def test_firms_that_hide_from_each_other_are_not_brought_together(network: MemoryDatabase):
    hides = Disclosure(hide_from=frozenset({"S2", "S3"}))
    for ref in ("T1", "T2", "T3"):
        decide(network, ref, hides)

    found = service(network).of_cluster("燕三条", by=COORDINATOR)

    pairs = [{item.one.firm.ref, item.other.firm.ref} for item in found.bridges]
    assert all(pair.isdisjoint({"S2", "S3"}) for pair in pairs)


def test_whoever_met_in_another_circle_needs_no_introduction(network: MemoryDatabase):
    with network.begin() as work:
        old = months_before(TODAY, 60).isoformat()
        work.ties.put_many([a_tie("S1", "T2", ref="old", on=old)])

    found = service(network).of_cluster("燕三条", by=COORDINATOR)

    assert all({item.one.firm.ref, item.other.firm.ref} != {"S1", "T2"} for item in found.bridges)


def test_reading_a_cluster_leaves_entries_for_the_network_and_who_was_named(
    network: MemoryDatabase,
):
    found = service(network).of_cluster("燕三条", by=COORDINATOR)

    with network.read() as work:
        log = [item.entry for item in work.audit.stream()]
    assert {item.action for item in log} == {AuditAction.READ}
    assert {item.subject_ref for item in log} == {"cluster:燕三条", *named(found)}


def test_trying_leaves_an_entry_for_the_network(network: MemoryDatabase):
    service(network).try_ties("燕三条", [("T2", "S2")], by=COORDINATOR)

    with network.read() as work:
        (entry,) = [item.entry for item in work.audit.stream()]
    assert (entry.subject_ref, entry.fields) == ("cluster:燕三条", ("fixation",))


def test_a_cluster_without_meetings_has_no_figure_and_no_bridges(network: MemoryDatabase):
    with network.begin() as work:
        work.clusters.mention(["無口"])

    found = service(network).of_cluster("無口", by=COORDINATOR)

    assert found.reading.confidence is FixationConfidence.INSUFFICIENT
    assert found.reading.value is None
    assert (found.bridges, found.holes, found.bridge_firms, found.life_cycle) == ([], [], [], None)


def test_introductions_that_are_tried_lower_the_index_and_store_nothing(network: MemoryDatabase):
    pairs = [("T2", "S2"), ("T3", "S3"), ("T4", "S4")]

    tried = service(network).try_ties("燕三条", pairs, by=COORDINATOR)

    assert tried.before is not None
    assert tried.after is not None
    assert tried.after < tried.before
    with network.read() as work:
        assert len(list(work.ties.stream())) == 50


@pytest.mark.parametrize(
    "pairs", [[], [("T1", "T1")], [("T1", "F404")], [("S1", "S2")], [("T1", "S4")] * 11]
)
def test_only_firms_of_the_cluster_with_others_are_tried(
    network: MemoryDatabase, pairs: list[tuple[str, str]]
):
    with pytest.raises(InvalidValueError):
        service(network).try_ties("燕三条", pairs, by=COORDINATOR)


def test_trying_does_not_tell_of_a_firm_that_keeps_its_cluster_back(network: MemoryDatabase):
    decide(network, "T4", Disclosure(paths={"cluster": Visibility.PRIVATE}))

    with pytest.raises(InvalidValueError):
        service(network).try_ties("燕三条", [("S4", "T4")], by=COORDINATOR)


def test_trying_does_not_tell_whether_a_firm_met_somebody_that_keeps_its_ties(
    network: MemoryDatabase,
):
    decide(network, "T1", PRIVATE)

    # What an introduction changes differs between who has met T1 (S1) and who has not (S4).
    for other in ("S1", "S4"):
        with pytest.raises(InvalidValueError):
            service(network).try_ties("燕三条", [("T1", other)], by=COORDINATOR)


def edges(network: MemoryDatabase, by: Caller, cluster: str = "燕三条") -> set[tuple[str, str]]:
    graph = NetworkGraphService(network, Clock()).of_cluster(cluster, by=by)
    return {(edge.one, edge.other) for edge in graph.edges}


def test_the_graph_has_the_relations_that_both_firms_show(network: MemoryDatabase):
    inside = {("T1", "T2"), ("T1", "T3"), ("T2", "T3")}

    assert edges(network, COORDINATOR) == {*inside, ("S1", "T1")}
    assert edges(network, member_of("T2")) == inside
    assert edges(network, ANONYMOUS) == set()

    decide(network, "S1", Disclosure(listing=Visibility.PRIVATE))
    assert edges(network, COORDINATOR) == inside


def test_the_graph_marks_bridges_and_outsiders_and_moves_with_the_days(network: MemoryDatabase):
    graphs = NetworkGraphService(network, Clock())

    graph = graphs.of_cluster("燕三条", by=COORDINATOR)

    assert [(node.firm.ref, node.is_member, node.is_bridge) for node in graph.nodes] == [
        ("S1", False, False),
        ("T1", True, True),
        ("T2", True, False),
        ("T3", True, False),
    ]
    assert (graph.first, graph.last) == (months_before(TODAY, 23), TODAY)
    assert graph.components == 1
    early = graphs.of_cluster("燕三条", by=COORDINATOR, until=months_before(TODAY, 18))
    assert {edge.times for edge in early.edges} == {6}
    assert "S1" not in {node.firm.ref for node in early.nodes}


def test_the_graph_of_a_cluster_does_not_tell_of_a_firm_that_keeps_its_cluster_back(
    network: MemoryDatabase,
):
    decide(network, "T1", Disclosure(paths={"cluster": Visibility.PRIVATE}))

    graph = NetworkGraphService(network, Clock()).of_cluster("燕三条", by=COORDINATOR)

    assert {node.firm.ref for node in graph.nodes if node.is_member} == {"T2", "T3"}
    assert "S1" not in {node.firm.ref for node in graph.nodes}  # whom T1 alone has met


def test_the_whole_platform_falls_into_its_pieces(network: MemoryDatabase):
    graphs = NetworkGraphService(network, Clock())

    whole = graphs.of_group(None, by=COORDINATOR, since=months_before(TODAY, 1))

    assert whole.components == 2
    assert {node.is_bridge for node in whole.nodes} == {False}
    assert graphs.of_group("無い会", by=COORDINATOR).nodes == []


def test_a_time_that_ends_before_it_begins_is_refused(network: MemoryDatabase):
    with pytest.raises(InvalidValueError):
        NetworkGraphService(network, Clock()).of_group(
            None, by=COORDINATOR, since=TODAY, until=months_before(TODAY, 1)
        )


def test_of_a_large_circle_what_is_shared_is_asked_of_a_sample_that_stays_the_same(
    network: MemoryDatabase, monkeypatch: pytest.MonkeyPatch
):
    whole = service(network, 0.5).of_group(None, by=OPERATOR).reading.parts[-1]
    monkeypatch.setattr(circles, "MOST_COMPARED", 3)

    one, other = (service(network, 0.5).of_group(None, by=OPERATOR) for _ in range(2))

    sampled = one.reading.parts[-1]
    assert sampled == other.reading.parts[-1]
    assert 0 < sampled.of < whole.of
    assert sampled.value == whole.value
