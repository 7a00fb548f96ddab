"""The critical path method (CPM) over a product's flow of steps.

Kelley & Walker 1959: ES = max EF of what comes before, EF = ES + duration, LF = min LS of what
comes after, LS = LF − duration, total float = LS − ES, free float = min ES of what comes after
− EF. Drag (Devaux 1999) is by how much the whole would shrink if the step took no time.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from heapq import heappop, heappush
from itertools import islice

from enishi.domain.bia.precedence import in_order
from enishi.domain.bia.product import ProcessStep, Product, Timing
from enishi.domain.bia.values import known, unique

# So many paths a reader may look through; how many there are is counted beside them.
MOST_PATHS = 100
_NOTHING = timedelta(0)


@dataclass(frozen=True, slots=True)
class ScheduledStep:
    """When a step can and must run, counted from the beginning of the work."""

    step: ProcessStep
    takes: timedelta
    earliest_start: timedelta
    earliest_finish: timedelta
    latest_start: timedelta
    latest_finish: timedelta
    free_float: timedelta  # delay that no other step notices
    drag: timedelta  # what the whole would be shorter by, if this step took no time

    @property
    def ref(self) -> str:
        """The reference of its step."""
        return self.step.ref

    @property
    def total_float(self) -> timedelta:
        """Delay that the end of the whole does not notice."""
        return self.latest_start - self.earliest_start

    @property
    def is_critical(self) -> bool:
        """Whether any delay of it delays the whole."""
        return self.latest_start == self.earliest_start


@dataclass(frozen=True, slots=True)
class Schedule:
    """A flow of steps in time: the steps as they were given, and what the whole takes."""

    total: timedelta
    steps: tuple[ScheduledStep, ...]
    critical_paths: tuple[tuple[str, ...], ...]  # references; the first MOST_PATHS of them
    critical_path_count: int  # all of them

    def of(self, ref: str) -> ScheduledStep:
        """Return the scheduled step of that reference."""
        return next(item for item in self.steps if item.ref == ref)


def schedules(product: Product) -> dict[Timing, Schedule]:
    """Return a product's schedule under each of the three timings."""

    def under(timing: Timing) -> Schedule:
        return schedule(product.steps, lambda step: step.takes(timing))

    return {timing: under(timing) for timing in Timing}


def schedule(steps: Sequence[ProcessStep], takes: Callable[[ProcessStep], timedelta]) -> Schedule:
    """Return when every step runs, if each takes what `takes` says; O(steps + arrows · log).

    Raises InvalidValueError (`steps`) for a reference that leads to nothing, that occurs twice,
    or for steps that wait for each other in a circle, which is named.
    """
    flow = _flow(steps)
    lengths = {step.ref: takes(step) for step in steps}
    starts, ends = _earliest(flow, lengths)
    total = max(ends.values(), default=_NOTHING)
    latest = _latest_starts(flow, lengths, total)
    drags = _drags(flow, lengths, ends, latest, total)
    tight = _tight(flow, starts, ends, latest)
    first = [ref for ref in flow.before if not flow.before[ref] and latest[ref] == starts[ref]]
    return Schedule(
        total=total,
        steps=tuple(
            ScheduledStep(
                step=step,
                takes=lengths[step.ref],
                earliest_start=starts[step.ref],
                earliest_finish=ends[step.ref],
                latest_start=latest[step.ref],
                latest_finish=latest[step.ref] + lengths[step.ref],
                free_float=min((starts[ref] for ref in flow.after[step.ref]), default=total)
                - ends[step.ref],
                drag=drags[step.ref],
            )
            for step in steps
        ),
        critical_paths=tuple(islice(_paths(first, tight), MOST_PATHS)),
        critical_path_count=_count(flow, first, tight),
    )


@dataclass(frozen=True, slots=True)
class _Flow:
    """The arrows of a flow, both ways, and an order in which nothing precedes its cause."""

    before: Mapping[str, tuple[str, ...]]
    after: Mapping[str, tuple[str, ...]]
    order: tuple[str, ...]


