"""Keys, and the answers to repeated requests."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, Date, ForeignKeyConstraint, Text
from sqlmodel import Field, SQLModel

from enishi.adapters.db.columns import UtcDateTime
from enishi.adapters.db.tables.kinds import REF, instant, key, list_of, text, word


def _instant_or_none() -> Column[Any]:
    return Column(UtcDateTime, nullable=True)


class ApiKeyRow(SQLModel, table=True):
    """A key, with the digest of its secret."""

    __tablename__ = "api_key"
    # Both together: a person who leaves the organisation leaves this key with it.
    __table_args__ = (
        ForeignKeyConstraint(
            ["person_ref", "organisation_ref"],
            ["membership.person_ref", "membership.organisation_ref"],
            ondelete="CASCADE",
        ),
    )

    ref: str = Field(sa_column=key())
    person_ref: str = Field(sa_column=Column(REF, nullable=False, index=True))
    organisation_ref: str = Field(sa_column=Column(REF, nullable=False, index=True))
    name: str = Field(sa_column=word())
    scopes: list[str] = Field(sa_column=list_of())
    region: dict[str, Any] | None = Field(
        default=None, sa_column=Column(JSON(none_as_null=True), nullable=True)
    )
    digest: str = Field(sa_column=word())
    made_at: datetime = Field(sa_column=instant())
    secret_since: datetime = Field(sa_column=instant())
    expires_at: datetime = Field(sa_column=instant())
    former_digest: str | None = Field(default=None, sa_column=text())
    former_until: datetime | None = Field(default=None, sa_column=_instant_or_none())
    revoked_at: datetime | None = Field(default=None, sa_column=_instant_or_none())
    last_used_on: date | None = Field(default=None, sa_column=Column(Date))
    last_refused_on: date | None = Field(default=None, sa_column=Column(Date))


class ReplayRow(SQLModel, table=True):
    """A request with an Idempotency-Key; without a status it is still being worked on."""

    __tablename__ = "replay"

    digest: str = Field(sa_column=Column(Text, primary_key=True))
    request_digest: str = Field(sa_column=word())
    reserved_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False, index=True))
    status: int | None = Field(default=None)
    headers: dict[str, str] = Field(sa_column=Column(JSON, nullable=False))
    body: str | None = Field(default=None, sa_column=text())
