"""Introductions, what was released to whom, and the answers to matches.

Revision: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# Spelled out here and not taken from the tables: a step that has run never changes.
REF = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _cases()
    _answers()
    for statement in _EVENTS_STAY[op.get_bind().dialect.name]:
        op.execute(statement)


def _cases() -> None:
    op.create_table(
        "introduction",
        sa.Column("ref", REF, nullable=False),
        sa.Column("need_ref", REF),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("seeker_ref", REF, nullable=False),
        sa.Column("candidate_ref", REF, nullable=False),
        sa.Column("is_anonymous", sa.Boolean(), nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("chamber_ref", REF),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("next_date", sa.Date()),
        sa.Column("met_on", sa.Date()),
        sa.Column("is_known_to_candidate", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name="pk_introduction"),
    )
    for column in ("need_ref", "seeker_ref", "candidate_ref", "chamber_ref", "met_on"):
        op.create_index(f"ix_introduction_{column}", "introduction", [column])
    for column in ("opened_at", "next_date"):
        op.create_index(f"ix_introduction_{column}_ref", "introduction", [column, "ref"])
    op.create_table(
        "introduction_event",
        sa.Column("introduction_ref", REF, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("actor_ref", REF),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text()),
        sa.Column("next_date", sa.Date()),
        sa.PrimaryKeyConstraint("introduction_ref", "number", name="pk_introduction_event"),
        _belongs_to("introduction_event", "introduction_ref", "introduction"),
    )
    op.create_table(
        "introduction_chamber",
        sa.Column("introduction_ref", REF, nullable=False),
        sa.Column("chamber_ref", REF, nullable=False),
        sa.PrimaryKeyConstraint("introduction_ref", "chamber_ref", name="pk_introduction_chamber"),
        _belongs_to("introduction_chamber", "introduction_ref", "introduction"),
    )
    op.create_index("ix_introduction_chamber_chamber_ref", "introduction_chamber", ["chamber_ref"])


def _answers() -> None:
    op.create_table(
        "release",
        sa.Column("need_ref", REF, nullable=False),
        sa.Column("to_ref", REF, nullable=False),
        sa.Column("path", REF, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("released_by", REF),
        sa.Column("revoked_at", INSTANT),
        sa.PrimaryKeyConstraint("need_ref", "to_ref", "path", name="pk_release"),
        _belongs_to("release", "need_ref", "need"),
        _belongs_to("release", "to_ref", "firm"),
    )
    op.create_index("ix_release_to_ref", "release", ["to_ref"])
    op.create_table(
        "match_response",
        sa.Column("need_ref", REF, nullable=False),
        sa.Column("firm_ref", REF, nullable=False),
        sa.Column("side", REF, nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("answered_by", REF),
        sa.Column("reason", sa.Text()),
        sa.Column("note", sa.Text()),
        sa.PrimaryKeyConstraint("need_ref", "firm_ref", "side", name="pk_match_response"),
        _belongs_to("match_response", "need_ref", "need"),
        _belongs_to("match_response", "firm_ref", "firm"),
    )
    op.create_index("ix_match_response_firm_ref", "match_response", ["firm_ref"])


# What was done was done; a case that is erased takes its events along.
_EVENTS_STAY = {
    "sqlite": [
        """CREATE TRIGGER introduction_event_no_update BEFORE UPDATE ON introduction_event
           BEGIN SELECT RAISE(ABORT, 'events of introductions are never changed'); END"""
    ],
    "postgresql": [
        """CREATE FUNCTION introduction_events_stay() RETURNS trigger LANGUAGE plpgsql AS $$
           BEGIN RAISE EXCEPTION 'events of introductions are never changed'; END $$""",
        """CREATE TRIGGER introduction_event_no_update BEFORE UPDATE ON introduction_event
           FOR EACH STATEMENT EXECUTE FUNCTION introduction_events_stay()""",
    ],
}


def downgrade() -> None:
    for table in (
        *("match_response", "release"),
        *("introduction_chamber", "introduction_event", "introduction"),
    ):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION introduction_events_stay()")


def _belongs_to(table: str, column: str, owner: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{owner}.ref"], name=f"fk_{table}_{column}", ondelete="CASCADE"
    )