def _flow(steps: Sequence[ProcessStep]) -> _Flow:
    refs = [step.ref for step in steps]
    unique(refs, "steps")
    there = frozenset(refs)
    after: dict[str, list[str]] = {ref: [] for ref in refs}
    before: dict[str, tuple[str, ...]] = {}
    for number, step in enumerate(steps):
        known(step.after, there, f"steps[{number}].after")
        before[step.ref] = tuple(dict.fromkeys(step.after))
        for ref in before[step.ref]:
            after[ref].append(step.ref)
    order = in_order(before, {step.ref: step.name for step in steps}, "steps")
    return _Flow(before, {ref: tuple(later) for ref, later in after.items()}, order)


def _earliest(
    flow: _Flow, lengths: Mapping[str, timedelta]
) -> tuple[dict[str, timedelta], dict[str, timedelta]]:
    starts: dict[str, timedelta] = {}
    ends: dict[str, timedelta] = {}
    for ref in flow.order:
        starts[ref] = max((ends[earlier] for earlier in flow.before[ref]), default=_NOTHING)
        ends[ref] = starts[ref] + lengths[ref]
    return starts, ends


def _latest_starts(
    flow: _Flow, lengths: Mapping[str, timedelta], total: timedelta
) -> dict[str, timedelta]:
    latest: dict[str, timedelta] = {}
    for ref in reversed(flow.order):
        finish = min((latest[later] for later in flow.after[ref]), default=total)
        latest[ref] = finish - lengths[ref]
    return latest


def _drags(
    flow: _Flow,
    lengths: Mapping[str, timedelta],
    ends: Mapping[str, timedelta],
    latest: Mapping[str, timedelta],
    total: timedelta,
) -> dict[str, timedelta]:
    """Return by how much the whole shrinks without each step's time, in one sweep.

    Put the steps in one row, in their order. A path that avoids a step passes over its place by
    exactly one arrow u → v, and the longest such path is the whole less the arrow's slack
    LS(v) − EF(u). So the drag is the least slack among the arrows over the step, or its own
    time if that is less; a step that is not critical has none. (Devaux takes the least total
    float of the parallel steps, which is the same figure in O(steps²).)
    """
    end = len(flow.order)
    place = {ref: number for number, ref in enumerate(flow.order)}
    over: list[tuple[timedelta, int]] = []  # slack and the place at which the arrow lands
    for ref in flow.order:
        if not flow.before[ref]:
            heappush(over, (latest[ref], place[ref]))  # its arrow comes from the beginning
    drags: dict[str, timedelta] = {}
    for here, ref in enumerate(flow.order):
        while over and over[0][1] <= here:
            heappop(over)
        spare = over[0][0] if over else lengths[ref]
        is_critical = latest[ref] + lengths[ref] == ends[ref]
        drags[ref] = min(lengths[ref], spare) if is_critical else _NOTHING
        for later in flow.after[ref]:
            heappush(over, (latest[later] - ends[ref], place[later]))
        if not flow.after[ref]:
            heappush(over, (total - ends[ref], end))
    return drags


def _tight(
    flow: _Flow,
    starts: Mapping[str, timedelta],
    ends: Mapping[str, timedelta],
    latest: Mapping[str, timedelta],
) -> dict[str, tuple[str, ...]]:
    """Return the arrows between critical steps along which there is no waiting."""
    return {
        ref: tuple(
            later
            for later in flow.after[ref]
            if latest[later] == starts[later] == ends[ref] and latest[ref] == starts[ref]
        )
        for ref in flow.order
    }


def _count(flow: _Flow, first: Sequence[str], tight: Mapping[str, tuple[str, ...]]) -> int:
    """Return how many paths there are, without walking them: there may be billions."""
    ways: dict[str, int] = {}
    for ref in reversed(flow.order):
        # A critical step that something follows has a tight arrow; without one it is a last step.
        ways[ref] = sum(ways[later] for later in tight[ref]) or 1
    return sum(ways[ref] for ref in first)


def _paths(first: Sequence[str], tight: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Walk the paths in the order in which the steps are listed; none is a dead end."""
    for start in first:
        path = [start]
        ahead = [iter(tight[start])]
        if not tight[start]:
            yield (start,)
        while ahead:
            later = next(ahead[-1], None)
            if later is None:
                ahead.pop()
                path.pop()
                continue
            path.append(later)
            ahead.append(iter(tight[later]))
            if not tight[later]:
                yield tuple(path)
