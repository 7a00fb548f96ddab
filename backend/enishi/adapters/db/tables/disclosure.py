"""Who may see what, and who did."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, Text
from sqlmodel import Field, SQLModel

from enishi.adapters.db.tables.kinds import (
    BIG_ID,
    REF,
    instant,
    list_of,
    part_of,
    text,
    word,
)


def _hider(table: str) -> Column[str]:
    return Column(REF, ForeignKey(f"{table}.firm_ref", ondelete="CASCADE"), primary_key=True)


def _named() -> Column[str]:
    # Refers to no row: a firm may be hidden from before it joins.
    return Column(REF, primary_key=True, index=True)


class FirmDisclosureRow(SQLModel, table=True):
    """What a firm decided on its profile; a firm without a row shows everything."""

    __tablename__ = "firm_disclosure"

    firm_ref: str = Field(sa_column=part_of("firm"))
    listing: int
    paths: dict[str, int] = Field(sa_column=Column(JSON, nullable=False))


class HiddenFromRow(SQLModel, table=True):
    """A firm that another firm hides from."""

    __tablename__ = "hidden_from"

    firm_ref: str = Field(sa_column=_hider("firm_disclosure"))
    from_ref: str = Field(sa_column=_named())


class NeedDisclosureRow(SQLModel, table=True):
    """What was decided on a need; a need without a row shows everything."""

    __tablename__ = "need_disclosure"

    need_ref: str = Field(sa_column=part_of("need"))
    listing: int
    paths: dict[str, int] = Field(sa_column=Column(JSON, nullable=False))
    hide_from: list[str] = Field(sa_column=list_of())


class AuditRow(SQLModel, table=True):
    """One act on data that is not public; triggers refuse to change or delete it."""

    __tablename__ = "audit"
    __table_args__ = {"sqlite_autoincrement": True}

    position: int | None = Field(
        default=None, sa_column=Column(BIG_ID, primary_key=True, autoincrement=True)
    )
    at: datetime = Field(sa_column=instant())
    action: str = Field(sa_column=word())
    subject_kind: str = Field(sa_column=word())
    subject_ref: str = Field(sa_column=Column(Text, nullable=False, index=True))
    # None of them refers to a row: the log outlives whom it speaks of.
    owner_ref: str | None = Field(default=None, sa_column=Column(REF, index=True))
    actor_ref: str | None = Field(default=None, sa_column=Column(REF, index=True))
    organisation_ref: str | None = Field(default=None, sa_column=Column(REF, index=True))
    key_ref: str | None = Field(default=None, sa_column=text())
    door: str = Field(sa_column=word())
    fields: list[Any] = Field(sa_column=list_of())
