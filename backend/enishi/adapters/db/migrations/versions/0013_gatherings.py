"""Gatherings, with who sat at which table.

Revision: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

# Spelled out here and not taken from the tables: a step that has run never changes.
REF = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "gathering",
        sa.Column("ref", REF, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.Time()),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("rounds", sa.Integer(), nullable=False),
        sa.Column("chamber_ref", REF),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("planned_at", INSTANT),
        sa.PrimaryKeyConstraint("ref", name="pk_gathering"),
        sa.ForeignKeyConstraint(
            ["chamber_ref"],
            ["chamber.ref"],
            name="fk_gathering_chamber_ref",
            ondelete="SET NULL",
        ),
    )
    op.create_index("ix_gathering_chamber_ref", "gathering", ["chamber_ref"])
    op.create_table(
        "gathering_firm",
        sa.Column("gathering_ref", REF, nullable=False),
        sa.Column("firm_ref", REF, nullable=False),
        sa.Column("is_host", sa.Boolean(), nullable=False),
        sa.Column("is_absent", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("gathering_ref", "firm_ref", name="pk_gathering_firm"),
        *_belonging("gathering_firm"),
    )
    op.create_index("ix_gathering_firm_firm_ref", "gathering_firm", ["firm_ref"])
    op.create_table(
        "gathering_seat",
        sa.Column("gathering_ref", REF, nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("firm_ref", REF, nullable=False),
        sa.Column("table", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("gathering_ref", "round", "firm_ref", name="pk_gathering_seat"),
        *_belonging("gathering_seat"),
    )
    op.create_index("ix_gathering_seat_firm_ref", "gathering_seat", ["firm_ref"])


def downgrade() -> None:
    """Take them away."""
    for table in ("gathering_seat", "gathering_firm", "gathering"):
        op.drop_table(table)


def _belonging(table: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            [f"{owner}_ref"], [f"{owner}.ref"], name=f"fk_{table}_{owner}_ref", ondelete="CASCADE"
        )
        for owner in ("gathering", "firm")
    ]
