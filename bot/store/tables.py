"""The tables.

A change here needs a file in migrations/versions, written by hand; a test shows what it still lacks.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from bot.domain.announcement import State, WhenUncertain
from bot.domain.delivery import Matter, Status
from bot.domain.interests import Kind, Theme
from bot.domain.member import Role, Standing
from bot.domain.places import Country, Language
from bot.store.columns import Bits, Moment, Number, RowId, Word

metadata = MetaData(
    naming_convention={
        "ix": "%(table_name)s_%(column_0_N_name)s",
        "uq": "%(table_name)s_%(column_0_N_name)s_key",
        "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
        "pk": "%(table_name)s_pkey",
    },
)

# Facts about this database itself: the proof of the key it is sealed with.
meta = Table("meta", metadata, Column("name", Text, primary_key=True), Column("value", Text, nullable=False))

# Numbers of rows are not given a second time (sqlite_autoincrement): a button or a settlement that comes late must not
# meet somebody else's row. PostgreSQL's sequences keep this by themselves.
member = Table(
    "member",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("person", LargeBinary, nullable=False, unique=True),
    Column("language", Word(Language), nullable=False),
    Column("country", Word(Country)),
    Column("kinds", Bits(Kind), nullable=False),
    Column("themes", Bits(Theme), nullable=False),
    Column("countries", Bits(Country), nullable=False),
    Column("standing", Word(Standing), nullable=False),
    Column("paused", Boolean, nullable=False),
    Column("joined_on", Date, nullable=False),
    Column("seen_on", Date, nullable=False),
    sqlite_autoincrement=True,
)

staff = Table(
    "staff",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("person", LargeBinary, nullable=False, unique=True),
    Column("role", Word(Role), nullable=False),
    Column("named_on", Date, nullable=False),
    sqlite_autoincrement=True,
)

# What the next text of a person is for: a packed route, until it expires.
expecting = Table(
    "expecting",
    metadata,
    Column("person", LargeBinary, primary_key=True),
    Column("what", Text, nullable=False),
    Column("until", Moment, nullable=False),
)

announcement = Table(
    "announcement",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("author", LargeBinary),
    Column("state", Word(State), nullable=False),
    Column("languages", Bits(Language), nullable=False),
    Column("countries", Bits(Country), nullable=False),
    Column("kinds", Bits(Kind), nullable=False),
    Column("due_at", Moment),
    Column("zone", Text),
    Column("when_uncertain", Word(WhenUncertain), nullable=False),
    Column("pause_reason", Text),
    Column("created_on", Date, nullable=False),
    Column("card_message_id", RowId),
    Column("card_shown", Text),
    Index("announcement_state_due_at", "state", "due_at"),
    sqlite_autoincrement=True,
)

announcement_text = Table(
    "announcement_text",
    metadata,
    Column("announcement_id", RowId, ForeignKey("announcement.id", ondelete="CASCADE"), primary_key=True),
    Column("language", Word(Language), primary_key=True),
    Column("html", Text, nullable=False),
)

# One row a recipient of anything sent unasked. `subject` is the announcement's id; other matters will have other
# subjects. `not_before` orders the queue, `attempts` counts sends that certainly failed or were given up as lost.
#
# `member_id` has no foreign key: checking it makes PostgreSQL lock, and so rewrite, the row of every recipient, which
# takes as long as all the rest of planning a million. `members.forget` and `outbox.plan_announcement` keep each other
# out instead.
#
# The queue index leads with what is sent and its status, so that a claim never walks past settled rows nor past the
# million waiting ones of a paused announcement, and a tally reads the index alone. The lease index holds only what is
# in flight; its condition is a literal in the queries too, or SQLite would not use it.
IN_FLIGHT = f"status = {Status.BEGUN.value}"

outbox = Table(
    "outbox",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("member_id", RowId, nullable=False),
    Column("matter", Number(Matter), nullable=False),
    Column("subject", RowId, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("status", Number(Status), nullable=False),
    Column("not_before", Moment, nullable=False),
    Column("lease_until", Moment),
    Column("attempts", SmallInteger, nullable=False),
    Column("message_id", RowId),
    Column("reason", Text),
    Column("settled_at", Moment),
    UniqueConstraint("member_id", "matter", "subject", "due_at"),
    Index("outbox_queue", "matter", "subject", "status", "not_before", "id"),
    Index("outbox_lease", "lease_until", sqlite_where=text(IN_FLIGHT), postgresql_where=text(IN_FLIGHT)),
    sqlite_autoincrement=True,
)

# Waits that Telegram named; an empty person means everyone.
flood = Table(
    "flood",
    metadata,
    Column("person", LargeBinary, primary_key=True),
    Column("until", Moment, nullable=False),
)
