"""What readers say of the answers."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row
from sqlmodel import col, select

from enishi.adapters.db.repositories.versions import keyset
from enishi.adapters.db.repositories.writing import add_rows
from enishi.adapters.db.tables import CorrectionRow
from enishi.domain.correction import Correction, CorrectionReason, CorrectionVerdict
from enishi.domain.need import NeedKind

# Fields that a row keeps as the noun has them.
_FIELDS = (
    "ref",
    "created_at",
    "question",
    "need_ref",
    "firm_ref",
    "capability_ref",
    "note",
    "index_version",
    "model_version",
    "ranker_version",
)


class SqlCorrectionRepository:
    """The correction table."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, correction: Correction) -> None:
        """Store a new correction."""
        add_rows(self._connection, CorrectionRow, [_values(correction)])

    def page(self, *, after: str | None, limit: int) -> list[Correction]:
        """Return corrections, newest first, beginning behind `after`."""
        statement = select(CorrectionRow).order_by(col(CorrectionRow.ref).desc()).limit(limit)
        if after is not None:
            statement = statement.where(col(CorrectionRow.ref) < after)
        return [_correction(row) for row in self._connection.execute(statement)]

    def stream(self) -> Iterator[Correction]:
        """Yield every correction, oldest first."""
        for rows in keyset(self._connection, select(CorrectionRow), col(CorrectionRow.ref)):
            yield from map(_correction, rows)


def _values(correction: Correction) -> dict[str, Any]:
    return {
        **{field: getattr(correction, field) for field in _FIELDS},
        "purpose": correction.purpose.value,
        "verdict": correction.verdict.value,
        "reason": correction.reason.value if correction.reason else None,
    }


def _correction(row: Row[Any]) -> Correction:
    return Correction(
        **{field: getattr(row, field) for field in _FIELDS},
        purpose=NeedKind(row.purpose),
        verdict=CorrectionVerdict(row.verdict),
        reason=CorrectionReason(row.reason) if row.reason else None,
    )
