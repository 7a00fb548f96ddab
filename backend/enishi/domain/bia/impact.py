"""How much a process matters: four axes, their weighted mean, and a rank (seed 003).

The seed leaves gaps, which are settled here: axis 1 by bands of the firm's marginal profit
(`SalesBands`), axis 2 as the higher of two scales, 1 wherever nothing applies, and ranks as
half-open intervals that are read before anything is rounded (models.md §4.1, §4.9).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from enishi.domain.bia.case import Case, ImpactWeights
from enishi.domain.bia.finance import Finance
from enishi.domain.bia.process import Advantage, Contract, Law, Process
from enishi.domain.bia.product import Product
from enishi.domain.bia.wording import listed, percent, points

_NOTHING_APPLIES = Decimal(1)
# Shares of sales from which a customer class counts: exactly 20 % and 60 % belong to the higher.
_CUSTOMER_CLASSES = (
    (Decimal("0.6"), "Aランク顧客", Decimal(5)),
    (Decimal("0.2"), "Bランク顧客", Decimal(4)),
    (Decimal(0), "Cランク顧客", Decimal(3)),
)
# The seed gives made-to-order an RTO of one to two weeks and no score. What may wait longer than
# a week and less than a month scores 2 on its scale, as spot deliveries do.
_CONTRACTS = {
    Contract.JIT: Decimal(5),
    Contract.REGULAR: Decimal(3),
    Contract.SPOT: Decimal(2),
    Contract.MADE_TO_ORDER: Decimal(2),
}
_LAWS = {
    Law.SAFETY: Decimal(5),
    Law.ENVIRONMENT: Decimal(4),
    Law.QUALITY: Decimal(4),
    Law.ACCOUNTING: Decimal(2),
}
_ADVANTAGES = {
    Advantage.PROPRIETARY: Decimal(5),
    Advantage.SKILLED: Decimal(4),
    Advantage.STANDARD: Decimal(2),
}


class ImpactAxis(StrEnum):
    """One of the four sides from which importance is judged."""

    SALES = "sales"
    CUSTOMER = "customer"
    LEGAL = "legal"
    ADVANTAGE = "advantage"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _AXES[self]


_AXES = {
    ImpactAxis.SALES: "売上・収益",
    ImpactAxis.CUSTOMER: "顧客関係",
    ImpactAxis.LEGAL: "法的義務",
    ImpactAxis.ADVANTAGE: "競争優位",
}


class ImpactRank(StrEnum):
    """S [4.5, 5], A [3.5, 4.5), B [2.5, 3.5), C [1, 2.5)."""

    S = "S"
    A = "A"
    B = "B"
    C = "C"

    @classmethod
    def of(cls, score: Decimal) -> "ImpactRank":
        """Return the rank of a score that has not been rounded: 4.45 is A."""
        return next((rank for rank, start in _RANKS if score >= start), cls.C)


_RANKS = (
    (ImpactRank.S, Decimal("4.5")),
    (ImpactRank.A, Decimal("3.5")),
    (ImpactRank.B, Decimal("2.5")),
)


@dataclass(frozen=True, slots=True)
class AxisScore:
    """A score 1…5 on one axis, and why it is that."""

    axis: ImpactAxis
    score: Decimal
    reason: str
    is_stated: bool = False  # given by hand, instead of following from facts
    is_founded: bool = True  # False: nothing is known, and 1 stands in


@dataclass(frozen=True, slots=True)
class ImpactScore:
    """The importance of a process: its axes, their weighted mean in full, and its rank."""

    process: Process
    axes: tuple[AxisScore, ...]  # in the order of ImpactAxis
    total: Decimal

    @property
    def rank(self) -> ImpactRank:
        """The rank of the mean before rounding."""
        return ImpactRank.of(self.total)


@dataclass(frozen=True, slots=True)
class ProfitAtStake:
    """The marginal profit that stops with a process, as a share of sales and in yen a day."""

    sales_share: Decimal
    per_day: Decimal  # yen
    share_of_profit: Decimal  # of the firm's marginal profit
    origin: str  # in words: its own share, or the products that it makes


def impacts(case: Case) -> tuple[ImpactScore, ...]:
    """Return the importance of every process that says anything about it, as listed.

    A process says something if it has a share of sales or of a customer, a contract, a law, an
    advantage, or a score given by hand. The others only structure the inventory.
    """
    made = made_by(case)
    return tuple(
        score_impact(process, case, made[process.ref])
        for process in case.processes
        if says_why(process)
    )


def says_why(process: Process) -> bool:
    """Whether anything is known from which its importance could follow."""
    stated = process.stated
    known = (
        process.sales_share,
        process.customer_share,
        process.contract,
        process.advantage,
        stated.sales,
        stated.customer,
        stated.legal,
        stated.advantage,
    )
    return bool(process.laws) or any(value is not None for value in known)


def score_impact(process: Process, case: Case, made: Sequence[Product]) -> ImpactScore:
    """Return the importance of a process: Σ weight × axis, in Decimal, never rounded.

    `made` are the products whose steps it does (`made_by`).
    """
    stated = process.stated
    axes = (
        _stated(ImpactAxis.SALES, stated.sales) or _sales(process, case, made),
        _stated(ImpactAxis.CUSTOMER, stated.customer) or _customer(process),
        _stated(ImpactAxis.LEGAL, stated.legal) or _legal(process),
        _stated(ImpactAxis.ADVANTAGE, stated.advantage) or _advantage(process),
    )
    return ImpactScore(process, axes, weigh(case.impact_weights, (axis.score for axis in axes)))


def weigh(weights: ImpactWeights, scores: Iterable[Decimal]) -> Decimal:
    """Return the weighted mean of the four scores, in the order of ImpactAxis."""
    given = (weights.sales, weights.customer, weights.legal, weights.advantage)
    products = (weight * score for weight, score in zip(given, scores, strict=True))
    return sum(products, Decimal(0))


def made_by(case: Case) -> Mapping[str, tuple[Product, ...]]:
    """Return, for every process by its reference, the products of whose flow it does a step."""
    made: dict[str, list[Product]] = {process.ref: [] for process in case.processes}
    for product in case.products:
        for ref in dict.fromkeys(step.process_ref for step in product.steps):
            if ref is not None:
                made[ref].append(product)
    return {ref: tuple(products) for ref, products in made.items()}


def profit_at_stake(
    process: Process, made: Sequence[Product], finance: Finance
) -> ProfitAtStake | None:
    """Return the marginal profit that stops with a process; None where no share is known.

    Its own share of sales counts; where it has none, the shares of the products that it makes
    (`made`). Yen a day = annual sales / days × share × margin (seed 003).
    """
    if process.sales_share is not None:
        parts = [(process.sales_share, process.margin)]
        origin = "売上寄与率"
    else:
        parts = [(product.sales_share, product.margin) for product in made]
        origin = f"{listed(product.name for product in made)}の売上寄与率"
    if not parts:
        return None
    return ProfitAtStake(
        sales_share=sum((share for share, _ in parts), Decimal(0)),
        per_day=sum((finance.daily_marginal_profit(*part) for part in parts), Decimal(0)),
        share_of_profit=_share_of_profit(parts, finance.margin),
        origin=origin,
    )


def _share_of_profit(parts: Iterable[tuple[Decimal, Decimal | None]], margin: Decimal) -> Decimal:
    """Return Σ share × margin over the firm's margin; of sales, where the firm earns nothing."""
    if not margin:
        return sum((share for share, _ in parts), Decimal(0))
    return sum((share if own is None else share * own / margin for share, own in parts), Decimal(0))


