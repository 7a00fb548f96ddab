"""How long the weekly allocation takes, and how evenly it shows firms.

    PYTHONPATH=backend python -m benchmarks.allocation            # synthetic popularity
    PYTHONPATH=backend python -m benchmarks.allocation --corpus   # the shipped corpus, whole weeks

The synthetic networks have firms that everybody likes best (Pareto-distributed popularity) and
candidates as the suggestions gather them: each viewer's fifty best and whoever has it among
theirs. "Before" is the five best for everybody, "after" the flow. The corpus is taken from the
database that the settings name, with its index, through the whole weekly job.
"""

import argparse
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from time import perf_counter, process_time

import numpy as np

from enishi.adapters.solver.flow import FlowAllocator
from enishi.bootstrap import Application
from enishi.domain.access import LOCAL_OPERATOR
from enishi.domain.allocation import AllocationArc, AllocationProblem, AllocationRules, greedily
from enishi.domain.exposure import ExposureSpread
from enishi.domain.iso_week import IsoWeek
from enishi.settings import read_settings

SIZES = (2_000, 10_000)
CLUSTERS = 12
SEED = 1


@dataclass(frozen=True)
class Drawn:
    """A network of firms of unequal popularity."""

    refs: list[str]
    arcs: tuple[AllocationArc, ...]


def drawn(size: int, own: int) -> Drawn:
    """Draw a network: the likelier somebody is liked, the more lists they are in."""
    draw, random = np.random.default_rng(SEED), Random(SEED)
    popular = np.minimum(np.log1p(draw.pareto(1.2, size)) / 6, 1) / 2
    values: dict[tuple[int, int], float] = {}
    for viewer in range(size):
        liked = np.clip(popular + draw.normal(0.3, 0.12, size), 0.02, 1)
        liked[viewer] = -1
        for shown in np.argpartition(-liked, own)[:own].tolist():
            values[viewer, shown] = max(values.get((viewer, shown), 0.0), float(liked[shown]))
            values.setdefault((shown, viewer), 0.8 * float(liked[shown]))
    refs = [f"F{number:05}" for number in range(size)]
    clusters = [random.randrange(CLUSTERS) for _ in refs]
    arcs = tuple(
        AllocationArc(
            refs[one], refs[other], round(10_000 * value), clusters[one] == clusters[other]
        )
        for (one, other), value in values.items()
    )
    return Drawn(refs, arcs)


def spread(refs: list[str], chosen: tuple[AllocationArc, ...]) -> ExposureSpread:
    """Return how evenly a choice shows the firms."""
    counts = Counter(arc.shown for arc in chosen)
    return ExposureSpread.of([counts[ref] for ref in refs])


def naive(arcs: tuple[AllocationArc, ...], received: int) -> tuple[AllocationArc, ...]:
    """Return the best for each viewer, whoever else gets them."""
    of_viewer: defaultdict[str, list[AllocationArc]] = defaultdict(list)
    for arc in arcs:
        of_viewer[arc.viewer].append(arc)
    return tuple(
        arc
        for own in of_viewer.values()
        for arc in sorted(own, key=lambda arc: (-arc.value, arc.shown))[:received]
    )


def synthetic() -> None:
    """Print the processor's seconds for drawn networks, problem and checks included."""
    rules = AllocationRules()
    print("| firms | candidates | flow s | greedy s | before: most / never | flow: most / never |")
    print("|--|--|--|--|--|--|")
    for size in SIZES:
        network = drawn(size, rules.most_candidates)
        begun = process_time()  # whatever else the machine does
        problem = AllocationProblem(network.arcs, rules)
        flow = FlowAllocator().allocate(problem)
        flowed = process_time()
        greedily(problem)
        ended = process_time()
        assert flow is not None
        before, after = (
            spread(network.refs, chosen)
            for chosen in (naive(network.arcs, rules.most_received), flow)
        )
        print(
            f"| {size:,} | {len(network.arcs):,} | {flowed - begun:.1f} | {ended - flowed:.1f} "
            f"| {before.most_shown:,} / {before.zero_share:.1%} "
            f"| {after.most_shown} / {after.zero_share:.1%} |"
        )


def corpus() -> None:
    """Make this week on the shipped corpus, and print its audit and how long it took."""
    application = Application(read_settings())
    application.live_index.catch_up()
    week = IsoWeek.of(datetime.now(UTC))
    begun = perf_counter()
    made = application.network.suggestions.make(week, by=LOCAL_OPERATOR)
    took = perf_counter() - begun
    audit = application.network.suggestions.audit(week, by=LOCAL_OPERATOR)
    print(
        f"{made.firms} firms, {audit.suggestions} suggestions, {audit.trials} trials: {took:.0f} s"
    )
    for name, found in (("similarity", audit.naive), ("flow", audit.spread)):
        if found is not None and found.gini is not None and found.zero_share is not None:
            print(
                f"{name}: most {found.most_shown}, never {found.zero_share:.1%}, "
                f"Gini {found.gini:.3f}"
            )
    print(f"of another cluster: {audit.other_cluster_share or 0:.1%}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", action="store_true", help="whole weeks on the shipped corpus")
    (corpus if parser.parse_args().corpus else synthetic)()
