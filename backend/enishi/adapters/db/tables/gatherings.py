"""Gatherings with their seats, and what searches missed in firms."""

from datetime import date, datetime, time

from sqlalchemy import Column, ForeignKey, Time
from sqlmodel import Field, SQLModel

from enishi.adapters.db.columns import UtcDateTime
from enishi.adapters.db.tables.kinds import REF, key, part_of, word


class GatheringRow(SQLModel, table=True):
    """One meeting of many firms."""

    __tablename__ = "gathering"

    ref: str = Field(sa_column=key())
    kind: str = Field(sa_column=word())
    title: str = Field(sa_column=word())
    day: date
    starts_at: time | None = Field(default=None, sa_column=Column(Time))
    minutes: int
    rounds: int
    chamber_ref: str | None = Field(
        default=None,
        sa_column=Column(REF, ForeignKey("chamber.ref", ondelete="SET NULL"), index=True),
    )
    state: str = Field(sa_column=word())
    planned_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class GatheringFirmRow(SQLModel, table=True):
    """One firm that takes part."""

    __tablename__ = "gathering_firm"

    gathering_ref: str = Field(sa_column=part_of("gathering"))
    firm_ref: str = Field(
        sa_column=Column(
            REF, ForeignKey("firm.ref", ondelete="CASCADE"), primary_key=True, index=True
        )
    )
    is_host: bool
    is_absent: bool


class GatheringSeatRow(SQLModel, table=True):
    """Where one firm sits in one round; the key keeps it from sitting twice."""

    __tablename__ = "gathering_seat"

    gathering_ref: str = Field(sa_column=part_of("gathering"))
    round: int = Field(primary_key=True)
    firm_ref: str = Field(
        sa_column=Column(
            REF, ForeignKey("firm.ref", ondelete="CASCADE"), primary_key=True, index=True
        )
    )
    table: int
    place: int


class NearMissRow(SQLModel, table=True):
    """What searches of one day missed in one firm; an empty concept counts the searches."""

    __tablename__ = "near_miss"

    firm_ref: str = Field(sa_column=part_of("firm"))
    day: date = Field(primary_key=True)
    missing: str = Field(sa_column=Column(REF, primary_key=True))
    concept: str = Field(sa_column=Column(REF, primary_key=True))
    times: int
