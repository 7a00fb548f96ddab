"""Meetings in time, and the network in which they are looked at."""

from bisect import bisect_right as bisect
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations
from math import comb

from enishi.domain.tie import Tie

FirmPair = tuple[str, str]  # in order of ref
# Which share of its own knowledge a firm has in common with another; None: not known.
SharedKnowledge = Callable[[str, str], float | None]


@dataclass(frozen=True, slots=True)
class Meeting:
    """Firms that came together on one day, each of them once and in order of ref."""

    day: date
    firms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FirmPlace:
    """Where a firm stands: what the diversity of partners is counted by."""

    cluster: str | None = None
    industry: str | None = None


def meetings_of(ties: Iterable[Tie]) -> tuple[Meeting, ...]:
    """Return the meetings behind ties, oldest first; an introduction that was refused is none."""
    return tuple(
        sorted(
            (Meeting(tie.date, tuple(sorted(tie.firm_refs))) for tie in ties if tie.accepted),
            key=lambda meeting: (meeting.day, meeting.firms),
        )
    )


@dataclass(frozen=True)
class Population:
    """Every firm of the platform, met or not: what random mixing would draw from."""

    places: Mapping[str, FirmPlace]

    @cached_property
    def clusters(self) -> Mapping[str, str]:
        """The cluster of each firm of which it is known."""
        return {ref: place.cluster for ref, place in self.places.items() if place.cluster}

    @cached_property
    def sizes(self) -> Counter[str]:
        """How many firms each cluster has."""
        return Counter(self.clusters.values())

    @cached_property
    def kinds(self) -> int:
        """How many kinds of partners there are: clusters by industries."""
        return len({place for place in self.places.values() if place.cluster})


@dataclass(frozen=True)
class ObservedNetwork:
    """The meetings of one circle, oldest first, among all firms of the platform.

    `focus` names the firms whose pairs count: of a cluster its members, of one firm itself,
    None for everybody's. Every meeting holds at least one of them.
    """

    meetings: tuple[Meeting, ...]
    population: Population
    focus: frozenset[str] | None = None
    shared_knowledge: SharedKnowledge | None = None

    def of_firm(self, ref: str) -> "ObservedNetwork":
        """Return the same network as one firm has it."""
        own = tuple(self._of_each.get(ref, ()))
        return ObservedNetwork(own, self.population, frozenset((ref,)), self.shared_knowledge)

    def between(self, since: date, until: date) -> tuple[Meeting, ...]:
        """Return the meetings after the day `since`, up to the day `until`."""
        return self.meetings[bisect(self._days, since) : bisect(self._days, until)]

    def is_in_focus(self, firm: str) -> bool:
        """Whether a firm's relations are looked at."""
        return self.focus is None or firm in self.focus

    def pairs_of(self, meeting: Meeting) -> list[FirmPair]:
        """Return the pairs of a meeting that are looked at."""
        pairs = combinations(meeting.firms, 2)
        if self.focus is None:
            return list(pairs)
        return [pair for pair in pairs if pair[0] in self.focus or pair[1] in self.focus]

    def slots_of(self, meeting: Meeting) -> tuple[str, ...]:
        """Return who could have been somebody new; a firm is never new to itself."""
        if self.focus is None or len(self.focus) > 1:
            return meeting.firms
        return tuple(firm for firm in meeting.firms if firm not in self.focus)

    def cluster_of(self, firm: str) -> str | None:
        """Return the cluster of a firm."""
        return self.population.clusters.get(firm)

    @cached_property
    def expected_inside(self) -> float | None:
        """The share of pairs within one cluster if all firms mixed at random (Coleman)."""
        total = self.possible_pairs
        if not total:
            return None
        inside = sum(self.possible_between(name, name) for name in self.population.sizes)
        return inside / total

    @cached_property
    def possible_pairs(self) -> int:
        """How many pairs of placed firms there could be, one of them in focus."""
        everybody = self.population.sizes.total()
        return comb(everybody, 2) - comb(everybody - self._in_focus.total(), 2)

    def possible_between(self, one: str, other: str) -> int:
        """Return how many of these pairs would join two clusters, or lie within one."""
        sizes = self.population.sizes
        outside = {name: sizes[name] - self._in_focus[name] for name in (one, other)}
        if one == other:
            return comb(sizes[one], 2) - comb(outside[one], 2)
        return sizes[one] * sizes[other] - outside[one] * outside[other]

    @cached_property
    def _in_focus(self) -> Counter[str]:
        if self.focus is None:
            return self.population.sizes
        clusters = (self.cluster_of(firm) for firm in self.focus)
        return Counter(cluster for cluster in clusters if cluster)

    @cached_property
    def _days(self) -> list[date]:
        return [meeting.day for meeting in self.meetings]

    @cached_property
    def _of_each(self) -> Mapping[str, list[Meeting]]:
        own: dict[str, list[Meeting]] = {}
        for meeting in self.meetings:
            for firm in meeting.firms:
                own.setdefault(firm, []).append(meeting)
        return own


def months_before(day: date, months: int) -> date:
    """Return the same day so many months earlier, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if year < date.min.year:
        return date.min
    last = monthrange(year, month + 1)[1]
    is_last = day.day == monthrange(day.year, day.month)[1]
    return date(year, month + 1, last if is_last else min(day.day, last))
