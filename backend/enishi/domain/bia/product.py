"""A product: its flow of steps, its stock, and what is due when it is late."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum

from enishi.domain.bia.values import amount, duration, known, reference, share, unique
from enishi.domain.errors import InvalidValueError
from enishi.domain.limits import NAME, bounded

# A flow that nobody draws; what an import with a slip produces.
MOST_STEPS = 2_000


class Timing(StrEnum):
    """Under which conditions a step is timed."""

    NORMAL = "normal"
    CONSTRAINED = "constrained"
    RECOVERY = "recovery"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _MODES[self]


_MODES = {Timing.NORMAL: "通常時", Timing.CONSTRAINED: "制約時", Timing.RECOVERY: "復旧時"}


@dataclass(frozen=True, slots=True)
class ProcessStep:
    """One step (工程) of a product's flow with its three durations.

    `after` names the steps that must be finished first: one is a series (直列), several are a
    merge (合流), and steps without a path between them run in parallel (並列).
    """

    ref: str
    name: str
    normal: timedelta
    constrained: timedelta
    recovery: timedelta
    after: tuple[str, ...] = ()
    process_ref: str | None = None
    site_ref: str | None = None
    capacity_per_day: Decimal | None = None

    def __post_init__(self) -> None:
        reference(self.ref, "ref")
        bounded(self.name, "name", NAME, required=True)
        for mode in Timing:
            duration(self.takes(mode), mode.value)
        amount(self.capacity_per_day, "capacity_per_day")

    def takes(self, mode: Timing) -> timedelta:
        """Return how long the step takes in a mode."""
        return {
            Timing.NORMAL: self.normal,
            Timing.CONSTRAINED: self.constrained,
            Timing.RECOVERY: self.recovery,
        }[mode]


class StockLevel(StrEnum):
    """At which level of finished goods the disaster comes."""

    MINIMUM = "minimum"
    MEAN = "mean"
    MAXIMUM = "maximum"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _STOCK_LEVELS[self]


_STOCK_LEVELS = {
    StockLevel.MINIMUM: "最小在庫",
    StockLevel.MEAN: "平均在庫",
    StockLevel.MAXIMUM: "最大在庫",
}


@dataclass(frozen=True, slots=True)
class Stock:
    """Finished goods in pieces; where only the mean is known the others are None."""

    mean: Decimal
    minimum: Decimal | None = None
    maximum: Decimal | None = None

    def __post_init__(self) -> None:
        for level in StockLevel:
            amount(getattr(self, level.value), level.value)
        if self.at(StockLevel.MINIMUM) > self.mean or self.mean > self.at(StockLevel.MAXIMUM):
            raise InvalidValueError(
                "最小 ≦ 平均 ≦ 最大 になっていません",
                field="mean",
                english="minimum ≤ mean ≤ maximum does not hold",
            )

    def at(self, level: StockLevel) -> Decimal:
        """Return the pieces at a level; the mean where the level is not known."""
        stated: Decimal | None = getattr(self, level.value)
        return self.mean if stated is None else stated


@dataclass(frozen=True, slots=True)
class Penalty:
    """Yen that fall due once, when a shortage lasts longer than its threshold (strictly)."""

    customer: str
    after: timedelta
    yen: Decimal

    def __post_init__(self) -> None:
        bounded(self.customer, "customer", NAME, required=True)
        duration(self.after, "after")
        amount(self.yen, "yen")


@dataclass(frozen=True, slots=True)
class Product:
    """What is shipped every day, and what it takes to make it again.

    `demand_per_day` counts pieces on a day of the firm's calendar. `lost_share` of a shortage
    is lost for good; the rest is made up later.
    """

    ref: str
    name: str
    sales_share: Decimal
    demand_per_day: Decimal
    stock: Stock
    steps: tuple[ProcessStep, ...]
    margin: Decimal | None = None  # 限界利益率; None: the firm's
    mbco: Decimal = Decimal("0.5")
    lost_share: Decimal = Decimal(1)
    penalties: tuple[Penalty, ...] = ()

    def __post_init__(self) -> None:
        reference(self.ref, "ref")
        bounded(self.name, "name", NAME, required=True)
        for name in ("sales_share", "margin", "mbco", "lost_share"):
            share(getattr(self, name), name)
        amount(self.demand_per_day, "demand_per_day", positive=True)
        if len(self.steps) > MOST_STEPS:
            raise InvalidValueError(
                f"工程が{len(self.steps):,}あります（上限は{MOST_STEPS:,}）",
                field="steps",
                english=f"{len(self.steps):,} steps; at most {MOST_STEPS:,}",
            )
        refs = [step.ref for step in self.steps]
        unique(refs, "steps")
        for number, step in enumerate(self.steps):
            known(step.after, refs, f"steps[{number}].after")
