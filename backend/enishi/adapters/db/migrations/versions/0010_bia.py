"""BIA cases, the firms that they lean on, and what their owners were told.

Revision: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

# Spelled out here and not taken from the tables: a step that has run never changes.
REF = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
BIG_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _cases()
    op.create_table(
        "bia_notice",
        sa.Column("number", BIG_ID, autoincrement=True, nullable=False),
        sa.Column("ref", REF, nullable=False),
        sa.Column("case_ref", REF, nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_bia_notice"),
        sa.UniqueConstraint("ref", name="uq_bia_notice_ref"),
        _part("bia_notice", "case_ref", "bia_case"),
    )
    op.create_index("ix_bia_notice_case_ref", "bia_notice", ["case_ref"])
    op.create_table(
        "bia_reading",
        sa.Column("ref", REF, nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name="pk_bia_reading"),
    )


def _cases() -> None:
    op.create_table(
        "bia_case",
        sa.Column("number", BIG_ID, autoincrement=True, nullable=False),
        sa.Column("ref", REF, nullable=False),
        sa.Column("firm_ref", REF),
        sa.Column("chamber_ref", REF),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.Column("created_by", sa.Text()),
        sa.PrimaryKeyConstraint("number", name="pk_bia_case"),
        sa.UniqueConstraint("ref", name="uq_bia_case_ref"),
        _part("bia_case", "firm_ref", "firm"),
        _part("bia_case", "chamber_ref", "chamber"),
    )
    for name in ("firm_ref", "chamber_ref"):
        op.create_index(f"ix_bia_case_{name}", "bia_case", [name])
    op.create_table(
        "bia_reliance",
        sa.Column("case_ref", REF, nullable=False),
        sa.Column("firm_ref", REF, nullable=False),
        sa.PrimaryKeyConstraint("case_ref", "firm_ref", name="pk_bia_reliance"),
        _part("bia_reliance", "case_ref", "bia_case"),
    )
    op.create_index("ix_bia_reliance_firm_ref", "bia_reliance", ["firm_ref"])


def downgrade() -> None:
    for table in ("bia_reading", "bia_notice", "bia_reliance", "bia_case"):
        op.drop_table(table)


def _part(table: str, column: str, of: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{of}.ref"], name=f"fk_{table}_{column}", ondelete="CASCADE"
    )
