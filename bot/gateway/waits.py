"""Heeds the waits Telegram names: at once in the gate, and written down so that a restart does not forget them."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.domain.delivery import Scope
from bot.gateway.backoff import Backoff
from bot.gateway.floods import FloodScopes
from bot.outreach.ports import Gate
from bot.store import floods
from bot.store.database import Database
from bot.store.errors import StoreError

logger = logging.getLogger(__name__)

FOLLOWING = 2.0  # seconds between two looks at what other processes were told
PATIENCE = 6.0  # seconds for writing one down; longer than a locked database keeps anybody


class Waits:
    """`now` gives aware UTC. What the outbox meets is written down with its row; this is for everything else."""

    def __init__(self, db: Database, gate: Gate, scopes: FloodScopes, now: Callable[[], datetime]) -> None:
        self._db = db
        self._gate = gate
        self._scopes = scopes
        self._now = now

    async def heed(self, chat_id: int | None, seconds: float) -> None:
        """A call to this chat was told to wait; None is for a call that goes to no chat.

        The gate is closed before anything is awaited. Writing it down is best effort.
        """
        everyone = chat_id is None or self._scopes.judge(chat_id, seconds) is Scope.EVERYONE
        self._gate.flood(seconds, None if everyone else chat_id)
        person = None if everyone or chat_id is None else self._db.seal.seal(chat_id)
        try:
            async with asyncio.timeout(PATIENCE), self._db.write() as tx:
                await floods.remember(tx, person, self._now() + timedelta(seconds=seconds))
        except (StoreError, TimeoutError) as error:
            logger.warning("a wait could not be written down (%s)", type(error).__name__)

    async def restore(self, sleep: Callable[[float], Awaitable[None]]) -> None:
        """Closes the gate for what was being waited for when the bot last stopped; tried until it can be read."""
        backoff = Backoff(sleep)
        while True:
            try:
                await self.look()
            except StoreError as error:
                logger.warning("the waits could not be read (%s): trying again", type(error).__name__)
            else:
                return
            await backoff.wait()

    async def follow(self, sleep: Callable[[float], Awaitable[None]]) -> None:
        """Hears of the waits that other processes on the same database are told; returns where there are none."""
        while self._db.is_shared:
            await sleep(FOLLOWING)
            try:
                await self.look()
            except StoreError as error:
                logger.debug("the waits could not be read (%s)", type(error).__name__)

    async def look(self) -> None:
        """Closes the gate for every wait that is written down, another process's too. Raises StoreError."""
        now = self._now()
        async with self._db.read() as c:
            waits = await floods.active(c, now)
        for wait in waits:
            chat_id = None if wait.person is None else self._db.seal.open(wait.person)
            self._gate.flood((wait.until - now).total_seconds(), chat_id)
