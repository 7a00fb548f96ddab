"""BIA cases, the firms that they lean on, and what their owners were told."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Column, ForeignKey, Integer
from sqlmodel import Field, SQLModel

from enishi.adapters.db.tables.kinds import BIG_ID, REF, instant, key, list_of, part_of, text, word


def _owner(table: str) -> Column[str]:
    return Column(REF, ForeignKey(f"{table}.ref", ondelete="CASCADE"), index=True)


def _number() -> Column[int]:
    # Newest first: refs are random, and two may share an instant.
    return Column(BIG_ID, primary_key=True, autoincrement=True)


class BiaCaseRow(SQLModel, table=True):
    """One case, its contents as one document."""

    __tablename__ = "bia_case"

    number: int | None = Field(default=None, sa_column=_number())
    ref: str = Field(sa_column=Column(REF, nullable=False, unique=True))
    firm_ref: str | None = Field(default=None, sa_column=_owner("firm"))
    chamber_ref: str | None = Field(default=None, sa_column=_owner("chamber"))
    title: str = Field(sa_column=word())
    document: dict[str, Any] = Field(sa_column=list_of())
    figures: list[Any] = Field(sa_column=list_of())
    revision: int = Field(sa_column=Column(Integer, nullable=False))
    created_at: datetime = Field(sa_column=instant())
    updated_at: datetime = Field(sa_column=instant())
    created_by: str | None = Field(default=None, sa_column=text())


class BiaRelianceRow(SQLModel, table=True):
    """A firm that a case leans on; it may have left the network since."""

    __tablename__ = "bia_reliance"

    case_ref: str = Field(sa_column=part_of("bia_case"))
    firm_ref: str = Field(sa_column=Column(REF, primary_key=True, index=True))


class BiaNoticeRow(SQLModel, table=True):
    """What the owner of a case was told."""

    __tablename__ = "bia_notice"

    number: int | None = Field(default=None, sa_column=_number())
    ref: str = Field(sa_column=Column(REF, nullable=False, unique=True))
    case_ref: str = Field(
        sa_column=Column(
            REF, ForeignKey("bia_case.ref", ondelete="CASCADE"), index=True, nullable=False
        )
    )
    document: dict[str, Any] = Field(sa_column=list_of())


class BiaReadingRow(SQLModel, table=True):
    """Up to where the outbox was read for the cases: one row."""

    __tablename__ = "bia_reading"

    ref: str = Field(sa_column=key())
    position: int = Field(sa_column=Column(BigInteger, nullable=False))
