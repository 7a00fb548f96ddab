"""The audit of a week as a document, and back."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import Row

from enishi.domain.exposure import (
    ExposureAudit,
    ExposureGroup,
    ExposureGroupName,
    ExposureSpread,
)
from enishi.domain.iso_week import IsoWeek

# Numbers that the document keeps as the noun has them.
_PLAIN = (
    *("allocation_version", "is_fallback", "firms", "viewers", "suggestions", "trials"),
    *("elsewhere", "clustered"),
)


def document_of(audit: ExposureAudit) -> dict[str, Any]:
    """Return the audit without the week and the moment, which the row itself has."""
    return {
        **{name: getattr(audit, name) for name in _PLAIN},
        "spread": asdict(audit.spread),
        "naive": None if audit.naive is None else asdict(audit.naive),
        "groups": [asdict(group) for group in audit.groups],
        "loads": [[times, firms] for times, firms in audit.loads.items()],
    }


def audit_of(row: Row[Any]) -> ExposureAudit:
    """Return the audit of the row of a week."""
    said = row.audit
    return ExposureAudit(
        week=IsoWeek.read(row.week),
        made_at=row.made_at,
        **{name: said[name] for name in _PLAIN},
        spread=ExposureSpread(**said["spread"]),
        naive=ExposureSpread(**said["naive"]) if said["naive"] else None,
        groups=tuple(
            ExposureGroup(**group | {"name": ExposureGroupName(group["name"])})
            for group in said["groups"]
        ),
        loads=dict(said["loads"]),
    )
