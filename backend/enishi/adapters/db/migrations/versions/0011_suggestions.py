"""The weekly suggestions, what was answered to them, and how evenly firms were shown.

Revision: 0011
"""

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change nothing yet."""


def downgrade() -> None:
    """Change nothing back yet."""
