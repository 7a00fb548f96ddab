"""BIA cases, and what their owners were told."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Connection, Row, delete, insert, update
from sqlmodel import col, or_, select

from enishi.adapters.db.repositories.writing import add_rows
from enishi.adapters.db.tables import BiaCaseRow, BiaNoticeRow, BiaReadingRow, BiaRelianceRow
from enishi.domain.bia.case import Case
from enishi.domain.bia.filing import CaseNotice, Figure, FiledCase
from enishi.services.ports import Stored

# Field by field as the nouns have them; a field that came later takes its default.
_CASE, _FIGURES, _NOTICE = (
    TypeAdapter(Case),
    TypeAdapter(tuple[Figure, ...]),
    TypeAdapter(CaseNotice),
)
_READER = "notices"


class SqlCaseRepository:
    """The tables of BIA cases."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, filed: FiledCase, *, is_edit: bool = True) -> Stored[FiledCase]:
        """Store the case in place of the one that its ref held."""
        held = self.get(filed.ref)
        values = _values(filed)
        if held is None:
            values |= {"revision": 1, "updated_at": filed.created_at}
            self._connection.execute(insert(BiaCaseRow), values)
        else:
            if is_edit:
                values |= {"revision": held.revision + 1, "updated_at": datetime.now(UTC)}
            place = col(BiaCaseRow.ref) == filed.ref
            self._connection.execute(update(BiaCaseRow).where(place).values(**values))
        self._lean(filed)
        stored = self.get(filed.ref)
        assert stored is not None
        return stored

    def get(self, ref: str) -> Stored[FiledCase] | None:
        """Return one case."""
        row = self._connection.execute(select(BiaCaseRow).where(BiaCaseRow.ref == ref)).first()
        return None if row is None else _stored(row)

    def page(
        self, owners: Collection[str] | None, *, after: str | None, limit: int
    ) -> list[Stored[FiledCase]]:
        """Return the cases of some organisations (None: of all), newest first, behind `after`."""
        asked = select(BiaCaseRow).order_by(col(BiaCaseRow.number).desc()).limit(limit)
        if owners is not None:
            asked = asked.where(_of(owners))
        if after is not None:
            last = select(BiaCaseRow.number).where(BiaCaseRow.ref == after).scalar_subquery()
            asked = asked.where(col(BiaCaseRow.number) < last)
        return [_stored(row) for row in self._connection.execute(asked)]

    def owning_firms(self) -> frozenset[str]:
        """Return the firms that have cases."""
        asked = select(BiaCaseRow.firm_ref).where(col(BiaCaseRow.firm_ref).is_not(None)).distinct()
        return frozenset(ref for ref in self._connection.scalars(asked) if ref)

    def leaning_on(self, firm_refs: Collection[str]) -> list[Stored[FiledCase]]:
        """Return the cases with an option of any of the firms, oldest first."""
        leaning = select(BiaRelianceRow.case_ref).where(
            col(BiaRelianceRow.firm_ref).in_(sorted(firm_refs))
        )
        rows = self._connection.execute(
            select(BiaCaseRow)
            .where(col(BiaCaseRow.ref).in_(leaning))
            .order_by(col(BiaCaseRow.number))
        )
        return [_stored(row) for row in rows]

    def remove(self, ref: str) -> bool:
        """Delete the case with its notices."""
        done = self._connection.execute(delete(BiaCaseRow).where(col(BiaCaseRow.ref) == ref))
        return done.rowcount > 0

    def _lean(self, filed: FiledCase) -> None:
        held = delete(BiaRelianceRow).where(col(BiaRelianceRow.case_ref) == filed.ref)
        self._connection.execute(held)
        rows = [{"case_ref": filed.ref, "firm_ref": ref} for ref in sorted(filed.leans_on)]
        add_rows(self._connection, BiaRelianceRow, rows)


class SqlCaseNoticeRepository:
    """The tables of notices to the owners of cases."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, notice: CaseNotice) -> None:
        """Store a notice."""
        values = {
            "ref": notice.ref,
            "case_ref": notice.case_ref,
            "document": _NOTICE.dump_python(notice, mode="json"),
        }
        self._connection.execute(insert(BiaNoticeRow), values)

    def page(
        self, owners: Collection[str] | None, *, after: str | None, limit: int
    ) -> list[CaseNotice]:
        """Return the notices to some organisations (None: to all), newest first."""
        asked = (
            select(BiaNoticeRow)
            .join(BiaCaseRow, col(BiaCaseRow.ref) == col(BiaNoticeRow.case_ref))
            .order_by(col(BiaNoticeRow.number).desc())
            .limit(limit)
        )
        if owners is not None:
            asked = asked.where(_of(owners))
        if after is not None:
            last = select(BiaNoticeRow.number).where(BiaNoticeRow.ref == after).scalar_subquery()
            asked = asked.where(col(BiaNoticeRow.number) < last)
        rows = self._connection.execute(asked)
        return [_NOTICE.validate_python(row.document) for row in rows]

    def position(self) -> int:
        """Return up to where the outbox was read; 0 where it never was."""
        asked = select(BiaReadingRow.position).where(BiaReadingRow.ref == _READER)
        return self._connection.scalar(asked) or 0

    def move_to(self, position: int) -> None:
        """Note up to where the outbox was read."""
        place = col(BiaReadingRow.ref) == _READER
        held = update(BiaReadingRow).where(place).values(position=position)
        if self._connection.execute(held).rowcount == 0:
            values = {"ref": _READER, "position": position}
            self._connection.execute(insert(BiaReadingRow), values)


def _of(owners: Collection[str]) -> ColumnElement[bool]:
    refs = sorted(owners)
    return or_(col(BiaCaseRow.firm_ref).in_(refs), col(BiaCaseRow.chamber_ref).in_(refs))


def _values(filed: FiledCase) -> dict[str, Any]:
    plain = ("ref", "firm_ref", "chamber_ref", "created_at", "created_by")
    return {
        **{name: getattr(filed, name) for name in plain},
        "title": filed.case.title,
        "document": _CASE.dump_python(filed.case, mode="json"),
        "figures": _FIGURES.dump_python(filed.figures, mode="json"),
    }


def _stored(row: Row[Any]) -> Stored[FiledCase]:
    filed = FiledCase(
        ref=row.ref,
        firm_ref=row.firm_ref,
        chamber_ref=row.chamber_ref,
        case=_CASE.validate_python(row.document),
        created_at=row.created_at,
        created_by=row.created_by,
        figures=_FIGURES.validate_python(row.figures),
    )
    return Stored(filed, row.revision, row.updated_at)
