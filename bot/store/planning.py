"""Planning: the recipients of an announcement become rows of the outbox, a chunk of members in each transaction.

How far a plan has come is written in the same transaction as its rows, so that a kill anywhere loses none and repeats
none.
"""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import (
    ColumnElement,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal,
    literal_column,
    null,
    or_,
    select,
    text,
    union_all,
    update,
)

from bot.domain.announcement import Announcement, State
from bot.domain.delivery import Matter, Status
from bot.domain.quiet import Calendars
from bot.store import advisory, announcements, drafts
from bot.store.database import Connection
from bot.store.openings import Days, no_days
from bot.store.queue import matter_of
from bot.store.recipients import plan_of
from bot.store.recipients_rows import CHUNK, Span
from bot.store.tables import announcement, outbox


def _has(*statuses: Status) -> ColumnElement[bool]:
    return exists().where(
        outbox.c.matter.in_(Matter), outbox.c.subject == announcement.c.id, outbox.c.status.in_(statuses)
    )


_DUE = and_(
    announcement.c.state == State.SCHEDULED,
    announcement.c.due_at <= bindparam("now", type_=announcement.c.due_at.type),
)
_UNDER_WAY = and_(announcement.c.state == State.SENDING, announcement.c.planned_through.is_not(None))
_OPEN = _has(Status.WAITING, Status.BEGUN)
_ENDED = and_(announcement.c.state == State.SENDING, announcement.c.planned_through.is_(None), ~_OPEN)
# A row that was in flight when its announcement was cancelled may be put back later than everything else.
_STOPPED = and_(
    announcement.c.state == State.CANCELLED,
    or_(
        announcement.c.planned_through.is_not(None),
        and_(announcement.c.began_at.is_not(None), announcement.c.ended_at.is_(None)),
        _has(Status.WAITING),
    ),
)

# Asked each second: in one statement, built once.
_AGENDA = union_all(
    *(
        select(literal_column(str(place)).label("place"), announcement.c.id, announcement.c.due_at).where(condition)
        for place, condition in enumerate((_DUE, _UNDER_WAY, _ENDED, _STOPPED))
    )
).order_by("place", "due_at", "id")

# A chunk that a crash of the server takes back takes its progress back with it.
_NO_WAIT_FOR_DISK = text("SET LOCAL synchronous_commit = off")


class Agenda(NamedTuple):
    """What there is to do, by the numbers of announcements.

    `due` have come to their moment, `under_way` have members to look at still, `ended` have nobody left to reach,
    `stopped` were cancelled on their way, and have rows left to cancel or in flight.
    """

    due: list[int]
    under_way: list[int]
    ended: list[int]
    stopped: list[int]


async def agenda(c: Connection, now: datetime) -> Agenda:
    """What there is to do at `now`, the earliest first."""
    agenda = Agenda([], [], [], [])
    for row in await c.execute(_AGENDA, {"now": now}):
        agenda[row.place].append(row.id)
    return agenda


async def hold(tx: Connection, announcement_id: int) -> Announcement | None:
    """The announcement as it stays until the transaction ends; nobody is forgotten meanwhile."""
    # In this order: whoever forgets a member takes the one before the other too.
    await advisory.share(tx, advisory.Lock.PLANNING)
    await drafts.hold(tx, announcement_id)
    return await announcements.get(tx, announcement_id)


async def start(
    tx: Connection,
    held: Announcement,
    now: datetime,
    chunk: int = CHUNK,
    calendars: Calendars = no_days,
    remembrance: Calendars = no_days,
) -> bool:
    """Moves a scheduled announcement on to being sent and plans its first chunk; whether there is more to plan."""
    if held.due_at is None:
        raise ValueError(f"announcement {held.id} has no moment")
    begun = await tx.execute(
        update(announcement)
        .where(announcement.c.id == held.id, announcement.c.state == State.SCHEDULED)
        .values(state=State.SENDING, began_at=now, planned_through=0),
    )
    return begun.rowcount > 0 and await more(tx, held, now, chunk, calendars, remembrance)


