"""Moves announcements on when their time has come: to being sent, to asking a human, to done."""

import logging
from datetime import datetime

from bot.domain.announcement import State, is_late
from bot.outreach.guard import Guard
from bot.store import announcements, outbox
from bot.store.database import Database

_log = logging.getLogger(__name__)


class Planner:
    """Each step is one transaction that looks again before it writes: done twice, or cut short, it does no harm."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def tick(self, now: datetime) -> None:
        """Plans what is due at `now`, and ends what has nobody left to reach. One that fails does not stop the rest."""
        async with self._db.read() as c:
            due = [one.id for one in await announcements.due(c, now)]
            sending = [one.id for one in await announcements.sending(c)]
        for announcement_id in due:
            with Guard("Planning an announcement"):
                await self._begin(announcement_id, now)
        for announcement_id in sending:
            with Guard("Ending an announcement"):
                await self._end(announcement_id)

    async def _begin(self, announcement_id: int, now: datetime) -> None:
        async with self._db.write() as tx:
            # Its author may have taken it back, changed it and scheduled it anew since it was found due.
            found = await announcements.get(tx, announcement_id)
            if found is None or found.due_at is None or found.due_at > now:
                return
            if is_late(found.due_at, now):
                await announcements.move(tx, announcement_id, State.SCHEDULED, State.LATE)
                return
            if not await announcements.move(tx, announcement_id, State.SCHEDULED, State.SENDING):
                return
            planned = await outbox.plan_announcement(tx, found, now)
        _log.info("announcement planned for %d recipients", planned)

    async def _end(self, announcement_id: int) -> None:
        # Asked without the write lock first: while it is being sent the answer is no, every second.
        async with self._db.read() as c:
            if await outbox.unfinished(c, announcement_id):
                return
        async with self._db.write() as tx:
            if not await outbox.unfinished(tx, announcement_id):
                await announcements.move(tx, announcement_id, State.SENDING, State.DONE)
