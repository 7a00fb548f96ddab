"""The network's rows: clusters, firms with what they can do, needs, ties and the lexicon."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Column, ForeignKey, Index, Text
from sqlmodel import Field, SQLModel

from enishi.adapters.db.columns import UtcDateTime
from enishi.adapters.db.tables.kinds import (
    BIG_ID,
    REF,
    exact_number,
    instant,
    key,
    list_of,
    part_of,
    text,
    whole_number,
    word,
)


class ClusterRow(SQLModel, table=True):
    """A cluster."""

    __tablename__ = "cluster"

    name: str = Field(sa_column=key())
    type: str | None = Field(default=None, sa_column=text())
    name_kana: str | None = Field(default=None, sa_column=text())
    name_en: str | None = Field(default=None, sa_column=text())
    prefecture: str | None = Field(default=None, sa_column=text())
    municipalities: list[str] = Field(sa_column=list_of())
    summary: str | None = Field(default=None, sa_column=text())
    revision: int
    updated_at: datetime = Field(sa_column=instant())


class FirmRow(SQLModel, table=True):
    """A firm without what it can do."""

    __tablename__ = "firm"
    __table_args__ = (
        # A page of one cluster or prefecture is read off its index, in order of ref.
        Index(None, "cluster", "ref"),
        Index(None, "prefecture", "ref"),
    )

    ref: str = Field(sa_column=key())
    id: UUID = Field(unique=True)
    name: str = Field(sa_column=word())
    name_kana: str | None = Field(default=None, sa_column=text())
    kind: str = Field(sa_column=word())
    corporate_number: str | None = Field(default=None, sa_column=Column(Text, unique=True))
    cluster: str | None = Field(default=None, sa_column=text())
    prefecture: str | None = Field(default=None, sa_column=text())
    municipality: str | None = Field(default=None, sa_column=text())
    municipality_code: str | None = Field(default=None, sa_column=text())
    latitude: float | None = None
    longitude: float | None = None
    employees: int | None = Field(default=None, sa_column=whole_number())
    founded: int | None = Field(default=None, sa_column=whole_number())
    certifications: list[str] = Field(sa_column=list_of())
    summary: str | None = Field(default=None, sa_column=text())
    fingerprint: str = Field(sa_column=word())
    revision: int
    updated_at: datetime = Field(sa_column=instant())


class FacilityRow(SQLModel, table=True):
    """A place of work of a firm."""

    __tablename__ = "facility"

    firm_ref: str = Field(sa_column=part_of("firm"))
    ref: str = Field(sa_column=key())
    position: int
    name: str | None = Field(default=None, sa_column=text())
    municipality_code: str | None = Field(default=None, sa_column=text())
    latitude: float | None = None
    longitude: float | None = None
    power_area: str | None = Field(default=None, sa_column=text())
    river_system: str | None = Field(default=None, sa_column=text())


class CapabilityRow(SQLModel, table=True):
    """Something a firm can do."""

    __tablename__ = "capability"

    firm_ref: str = Field(sa_column=part_of("firm"))
    ref: str = Field(sa_column=key())
    position: int
    title: str | None = Field(default=None, sa_column=text())
    description: str | None = Field(default=None, sa_column=text())
    processes: list[str] = Field(sa_column=list_of())
    materials: list[str] = Field(sa_column=list_of())
    equipment: list[str] = Field(sa_column=list_of())
    max_size_mm: Decimal | None = Field(default=None, sa_column=exact_number())
    tolerance_um: Decimal | None = Field(default=None, sa_column=exact_number())
    lot_min: int | None = Field(default=None, sa_column=whole_number())
    lot_max: int | None = Field(default=None, sa_column=whole_number())
    lead_time_days: int | None = Field(default=None, sa_column=whole_number())
    facility_ref: str | None = Field(default=None, sa_column=text())
    capacity_per_month: Decimal | None = Field(default=None, sa_column=exact_number())
    availability: str | None = Field(default=None, sa_column=text())
    availability_as_of: date | None = None
    # When the firm first said so, however often it is stored again; NULL: before this was kept.
    since: datetime | None = Field(default=None, sa_column=Column(UtcDateTime, nullable=True))


class NeedRow(SQLModel, table=True):
    """A need on the board."""

    __tablename__ = "need"

    ref: str = Field(sa_column=key())
    id: UUID = Field(unique=True)
    firm_ref: str | None = Field(
        default=None,
        sa_column=Column(REF, ForeignKey("firm.ref", ondelete="CASCADE"), index=True),
    )
    kind: str = Field(sa_column=word())
    title: str = Field(sa_column=word())
    description: str | None = Field(default=None, sa_column=text())
    query: str | None = Field(default=None, sa_column=text())
    label: str | None = Field(default=None, sa_column=text())
    certifications: list[str] = Field(sa_column=list_of())
    max_lead_time_days: int | None = Field(default=None, sa_column=whole_number())
    lot: int | None = Field(default=None, sa_column=whole_number())
    tolerance_um: Decimal | None = Field(default=None, sa_column=exact_number())
    max_size_mm: Decimal | None = Field(default=None, sa_column=exact_number())
    exclude_clusters: list[str] = Field(sa_column=list_of())
    prefectures: list[str] = Field(sa_column=list_of())
    fingerprint: str = Field(sa_column=word())
    revision: int
    updated_at: datetime = Field(sa_column=instant())


class TieRow(SQLModel, table=True):
    """A contact among firms."""

    __tablename__ = "tie"

    ref: str = Field(sa_column=key())
    date: date
    kind: str = Field(sa_column=word())
    accepted: bool
    source: str | None = Field(default=None, sa_column=text())
    fingerprint: str = Field(sa_column=word())
    revision: int
    updated_at: datetime = Field(sa_column=instant())


class TieFirmRow(SQLModel, table=True):
    """Who took part in a contact."""

    __tablename__ = "tie_firm"

    tie_ref: str = Field(sa_column=part_of("tie"))
    firm_ref: str = Field(
        sa_column=Column(
            REF, ForeignKey("firm.ref", ondelete="CASCADE"), primary_key=True, index=True
        )
    )
    position: int


class CorrectionRow(SQLModel, table=True):
    """What a reader says of a firm in an answer."""

    __tablename__ = "correction"

    ref: str = Field(sa_column=key())
    created_at: datetime = Field(sa_column=instant())
    question: str = Field(sa_column=word())
    purpose: str = Field(sa_column=word())
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
    capability_ref: str | None = Field(default=None, sa_column=text())
    verdict: str = Field(sa_column=word())
    reason: str | None = Field(default=None, sa_column=text())
    note: str | None = Field(default=None, sa_column=text())
    index_version: str = Field(sa_column=word())
    model_version: str = Field(sa_column=word())
    ranker_version: str = Field(sa_column=word())


class AmendmentRow(SQLModel, table=True):
    """What a chamber says of a concept, with what it replaces; nothing where it is left out."""

    __tablename__ = "amendment"

    name: str = Field(sa_column=key())
    content: dict[str, Any] | None = Field(
        default=None, sa_column=Column(JSON(none_as_null=True), nullable=True)
    )
    amended_at: datetime = Field(sa_column=instant())


class OutboxRow(SQLModel, table=True):
    """An event, appended in the transaction of the change that it tells."""

    __tablename__ = "outbox"
    # Without it SQLite gives the number of a deleted last row to the next one, and a
    # follower that has read further would pass it by.
    __table_args__ = {"sqlite_autoincrement": True}

    position: int | None = Field(
        default=None, sa_column=Column(BIG_ID, primary_key=True, autoincrement=True)
    )
    kind: str = Field(sa_column=word())
    subject_ref: str = Field(sa_column=Column(Text, nullable=False, index=True))
    occurred_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False, index=True))
    # Names the place to the outside without telling how many events came before.
    mark: str = Field(sa_column=Column(Text, nullable=False, unique=True))
    # To whom the subject was there; NULL where it was gone, and for all that is always shown.
    listing: int | None = None
    hide_from: list[str] | None = Field(
        default=None, sa_column=Column(JSON(none_as_null=True), nullable=True)
    )
    owner_ref: str | None = Field(default=None, sa_column=Column(REF))
