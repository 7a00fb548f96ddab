"""The allocation without a solver: the best pair first, as long as there is room."""

from collections import Counter
from collections.abc import Iterable

from enishi.domain.allocation.problem import AllocationArc, AllocationProblem


def greedily(problem: AllocationProblem) -> tuple[AllocationArc, ...]:
    """Return a choice that keeps every rule; what stands in when the solver fails.

    Firms that nobody was shown yet come first, then whatever is worth most; ties by the refs.
    It is never worth more than the flow, and may leave out a firm that the flow would place.
    """
    room = _Room(problem)
    ranked = sorted(problem.arcs, key=lambda arc: (-arc.value, arc.viewer, arc.shown))
    firsts = room.filled(ranked, only_unseen=True)
    taken = set(firsts)
    rest = room.filled((arc for arc in ranked if arc not in taken), only_unseen=False)
    return tuple(sorted([*firsts, *rest], key=lambda arc: (arc.viewer, arc.shown)))


class _Room:
    """How many places are left."""

    def __init__(self, problem: AllocationProblem) -> None:
        self._rules = problem.rules
        self._received, self._seen = problem.received, problem.seen
        self._alike: Counter[str] = Counter()

    def filled(self, arcs: Iterable[AllocationArc], *, only_unseen: bool) -> list[AllocationArc]:
        """Return the arcs that there was room for, in their order."""
        return [
            arc for arc in arcs if not (only_unseen and self._seen[arc.shown]) and self._took(arc)
        ]

    def _took(self, arc: AllocationArc) -> bool:
        rules = self._rules
        if (
            self._received[arc.viewer] >= rules.most_received
            or self._seen[arc.shown] >= rules.most_shown
            or (arc.is_same_cluster and self._alike[arc.viewer] >= rules.most_alike)
        ):
            return False
        self._received[arc.viewer] += 1
        self._seen[arc.shown] += 1
        self._alike[arc.viewer] += arc.is_same_cluster
        return True
