"""What is known of a firm beside its published entry, and entries that wait for theirs."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, Text
from sqlmodel import Field, SQLModel

from enishi.adapters.db.tables.kinds import REF, instant, key, part_of, text, whole_number, word


def _json() -> Column[Any]:
    return Column(JSON, nullable=False)


class ContactRow(SQLModel, table=True):
    """Whom to call at a firm."""

    __tablename__ = "contact"

    firm_ref: str = Field(sa_column=part_of("firm"))
    name: str | None = Field(default=None, sa_column=text())
    phone: str | None = Field(default=None, sa_column=text())
    fax: str | None = Field(default=None, sa_column=text())
    email: str | None = Field(default=None, sa_column=text())
    address: str | None = Field(default=None, sa_column=text())
    best_time: str | None = Field(default=None, sa_column=text())


class SuccessionRow(SQLModel, table=True):
    """What a firm says of its future."""

    __tablename__ = "succession"

    firm_ref: str = Field(sa_column=part_of("firm"))
    plan: str = Field(sa_column=word())
    asked_on: date
    asked_by: str | None = Field(default=None, sa_column=text())
    closing_year: int | None = Field(default=None, sa_column=whole_number())
    note: str | None = Field(default=None, sa_column=text())


class NetworkRoleRow(SQLModel, table=True):
    """What a firm is held to be in its cluster."""

    __tablename__ = "network_role"

    firm_ref: str = Field(sa_column=part_of("firm"))
    role: str = Field(sa_column=word())
    said_by: str = Field(sa_column=word())
    said_on: date
    note: str | None = Field(default=None, sa_column=text())


class VerificationRow(SQLModel, table=True):
    """Somebody made sure of a firm."""

    __tablename__ = "verification"

    ref: str = Field(sa_column=key())
    firm_ref: str = Field(
        sa_column=Column(
            REF, ForeignKey("firm.ref", ondelete="CASCADE"), nullable=False, index=True
        )
    )
    rung: int
    confirmed_on: date
    confirmed_by: str = Field(sa_column=word())
    means: str = Field(sa_column=word())
    # Refers to no row: that somebody made sure outlives the chamber.
    chamber_ref: str | None = Field(default=None, sa_column=Column(REF))
    note: str | None = Field(default=None, sa_column=text())


class RegisteredNameRow(SQLModel, table=True):
    """The name of a 法人番号 in the public registry."""

    __tablename__ = "registered_name"

    corporate_number: str = Field(sa_column=Column(Text, primary_key=True))
    name: str = Field(sa_column=word())


class DraftRow(SQLModel, table=True):
    """An entry that waits for its firm, which has no row of its own yet."""

    __tablename__ = "draft"

    ref: str = Field(sa_column=key())
    firm_ref: str = Field(sa_column=Column(REF, unique=True, nullable=False))
    firm: dict[str, Any] = Field(sa_column=_json())
    contact: dict[str, Any] | None = Field(
        default=None, sa_column=Column(JSON(none_as_null=True), nullable=True)
    )
    disclosure: dict[str, Any] = Field(sa_column=_json())
    consent: dict[str, Any] = Field(sa_column=_json())
    consent_given_at: datetime = Field(sa_column=instant())
    chamber_ref: str | None = Field(default=None, sa_column=Column(REF))
    drafted_by: str = Field(sa_column=word())
    drafted_at: datetime = Field(sa_column=instant())
    link_digest: str = Field(sa_column=Column(Text, unique=True, nullable=False))
    link_expires_at: datetime = Field(sa_column=instant())


class WithdrawalRow(SQLModel, table=True):
    """A firm that took its consent back; it refers to no row, for there is none any more."""

    __tablename__ = "withdrawal"

    firm_ref: str = Field(sa_column=Column(REF, primary_key=True))
    corporate_number: str | None = Field(default=None, sa_column=Column(Text, index=True))
    withdrawn_at: datetime = Field(sa_column=instant())
    means: str = Field(sa_column=word())
    recorded_by: str | None = Field(default=None, sa_column=text())
