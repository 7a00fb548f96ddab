"""Introductions with their events, what was released to whom, and the answers to matches."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer
from sqlmodel import Field, SQLModel

from enishi.adapters.db.columns import UtcDateTime
from enishi.adapters.db.tables.kinds import REF, instant, key, list_of, part_of, text, word


def _named() -> Column[str]:
    # Refers to no row: a case outlives its firms, its need and its chamber.
    return Column(REF, nullable=False, index=True)


def _of(table: str, *, indexed: bool = False) -> Column[Any]:
    return Column(
        REF,
        ForeignKey(f"{table}.ref", ondelete="CASCADE"),
        primary_key=True,
        index=indexed,
    )


class IntroductionRow(SQLModel, table=True):
    """An introduction, with what its events add up to where lists are made by it."""

    __tablename__ = "introduction"
    __table_args__ = (
        Index(None, "opened_at", "ref"),
        Index(None, "next_date", "ref"),
    )

    ref: str = Field(sa_column=key())
    need_ref: str | None = Field(default=None, sa_column=Column(REF, index=True))
    purpose: str = Field(sa_column=word())
    seeker_ref: str = Field(sa_column=_named())
    candidate_ref: str = Field(sa_column=_named())
    is_anonymous: bool = Field(sa_column=Column(Boolean, nullable=False))
    opened_at: datetime = Field(sa_column=instant())
    chamber_ref: str | None = Field(default=None, sa_column=Column(REF, index=True))
    stage: str = Field(sa_column=word())
    next_date: date | None = Field(default=None, sa_column=Column(Date))
    met_on: date | None = Field(default=None, sa_column=Column(Date, index=True))
    is_known_to_candidate: bool = Field(sa_column=Column(Boolean, nullable=False))


class IntroductionEventRow(SQLModel, table=True):
    """One event of an introduction; a trigger refuses to change it."""

    __tablename__ = "introduction_event"

    introduction_ref: str = Field(sa_column=part_of("introduction"))
    number: int = Field(sa_column=Column(Integer, primary_key=True))
    at: datetime = Field(sa_column=instant())
    actor_ref: str | None = Field(default=None, sa_column=Column(REF))
    act: str = Field(sa_column=word())
    content: dict[str, Any] = Field(sa_column=list_of())
    note: str | None = Field(default=None, sa_column=text())
    next_date: date | None = Field(default=None, sa_column=Column(Date))


class IntroductionChamberRow(SQLModel, table=True):
    """A chamber that leads a case, led it, or was asked to take it."""

    __tablename__ = "introduction_chamber"

    introduction_ref: str = Field(sa_column=part_of("introduction"))
    chamber_ref: str = Field(sa_column=Column(REF, primary_key=True, index=True))


class ReleaseRow(SQLModel, table=True):
    """One field of one need, opened to one firm."""

    __tablename__ = "release"

    need_ref: str = Field(sa_column=_of("need"))
    to_ref: str = Field(sa_column=_of("firm", indexed=True))
    path: str = Field(sa_column=Column(REF, primary_key=True))
    at: datetime = Field(sa_column=instant())
    released_by: str | None = Field(default=None, sa_column=Column(REF))
    revoked_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class MatchResponseRow(SQLModel, table=True):
    """What one side answered last to a need and a firm found for it."""

    __tablename__ = "match_response"

    need_ref: str = Field(sa_column=_of("need"))
    firm_ref: str = Field(sa_column=_of("firm", indexed=True))
    side: str = Field(sa_column=Column(REF, primary_key=True))  # empty: a coordinator's own
    answer: str = Field(sa_column=word())
    at: datetime = Field(sa_column=instant())
    answered_by: str | None = Field(default=None, sa_column=Column(REF))
    reason: str | None = Field(default=None, sa_column=text())
    note: str | None = Field(default=None, sa_column=text())
