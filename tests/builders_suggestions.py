"""Suggestions of one week, of which a test names only what matters."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from enishi.domain.exposure import (
    ExposureAudit,
    ExposureGroup,
    ExposureGroupName,
    ExposureSpread,
)
from enishi.domain.iso_week import IsoWeek
from enishi.domain.need import NeedKind
from enishi.domain.suggestion import (
    Suggestion,
    SuggestionGround,
    SuggestionRound,
    SuggestionVersions,
)

WEEK = IsoWeek(2026, 48)
MONDAY = datetime(2026, 11, 22, 18, tzinfo=UTC)  # 03:00 in Japan
VERSIONS = SuggestionVersions("index-1", "letters-1", "factory-3", "joint-1", "flow-1", 7)


def a_suggestion(viewer: str, shown: str, **known: Any) -> Suggestion:
    own: dict[str, Any] = {
        "ref": f"s-{viewer}-{shown}",
        "week": WEEK,
        "place": 1,
        "ground": SuggestionGround.JOINT_DEVELOPMENT,
        "purpose": NeedKind.JOINT_DEVELOPMENT,
        "value": Decimal("0.5"),
    }
    return Suggestion(viewer_ref=viewer, shown_ref=shown, **own | known)


def a_round(**known: Any) -> SuggestionRound:
    own = {"week": WEEK, "made_at": MONDAY, "versions": VERSIONS, "firms": 3}
    return SuggestionRound(**own | known)


def an_audit(**known: Any) -> ExposureAudit:
    own = {
        "week": WEEK,
        "made_at": MONDAY,
        "allocation_version": "flow-1",
        "is_fallback": False,
        "firms": 3,
        "viewers": 2,
        "suggestions": 3,
        "trials": 1,
        "elsewhere": 1,
        "clustered": 2,
        "spread": ExposureSpread(0.25, 0.0, 2),
        "naive": ExposureSpread(0.5, 1 / 3, 5),
        "groups": (ExposureGroup(ExposureGroupName.NEW, 2, 3, 1),),
        "loads": {0: 1, 1: 1, 2: 1},
    }
    return ExposureAudit(**own | known)
