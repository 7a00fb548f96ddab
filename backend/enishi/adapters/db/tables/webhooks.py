"""Who is told of events by HTTP, and how each telling went."""

from datetime import datetime

from sqlalchemy import BigInteger, Column, ForeignKey, Index
from sqlmodel import Field, SQLModel

from enishi.adapters.db.columns import UtcDateTime
from enishi.adapters.db.tables.kinds import BIG_ID, REF, instant, key, list_of, text, word


def _of(table: str, *, required: bool = False) -> Column[str]:
    return Column(
        REF, ForeignKey(f"{table}.ref", ondelete="CASCADE"), index=True, nullable=not required
    )


def _moment() -> Column[datetime]:
    return Column(UtcDateTime, nullable=True)


class WebhookRow(SQLModel, table=True):
    """One address that is told."""

    __tablename__ = "webhook"

    ref: str = Field(sa_column=key())
    firm_ref: str | None = Field(default=None, sa_column=_of("firm"))
    chamber_ref: str | None = Field(default=None, sa_column=_of("chamber"))
    url: str = Field(sa_column=word())
    kinds: list[str] = Field(sa_column=list_of())
    # Kept as it is, since it has to sign: who reads the database may sign in our name.
    secret: str = Field(sa_column=word())
    previous_secret: str | None = Field(default=None, sa_column=text())
    previous_until: datetime | None = Field(default=None, sa_column=_moment())
    created_at: datetime = Field(sa_column=instant())
    position: int = Field(sa_column=Column(BigInteger, nullable=False))
    is_active: bool
    failing_since: datetime | None = Field(default=None, sa_column=_moment())
    paused_at: datetime | None = Field(default=None, sa_column=_moment())


class DeliveryRow(SQLModel, table=True):
    """One event for one webhook."""

    __tablename__ = "webhook_delivery"
    __table_args__ = (
        # The worker asks several times a minute what is due.
        Index(None, "next_at"),
    )

    # In the order of the outbox: refs are random, and many events share an instant.
    number: int | None = Field(
        default=None, sa_column=Column(BIG_ID, primary_key=True, autoincrement=True)
    )
    ref: str = Field(sa_column=Column(REF, nullable=False, unique=True))
    webhook_ref: str = Field(sa_column=_of("webhook", required=True))
    kind: str | None = Field(default=None, sa_column=text())
    subject_ref: str = Field(sa_column=word())
    occurred_at: datetime = Field(sa_column=instant())
    status: str = Field(sa_column=word())
    attempts: int
    next_at: datetime | None = Field(default=None, sa_column=_moment())
    attempted_at: datetime | None = Field(default=None, sa_column=_moment())
    answer_status: int | None = None
    trouble: str | None = Field(default=None, sa_column=text())
