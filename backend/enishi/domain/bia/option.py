"""Recovery options: what shortens an outage, from a repair to an alternative supplier."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from enishi.domain.bia.scenario import Location
from enishi.domain.bia.values import amount, duration, in_days, of_days, reference
from enishi.domain.errors import InvalidValueError
from enishi.domain.limits import DESCRIPTION, NAME, bounded, bounded_list
from enishi.domain.readiness import Rung

# What a supplier has not confirmed takes a third longer than hoped (models.md §4.7).
ESTIMATE_HAIRCUT = Decimal("1.3")
# Partners that would ship by air, or not at all.
_MOST_STEPS = 50


class OptionKind(StrEnum):
    """What kind of help an option is."""

    REPAIR = "repair"
    STOCK = "stock"
    OVERTIME = "overtime"
    OWN_POWER = "own_power"
    RELOCATION = "relocation"
    OUTSIDE_INSPECTION = "outside_inspection"
    ALTERNATIVE = "alternative"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _KINDS[self]

    @property
    def needs_partner(self) -> bool:
        """Whether somebody else does the work, and counts only as far as they are ready."""
        return self in _BY_PARTNERS


_KINDS = {
    OptionKind.REPAIR: "自社復旧の迅速化",
    OptionKind.STOCK: "在庫の積み増し",
    OptionKind.OVERTIME: "残業・夜間操業",
    OptionKind.OWN_POWER: "自家発電",
    OptionKind.RELOCATION: "治具・仕掛品の退避と協力会社での生産",
    OptionKind.OUTSIDE_INSPECTION: "外部検査",
    OptionKind.ALTERNATIVE: "代替調達",
}
_BY_PARTNERS = frozenset(
    {OptionKind.RELOCATION, OptionKind.OUTSIDE_INSPECTION, OptionKind.ALTERNATIVE}
)
_COVERING = frozenset(OptionKind) - {OptionKind.STOCK, OptionKind.ALTERNATIVE}


@dataclass(frozen=True, slots=True)
class Lead:
    """What passes before a partner delivers for the first time, part by part.

    Qualification in advance (認定) removes the approval of the change and the first article.
    """

    decision: timedelta = timedelta(0)  # 決定
    contract: timedelta = timedelta(0)  # 契約
    change_approval: timedelta = timedelta(0)  # 仕様変更承認
    first_article: timedelta = timedelta(0)  # 初品検査
    production: timedelta = timedelta(0)  # 初回の製作
    transport: timedelta = timedelta(0)  # 輸送

    def __post_init__(self) -> None:
        for name in (
            "decision",
            "contract",
            "change_approval",
            "first_article",
            "production",
            "transport",
        ):
            duration(getattr(self, name), name)

    def total(self, *, is_qualified: bool) -> timedelta:
        """Return the whole lead time, without what qualification removes."""
        approval = timedelta(0) if is_qualified else self.change_approval + self.first_article
        return self.decision + self.contract + approval + self.production + self.transport


@dataclass(frozen=True, slots=True)
class RecoveryOption:
    """One way to shorten an outage of a product, or to bridge it.

    It covers steps of the flow (`covers`), or, where it covers none and is an alternative,
    delivers finished pieces. `capacity_per_day` None: all that is asked for. An effect that is
    not named does nothing.
    """

    ref: str
    name: str
    kind: OptionKind
    product_ref: str
    covers: tuple[str, ...] = ()
    lead: Lead = field(default_factory=Lead)
    ramp: timedelta = timedelta(0)
    capacity_per_day: Decimal | None = None
    premium: Decimal = Decimal(0)  # yen a piece above own cost
    transport: Decimal = Decimal(0)  # yen a piece
    preparation: Decimal = Decimal(0)  # yen, paid now and once
    activation: Decimal = Decimal(0)  # yen, paid in each event that uses it
    extra_stock: Decimal = Decimal(0)  # pieces (stock)
    speed: Decimal = Decimal(1)  # durations of recovery are divided by it (repair, overtime)
    keeps_work_in_progress: bool = False  # relocation of jigs and work in progress
    places: tuple[Location, ...] = ()  # of the partner; none given: unknown
    rung: Rung | None = None  # readiness of the partner
    valid_until: date | None = None  # of the rung's evidence
    is_estimated: bool = False  # 推定: the partner has not confirmed the figures
    is_qualified_in_advance: bool = False  # approval and first article are bought with preparation
    firm_ref: str | None = None  # of a partner on the network; what is estimated follows it
    capability_ref: str | None = None  # the partner's capability that does the work
    need_ref: str | None = None
    introduction_ref: str | None = None
    is_named: bool = True  # False: the partner has not consented to be named in the plan
    quality_boundary: str | None = None  # 品質保証責任分界
    grounds: str | None = None

    def __post_init__(self) -> None:
        reference(self.ref, "ref")
        reference(self.product_ref, "product_ref")
        bounded(self.name, "name", NAME, required=True)
        bounded(self.quality_boundary, "quality_boundary", DESCRIPTION)
        bounded(self.grounds, "grounds", DESCRIPTION)
        bounded_list(self.covers, "covers")
        duration(self.ramp, "ramp")
        for name in ("premium", "transport", "preparation", "activation", "extra_stock"):
            amount(getattr(self, name), name)
        amount(self.capacity_per_day, "capacity_per_day")
        amount(self.speed, "speed", positive=True)
        if self.speed < 1:
            raise InvalidValueError(
                "1以上の倍率で指定してください", field="speed", english="must be at least 1"
            )
        if self.kind in _COVERING and not self.covers:
            raise InvalidValueError(
                f"「{self.kind.label}」には、効く工程が必要です",
                field="covers",
                english=f"{self.kind} needs the steps that it covers",
            )
        if len(self.covers) > _MOST_STEPS:
            raise InvalidValueError(
                f"工程は{_MOST_STEPS}までです", field="covers", english=f"at most {_MOST_STEPS}"
            )

    @property
    def delivers_pieces(self) -> bool:
        """Whether it brings finished pieces, instead of standing in for steps."""
        return self.kind is OptionKind.ALTERNATIVE and not self.covers

    def is_official(self, day: date) -> bool:
        """Whether it counts in the plan's official RTO on a day.

        What the firm does itself counts; a partner only when qualified or trained, on evidence
        that has not expired.
        """
        if not self.kind.needs_partner:
            return True
        if self.rung is None or self.rung.height < Rung.QUALIFIED.height:
            return False
        return self.valid_until is None or day <= self.valid_until

    def first_delivery(self, day: date, *, is_prepared: bool = False) -> timedelta:
        """Return the lead time that counts on a day: estimates take longer, qualification less."""
        qualified = self.is_official(day) and self.kind.needs_partner
        lead = self.lead.total(
            is_qualified=qualified or (is_prepared and self.is_qualified_in_advance)
        )
        return of_days(in_days(lead) * ESTIMATE_HAIRCUT) if self.is_estimated else lead
