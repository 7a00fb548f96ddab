"""Draws the durations of an event many times and reckons its loss in each draw, exactly.

What a footprint strikes is out in every draw together: that is the common shock, and no
correlation is made up. One factor stretches how long the firm's own flow takes; each partner's
lead time has a factor of its own. Between two bends every rate is linear, so each draw is
integrated in closed form, without steps of time (see domain/bia/trajectory.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from enishi.domain.bia.recovery import Situation
from enishi.domain.bia.risk import LossDistribution
from enishi.domain.bia.trajectory import Supply
from enishi.domain.bia.values import in_days

Array = NDArray[np.float64]
_TAIL = 0.95
_MICROSECONDS = 86_400_000_000  # in a day
# Four times the weight of the likeliest value: PERT (Malcolm et al. 1959).
_WEIGHT = 4.0
_CRUMB = 1e-9  # pieces


class Tail(NamedTuple):
    """How bad the worst losses are."""

    value_at_risk: float
    conditional: float


@dataclass(frozen=True)
class NumpyLossSimulator:
    """Monte Carlo with numpy: 20,000 draws of an event in well under two seconds."""

    def simulate(
        self, situations: Sequence[Situation], *, draws: int = 20_000, seed: int = 1
    ) -> LossDistribution:
        """Return how the loss of one event over all its products is spread."""
        chance = np.random.default_rng(seed)
        losses = np.zeros(draws)
        own = factors(chance, situations[0], draws) if situations else np.ones(draws)
        for met in situations:
            losses += _losses(met, chance, own)
        tail = tail_of(losses, _TAIL)
        error = float(losses.std(ddof=1)) / draws**0.5 if draws > 1 else 0.0
        return LossDistribution(
            draws=draws,
            seed=seed,
            mean=Decimal(float(losses.mean())),
            standard_error=Decimal(error),
            var95=Decimal(tail.value_at_risk),
            cvar95=Decimal(tail.conditional),
        )


def factors(chance: np.random.Generator, met: Situation, draws: int) -> Array:
    """Draw factors on a duration: PERT between optimistic and pessimistic, likeliest 1."""
    low, high = float(met.optimistic), float(met.pessimistic)
    if low == high:
        return np.ones(draws)
    alpha = 1 + _WEIGHT * (1 - low) / (high - low)
    beta = 1 + _WEIGHT * (high - 1) / (high - low)
    return low + (high - low) * chance.beta(alpha, beta, draws)


def tail_of(losses: Array, level: float) -> Tail:
    """Return VaR, the least loss that a share of them does not exceed, and CVaR beyond it.

    CVaR = VaR + mean(max(0, loss − VaR)) / (1 − level) (Rockafellar and Uryasev 2000).
    """
    value = float(np.quantile(losses, level, method="inverted_cdf"))
    beyond = float(np.maximum(losses - value, 0).mean())
    return Tail(value, value + beyond / (1 - level))


class _Stretches(NamedTuple):
    """Draws × stretches of time: length, and rates at both ends of each source, cheapest first."""

    lengths: Array
    firsts: Array  # sources × draws × stretches
    lasts: Array


def _losses(met: Situation, chance: np.random.Generator, own: Array) -> Array:
    """Return the loss in yen of every draw."""
    demand, stock = float(met.demand), float(met.stock)
    back = float(met.back) * own
    supplies = sorted(met.supplies, key=lambda supply: (supply.cost, supply.refs))
    starts = [
        float(supply.start) * (own if supply is met.covered else factors(chance, met, len(own)))
        for supply in supplies
    ]
    run = _stretches(demand, back, supplies, starts)
    possible = ((run.firsts + run.lasts) / 2 * run.lengths).sum(axis=2)
    needed = demand * back - stock
    total = possible.sum(axis=0)
    unmet = np.where(needed - total > _CRUMB, needed - total, 0.0)
    taken = np.clip(np.divide(needed, total, where=total > 0, out=np.ones_like(total)), 0, 1)
    costs = np.array([float(supply.cost) for supply in supplies])
    bought = costs @ (possible * taken) if supplies else 0.0
    late = np.round(_shortage(demand, stock, unmet, run) * _MICROSECONDS)
    due = sum(
        float(penalty.yen) * (late > float(in_days(penalty.after)) * _MICROSECONDS)
        for penalty in met.penalties
    )
    return float(met.piece_value) * unmet + float(met.activation) + bought + due


def _stretches(
    demand: float, back: Array, supplies: Sequence[Supply], starts: Sequence[Array]
) -> _Stretches:
    """Cut every draw where a rate bends or the sources together reach the demand."""
    bends = [np.zeros_like(back), back]
    for supply, start in zip(supplies, starts, strict=True):
        bends += [np.minimum(start, back), np.minimum(start + float(supply.ramp), back)]
    cuts = np.sort(np.stack(bends, axis=1), axis=1)
    firsts, lasts = _rates(cuts, supplies, starts)
    begin, length = cuts[:, :-1], np.diff(cuts, axis=1)
    crossings = []
    # Supply never falls: the cheapest k sources reach the demand once at most.
    for first, last in zip(firsts.cumsum(axis=0), lasts.cumsum(axis=0), strict=True):
        rises = (first < demand) & (demand < last)
        part = np.divide(demand - first, last - first, where=rises, out=np.zeros_like(first))
        crossings.append(np.where(rises, begin + part * length, 0.0).max(axis=1, keepdims=True))
    cuts = np.sort(np.concatenate([cuts, *crossings], axis=1), axis=1)
    firsts, lasts = _rates(cuts, supplies, starts)
    sums = firsts.cumsum(axis=0), lasts.cumsum(axis=0)
    above = sums[0] + sums[1] >= 2 * demand
    capped = [np.where(above, demand, part) for part in sums]
    return _Stretches(
        np.diff(cuts, axis=1), *(np.diff(part, axis=0, prepend=0.0) for part in capped)
    )


def _rates(cuts: Array, supplies: Sequence[Supply], starts: Sequence[Array]) -> tuple[Array, Array]:
    """Return each source's rates at the beginning and the end of every stretch."""
    shape = (len(supplies), cuts.shape[0], cuts.shape[1] - 1)
    firsts, lasts = np.zeros(shape), np.zeros(shape)
    middles = (cuts[:, :-1] + cuts[:, 1:]) / 2
    for number, (supply, start) in enumerate(zip(supplies, starts, strict=True)):
        has_begun = middles >= start[:, None]
        firsts[number] = np.where(has_begun, _rate(supply, cuts[:, :-1] - start[:, None]), 0.0)
        lasts[number] = np.where(has_begun, _rate(supply, cuts[:, 1:] - start[:, None]), 0.0)
    return firsts, lasts


