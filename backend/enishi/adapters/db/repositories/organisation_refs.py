"""Keeps one ref from naming two organisations, since rights are read from refs."""

from collections.abc import Sequence

from more_itertools import batched
from sqlalchemy import Connection
from sqlmodel import col, select

from enishi.adapters.db.repositories.versions import BATCH
from enishi.adapters.db.tables import ChamberRow, FirmRow
from enishi.domain.membership import PLATFORM


def held_by_others(
    connection: Connection, refs: Sequence[str], *, others: type[FirmRow] | type[ChamberRow]
) -> set[str]:
    """Return those of the refs that name an organisation of the other kind, or the platform."""
    held = {PLATFORM}.intersection(refs)
    for chunk in batched(refs, BATCH):
        held.update(connection.scalars(select(others.ref).where(col(others.ref).in_(chunk))))
    return held
