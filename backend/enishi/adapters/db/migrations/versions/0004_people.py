"""People, chambers, what is shown to whom, and the log of who read what.

Revision: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# Spelled out here and not taken from the tables: a step that has run never changes.
REF = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)
BIG_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    _people()
    _disclosures()
    _audit()


def _people() -> None:
    op.create_table(
        "person",
        sa.Column("ref", REF, nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name="pk_person"),
        sa.UniqueConstraint("email", name="uq_person_email"),
    )
    op.create_table(
        "chamber",
        sa.Column("ref", REF, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("clusters", sa.JSON(), nullable=False),
        sa.Column("prefectures", sa.JSON(), nullable=False),
        sa.Column("municipality_codes", sa.JSON(), nullable=False),
        sa.Column("email", sa.Text()),
        sa.Column("phone", sa.Text()),
        sa.Column("fax", sa.Text()),
        sa.Column("address", sa.Text()),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("ref", name="pk_chamber"),
    )
    op.create_table(
        "membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_ref", REF, nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("organisation_ref", REF, nullable=False),
        sa.Column("firm_ref", REF),
        sa.Column("chamber_ref", REF),
        sa.PrimaryKeyConstraint("id", name="pk_membership"),
        sa.UniqueConstraint("person_ref", "organisation_ref", name="uq_membership_person_ref"),
        _belongs_to("membership", "person"),
        _belongs_to("membership", "firm"),
        _belongs_to("membership", "chamber"),
    )
    for column in ("person_ref", "firm_ref", "chamber_ref"):
        op.create_index(f"ix_membership_{column}", "membership", [column])
    op.create_table(
        "consent",
        sa.Column("ref", REF, nullable=False),
        sa.Column("terms_version", sa.Text(), nullable=False),
        sa.Column("given_at", INSTANT, nullable=False),
        sa.Column("means", sa.Text(), nullable=False),
        sa.Column("firm_ref", REF),
        sa.Column("person_ref", REF),
        sa.Column("recorded_by", sa.Text()),
        sa.Column("said_by", sa.Text()),
        sa.Column("withdrawn_at", INSTANT),
        sa.PrimaryKeyConstraint("ref", name="pk_consent"),
        _belongs_to("consent", "firm"),
    )
    for column in ("firm_ref", "person_ref"):
        op.create_index(f"ix_consent_{column}", "consent", [column])


def _disclosures() -> None:
    op.create_table(
        "firm_disclosure",
        sa.Column("firm_ref", REF, nullable=False),
        sa.Column("listing", sa.Integer(), nullable=False),
        sa.Column("paths", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("firm_ref", name="pk_firm_disclosure"),
        _belongs_to("firm_disclosure", "firm"),
    )
    op.create_table(
        "hidden_from",
        sa.Column("firm_ref", REF, nullable=False),
        sa.Column("from_ref", REF, nullable=False),
        sa.PrimaryKeyConstraint("firm_ref", "from_ref", name="pk_hidden_from"),
        sa.ForeignKeyConstraint(
            ["firm_ref"],
            ["firm_disclosure.firm_ref"],
            name="fk_hidden_from_firm_ref",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_hidden_from_from_ref", "hidden_from", ["from_ref"])
    op.create_table(
        "need_disclosure",
        sa.Column("need_ref", REF, nullable=False),
        sa.Column("listing", sa.Integer(), nullable=False),
        sa.Column("paths", sa.JSON(), nullable=False),
        sa.Column("hide_from", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("need_ref", name="pk_need_disclosure"),
        _belongs_to("need_disclosure", "need"),
    )


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("position", BIG_ID, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject_kind", sa.Text(), nullable=False),
        sa.Column("subject_ref", sa.Text(), nullable=False),
        sa.Column("owner_ref", REF),
        sa.Column("actor_ref", REF),
        sa.Column("organisation_ref", REF),
        sa.Column("key_ref", sa.Text()),
        sa.Column("door", sa.Text(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_audit"),
        sqlite_autoincrement=True,
    )
    for column in ("owner_ref", "actor_ref"):
        op.create_index(f"ix_audit_{column}", "audit", [column])
    for statement in _ONLY_ADDED_TO[op.get_bind().dialect.name]:
        op.execute(statement)


# Whoever writes to the database by way of this programme, or by a slip of the hand, adds.
_ONLY_ADDED_TO = {
    "sqlite": [
        f"""CREATE TRIGGER audit_no_{verb} BEFORE {verb.upper()} ON audit
            BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END"""
        for verb in ("update", "delete")
    ],
    "postgresql": [
        """CREATE FUNCTION audit_is_only_added_to() RETURNS trigger LANGUAGE plpgsql AS $$
           BEGIN RAISE EXCEPTION 'the audit log is only added to'; END $$""",
        """CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
           FOR EACH STATEMENT EXECUTE FUNCTION audit_is_only_added_to()""",
    ],
}


def downgrade() -> None:
    for table in (
        *("audit", "need_disclosure", "hidden_from", "firm_disclosure"),
        *("consent", "membership", "chamber", "person"),
    ):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_is_only_added_to()")


def _belongs_to(table: str, owner: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [f"{owner}_ref"], [f"{owner}.ref"], name=f"fk_{table}_{owner}_ref", ondelete="CASCADE"
    )
