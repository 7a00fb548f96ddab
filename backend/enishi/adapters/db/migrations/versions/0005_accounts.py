"""Sessions, invitations, sign-in links, passwords, second factors, and failures counted.

Revision: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# Spelled out here and not taken from the tables: a step that has run never changes.
REF = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _visits()
    _letters()
    op.create_table(
        "password",
        sa.Column("person_ref", REF, nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("person_ref", name="pk_password"),
        _belongs_to("password", "person"),
    )
    op.create_table(
        "second_factor",
        sa.Column("person_ref", REF, nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("confirmed_at", INSTANT),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        sa.Column("recovery_hashes", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("person_ref", name="pk_second_factor"),
        _belongs_to("second_factor", "person"),
    )
    op.create_table(
        "failures",
        sa.Column("key", REF, nullable=False),
        sa.Column("level", sa.Float(), nullable=False),
        sa.Column("last_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_failures"),
    )


def _visits() -> None:
    op.create_table(
        "session",
        sa.Column("token_hash", REF, nullable=False),
        sa.Column("ref", REF, nullable=False),
        sa.Column("person_ref", REF, nullable=False),
        sa.Column("begun_at", INSTANT, nullable=False),
        sa.Column("seen_at", INSTANT, nullable=False),
        sa.Column("awaits_code", sa.Boolean(), nullable=False),
        sa.Column("browser", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_session"),
        sa.UniqueConstraint("ref", name="uq_session_ref"),
        _belongs_to("session", "person"),
    )
    op.create_index("ix_session_person_ref", "session", ["person_ref"])
    op.create_table(
        "known_device",
        sa.Column("token_hash", REF, nullable=False),
        sa.Column("person_ref", REF, nullable=False),
        sa.Column("seen_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("token_hash", "person_ref", name="pk_known_device"),
        _belongs_to("known_device", "person"),
    )


def _letters() -> None:
    op.create_table(
        "invitation",
        sa.Column("token_hash", REF, nullable=False),
        sa.Column("ref", REF, nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("organisation_ref", REF, nullable=False),
        sa.Column("firm_ref", REF),
        sa.Column("chamber_ref", REF),
        sa.Column("invited_by", sa.Text(), nullable=False),
        sa.Column("invited_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_invitation"),
        sa.UniqueConstraint("ref", name="uq_invitation_ref"),
        sa.UniqueConstraint("email", "organisation_ref", name="uq_invitation_email"),
        _belongs_to("invitation", "firm"),
        _belongs_to("invitation", "chamber"),
    )
    for column in ("firm_ref", "chamber_ref"):
        op.create_index(f"ix_invitation_{column}", "invitation", [column])
    op.create_table(
        "sign_in_link",
        sa.Column("token_hash", REF, nullable=False),
        sa.Column("person_ref", REF, nullable=False),
        sa.Column("issued_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_sign_in_link"),
        _belongs_to("sign_in_link", "person"),
    )
    op.create_index("ix_sign_in_link_person_ref", "sign_in_link", ["person_ref"])


def downgrade() -> None:
    for table in (
        *("failures", "second_factor", "password", "sign_in_link"),
        *("invitation", "known_device", "session"),
    ):
        op.drop_table(table)


def _belongs_to(table: str, owner: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [f"{owner}_ref"], [f"{owner}.ref"], name=f"fk_{table}_{owner}_ref", ondelete="CASCADE"
    )
