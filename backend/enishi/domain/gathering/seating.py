"""Tables of four that have met least, rebuilt each round (スクエアダンス方式).

In Berliant & Fujita (2008, Knowledge creation as a square dance on the Hilbert cube) people
who keep changing partners within groups of N^B = 1 + 1/θ settle at the most productive share
of common knowledge; with θ = 1/3 that is four.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from enishi.domain.errors import InvalidValueError
from enishi.domain.gathering.design import FIRMS, affine_rounds
from enishi.domain.gathering.gathering import GatheringRound, GatheringTable, Pair, pairs_of
from enishi.domain.joint_development import JointDevelopmentSetting, best_group_size

TABLE = round(best_group_size(JointDevelopmentSetting().theta))
LEAST_FIRMS = 3
# A pair that must not meet counts like more meetings than any three years hold.
APART = 10_000
# Exchanges looked at in vain before a round is left as it is: some hundredths of a second.
_PATIENCE = 40_000
# How long an exchange is not taken back: without it the search would walk in a circle.
_TABU = 7

Tables = list[list[str]]


def table_sizes(firms: int) -> list[int]:
    """Return how many sit at each table: four, and as few tables of three or five as can be.

    One left over makes a table of five, two make two tables of three, three make one of three.
    Raises InvalidValueError below three firms.
    """
    if firms < LEAST_FIRMS:
        raise InvalidValueError(
            f"席を組むには{LEAST_FIRMS}社以上が必要です",
            field="firm_refs",
            english=f"at least {LEAST_FIRMS} firms are needed",
        )
    fours, rest = divmod(firms, TABLE)
    if rest == 1:
        return [TABLE] * (fours - 1) + [TABLE + 1]
    if rest == 2:
        return [TABLE] * (fours - 1) + [TABLE - 1] * 2
    return [TABLE] * fours + [rest] * (rest > 0)


def most_rounds_without_repeat(firms: int) -> int:
    """Return the bound ⌊(N − 1)/3⌋: at a table of four everybody meets three others."""
    return (firms - 1) // (TABLE - 1)


def seated(
    firm_refs: Sequence[str], rounds: int, met: Mapping[Pair, int], *, seed: int = 0
) -> tuple[GatheringRound, ...]:
    """Return the tables of each round; the same firms, history and seed give the same tables.

    Each round minimises Σ meetings of the pairs that sit together, those of earlier rounds
    counted with the rest. `met` counts meetings by pair, smaller ref first. Sixteen firms
    take the exact design as far as it goes, its rounds that have met least first.
    """
    refs = sorted(firm_refs)
    sizes = table_sizes(len(refs))
    history = defaultdict(int, met)
    random = Random(seed)
    planned: list[Tables] = []
    if len(refs) == FIRMS and not any(count >= APART for count in met.values()):
        planned = _by_design(refs, rounds, history)
    while len(planned) < rounds:
        _note(planned[-1:], history)
        planned.append(_Search(_shuffled(refs, sizes, random), history, random).best())
    return tuple(
        GatheringRound(
            number,
            tuple(
                GatheringTable(place, tuple(sorted(table)))
                for place, table in enumerate(sorted(map(sorted, tables)), 1)
            ),
        )
        for number, tables in enumerate(planned, 1)
    )


def _by_design(refs: list[str], rounds: int, history: defaultdict[Pair, int]) -> list[Tables]:
    """Return rounds of the design and note in the history all but the last of them."""

    def meetings(tables: Tables) -> int:
        return sum(history[pair] for table in tables for pair in pairs_of(table))

    whole = [[list(table) for table in tables] for tables in affine_rounds(refs)]
    planned = sorted(whole, key=meetings)[:rounds]
    _note(planned[:-1], history)
    return planned


def _note(planned: list[Tables], history: defaultdict[Pair, int]) -> None:
    for tables in planned:
        for table in tables:
            for pair in pairs_of(table):
                history[pair] += 1


def _shuffled(refs: list[str], sizes: list[int], random: Random) -> Tables:
    order = refs[:]
    random.shuffle(order)
    places = iter(order)
    return [[next(places) for _ in range(size)] for size in sizes]


@dataclass
class _Search:
    """Exchanges two firms at a time: one that has met its table, against whoever is best.

    After the min-conflicts rule (Minton et al. 1992); a short memory keeps it from undoing
    what it has just done (tabu search, Glover 1989).
    """

    tables: Tables
    met: Mapping[Pair, int]
    random: Random
    _home: dict[str, int] = field(init=False)
    _heat: dict[str, list[int]] = field(init=False)  # meetings of a firm with each table

    def __post_init__(self) -> None:
        self._home = {ref: at for at, table in enumerate(self.tables) for ref in table}
        self._heat = {
            ref: [sum(self._between(ref, other) for other in table) for table in self.tables]
            for ref in self._home
        }

    def best(self) -> Tables:
        """Return the best tables met on the way."""
        cost = sum(self._heat[ref][at] for ref, at in self._home.items()) // 2
        kept, least, step, since = [table[:] for table in self.tables], cost, 0, 0
        barred: dict[str, int] = {}
        patience = _PATIENCE // len(self._home)
        while least > 0 and since < patience:
            step, since = step + 1, since + 1
            hot = [ref for ref, at in self._home.items() if self._heat[ref][at]]
            one = self.random.choice(hot)
            change, other = min(self._changes(one, barred, step), default=(0, None))
            if other is None:
                continue
            self._exchange(one, other)
            cost += change
            barred[one] = barred[other] = step + _TABU
            if cost < least:
                kept, least, since = [table[:] for table in self.tables], cost, 0
        return kept

    def _changes(self, one: str, barred: Mapping[str, int], step: int) -> Iterator[tuple[int, str]]:
        """Yield what each exchange of a firm would add to the meetings, and with whom."""
        at = self._home[one]
        own = self._heat[one]
        for other, there in self._home.items():
            if there != at and barred.get(other, 0) < step:
                heat = self._heat[other]
                gain = own[at] + heat[there] - own[there] - heat[at]
                yield -gain - 2 * self._between(one, other), other

    def _between(self, one: str, other: str) -> int:
        return self.met.get((one, other) if one < other else (other, one), 0)

    def _exchange(self, one: str, other: str) -> None:
        at, there = self._home[one], self._home[other]
        for ref, heat in self._heat.items():
            gain = self._between(ref, other) - self._between(ref, one)
            heat[at] += gain
            heat[there] -= gain
        self.tables[at][self.tables[at].index(one)] = other
        self.tables[there][self.tables[there].index(other)] = one
        self._home[one], self._home[other] = there, at
