"""Three ways to fill five places a firm and week; all under the same rules of repetition."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from benchmarks.simulation.world import Flags, Whole, World
from enishi.adapters.solver.flow import FlowAllocator
from enishi.domain.allocation import AllocationArc, AllocationProblem, AllocationRules
from enishi.domain.exploration import (
    ArmRecord,
    ExplorationArm,
    TrialCandidate,
    trials,
)

RULES = AllocationRules()
# Own candidates of a firm, and as many that would list the firm: half of what the platform takes,
# so that a year of weeks is reckoned in minutes.
_CANDIDATES = 25
_TRIED = 8  # firms drawn for the exploratory place of a list
_NEW_WEEKS = 13  # 90 days

Pairs = tuple[Whole, Whole]  # viewers, shown
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Week:
    """What a method may know in one week."""

    world: World
    number: int
    open: Flags  # (n, n): pairs of firms that are there, and not known, shown or declined lately
    records: Mapping[ExplorationArm, ArmRecord]
    seed: int
    rng: np.random.Generator = field(repr=False)


Method = Callable[[Week], Pairs]


def most_similar(week: Week) -> Pairs:
    """Show everybody the five most similar firms, as a search for similar firms does."""
    return _best(np.where(week.open, week.world.similar, -1.0), RULES.most_received)


def at_random(week: Week) -> Pairs:
    """Show everybody five firms drawn by lot."""
    return _best(np.where(week.open, week.rng.random(week.open.shape), -1.0), RULES.most_received)


def allocated(week: Week) -> Pairs:
    """Show what Enishi's allocation shows: a flow over own and reverse candidates, and trials."""
    world, refs = week.world, week.world.refs
    tried = _trials(week)
    worth = np.where(week.open, world.values, -1).astype(np.float64)
    viewers, shown = _best(worth, _CANDIDATES)
    # A pair is worth the same to both, so whom a firm lists would list the firm.
    codes = np.unique(np.concatenate([viewers * len(world) + shown, shown * len(world) + viewers]))
    alike, values = world.alike, world.values
    arcs = tuple(
        AllocationArc(
            refs[viewer], refs[other], int(values[viewer, other]), bool(alike[viewer, other])
        )
        for viewer, other in zip(*divmod(codes, len(world)), strict=True)
        if week.open[viewer, other] and (refs[viewer], refs[other]) not in tried
    )
    is_new = (world.joined > 0) & (week.number - world.joined < _NEW_WEEKS)
    problem = AllocationProblem(
        arcs,
        RULES,
        newcomers=frozenset(refs[place] for place in np.flatnonzero(is_new)),
        tried=frozenset(tried),
    )
    chosen = FlowAllocator().allocate(problem)
    assert chosen is not None
    places = {ref: place for place, ref in enumerate(refs)}
    pairs = [*tried, *((arc.viewer, arc.shown) for arc in chosen)]
    found = np.array([[places[one], places[other]] for one, other in pairs], np.int64)
    return found[:, 0], found[:, 1]


def arm_of(world: World, viewer: int, shown: int) -> ExplorationArm:
    """Return the arm of a showing."""
    trade = world.population.places[world.refs[viewer]].industry or ""
    return ExplorationArm(trade, str(world.clusters[shown]))


def _trials(week: Week) -> set[tuple[str, str]]:
    """Draw some firms of other clusters for each, and try out one by Thompson sampling."""
    world = week.world
    is_possible = week.open & ~world.alike & (world.joint >= RULES.least_joint_of_a_trial)
    drawn = np.where(is_possible, week.rng.random(week.open.shape), -1.0)
    candidates = [
        TrialCandidate(
            world.refs[viewer],
            world.refs[shown],
            arm_of(world, viewer, shown),
            int(world.values[viewer, shown]),
        )
        for viewer, shown in zip(*_best(drawn, _TRIED), strict=True)
    ]
    chosen = trials(candidates, week.records, seed=week.seed, most_shown=RULES.most_shown)
    return {(item.viewer_ref, item.shown_ref) for item in chosen}


def _best(scores: Array, count: int) -> Pairs:
    """Return the columns with the greatest scores of each row; negative ones are none."""
    count = min(count, scores.shape[1])
    columns = np.argpartition(-scores, count - 1, axis=1)[:, :count]
    rows = np.repeat(np.arange(len(scores)), count)
    columns = columns.ravel()
    kept = scores[rows, columns] >= 0
    return rows[kept], columns[kept]


METHODS: Mapping[str, Method] = {
    "縁の割り当て": allocated,
    "似た順に5社": most_similar,
    "くじ引き": at_random,
}
