"""The order of recovery by several criteria (MCDA), and how firmly it stands.

The weighted mean is reckoned in Decimal: in binary 4·0.4 + 5·0.3 + 4·0.2 + 2·0.1 comes to
4.1000000000000005 and would break the seed's tie (models.md §4.9).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from random import Random

from enishi.domain.bia.case import Case, PriorityWeights
from enishi.domain.bia.continuity import upstream_order
from enishi.domain.bia.process import PriorityRating, Process

DRAWS = 20_000
SPREAD = 0.10  # each weight moves by so much up or down
SEED = 2012  # any fixed number: the same case gives the same shares
# Ratings weighed in all draws together; keeps hundreds of processes below a second. The shares of
# 500 processes are then good to a few hundredths, which is all that so long a list can use.
_MOST_WORK = 400_000
_LEAST_DRAWS = 1_000
_MOST_ORDERS = 10
_NEVER = timedelta.max


@dataclass(frozen=True, slots=True)
class Priority:
    """A process in the order of recovery; several may share a rank, which then shows 「2=」."""

    process: Process
    rating: PriorityRating
    mean: Decimal
    rank: int  # competition ranking: 1, 2, 2, 4
    is_tied: bool
    first_share: Decimal  # of the draws in which it comes first

    @property
    def label(self) -> str:
        """The rank as it is shown."""
        return f"{self.rank}=" if self.is_tied else str(self.rank)


@dataclass(frozen=True, slots=True)
class PossibleOrder:
    """An order of recovery that comes out when the weights move, and how often."""

    refs: tuple[str, ...]
    share: Decimal


@dataclass(frozen=True, slots=True)
class Priorities:
    """The order of recovery, and the orders that slightly other weights would give."""

    rows: tuple[Priority, ...]
    orders: tuple[PossibleOrder, ...]  # the most frequent ones, most frequent first
    draws: int


def prioritise(case: Case) -> Priorities:
    """Return the rated processes in order of recovery, with its stability.

    The mean decides, and equal means share a rank. Where they are listed below each other the
    smaller RTO comes first, then what fewer others must precede, then the higher legal rating,
    then the order of the inventory; the rank stays shared.

    Raises InvalidValueError (`processes`) for processes that wait for each other in a circle.
    """
    rows = _in_order(case)
    means = [weigh_rating(case.priority_weights, rating) for _, rating in rows]
    draws = max(_LEAST_DRAWS, min(DRAWS, _MOST_WORK // max(1, len(rows))))
    firsts, orders = _stability([rating for _, rating in rows], case.priority_weights, draws)
    return Priorities(
        rows=tuple(
            Priority(
                process=process,
                rating=rating,
                mean=mean,
                rank=1 + sum(other > mean for other in means),
                is_tied=means.count(mean) > 1,
                first_share=first,
            )
            for (process, rating), mean, first in zip(rows, means, firsts, strict=True)
        ),
        orders=tuple(
            PossibleOrder(tuple(rows[place][0].ref for place in order), share)
            for order, share in orders
        ),
        draws=draws if rows else 0,
    )


def weigh_rating(weights: PriorityWeights, rating: PriorityRating) -> Decimal:
    """Return Σ weight × rating, exactly."""
    return (
        weights.impact * rating.impact
        + weights.ease * rating.ease
        + weights.customer * rating.customer
        + weights.legal * rating.legal
    )


def _in_order(case: Case) -> list[tuple[Process, PriorityRating]]:
    depths = _depths(case.processes)

    def key(row: tuple[Process, PriorityRating]) -> tuple[Decimal, timedelta, int, Decimal]:
        process, rating = row
        mean = weigh_rating(case.priority_weights, rating)
        rto = _NEVER if process.rto is None else process.rto
        return -mean, rto, depths[process.ref], -rating.legal

    rated = [(item, item.rating) for item in case.processes if item.rating is not None]
    return sorted(rated, key=key)


def _depths(processes: Sequence[Process]) -> dict[str, int]:
    """Return how many processes stand in a row before each: a prerequisite has fewer."""
    by_ref = {process.ref: process for process in processes}
    depths: dict[str, int] = {}
    for ref in upstream_order(processes):
        depths[ref] = 1 + max((depths[item.ref] for item in by_ref[ref].upstream), default=-1)
    return depths


def _stability(
    ratings: Sequence[PriorityRating], weights: PriorityWeights, draws: int
) -> tuple[list[Decimal], list[tuple[tuple[int, ...], Decimal]]]:
    """Return each row's share of first places, and the most frequent orders with their shares.

    Every draw moves each weight by a uniform −0.10…+0.10, not below 0 (product.md §2.2). To
    divide the weights by their sum would scale all means alike and change no order, so it is
    left out. Rows that are equal in a draw – as they are in all draws if rated alike – share the
    first place in equal parts, and stand in the order in which they are given.
    """
    if not ratings:
        return [], []
    random = Random(SEED)
    bases = [float(weight) for weight in _parts(weights)]
    rows = [tuple(map(float, _parts(rating))) for rating in ratings]
    firsts = [0.0] * len(rows)
    orders: Counter[tuple[int, ...]] = Counter()
    for _ in range(draws):
        a, b, c, d = (max(0.0, base + random.uniform(-SPREAD, SPREAD)) for base in bases)
        means = [a * row[0] + b * row[1] + c * row[2] + d * row[3] for row in rows]
        order = tuple(sorted(range(len(rows)), key=lambda place: -means[place]))
        orders[order] += 1
        best = means[order[0]]
        ahead = [place for place in order if means[place] == best]
        for place in ahead:
            firsts[place] += 1 / len(ahead)
    return (
        [Decimal(str(round(first, 6))) / draws for first in firsts],
        [(order, Decimal(count) / draws) for order, count in orders.most_common(_MOST_ORDERS)],
    )


def _parts(four: PriorityWeights | PriorityRating) -> tuple[Decimal, Decimal, Decimal, Decimal]:
    return four.impact, four.ease, four.customer, four.legal
