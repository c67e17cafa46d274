"""Alerts: what the catalogue held, who is to be told of what, what is saved, and when each member wants to hear."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Adds what is new; what is there keeps its meaning."""
    _widen_members()
    _create_items()
    _create_choices()
    _widen_announcements()


def _widen_members() -> None:
    for name in ("daily", "weekly"):
        op.add_column("member", sa.Column(name, sa.Integer, nullable=False, server_default="0"))
    op.add_column("member", sa.Column("quiet", sa.SmallInteger, nullable=False, server_default="513"))
    op.add_column("member", sa.Column("quiet_days", sa.Boolean, nullable=False, server_default=sa.true()))
    op.add_column("member", sa.Column("ladder", sa.SmallInteger, nullable=False, server_default="15"))
    op.add_column("member", sa.Column("paused_until", sa.BigInteger))
    op.add_column("member", sa.Column("chat", sa.Text, nullable=False, server_default="person"))
    is_set = sa.text("paused_until IS NOT NULL")
    op.create_index("member_paused_until", "member", ["paused_until"], sqlite_where=is_set, postgresql_where=is_set)


def _create_items() -> None:
    op.create_table(
        "item",
        sa.Column("id", ROW_ID, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("slug", sa.Text, nullable=False),
        sa.Column("themes", sa.Integer, nullable=False),
        sa.Column("countries", sa.Integer, nullable=False),
        sa.Column("funder", sa.Text),
        sa.Column("facts", sa.Text, nullable=False),
        sa.Column("publication", ROW_ID),
        sa.Column("first_seen_on", sa.Date, nullable=False),
        sa.Column("closes_on", sa.Date),
        sa.Column("gone_on", sa.Date),
        sa.ForeignKeyConstraint(["publication"], ["announcement.id"]),
        sa.UniqueConstraint("kind", "slug"),
        sqlite_autoincrement=True,
    )
    op.create_index("item_publication", "item", ["publication"])
    op.create_table(
        "alert",
        sa.Column("item_id", ROW_ID, primary_key=True, autoincrement=False),
        sa.Column("member_id", ROW_ID, primary_key=True, autoincrement=False),
        sa.Column("state", sa.SmallInteger, nullable=False),
        sqlite_with_rowid=False,
    )
    is_waiting = sa.text("state = 0")
    op.create_index("alert_waiting", "alert", ["member_id"], sqlite_where=is_waiting, postgresql_where=is_waiting)


def _create_choices() -> None:
    op.create_table(
        "saved",
        sa.Column("member_id", ROW_ID, primary_key=True, autoincrement=False),
        sa.Column("item_id", ROW_ID, primary_key=True, autoincrement=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("reminded", sa.SmallInteger),
        sa.Column("not_before", sa.Date),
        sa.Column("saved_on", sa.Date, nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"]),
    )
    op.create_index("saved_item", "saved", ["item_id", "member_id"])
    op.create_table(
        "mute",
        sa.Column("member_id", ROW_ID, primary_key=True, autoincrement=False),
        sa.Column("funder", sa.Text, primary_key=True),
    )
    op.create_table(
        "parting",
        sa.Column("reason", sa.Text, primary_key=True),
        sa.Column("n", sa.Integer, nullable=False),
    )


def _widen_announcements() -> None:
    number = "INTEGER" if op.get_context().dialect.name == "sqlite" else "BIGINT"
    op.execute(
        f"ALTER TABLE announcement ADD COLUMN item_id {number} "
        "CONSTRAINT announcement_item_id_fkey REFERENCES item (id)"
    )
    op.add_column("announcement", sa.Column("key", sa.Text))
    op.create_index("announcement_errand_key_key", "announcement", ["errand", "key"], unique=True)
    op.create_table(
        "change",
        sa.Column("announcement_id", ROW_ID, primary_key=True, autoincrement=False),
        sa.Column("item_id", ROW_ID, nullable=False),
        sa.Column("before", sa.Text, nullable=False),
        sa.Column("after", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["announcement_id"], ["announcement.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"]),
    )
