"""Who is told of what is new in the catalogue: at once by an alert, or once a day by a digest."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import (
    ColumnElement,
    Delete,
    Integer,
    Select,
    Update,
    and_,
    case,
    delete,
    exists,
    func,
    literal,
    literal_column,
    or_,
    select,
    true,
    type_coerce,
    update,
)

from bot.domain.announcement import Announcement, State
from bot.domain.delivery import Matter, Status
from bot.domain.digests import digest_moment, weekly_is_due
from bot.domain.interests import BITS, Kind
from bot.domain.member import Standing
from bot.domain.places import reader_zone
from bot.domain.quiet import open_from
from bot.domain.saved import Saving, Telling
from bot.store import alerts, by_itself
from bot.store.alerts import IS_WAITING, WAITING, alert_is_over, is_unwelcome
from bot.store.database import Connection
from bot.store.inserts import insert_missing
from bot.store.openings import Days, Habits, by_habits, habits_of, moments
from bot.store.recipients_known import LONGEST_HOLD
from bot.store.recipients_rows import CHUNK, Span, all_members, put, row_for
from bot.store.tables import alert, announcement, change, item, member, mute, outbox, saved

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


def _missed(digests: Collection[int]) -> ColumnElement[int]:
    """1 when none of these digests has reached the member, for whom there was a row; 0 when one has; null without."""
    return (
        select(func.min(case((outbox.c.status.in_(by_itself.ARRIVED), 0), else_=1)))
        .where(outbox.c.matter == Matter.DIGEST, outbox.c.subject.in_(digests), outbox.c.member_id == member.c.id)
        .correlate(member)
        .scalar_subquery()
    )


@dataclass(frozen=True, slots=True)
class Alert:
    """New items: everybody who wants one is to be told of it, and whoever wants to hear at once gets a message.

    A member who paused is to be told as well, later, by a digest. Whoever declined an item is not told, nor whoever
    saved it and hears by a CHANGE what it says now.
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
        changes = list(await tx.scalars(self._changes()))
        await tx.execute(
            insert_missing(
                tx,
                alert,
                (alert.c.item_id, alert.c.member_id, alert.c.state),
                self._wanted(span, changes),
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

    def _changes(self) -> Select[int]:
        """The CHANGEs that tell of an item of this alert what it says now: a call that was known before has opened."""
        says_now = and_(item.c.id == change.c.item_id, item.c.facts == change.c.after)
        return select(change.c.announcement_id).join(item, says_now).where(item.c.publication == self.planned.id)

    def _wanted(self, span: Span, changes: Collection[int]) -> Select[*tuple[object, ...]]:
        is_muted = exists().where(mute.c.member_id == member.c.id, mute.c.funder == item.c.funder)
        needs_no_alert = saved.c.state == Saving.DECLINED
        if changes:
            needs_no_alert = or_(needs_no_alert, self._comes_with(changes))
        is_settled = exists().where(saved.c.member_id == member.c.id, saved.c.item_id == item.c.id, needs_no_alert)
        return (
            select(item.c.id, member.c.id, literal(Telling.WAITING, alert.c.state.type))
            .select_from(item.join(member, span.holds(member.c.id)))
            .where(item.c.publication == self.planned.id, _is_open_on(self.now.astimezone(UTC).date()))
            .where(_IS_ACTIVE, _WANTS, ~is_muted, ~is_settled.correlate(item, member))
            # In the order of the key, which is fastest to write.
            .order_by(item.c.id, member.c.id)
        )

    def _comes_with(self, changes: Collection[int]) -> ColumnElement[bool]:
        """One of these CHANGEs, of this item, has reached the member who saved it, is on its way or will be planned."""
        has_row = exists().where(
            outbox.c.matter == Matter.CHANGE,
            outbox.c.subject == announcement.c.id,
            outbox.c.member_id == member.c.id,
            or_(
                outbox.c.status.in_(by_itself.ARRIVED),
                and_(outbox.c.status.in_([Status.WAITING, Status.BEGUN]), announcement.c.state != State.CANCELLED),
            ),
        )
        is_left = and_(
            announcement.c.state.in_([State.SENDING, State.PAUSED]), announcement.c.planned_through < member.c.id
        )
        is_held = and_(member.c.paused, func.coalesce(member.c.paused_until > self.now + LONGEST_HOLD, true()))
        will_have = and_(or_(announcement.c.state == State.SCHEDULED, is_left), ~is_held)
        return (
            exists()
            .where(change.c.announcement_id.in_(changes), change.c.item_id == item.c.id)
            .where(announcement.c.id == change.c.announcement_id)
            .where(or_(has_row.correlate(announcement, member), will_have))
            .correlate(item, member)
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
    What is not wanted any more is dropped.

    What comes weekly is due on the first open day of the week. `made` are the earlier days of this week whose digest
    was not cut short. Who had a row in one of this week's digests is judged by that instead: due until one has arrived.
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
        ready = or_(
            _bits(member.c.daily).bitwise_and(_KIND) != 0,
            and_(_bits(member.c.weekly).bitwise_and(_KIND) != 0, await self._weekly(tx, habits) == 1),
            and_(_COMES_AT_ONCE, alert_is_over()),
        )
        has_turn = and_(_IS_REACHABLE, not_before.is_not(None))
        await alerts.give_up(tx, span.holds(alert.c.member_id), and_(span.holds(member.c.id), ~_IS_ACTIVE), self.day)
        await tx.execute(self._drop(span, and_(has_turn, ready)))
        waits = _any_waits(_is_open_on(self.day), _WANTS, ready)
        rows = row_for(self.planned, member.c.id, not_before)
        await put(tx, rows.where(span.holds(member.c.id), has_turn, waits).order_by(member.c.id))

    async def _weekly(self, tx: Connection, habits: Collection[Habits]) -> ColumnElement[int]:
        """1 where what comes weekly is due, as it still is where digests of this week were planned and none arrived."""
        due = {one: int(weekly_is_due(self.day, self.days.off(one), self.made)) for one in habits}
        weekly = by_habits(due, Integer())
        earlier = await by_itself.digests_before(tx, self.day)
        return func.coalesce(_missed(earlier), weekly) if earlier else weekly

    def _drop(self, span: Span, has_come: ColumnElement[bool]) -> Update:
        """What would be told now, but is not wanted: it is not kept for whoever wants such things later on."""
        return (
            update(alert)
            .where(IS_WAITING, span.holds(alert.c.member_id))
            .where(member.c.id == alert.c.member_id, item.c.id == alert.c.item_id)
            .where(has_come, or_(~_WANTS, is_unwelcome()))
            .values(state=Telling.DROPPED)
        )

    def _opens(self, habits: Habits) -> datetime | None:
        zone, closed = reader_zone(habits.country), self.days.off(habits)
        moment = digest_moment(self.day, zone, habits.quiet, closed)
        if moment is None or moment >= self.now:
            return moment
        return open_from(self.now, zone, habits.quiet, closed)
