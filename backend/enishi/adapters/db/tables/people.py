"""People, chambers, who belongs where, and what was agreed to."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column, ForeignKey, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from enishi.adapters.db.columns import UtcDateTime
from enishi.adapters.db.tables.kinds import REF, instant, key, list_of, text, word


def _of(table: str, *, required: bool = False) -> Column[Any]:
    return Column(
        REF, ForeignKey(f"{table}.ref", ondelete="CASCADE"), index=True, nullable=not required
    )


class PersonRow(SQLModel, table=True):
    """Somebody with an account."""

    __tablename__ = "person"

    ref: str = Field(sa_column=key())
    email: str = Field(sa_column=Column(Text, unique=True, nullable=False))
    name: str = Field(sa_column=word())
    language: str = Field(sa_column=word())


class ChamberRow(SQLModel, table=True):
    """A chamber."""

    __tablename__ = "chamber"

    ref: str = Field(sa_column=key())
    name: str = Field(sa_column=word())
    clusters: list[str] = Field(sa_column=list_of())
    prefectures: list[str] = Field(sa_column=list_of())
    municipality_codes: list[str] = Field(sa_column=list_of())
    email: str | None = Field(default=None, sa_column=text())
    phone: str | None = Field(default=None, sa_column=text())
    fax: str | None = Field(default=None, sa_column=text())
    address: str | None = Field(default=None, sa_column=text())
    revision: int
    updated_at: datetime = Field(sa_column=instant())


class MembershipRow(SQLModel, table=True):
    """One role of one person in one organisation."""

    __tablename__ = "membership"
    # By the organisation's ref, since NULLs are never equal to each other.
    __table_args__ = (UniqueConstraint("person_ref", "organisation_ref"),)

    id: int | None = Field(default=None, primary_key=True)
    person_ref: str = Field(sa_column=_of("person", required=True))
    role: str = Field(sa_column=word())
    organisation_ref: str = Field(sa_column=Column(REF, nullable=False))
    firm_ref: str | None = Field(default=None, sa_column=_of("firm"))
    chamber_ref: str | None = Field(default=None, sa_column=_of("chamber"))


class ConsentRow(SQLModel, table=True):
    """One agreement to one version of the terms."""

    __tablename__ = "consent"

    ref: str = Field(sa_column=key())
    terms_version: str = Field(sa_column=word())
    given_at: datetime = Field(sa_column=instant())
    means: str = Field(sa_column=word())
    firm_ref: str | None = Field(default=None, sa_column=_of("firm"))
    # Refers to no row: when the person is erased, that they agreed stays on record.
    person_ref: str | None = Field(default=None, sa_column=Column(REF, index=True))
    recorded_by: str | None = Field(default=None, sa_column=text())
    said_by: str | None = Field(default=None, sa_column=text())
    withdrawn_at: datetime | None = Field(
        default=None, sa_column=Column(UtcDateTime, nullable=True)
    )
