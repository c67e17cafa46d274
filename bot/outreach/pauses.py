"""Ends the pauses that members set until a day of their own choice."""

from datetime import datetime, timedelta

from bot.store import daily, members
from bot.store.database import Database

EVERY = timedelta(seconds=30)


class Pauses:
    """Looks now and then: a pause is over to the minute, not to the second."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._looked: datetime | None = None

    async def tick(self, now: datetime) -> None:
        """Ends those that are over, some at a time: others write between any two transactions."""
        # A clock that was set back must not keep them waiting until it is as late again.
        if self._looked is not None and abs(now - self._looked) < EVERY:
            return
        async with self._db.read() as c:
            is_left = await daily.any_pause_is_over(c, now)
        while is_left:
            async with self._db.write() as tx:
                is_left = await members.end_pauses(tx, now) >= members.PAUSES
        self._looked = now
