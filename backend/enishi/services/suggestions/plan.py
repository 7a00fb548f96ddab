"""One week's plan: trials first, then the flow, then each list in its order."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import structlog

from enishi.domain.allocation import (
    AllocationArc,
    AllocationProblem,
    AllocationRules,
    broken_rules,
    greedily,
    varied,
)
from enishi.domain.allocation.rules import WHOLE
from enishi.domain.exploration import (
    ArmRecord,
    ExplorationArm,
    TrialCandidate,
    trials,
)
from enishi.domain.suggestion import SuggestionGround
from enishi.services.ports import Allocator
from enishi.services.suggestions.candidates import CandidateFinder, likeness
from enishi.services.suggestions.history import Pair
from enishi.services.suggestions.taking_part import TakingPart

_log = structlog.get_logger()


@dataclass(frozen=True)
class WeekPlan:
    """Who is shown to whom, each viewer's list in its order."""

    lists: Mapping[str, tuple[AllocationArc, ...]]  # by viewer
    tried: frozenset[Pair]
    is_fallback: bool

    def is_trial(self, arc: AllocationArc) -> bool:
        """Whether a place is the exploratory one."""
        return (arc.viewer, arc.shown) in self.tried


def planned(
    finder: CandidateFinder,
    allocator: Allocator,
    records: Mapping[ExplorationArm, ArmRecord],
    *,
    seed: int,
) -> WeekPlan:
    """Return the plan of a week; by the greedy rule where the solver fails or breaks a rule."""
    rules, part = finder.rules, finder.part
    arcs = finder.arcs()
    chosen_trials = trials(_tryable(finder, arcs), records, seed=seed, most_shown=rules.most_shown)
    tried = frozenset((item.viewer_ref, item.shown_ref) for item in chosen_trials)
    left = [arc for arc in arcs if (arc.viewer, arc.shown) not in tried]
    problem = AllocationProblem(tuple(left), rules, part.newcomers, tried)
    chosen = _solved(allocator, problem)
    is_fallback = chosen is None
    by_viewer: defaultdict[str, list[AllocationArc]] = defaultdict(list)
    for arc in greedily(problem) if chosen is None else chosen:
        by_viewer[arc.viewer].append(arc)
    lists = {viewer: _in_order(part, found, rules) for viewer, found in by_viewer.items()}
    for arc in arcs:
        if (arc.viewer, arc.shown) in tried:  # last: it is a guess, and says so
            lists[arc.viewer] = (*lists.get(arc.viewer, ()), arc)
    return WeekPlan(dict(sorted(lists.items())), tried, is_fallback)


def _solved(allocator: Allocator, problem: AllocationProblem) -> tuple[AllocationArc, ...] | None:
    """Return the solver's choice; None, with a line in the log, where it is not to be used."""
    try:
        chosen = allocator.allocate(problem)
    except Exception:
        # Whatever a solver throws, the week's suggestions are made.
        _log.exception("allocation failed")
        return None
    broken = ["no optimum"] if chosen is None else broken_rules(problem, chosen)
    if broken:
        _log.warning("allocation refused", problems=broken[:5])
        return None
    return chosen


def _tryable(finder: CandidateFinder, arcs: Collection[AllocationArc]) -> list[TrialCandidate]:
    """Return the trials that keep every guard rail.

    Of another cluster, with enough of J*, never in place of what would be shown anyhow, and
    never to a firm that urgently looks for another supplier: its list is no place to try.
    """
    part, rules = finder.part, finder.rules
    of_viewer: defaultdict[str, list[AllocationArc]] = defaultdict(list)
    for arc in arcs:
        of_viewer[arc.viewer].append(arc)
    found = []
    for viewer in of_viewer.keys() - part.in_urgent_need:
        own = of_viewer[viewer]
        ranked = sorted(own, key=lambda arc: (-arc.value, arc.shown))
        for place, arc in enumerate(ranked):
            pair = (viewer, arc.shown)
            evidence = finder.found[pair]
            cluster = part.firms[arc.shown].cluster
            is_unlikely = place >= rules.most_received or pair in finder.quota
            if (
                is_unlikely
                and cluster is not None
                and part.is_other_cluster(viewer, arc.shown)
                and evidence.ground is SuggestionGround.JOINT_DEVELOPMENT
                and (evidence.joint or 0.0) >= rules.least_joint_of_a_trial
            ):
                arm = ExplorationArm(part.trades[viewer], cluster)
                found.append(TrialCandidate(viewer, arc.shown, arm, arc.value))
    return found


def _in_order(
    part: TakingPart, arcs: list[AllocationArc], rules: AllocationRules
) -> tuple[AllocationArc, ...]:
    """Return a list with the best first and unlike firms side by side."""
    ranked = sorted(arcs, key=lambda arc: (-arc.value, arc.shown))
    places = varied(
        [arc.value / WHOLE for arc in ranked],
        lambda one, other: likeness(part, ranked[one].shown, ranked[other].shown),
        trade_off=rules.variety,
        count=len(ranked),
    )
    return tuple(ranked[place] for place in places)


def times_shown(plan: WeekPlan) -> Counter[str]:
    """Return how often each firm is shown; who is not, is missing."""
    return Counter(arc.shown for own in plan.lists.values() for arc in own)
