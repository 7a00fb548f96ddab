"""What a chamber changed in the lexicon."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, update
from sqlmodel import col, select

from enishi.adapters.db.tables import AmendmentRow
from enishi.domain.lexicon import Amendment, Concept, ConceptKind, Replacement


class SqlAmendmentRepository:
    """The amendment table."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, amendment: Amendment) -> None:
        """Store the amendment in place of the one that its name held."""
        values = _values(amendment)
        held = col(AmendmentRow.name) == amendment.name
        if not self._connection.execute(update(AmendmentRow).where(held), values).rowcount:
            self._connection.execute(insert(AmendmentRow), values)

    def all(self) -> list[Amendment]:
        """Return every amendment in order of name."""
        rows = self._connection.execute(select(AmendmentRow).order_by(col(AmendmentRow.name)))
        return [_amendment(row) for row in rows]

    def remove(self, name: str) -> bool:
        """Delete the amendment of one concept."""
        done = self._connection.execute(delete(AmendmentRow).where(col(AmendmentRow.name) == name))
        return done.rowcount > 0


def _values(amendment: Amendment) -> dict[str, Any]:
    content = None
    if amendment.concept is not None:
        replacements = [asdict(item) for item in amendment.replacements]
        content = {"concept": asdict(amendment.concept), "replacements": replacements}
    return {"name": amendment.name, "content": content, "amended_at": amendment.amended_at}


def _amendment(row: Row[Any]) -> Amendment:
    if row.content is None:
        return Amendment(row.name, None, (), row.amended_at)
    concept = _frozen(row.content["concept"])
    return Amendment(
        row.name,
        Concept(**(concept | {"kind": ConceptKind(concept["kind"])})),
        tuple(Replacement(**_frozen(item)) for item in row.content["replacements"]),
        row.amended_at,
    )


def _frozen(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record with the lists that JSON made of tuples as tuples again."""
    return {
        field: tuple(value) if isinstance(value, list) else value for field, value in record.items()
    }
