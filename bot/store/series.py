"""Repeating announcements on their way: the days left out of one, and the moment of one that came late."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import update

from bot.domain.announcement import State
from bot.store.database import Connection
from bot.store.tables import announcement


async def leave_out(tx: Connection, series_id: int, days: Collection[date], due_at: datetime) -> bool:
    """Sets all the days that are left out of a scheduled one, and its next moment; False when it is not scheduled."""
    done = await tx.execute(
        update(announcement)
        .where(announcement.c.id == series_id, announcement.c.state == State.SCHEDULED)
        .values(repeat_skipped=" ".join(sorted(day.isoformat() for day in days)), due_at=due_at),
    )
    return done.rowcount > 0


async def pass_over(tx: Connection, series_id: int, due_at: datetime | None, now: datetime) -> bool:
    """Moves a late one on to its next moment, or ends it when there is none; False when it is not late."""
    values = {"state": State.DONE, "ended_at": now} if due_at is None else {"state": State.SCHEDULED, "due_at": due_at}
    done = await tx.execute(
        update(announcement).where(announcement.c.id == series_id, announcement.c.state == State.LATE).values(**values),
    )
    return done.rowcount > 0
