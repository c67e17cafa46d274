"""The tables.

A change here needs a file in migrations/versions, written by hand; a test shows what it still lacks.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
    true,
)

from bot.domain.announcement import Errand, MediaKind, State, WhenUncertain
from bot.domain.delivery import Matter, Status
from bot.domain.interests import Kind, Theme
from bot.domain.member import ChatKind, Role, Standing
from bot.domain.parting import Reason
from bot.domain.places import Country, Language
from bot.domain.saved import Saving, Telling
from bot.store.columns import Bits, Ladder, Moment, Number, QuietHours, RowId, Word

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

_ENDS = text("paused_until IS NOT NULL")

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
    Column("daily", Bits(Kind), nullable=False, server_default="0"),
    Column("weekly", Bits(Kind), nullable=False, server_default="0"),
    Column("quiet", QuietHours, nullable=False, server_default="513"),
    Column("quiet_days", Boolean, nullable=False, server_default=true()),
    Column("ladder", Ladder, nullable=False, server_default="15"),
    Column("paused_until", Moment),
    Column("chat", Word(ChatKind), nullable=False, server_default=ChatKind.PERSON.value),
    Index("member_paused_until", "paused_until", sqlite_where=_ENDS, postgresql_where=_ENDS),
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

# `wall` is a naive ISO date and time, `repeat_skipped` ISO dates with spaces between; see `domain.schedule`.
# `planned_through` is the number of the last member a plan under way has come to; null when none is under way.
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
    Column("themes", Bits(Theme), nullable=False, server_default="0"),
    Column("staff_only", Boolean, nullable=False, server_default=false()),
    Column("borrowing", Bits(Language), nullable=False, server_default="0"),
    Column("skipped", Bits(Language), nullable=False, server_default="0"),
    Column("media_kind", Word(MediaKind)),
    Column("media_file_id", Text),
    Column("link_preview", Boolean, nullable=False, server_default=false()),
    Column("urgent", Boolean, nullable=False, server_default=false()),
    Column("wall", Text),
    Column("by_reader", Boolean, nullable=False, server_default=false()),
    Column("repeat_rule", Text),
    Column("repeat_until", Date),
    Column("repeat_times", SmallInteger),
    Column("repeat_skipped", Text),
    Column("errand", Word(Errand), nullable=False, server_default=Errand.SEND.value),
    Column("about", RowId, ForeignKey("announcement.id")),
    Column("series", RowId, ForeignKey("announcement.id")),
    Column("planned_through", RowId),
    Column("began_at", Moment),
    Column("ended_at", Moment),
    Column("item_id", RowId, ForeignKey("item.id", use_alter=True)),
    Column("key", Text),
    Column("approved", Boolean, nullable=False, server_default=false()),
    Index("announcement_state_due_at", "state", "due_at"),
    # What the bot sends by itself is made once for each day, or for each item and day.
    Index("announcement_errand_key_key", "errand", "key", unique=True),
    # No occurrence of a repeating announcement is made twice; what is no occurrence has no series.
    Index("announcement_series_due_at_key", "series", "due_at", unique=True),
    sqlite_autoincrement=True,
)

announcement_text = Table(
    "announcement_text",
    metadata,
    Column("announcement_id", RowId, ForeignKey("announcement.id", ondelete="CASCADE"), primary_key=True),
    Column("language", Word(Language), primary_key=True),
    Column("html", Text, nullable=False),
    Column("buttons", Text, nullable=False, server_default="[]"),  # JSON: [[label, url], …]
)

# The right of one person to approve what they have just been shown, once: `digest` is of exactly that.
approval = Table(
    "approval",
    metadata,
    Column("token", Text, primary_key=True),
    Column("announcement_id", RowId, ForeignKey("announcement.id", ondelete="CASCADE"), nullable=False),
    Column("person", LargeBinary, nullable=False),
    Column("digest", Text, nullable=False),
    Column("until", Moment, nullable=False),
)

# While there is a row nothing unasked is sent. One person asks for the thaw, another agrees before `thaw_until`.
lockdown = Table(
    "lockdown",
    metadata,
    Column("id", SmallInteger, primary_key=True),
    Column("frozen_by", LargeBinary),
    Column("frozen_at", Moment, nullable=False),
    Column("thaw_by", LargeBinary),
    Column("thaw_until", Moment),
)

# What one of the staff is still to be told: a packed place, shown to them as a message.
staff_notice = Table(
    "staff_notice",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("person", LargeBinary, nullable=False),
    Column("what", Text, nullable=False),
    Column("tries", SmallInteger, nullable=False),
    Column("until", Moment, nullable=False),
    sqlite_autoincrement=True,
)

# One row a recipient of anything sent unasked. `subject` is the announcement's id; other matters will have other
# subjects. `not_before` orders the queue, `attempts` counts how often it was put back or given up as lost, `doubts`
# the latter alone: how often it may have arrived without an answer.
#
# `member_id` has no foreign key: checking it makes PostgreSQL lock, and so rewrite, the row of every recipient, which
# takes as long as all the rest of planning a million. `members.forget` and `planning` keep each other out instead.
#
# What is unique leads with what is sent too, in the order in which it is planned: a plan adds to the end of the index,
# a correction reads the copies by member, and whoever is forgotten is looked up in each announcement.
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
    Column("doubts", SmallInteger, nullable=False, server_default="0"),
    Column("message_id", RowId),
    Column("reason", Text),
    Column("settled_at", Moment),
    UniqueConstraint("matter", "subject", "member_id", "due_at"),
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

# What the catalogue held when it was last looked at. `facts` is the JSON of `domain.facts`, `publication` the ALERT
# that tells of the item; without one nobody is told. An item is known by its kind and slug, and comes back as itself.
item = Table(
    "item",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("kind", Word(Kind), nullable=False),
    Column("slug", Text, nullable=False),
    Column("themes", Bits(Theme), nullable=False),
    Column("countries", Bits(Country), nullable=False),
    Column("funder", Text),
    Column("facts", Text, nullable=False),
    Column("publication", RowId, ForeignKey("announcement.id")),
    Column("first_seen_on", Date, nullable=False),
    Column("closes_on", Date),
    Column("gone_on", Date),
    UniqueConstraint("kind", "slug"),
    Index("item_publication", "publication"),
    sqlite_autoincrement=True,
)

# Of which items a member is to be told, and was told. No foreign keys, for the reason given at the outbox. The
# condition of the index, which is by member, is a literal in the queries too, as there.
STILL_WAITING = f"state = {Telling.WAITING.value}"

alert = Table(
    "alert",
    metadata,
    Column("item_id", RowId, primary_key=True, autoincrement=False),
    Column("member_id", RowId, primary_key=True, autoincrement=False),
    Column("state", Number(Telling), nullable=False),
    Index("alert_waiting", "member_id", sqlite_where=text(STILL_WAITING), postgresql_where=text(STILL_WAITING)),
    sqlite_with_rowid=False,
)

# What a member keeps; `reminded` and `not_before` are those of `domain.postponing.Wish`.
saved = Table(
    "saved",
    metadata,
    Column("member_id", RowId, primary_key=True, autoincrement=False),
    Column("item_id", RowId, ForeignKey("item.id"), primary_key=True, autoincrement=False),
    Column("state", Word(Saving), nullable=False),
    Column("reminded", SmallInteger),
    Column("not_before", Date),
    Column("saved_on", Date, nullable=False),
    Index("saved_item", "item_id", "member_id"),
)

# Of which funders a member hears nothing new.
mute = Table(
    "mute",
    metadata,
    Column("member_id", RowId, primary_key=True, autoincrement=False),
    Column("funder", Text, primary_key=True),
)

# How often each reason for stopping messages was given; by whom is not known.
parting = Table(
    "parting", metadata, Column("reason", Word(Reason), primary_key=True), Column("n", Integer, nullable=False)
)

# What of an item changed, as JSON of `domain.facts`; the announcement tells those who know of the item.
change = Table(
    "change",
    metadata,
    Column("announcement_id", RowId, ForeignKey("announcement.id", ondelete="CASCADE"), primary_key=True),
    Column("item_id", RowId, ForeignKey("item.id"), nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
)