async def more(
    tx: Connection,
    held: Announcement,
    now: datetime,
    chunk: int = CHUNK,
    calendars: Calendars = no_days,
    remembrance: Calendars = no_days,
) -> bool:
    """Plans the next chunk of an announcement that is being sent; whether there is more to plan.

    `calendars` say on which days whoever keeps days of rest gets nothing that the bot sends by itself, `remembrance` on
    which days nobody gets anything that is not urgent.
    """
    through = await tx.scalar(
        select(announcement.c.planned_through).where(
            announcement.c.id == held.id, announcement.c.state == State.SENDING
        ),
    )
    if through is None:
        return False
    if tx.dialect.name == "postgresql":
        await tx.execute(_NO_WAIT_FOR_DISK)
    plan = await plan_of(tx, held, now, Days(calendars, remembrance))
    upto = await tx.scalar(plan.numbers(through).limit(1).offset(min(chunk, plan.chunk) - 1))
    await plan.write(tx, Span(through, upto))
    await tx.execute(update(announcement).where(announcement.c.id == held.id).values(planned_through=upto))
    return upto is not None


async def is_free(c: Connection, planned: Announcement) -> bool:
    """Whether nothing that changes the same copies is on its way to anybody.

    A copy that is begun now and sent later would be missed by a recall planned before, and two that change one copy
    may arrive in any order.
    """
    if planned.about is None:
        return True
    others = and_(
        or_(announcement.c.id == planned.about, announcement.c.about == planned.about),
        announcement.c.id != planned.id,
    )
    is_begun = exists().where(
        outbox.c.matter.in_(Matter), outbox.c.subject == announcement.c.id, outbox.c.status == Status.BEGUN
    )
    is_busy = or_(announcement.c.state.in_([State.SENDING, State.PAUSED]), is_begun)
    return not await c.scalar(select(exists().where(others, is_busy)))


async def end(tx: Connection, announcement_id: int, now: datetime) -> bool:
    """Ends an announcement that has nobody left to reach; False when it is not so."""
    done = await tx.execute(
        update(announcement).where(announcement.c.id == announcement_id, _ENDED).values(state=State.DONE, ended_at=now),
    )
    return done.rowcount > 0


async def call_off(tx: Connection, announcement_id: int, now: datetime, chunk: int = CHUNK) -> bool:
    """Cancels the next rows that wait, `chunk` of them at most, for `stop` to go on with; whether there may be more.

    What staff wrote and may have arrived without an answer stays uncertain: a recall has to say that copies are left.
    """
    may_have_arrived = and_(outbox.c.matter == Matter.ANNOUNCEMENT, outbox.c.doubts > 0)
    waiting = (
        select(outbox.c.id)
        .where(
            outbox.c.matter == matter_of(announcement_id),
            outbox.c.subject == announcement_id,
            outbox.c.status == Status.WAITING,
        )
        .order_by(outbox.c.not_before, outbox.c.id)
        .limit(chunk)
    )
    done = await tx.execute(
        update(outbox)
        .where(outbox.c.id.in_(waiting), outbox.c.status == Status.WAITING)
        .values(
            status=case(
                (may_have_arrived, literal(Status.UNCERTAIN, outbox.c.status.type)),
                else_=literal(Status.CANCELLED, outbox.c.status.type),
            ),
            settled_at=now,
        ),
    )
    return done.rowcount >= chunk


async def stop(tx: Connection, announcement_id: int, now: datetime, chunk: int = CHUNK) -> bool:
    """Cancels the next rows of a cancelled announcement; whether there may be more.

    Its end is written down when nothing of it waits or is in flight; what was not planned will not be.
    """
    await hold(tx, announcement_id)
    if await tx.scalar(select(announcement.c.id).where(announcement.c.id == announcement_id, _STOPPED)) is None:
        return False
    is_left = await call_off(tx, announcement_id, now, chunk)
    ended = func.coalesce(announcement.c.ended_at, literal(now, announcement.c.ended_at.type))
    await tx.execute(
        update(announcement)
        .where(announcement.c.id == announcement_id)
        .values(planned_through=null(), ended_at=case((~_OPEN, ended), else_=announcement.c.ended_at)),
    )
    return is_left
