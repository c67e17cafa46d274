"""Announcements with pictures, choices, repetition and approvals; corrections and recalls; the lockdown."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Adds what is new; what is there keeps its meaning."""
    _widen_announcements()
    op.add_column("announcement_text", sa.Column("buttons", sa.Text, nullable=False, server_default="[]"))
    _create_safeguards()
    _turn_outbox()


def _widen_announcements() -> None:
    # Column by column: copying the table would empty the one that refers to it, and give numbers a second time.
    for name in ("themes", "borrowing", "skipped"):
        op.add_column("announcement", sa.Column(name, sa.Integer, nullable=False, server_default="0"))
    for name in ("staff_only", "link_preview", "urgent", "by_reader"):
        op.add_column("announcement", sa.Column(name, sa.Boolean, nullable=False, server_default=sa.false()))
    for name in ("media_kind", "media_file_id", "wall", "repeat_rule"):
        op.add_column("announcement", sa.Column(name, sa.Text))
    op.add_column("announcement", sa.Column("repeat_until", sa.Date))
    op.add_column("announcement", sa.Column("repeat_times", sa.SmallInteger))
    op.add_column("announcement", sa.Column("repeat_skipped", sa.Text))
    op.add_column("announcement", sa.Column("errand", sa.Text, nullable=False, server_default="send"))
    number = "INTEGER" if op.get_context().dialect.name == "sqlite" else "BIGINT"
    for name in ("about", "series"):
        refers = f"CONSTRAINT announcement_{name}_fkey REFERENCES announcement (id)"
        op.execute(f"ALTER TABLE announcement ADD COLUMN {name} {number} {refers}")
    op.add_column("announcement", sa.Column("planned_through", ROW_ID))
    for name in ("began_at", "ended_at"):
        op.add_column("announcement", sa.Column(name, sa.BigInteger))
    op.create_index("announcement_series_due_at_key", "announcement", ["series", "due_at"], unique=True)


def _create_safeguards() -> None:
    op.create_table(
        "approval",
        sa.Column("token", sa.Text, primary_key=True),
        sa.Column("announcement_id", ROW_ID, nullable=False),
        sa.Column("person", sa.LargeBinary, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["announcement_id"], ["announcement.id"], ondelete="CASCADE"),
    )
    op.create_table(
        "lockdown",
        sa.Column("id", sa.SmallInteger, primary_key=True),
        sa.Column("frozen_by", sa.LargeBinary),
        sa.Column("frozen_at", sa.BigInteger, nullable=False),
        sa.Column("thaw_by", sa.LargeBinary),
        sa.Column("thaw_until", sa.BigInteger),
    )
    op.create_table(
        "staff_notice",
        sa.Column("id", ROW_ID, primary_key=True),
        sa.Column("person", sa.LargeBinary, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("tries", sa.SmallInteger, nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
        sqlite_autoincrement=True,
    )


def _turn_outbox() -> None:
    with op.batch_alter_table("outbox", table_kwargs={"sqlite_autoincrement": True}) as outbox:
        outbox.drop_constraint("outbox_member_id_matter_subject_due_at_key", type_="unique")
        outbox.create_unique_constraint(
            "outbox_matter_subject_member_id_due_at_key", ["matter", "subject", "member_id", "due_at"]
        )
        outbox.add_column(sa.Column("doubts", sa.SmallInteger, nullable=False, server_default="0"))
