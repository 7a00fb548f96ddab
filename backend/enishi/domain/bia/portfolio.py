"""Which preparations to buy under a budget: the question, as a solver takes it, and its answer.

A two-stage programme (models.md §4.7). Now: what is prepared, and how much stock is added. In
each event: which options are used, and how many pieces they bring on each day. The second stage
knows how long the event lasts, which flatters every plan a little: the simulation checks it.

Days are whole: a day with any unmet piece counts as a day of shortage. What the flow of steps
yields is no sum over options, so every combination of what acts on the flow is one response, of
which an event uses one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum
from itertools import combinations
from itertools import product as each_of

from enishi.domain.bia.case import Case
from enishi.domain.bia.option import OptionKind, RecoveryOption
from enishi.domain.bia.product import Product, StockLevel
from enishi.domain.bia.recovery import Situation, is_counted_on, situation
from enishi.domain.bia.scenario import Scenario
from enishi.domain.bia.values import in_days
from enishi.domain.errors import InvalidValueError

# A plan of 事業継続力強化計画 runs for at most three years: so many years share a preparation.
PLAN_YEARS = 3
# The worst twentieth of the years is what CVaR looks at.
TAIL = Decimal("0.95")
# Sixty-four responses for an event; of more options on one flow, at most two at a time.
_COMBINED_IN_FULL = 6
_LONGEST = 366
_FLOW = "flow"


class PortfolioObjective(StrEnum):
    """What a portfolio keeps small."""

    MEAN = "mean"
    CVAR = "cvar"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _OBJECTIVES[self]


_OBJECTIVES = {
    PortfolioObjective.MEAN: "年あたりの期待損失と備えの費用",
    PortfolioObjective.CVAR: "悪いほうから5%の年の平均損失（CVaR）と備えの費用",
}


class SolverStatus(StrEnum):
    """How a search for the best portfolio ended."""

    OPTIMAL = "optimal"
    OUT_OF_TIME = "out_of_time"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _STATUSES[self]


_STATUSES = {
    SolverStatus.OPTIMAL: "最適",
    SolverStatus.OUT_OF_TIME: "時間切れ（途中で最もよい組合せ）",
    SolverStatus.CANCELLED: "取り消し",
}


@dataclass(frozen=True, slots=True)
class Response:
    """One way to use options in an event: what it takes and costs, and what it brings each day."""

    group: str  # of the responses in a group an event uses at most one
    refs: frozenset[str]
    needs: frozenset[str]  # options that must have been prepared
    activation: Decimal  # yen
    cost: Decimal  # yen a piece
    own: tuple[Decimal, ...]  # pieces of own production on each day
    pieces: tuple[Decimal, ...]  # that it can bring on each day


@dataclass(frozen=True, slots=True)
class EventPlan:
    """One event at one product, day by day until own production is back."""

    scenario_ref: str
    product_ref: str
    annual_rate: Decimal
    demand: Decimal  # pieces a day
    stock: Decimal  # pieces
    extra_stock: tuple[tuple[str, Decimal], ...]  # surviving pieces that an option adds
    piece_value: Decimal  # yen an unmet piece
    penalties: tuple[tuple[int, Decimal], ...]  # whole days of shortage that are free; yen
    days: int
    responses: tuple[Response, ...]


@dataclass(frozen=True, slots=True)
class PortfolioProblem:
    """Everything that a choice of preparations depends on."""

    preparations: tuple[tuple[str, Decimal], ...]  # option and yen, once
    budget: Decimal | None  # yen; None: unlimited
    events: tuple[EventPlan, ...]


@dataclass(frozen=True, slots=True)
class PortfolioChoice:
    """What to prepare, and what else to use as it is."""

    prepared: tuple[str, ...]
    at_hand: tuple[str, ...]  # used in some event without preparation
    value: Decimal  # of the objective, yen a year
    gap: Decimal  # how far from the optimum it may be at most, as a share
    status: SolverStatus

    @property
    def option_refs(self) -> tuple[str, ...]:
        """Everything that the plan leans on, in order of reference."""
        return tuple(sorted({*self.prepared, *self.at_hand}))


def portfolio_problem(
    case: Case,
    options: Sequence[RecoveryOption],
    day: date,
    *,
    level: StockLevel = StockLevel.MEAN,
) -> PortfolioProblem:
    """Return the choice among options under the case's budget.

    An option that costs a preparation is used only when that is paid, except that a partner who
    can be qualified in advance is used unqualified too, after the whole lead time. Partners who
    may be struck too, for all that is known, are not counted on in that event. Raises
    InvalidValueError where own production stands for more than 366 days.
    """
    return PortfolioProblem(
        preparations=tuple((option.ref, option.preparation) for option in options),
        budget=case.budget,
        events=tuple(
            _event(case, product, scenario, options, day=day, level=level)
            for scenario in case.scenarios
            for product in case.products
        ),
    )


def _event(
    case: Case,
    product: Product,
    scenario: Scenario,
    options: Sequence[RecoveryOption],
    *,
    day: date,
    level: StockLevel,
) -> EventPlan:
    working = sorted(
        (o for o in options if o.product_ref == product.ref and is_counted_on(o, scenario)),
        key=lambda option: option.ref,
    )

    def met(used: Sequence[RecoveryOption], prepared: frozenset[str] = frozenset()) -> Situation:
        return situation(case, product, scenario, used, level=level, day=day, prepared=prepared)

    alone = met(())
    length = int(alone.back.to_integral_value(ROUND_CEILING))
    if length > _LONGEST:
        raise InvalidValueError(
            f"「{scenario.name}」で生産が止まる日数が{_LONGEST}日を超え、組合せを選べません",
            field="scenarios",
            english=f"production stands for more than {_LONGEST} days in {scenario.ref}",
        )
    stocks = [option for option in working if option.kind is OptionKind.STOCK]
    return EventPlan(
        scenario_ref=scenario.ref,
        product_ref=product.ref,
        annual_rate=scenario.annual_rate,
        demand=alone.demand,
        stock=alone.stock,
        extra_stock=tuple((o.ref, met([o]).stock - alone.stock) for o in stocks),
        piece_value=alone.piece_value,
        penalties=tuple((int(in_days(p.after)), p.yen) for p in product.penalties),
        days=length,
        responses=tuple(
            _response(met(used, prepared), used, prepared, length)
            for used, prepared in _uses(working)
        ),
    )


def _uses(
    working: Sequence[RecoveryOption],
) -> Iterator[tuple[tuple[RecoveryOption, ...], frozenset[str]]]:
    """Return every way to use options at once on the flow, then each that delivers by itself."""
    flow = [o for o in working if not o.delivers_pieces and o.kind is not OptionKind.STOCK]
    most = len(flow) if len(flow) <= _COMBINED_IN_FULL else 2
    combined = (used for size in range(most + 1) for used in combinations(flow, size))
    single = ((option,) for option in working if option.delivers_pieces)
    for used in (*combined, *single):
        qualifiable = [o.ref for o in used if o.is_qualified_in_advance]
        for chosen in each_of((True, False), repeat=len(qualifiable)):
            yield used, frozenset(r for r, is_on in zip(qualifiable, chosen, strict=True) if is_on)


def _response(
    met: Situation, used: Sequence[RecoveryOption], prepared: frozenset[str], length: int
) -> Response:
    paid = {o.ref for o in used if o.preparation > 0 and not o.is_qualified_in_advance}
    delivers = bool(used) and used[0].delivers_pieces
    supplies = met.supplies
    return Response(
        group=used[0].ref if delivers else _FLOW,
        refs=frozenset(option.ref for option in used),
        needs=prepared | paid,
        activation=met.activation,
        cost=supplies[0].cost if supplies else Decimal(0),
        own=tuple(Decimal(0) if delivers else _after(met, day) for day in range(length)),
        pieces=tuple(_brought(met, day) for day in range(length)),
    )


def _brought(met: Situation, day: int) -> Decimal:
    """Return what can be brought on a day, until own production is back."""
    begin, end = min(Decimal(day), met.back), min(Decimal(day + 1), met.back)
    return sum((s.until(end) - s.until(begin) for s in met.supplies), Decimal(0))


def _after(met: Situation, day: int) -> Decimal:
    """Return what own production yields on a day, from the moment at which it is back."""
    return met.demand * min(Decimal(1), max(Decimal(0), day + 1 - met.back))


def chosen_of(
    problem: PortfolioProblem, prepared: Iterable[str], used: Iterable[Response]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what is prepared and what else is used, in the order of the problem's options."""
    ready = set(prepared)
    at_hand = {ref for response in used for ref in response.refs} - ready
    refs = [ref for ref, _ in problem.preparations]
    return (
        tuple(ref for ref in refs if ref in ready),
        tuple(ref for ref in refs if ref in at_hand),
    )
