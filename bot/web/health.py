"""Whether the bot works: the database answers, and every loop still beats."""

from collections.abc import Iterable

from bot.gateway.pulse import Pulse
from bot.store.database import Database
from bot.store.errors import StoreError


class Health:
    """`pulses` are those of the loops that have to go on: fetching updates, sending, planning."""

    def __init__(self, db: Database, pulses: Iterable[Pulse]) -> None:
        self._db = db
        self._pulses = tuple(pulses)

    async def is_good(self) -> bool:
        if not all(pulse.alive for pulse in self._pulses):
            return False
        try:
            await self._db.ping()
        except StoreError:
            return False
        return True
