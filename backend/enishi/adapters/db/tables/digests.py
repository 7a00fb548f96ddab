"""Who wants the weekly digest, what became of each, and what was answered to it."""

from datetime import datetime

from sqlalchemy import Column, Index
from sqlmodel import Field, SQLModel

from enishi.adapters.db.columns import UtcDateTime
from enishi.adapters.db.tables.kinds import REF, instant, part_of, text, word


def _moment() -> Column[datetime]:
    return Column(UtcDateTime, nullable=True)


class DigestPreferenceRow(SQLModel, table=True):
    """When one person wants the digest."""

    __tablename__ = "digest_preference"

    person_ref: str = Field(sa_column=part_of("person"))
    frequency: str = Field(sa_column=word())
    weekday: int
    clock: str = Field(sa_column=word())
    stopped_at: datetime | None = Field(default=None, sa_column=_moment())


class MailingRow(SQLModel, table=True):
    """One person's digest of one week."""

    __tablename__ = "mailing"
    __table_args__ = (
        # The worker asks every half minute what is due and what is stranded.
        Index(None, "state", "next_at"),
        Index(None, "week"),
    )

    # The two together: nothing else keeps a person from being written to twice.
    person_ref: str = Field(sa_column=part_of("person"))
    week: str = Field(sa_column=Column(REF, primary_key=True))
    mark: str = Field(sa_column=Column(REF, nullable=False, unique=True))
    state: str = Field(sa_column=word())
    due_at: datetime = Field(sa_column=instant())
    next_at: datetime | None = Field(default=None, sa_column=_moment())
    changed_at: datetime = Field(sa_column=instant())
    # Refers to no row: a digest that was sent was sent, whatever became of the firm.
    firm_ref: str | None = Field(default=None, sa_column=Column(REF))
    attempts: int
    trouble: str | None = Field(default=None, sa_column=text())
    code: str | None = Field(default=None, sa_column=text())


class PausedAddressRow(SQLModel, table=True):
    """An address that takes no letters."""

    __tablename__ = "paused_address"

    person_ref: str = Field(sa_column=part_of("person"))
    address: str = Field(sa_column=word())
    paused_at: datetime = Field(sa_column=instant())
    code: str = Field(sa_column=word())


class DigestAnswerRow(SQLModel, table=True):
    """The last answer of one person to one item."""

    __tablename__ = "digest_answer"

    person_ref: str = Field(sa_column=part_of("person"))
    item_ref: str = Field(sa_column=Column(REF, primary_key=True))
    week: str = Field(sa_column=Column(REF, nullable=False, index=True))
    answer: str = Field(sa_column=word())
    at: datetime = Field(sa_column=instant())
    reason: str | None = Field(default=None, sa_column=text())


class InstallationKeyRow(SQLModel, table=True):
    """What this installation signs with; the one row is number 1."""

    __tablename__ = "installation_key"

    number: int = Field(primary_key=True)
    # Kept as it is, since it has to sign: who reads the database may sign in our name.
    key: str = Field(sa_column=word())
    made_at: datetime = Field(sa_column=instant())
