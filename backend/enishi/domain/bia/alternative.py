"""From a matched firm to a draft of a recovery option, and from drafts to an order.

What the firm has not said is assumed, marked as an estimate, and named in words: a draft is a
question to the firm, no promise of it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import ROUND_DOWN, Decimal
from typing import TypeVar

from enishi.domain.bia.case import Case
from enishi.domain.bia.option import Lead, OptionKind, RecoveryOption
from enishi.domain.bia.product import Product
from enishi.domain.bia.recovery import RecoveryOutcome
from enishi.domain.bia.scenario import Location
from enishi.domain.bia.values import in_days, whole_yen
from enishi.domain.capability import Capability
from enishi.domain.firm import Facility, Firm
from enishi.domain.readiness import Readiness, Rung

NounT = TypeVar("NounT")


@dataclass(frozen=True, slots=True)
class AlternativeDefaults:
    """What is assumed of a partner who has not said it; raise the version with any change.

    No survey stands behind these: they are round figures for a first talk, hurried as in an
    emergency but slower than the two days of approval in the agreed example, and each is shown
    where it is used.
    """

    version: str = "alternative-1"
    decision: timedelta = timedelta(days=1)  # the emergency staff meets daily
    contract: timedelta = timedelta(days=1)  # an order on existing terms
    change_approval: timedelta = timedelta(days=3)  # a customer's 4M change request, hurried
    first_article: timedelta = timedelta(days=2)  # a full dimensional report and its answer
    production: timedelta = timedelta(days=7)  # of whole pieces, where no lead time is stated
    transport: timedelta = timedelta(days=1)  # by road within Honshu
    ramp: timedelta = timedelta(days=4)  # from the first lot to full output
    capacity_share: Decimal = Decimal("0.5")  # of the demand, where no capacity is stated
    premium_share: Decimal = Decimal("0.10")  # of the price: rush work and freight


DEFAULTS = AlternativeDefaults()


@dataclass(frozen=True, slots=True)
class DraftAlternative:
    """A draft of an option, and in words what in it the partner has not confirmed."""

    option: RecoveryOption
    assumed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AlternativeWorth:
    """What decides the order of alternatives."""

    loss_avoided: Decimal  # expected, yen a year
    independence: Decimal | None  # None: unknown, and ranks as none
    place: int  # in the search, from 1
    ref: str

    @property
    def order(self) -> tuple[Decimal, Decimal, int, str]:
        """Sort key: more avoided, to the whole yen; then more independent; then better found."""
        independence = Decimal(0) if self.independence is None else self.independence
        return (-whole_yen(self.loss_avoided), -independence, self.place, self.ref)


def draft_alternative(
    case: Case,
    product: Product,
    firm: Firm,
    capability: Capability,
    *,
    ref: str,
    covers: tuple[str, ...] = (),
    readiness: Readiness | None = None,
    need_ref: str | None = None,
    introduction_ref: str | None = None,
    is_named: bool = False,
    defaults: AlternativeDefaults = DEFAULTS,
) -> DraftAlternative:
    """Return the option that a firm's capability would be for a product or steps of it.

    `covers` names the steps that it would do; none: it delivers finished pieces.
    """
    stage = readiness or Readiness(Rung.CANDIDATE)
    capacity, about_capacity = _capacity(case, product, capability, defaults)
    lead, about_lead = _lead(product, capability, covers, defaults)
    premium = _premium(case, product, covers, defaults)
    option = RecoveryOption(
        ref=ref,
        name=f"{firm.name}（{capability.name}）"[:200],
        kind=OptionKind.ALTERNATIVE,
        product_ref=product.ref,
        covers=covers,
        lead=lead,
        ramp=defaults.ramp,
        capacity_per_day=capacity,
        premium=premium,
        places=places_of(firm, capability),
        rung=stage.rung,
        valid_until=stage.valid_until,
        is_estimated=stage.rung.height < Rung.QUALIFIED.height,
        firm_ref=firm.ref,
        need_ref=need_ref,
        introduction_ref=introduction_ref,
        is_named=is_named,
        grounds=f"マッチングによる下書き（{defaults.version}）",
    )
    assumed = (
        *about_capacity,
        *about_lead,
        f"立ち上がり {_days(defaults.ramp)}",
        f"割増 1個{whole_yen(premium):,f}円（売価の{defaults.premium_share:.0%}、輸送費を含む）",
        *(() if option.places else ("所在が不明（災害を共にしないとは言えません）",)),
    )
    return DraftAlternative(option, assumed)


def as_qualified(option: RecoveryOption) -> RecoveryOption:
    """Return what an option would be, once its partner is qualified and has confirmed it."""
    return replace(option, rung=Rung.QUALIFIED, valid_until=None, is_estimated=False)


def places_of(firm: Firm, capability: Capability) -> tuple[Location, ...]:
    """Return where a capability may be: its own facility, else every facility of the firm.

    A firm that names no facility works at its own municipality; nothing at all is unknown.
    """
    if capability.facility_ref is not None:
        return (_location(firm.facility_of(capability)),)
    if firm.facilities:
        return tuple(_location(facility) for facility in firm.facilities)
    if firm.municipality_code is not None:
        return (Location(municipality_code=firm.municipality_code),)
    return ()


def rank_alternatives(
    items: Iterable[NounT], worth: Callable[[NounT], AlternativeWorth]
) -> list[NounT]:
    """Return alternatives by expected loss avoided, ties by independence, place and reference."""
    return sorted(items, key=lambda item: worth(item).order)


def plan_sentence(before: RecoveryOutcome, after: RecoveryOutcome) -> str:
    """Return in one sentence what an option changes in the plan."""
    days = _change(_days(before.rta), _days(after.rta))
    shortage = _change(_days(before.shortage), _days(after.shortage))
    loss = _change(_yen(before.loss), _yen(after.loss))
    rest = "" if after.is_official else "（予定：正式な目標復旧時間には、認定のあとで数えます）"
    return f"最低水準（MBCO）に届くまで{days}、不足する期間は{shortage}、損失は{loss}。{rest}"


def _change(before: str, after: str) -> str:
    return f"{after}のまま" if before == after else f"{before}から{after}へ"


def _capacity(
    case: Case, product: Product, capability: Capability, defaults: AlternativeDefaults
) -> tuple[Decimal, tuple[str, ...]]:
    """Return pieces on a day of the firm's calendar, and what of it is assumed.

    An unknown capacity is never unlimited, as it would be in an option.
    """
    if capability.capacity_per_month is None:
        share = defaults.capacity_share
        return _written(product.demand_per_day * share), (
            f"能力 日次出荷の{share:.0%}（能力は未登録）",
        )
    month = Decimal(case.finance.calendar_days) / 12
    stated = capability.capacity_per_month
    per_day = stated / month
    words = f"能力 1日{round(per_day, 1):,f}個（月{stated:,f}個÷{round(month, 1)}日、空きは未確認）"
    return _written(per_day), (words,)


def _written(per_day: Decimal) -> Decimal:
    """Return a capacity as a case can be stored with, never more than it is."""
    return per_day.quantize(Decimal("0.001"), ROUND_DOWN)


def _lead(
    product: Product, capability: Capability, covers: tuple[str, ...], defaults: AlternativeDefaults
) -> tuple[Lead, tuple[str, ...]]:
    stated = capability.lead_time_days
    lead = Lead(
        decision=defaults.decision,
        contract=defaults.contract,
        change_approval=defaults.change_approval,
        first_article=defaults.first_article,
        production=_production(product, stated, covers, defaults),
        transport=defaults.transport,
    )
    return lead, (
        f"決定 {_days(lead.decision)}・契約 {_days(lead.contract)}・輸送 {_days(lead.transport)}",
        f"仕様変更承認 {_days(lead.change_approval)}・初品検査 {_days(lead.first_article)}",
        f"初回の製作 {_days(lead.production)}"
        f"（{'納期は未登録' if stated is None else f'登録された納期{stated}日から'}）",
    )


def _production(
    product: Product, stated: int | None, covers: tuple[str, ...], defaults: AlternativeDefaults
) -> timedelta:
    """Return what the first lot takes; of covered steps, only what it takes beyond their own time.

    A step that is covered keeps its normal time in the flow, which is not to be counted twice.
    """
    if not covers:
        return defaults.production if stated is None else timedelta(days=stated)
    usual = sum((step.normal for step in product.steps if step.ref in covers), timedelta(0))
    return timedelta(0) if stated is None else max(timedelta(0), timedelta(days=stated) - usual)


def _premium(
    case: Case, product: Product, covers: tuple[str, ...], defaults: AlternativeDefaults
) -> Decimal:
    """Return yen a piece: a share of the price, by the part of the steps that is covered."""
    price = case.finance.daily_sales(product.sales_share) / product.demand_per_day
    part = Decimal(len(covers)) / len(product.steps) if covers else Decimal(1)
    return whole_yen(price * defaults.premium_share * part)


def _location(facility: Facility) -> Location:
    return Location(facility.municipality_code, facility.river_system, facility.power_area)


def _days(value: timedelta) -> str:
    return f"{round(in_days(value), 1).normalize():f}日"


def _yen(value: Decimal) -> str:
    return f"{whole_yen(value):,f}円"
