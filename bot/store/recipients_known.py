"""Whom what is said of one known item is for: those who saved it, and for a change those who were told of it too."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Update,
    and_,
    bindparam,
    case,
    exists,
    func,
    insert,
    null,
    or_,
    select,
    union,
    update,
)

from bot.domain.announcement import Announcement
from bot.domain.delivery import Matter, Status
from bot.domain.facts import from_json
from bot.domain.member import Standing
from bot.domain.places import reader_zone
from bot.domain.postponing import Reminded, Wish, reminder_due
from bot.domain.quiet import open_from
from bot.domain.reminders import reminder_moment
from bot.domain.saved import Saving, Telling
from bot.store import changes, items
from bot.store.alerts import is_declined
from bot.store.columns import RowId, not_earlier
from bot.store.database import Connection
from bot.store.last_days import last_day, moment_in
from bot.store.openings import Days, Habits, moments, no_days
from bot.store.queue import MATTERS, Batch
from bot.store.recipients_rows import CHUNK, Span, put, row_for
from bot.store.reminding import has_row, of_day, reachable_by
from bot.store.tables import alert, member, outbox, saved

# Members looked at in one transaction: what becomes of each is worked out one by one.
FEW = 1000

# A pause that ends before the day does lets its reminders through; whoever still pauses then is passed over.
A_DAY = timedelta(days=1)

# A change waits for the end of a pause that is no longer; after a longer one it would be no news any more.
LONGEST_HOLD = timedelta(days=31)

_IS_ACTIVE = member.c.standing == Standing.ACTIVE
_HABITS = (member.c.country, member.c.quiet, member.c.quiet_days)

_REMIND = Batch(
    update(saved)
    .where(saved.c.member_id == bindparam("member", type_=RowId), saved.c.item_id == bindparam("item", type_=RowId))
    .values(reminded=bindparam("through", type_=Integer), not_before=null())
)


def _saved_by(item_id: int, span: Span) -> ColumnElement[bool]:
    return and_(saved.c.item_id == item_id, span.holds(saved.c.member_id))


@dataclass(frozen=True, slots=True)
class Reminder:
    """The deadline of one item, on one day: a row for everybody who saved it before and for whom something is due.

    Nobody gets two of a day: `made` are all REMINDERs of it. How far the reminders of each have come is written beside
    the row. Without a deadline nothing is due; where it is a `moment`, its day is that of each reader's clock.
    """

    planned: Announcement
    now: datetime
    days: Days
    item_id: int
    day: date
    deadline: date | None
    moment: datetime | None
    made: Sequence[int]
    chunk: int = FEW

    def numbers(self, after: int) -> Select[int]:
        """Everybody who saved the item."""
        theirs = _saved_by(self.item_id, Span(after))
        return select(saved.c.member_id).where(theirs).order_by(saved.c.member_id)

    async def write(self, tx: Connection, span: Span) -> None:
        """A row for everybody who is to be reminded today."""
        if self.deadline is None:
            return
        found = await tx.execute(
            select(saved.c.member_id, member.c.ladder, saved.c.reminded, saved.c.not_before, *_HABITS)
            .join(member, member.c.id == saved.c.member_id)
            .where(
                _saved_by(self.item_id, span),
                saved.c.state == Saving.SAVED,
                saved.c.saved_on < self.day,
                reachable_by(self.now + A_DAY),
                ~has_row(self.made),
            )
            .order_by(saved.c.member_id)
        )
        opens, due = cache(self._opens), cache(self._due)
        rows, reminded = [], []
        for member_id, ladder, through, not_before, *habits in found:
            lives = Habits(*habits)
            moment, what = opens(lives), due(lives, Wish(ladder, through, not_before))
            if moment is not None and what is not None:
                rows.append(self._row(member_id, moment))
                reminded.append({"member": member_id, "item": self.item_id, "through": what.through})
        if rows:
            await tx.execute(insert(outbox), rows)
            await _REMIND.run(tx, reminded)

    def _due(self, habits: Habits, wish: Wish) -> Reminded | None:
        if self.deadline is None:
            return None
        deadline = last_day(self.deadline, self.moment, habits.country)
        return reminder_due(deadline, self.day, wish, self.days.off(habits))

    def _opens(self, habits: Habits) -> datetime | None:
        """None when the day is over for this reader, or has only quiet hours left: tomorrow's reminder is nearer."""
        zone = reader_zone(habits.country)
        moment = reminder_moment(self.day, zone, habits.quiet)
        if moment < self.now:
            moment = open_from(self.now, zone, habits.quiet, no_days(habits.country))
        return moment if moment.astimezone(zone).date() == self.day else None

    def _row(self, member_id: int, moment: datetime) -> dict[str, object]:
        return {
            "member_id": member_id,
            "matter": MATTERS[self.planned.errand],
            "subject": self.planned.id,
            "due_at": self.planned.due_at,
            "status": Status.WAITING,
            "not_before": not_earlier(moment),
            "attempts": 0,
        }


