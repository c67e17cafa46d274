"""What the sender and the planner have to know of saved items, to remind of each once, and to remind of it still."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import (
    ColumnElement,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal_column,
    null,
    or_,
    select,
    true,
    update,
)

from bot.domain.announcement import Errand, State
from bot.domain.delivery import Matter, Status
from bot.domain.member import Standing
from bot.domain.places import Country, reader_zone
from bot.domain.postponing import ONLY_THIS, STOPPED, Wish
from bot.domain.reminders import covered_at
from bot.domain.saved import Saving
from bot.domain.timing import days_until
from bot.store.columns import RowId
from bot.store.daily import day_in
from bot.store.database import Connection
from bot.store.last_days import MARGIN, last_day, moments
from bot.store.queue import Batch
from bot.store.tables import announcement, item, member, outbox, saved

# What is of a day was made after it had begun in the east, and no day lasts longer anywhere.
_SINCE = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Kept:
    """What one member decided about an item, and what they want of its reminders."""

    state: Saving
    wish: Wish


@dataclass(frozen=True, slots=True)
class Rung:
    """How far some members have been reminded of one item, and until when they put it off; how many is no matter.

    `closes_on` is the last day by their clock.
    """

    item_id: int
    closes_on: date
    reminded: int | None
    put_off: date | None
    ladder: frozenset[int]
    country: Country | None
    quiet_days: bool


def reachable_by(moment: datetime) -> ColumnElement[bool]:
    """Members who can be written to now, or when their pause ends by this moment."""
    return and_(member.c.standing == Standing.ACTIVE, or_(member.c.paused.is_(False), member.c.paused_until <= moment))


_OF_ITEM = (
    select(saved.c.member_id, saved.c.state, saved.c.not_before, saved.c.reminded, member.c.ladder)
    .join(member, member.c.id == saved.c.member_id)
    .where(saved.c.item_id == bindparam("about"), saved.c.member_id.in_(bindparam("members", expanding=True)))
)


async def of_item(c: Connection, item_id: int, member_ids: Collection[int]) -> dict[int, Kept]:
    """What each of these members decided about the item; who never saved it is left out."""
    found = await c.execute(_OF_ITEM, {"about": item_id, "members": list(member_ids)})
    return {row.member_id: Kept(row.state, Wish(row.ladder, row.reminded, row.not_before)) for row in found}


@dataclass(frozen=True, slots=True)
class Made:
    """A REMINDER that was made. `is_through`: all have been looked at, and it was neither stopped nor is it held up."""

    id: int
    item_id: int
    is_through: bool


async def of_day(c: Connection, day: date, now: datetime) -> list[Made]:
    """The REMINDERs of this day, which it is somewhere now."""
    found = await c.execute(
        select(
            announcement.c.id,
            announcement.c.item_id,
            announcement.c.key,
            announcement.c.state,
            announcement.c.planned_through,
        )
        # All states are named for the index, in which the moment comes after the state.
        .where(
            announcement.c.state.in_(State),
            announcement.c.due_at > now - _SINCE,
            announcement.c.errand == Errand.REMINDER,
            announcement.c.item_id.is_not(None),
            announcement.c.key.is_not(None),
        )
    )
    return [
        Made(row.id, row.item_id, row.state in {State.SENDING, State.DONE} and row.planned_through is None)
        for row in found
        if day_in(row.key) == day
    ]


def has_row(made: Collection[int]) -> ColumnElement[bool]:
    """Whether who saved an item has a row of one of these REMINDERs of it already, whatever became of that."""
    # The first is for speed: of most saved items no reminder was made, and the rest is asked for each saved row.
    return and_(
        saved.c.item_id.in_(select(announcement.c.item_id).where(announcement.c.id.in_(made))),
        exists().where(
            announcement.c.id.in_(made),
            announcement.c.item_id == saved.c.item_id,
            outbox.c.matter == Matter.REMINDER,
            outbox.c.subject == announcement.c.id,
            outbox.c.member_id == saved.c.member_id,
        ),
    )


async def rungs(c: Connection, day: date, until: date, pauses_end_by: datetime, made: Collection[int]) -> list[Rung]:
    """Of the saved items that close from `day` to `until`, or were put off: how far reminders have come, each once.

    Whoever saved an item on this day has just seen its deadline, and who has a row of those `made` had their turn.
    """
    is_ahead = item.c.closes_on >= day - MARGIN
    at_an_hour = await moments(c, is_ahead)
    found = await c.execute(
        select(
            item.c.id,
            item.c.closes_on,
            saved.c.reminded,
            saved.c.not_before,
            member.c.ladder,
            member.c.country,
            member.c.quiet_days,
        )
        .distinct()
        .select_from(item.join(saved, saved.c.item_id == item.c.id).join(member, member.c.id == saved.c.member_id))
        .where(
            is_ahead,
            or_(item.c.closes_on <= until + MARGIN, saved.c.not_before.is_not(None)),
            item.c.gone_on.is_(None),
            saved.c.state == Saving.SAVED,
            saved.c.saved_on < day,
            reachable_by(pauses_end_by),
            ~has_row(made),
        )
    )
    return [Rung(row.id, last_day(row.closes_on, at_an_hour.get(row.id), row.country), *row[2:]) for row in found]


async def count_anew(tx: Connection, item_id: int, deadline: date, moment: datetime | None, now: datetime) -> None:
    """The deadline of an item has moved: rungs that are over by now are not made up for, those to come count again.

    What was put off stays so: beyond the new day it counts for nothing, and counts again when that was a slip.
    """
    its = and_(saved.c.item_id == item_id, saved.c.state == Saving.SAVED)
    lives = await tx.execute(
        select(member.c.ladder, member.c.country).join(saved, saved.c.member_id == member.c.id).where(its).distinct()
    )
    over: dict[int | None, list[ColumnElement[bool]]] = {}
    for ladder, country in lives:
        left = days_until(last_day(deadline, moment, country), now.astimezone(reader_zone(country)).date())
        those = and_(member.c.ladder == ladder, member.c.country == country)
        over.setdefault(covered_at(left, ladder), []).append(those)
    for through, lived in over.items():
        theirs = exists().where(member.c.id == saved.c.member_id, or_(*lived))
        is_other = saved.c.reminded > ONLY_THIS if through is None else true()
        await tx.execute(update(saved).where(its, theirs, is_other).values(reminded=through))


async def note_wish(tx: Connection, person: bytes, item_id: int, ladder: Collection[int]) -> None:
    """Notes beside a reminder that this member put off whether they want it though they have no `ladder`."""
    number = select(member.c.id).where(member.c.person == person).scalar_subquery()
    row = update(saved).where(saved.c.member_id == number, saved.c.item_id == item_id)
    if ladder:
        await tx.execute(row.where(saved.c.reminded <= ONLY_THIS).values(reminded=null()))
    else:
        await tx.execute(row.values(reminded=ONLY_THIS))


async def asks_for_some(c: Connection, person: bytes) -> bool:
    """Whether this member asked for a reminder of some item without a ladder; it may have come meanwhile."""
    return bool(await c.scalar(select(exists().where(_asked(person, ONLY_THIS)))))


async def stop_all(tx: Connection, person: bytes) -> bool:
    """Those that this member asked for without a ladder are wanted no longer; whether there were any."""
    done = await tx.execute(update(saved).where(_asked(person, ONLY_THIS)).values(reminded=STOPPED))
    return done.rowcount > 0


async def bring_back(tx: Connection, person: bytes) -> None:
    """Takes `stop_all` back."""
    await tx.execute(update(saved).where(_asked(person, STOPPED)).values(reminded=ONLY_THIS))


def _asked(person: bytes, mark: int) -> ColumnElement[bool]:
    number = select(member.c.id).where(member.c.person == person).scalar_subquery()
    return and_(saved.c.member_id == number, saved.c.reminded == mark)


# Who wants this reminder alone has no rung to come: it is put off once more, to any day that has been, and so is due on
# the next that is open. Planning has forgotten the day that was asked for, unless another was chosen since.
_IS_MARK = saved.c.reminded <= literal_column(f"{ONLY_THIS:d}")
_STILL_TO_COME = {
    saved.c.reminded: case((_IS_MARK, saved.c.reminded), else_=null()),
    saved.c.not_before: case((_IS_MARK, func.coalesce(saved.c.not_before, saved.c.saved_on)), else_=saved.c.not_before),
}
_ANEW = Batch(
    update(saved)
    .where(saved.c.member_id == bindparam("member", type_=RowId), saved.c.item_id == bindparam("item", type_=RowId))
    .values(_STILL_TO_COME)
)


async def remind_anew(tx: Connection, rows: Sequence[tuple[int, int]]) -> None:
    """These, members and items, were not reminded on their day: the nearest rung counts as still to come.

    So does what was asked for without a ladder.
    """
    await _ANEW.run(tx, [{"member": who, "item": one} for who, one in rows])


async def take_back(tx: Connection, announcement_id: int, item_id: int) -> None:
    """The same for everybody for whom a row of this REMINDER still waits; it is not to be sent any more."""
    unsent = select(outbox.c.member_id).where(
        outbox.c.matter == Matter.REMINDER, outbox.c.subject == announcement_id, outbox.c.status == Status.WAITING
    )
    await tx.execute(
        update(saved).where(saved.c.item_id == item_id, saved.c.member_id.in_(unsent)).values(_STILL_TO_COME)
    )
