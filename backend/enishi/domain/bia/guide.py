"""The guided path: the seed's checklist of five minutes and its actions of a week.

An item is done when the case shows it, or when somebody ticked it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from enishi.domain.bia.case import Case
from enishi.domain.bia.impact import impacts
from enishi.domain.bia.process import Layer, RecoveryStage

_TOP = 5  # 重要業務上位5項目


class GuideList(StrEnum):
    """Which of the seed's two lists an item stands in."""

    CHECKLIST = "checklist"
    WEEK = "week"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _LISTS[self]


_LISTS = {GuideList.CHECKLIST: "5分でできるチェックリスト", GuideList.WEEK: "今週のアクション"}


@dataclass(frozen=True, slots=True)
class GuideItem:
    """One item of the guided path on a case: done by evidence, by a tick, or not yet."""

    ref: str
    listed_in: GuideList
    text: str
    evidence: str | None  # what in the case shows that it is done
    is_ticked: bool

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do here."""
        return self.evidence is not None or self.is_ticked


def guide(case: Case) -> tuple[GuideItem, ...]:
    """Return the five items of the checklist and the four actions of the week, in order."""
    return tuple(
        GuideItem(ref, kind, text, shows(case), ref in case.done)
        for ref, kind, text, shows in _ITEMS
    )


def _flow(case: Case) -> str | None:
    drawn = [product for product in case.products if product.steps]
    if not drawn or len(drawn) < len(case.products):
        return None
    # One step has no order; of several, at least one must say what it follows.
    several = [product.steps for product in drawn if len(product.steps) > 1]
    if not all(any(step.after for step in steps) for steps in several):
        return None
    return f"{len(drawn)}製品・{sum(len(product.steps) for product in drawn)}工程の流れがある"


def _capacity(case: Case) -> str | None:
    steps = [step for product in case.products for step in product.steps]
    if not steps or any(step.capacity_per_day is None for step in steps):
        return None
    return f"全{len(steps)}工程に日次能力が入っている"


def _contracts(case: Case) -> str | None:
    customers = [process for process in case.processes if process.contract or process.tolerance]
    if not any(process.tolerance for process in customers):
        return None
    return f"{len(customers)}業務に契約条件・遅延許容時間が入っている"


def _stock(case: Case) -> str | None:
    levels = [(product.stock.minimum, product.stock.maximum) for product in case.products]
    if not levels or any(None in pair for pair in levels):
        return None
    return f"{len(levels)}製品に最小・平均・最大の在庫が入っている"


def _resources(case: Case) -> str | None:
    has_things = any(process.equipment for process in case.processes)
    has_parts = any(process.materials for process in case.processes)
    if not (case.skills and has_things and has_parts):
        return None
    return f"技能{len(case.skills)}件と、業務ごとの設備・資材が入っている"


def _importance(case: Case) -> str | None:
    scored = impacts(case)
    if not scored or not all(axis.is_founded for score in scored for axis in score.axes):
        return None
    return f"{len(scored)}業務を4軸で採点してある"


def _dependencies(case: Case) -> str | None:
    waiting = sum(bool(process.upstream) for process in case.processes)
    if not waiting or _flow(case) is None:
        return None
    return f"{_flow(case)}。{waiting}業務に前後の関係がある"


def _targets(case: Case) -> str | None:
    timed = [p for p in case.processes if p.layer is Layer.OPERATION and p.rto is not None]
    staged = {process.stage for process in case.processes if process.stage is not None}
    data = [item for item in case.data if item.rpo is not None]
    if len(timed) < min(_TOP, len(impacts(case))) or not (timed and data):
        return None
    if RecoveryStage.EMERGENCY not in staged or len(staged) == 1:
        return None
    return f"{len(timed)}業務のRTO、{len(data)}件のRPO、段階ごとの目標がある"


def _priorities(case: Case) -> str | None:
    rated = [process for process in case.processes if process.rating is not None]
    if len(rated) <= 1 or case.budget is None:
        return None
    return f"{len(rated)}業務を4基準で評点し、備えの予算がある"


_ITEMS: tuple[tuple[str, GuideList, str, Callable[[Case], str | None]], ...] = (
    (
        "check-flow",
        GuideList.CHECKLIST,
        "主要製品の工程を流れ図にし、直列・並列の関係を明らかにした",
        _flow,
    ),
    (
        "check-bottleneck",
        GuideList.CHECKLIST,
        "各工程の日次処理能力を数値にし、ボトルネックを特定した",
        _capacity,
    ),
    (
        "check-contracts",
        GuideList.CHECKLIST,
        "重要顧客との契約条件（納期・品質・数量）を一覧にした",
        _contracts,
    ),
    (
        "check-stock",
        GuideList.CHECKLIST,
        "製品の在庫を品目別に把握し、出荷できる日数を出した",
        _stock,
    ),
    (
        "check-resources",
        GuideList.CHECKLIST,
        "復旧に要る技能者・設備・部品を業務別に挙げた",
        _resources,
    ),
    (
        "week-impact",
        GuideList.WEEK,
        "重要業務を売上・顧客・法的義務・競争優位の4軸で評価し、順位を付ける",
        _importance,
    ),
    (
        "week-dependencies",
        GuideList.WEEK,
        "工程の前後関係と3つの所要時間を決め、クリティカルパスを特定する",
        _dependencies,
    ),
    (
        "week-targets",
        GuideList.WEEK,
        "上位5業務のRTO・RPOと、緊急・暫定・完全の各段階の目標を決める",
        _targets,
    ),
    (
        "week-priorities",
        GuideList.WEEK,
        "4基準の加重平均で復旧の優先順位を決め、使える資源と照らし合わせる",
        _priorities,
    ),
)
