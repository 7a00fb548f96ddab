"""What a year of introductions came to, beside what networks came to in 2011."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from math import sqrt
from statistics import NormalDist, median

from enishi.domain.errors import InvalidValueError
from enishi.domain.introduction import (
    DeclineReason,
    Ending,
    Introduction,
    OutcomeColumn,
    OutcomeItem,
    OutcomeTold,
    Side,
    Stage,
)
from enishi.domain.japan_time import day_in_japan
from enishi.domain.significance import Interval

# One answer more or less moves a share of ten by ten points: below that a percentage says more
# than is known.
LEAST_TO_SAY = 10
_Z = NormalDist().inv_cdf(0.975)
_TENTH = Decimal("0.1")
# Another year is a slip of the finger.
_FIRST_YEAR, _LAST_YEAR = 2000, 2999


@dataclass(frozen=True, slots=True)
class Period:
    """One year of reporting: from January, or from April as budgets go (年度)."""

    year: int
    is_fiscal: bool = False

    def __post_init__(self) -> None:
        if not _FIRST_YEAR <= self.year <= _LAST_YEAR:
            raise InvalidValueError(
                f"年は{_FIRST_YEAR}〜{_LAST_YEAR}で指定してください",
                field="year",
                english=f"a year from {_FIRST_YEAR} to {_LAST_YEAR}",
            )

    def __contains__(self, day: date) -> bool:
        """Whether a day is in the year."""
        if self.is_fiscal:
            return date(self.year, 4, 1) <= day < date(self.year + 1, 4, 1)
        return day.year == self.year

    @property
    def label(self) -> str:
        """Japanese name."""
        return f"{self.year}年度" if self.is_fiscal else f"{self.year}年"


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    count: int
    of: int

    @property
    def percent(self) -> Decimal | None:
        """The percentage to one decimal; None where too few were asked to say one."""
        if self.of < LEAST_TO_SAY:
            return None
        exact = Decimal(self.count) * 100 / self.of
        return exact.quantize(_TENTH, ROUND_HALF_UP)

    @property
    def interval(self) -> Interval | None:
        """Where the share lies with 95 % confidence, from 0 to 1; None where too few were asked.

        Wilson 1927, "Probable inference, the law of succession, and statistical inference",
        JASA 22: (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n).
        """
        if self.of < LEAST_TO_SAY:
            return None
        share, n, z = self.count / self.of, self.of, _Z
        middle = share + z * z / (2 * n)
        spread = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
        whole = 1 + z * z / n
        return Interval(max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole))


@dataclass(frozen=True, slots=True)
class OutcomeShare:
    """How many firms gave one answer of the survey, and how many did in 2011."""

    item: OutcomeItem
    told: Share

    @property
    def baseline(self) -> Share:
        """The same of 2011."""
        return Share(self.item.baseline_count, self.item.column.baseline_n)


@dataclass(frozen=True, slots=True)
class StageDays:
    """How long cases stayed at a stage that they left in the year."""

    median_days: Decimal | None  # None: no case left it
    cases: int


@dataclass(frozen=True, slots=True)
class YearlyReport:
    """One page for the council: what was begun, what came of it, and how sure that is."""

    period: Period
    chamber_ref: str | None  # None: all chambers
    reached: Mapping[Stage, int]  # how many cases came to each stage in the year
    endings: Mapping[Ending, int]
    declined_for: Mapping[DeclineReason, int]
    other_clusters: Share  # of the cases begun whose firms' clusters are both known
    days: Mapping[Stage, StageDays]
    outcomes: tuple[OutcomeShare, ...]
    orders: Decimal  # yen, as told
    cases_with_orders: int


# The three that this network sets out to better: nothing commercial is to become rarer.
NORTH_STARS = (
    OutcomeItem.SUPPLIER,
    OutcomeItem.JOINT_PRODUCT,
    OutcomeItem.COMMERCIAL_NONE,
)


def yearly_report(
    cases: Iterable[Introduction],
    clusters: Mapping[str, str | None],
    period: Period,
    chamber_ref: str | None = None,
) -> YearlyReport:
    """Count a year; `clusters` are those of the firms, by firm_ref.

    A case counts at each stage that it came to in the year for the first time. A firm counts
    once a case, with what it said last in the year; of the orders that both sides of a case
    tell, the greater one is taken, since it is the same trade.
    """
    counted = _Count(period)
    for case in cases:
        counted.add(case, clusters)
    return YearlyReport(
        period=period,
        chamber_ref=chamber_ref,
        reached={stage: counted.reached[stage] for stage in Stage if stage.is_open},
        endings={ending: counted.endings[ending] for ending in Ending},
        declined_for={reason: counted.declined[reason] for reason in DeclineReason},
        other_clusters=Share(sum(counted.pairs), len(counted.pairs)),
        days={stage: _stage_days(counted.stays[stage]) for stage in Stage if stage.is_open},
        outcomes=_outcomes(counted.told),
        orders=sum(counted.orders, Decimal(0)),
        cases_with_orders=len(counted.orders),
    )


class _Count:
    """What the cases add up to, one after the other."""

    def __init__(self, period: Period) -> None:
        self._period = period
        self.reached: Counter[Stage] = Counter()
        self.endings: Counter[Ending] = Counter()
        self.declined: Counter[DeclineReason] = Counter()
        self.stays: defaultdict[Stage, list[int]] = defaultdict(list)
        self.pairs: list[bool] = []  # whether they are of different clusters
        self.told: list[OutcomeTold] = []
        self.orders: list[Decimal] = []

    def add(self, case: Introduction, clusters: Mapping[str, str | None]) -> None:
        self.reached.update(_first_reached(case, self._period))
        closing, closed_at = case.closing, case.closed_at
        if closing and closed_at and day_in_japan(closed_at) in self._period:
            self.endings[closing.ending] += 1
            if closing.reason:
                self.declined[closing.reason] += 1
        for stage, days in _stays(case, self._period):
            self.stays[stage].append(days)
        one, other = clusters.get(case.seeker_ref), clusters.get(case.candidate_ref)
        if one and other and day_in_japan(case.opened_at) in self._period:
            self.pairs.append(one != other)
        last = _told_last(case, self._period)
        self.told += last
        amounts = [item.orders for item in last if item.orders is not None]
        if amounts:
            self.orders.append(max(amounts))


def _first_reached(case: Introduction, period: Period) -> Iterator[Stage]:
    for stage in Stage:
        at = case.entered(stage)
        if at is not None and day_in_japan(at) in period:
            yield stage


def _stays(case: Introduction, period: Period) -> Iterator[tuple[Stage, int]]:
    for (came, stage), (left, _) in pairwise(case.steps()):
        if day_in_japan(left) in period:
            yield stage, (day_in_japan(left) - day_in_japan(came)).days


def _told_last(case: Introduction, period: Period) -> list[OutcomeTold]:
    """Return what each side said last in the year."""
    last: dict[Side, OutcomeTold] = {}
    for event in case.events:
        if isinstance(event.act, OutcomeTold) and day_in_japan(event.at) in period:
            last[event.act.side] = event.act
    return list(last.values())


def _stage_days(days: list[int]) -> StageDays:
    return StageDays(Decimal(median(days)) if days else None, len(days))


def _outcomes(told: list[OutcomeTold]) -> tuple[OutcomeShare, ...]:
    asked = {column: sum(column in item.columns for item in told) for column in OutcomeColumn}
    given = Counter(item for one in told for item in one.items)
    return tuple(OutcomeShare(item, Share(given[item], asked[item.column])) for item in OutcomeItem)
