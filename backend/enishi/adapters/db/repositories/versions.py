"""Tells new records from changed and equal ones by a fingerprint of their content."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from hashlib import sha256
from json import JSONEncoder
from typing import Any, Generic, TypeVar

from more_itertools import batched
from sqlalchemy import Connection, Row, Select
from sqlmodel import col, select

from enishi.adapters.db.tables import FirmRow, NeedRow, TieRow
from enishi.domain.firm import Firm
from enishi.domain.need import Need
from enishi.domain.tie import Tie
from enishi.services.ports import Change

NounT = TypeVar("NounT", Firm, Need, Tie)

# One statement's list of refs; SQLite takes 32,766 parameters, planners like fewer.
BATCH = 500

# Drops trailing zeros and nothing else; the default context would round to 28 digits.
_EXACTLY = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)


@dataclass(frozen=True, slots=True)
class Version:
    """What the database holds under a ref."""

    fingerprint: str
    revision: int


class Changes(Generic[NounT]):
    """What storing records does to their table, one after the other.

    Where a ref comes twice the later record stands, as if each had been stored by itself.
    """

    def __init__(self, stored: dict[str, Version]) -> None:
        self.added: dict[str, NounT] = {}
        self.updated: dict[str, NounT] = {}
        self._stored = stored
        self._latest = dict(stored)
        self._now = datetime.now(UTC)

    def weigh(self, record: NounT) -> Change:
        """Note the record for writing, unless it is stored as it is."""
        content = fingerprint(record)
        held = self._latest.get(record.ref)
        if held is not None and held.fingerprint == content:
            return Change.UNCHANGED
        self._latest[record.ref] = Version(content, 1 if held is None else held.revision + 1)
        (self.updated if record.ref in self._stored else self.added)[record.ref] = record
        return Change.ADDED if held is None else Change.UPDATED

    def version_of(self, ref: str) -> dict[str, Any]:
        """Return the columns that tell the version which this call writes."""
        latest = self._latest[ref]
        return {
            "fingerprint": latest.fingerprint,
            "revision": latest.revision,
            "updated_at": self._now,
        }


def fingerprint(record: object) -> str:
    """Return a text that two records of one class share exactly when they are equal.

    Fields that are empty are left out: a field that a noun gains later changes no
    fingerprint of the records that do not have it.
    """
    return sha256(_spell(record).encode()).hexdigest()


def _spelled(value: Any) -> Any:
    """Return what JSON cannot spell by itself in terms that it can."""
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, date):
        return value.isoformat()
    return {
        field.name: _number(part) if isinstance(part, _NUMBERS) else part
        for field in fields(value)
        if (part := getattr(value, field.name)) is not None and part != ()
    }


def _number(value: int | float | Decimal) -> str:
    """Spell a number by its value: 1, 1.0 and Decimal("1.00") are equal."""
    exact = Decimal(value)
    return str(_EXACTLY.normalize(exact)) if exact else "0"


_NUMBERS = (int, float, Decimal)
_spell = JSONEncoder(ensure_ascii=False, default=_spelled).encode


def versions(
    connection: Connection,
    table: type[FirmRow] | type[NeedRow] | type[TieRow],
    refs: Sequence[str],
) -> dict[str, Version]:
    """Return the stored version of each ref that exists."""
    found: dict[str, Version] = {}
    for chunk in batched(refs, BATCH):
        rows = connection.execute(
            select(table.ref, table.fingerprint, table.revision).where(col(table.ref).in_(chunk))
        )
        found.update({ref: Version(content, revision) for ref, content, revision in rows})
    return found


def keyset(
    connection: Connection, statement: Select[Any], key: Any, size: int = BATCH
) -> Iterator[Sequence[Row[Any]]]:
    """Yield a table in key order, `size` rows at a time, each batch by its own query.

    Batches begin behind the last key seen, so memory stays flat on any driver.
    """
    page = statement.order_by(key).limit(size)
    rows = connection.execute(page).all()
    while rows:
        yield rows
        rows = connection.execute(page.where(key > rows[-1].ref)).all()
