"""Who is told of what is new in the catalogue: at once by an alert, or once a day by a digest."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import (
    ColumnElement,
    Delete,
    Integer,
    Select,
    and_,
    case,
    delete,
    exists,
    func,
    literal,
    literal_column,
    or_,
    select,
    type_coerce,
)

from bot.domain.announcement import Announcement
from bot.domain.delivery import Matter
from bot.domain.digests import digest_moment, weekly_is_due
from bot.domain.interests import BITS, Kind
from bot.domain.member import Standing
from bot.domain.places import reader_zone
from bot.domain.quiet import open_from
from bot.domain.saved import Telling
from bot.store import by_itself
from bot.store.alerts import WAITING, alert_is_over
from bot.store.database import Connection
from bot.store.inserts import insert_missing
from bot.store.openings import Days, Habits, by_habits, habits_of, moments
from bot.store.recipients_rows import CHUNK, Span, all_members, put, row_for
from bot.store.tables import alert, item, member, mute, outbox

# Pairs of a member and an item looked at in one transaction, for about as long as a chunk of members takes.
PAIRS = 30_000

_IS_ACTIVE = member.c.standing == Standing.ACTIVE
_IS_REACHABLE = and_(_IS_ACTIVE, member.c.paused.is_(False))
_KIND = case({kind: BITS[kind] for kind in Kind}, value=item.c.kind)


def _bits(column: ColumnElement[Collection[Kind]]) -> ColumnElement[int]:
    return type_coerce(column, Integer)


def _meets(wanted: ColumnElement[int], about: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether the two sets have something in common; an empty one does not narrow."""
    return or_(wanted == 0, about == 0, wanted.bitwise_and(about) != 0)


# As `Interests.want` says it.
_WANTS = and_(
    _bits(member.c.kinds).bitwise_and(_KIND) != 0,
    _meets(_bits(member.c.themes), _bits(item.c.themes)),
    _meets(_bits(member.c.countries), _bits(item.c.countries)),
)
_IN_DIGESTS = _bits(member.c.daily).bitwise_or(_bits(member.c.weekly))
_COMES_AT_ONCE = _IN_DIGESTS.bitwise_and(_KIND) == 0


def _is_open_on(day: date) -> ColumnElement[bool]:
    return and_(item.c.gone_on.is_(None), or_(item.c.closes_on.is_(None), item.c.closes_on >= day))


