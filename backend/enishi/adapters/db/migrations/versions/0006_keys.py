"""Keys, the answers to repeated requests, and the audit log by organisation and subject.

Revision: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# Spelled out here and not taken from the tables: a step that has run never changes.
REF = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "api_key",
        sa.Column("ref", REF, nullable=False),
        sa.Column("person_ref", REF, nullable=False),
        sa.Column("organisation_ref", REF, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("region", sa.JSON()),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("secret_since", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("former_digest", sa.Text()),
        sa.Column("former_until", INSTANT),
        sa.Column("revoked_at", INSTANT),
        sa.Column("last_used_on", sa.Date()),
        sa.Column("last_refused_on", sa.Date()),
        sa.PrimaryKeyConstraint("ref", name="pk_api_key"),
        sa.ForeignKeyConstraint(
            ["person_ref", "organisation_ref"],
            ["membership.person_ref", "membership.organisation_ref"],
            name="fk_api_key_person_ref",
            ondelete="CASCADE",
        ),
    )
    for column in ("person_ref", "organisation_ref"):
        op.create_index(f"ix_api_key_{column}", "api_key", [column])
    op.create_table(
        "replay",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("request_digest", sa.Text(), nullable=False),
        sa.Column("reserved_at", INSTANT, nullable=False),
        sa.Column("status", sa.Integer()),
        sa.Column("headers", sa.JSON(), nullable=False),
        sa.Column("body", sa.Text()),
        sa.PrimaryKeyConstraint("digest", name="pk_replay"),
    )
    op.create_index("ix_replay_reserved_at", "replay", ["reserved_at"])
    for column in ("organisation_ref", "subject_ref"):
        op.create_index(f"ix_audit_{column}", "audit", [column])


def downgrade() -> None:
    for column in ("subject_ref", "organisation_ref"):
        op.drop_index(f"ix_audit_{column}", "audit")
    for table in ("replay", "api_key"):
        op.drop_table(table)
