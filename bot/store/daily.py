"""What a day asks for: whether there is a reason for a digest, which pauses end, and what of days gone by is open."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import exists, func, select

from bot.domain.announcement import Errand, State
from bot.domain.delivery import Matter, Status
from bot.domain.member import Standing
from bot.store.alerts import IS_WAITING
from bot.store.database import Connection
from bot.store.tables import alert, announcement, member, outbox

_IS_REACHABLE = exists().where(
    member.c.id == alert.c.member_id, member.c.standing == Standing.ACTIVE, member.c.paused.is_(False)
)
# By member, or SQLite would look through all that was ever told instead of the index of what waits.
_WAITS = exists().where(IS_WAITING, alert.c.member_id > 0, _IS_REACHABLE)

OPEN = (State.SCHEDULED, State.SENDING, State.PAUSED)


@dataclass(frozen=True, slots=True)
class Open:
    """A digest or a reminder that has not ended, and the day it is for."""

    id: int
    state: State
    item_id: int | None
    day: date


def day_in(key: str) -> date:
    """The day in the key of a digest or a reminder: its end."""
    return date.fromisoformat(key.rpartition(":")[2])


async def anything_waits(c: Connection) -> bool:
    """Whether anybody who can be written to is still to be told of anything."""
    return bool(await c.scalar(select(_WAITS)))


async def any_pause_is_over(c: Connection, now: datetime) -> bool:
    """Whether the moment has come at which somebody's pause ends."""
    is_over = exists().where(member.c.paused_until.is_not(None), member.c.paused_until <= now)
    return bool(await c.scalar(select(is_over)))


async def goes_on_until(c: Connection, digest_id: int) -> datetime | None:
    """The moment of the last row of this digest that waits; None when none does.

    While it is still being planned there is no such moment: the rest would get it late.
    """
    is_planned = exists().where(announcement.c.id == digest_id, announcement.c.planned_through.is_(None))
    moment: datetime | None = await c.scalar(
        select(func.max(outbox.c.not_before)).where(
            outbox.c.matter == Matter.DIGEST,
            outbox.c.subject == digest_id,
            outbox.c.status == Status.WAITING,
            is_planned,
        )
    )
    return moment


async def open_before(c: Connection, day: date) -> list[Open]:
    """The digests and reminders of earlier days that have not ended."""
    found = await c.execute(
        select(announcement.c.id, announcement.c.state, announcement.c.item_id, announcement.c.key)
        .where(
            announcement.c.errand.in_([Errand.DIGEST, Errand.REMINDER]),
            announcement.c.state.in_(OPEN),
            announcement.c.key.is_not(None),
        )
        .order_by(announcement.c.id)
    )
    every = (Open(row.id, row.state, row.item_id, day_in(row.key)) for row in found)
    return [one for one in every if one.day < day]
