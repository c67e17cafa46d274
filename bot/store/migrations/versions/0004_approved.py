"""Whether a second person approved an announcement: without that, one that has grown since waits for somebody."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the mark. What was scheduled before counts as approved: it was as the rule stood then."""
    op.add_column("announcement", sa.Column("approved", sa.Boolean, nullable=False, server_default=sa.false()))
    op.execute("UPDATE announcement SET approved = true WHERE state = 'scheduled'")
