"""The two-stage programme of a portfolio as a matrix.

First stage: x_o, whether option o is prepared. Second stage, for each event and day t: stock v_t,
unmet pieces u_t, pieces q_rt of each response r, its use z_r, and, where penalties exist, whether
the day is short (l_t) and whether penalty k falls due (p_k).

    v_t ≤ v_{t−1} + Σ own_rt·z_r + Σ q_rt − d + u_t     v_{−1} = I₀ + Σ extra_o·x_o ≥ v_t
    q_rt ≤ pieces_rt·z_r     Σ_{r in group} z_r ≤ 1     z_r ≤ x_o for what r needs
    u_t ≤ d·l_t              Σ l_t ≤ τ_k + (T − τ_k)·p_k
    Σ preparation_o·x_o ≤ budget

Loss of an event = value·Σu + Σ activation_r·z_r + Σ cost_r·q_rt + Σ yen_k·p_k.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array

from enishi.domain.bia.portfolio import (
    PLAN_YEARS,
    TAIL,
    EventPlan,
    PortfolioObjective,
    PortfolioProblem,
)

Array = NDArray[np.float64]
_UNLIMITED = float("inf")
# Yen are reckoned in thousands, so that the solver's tolerances mean hundredths of a yen.
THOUSAND = 1_000.0


@dataclass(frozen=True)
class Programme:
    """Minimise `costs`·x, with `rows`·x between `low` and `high`, 0 ≤ x ≤ `most`."""

    costs: Array
    most: Array
    is_whole: NDArray[np.bool_]
    rows: csr_array
    low: Array
    high: Array
    prepare: Mapping[str, int]  # the column of each x_o
    use: tuple[tuple[int, ...], ...]  # the columns z_r of each event


@dataclass
class _Builder:
    """Columns and rows in the order in which they are added."""

    costs: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    is_whole: list[bool] = field(default_factory=list)
    entries: list[tuple[int, int, float]] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)

    def column(self, *, most: float = _UNLIMITED, is_whole: bool = False) -> int:
        self.costs.append(0.0)
        self.most.append(1.0 if is_whole else most)
        self.is_whole.append(is_whole)
        return len(self.costs) - 1

    def columns(self, count: int, *, most: float = _UNLIMITED, is_whole: bool = False) -> list[int]:
        return [self.column(most=most, is_whole=is_whole) for _ in range(count)]

    def at_most(self, limit: float, terms: Iterable[tuple[int, float]]) -> None:
        self._row(-_UNLIMITED, limit, terms)

    def equals(self, value: float, terms: Iterable[tuple[int, float]]) -> None:
        self._row(value, value, terms)

    def _row(self, low: float, high: float, terms: Iterable[tuple[int, float]]) -> None:
        row = len(self.low)
        self.entries += [(row, column, factor) for column, factor in terms if factor]
        self.low.append(low)
        self.high.append(high)

    def built(self, prepare: Mapping[str, int], use: tuple[tuple[int, ...], ...]) -> Programme:
        where = ([row for row, _, _ in self.entries], [column for _, column, _ in self.entries])
        factors = [factor for _, _, factor in self.entries]
        shape = (len(self.low), len(self.costs))
        return Programme(
            costs=np.array(self.costs),
            most=np.array(self.most),
            is_whole=np.array(self.is_whole, dtype=bool),
            rows=csr_array(coo_array((factors, where), shape=shape)),
            low=np.array(self.low),
            high=np.array(self.high),
            prepare=prepare,
            use=use,
        )


def programme(problem: PortfolioProblem, objective: PortfolioObjective) -> Programme:
    """Return the programme of a problem; its costs are thousands of yen a year."""
    build = _Builder()
    prepare = {ref: build.column(is_whole=True) for ref, _ in problem.preparations}
    yen = {prepare[ref]: float(cost) for ref, cost in problem.preparations}
    for column, cost in yen.items():
        build.costs[column] = cost / PLAN_YEARS / THOUSAND
    if problem.budget is not None:
        build.at_most(float(problem.budget), yen.items())
    events = [_event(build, event, prepare) for event in problem.events]
    losses: dict[str, list[tuple[int, float]]] = {}
    for event, (loss, _) in zip(problem.events, events, strict=True):
        losses.setdefault(event.scenario_ref, []).extend(loss)
    rates = {event.scenario_ref: float(event.annual_rate) for event in problem.events}
    weigh = _weigh_mean if objective is PortfolioObjective.MEAN else _weigh_tail
    weigh(build, losses, rates)
    return build.built(prepare, tuple(used for _, used in events))


def _weigh_mean(
    build: _Builder, losses: Mapping[str, list[tuple[int, float]]], rates: Mapping[str, float]
) -> None:
    for scenario, terms in losses.items():
        for column, yen in terms:
            build.costs[column] += rates[scenario] * yen / THOUSAND


def _weigh_tail(
    build: _Builder, losses: Mapping[str, list[tuple[int, float]]], rates: Mapping[str, float]
) -> None:
    """Weigh the worst years: η + Σ p_s·e_s / (1 − β), e_s ≥ loss_s − η (Rockafellar–Uryasev).

    A year sees at most one event: s with chance λ_s, or none. Where the rates sum to more than
    one they are scaled to it.
    """
    threshold = build.column()
    build.costs[threshold] = 1.0
    whole = max(1.0, sum(rates.values()))
    for scenario, terms in losses.items():
        beyond = build.column()
        build.costs[beyond] = rates[scenario] / whole / (1 - float(TAIL))
        loss = [(column, yen / THOUSAND) for column, yen in terms]
        build.at_most(0.0, [*loss, (threshold, -1.0), (beyond, -1.0)])


@dataclass(frozen=True)
class _Columns:
    """The columns of one event: use of each response, unmet pieces by day, pieces brought."""

    use: tuple[int, ...]
    unmet: list[int]
    brought: list[list[int]]


def _event(
    build: _Builder, event: EventPlan, prepare: Mapping[str, int]
) -> tuple[list[tuple[int, float]], tuple[int, ...]]:
    """Add one event; return its loss in yen as terms, and the columns of its responses."""
    at = _Columns(
        use=tuple(build.columns(len(event.responses), is_whole=True)),
        unmet=build.columns(event.days, most=float(event.demand)),
        brought=[build.columns(event.days) for _ in event.responses],
    )
    loss = [(column, float(event.piece_value)) for column in at.unmet]
    for response, z, pieces in zip(event.responses, at.use, at.brought, strict=True):
        loss += [(z, float(response.activation))]
        loss += [(column, float(response.cost)) for column in pieces]
        for column, most in zip(pieces, response.pieces, strict=True):
            build.at_most(0.0, [(column, 1.0), (z, -float(most))])
        for ref in sorted(response.needs):
            build.at_most(0.0, [(z, 1.0), (prepare[ref], -1.0)])
    for group in sorted({response.group for response in event.responses}):
        members = zip(event.responses, at.use, strict=True)
        build.at_most(1.0, [(z, 1.0) for response, z in members if response.group == group])
    _balance(build, event, prepare, at)
    loss += _penalties(build, event, at.unmet)
    return loss, at.use


def _balance(build: _Builder, event: EventPlan, prepare: Mapping[str, int], at: _Columns) -> None:
    """Add the balance of every day: what is left is no more than what was there and came in."""
    demand, stock = float(event.demand), float(event.stock)
    extra = [(prepare[ref], -float(pieces)) for ref, pieces in event.extra_stock]
    there, was = stock, extra
    for day in range(event.days):
        after = build.column()
        came = [(pieces[day], -1.0) for pieces in at.brought]
        made = [
            (z, -float(response.own[day]))
            for response, z in zip(event.responses, at.use, strict=True)
        ]
        build.at_most(there - demand, [(after, 1.0), *was, *came, *made, (at.unmet[day], -1.0)])
        build.at_most(stock, [(after, 1.0), *extra])
        there, was = 0.0, [(after, -1.0)]


def _penalties(build: _Builder, event: EventPlan, unmet: list[int]) -> list[tuple[int, float]]:
    """Add what falls due when more days are short than are free; return it as terms in yen."""
    due = [(free, float(yen)) for free, yen in event.penalties if free < event.days]
    if not due:
        return []
    short = build.columns(event.days, is_whole=True)
    for day, column in enumerate(short):
        build.at_most(0.0, [(unmet[day], 1.0), (column, -float(event.demand))])
    terms = []
    for free, yen in due:
        falls = build.column(is_whole=True)
        days = [(column, 1.0) for column in short]
        build.at_most(float(free), [*days, (falls, -float(event.days - free))])
        terms.append((falls, yen))
    return terms