def _stated(axis: ImpactAxis, score: Decimal | None) -> AxisScore | None:
    if score is None:
        return None
    return AxisScore(axis, score, f"手で付けた点（{points(score)}）", is_stated=True)


def _sales(process: Process, case: Case, made: Sequence[Product]) -> AxisScore:
    stake = profit_at_stake(process, made, case.finance)
    if stake is None:
        return _unfounded(ImpactAxis.SALES, "売上寄与率が分からないため、1点とする")
    starts = case.sales_bands.starts
    above = sum(stake.share_of_profit >= start for start in starts)
    band = f"{percent(starts[above - 1])}以上" if above else f"{percent(starts[0])}未満"
    score = Decimal(1 + above)
    return AxisScore(
        ImpactAxis.SALES,
        score,
        f"{stake.origin}{percent(stake.sales_share)}。会社の日次限界利益の"
        f"{percent(stake.share_of_profit)}（{band}は{points(score)}）",
    )


def _customer(process: Process) -> AxisScore:
    """Return the higher of the customer's class and the contract's: either alone can be fatal."""
    found: list[tuple[Decimal, str]] = []
    if process.customer_share is not None:
        _, name, score = next(row for row in _CUSTOMER_CLASSES if process.customer_share >= row[0])
        found.append((score, f"{name}（売上の{percent(process.customer_share)}）"))
    if process.contract is not None:
        found.append((_CONTRACTS[process.contract], process.contract.label))
    if not found:
        return _unfounded(ImpactAxis.CUSTOMER, "顧客も契約条件も分からないため、1点とする")
    said = "、".join(f"{name}は{points(score)}" for score, name in found)
    higher = "。高いほうを取る" if len(found) > 1 else ""
    return AxisScore(ImpactAxis.CUSTOMER, max(score for score, _ in found), said + higher)


def _legal(process: Process) -> AxisScore:
    found = [law for law in Law if law in process.laws]
    if not found:
        return AxisScore(ImpactAxis.LEGAL, _NOTHING_APPLIES, "該当する法規制なし（1点）")
    said = "、".join(f"{law.label}は{points(_LAWS[law])}" for law in found)
    higher = "。最も高いものを取る" if len(found) > 1 else ""
    return AxisScore(ImpactAxis.LEGAL, max(_LAWS[law] for law in found), said + higher)


def _advantage(process: Process) -> AxisScore:
    if process.advantage is None:
        return AxisScore(ImpactAxis.ADVANTAGE, _NOTHING_APPLIES, "該当する競争優位なし（1点）")
    score = _ADVANTAGES[process.advantage]
    return AxisScore(ImpactAxis.ADVANTAGE, score, f"{process.advantage.label}は{points(score)}")


def _unfounded(axis: ImpactAxis, reason: str) -> AxisScore:
    return AxisScore(axis, _NOTHING_APPLIES, reason, is_founded=False)
