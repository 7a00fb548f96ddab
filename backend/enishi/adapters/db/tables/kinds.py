"""What columns are made of.

Texts carry no length here: the domain bounds them once, for both databases alike.
"""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, ForeignKey, Integer, Text
from sqlmodel import SQLModel

from enishi.adapters.db.columns import ExactDecimal, UtcDateTime

# SQLite can only drop or change a constraint that has a name.
SQLModel.metadata.naming_convention = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
}

# SQLite numbers a rowid alias only for a plain INTEGER key.
BIG_ID = BigInteger().with_variant(Integer, "sqlite")
# References sort by code point on both, so that pages come in one order everywhere.
REF = Text().with_variant(Text(collation="C"), "postgresql")


def key() -> Column[str]:
    """A ref that names the row."""
    return Column(REF, primary_key=True)


def part_of(table: str) -> Column[str]:
    """A ref of the row that this one belongs to, gone when it is gone."""
    return Column(REF, ForeignKey(f"{table}.ref", ondelete="CASCADE"), primary_key=True)


def text() -> Column[str]:
    """A text that may be missing."""
    return Column(Text)


def word() -> Column[str]:
    """A text that is always there."""
    return Column(Text, nullable=False)


def list_of() -> Column[Any]:
    """A list, or other JSON."""
    return Column(JSON, nullable=False)


def whole_number() -> Column[int]:
    """A whole number that may be missing."""
    return Column(BigInteger)


def exact_number() -> Column[Decimal]:
    """A number kept digit for digit."""
    return Column(ExactDecimal)


def instant() -> Column[datetime]:
    """A point in time."""
    return Column(UtcDateTime, nullable=False)
