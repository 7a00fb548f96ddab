"""The chambers."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, update
from sqlmodel import col, select

from enishi.adapters.db.repositories.organisation_refs import held_by_others
from enishi.adapters.db.tables import ChamberRow, FirmRow
from enishi.domain.chamber import Chamber, Region
from enishi.domain.email_address import EmailAddress
from enishi.domain.errors import ConflictError
from enishi.services.ports import Change, Stored

_FIELDS = ("ref", "name", "phone", "fax", "address")


class SqlChamberRepository:
    """The chamber table."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, chamber: Chamber) -> Change:
        """Store the chamber; raises ConflictError where its ref is no chamber's."""
        if held_by_others(self._connection, [chamber.ref], others=FirmRow):
            raise ConflictError(
                f"{chamber.ref} は、会議所でない組織の番号です。ほかの番号を付けてください",
                english=f"{chamber.ref} names an organisation that is no chamber",
            )
        held = self.get(chamber.ref)
        if held is None:
            self._connection.execute(insert(ChamberRow), _values(chamber, revision=1))
            return Change.ADDED
        if held.record == chamber:
            return Change.UNCHANGED
        self._connection.execute(
            update(ChamberRow).where(col(ChamberRow.ref) == chamber.ref),
            _values(chamber, revision=held.revision + 1),
        )
        return Change.UPDATED

    def get(self, ref: str) -> Stored[Chamber] | None:
        """Return one chamber."""
        row = self._connection.execute(select(ChamberRow).where(ChamberRow.ref == ref)).first()
        return None if row is None else _stored(row)

    def all(self) -> list[Stored[Chamber]]:
        """Return every chamber in order of ref."""
        rows = self._connection.execute(select(ChamberRow).order_by(col(ChamberRow.ref)))
        return [_stored(row) for row in rows]

    def remove(self, ref: str) -> bool:
        """Delete the chamber with its memberships; False where there is none."""
        done = self._connection.execute(delete(ChamberRow).where(col(ChamberRow.ref) == ref))
        return done.rowcount > 0


def _values(chamber: Chamber, *, revision: int) -> dict[str, Any]:
    return {
        **{name: getattr(chamber, name) for name in _FIELDS},
        "clusters": chamber.region.clusters,
        "prefectures": chamber.region.prefectures,
        "municipality_codes": chamber.region.municipality_codes,
        "email": chamber.email.text if chamber.email else None,
        "revision": revision,
        "updated_at": datetime.now(UTC),
    }


def _stored(row: Row[Any]) -> Stored[Chamber]:
    region = Region(tuple(row.clusters), tuple(row.prefectures), tuple(row.municipality_codes))
    chamber = Chamber(
        **{name: getattr(row, name) for name in _FIELDS},
        region=region,
        email=EmailAddress(row.email) if row.email else None,
    )
    return Stored(chamber, row.revision, row.updated_at)
