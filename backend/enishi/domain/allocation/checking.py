"""Whether an allocation keeps its rules, whoever made it."""

from collections import Counter
from collections.abc import Collection

from enishi.domain.allocation.problem import AllocationArc, AllocationProblem


def broken_rules(problem: AllocationProblem, chosen: Collection[AllocationArc]) -> list[str]:
    """Return what is wrong with a choice, in English for the log; empty where nothing is."""
    rules = problem.rules
    received = problem.received + Counter(arc.viewer for arc in chosen)
    seen = problem.seen + Counter(arc.shown for arc in chosen)
    alike = Counter(arc.viewer for arc in chosen if arc.is_same_cluster)
    broken = [f"{ref} receives {n}" for ref, n in received.items() if n > rules.most_received]
    broken += [f"{ref} is shown {n} times" for ref, n in seen.items() if n > rules.most_shown]
    broken += [f"{ref} gets {n} of its cluster" for ref, n in alike.items() if n > rules.most_alike]
    unknown = set(chosen).difference(problem.arcs)
    broken += [f"{arc.shown} is no candidate of {arc.viewer}" for arc in unknown]
    if len(set(chosen)) < len(chosen):
        broken.append("a pair is chosen twice")
    return sorted(broken)
