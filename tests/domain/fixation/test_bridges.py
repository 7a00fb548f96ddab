"""What would open a network, and what its stage looks like."""

from enishi.domain.fixation import (
    STANDARD_FIXATION,
    FixationTally,
    LifeCycleStage,
    Meeting,
    ObservedNetwork,
    acquaintances,
    bridge_firms,
    index_of,
    life_cycle_hint,
    pieces,
    proposed_bridges,
    structural_holes,
)
from histories import a_network, closed_club, end_of_month, fixed_trios, in_month

LAST = end_of_month(11)


def known_of(network: ObservedNetwork) -> dict[str, dict[str, int]]:
    return acquaintances(meeting.firms for meeting in network.meetings)


def two_trios_with_a_go_between() -> ObservedNetwork:
    trios = fixed_trios(12, trios=2)
    return a_network(
        [*trios.meetings, in_month(2, "A0", "B0"), in_month(8, "A0", "B0")],
        {name: name[0] for name in ("A0", "A1", "A2", "B0", "B1", "B2")},
    )


def test_a_firm_that_alone_joins_two_groups_is_a_bridge_and_one_of_a_ring_is_not():
    chain = acquaintances([("a", "b"), ("b", "c"), ("c", "d")])
    ring = acquaintances([("a", "b"), ("b", "c"), ("c", "a")])

    assert bridge_firms(chain) == {"b", "c"}
    assert bridge_firms(ring) == set()
    assert bridge_firms(acquaintances([("a", "b", "c"), ("c", "d", "e")])) == {"c"}


def test_a_chain_longer_than_the_stack_has_its_bridges_found():
    chain = [(f"{number:05}", f"{number + 1:05}") for number in range(3_000)]

    assert len(bridge_firms(acquaintances(chain))) == 2_999


def test_pieces_come_the_largest_first():
    known = acquaintances([("x", "y"), ("a", "b", "c")])

    assert pieces(known) == [{"a", "b", "c"}, {"x", "y"}]


def test_proposed_bridges_name_pairs_that_never_met_and_who_knows_both():
    network = two_trios_with_a_go_between()
    tally = FixationTally(network, LAST, STANDARD_FIXATION)

    found = proposed_bridges(tally, known_of(network))

    assert found
    before = index_of(tally.sums, network, STANDARD_FIXATION) or 0
    for bridge in found:
        assert {bridge.one[0], bridge.other[0]} == {"A", "B"}
        assert not tally.knows(bridge.one, bridge.other)
        assert {bridge.one, bridge.other} <= known_of(network)[bridge.introducer].keys()
        sums = tally.adding(Meeting(LAST, (bridge.one, bridge.other)))
        after = index_of(sums, network, STANDARD_FIXATION) or 0
        assert round(after - before, 6) == bridge.change < 0
    names = [name for bridge in found for name in (bridge.one, bridge.other)]
    assert len(names) == len(set(names))


def test_who_may_not_meet_is_not_proposed():
    network = two_trios_with_a_go_between()
    tally = FixationTally(network, LAST, STANDARD_FIXATION)

    found = proposed_bridges(tally, known_of(network), lambda one, other: "A1" not in (one, other))

    assert all("A1" not in (bridge.one, bridge.other) for bridge in found)


def test_clusters_that_never_meet_are_holes_and_those_that_mix_are_none():
    apart = FixationTally(fixed_trios(12), LAST, STANDARD_FIXATION)
    mixed = FixationTally(closed_club(12, 1), LAST, STANDARD_FIXATION)

    holes = structural_holes(apart)

    assert [(hole.one, hole.other, hole.ties) for hole in holes] == [
        ("A0", "B0", 0),
        ("A0", "C0", 0),
        ("B0", "C0", 0),
    ]
    # 18 meetings of three pairs, and 9 of the 36 possible pairs join any two of the trios.
    assert {round(hole.expected, 6) for hole in holes} == {54 * 9 / 36}
    assert structural_holes(mixed) == []


def test_a_cluster_whose_active_firms_halve_looks_like_decline_and_says_what_it_did_not_see():
    old = [in_month(month, *(f"K{n}" for n in range(12))) for month in range(13)]
    new = [in_month(month, *(f"K{n}" for n in range(6))) for month in range(13, 25)]
    network = a_network([*old, *new], {f"K{n}": "甲" for n in range(12)})

    hint = life_cycle_hint(network, end_of_month(24))

    assert hint is not None
    assert hint.stage is LifeCycleStage.DECLINE
    assert hint.label == "衰退期の手がかり"
    assert "12社から6社" in hint.reasons[0]
    assert "見ていません" in hint.reasons[-1]


def test_no_stage_is_hinted_at_before_two_years_are_recorded():
    assert life_cycle_hint(closed_club(12, 1), LAST) is None