async def reminder_plan(tx: Connection, planned: Announcement, now: datetime, days: Days) -> Reminder:
    """The plan of a REMINDER; its key ends with the day."""
    if planned.item_id is None or planned.key is None:
        raise ValueError(f"reminder {planned.id} says not of what, or of which day")
    day = date.fromisoformat(planned.key.rpartition(":")[2])
    known = await items.get(tx, planned.item_id)
    is_open = known is not None and known.gone_on is None and not from_json(known.facts).cancelled
    deadline = known.closes_on if known is not None and is_open else None
    made = [one.id for one in await of_day(tx, day, now) if one.item_id == planned.item_id]
    moment = moment_in(known.facts) if known is not None else None
    return Reminder(planned, now, days, planned.item_id, day, deadline, moment, made)


@dataclass(frozen=True, slots=True)
class Change:
    """A change of one item, for everybody who was told of it or saved it, but for those who declined it.

    `earlier` are the changes of the same item that have begun before: whoever has not had their message gets this one
    alone, and whoever has a row of theirs a row of this one, however much longer their pause has become.
    """

    planned: Announcement
    now: datetime
    days: Days
    item_id: int
    earlier: Sequence[int]
    chunk: int = CHUNK

    def numbers(self, after: int) -> Select[int]:
        """Everybody who knows of the item."""
        # As many of each as a chunk can take: without it each chunk would sort all that are left.
        told, keep = (
            each.order_by(each.selected_columns.member_id).limit(self.chunk).subquery()
            for each in self._who_know(Span(after))
        )
        those = union(select(told.c.member_id), select(keep.c.member_id)).subquery()
        return select(those.c.member_id).order_by(those.c.member_id)

    async def write(self, tx: Connection, span: Span) -> None:
        """A row for everybody who knows of the item and can be written to, at once or when their pause ends."""
        those = member.c.id.in_(union(*self._who_know(span)))
        opens = await moments(tx, those, self._opens, outbox.c.not_before.type)
        pause_ends: ColumnElement[datetime | None] = member.c.paused_until
        is_reachable = or_(member.c.paused.is_(False), member.c.paused_until <= self.now + LONGEST_HOLD)
        if self.earlier:
            held = outbox.c.member_id == member.c.id, *self._waits()
            # A pause without an end is looked at again at the moment for which the message was planned.
            planned_for = select(func.max(outbox.c.not_before)).where(*held).scalar_subquery()
            pause_ends = func.coalesce(member.c.paused_until, planned_for)
            is_reachable = or_(is_reachable, exists().where(*held))
        not_before = case((member.c.paused, pause_ends), else_=opens)
        rows = row_for(self.planned, member.c.id, not_before).where(those, _IS_ACTIVE, is_reachable)
        await put(tx, rows.order_by(member.c.id))
        if self.earlier:
            await tx.execute(self._take_over(span))

    def _who_know(self, span: Span) -> tuple[Select[int], Select[int]]:
        told = select(alert.c.member_id).where(
            alert.c.item_id == self.item_id,
            span.holds(alert.c.member_id),
            alert.c.state == Telling.TOLD,
            ~is_declined(),
        )
        keep = select(saved.c.member_id).where(_saved_by(self.item_id, span), saved.c.state != Saving.DECLINED)
        return told, keep

    def _take_over(self, span: Span) -> Update:
        theirs = outbox.c.member_id.in_(union(*self._who_know(span)))
        return update(outbox).where(*self._waits(), theirs).values(status=Status.SKIPPED, settled_at=self.now)

    def _waits(self) -> tuple[ColumnElement[bool], ...]:
        return (
            outbox.c.matter == Matter.CHANGE,
            outbox.c.subject.in_(self.earlier),
            outbox.c.status == Status.WAITING,
        )

    def _opens(self, habits: Habits) -> datetime:
        return open_from(self.now, reader_zone(habits.country), habits.quiet, self.days.off(habits))


async def change_plan(tx: Connection, planned: Announcement, now: datetime, days: Days) -> Change:
    """The plan of a CHANGE."""
    told = await changes.get(tx, planned.id)
    if planned.item_id is None or told is None:
        raise ValueError(f"change {planned.id} is of nothing")
    earlier = [one.announcement_id for one in await changes.steps(tx, planned.item_id)]
    earlier = [number for number in earlier if number < planned.id]
    return Change(planned, now, days, planned.item_id, earlier)
