"""Clusters, firms with what they can do, needs, ties and the outbox.

Revision: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Spelled out here and not taken from the tables: a step that has run never changes.
REF = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
EXACT = sa.Text()
INSTANT = sa.DateTime(timezone=True)
ROW_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _cluster()
    _firm()
    _facility()
    _capability()
    _need()
    _tie()
    _outbox()


def downgrade() -> None:
    for table in ("outbox", "tie_firm", "tie", "need", "capability", "facility", "firm", "cluster"):
        op.drop_table(table)


def _cluster() -> None:
    op.create_table(
        "cluster",
        sa.Column("name", REF, nullable=False),
        sa.Column("type", sa.Text()),
        sa.Column("name_kana", sa.Text()),
        sa.Column("name_en", sa.Text()),
        sa.Column("prefecture", sa.Text()),
        sa.Column("municipalities", sa.JSON(), nullable=False),
        sa.Column("summary", sa.Text()),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_cluster"),
    )


def _firm() -> None:
    op.create_table(
        "firm",
        sa.Column("ref", REF, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_kana", sa.Text()),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("corporate_number", sa.Text()),
        sa.Column("cluster", sa.Text()),
        sa.Column("prefecture", sa.Text()),
        sa.Column("municipality", sa.Text()),
        sa.Column("municipality_code", sa.Text()),
        sa.Column("latitude", sa.Float()),
        sa.Column("longitude", sa.Float()),
        sa.Column("employees", sa.BigInteger()),
        sa.Column("founded", sa.BigInteger()),
        sa.Column("certifications", sa.JSON(), nullable=False),
        sa.Column("summary", sa.Text()),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("ref", name="pk_firm"),
        sa.UniqueConstraint("id", name="uq_firm_id"),
        sa.UniqueConstraint("corporate_number", name="uq_firm_corporate_number"),
    )
    op.create_index("ix_firm_cluster_ref", "firm", ["cluster", "ref"])
    op.create_index("ix_firm_prefecture_ref", "firm", ["prefecture", "ref"])


def _facility() -> None:
    op.create_table(
        "facility",
        sa.Column("firm_ref", REF, nullable=False),
        sa.Column("ref", REF, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text()),
        sa.Column("municipality_code", sa.Text()),
        sa.Column("latitude", sa.Float()),
        sa.Column("longitude", sa.Float()),
        sa.Column("power_area", sa.Text()),
        sa.Column("river_system", sa.Text()),
        sa.PrimaryKeyConstraint("firm_ref", "ref", name="pk_facility"),
        sa.ForeignKeyConstraint(
            ["firm_ref"], ["firm.ref"], name="fk_facility_firm_ref", ondelete="CASCADE"
        ),
    )


def _capability() -> None:
    op.create_table(
        "capability",
        sa.Column("firm_ref", REF, nullable=False),
        sa.Column("ref", REF, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text()),
        sa.Column("description", sa.Text()),
        sa.Column("processes", sa.JSON(), nullable=False),
        sa.Column("materials", sa.JSON(), nullable=False),
        sa.Column("equipment", sa.JSON(), nullable=False),
        sa.Column("max_size_mm", EXACT),
        sa.Column("tolerance_um", EXACT),
        sa.Column("lot_min", sa.BigInteger()),
        sa.Column("lot_max", sa.BigInteger()),
        sa.Column("lead_time_days", sa.BigInteger()),
        sa.Column("facility_ref", sa.Text()),
        sa.Column("capacity_per_month", EXACT),
        sa.Column("availability", sa.Text()),
        sa.Column("availability_as_of", sa.Date()),
        sa.PrimaryKeyConstraint("firm_ref", "ref", name="pk_capability"),
        sa.ForeignKeyConstraint(
            ["firm_ref"], ["firm.ref"], name="fk_capability_firm_ref", ondelete="CASCADE"
        ),
    )


def _need() -> None:
    op.create_table(
        "need",
        sa.Column("ref", REF, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("firm_ref", REF),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text()),
        sa.Column("query", sa.Text()),
        sa.Column("label", sa.Text()),
        sa.Column("certifications", sa.JSON(), nullable=False),
        sa.Column("max_lead_time_days", sa.BigInteger()),
        sa.Column("lot", sa.BigInteger()),
        sa.Column("tolerance_um", EXACT),
        sa.Column("max_size_mm", EXACT),
        sa.Column("exclude_clusters", sa.JSON(), nullable=False),
        sa.Column("prefectures", sa.JSON(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("ref", name="pk_need"),
        sa.UniqueConstraint("id", name="uq_need_id"),
        sa.ForeignKeyConstraint(
            ["firm_ref"], ["firm.ref"], name="fk_need_firm_ref", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_need_firm_ref", "need", ["firm_ref"])


def _tie() -> None:
    op.create_table(
        "tie",
        sa.Column("ref", REF, nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=False),
        sa.Column("source", sa.Text()),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("ref", name="pk_tie"),
    )
    op.create_table(
        "tie_firm",
        sa.Column("tie_ref", REF, nullable=False),
        sa.Column("firm_ref", REF, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("tie_ref", "firm_ref", name="pk_tie_firm"),
        sa.ForeignKeyConstraint(
            ["tie_ref"], ["tie.ref"], name="fk_tie_firm_tie_ref", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["firm_ref"], ["firm.ref"], name="fk_tie_firm_firm_ref", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_tie_firm_firm_ref", "tie_firm", ["firm_ref"])


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("position", ROW_NUMBER, autoincrement=True, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject_ref", sa.Text(), nullable=False),
        sa.Column("occurred_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_outbox"),
        sqlite_autoincrement=True,
    )
