"""How long stock lasts, and when a process runs again once it has waited for the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from enishi.domain.bia.case import Case
from enishi.domain.bia.precedence import in_order
from enishi.domain.bia.process import Process
from enishi.domain.bia.product import Product, StockLevel
from enishi.domain.bia.wording import lasting, lasting_english

_NOTHING = timedelta(0)


@dataclass(frozen=True, slots=True)
class StockCover:
    """How many days of demand a product's stock covers at one of its levels."""

    product: Product
    level: StockLevel
    pieces: Decimal
    days: Decimal
    is_known: bool  # False: the level was not given, and the mean stands in


@dataclass(frozen=True, slots=True)
class Continuity:
    """When a process runs again after a disaster, against when it has to.

    `reached` is E(v) = max(own(v), max over upstream u of E(u) − buffer), models.md §4.4; None
    where nothing is known. `waits_for` is the upstream process that decides it, if one does.
    Waits for power or ground are the scenarios' matter and not in it.
    """

    process: Process
    own: timedelta | None
    reached: timedelta | None
    waits_for: Process | None

    @property
    def is_met(self) -> bool | None:
        """Whether it runs again by its RTO; None where one of the two is not known."""
        if self.reached is None or self.process.rto is None:
            return None
        return self.reached <= self.process.rto

    @property
    def statement(self) -> str:
        """The check in a Japanese sentence."""
        name, rto = self.process.name, self.process.rto
        if self.reached is None:
            return f"「{name}」が戻るまでの時間は分かりません"
        waits = f"（「{self.waits_for.name}」を待つため）" if self.waits_for else ""
        back = f"「{name}」は{lasting(self.reached)}で戻ります{waits}"
        if rto is None:
            return f"{back}。RTOは決まっていません"
        verdict = "に間に合います" if self.is_met else "に間に合いません"
        return f"{back}。RTO {lasting(rto)}{verdict}"

    @property
    def english(self) -> str:
        """The same in English."""
        name, rto = self.process.name, self.process.rto
        if self.reached is None:
            return f"it is not known when {name} runs again"
        waits = f", waiting for {self.waits_for.name}" if self.waits_for else ""
        back = f"{name} runs again after {lasting_english(self.reached)}{waits}"
        if rto is None:
            return f"{back}; it has no RTO"
        return f"{back}; its RTO of {lasting_english(rto)} is {'met' if self.is_met else 'missed'}"


def stock_covers(product: Product) -> tuple[StockCover, ...]:
    """Return pieces / daily demand at the minimum, the mean and the maximum (seed 003)."""
    return tuple(stock_cover(product, level) for level in StockLevel)


def stock_cover(product: Product, level: StockLevel) -> StockCover:
    """Return the cover at one level; the mean stands in where the level is not known."""
    pieces = product.stock.at(level)
    return StockCover(
        product=product,
        level=level,
        pieces=pieces,
        days=pieces / product.demand_per_day,
        is_known=getattr(product.stock, level.value) is not None,
    )


def continuities(case: Case) -> tuple[Continuity, ...]:
    """Return when each process runs again, for those that have a time or wait for another.

    What a process takes by itself is its `own_recovery`; where that is not known its RTO stands
    in, as the plan's own claim. Raises InvalidValueError (`processes`) naming the processes that
    wait for each other in a circle.
    """
    by_ref = {process.ref: process for process in case.processes}
    found: dict[str, Continuity] = {}
    for ref in upstream_order(case.processes):
        found[ref] = _continuity(by_ref[ref], found)
    return tuple(
        found[process.ref]
        for process in case.processes
        if process.upstream or process.rto is not None or process.own_recovery is not None
    )


def upstream_order(processes: Sequence[Process]) -> tuple[str, ...]:
    """Return the references so that no process comes before one that it waits for.

    Raises InvalidValueError (`processes`) naming those that wait for each other in a circle.
    """
    before = {process.ref: [item.ref for item in process.upstream] for process in processes}
    return in_order(before, {process.ref: process.name for process in processes}, "processes")


def _continuity(process: Process, found: Mapping[str, Continuity]) -> Continuity:
    own = process.rto if process.own_recovery is None else process.own_recovery
    reached, waits_for = own, None
    for item in process.upstream:
        earlier = found[item.ref].reached
        if earlier is None:
            continue
        wait = max(earlier - item.buffer, _NOTHING)
        if reached is None or wait > reached:
            reached, waits_for = wait, found[item.ref].process
    return Continuity(process, own, reached, waits_for)
