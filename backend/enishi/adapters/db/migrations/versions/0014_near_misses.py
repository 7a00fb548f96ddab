"""What firms nearly matched, week by week.

Revision: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

# Spelled out here and not taken from the tables: a step that has run never changes.
REF = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "near_miss",
        sa.Column("firm_ref", REF, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("missing", REF, nullable=False),
        sa.Column("concept", REF, nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("firm_ref", "day", "missing", "concept", name="pk_near_miss"),
        sa.ForeignKeyConstraint(
            ["firm_ref"], ["firm.ref"], name="fk_near_miss_firm_ref", ondelete="CASCADE"
        ),
    )


def downgrade() -> None:
    """Take it away."""
    op.drop_table("near_miss")
