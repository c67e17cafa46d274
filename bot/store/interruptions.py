"""Announcements that stood still for so long that a human should decide: an outage, a restored backup."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func, literal_column, or_, select

from bot.domain.announcement import INTERRUPTED, LATENESS, Errand, State, WhenUncertain
from bot.domain.delivery import Matter, Status
from bot.store import announcements, floods, lockdown
from bot.store.database import Connection
from bot.store.queue import MATTER
from bot.store.tables import IN_FLIGHT, announcement, flood, member, outbox

_SENDING = announcement.c.state == State.SENDING
_IN_FLIGHT: ColumnElement[bool] = literal_column(IN_FLIGHT)


async def interrupted(c: Connection, now: datetime) -> list[int]:
    """What staff wrote and is being sent, if rows of it have been due for an hour and nothing was sent since.

    Whatever waits for Telegram's permission was not interrupted by that, nor by a lockdown, and a message that waited
    in a queue behind others is as fresh as the queue. Recalls and corrections go on: they mend.
    """
    long_ago = now - LATENESS
    mine = and_(outbox.c.matter == Matter.ANNOUNCEMENT, outbox.c.subject == announcement.c.id)
    told_to_wait = exists().where(
        member.c.id == outbox.c.member_id, flood.c.person == member.c.person, flood.c.until > long_ago
    )
    waits = exists().where(mine, outbox.c.status == Status.WAITING, outbox.c.not_before <= long_ago, ~told_to_wait)
    # In flight when the process died. Where that is left alone nothing more goes out.
    begun = exists().where(mine, _IN_FLIGHT, outbox.c.lease_until <= long_ago)
    again = and_(announcement.c.when_uncertain == WhenUncertain.RESEND, begun)
    overdue = select(announcement.c.id).where(_SENDING, announcement.c.errand == Errand.SEND, or_(waits, again))
    if await lockdown.is_frozen(c):
        return []
    found = list(await c.scalars(overdue))
    # Only now: the last sign of life of a long send is somewhere among all its rows.
    if not found:
        return []
    life = await _last_sign_of_life(c)
    return found if life is None or life <= long_ago else []


async def pause(tx: Connection, found: Iterable[int]) -> int:
    """Pauses those of them that are still being sent; how many."""
    return sum(
        [await announcements.move(tx, number, State.SENDING, State.PAUSED, INTERRUPTED) for number in found],
    )


async def _last_sign_of_life(c: Connection) -> datetime | None:
    """The last moment when an announcement began or ended, a row was settled, a lease or wait ended."""
    # One announcement after the other: joined the other way round it would read all that was ever sent.
    settled = (
        select(func.max(outbox.c.settled_at))
        .where(outbox.c.matter == MATTER, outbox.c.subject == announcement.c.id)
        .correlate(announcement)
        .scalar_subquery()
    )
    signs = (
        select(settled).where(_SENDING),
        select(func.max(announcement.c.began_at)).where(_SENDING),
        # What others waited behind may be over.
        select(func.max(announcement.c.ended_at)),
        select(func.max(outbox.c.lease_until)).where(_IN_FLIGHT),
        select(func.max(flood.c.until)).where(flood.c.person == floods.EVERYONE),
    )
    moments: list[datetime | None] = [moment for one in signs for moment in await c.scalars(one)]
    return max((moment for moment in moments if moment is not None), default=None)
