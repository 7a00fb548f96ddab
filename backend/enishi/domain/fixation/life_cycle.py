"""A hint at the stage of a cluster's life, after 遠山 (2010) as figure 3-2 of the survey has it.

The figure describes a stage by its market, its firms and jobs, and how far its firms learn.
A record of contacts shows two of these in outline: how many firms are active, and whether they
learn inside the region or beyond. So this is a hint with its reasons, and no finding.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from enishi.domain.fixation.meetings import Meeting, ObservedNetwork, months_before


class LifeCycleStage(StrEnum):
    """The stages of the figure, in their order."""

    EMERGENCE = "emergence"
    EXPANSION = "expansion"
    REFINEMENT = "refinement"
    MATURITY = "maturity"
    CONTRACTION = "contraction"
    DECLINE = "decline"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _STAGES[self]


_STAGES = {
    LifeCycleStage.EMERGENCE: "生成",
    LifeCycleStage.EXPANSION: "量的発展期",
    LifeCycleStage.REFINEMENT: "質的発展期",
    LifeCycleStage.MATURITY: "成熟期",
    LifeCycleStage.CONTRACTION: "縮小期",
    LifeCycleStage.DECLINE: "衰退期",
}
# 「事業所・雇用」 in the figure's words, and from which change in a year we take them to hold.
_FIRMS = {
    LifeCycleStage.EXPANSION: "大幅に増加",
    LifeCycleStage.REFINEMENT: "増加",
    LifeCycleStage.MATURITY: "横ばい",
    LifeCycleStage.CONTRACTION: "減少",
    LifeCycleStage.DECLINE: "大幅に減少",
}
_GREATLY, _CLEARLY = 0.5, 0.1
_YEAR = 12
# Of fewer firms a change by one or two is no change of a cluster.
_LEAST_FIRMS = 5
_FEW_FIRMS = 10
# From this share of contacts outside on, firms learn beyond the region.
_BEYOND = 0.25


@dataclass(frozen=True, slots=True)
class LifeCycleHint:
    """A stage that the record of contacts is like, and why; sentences in Japanese."""

    stage: LifeCycleStage
    reasons: tuple[str, ...]

    @property
    def label(self) -> str:
        """Japanese name, which says that it is a hint."""
        return f"{self.stage.label}の手がかり"


def life_cycle_hint(network: ObservedNetwork, until: date) -> LifeCycleHint | None:
    """Return which stage a cluster's contacts are like; None where two years are not recorded."""
    middle, start = months_before(until, _YEAR), months_before(until, 2 * _YEAR)
    now, before = network.between(middle, until), network.between(start, middle)
    active, earlier = _active(network, now), _active(network, before)
    is_recorded = bool(network.meetings) and network.meetings[0].day <= months_before(
        middle, _YEAR - 1
    )
    if not is_recorded or min(len(active), len(earlier)) < _LEAST_FIRMS:
        return None
    change = len(active) / len(earlier) - 1
    outside = _outside(network, now)
    stage = _stage(change)
    if change >= _CLEARLY and len(active) < _FEW_FIRMS:
        stage = LifeCycleStage.EMERGENCE
    firms = "まだ少ない" if stage is LifeCycleStage.EMERGENCE else _FIRMS[stage]
    reasons = [
        f"接点のあった企業は、1年前の{len(earlier)}社から{len(active)}社になりました"
        f"（図表3-2の事業所・雇用「{firms}」に当たります）"
    ]
    if outside is not None:
        scope = "地域の外にも及びます" if outside >= _BEYOND else "ほぼ地域の中です"
        reasons.append(f"学習の範囲は{scope}（外との接点{outside * 100:.0f}%）")
    reasons.append("接点の記録だけから見た手がかりで、市場・雇用・承継は見ていません")
    return LifeCycleHint(stage, tuple(reasons))


def _stage(change: float) -> LifeCycleStage:
    if change >= _GREATLY:
        return LifeCycleStage.EXPANSION
    if change >= _CLEARLY:
        return LifeCycleStage.REFINEMENT
    if change > -_CLEARLY:
        return LifeCycleStage.MATURITY
    return LifeCycleStage.CONTRACTION if change > -_GREATLY else LifeCycleStage.DECLINE


def _active(network: ObservedNetwork, meetings: tuple[Meeting, ...]) -> set[str]:
    return {firm for item in meetings for firm in item.firms if network.is_in_focus(firm)}


def _outside(network: ObservedNetwork, meetings: tuple[Meeting, ...]) -> float | None:
    pairs = [
        (network.cluster_of(one), network.cluster_of(other))
        for item in meetings
        for one, other in network.pairs_of(item)
    ]
    placed = [one != other for one, other in pairs if one and other]
    return sum(placed) / len(placed) if placed else None
