"""Histories of meetings, invented: fixed trios, a closed club, and Guimerà's growing teams."""

from collections.abc import Iterable
from datetime import date
from random import Random

from enishi.domain.fixation import FirmPlace, Meeting, ObservedNetwork, Population

# The last day of the month before month 0 of every history here.
_BEGINNING = (2020, 12)
_CLUSTERS = "甲乙丙丁"


def end_of_month(month: int) -> date:
    """Return the last day before month `month + 1`: month 0 is January 2021."""
    from_january = _BEGINNING[0] * 12 + _BEGINNING[1] + month
    year, number = divmod(from_january + 1, 12)
    return date.fromordinal(date(year, number + 1, 1).toordinal() - 1)


def in_month(month: int, *firms: str) -> Meeting:
    """Return a meeting in the middle of a month."""
    year, number = divmod(_BEGINNING[0] * 12 + _BEGINNING[1] + month, 12)
    return Meeting(date(year, number + 1, 15), tuple(sorted(firms)))


def a_network(
    meetings: Iterable[Meeting], clusters: dict[str, str] | None = None, **known: object
) -> ObservedNetwork:
    """Return the meetings among firms of the clusters; without, each firm in one by its name."""
    held = tuple(sorted(meetings, key=lambda item: (item.day, item.firms)))
    names = sorted({firm for item in held for firm in item.firms})
    placed = clusters or {
        name: _CLUSTERS[number % len(_CLUSTERS)] for number, name in enumerate(names)
    }
    places = {name: FirmPlace(cluster) for name, cluster in placed.items()}
    return ObservedNetwork(held, Population(places), **known)  # type: ignore[arg-type]


def fixed_trios(months: int, trios: int = 3) -> ObservedNetwork:
    """Return trios, each a cluster of its own, that meet every month and nobody else."""
    groups = [[f"{name}{number}" for number in range(3)] for name in "ABCD"[:trios]]
    clusters = {firm: group[0] for group in groups for firm in group}
    meetings = [in_month(month, *group) for month in range(months) for group in groups]
    return a_network(meetings, clusters)


def closed_club(months: int, seed: int, members: int = 40, a_month: int = 6) -> ObservedNetwork:
    """Return a club of firms that meets in threes drawn at random, and lets nobody in."""
    random = Random(seed)
    names = [f"K{number:02}" for number in range(members)]
    return a_network(
        in_month(month, *random.sample(names, 3)) for month in range(months) for _ in range(a_month)
    )


def grown_teams(
    p: float, q: float, months: int, seed: int, team: int = 3, a_month: int = 6
) -> ObservedNetwork:
    """Return teams as Guimerà and others (2005) let them grow.

    Each place of a team goes with probability p to an incumbent, else to somebody new; an
    incumbent who joins another one is with probability q somebody whom a member of the team
    has worked with before, else anybody. A firm's cluster is drawn when it appears.
    """
    random = Random(seed)
    known: dict[str, list[str]] = {}
    clusters: dict[str, str] = {}
    meetings = []
    for month in range(months):
        for _ in range(a_month):
            members: list[str] = []
            while len(members) < team:
                old = [firm for firm in members if known.get(firm)]
                free = [firm for firm in known if firm not in members]
                if not free or random.random() >= p:
                    choice = f"G{len(clusters):04}"
                    clusters[choice] = random.choice(_CLUSTERS)
                elif old and random.random() < q:
                    friends = [x for x in known[random.choice(old)] if x not in members]
                    choice = random.choice(friends or free)
                else:
                    choice = random.choice(free)
                members.append(choice)
            for firm in members:
                known.setdefault(firm, []).extend(x for x in members if x != firm)
            meetings.append(in_month(month, *members))
    return a_network(meetings, clusters)