def _any_waits(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether any item that the member is to be told of is like this.

    As a value and not as EXISTS: of that PostgreSQL makes a join, which it plans by what it knows of the alerts, and of
    those that were written a moment ago it knows nothing.
    """
    those = and_(alert.c.member_id == member.c.id, item.c.id == alert.c.item_id, WAITING, *conditions)
    return select(literal_column("1")).where(those).limit(literal_column("1")).scalar_subquery().is_not(None)


def _got_one_of(digests: Collection[int]) -> ColumnElement[bool]:
    """Whether one of these digests was sent to the member."""
    return (
        exists()
        .where(
            outbox.c.matter == Matter.DIGEST,
            outbox.c.subject.in_(digests),
            outbox.c.member_id == member.c.id,
            outbox.c.status.in_(by_itself.ARRIVED),
        )
        .correlate(member)
    )


@dataclass(frozen=True, slots=True)
class Alert:
    """New items: everybody who wants one is to be told of it, and whoever wants to hear at once gets a message.

    A member who paused is to be told as well, later, by a digest.
    """

    planned: Announcement
    now: datetime
    days: Days
    chunk: int

    def numbers(self, after: int) -> Select[int]:
        """All members."""
        return all_members(after)

    async def write(self, tx: Connection, span: Span) -> None:
        """What each is to be told of, then the messages."""
        if span.after == 0:
            await tx.execute(self._forget_dropped())
        await tx.execute(
            insert_missing(
                tx,
                alert,
                (alert.c.item_id, alert.c.member_id, alert.c.state),
                self._wanted(span),
                unique=(alert.c.item_id, alert.c.member_id),
            )
        )
        not_before = await moments(tx, span.holds(member.c.id), self._opens, outbox.c.not_before.type)
        waits = _any_waits(item.c.publication == self.planned.id, _COMES_AT_ONCE)
        rows = row_for(self.planned, member.c.id, not_before).where(span.holds(member.c.id), _IS_REACHABLE, waits)
        await put(tx, rows.order_by(member.c.id))

    def _forget_dropped(self) -> Delete:
        """A call that closed before somebody was told of it, and has opened again, is news to them.

        Asked once, with the first chunk: hardly an item of an alert was ever told before.
        """
        those = select(item.c.id).where(item.c.publication == self.planned.id)
        return delete(alert).where(alert.c.item_id.in_(those), alert.c.state == Telling.DROPPED)

    def _wanted(self, span: Span) -> Select[*tuple[object, ...]]:
        is_muted = exists().where(mute.c.member_id == member.c.id, mute.c.funder == item.c.funder)
        return (
            select(item.c.id, member.c.id, literal(Telling.WAITING, alert.c.state.type))
            .select_from(item.join(member, span.holds(member.c.id)))
            .where(item.c.publication == self.planned.id, _is_open_on(self.now.astimezone(UTC).date()))
            .where(_IS_ACTIVE, _WANTS, ~is_muted)
            # In the order of the key, which is fastest to write.
            .order_by(item.c.id, member.c.id)
        )

    def _opens(self, habits: Habits) -> datetime:
        return open_from(self.now, reader_zone(habits.country), habits.quiet, self.days.off(habits))


async def alert_plan(tx: Connection, planned: Announcement, now: datetime, days: Days) -> Alert:
    """The plan of an ALERT: the more items, the fewer members at a time."""
    items = await tx.scalar(select(func.count()).select_from(item).where(item.c.publication == planned.id)) or 0
    return Alert(planned, now, days, max(1, min(CHUNK, PAIRS // max(1, items))))


@dataclass(frozen=True, slots=True)
class Digest:
    """What is new, in one message a day: for whoever wants it daily, or weekly where that is due today.

    So is what was to be told at once and was not: its alert is over, and the member had paused, or was out of reach.
    `made` are the days of this week for which there were digests. One that was cancelled does not count among them, but
    for those whom it had reached.
    """

    planned: Announcement
    now: datetime
    days: Days
    day: date
    made: Collection[date]
    chunk: int = CHUNK

    def numbers(self, after: int) -> Select[int]:
        """All members."""
        return all_members(after)

    async def write(self, tx: Connection, span: Span) -> None:
        """A row for everybody for whom there is something, and whose day is open."""
        habits = await habits_of(tx, span.holds(member.c.id))
        kind = outbox.c.not_before.type
        not_before = by_habits({one: self._opens(one) for one in habits}, kind)
        weekly = by_habits(
            {one: int(weekly_is_due(self.day, self.days.off(one), self.made)) for one in habits}, Integer()
        )
        comes_weekly = [_bits(member.c.weekly).bitwise_and(_KIND) != 0, weekly == 1]
        earlier = await by_itself.digests_before(tx, self.day)
        if earlier:
            comes_weekly.append(~_got_one_of(earlier))
        ready = or_(
            _bits(member.c.daily).bitwise_and(_KIND) != 0,
            and_(*comes_weekly),
            and_(_COMES_AT_ONCE, alert_is_over()),
        )
        waits = _any_waits(_is_open_on(self.day), _WANTS, ready)
        rows = row_for(self.planned, member.c.id, not_before)
        rows = rows.where(span.holds(member.c.id), _IS_REACHABLE, not_before.is_not(None), waits)
        await put(tx, rows.order_by(member.c.id))

    def _opens(self, habits: Habits) -> datetime | None:
        zone, closed = reader_zone(habits.country), self.days.off(habits)
        moment = digest_moment(self.day, zone, habits.quiet, closed)
        if moment is None or moment >= self.now:
            return moment
        return open_from(self.now, zone, habits.quiet, closed)
