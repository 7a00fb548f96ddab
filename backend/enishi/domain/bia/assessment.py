"""The whole assessment of a case on a day: every figure, and what each rests on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from enishi.domain.bia.case import Case
from enishi.domain.bia.claims import SharedCapacity, rationed
from enishi.domain.bia.continuity import Continuity, StockCover, continuities, stock_covers
from enishi.domain.bia.filing import Figure
from enishi.domain.bia.guide import GuideItem, guide
from enishi.domain.bia.impact import ImpactScore, impacts
from enishi.domain.bia.impact_over_time import ImpactOverTime, impacts_over_time
from enishi.domain.bia.lint import CaseFinding, lint
from enishi.domain.bia.option import RecoveryOption
from enishi.domain.bia.priority import Priorities, prioritise
from enishi.domain.bia.product import Product, StockLevel, Timing
from enishi.domain.bia.prospect import OptionProspect, prospects
from enishi.domain.bia.recovery import RecoveryOutcome, recover
from enishi.domain.bia.schedule import Schedule, schedules
from enishi.domain.bia.skills import SkillCover, skill_covers
from enishi.domain.bia.stages import StageTarget, staged_recovery
from enishi.domain.bia.wording import percent, yen
from enishi.domain.errors import InvalidValueError

MODEL_VERSION = "bia-1"
# Products × scenarios × sets of options: some seconds of work. The shipped case has 27; a plan
# of ten products, ten scenarios and twenty options has 2,400.
MOST_OUTCOMES = 3_000
_USUAL_STEPS = 20  # of a flow that a person draws


@dataclass(frozen=True, slots=True)
class DailyLoss:
    """What a product's standing costs on one day of the firm's calendar, in yen."""

    product: Product
    calendar_days: int
    sales: Decimal
    marginal_profit: Decimal
    formula: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a case comes to on a day.

    `case` is the case as it was assessed. `gone` names options whose partner has left the
    network: they are shown, and nothing counts on them.
    """

    case: Case
    day: date
    gone: frozenset[str]
    daily_losses: tuple[DailyLoss, ...]
    impacts: tuple[ImpactScore, ...]
    impacts_over_time: tuple[ImpactOverTime, ...]
    schedules: Mapping[str, Mapping[Timing, Schedule]]  # by product_ref
    covers: tuple[StockCover, ...]
    priorities: Priorities
    continuity: tuple[Continuity, ...]
    options: tuple[OptionProspect, ...]
    outcomes: tuple[RecoveryOutcome, ...]
    stages: tuple[StageTarget, ...]
    skills: tuple[SkillCover, ...]
    findings: tuple[CaseFinding, ...]
    guide: tuple[GuideItem, ...]


def assess(
    case: Case,
    day: date,
    *,
    gone: frozenset[str] = frozenset(),
    claims: Sequence[SharedCapacity] = (),
) -> Assessment:
    """Return everything that follows from a case on a day.

    `claims` are partners on whom several plans count in one event: what comes of the event is
    reckoned with the plan's share of them.

    Raises InvalidValueError for a circle, named by its steps or processes, and where there are
    more than MOST_OUTCOMES to reckon.
    """
    counted = without(case, gone)
    _must_be_within_reach(counted)
    return Assessment(
        case=case,
        day=day,
        gone=gone,
        daily_losses=tuple(daily_loss(case, product) for product in case.products),
        impacts=impacts(case),
        impacts_over_time=impacts_over_time(case),
        schedules={
            product.ref: _scheduled(number, product) for number, product in enumerate(case.products)
        },
        covers=tuple(cover for product in case.products for cover in stock_covers(product)),
        priorities=prioritise(case),
        continuity=continuities(case),
        options=prospects(case, day, gone),
        outcomes=tuple(_outcomes(counted, day, claims)),
        stages=staged_recovery(case),
        skills=skill_covers(case),
        findings=lint(case, day),
        guide=guide(case),
    )


