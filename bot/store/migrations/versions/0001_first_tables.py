"""The first tables: members, staff, announcements, the outbox."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Creates everything."""
    op.create_table("meta", sa.Column("name", sa.Text, primary_key=True), sa.Column("value", sa.Text, nullable=False))
    _create_people()
    _create_announcements()
    _create_outbox()


def _create_people() -> None:
    op.create_table(
        "member",
        sa.Column("id", ROW_ID, primary_key=True),
        sa.Column("person", sa.LargeBinary, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("country", sa.Text),
        sa.Column("kinds", sa.Integer, nullable=False),
        sa.Column("themes", sa.Integer, nullable=False),
        sa.Column("countries", sa.Integer, nullable=False),
        sa.Column("standing", sa.Text, nullable=False),
        sa.Column("paused", sa.Boolean, nullable=False),
        sa.Column("joined_on", sa.Date, nullable=False),
        sa.Column("seen_on", sa.Date, nullable=False),
        sa.UniqueConstraint("person"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "staff",
        sa.Column("id", ROW_ID, primary_key=True),
        sa.Column("person", sa.LargeBinary, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("named_on", sa.Date, nullable=False),
        sa.UniqueConstraint("person"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "expecting",
        sa.Column("person", sa.LargeBinary, primary_key=True),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "flood",
        sa.Column("person", sa.LargeBinary, primary_key=True),
        sa.Column("until", sa.BigInteger, nullable=False),
    )


def _create_announcements() -> None:
    op.create_table(
        "announcement",
        sa.Column("id", ROW_ID, primary_key=True),
        sa.Column("author", sa.LargeBinary),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("languages", sa.Integer, nullable=False),
        sa.Column("countries", sa.Integer, nullable=False),
        sa.Column("kinds", sa.Integer, nullable=False),
        sa.Column("due_at", sa.BigInteger),
        sa.Column("zone", sa.Text),
        sa.Column("when_uncertain", sa.Text, nullable=False),
        sa.Column("pause_reason", sa.Text),
        sa.Column("created_on", sa.Date, nullable=False),
        sa.Column("card_message_id", ROW_ID),
        sa.Column("card_shown", sa.Text),
        sqlite_autoincrement=True,
    )
    op.create_index("announcement_state_due_at", "announcement", ["state", "due_at"])
    op.create_table(
        "announcement_text",
        sa.Column("announcement_id", ROW_ID, primary_key=True),
        sa.Column("language", sa.Text, primary_key=True),
        sa.Column("html", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["announcement_id"], ["announcement.id"], ondelete="CASCADE"),
    )


def _create_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", ROW_ID, primary_key=True),
        sa.Column("member_id", ROW_ID, nullable=False),
        sa.Column("matter", sa.SmallInteger, nullable=False),
        sa.Column("subject", ROW_ID, nullable=False),
        sa.Column("due_at", sa.BigInteger, nullable=False),
        sa.Column("status", sa.SmallInteger, nullable=False),
        sa.Column("not_before", sa.BigInteger, nullable=False),
        sa.Column("lease_until", sa.BigInteger),
        sa.Column("attempts", sa.SmallInteger, nullable=False),
        sa.Column("message_id", ROW_ID),
        sa.Column("reason", sa.Text),
        sa.Column("settled_at", sa.BigInteger),
        sa.UniqueConstraint("member_id", "matter", "subject", "due_at"),
        sqlite_autoincrement=True,
    )
    op.create_index("outbox_queue", "outbox", ["matter", "subject", "status", "not_before", "id"])
    in_flight = sa.text("status = 1")
    op.create_index("outbox_lease", "outbox", ["lease_until"], sqlite_where=in_flight, postgresql_where=in_flight)
