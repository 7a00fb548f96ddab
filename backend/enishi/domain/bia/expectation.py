"""What a year is expected to cost, with a set of options and without."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations

from enishi.domain.bia.case import Case
from enishi.domain.bia.option import RecoveryOption
from enishi.domain.bia.product import Product, StockLevel
from enishi.domain.bia.recovery import RecoveryOutcome, is_counted_on, recover
from enishi.domain.bia.scenario import Scenario

# Six priced options are 64 ways to respond; beyond that the best is added one by one.
_TRIED_IN_FULL = 6


@dataclass(frozen=True, slots=True)
class ExpectedLoss:
    """Yen a year that events are expected to cost, if these options are there to be used."""

    option_refs: tuple[str, ...]
    preparations: Decimal  # yen, once; not in the expected loss
    by_scenario: Mapping[str, Decimal]  # yen a year: rate × loss of the event

    @property
    def yearly(self) -> Decimal:
        """Yen a year over all events."""
        return sum(self.by_scenario.values(), Decimal(0))


@dataclass(frozen=True, slots=True)
class Removal:
    """What a year is expected to cost if one of the options is lost."""

    option_ref: str
    without: ExpectedLoss
    change: Decimal  # yen a year, at least 0


def expected_loss(
    case: Case,
    options: Sequence[RecoveryOption],
    day: date,
    *,
    level: StockLevel = StockLevel.MEAN,
    prepared: frozenset[str] | None = None,
) -> ExpectedLoss:
    """Return Σ λ·loss over events and products, each event met by the options that pay in it.

    `prepared` names the options whose preparation is paid for; None: all of them.
    """
    ready = frozenset(option.ref for option in options) if prepared is None else prepared
    by_scenario = {
        scenario.ref: scenario.annual_rate
        * sum(
            (
                response(
                    case, product, scenario, options, day=day, level=level, prepared=ready
                ).loss
                for product in case.products
            ),
            Decimal(0),
        )
        for scenario in case.scenarios
    }
    return ExpectedLoss(
        option_refs=tuple(option.ref for option in options),
        preparations=sum((o.preparation for o in options if o.ref in ready), Decimal(0)),
        by_scenario=by_scenario,
    )


def removals(
    case: Case,
    options: Sequence[RecoveryOption],
    day: date,
    *,
    prepared: frozenset[str] | None = None,
) -> tuple[Removal, ...]:
    """Return for each option what its loss would change, the worst first, ties by reference."""
    with_all = expected_loss(case, options, day, prepared=prepared).yearly
    found = []
    for lost in options:
        others = [option for option in options if option.ref != lost.ref]
        without = expected_loss(case, others, day, prepared=prepared)
        found.append(Removal(lost.ref, without, without.yearly - with_all))
    return tuple(sorted(found, key=lambda item: (-item.change, item.option_ref)))


def response(
    case: Case,
    product: Product,
    scenario: Scenario,
    options: Sequence[RecoveryOption],
    *,
    day: date,
    level: StockLevel = StockLevel.MEAN,
    prepared: frozenset[str] = frozenset(),
) -> RecoveryOutcome:
    """Return the outcome with those of the options that make the event cheapest, ties by fewest.

    Partners who may be struck too, for all that is known, are not counted on. What costs nothing
    to use is always used. Up to six priced options every combination is tried; of more, the one
    that saves most is added until none saves anything.
    """
    own = [o for o in options if o.product_ref == product.ref and is_counted_on(o, scenario)]
    free = [option for option in own if not _is_priced(option)]
    priced = sorted((option for option in own if _is_priced(option)), key=lambda o: o.ref)

    def use(chosen: Iterable[RecoveryOption]) -> RecoveryOutcome:
        used = [*free, *chosen]
        return recover(case, product, scenario, used, level=level, day=day, prepared=prepared)

    if len(priced) <= _TRIED_IN_FULL:
        sizes = range(len(priced) + 1)
        return min(
            (use(chosen) for size in sizes for chosen in combinations(priced, size)),
            key=lambda outcome: outcome.loss,
        )
    best, chosen = use(()), list[RecoveryOption]()
    while len(chosen) < len(priced):
        left = [option for option in priced if option not in chosen]
        tried = [(use([*chosen, option]), option) for option in left]
        outcome, option = min(tried, key=lambda pair: pair[0].loss)
        if outcome.loss >= best.loss:
            break
        best = outcome
        chosen.append(option)
    return best


def _is_priced(option: RecoveryOption) -> bool:
    return option.activation > 0 or option.premium + option.transport > 0
