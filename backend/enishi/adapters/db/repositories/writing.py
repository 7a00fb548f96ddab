"""Writes many rows of one table with one statement."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, insert, update
from sqlmodel import SQLModel, col

from enishi.adapters.db.tables import FirmRow, NeedRow, TieRow


def add_rows(connection: Connection, table: type[SQLModel], rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows that all name the same columns."""
    if rows:
        connection.execute(insert(table), rows)


def update_rows(
    connection: Connection,
    table: type[FirmRow] | type[NeedRow] | type[TieRow],
    rows: Sequence[dict[str, Any]],
) -> None:
    """Replace the columns of the rows that are there under the same refs."""
    if rows:
        held = update(table).where(col(table.ref) == bindparam("held_ref"))
        connection.execute(held, [row | {"held_ref": row["ref"]} for row in rows])
