"""Digests: who wants them when, what became of each, and addresses that do not take them.

Revision: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

# Spelled out here and not taken from the tables: a step that has run never changes.
REF = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("capability", sa.Column("since", INSTANT))
    op.create_table(
        "digest_preference",
        sa.Column("person_ref", REF, nullable=False),
        sa.Column("frequency", sa.Text(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("clock", sa.Text(), nullable=False),
        sa.Column("stopped_at", INSTANT),
        sa.PrimaryKeyConstraint("person_ref", name="pk_digest_preference"),
        _of_a_person("digest_preference"),
    )
    _mailings()
    op.create_table(
        "paused_address",
        sa.Column("person_ref", REF, nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("paused_at", INSTANT, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("person_ref", name="pk_paused_address"),
        _of_a_person("paused_address"),
    )
    op.create_table(
        "digest_answer",
        sa.Column("person_ref", REF, nullable=False),
        sa.Column("item_ref", REF, nullable=False),
        sa.Column("week", REF, nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("reason", sa.Text()),
        sa.PrimaryKeyConstraint("person_ref", "item_ref", name="pk_digest_answer"),
        _of_a_person("digest_answer"),
    )
    op.create_index("ix_digest_answer_week", "digest_answer", ["week"])
    op.create_table(
        "installation_key",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_installation_key"),
    )


def _mailings() -> None:
    op.create_table(
        "mailing",
        sa.Column("person_ref", REF, nullable=False),
        sa.Column("week", REF, nullable=False),
        sa.Column("mark", REF, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("next_at", INSTANT),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.Column("firm_ref", REF),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("trouble", sa.Text()),
        sa.Column("code", sa.Text()),
        sa.PrimaryKeyConstraint("person_ref", "week", name="pk_mailing"),
        sa.UniqueConstraint("mark", name="uq_mailing_mark"),
        _of_a_person("mailing"),
    )
    op.create_index("ix_mailing_state_next_at", "mailing", ["state", "next_at"])
    op.create_index("ix_mailing_week", "mailing", ["week"])


def downgrade() -> None:
    for table in (
        *("installation_key", "digest_answer", "paused_address"),
        *("mailing", "digest_preference"),
    ):
        op.drop_table(table)
    op.drop_column("capability", "since")


def _of_a_person(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["person_ref"], ["person.ref"], name=f"fk_{table}_person_ref", ondelete="CASCADE"
    )
