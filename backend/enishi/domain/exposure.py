"""How evenly firms were shown in a week: the audit of who gets attention."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from enishi.domain.iso_week import IsoWeek

# 製造業の小規模企業者 are firms of at most 20 employees (中小企業基本法 第2条第5項).
SMALL_UP_TO = 20


class ExposureGroupName(StrEnum):
    """Two ways to halve the firms: by how long they are there, and by their size."""

    NEW = "new"
    OLD = "old"
    SMALL = "small"
    LARGE = "large"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _GROUPS[self]


_GROUPS = {
    ExposureGroupName.NEW: "新しい企業（登録から90日まで）",
    ExposureGroupName.OLD: "前からの企業（登録から91日以上）",
    ExposureGroupName.SMALL: f"小さい企業（従業員{SMALL_UP_TO}人以下）",
    ExposureGroupName.LARGE: f"大きい企業（従業員{SMALL_UP_TO + 1}人以上）",
}


@dataclass(frozen=True, slots=True)
class ExposureSpread:
    """How showings are spread over firms."""

    gini: float | None  # 0 is even, near 1 everything to one; None where nothing was shown
    zero_share: float | None  # of firms never shown; None where there are no firms
    most_shown: int

    @classmethod
    def of(cls, counts: Collection[int]) -> "ExposureSpread":
        """Summarise how often each firm was shown; zeros belong to the counts."""
        zeros = sum(count == 0 for count in counts)
        return cls(gini(counts), zeros / len(counts) if counts else None, max(counts, default=0))


@dataclass(frozen=True, slots=True)
class ExposureGroup:
    """How often the firms of one group were shown."""

    name: ExposureGroupName
    firms: int
    shown: int
    unseen: int  # firms that were never shown

    @property
    def mean(self) -> float:
        """Showings a firm."""
        return self.shown / self.firms if self.firms else 0.0

    @property
    def zero_share(self) -> float:
        """The share of its firms that were never shown, from 0 to 1."""
        return self.unseen / self.firms if self.firms else 0.0


@dataclass(frozen=True, slots=True)
class ExposureAudit:
    """What came out of one week's allocation, kept with it: numbers, and no firm's name."""

    week: IsoWeek
    made_at: datetime  # UTC
    allocation_version: str
    is_fallback: bool
    firms: int
    viewers: int  # that received anything
    suggestions: int
    trials: int
    elsewhere: int  # suggestions of a firm of another cluster
    clustered: int  # suggestions in which the clusters of both are known
    spread: ExposureSpread
    naive: ExposureSpread | None  # if everybody were shown the five most similar
    groups: tuple[ExposureGroup, ...]
    loads: Mapping[int, int]  # times shown → firms

    @property
    def other_cluster_share(self) -> float | None:
        """The share of suggestions of another cluster; None where no clusters are known."""
        return self.elsewhere / self.clustered if self.clustered else None

    @property
    def text(self) -> str:
        """The week in a sentence, in Japanese."""
        if not self.suggestions:
            return "この週は、見せられる相手がありませんでした。"
        said = (
            f"{self.firms}社のうち{self._seen}社が一度は見せられ、最も多い企業で"
            f"{self.spread.most_shown}回でした。"
        )
        if self.naive is None:
            return said
        naive = round((1 - (self.naive.zero_share or 0)) * self.firms)
        return said + (
            f"似た順に5社ずつ見せていたら、見せられたのは{naive}社、"
            f"最も多い企業で{self.naive.most_shown}回でした。"
        )

    @property
    def text_en(self) -> str:
        """The same in English."""
        if not self.suggestions:
            return "There was nobody to show this week."
        said = (
            f"{self._seen} of {self.firms} firms were shown at least once, "
            f"the most shown {self.spread.most_shown} times."
        )
        if self.naive is None:
            return said
        naive = round((1 - (self.naive.zero_share or 0)) * self.firms)
        return said + (
            f" The five most similar for everybody would have shown {naive} firms, "
            f"one of them {self.naive.most_shown} times."
        )

    @property
    def _seen(self) -> int:
        return self.firms - self.loads.get(0, 0)


def gini(counts: Collection[int]) -> float | None:
    """Return Gini's coefficient of some counts; None where they sum to 0.

    G = Σᵢ (2i − n − 1) xᵢ / (n Σ x), x rising (Gini 1912 in the form of Dixon et al. 1987).
    """
    total, number = sum(counts), len(counts)
    if total == 0:
        return None
    ranked = enumerate(sorted(counts), start=1)
    return sum((2 * place - number - 1) * count for place, count in ranked) / (number * total)


def group_of(name: ExposureGroupName, counts: Sequence[int]) -> ExposureGroup:
    """Return a group by how often each of its firms was shown."""
    return ExposureGroup(name, len(counts), sum(counts), sum(count == 0 for count in counts))


def loads_of(counts: Iterable[int]) -> dict[int, int]:
    """Return how many firms were shown how many times, fewest times first."""
    return dict(sorted(Counter(counts).items()))
