"""Contacts, successions, roles, verifications, drafts, and who took their consent back.

Revision: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

# Spelled out here and not taken from the tables: a step that has run never changes.
REF = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _beside_a_firm()
    _verifications()
    _before_and_after_a_firm()


def _beside_a_firm() -> None:
    op.create_table(
        "contact",
        sa.Column("firm_ref", REF, nullable=False),
        *(
            sa.Column(name, sa.Text())
            for name in ("name", "phone", "fax", "email", "address", "best_time")
        ),
        sa.PrimaryKeyConstraint("firm_ref", name="pk_contact"),
        _of_a_firm("contact"),
    )
    op.create_table(
        "succession",
        sa.Column("firm_ref", REF, nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("asked_by", sa.Text()),
        sa.Column("closing_year", sa.BigInteger()),
        sa.Column("note", sa.Text()),
        sa.PrimaryKeyConstraint("firm_ref", name="pk_succession"),
        _of_a_firm("succession"),
    )
    op.create_table(
        "network_role",
        sa.Column("firm_ref", REF, nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text()),
        sa.PrimaryKeyConstraint("firm_ref", name="pk_network_role"),
        _of_a_firm("network_role"),
    )


def _verifications() -> None:
    op.create_table(
        "verification",
        sa.Column("ref", REF, nullable=False),
        sa.Column("firm_ref", REF, nullable=False),
        sa.Column("rung", sa.Integer(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=False),
        sa.Column("confirmed_by", sa.Text(), nullable=False),
        sa.Column("means", sa.Text(), nullable=False),
        sa.Column("chamber_ref", REF),
        sa.Column("note", sa.Text()),
        sa.PrimaryKeyConstraint("ref", name="pk_verification"),
        _of_a_firm("verification"),
    )
    op.create_index("ix_verification_firm_ref", "verification", ["firm_ref"])
    op.create_table(
        "registered_name",
        sa.Column("corporate_number", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("corporate_number", name="pk_registered_name"),
    )


def _before_and_after_a_firm() -> None:
    op.create_table(
        "draft",
        sa.Column("ref", REF, nullable=False),
        sa.Column("firm_ref", REF, nullable=False),
        sa.Column("firm", sa.JSON(), nullable=False),
        sa.Column("contact", sa.JSON()),
        sa.Column("disclosure", sa.JSON(), nullable=False),
        sa.Column("consent", sa.JSON(), nullable=False),
        sa.Column("consent_given_at", INSTANT, nullable=False),
        sa.Column("chamber_ref", REF),
        sa.Column("drafted_by", sa.Text(), nullable=False),
        sa.Column("drafted_at", INSTANT, nullable=False),
        sa.Column("link_digest", sa.Text(), nullable=False),
        sa.Column("link_expires_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("ref", name="pk_draft"),
        sa.UniqueConstraint("firm_ref", name="uq_draft_firm_ref"),
        sa.UniqueConstraint("link_digest", name="uq_draft_link_digest"),
    )
    op.create_table(
        "withdrawal",
        sa.Column("firm_ref", REF, nullable=False),
        sa.Column("corporate_number", sa.Text()),
        sa.Column("withdrawn_at", INSTANT, nullable=False),
        sa.Column("means", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Text()),
        sa.PrimaryKeyConstraint("firm_ref", name="pk_withdrawal"),
    )
    op.create_index("ix_withdrawal_corporate_number", "withdrawal", ["corporate_number"])


def downgrade() -> None:
    for table in (
        *("withdrawal", "draft", "registered_name", "verification"),
        *("network_role", "succession", "contact"),
    ):
        op.drop_table(table)


def _of_a_firm(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["firm_ref"], ["firm.ref"], name=f"fk_{table}_firm_ref", ondelete="CASCADE"
    )
