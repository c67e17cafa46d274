"""Announcements that stood still for so long that a human should decide: an outage, a restored backup."""

from datetime import datetime

from sqlalchemy import and_, exists, func, select

from bot.domain.announcement import INTERRUPTED, LATENESS, Errand, State
from bot.domain.delivery import Matter, Status
from bot.store import announcements, lockdown
from bot.store.database import Connection
from bot.store.tables import announcement, flood, outbox

_SENDING = announcement.c.state == State.SENDING


async def pause_interrupted(tx: Connection, now: datetime) -> int:
    """Pauses what staff wrote and is being sent, if rows of it have been due for an hour and nothing was sent since.

    How many were paused. Whatever waits for Telegram's permission was not interrupted by that, nor by a lockdown, and a
    message that waited in a queue behind others is as fresh as the queue. Recalls and corrections go on: they mend.
    """
    long_ago = now - LATENESS
    if await lockdown.is_frozen(tx) or await _last_sign_of_life(tx) > long_ago.timestamp():
        return 0
    overdue = exists().where(
        outbox.c.matter == Matter.ANNOUNCEMENT,
        outbox.c.subject == announcement.c.id,
        outbox.c.status == Status.WAITING,
        outbox.c.not_before <= long_ago,
    )
    stale = select(announcement.c.id).where(_SENDING, announcement.c.errand == Errand.SEND, overdue)
    found = (await tx.scalars(stale)).all()
    for number in found:
        await announcements.move(tx, number, State.SENDING, State.PAUSED, INTERRUPTED)
    return len(found)


async def _last_sign_of_life(tx: Connection) -> float:
    """When, in seconds since 1970, something of what is being sent last began or was settled, or a wait was over."""
    settled = select(func.max(outbox.c.settled_at)).select_from(
        announcement.join(outbox, and_(outbox.c.matter.in_(Matter), outbox.c.subject == announcement.c.id))
    )
    signs = (
        settled.where(_SENDING),
        select(func.max(announcement.c.began_at)).where(_SENDING),
        select(func.max(flood.c.until)),
    )
    moments: list[datetime | None] = [await tx.scalar(one) for one in signs]
    return max((one.timestamp() for one in moments if one is not None), default=0.0)
