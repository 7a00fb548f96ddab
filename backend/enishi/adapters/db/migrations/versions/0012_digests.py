"""Digests: who wants them when, what became of each, and addresses that do not take them.

Revision: 0012
"""

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change nothing yet."""


def downgrade() -> None:
    """Change nothing back yet."""
