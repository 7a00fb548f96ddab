"""What an event costs a product, with and without recovery options: in days and in yen.

Loss = μ·λ_lost·unmet + Σ (activation + (premium + transport)·pieces) + penalties that fall due
(models.md §4.5), with μ the marginal profit of a piece. Preparation is paid before any event and
is no part of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from enishi.domain.bia.case import Case
from enishi.domain.bia.independence import exposure
from enishi.domain.bia.option import OptionKind, RecoveryOption
from enishi.domain.bia.product import Penalty, Product, StockLevel
from enishi.domain.bia.restart import restart
from enishi.domain.bia.scenario import Exposure, Scenario
from enishi.domain.bia.trajectory import Supply, Trajectory, TrajectoryPoint, follow
from enishi.domain.bia.values import in_days, of_days


@dataclass(frozen=True, slots=True)
class Situation:
    """One event as it meets one product: all that its loss follows from."""

    product_ref: str
    scenario_ref: str
    demand: Decimal  # pieces a day
    stock: Decimal  # pieces that survive
    lead: timedelta | None  # through the whole flow
    back: Decimal  # days until own production is back in full, by itself
    covered: Supply | None  # the own flow with partners standing in
    delivered: tuple[Supply, ...]  # finished pieces from elsewhere
    mbco: Decimal
    piece_value: Decimal  # yen that an unmet piece costs: μ·λ_lost
    activation: Decimal  # yen
    penalties: tuple[Penalty, ...]
    optimistic: Decimal  # factors on durations (PERT)
    pessimistic: Decimal

    @property
    def supplies(self) -> tuple[Supply, ...]:
        """Everything that brings pieces before own production is back."""
        return self.delivered if self.covered is None else (self.covered, *self.delivered)

    @property
    def full_again(self) -> Decimal:
        """Days until the own flow yields all that is asked for, by itself or with partners."""
        covered = self.covered
        if covered is None or covered.capacity < self.demand:
            return self.back
        return min(self.back, covered.full_from)


@dataclass(frozen=True, slots=True)
class RecoveryOutcome:
    """What becomes of a product in an event, with these options, at this level of stock."""

    product_ref: str
    scenario_ref: str
    option_refs: tuple[str, ...]
    stock_level: StockLevel
    lead: timedelta | None  # one pass through the flow; None: the product has no steps
    delay: timedelta  # until the own flow yields in full
    shortage: timedelta
    unmet: Decimal  # pieces
    supplied: Decimal  # pieces
    lost_profit: Decimal  # yen
    penalties: Decimal  # yen
    option_costs: Decimal  # yen
    rta: timedelta  # achieved recovery: production stays at MBCO or above from then on
    tts: timedelta | None  # time to survive; None: demand is always met
    rto: timedelta | None
    is_official: bool
    notes: tuple[str, ...]
    points: tuple[TrajectoryPoint, ...]

    @property
    def loss(self) -> Decimal:
        """Yen that the event costs."""
        return self.lost_profit + self.penalties + self.option_costs

    @property
    def is_rto_met(self) -> bool | None:
        """Whether production is at MBCO by the RTO; None where no RTO is set."""
        return None if self.rto is None else self.rta <= self.rto


def recover(
    case: Case,
    product: Product,
    scenario: Scenario,
    options: Sequence[RecoveryOption] = (),
    *,
    level: StockLevel = StockLevel.MEAN,
    day: date,
    prepared: frozenset[str] = frozenset(),
) -> RecoveryOutcome:
    """Return the outcome of an event if every one of the options is used.

    Options of other products do nothing. `prepared` names those whose qualification in advance
    was bought. What a partner costs is paid even where it helps little: which options are worth
    using is asked in `expectation`. A partner who may be struck, for all that is known, delivers
    here, so that a reader sees what it would be worth; the outcome is not official and says so.
    """
    used = [option for option in options if option.product_ref == product.ref]
    met = situation(case, product, scenario, used, level=level, day=day, prepared=prepared)
    run = run_of(met)
    shortage = of_days(run.shortage)
    return RecoveryOutcome(
        product_ref=product.ref,
        scenario_ref=scenario.ref,
        option_refs=tuple(option.ref for option in used),
        stock_level=level,
        lead=met.lead,
        delay=of_days(met.full_again),
        shortage=shortage,
        unmet=run.unmet,
        supplied=sum(run.supplied, Decimal(0)),
        lost_profit=met.piece_value * run.unmet,
        penalties=penalties_due(met.penalties, shortage),
        option_costs=option_costs(met, run),
        rta=of_days(run.reached),
        tts=None if run.short_from is None else of_days(run.short_from),
        rto=recovery_objective(case, product),
        is_official=all(
            option.is_official(day) and not _is_unknown(option, scenario) for option in used
        ),
        notes=tuple(_notes(used, scenario, day)),
        points=run.points,
    )


def situation(
    case: Case,
    product: Product,
    scenario: Scenario,
    options: Sequence[RecoveryOption],
    *,
    level: StockLevel,
    day: date,
    prepared: frozenset[str] = frozenset(),
) -> Situation:
    """Return an event as it meets a product with options of that product."""
    # In one order, so that the order in which options are named changes no last digit.
    working = sorted((o for o in options if not is_out(o, scenario)), key=lambda o: o.ref)
    found = restart(case, product, scenario, working, day=day, prepared=prepared)
    demand = product.demand_per_day * scenario.demand_factor
    profit = case.finance.daily_marginal_profit(product.sales_share, product.margin)
    return Situation(
        product_ref=product.ref,
        scenario_ref=scenario.ref,
        demand=demand,
        stock=_stock(product, scenario, working, level),
        lead=found.lead,
        back=in_days(found.alone),
        covered=found.covered,
        delivered=tuple(
            _delivered(option, scenario, demand, day, option.ref in prepared)
            for option in working
            if option.delivers_pieces
        ),
        mbco=product.mbco,
        piece_value=profit / product.demand_per_day * product.lost_share,
        activation=sum((option.activation for option in working), Decimal(0)),
        penalties=product.penalties,
        optimistic=scenario.optimistic,
        pessimistic=scenario.pessimistic,
    )


def run_of(met: Situation) -> Trajectory:
    """Return how stock and supply run in a situation."""
    return follow(met.demand, met.stock, met.back, met.supplies, level=met.mbco)


def penalties_due(penalties: Iterable[Penalty], shortage: timedelta) -> Decimal:
    """Return the yen due when a shortage lasts so long: each once, if strictly longer."""
    return sum((item.yen for item in penalties if shortage > item.after), Decimal(0))


def option_costs(met: Situation, run: Trajectory) -> Decimal:
    """Return what using the options costs in yen: activation, and each piece they bring."""
    pieces = zip(met.supplies, run.supplied, strict=True)
    return met.activation + sum((supply.cost * count for supply, count in pieces), Decimal(0))


def recovery_objective(case: Case, product: Product) -> timedelta | None:
    """Return by when a product is promised: the latest RTO of the processes that its steps are.

    A product is back when the last of them is; None where none of them has an RTO.
    """
    named = {step.process_ref for step in product.steps}
    return max(
        (p.rto for p in case.processes if p.ref in named and p.rto is not None), default=None
    )


def is_out(option: RecoveryOption, scenario: Scenario) -> bool:
    """Whether an option does nothing in an event: its partner is struck, or assumed down."""
    if {option.ref, option.name, option.firm_ref} & set(scenario.supplier_hits):
        return True
    return option.kind.needs_partner and exposure(option.places, scenario) is Exposure.HIT


def is_counted_on(option: RecoveryOption, scenario: Scenario) -> bool:
    """Whether a choice among options may lean on one in an event.

    What might be struck too is not counted on: to be unknown is not to be independent, and must
    not make a partner look better than one whose place is known.
    """
    return not (is_out(option, scenario) or _is_unknown(option, scenario))


def _is_unknown(option: RecoveryOption, scenario: Scenario) -> bool:
    """Whether it is not known if an event strikes the partner: it may help, but counts nowhere."""
    return option.kind.needs_partner and exposure(option.places, scenario) is Exposure.UNKNOWN


def _stock(
    product: Product, scenario: Scenario, options: Sequence[RecoveryOption], level: StockLevel
) -> Decimal:
    """Return the pieces that survive: extra stock whole, if it lies where nothing strikes."""
    at_home = product.stock.at(level)
    elsewhere = Decimal(0)
    for option in options:
        if option.kind is OptionKind.STOCK:
            if exposure(option.places, scenario) is Exposure.SPARED:
                elsewhere += option.extra_stock
            else:
                at_home += option.extra_stock
    return at_home * scenario.stock_surviving + elsewhere


def _delivered(
    option: RecoveryOption, scenario: Scenario, demand: Decimal, day: date, is_prepared: bool
) -> Supply:
    capacity = option.capacity_per_day
    lead = scenario.lead_delay + option.first_delivery(day, is_prepared=is_prepared)
    return Supply(
        refs=(option.ref,),
        start=in_days(lead),
        ramp=in_days(option.ramp),
        capacity=demand if capacity is None else capacity,
        cost=option.premium + option.transport,
    )


def _notes(options: Iterable[RecoveryOption], scenario: Scenario, day: date) -> Iterable[str]:
    for option in options:
        name = option.name if option.is_named else f"選択肢{option.ref}"
        if is_out(option, scenario):
            yield f"「{name}」はこの災害で使えないため、効果を数えていません"
            continue
        if _is_unknown(option, scenario):
            yield f"「{name}」が被災するかは不明です。届くものとして計算し、正式には数えません"
        if not option.is_official(day):
            yield f"「{name}」は認定されていないか期限切れのため、正式には数えません"
