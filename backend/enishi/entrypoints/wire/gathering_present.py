"""Turns gatherings into wire bodies; decides nothing."""

from collections import Counter
from typing import Any

from enishi.domain.gathering import AgendaTopic, GatheringRound, GatheringTable
from enishi.entrypoints.wire.answers import FirmBrief
from enishi.entrypoints.wire.gathering_answers import (
    AgendaTopicOut,
    GatheringBriefOut,
    GatheringOut,
    RoundOut,
    TableOut,
)
from enishi.entrypoints.wire.present import firm_brief
from enishi.services.gatherings.service import GatheringView


def gathering_brief(view: GatheringView) -> GatheringBriefOut:
    """A gathering in a list."""
    return GatheringBriefOut(**_brief(view))


def gathering_out(view: GatheringView) -> GatheringOut:
    """A gathering with its tables."""
    gathering = view.gathering
    sat = Counter(gathering.pairs())
    new = sum(not view.met.get(pair) for pair in sat)
    repeated = sum(times > 1 for times in sat.values())
    return GatheringOut(
        **_brief(view),
        minutes=gathering.minutes,
        firms=_firms(view, gathering.firm_refs),
        host_refs=list(gathering.host_refs),
        absent_refs=sorted(gathering.absent_refs),
        rounds=[_round(view, taken) for taken in gathering.rounds],
        pairs=len(sat),
        new_pairs=new,
        repeated_pairs=repeated,
        text=_told(len(sat), new, repeated),
        text_en=f"{len(sat)} pairs meet, {new} of them for the first time in three years; "
        f"{repeated} meet more than once here",
    )


def _told(pairs: int, new: int, repeated: int) -> str:
    again = f"この中で二度以上会うのは{repeated}組です" if repeated else "二度会う組はありません"
    return f"{pairs}組の企業が会います。前の3年に会っていないのは{new}組。{again}。"


def _brief(view: GatheringView) -> dict[str, Any]:
    gathering = view.gathering
    return {
        "gathering_ref": gathering.ref,
        "kind": gathering.kind.value,
        "kind_label": gathering.kind.label,
        "title": gathering.title,
        "date": gathering.day,
        "starts_at": gathering.starts_at,
        "chamber_ref": gathering.chamber_ref,
        "chamber_name": view.hosted_by,
        "state": gathering.state.value,
        "state_label": gathering.state.label,
        "firm_count": len(gathering.firm_refs),
        "round_count": len(gathering.rounds),
        "is_run_by_you": view.is_run,
    }


def _firms(view: GatheringView, refs: tuple[str, ...]) -> list[FirmBrief]:
    return [firm_brief(view.firms[ref]) for ref in refs]


def _round(view: GatheringView, taken: GatheringRound) -> RoundOut:
    gathering = view.gathering
    return RoundOut(
        number=taken.number,
        starts_at=gathering.begins(taken.number),
        tables=[_table(view, taken, table) for table in taken.tables],
        # Whom a firm does not sit with may sit elsewhere.
        resting=_firms(view, gathering.resting(taken.number)) if view.is_run else [],
    )


def _table(view: GatheringView, taken: GatheringRound, table: GatheringTable) -> TableOut:
    return TableOut(
        number=table.number,
        firms=_firms(view, table.firm_refs),
        met=sum(pair in view.met for pair in table.pairs),
        topics=[topic_out(item) for item in view.topics.get((taken.number, table.number), ())],
    )


def topic_out(topic: AgendaTopic) -> AgendaTopicOut:
    """A topic, with as many firms as look for it and the names of those that say so."""
    return AgendaTopicOut(
        text=f"{topic.concept}（{topic.firms}社が探しています）",
        text_en=f"{topic.concept} ({topic.firms} firms look for it)",
        firm_refs=list(topic.named),
    )
