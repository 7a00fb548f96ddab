"""What a chamber changed in the lexicon.

Revision: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# Spelled out here and not taken from the tables: a step that has run never changes.
REF = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "amendment",
        sa.Column("name", REF, nullable=False),
        sa.Column("content", sa.JSON()),
        sa.Column("amended_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_amendment"),
    )


def downgrade() -> None:
    op.drop_table("amendment")