def figures(
    case: Case,
    day: date,
    *,
    gone: frozenset[str] = frozenset(),
    claims: Sequence[SharedCapacity] = (),
) -> tuple[Figure, ...]:
    """Return what a plan comes to by what counts officially, and by all its options."""
    counted = without(case, gone)
    _must_be_within_reach(counted)
    found = []
    for product in counted.products:
        everything = options_of(counted, product)
        official = [option for option in everything if option.is_official(day)]
        for scenario in counted.scenarios:
            for is_official, options in ((True, official), (False, everything)):
                shared = rationed(options, scenario, product.demand_per_day, claims)
                outcome = recover(counted, product, scenario, shared, day=day)
                found.append(
                    Figure(product.ref, scenario.ref, is_official, outcome.shortage, outcome.loss)
                )
    return tuple(found)


def daily_loss(case: Case, product: Product) -> DailyLoss:
    """Return sales and marginal profit a day: sales / days × share, × margin (seed 003)."""
    finance = case.finance
    margin = finance.margin if product.margin is None else product.margin
    profit = finance.daily_marginal_profit(product.sales_share, margin)
    return DailyLoss(
        product=product,
        calendar_days=finance.calendar_days,
        sales=finance.daily_sales(product.sales_share),
        marginal_profit=profit,
        formula=(
            f"年間売上高 {yen(finance.annual_sales)} ÷ {finance.calendar_days}日"
            f" × 売上寄与率 {percent(product.sales_share)}"
            f" × 限界利益率 {percent(margin)} = {yen(profit)}／日"
        ),
    )


def options_of(case: Case, product: Product) -> tuple[RecoveryOption, ...]:
    """Return the options of one product."""
    return tuple(option for option in case.options if option.product_ref == product.ref)


def without(case: Case, gone: frozenset[str]) -> Case:
    """Return the case without some of its options."""
    kept = tuple(option for option in case.options if option.ref not in gone)
    return case if len(kept) == len(case.options) else replace(case, options=kept)


def _outcomes(case: Case, day: date, claims: Sequence[SharedCapacity]) -> Iterator[RecoveryOutcome]:
    """Yield for every product and event what comes of nothing, of each option, and of sets."""
    for product in case.products:
        sets = _sets(options_of(case, product), day)
        for scenario in case.scenarios:
            for level in StockLevel:
                yield recover(case, product, scenario, level=level, day=day)
            for options in sets:
                shared = rationed(options, scenario, product.demand_per_day, claims)
                yield recover(case, product, scenario, shared, day=day)


def _sets(options: Sequence[RecoveryOption], day: date) -> tuple[tuple[RecoveryOption, ...], ...]:
    """Return each option by itself, those that count officially, and all; each set once."""
    official = tuple(option for option in options if option.is_official(day))
    wanted = (*((option,) for option in options), official, tuple(options))
    distinct = {tuple(option.ref for option in chosen): chosen for chosen in wanted}
    return tuple(chosen for chosen in distinct.values() if chosen)


def _scheduled(number: int, product: Product) -> Mapping[Timing, Schedule]:
    try:
        return schedules(product)
    except InvalidValueError as error:
        raise error.at(f"products[{number}]") from None


def _must_be_within_reach(case: Case) -> None:
    count = len(case.scenarios) * sum(
        len(StockLevel) + len(options_of(case, product)) + 2 for product in case.products
    )
    steps = max((len(product.steps) for product in case.products), default=0)
    # A long flow is scheduled anew in every one of them.
    if count * max(1, steps // _USUAL_STEPS) > MOST_OUTCOMES:
        raise InvalidValueError(
            f"製品・災害・選択肢の組み合わせが多すぎます（{count:,}通り）。"
            "製品か災害ごとに分けてください",
            field="scenarios",
            english=f"{count:,} combinations of products, scenarios and options are too many",
        )
