"""What was released to whom, and what was answered to matches."""

from collections.abc import Collection
from typing import Any

from more_itertools import batched
from sqlalchemy import ColumnElement, Connection, Row, delete, insert
from sqlmodel import col, select

from enishi.adapters.db.repositories.versions import BATCH
from enishi.adapters.db.tables import MatchResponseRow, ReleaseRow
from enishi.domain.correction import CorrectionReason
from enishi.domain.introduction import Side
from enishi.domain.match_response import MatchAnswer, MatchResponse
from enishi.domain.release import Release


class SqlReleaseRepository:
    """The release table."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, release: Release) -> None:
        """Store the release in place of an earlier one of the same field to the same firm."""
        self._connection.execute(
            delete(ReleaseRow).where(
                col(ReleaseRow.need_ref) == release.need_ref,
                col(ReleaseRow.to_ref) == release.to_ref,
                col(ReleaseRow.path) == release.path,
            )
        )
        values = {name: getattr(release, name) for name in _RELEASE} | {"released_by": release.by}
        self._connection.execute(insert(ReleaseRow), values)

    def of_need(self, need_ref: str) -> list[Release]:
        """Return the releases of a need, oldest first, revoked ones among them."""
        order = (col(ReleaseRow.at), col(ReleaseRow.to_ref), col(ReleaseRow.path))
        rows = self._connection.execute(
            select(ReleaseRow).where(col(ReleaseRow.need_ref) == need_ref).order_by(*order)
        )
        return [
            Release(by=row.released_by, **{name: getattr(row, name) for name in _RELEASE})
            for row in rows
        ]

    def to_firms(
        self, need_refs: Collection[str], firm_refs: Collection[str]
    ) -> dict[str, frozenset[str]]:
        """Return which paths of which needs stand open to any of some firms."""
        found: dict[str, set[str]] = {}
        for chunk in batched(sorted(set(need_refs)), BATCH):
            rows = self._connection.execute(
                select(ReleaseRow.need_ref, ReleaseRow.path).where(
                    col(ReleaseRow.need_ref).in_(chunk),
                    col(ReleaseRow.to_ref).in_(sorted(set(firm_refs))),
                    col(ReleaseRow.revoked_at).is_(None),
                )
            )
            for need_ref, path in rows:
                found.setdefault(need_ref, set()).add(path)
        return {need_ref: frozenset(paths) for need_ref, paths in found.items()}


class SqlMatchResponseRepository:
    """The table of answers to matches."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, response: MatchResponse) -> None:
        """Store the answer in place of the one that the same side gave before."""
        values = _values(response)
        self._connection.execute(
            delete(MatchResponseRow).where(
                col(MatchResponseRow.need_ref) == response.need_ref,
                col(MatchResponseRow.firm_ref) == response.firm_ref,
                col(MatchResponseRow.side) == values["side"],
            )
        )
        self._connection.execute(insert(MatchResponseRow), values)

    def of_need(self, need_ref: str) -> list[MatchResponse]:
        """Return the answers to a need's matches, oldest first."""
        return self._where(col(MatchResponseRow.need_ref) == need_ref)

    def of_firm(self, firm_ref: str) -> list[MatchResponse]:
        """Return the answers about a firm that was found, oldest first."""
        return self._where(col(MatchResponseRow.firm_ref) == firm_ref)

    def _where(self, condition: ColumnElement[bool]) -> list[MatchResponse]:
        row = MatchResponseRow
        order = (col(row.at), col(row.need_ref), col(row.firm_ref), col(row.side))
        rows = self._connection.execute(select(row).where(condition).order_by(*order))
        return [_response(found) for found in rows]


_RELEASE = ("need_ref", "path", "to_ref", "at", "revoked_at")
_RESPONSE = ("need_ref", "firm_ref", "at", "note")


def _values(response: MatchResponse) -> dict[str, Any]:
    return {
        **{name: getattr(response, name) for name in _RESPONSE},
        "side": response.side.value if response.side else "",
        "answer": response.answer.value,
        "answered_by": response.by,
        "reason": response.reason.value if response.reason else None,
    }


def _response(row: Row[Any]) -> MatchResponse:
    return MatchResponse(
        **{name: getattr(row, name) for name in _RESPONSE},
        side=Side(row.side) if row.side else None,
        answer=MatchAnswer(row.answer),
        by=row.answered_by,
        reason=CorrectionReason(row.reason) if row.reason else None,
    )
