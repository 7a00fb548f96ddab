"""Seat sheets: the whole plan for the wall, and a small sheet for the hand of each firm."""

import json
from collections.abc import Sequence
from datetime import time
from importlib.resources import files
from typing import Any

from enishi.domain.gathering import GatheringKind
from enishi.entrypoints.paper.document import legible, titled
from enishi.entrypoints.paper.pdf import typeset
from enishi.entrypoints.wire.gathering_present import topic_out
from enishi.services.gatherings.service import GatheringView, SeatSheets

_TEMPLATE = (files(__package__) / "seat_sheets.typ").read_bytes()
# What a number stands for is a table, a host's table or a group on its way.
_PLACES = {
    GatheringKind.WORKING_GROUP: "卓",
    GatheringKind.BUSINESS_MEETING: "卓",
    GatheringKind.VISIT_DAY: "班",
}


def seat_sheets(sheets: SeatSheets) -> bytes:
    """Return the PDF; raises FontMissingError where no Japanese font is installed."""
    gathering = sheets.whole.gathering
    told = {
        "title": titled(gathering.title),
        "kind": gathering.kind.label,
        "dated": gathering.day.isoformat(),
        "host": legible(sheets.whole.hosted_by or ""),
        "place": _PLACES[gathering.kind],
        "rounds": _overview(sheets.whole) if sheets.whole.is_run else [],
        "sheets": [_sheet(firm_ref, view) for firm_ref, view in sheets.of_firms.items()],
    }
    return typeset(_TEMPLATE, "gathering", json.dumps(told, ensure_ascii=False), gathering.day)


def _overview(view: GatheringView) -> list[dict[str, Any]]:
    gathering = view.gathering
    return [
        {
            "round": f"{taken.number}回目 {_clock(gathering.begins(taken.number))}".strip(),
            "tables": [
                [str(table.number), _names(view, table.firm_refs)] for table in taken.tables
            ],
            "resting": _names(view, gathering.resting(taken.number)),
        }
        for taken in gathering.rounds
    ]


def _sheet(firm_ref: str, view: GatheringView) -> dict[str, Any]:
    gathering = view.gathering
    rows = []
    for taken in gathering.rounds:
        table = next((item for item in taken.tables if firm_ref in item.firm_refs), None)
        topics = view.topics.get((taken.number, table.number), ()) if table else ()
        others = [ref for ref in table.firm_refs if ref != firm_ref] if table else []
        mates = _names(view, others, "\n") if table else "（お休み）"
        rows.append(
            {
                "round": str(taken.number),
                "clock": _clock(gathering.begins(taken.number)),
                "table": str(table.number) if table else "－",
                "mates": mates,
                "topics": legible("、".join(topic_out(item).text for item in topics)),
            }
        )
    return {"name": titled(view.firms[firm_ref].name), "rows": rows}


def _names(view: GatheringView, refs: Sequence[str], between: str = "　") -> str:
    return legible(between.join(view.firms[ref].name for ref in refs))


def _clock(at: time | None) -> str:
    return f"{at:%H:%M}" if at else ""
