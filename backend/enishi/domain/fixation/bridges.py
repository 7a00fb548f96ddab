"""What would open a network: firms that should meet, and clusters that hardly do."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from itertools import combinations

from enishi.domain.fixation.meetings import Meeting
from enishi.domain.fixation.reading import index_of
from enishi.domain.fixation.relations import Acquaintances
from enishi.domain.fixation.tally import FixationTally

# The search for bridges is bounded so that a page never waits for it: of whom somebody knows,
# the ones met most often, and of the pairs, those that most is known to speak for.
MOST_ACQUAINTANCES = 40
MOST_PAIRS = 1_000
BRIDGES = 3
# Fewer than one expected contact cannot be missed.
_LEAST_EXPECTED = 1.0
_MOST_HOLES = 10


@dataclass(frozen=True, slots=True)
class ProposedBridge:
    """Two firms that have never met, and somebody who knows both."""

    one: str
    other: str
    introducer: str
    change: float  # of the index, in points, if they met; below 0


@dataclass(frozen=True, slots=True)
class StructuralHole:
    """Two clusters that meet less than firms of their numbers would by chance."""

    one: str
    other: str
    ties: int
    expected: float


def proposed_bridges(
    tally: FixationTally,
    known: Acquaintances,
    may_meet: Callable[[str, str], bool] = lambda _one, _other: True,
    limit: int = BRIDGES,
) -> list[ProposedBridge]:
    """Return the introductions that would open the network most, each firm in one of them.

    `known` is who may be named as knowing whom. Looked at are pairs with a common acquaintance
    (of each, the `MOST_ACQUAINTANCES` met most often), of which one takes part in the network
    now; of these the `MOST_PAIRS` first: of different clusters before others, then by how well
    the introducer knows both. Ties by ref.
    """
    before = index_of(tally.sums, tally.network, tally.setting)
    if before is None:
        return []
    weighed = []
    for one, other, introducer in _candidates(tally, known, may_meet):
        after = index_of(
            tally.adding(Meeting(tally.until, (one, other))), tally.network, tally.setting
        )
        assert after is not None
        is_near = tally.network.cluster_of(one) == tally.network.cluster_of(other)
        # Rounded, so that equal gains stay equal: then the farther pair counts, then the refs.
        weighed.append((round(after - before, 6), is_near, one, other, introducer))
    found: list[ProposedBridge] = []
    taken: set[str] = set()
    for change, _, one, other, introducer in sorted(weighed):
        if change < 0 and taken.isdisjoint((one, other)) and len(found) < limit:
            found.append(ProposedBridge(one, other, introducer, change))
            taken |= {one, other}
    return found


def structural_holes(tally: FixationTally) -> list[StructuralHole]:
    """Return pairs of clusters that meet less than half as often as by chance, emptiest first.

    `expected` is the number of pair contacts of the window that would fall on the two clusters
    if firms mixed in proportion to the clusters' sizes on the platform (Burt, 1992, on what
    such holes are good for).
    """
    network = tally.network
    if not network.possible_pairs:
        return []
    met: dict[tuple[str, str], int] = {}
    for meeting in tally.window:
        for one, other in network.pairs_of(meeting):
            clusters = (network.cluster_of(one), network.cluster_of(other))
            if clusters[0] and clusters[1] and clusters[0] != clusters[1]:
                first, second = sorted((clusters[0], clusters[1]))
                met[first, second] = met.get((first, second), 0) + 1
    found = []
    for one, other in combinations(sorted(network.population.sizes), 2):
        share = network.possible_between(one, other) / network.possible_pairs
        expected, ties = tally.sums.of_meetings.placed_pairs * share, met.get((one, other), 0)
        if expected >= _LEAST_EXPECTED and ties * 2 < expected:
            found.append(StructuralHole(one, other, ties, expected))
    found.sort(key=lambda hole: (round(hole.ties - hole.expected, 6), hole.one, hole.other))
    return found[:_MOST_HOLES]


def _candidates(
    tally: FixationTally, known: Acquaintances, may_meet: Callable[[str, str], bool]
) -> list[tuple[str, str, str]]:
    best: dict[tuple[str, str], tuple[int, str]] = {}
    participants = tally.participants
    for introducer in sorted(known):
        met = known[introducer]
        nearest = sorted(met, key=lambda firm: (-met[firm], firm))[:MOST_ACQUAINTANCES]
        if participants.isdisjoint(nearest):
            continue
        for one, other in combinations(sorted(nearest), 2):
            strength = min(met[one], met[other])
            if strength > best.get((one, other), (0, ""))[0] and _is_new(
                tally, participants, one, other
            ):
                best[one, other] = strength, introducer
    cluster_of = tally.network.cluster_of
    ranked = sorted(
        best,
        key=lambda pair: (cluster_of(pair[0]) == cluster_of(pair[1]), -best[pair][0], pair),
    )
    allowed = [pair for pair in ranked[: 2 * MOST_PAIRS] if may_meet(*pair)]
    return [(*pair, best[pair][1]) for pair in allowed[:MOST_PAIRS]]


def _is_new(tally: FixationTally, participants: Collection[str], one: str, other: str) -> bool:
    is_watched = tally.network.is_in_focus(one) or tally.network.is_in_focus(other)
    takes_part = one in participants or other in participants
    return is_watched and takes_part and not tally.knows(one, other)
