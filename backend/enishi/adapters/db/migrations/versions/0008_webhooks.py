"""Webhooks with their deliveries; the outbox says to whom each subject was there.

Revision: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# Spelled out here and not taken from the tables: a step that has run never changes.
REF = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)
BIG_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")

# SQLite rebuilds the table to change it, and must not begin to give numbers out again.
_NEVER_AGAIN = {"sqlite_autoincrement": True}
# Events that are there already get their marks; nothing was hidden when they happened.
_MARKS = {
    "sqlite": "UPDATE outbox SET mark = lower(hex(randomblob(16)))",
    "postgresql": "UPDATE outbox SET mark = replace(gen_random_uuid()::text, '-', '')",
}


def upgrade() -> None:
    _outbox()
    _webhooks()


def _outbox() -> None:
    op.add_column("outbox", sa.Column("mark", sa.Text(), nullable=False, server_default=""))
    op.add_column("outbox", sa.Column("listing", sa.Integer()))
    op.add_column("outbox", sa.Column("hide_from", sa.JSON()))
    op.add_column("outbox", sa.Column("owner_ref", REF))
    op.execute(_MARKS[op.get_bind().dialect.name])
    with op.batch_alter_table("outbox", table_kwargs=_NEVER_AGAIN) as outbox:
        outbox.create_unique_constraint("uq_outbox_mark", ["mark"])
        outbox.alter_column("mark", server_default=None)
    for column in ("subject_ref", "occurred_at"):
        op.create_index(f"ix_outbox_{column}", "outbox", [column])


def _webhooks() -> None:
    op.create_table(
        "webhook",
        sa.Column("ref", REF, nullable=False),
        sa.Column("firm_ref", REF),
        sa.Column("chamber_ref", REF),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("previous_secret", sa.Text()),
        sa.Column("previous_until", INSTANT),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("failing_since", INSTANT),
        sa.Column("paused_at", INSTANT),
        sa.PrimaryKeyConstraint("ref", name="pk_webhook"),
        _belongs_to("webhook", "firm"),
        _belongs_to("webhook", "chamber"),
    )
    for column in ("firm_ref", "chamber_ref"):
        op.create_index(f"ix_webhook_{column}", "webhook", [column])
    op.create_table(
        "webhook_delivery",
        sa.Column("number", BIG_ID, nullable=False),
        sa.Column("ref", REF, nullable=False),
        sa.Column("webhook_ref", REF, nullable=False),
        sa.Column("kind", sa.Text()),
        sa.Column("subject_ref", sa.Text(), nullable=False),
        sa.Column("occurred_at", INSTANT, nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", INSTANT),
        sa.Column("attempted_at", INSTANT),
        sa.Column("answer_status", sa.Integer()),
        sa.Column("trouble", sa.Text()),
        sa.PrimaryKeyConstraint("number", name="pk_webhook_delivery"),
        sa.UniqueConstraint("ref", name="uq_webhook_delivery_ref"),
        _belongs_to("webhook_delivery", "webhook"),
    )
    for column in ("webhook_ref", "next_at"):
        op.create_index(f"ix_webhook_delivery_{column}", "webhook_delivery", [column])


def downgrade() -> None:
    op.drop_table("webhook_delivery")
    op.drop_table("webhook")
    for column in ("subject_ref", "occurred_at"):
        op.drop_index(f"ix_outbox_{column}", "outbox")
    with op.batch_alter_table("outbox", table_kwargs=_NEVER_AGAIN) as outbox:
        outbox.drop_constraint("uq_outbox_mark", type_="unique")
        for column in ("mark", "listing", "hide_from", "owner_ref"):
            outbox.drop_column(column)


def _belongs_to(table: str, owner: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [f"{owner}_ref"], [f"{owner}.ref"], name=f"fk_{table}_{owner}_ref", ondelete="CASCADE"
    )