def _rate(supply: Supply, past: Array) -> Array:
    """Return what a source delivers so many days after it has begun."""
    ramp, capacity = float(supply.ramp), float(supply.capacity)
    if not ramp:
        return np.full_like(past, capacity)
    return np.clip(past / ramp, 0, 1) * capacity


def _shortage(demand: float, stock: float, unmet: Array, run: _Stretches) -> Array:
    """Return on how many days some demand is not met: from when stock is out until all is made."""
    first, last = run.firsts.sum(axis=0), run.lasts.sum(axis=0)
    needs = demand - first
    used = (demand - (first + last) / 2) * run.lengths
    before = np.cumsum(used, axis=1) - used
    left = np.clip(stock - before, 0, None)
    growth = np.divide(
        last - first, run.lengths, where=run.lengths > 0, out=np.zeros_like(run.lengths)
    )
    root = np.sqrt(np.maximum(0.0, needs * needs - 2 * growth * left))
    whole = needs + root
    time = np.divide(2 * left, whole, where=whole > 0, out=np.full_like(whole, np.inf))
    lasting = np.where(left >= used, run.lengths, np.minimum(time, run.lengths))
    is_full = first + last >= 2 * demand
    missing = np.where(is_full, 0.0, run.lengths - lasting).sum(axis=1)
    return np.where(unmet > 0, missing, 0.0)
