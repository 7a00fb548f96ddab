"""Impact over time (ISO 22301:2019, 8.2.2): what a standing process has cost by when.

The loss is counted as if nothing were there to bridge it: stock and alternatives are answers
to an impact, and are reckoned where options are compared. A day is a day of the firm's calendar.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from enishi.domain.bia.case import Case
from enishi.domain.bia.finance import Finance
from enishi.domain.bia.impact import ImpactRank, made_by, profit_at_stake
from enishi.domain.bia.process import Process
from enishi.domain.bia.product import Penalty, Product
from enishi.domain.bia.values import in_days, of_days
from enishi.domain.bia.wording import lasting, yen

MOMENTS = (
    timedelta(hours=2),
    timedelta(hours=4),
    timedelta(hours=8),
    timedelta(hours=24),
    timedelta(hours=48),
    timedelta(hours=72),
    timedelta(weeks=1),
    timedelta(weeks=2),
    timedelta(days=30),  # one month
)
# From which share of what the firm's cash bears a loss is S, A, B. A choice: the whole of it, a
# half, a tenth.
_SIZES = (
    (ImpactRank.S, Decimal(1)),
    (ImpactRank.A, Decimal("0.5")),
    (ImpactRank.B, Decimal("0.1")),
)
_MONTHS = 12
_TEN_YEARS = 3_650  # days; what takes longer is never reached


@dataclass(frozen=True, slots=True)
class ImpactPoint:
    """The cumulative loss so long after a process stopped, and how large that is for the firm."""

    after: timedelta
    loss: Decimal  # yen
    rank: ImpactRank


@dataclass(frozen=True, slots=True)
class Mtpd:
    """最大許容停止時間: how long a process may stand before it is unacceptable, and why."""

    limit: timedelta
    reason: str
    is_by_contract: bool  # the customers' tolerance decides


@dataclass(frozen=True, slots=True)
class ImpactOverTime:
    """How the impact of a process grows; `points` is empty where no loss can be known."""

    process: Process
    points: tuple[ImpactPoint, ...]
    mtpd: Mtpd | None


def impacts_over_time(case: Case) -> tuple[ImpactOverTime, ...]:
    """Return the growing impact of every process of which a loss or a limit is known."""
    made = made_by(case)
    found = (impact_over_time(item, made[item.ref], case.finance) for item in case.processes)
    return tuple(item for item in found if item.points or item.mtpd is not None)


def impact_over_time(process: Process, made: Sequence[Product], finance: Finance) -> ImpactOverTime:
    """Return losses at MOMENTS and the MTPD of a process, penalties of what it makes included."""
    stake = profit_at_stake(process, made, finance)
    penalties = [penalty for product in made for penalty in product.penalties]
    points: tuple[ImpactPoint, ...] = ()
    if stake is not None:
        bears = _bears(finance)
        losses = [(at, _loss(at, stake.per_day, penalties)) for at in MOMENTS]
        points = tuple(ImpactPoint(at, loss, _size(loss, bears)) for at, loss in losses)
    per_day = stake.per_day if stake else Decimal(0)
    return ImpactOverTime(process, points, _mtpd(process, finance, per_day, penalties))


def _loss(at: timedelta, per_day: Decimal, penalties: Iterable[Penalty]) -> Decimal:
    due = sum((penalty.yen for penalty in penalties if at > penalty.after), Decimal(0))
    return per_day * in_days(at) + due


def _bears(finance: Finance) -> Decimal:
    """Return the yen of loss that the firm bears: as stated, else a month's marginal profit."""
    return finance.cash_limit or finance.annual_sales * finance.margin / _MONTHS


def _size(loss: Decimal, bears: Decimal) -> ImpactRank:
    return next((rank for rank, share in _SIZES if loss >= share * bears), ImpactRank.C)


def _mtpd(
    process: Process, finance: Finance, per_day: Decimal, penalties: Iterable[Penalty]
) -> Mtpd | None:
    """Return the earliest of what is stated, what customers bear, and what the cash bears."""
    found: list[Mtpd] = []
    if process.mtpd is not None:
        found.append(Mtpd(process.mtpd, f"入力されたMTPD（{lasting(process.mtpd)}）", False))
    if process.tolerance is not None:
        said = f"顧客の遅延許容時間（{lasting(process.tolerance)}）を超える"
        found.append(Mtpd(process.tolerance, said, True))
    elif process.contract is not None and process.contract.tolerance is not None:
        limit = process.contract.tolerance
        said = f"{process.contract.label}の遅延許容時間（{lasting(limit)}）を超える"
        found.append(Mtpd(limit, said, True))
    if finance.cash_limit is not None:
        out = _cash_is_out(finance.cash_limit, per_day, penalties)
        if out is not None:
            said = f"累積損失が資金の限度{yen(finance.cash_limit)}に達する"
            found.append(Mtpd(out, said, False))
    return min(found, key=lambda item: item.limit, default=None)


def _cash_is_out(
    limit: Decimal, per_day: Decimal, penalties: Iterable[Penalty]
) -> timedelta | None:
    """Return when the loss reaches the limit; None if it never does within ten years.

    The loss runs up in a line and jumps at each penalty, so it arrives either on the line
    before the next jump, or at a jump.
    """
    due = Decimal(0)
    for penalty in sorted(penalties, key=lambda item: item.after):
        arrival = _on_the_line(limit - due, per_day)
        if arrival is not None and arrival <= penalty.after:
            return arrival
        due += penalty.yen
        if per_day * in_days(penalty.after) + due >= limit:
            return penalty.after
    return _on_the_line(limit - due, per_day)


def _on_the_line(left: Decimal, per_day: Decimal) -> timedelta | None:
    if left > per_day * _TEN_YEARS:
        return None
    return of_days(left / per_day)
