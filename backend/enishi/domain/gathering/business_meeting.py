"""The seat plan of a 商談会: hosts stay at their tables, visitors go from one to the next.

First the wishes: where host and visitor both named each other, visitors get what a stable
matching gives (Gale & Shapley 1962, hospitals with as many places as there are rounds), one
appointment each a pass. Then the free places go to those who have fewest appointments, to the
host that they have met least and fit best. Last the rounds: appointments are the edges of a
bipartite graph, and by König's theorem (1916) its greatest degree is rounds enough for all.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from enishi.domain.errors import InvalidValueError
from enishi.domain.gathering.gathering import (
    GatheringRound,
    GatheringTable,
    Pair,
    Wishes,
    pairs_of,
)
from enishi.domain.gathering.seating import APART

Appointment = tuple[str, str]  # host, visitor
Fit = Callable[[str, str], int]  # how much speaks for a host and a visitor


def _no_fit(_host: str, _visitor: str) -> int:
    return 0


def appointed(
    host_refs: Sequence[str],
    visitor_refs: Sequence[str],
    rounds: int,
    met: Mapping[Pair, int],
    *,
    wishes: Wishes | None = None,
    fit: Fit = _no_fit,
) -> tuple[GatheringRound, ...]:
    """Return who sits at which host in each round, a visitor never twice at the same host.

    Raises InvalidValueError without a host, without a visitor, or for a firm that is both.
    """
    hosts, visitors = sorted(set(host_refs)), sorted(set(visitor_refs))
    _must_be_two_sides(hosts, visitors)
    book = _Book(hosts, visitors, rounds)
    for pair in _wished(hosts, visitors, wishes or {}, book):
        book.add(pair)
    _fill(book, met, fit)
    return _scheduled(hosts, rounds, book.appointments)


def stable_matching(
    visitors: Mapping[str, Sequence[str]],
    hosts: Mapping[str, Sequence[str]],
    places: Mapping[str, int],
) -> dict[str, str]:
    """Return each visitor's host where visitors propose; who is left over stands nowhere.

    Both sides rank, dearest first; whoever is not ranked is not acceptable. A host takes at
    most its `places`. No visitor and host would both rather have each other (Gale & Shapley
    1962), and the result does not depend on the order of the proposals.
    """
    rank = {host: {ref: at for at, ref in enumerate(order)} for host, order in hosts.items()}
    taken: dict[str, list[str]] = {host: [] for host in hosts}
    hopes = {visitor: iter(order) for visitor, order in sorted(visitors.items())}
    free = list(reversed(hopes))
    while free:
        visitor = free.pop()
        host = next((ref for ref in hopes[visitor] if visitor in rank.get(ref, {})), None)
        if host is None:
            continue
        taken[host].append(visitor)
        taken[host].sort(key=rank[host].__getitem__)
        if len(taken[host]) > places.get(host, 0):
            free.append(taken[host].pop())
    return {visitor: host for host, guests in taken.items() for visitor in guests}


@dataclass
class _Book:
    """The appointments made so far."""

    hosts: list[str]
    visitors: list[str]
    rounds: int
    appointments: list[Appointment] = field(default_factory=list)
    load: Counter[str] = field(default_factory=Counter)
    _made: set[Appointment] = field(default_factory=set)

    def add(self, pair: Appointment) -> None:
        """Make an appointment."""
        self.appointments.append(pair)
        self._made.add(pair)
        self.load.update(pair)

    def is_open(self, host: str, visitor: str) -> bool:
        """Whether the two could meet once more than is planned."""
        spare = self.load[host] < self.rounds and self.load[visitor] < self.rounds
        return spare and (host, visitor) not in self._made


def _must_be_two_sides(hosts: list[str], visitors: list[str]) -> None:
    if not hosts or not visitors:
        raise InvalidValueError(
            "商談会には、席に残る発注側と、席をまわる企業が要ります",
            field="host_refs",
            english="a business meeting needs hosts and visitors",
        )
    both = sorted(set(hosts) & set(visitors))
    if both:
        raise InvalidValueError(
            f"発注側が席をまわることはできません（{both[0]}）",
            field="host_refs",
            english=f"a host does not go round: {both[0]}",
        )


def _wished(
    hosts: list[str], visitors: list[str], wishes: Wishes, book: _Book
) -> list[Appointment]:
    """Return the appointments of stable matchings over those who named each other.

    One pass after the other, until nobody gets one more: nobody has two before everybody
    who could have one has it.
    """
    found: list[Appointment] = []
    while True:
        left = {host: book.rounds - sum(pair[0] == host for pair in found) for host in hosts}
        had = Counter(visitor for _, visitor in found)
        asking = {
            visitor: [
                host
                for host in wishes.get(visitor, ())
                if host in left and left[host] > 0 and (host, visitor) not in found
            ]
            for visitor in visitors
            if had[visitor] < book.rounds
        }
        asked = {host: wishes.get(host, ()) for host in hosts}
        matched = stable_matching(asking, asked, left)
        if not matched:
            return found
        found += [(host, visitor) for visitor, host in sorted(matched.items())]


def _fill(book: _Book, met: Mapping[Pair, int], fit: Fit) -> None:
    """Give the free places away: to whom has least, where they have met least and fit best."""

    def order(host: str, visitor: str) -> tuple[int, int, int, str]:
        meetings = met.get(pairs_of((host, visitor))[0], 0)
        return meetings, -fit(host, visitor), book.load[host], host

    waiting = set(book.visitors)
    while waiting:
        visitor = min(waiting, key=lambda ref: (book.load[ref], ref))
        hosts = [
            host
            for host in book.hosts
            if book.is_open(host, visitor) and met.get(pairs_of((host, visitor))[0], 0) < APART
        ]
        if hosts:
            book.add((min(hosts, key=lambda host: order(host, visitor)), visitor))
        else:
            waiting.remove(visitor)


def _scheduled(
    hosts: list[str], rounds: int, appointments: Sequence[Appointment]
) -> tuple[GatheringRound, ...]:
    """Colour the appointments with rounds so that nobody is booked twice in one."""
    at: dict[str, dict[int, str]] = {ref: {} for pair in appointments for ref in pair}
    for host, visitor in appointments:
        _book_in(at, host, visitor, rounds)
    return tuple(
        GatheringRound(
            number + 1,
            tuple(
                GatheringTable(place, (host, at[host][number]))
                for place, host in enumerate(hosts, 1)
                if number in at.get(host, {})
            ),
        )
        for number in range(rounds)
    )


def _book_in(at: dict[str, dict[int, str]], host: str, visitor: str, rounds: int) -> None:
    """Find a round for an appointment; where none is free for both, two rounds change places.

    From the visitor a path goes over appointments of the host's free round and the visitor's
    in turn; it never reaches the host, so exchanging the two rounds along it makes the host's
    free round free for both (König 1916).
    """
    free_of_host = next(number for number in range(rounds) if number not in at[host])
    free_of_visitor = next(number for number in range(rounds) if number not in at[visitor])
    path, who, number = [], visitor, free_of_host
    while number in at[who]:
        other = at[who][number]
        path.append((who, other, number))
        who = other
        number = free_of_visitor if number == free_of_host else free_of_host
    for one, other, taken in path:
        del at[one][taken]
        at[other].pop(taken, None)
    for one, other, taken in path:
        new = free_of_visitor if taken == free_of_host else free_of_host
        at[one][new], at[other][new] = other, one
    at[host][free_of_host], at[visitor][free_of_host] = visitor, host
