"""What readers say of the answers.

Revision: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# Spelled out here and not taken from the tables: a step that has run never changes.
REF = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "correction",
        sa.Column("ref", REF, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("need_ref", REF),
        sa.Column("firm_ref", REF, nullable=False),
        sa.Column("capability_ref", sa.Text()),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("note", sa.Text()),
        sa.Column("index_version", sa.Text(), nullable=False),
        sa.Column("model_version", sa.Text(), nullable=False),
        sa.Column("ranker_version", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name="pk_correction"),
        sa.ForeignKeyConstraint(
            ["need_ref"], ["need.ref"], name="fk_correction_need_ref", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["firm_ref"], ["firm.ref"], name="fk_correction_firm_ref", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_correction_need_ref", "correction", ["need_ref"])
    op.create_index("ix_correction_firm_ref", "correction", ["firm_ref"])


def downgrade() -> None:
    op.drop_table("correction")
