"""The weekly suggestions, what was answered, and who wants none now."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer
from sqlmodel import Field, SQLModel

from enishi.adapters.db.columns import ExactDecimal
from enishi.adapters.db.tables.kinds import REF, instant, key, list_of, part_of, text, word


def _firm() -> Column[str]:
    return Column(REF, ForeignKey("firm.ref", ondelete="CASCADE"), nullable=False, index=True)


class SuggestionRoundRow(SQLModel, table=True):
    """One week; `2026-W48` sorts as the weeks do."""

    __tablename__ = "suggestion_round"

    week: str = Field(sa_column=key())
    made_at: datetime = Field(sa_column=instant())
    firms: int = Field(sa_column=Column(Integer, nullable=False))
    is_fallback: bool = Field(sa_column=Column(Boolean, nullable=False))
    versions: dict[str, Any] = Field(sa_column=list_of())
    audit: dict[str, Any] = Field(sa_column=list_of())


class SuggestionRow(SQLModel, table=True):
    """One place of one list."""

    __tablename__ = "suggestion"
    __table_args__ = (Index(None, "week", "viewer_ref"),)

    ref: str = Field(sa_column=key())
    week: str = Field(
        sa_column=Column(
            REF, ForeignKey("suggestion_round.week", ondelete="CASCADE"), nullable=False
        )
    )
    viewer_ref: str = Field(sa_column=_firm())
    shown_ref: str = Field(sa_column=_firm())
    place: int = Field(sa_column=Column(Integer, nullable=False))
    ground: str = Field(sa_column=word())
    purpose: str = Field(sa_column=word())
    value: Decimal = Field(sa_column=Column(ExactDecimal, nullable=False))
    is_other_cluster: bool | None = Field(default=None, sa_column=Column(Boolean))
    is_trial: bool = Field(sa_column=Column(Boolean, nullable=False))
    # No reference: a need may go, and what was suggested for it was suggested all the same.
    need_ref: str | None = Field(default=None, sa_column=Column(REF))
    source_mark: str = Field(sa_column=word())
    sentences: dict[str, list[str]] = Field(sa_column=list_of())


class SuggestionAnswerRow(SQLModel, table=True):
    """The last answer to one suggestion."""

    __tablename__ = "suggestion_answer"

    suggestion_ref: str = Field(sa_column=part_of("suggestion"))
    answer: str = Field(sa_column=word())
    at: datetime = Field(sa_column=instant())
    by: str | None = Field(default=None, sa_column=text())
    reason: str | None = Field(default=None, sa_column=text())


class SuggestionPauseRow(SQLModel, table=True):
    """A firm that wants none now."""

    __tablename__ = "suggestion_pause"

    firm_ref: str = Field(sa_column=part_of("firm"))
    since: datetime = Field(sa_column=instant())
    until: date | None = Field(default=None, sa_column=Column(Date))
