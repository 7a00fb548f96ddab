"""The weekly suggestions, what was answered to them, and how evenly firms were shown.

Revision: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

# Spelled out here and not taken from the tables: a step that has run never changes.
REF = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "suggestion_round",
        sa.Column("week", REF, nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("firms", sa.Integer(), nullable=False),
        sa.Column("is_fallback", sa.Boolean(), nullable=False),
        sa.Column("versions", sa.JSON(), nullable=False),
        sa.Column("audit", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("week", name="pk_suggestion_round"),
    )
    _suggestions()
    op.create_table(
        "suggestion_answer",
        sa.Column("suggestion_ref", REF, nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("by", sa.Text()),
        sa.Column("reason", sa.Text()),
        sa.PrimaryKeyConstraint("suggestion_ref", name="pk_suggestion_answer"),
        _part("suggestion_answer", "suggestion_ref", "suggestion.ref"),
    )
    op.create_table(
        "suggestion_pause",
        sa.Column("firm_ref", REF, nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("until", sa.Date()),
        sa.PrimaryKeyConstraint("firm_ref", name="pk_suggestion_pause"),
        _part("suggestion_pause", "firm_ref", "firm.ref"),
    )


def _suggestions() -> None:
    op.create_table(
        "suggestion",
        sa.Column("ref", REF, nullable=False),
        sa.Column("week", REF, nullable=False),
        sa.Column("viewer_ref", REF, nullable=False),
        sa.Column("shown_ref", REF, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("is_other_cluster", sa.Boolean()),
        sa.Column("is_trial", sa.Boolean(), nullable=False),
        sa.Column("need_ref", REF),
        sa.Column("source_mark", sa.Text(), nullable=False),
        sa.Column("sentences", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name="pk_suggestion"),
        _part("suggestion", "week", "suggestion_round.week"),
        _part("suggestion", "viewer_ref", "firm.ref"),
        _part("suggestion", "shown_ref", "firm.ref"),
    )
    for columns in (["week", "viewer_ref"], ["viewer_ref"], ["shown_ref"]):
        op.create_index(f"ix_suggestion_{'_'.join(columns)}", "suggestion", columns)


def downgrade() -> None:
    for table in ("suggestion_pause", "suggestion_answer", "suggestion", "suggestion_round"):
        op.drop_table(table)


def _part(table: str, column: str, of: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [of], name=f"fk_{table}_{column}", ondelete="CASCADE")
