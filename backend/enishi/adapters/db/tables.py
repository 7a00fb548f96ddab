"""The rows. They never leave this room: repositories give domain nouns.

Texts carry no length here: the domain bounds them once, for both databases alike.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, Column, ForeignKey, Index, Integer, Text
from sqlmodel import Field, SQLModel

from enishi.adapters.db.columns import ExactDecimal, UtcDateTime

# SQLite can only drop or change a constraint that has a name.
SQLModel.metadata.naming_convention = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
}

# SQLite numbers a rowid alias only for a plain INTEGER key.
BIG_ID = BigInteger().with_variant(Integer, "sqlite")
# References sort by code point on both, so that pages come in one order everywhere.
REF = Text().with_variant(Text(collation="C"), "postgresql")


def _key() -> Column[str]:
    return Column(REF, primary_key=True)


def _part_of(table: str) -> Column[str]:
    return Column(REF, ForeignKey(f"{table}.ref", ondelete="CASCADE"), primary_key=True)


def _text() -> Column[str]:
    return Column(Text)


def _word() -> Column[str]:
    return Column(Text, nullable=False)


def _list() -> Column[Any]:
    return Column(JSON, nullable=False)


def _whole_number() -> Column[int]:
    return Column(BigInteger)


def _exact_number() -> Column[Decimal]:
    return Column(ExactDecimal)


def _instant() -> Column[datetime]:
    return Column(UtcDateTime, nullable=False)


class ClusterRow(SQLModel, table=True):
    """A cluster."""

    __tablename__ = "cluster"

    name: str = Field(sa_column=_key())
    type: str | None = Field(default=None, sa_column=_text())
    name_kana: str | None = Field(default=None, sa_column=_text())
    name_en: str | None = Field(default=None, sa_column=_text())
    prefecture: str | None = Field(default=None, sa_column=_text())
    municipalities: list[str] = Field(sa_column=_list())
    summary: str | None = Field(default=None, sa_column=_text())
    revision: int
    updated_at: datetime = Field(sa_column=_instant())


class FirmRow(SQLModel, table=True):
    """A firm without what it can do."""

    __tablename__ = "firm"
    __table_args__ = (
        # A page of one cluster or prefecture is read off its index, in order of ref.
        Index(None, "cluster", "ref"),
        Index(None, "prefecture", "ref"),
    )

    ref: str = Field(sa_column=_key())
    id: UUID = Field(unique=True)
    name: str = Field(sa_column=_word())
    name_kana: str | None = Field(default=None, sa_column=_text())
    kind: str = Field(sa_column=_word())
    corporate_number: str | None = Field(default=None, sa_column=Column(Text, unique=True))
    cluster: str | None = Field(default=None, sa_column=_text())
    prefecture: str | None = Field(default=None, sa_column=_text())
    municipality: str | None = Field(default=None, sa_column=_text())
    municipality_code: str | None = Field(default=None, sa_column=_text())
    latitude: float | None = None
    longitude: float | None = None
    employees: int | None = Field(default=None, sa_column=_whole_number())
    founded: int | None = Field(default=None, sa_column=_whole_number())
    certifications: list[str] = Field(sa_column=_list())
    summary: str | None = Field(default=None, sa_column=_text())
    fingerprint: str = Field(sa_column=_word())
    revision: int
    updated_at: datetime = Field(sa_column=_instant())


class FacilityRow(SQLModel, table=True):
    """A place of work of a firm."""

    __tablename__ = "facility"

    firm_ref: str = Field(sa_column=_part_of("firm"))
    ref: str = Field(sa_column=_key())
    position: int
    name: str | None = Field(default=None, sa_column=_text())
    municipality_code: str | None = Field(default=None, sa_column=_text())
    latitude: float | None = None
    longitude: float | None = None
    power_area: str | None = Field(default=None, sa_column=_text())
    river_system: str | None = Field(default=None, sa_column=_text())


class CapabilityRow(SQLModel, table=True):
    """Something a firm can do."""

    __tablename__ = "capability"

    firm_ref: str = Field(sa_column=_part_of("firm"))
    ref: str = Field(sa_column=_key())
    position: int
    title: str | None = Field(default=None, sa_column=_text())
    description: str | None = Field(default=None, sa_column=_text())
    processes: list[str] = Field(sa_column=_list())
    materials: list[str] = Field(sa_column=_list())
    equipment: list[str] = Field(sa_column=_list())
    max_size_mm: Decimal | None = Field(default=None, sa_column=_exact_number())
    tolerance_um: Decimal | None = Field(default=None, sa_column=_exact_number())
    lot_min: int | None = Field(default=None, sa_column=_whole_number())
    lot_max: int | None = Field(default=None, sa_column=_whole_number())
    lead_time_days: int | None = Field(default=None, sa_column=_whole_number())
    facility_ref: str | None = Field(default=None, sa_column=_text())
    capacity_per_month: Decimal | None = Field(default=None, sa_column=_exact_number())
    availability: str | None = Field(default=None, sa_column=_text())
    availability_as_of: date | None = None


class NeedRow(SQLModel, table=True):
    """A need on the board."""

    __tablename__ = "need"

    ref: str = Field(sa_column=_key())
    id: UUID = Field(unique=True)
    firm_ref: str | None = Field(
        default=None,
        sa_column=Column(REF, ForeignKey("firm.ref", ondelete="CASCADE"), index=True),
    )
    kind: str = Field(sa_column=_word())
    title: str = Field(sa_column=_word())
    description: str | None = Field(default=None, sa_column=_text())
    query: str | None = Field(default=None, sa_column=_text())
    label: str | None = Field(default=None, sa_column=_text())
    certifications: list[str] = Field(sa_column=_list())
    max_lead_time_days: int | None = Field(default=None, sa_column=_whole_number())
    lot: int | None = Field(default=None, sa_column=_whole_number())
    tolerance_um: Decimal | None = Field(default=None, sa_column=_exact_number())
    max_size_mm: Decimal | None = Field(default=None, sa_column=_exact_number())
    exclude_clusters: list[str] = Field(sa_column=_list())
    prefectures: list[str] = Field(sa_column=_list())
    fingerprint: str = Field(sa_column=_word())
    revision: int
    updated_at: datetime = Field(sa_column=_instant())


class TieRow(SQLModel, table=True):
    """A contact among firms."""

    __tablename__ = "tie"

    ref: str = Field(sa_column=_key())
    date: date
    kind: str = Field(sa_column=_word())
    accepted: bool
    source: str | None = Field(default=None, sa_column=_text())
    fingerprint: str = Field(sa_column=_word())
    revision: int
    updated_at: datetime = Field(sa_column=_instant())


class TieFirmRow(SQLModel, table=True):
    """Who took part in a contact."""

    __tablename__ = "tie_firm"

    tie_ref: str = Field(sa_column=_part_of("tie"))
    firm_ref: str = Field(
        sa_column=Column(
            REF, ForeignKey("firm.ref", ondelete="CASCADE"), primary_key=True, index=True
        )
    )
    position: int


class CorrectionRow(SQLModel, table=True):
    """What a reader says of a firm in an answer."""

    __tablename__ = "correction"

    ref: str = Field(sa_column=_key())
    created_at: datetime = Field(sa_column=_instant())
    question: str = Field(sa_column=_word())
    purpose: str = Field(sa_column=_word())
    # The question itself is kept, and says what was looked for when the need is gone.
    need_ref: str | None = Field(
        default=None,
        sa_column=Column(REF, ForeignKey("need.ref", ondelete="SET NULL"), index=True),
    )
    firm_ref: str = Field(
        sa_column=Column(
            REF, ForeignKey("firm.ref", ondelete="CASCADE"), nullable=False, index=True
        )
    )
    # Refers to no row: storing a firm again replaces all of its capabilities.
    capability_ref: str | None = Field(default=None, sa_column=_text())
    verdict: str = Field(sa_column=_word())
    reason: str | None = Field(default=None, sa_column=_text())
    note: str | None = Field(default=None, sa_column=_text())
    index_version: str = Field(sa_column=_word())
    model_version: str = Field(sa_column=_word())
    ranker_version: str = Field(sa_column=_word())


class AmendmentRow(SQLModel, table=True):
    """What a chamber says of a concept, with what it replaces; nothing where it is left out."""

    __tablename__ = "amendment"

    name: str = Field(sa_column=_key())
    content: dict[str, Any] | None = Field(
        default=None, sa_column=Column(JSON(none_as_null=True), nullable=True)
    )
    amended_at: datetime = Field(sa_column=_instant())


class OutboxRow(SQLModel, table=True):
    """An event, appended in the transaction of the change that it tells."""

    __tablename__ = "outbox"
    # Without it SQLite gives the number of a deleted last row to the next one, and a
    # follower that has read further would pass it by.
    __table_args__ = {"sqlite_autoincrement": True}

    position: int | None = Field(
        default=None, sa_column=Column(BIG_ID, primary_key=True, autoincrement=True)
    )
    kind: str = Field(sa_column=_word())
    subject_ref: str = Field(sa_column=_word())
    occurred_at: datetime = Field(sa_column=_instant())
