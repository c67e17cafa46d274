"""The seat of the process that sends: of all on one PostgreSQL at most one holds it, and learns at once of losing it.

It is a lock of a session, on a connection of its own: the server gives it free when that connection ends, however the
process does. On SQLite there is no second process, and the seat is always taken.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress

from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.advisory import Lock
from bot.store.errors import StoreUnreachableError

PATIENCE = 2.0  # seconds for an answer of the server before the seat counts as lost
CONNECTING = 6.0  # seconds for a connection and its first answer

_TAKE = select(func.pg_try_advisory_lock(Lock.SENDING.value))

# Whether this very session holds it: a proxy in between may have given us another one.
_HELD = text(
    "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid() AND granted "
    "AND classid = 0 AND objid = :lock AND objsubid = 1)"
).bindparams(lock=Lock.SENDING.value)


class Seat:
    """`engine` makes the connection; None where there is no second process."""

    def __init__(self, engine: AsyncEngine | None, place: str) -> None:
        self._engine = engine
        self._place = place
        self._connection: AsyncConnection | None = None
        self._cut: Callable[[], None] = lambda: None

    async def take(self, lost: Callable[[], None]) -> bool:
        """Whether the seat is ours now; somebody else holds it otherwise.

        `lost` is called, perhaps more than once, as soon as the connection that holds it ends. Raises
        `StoreUnreachableError` when the database cannot be asked.
        """
        if self._engine is None:
            return True
        try:
            async with asyncio.timeout(CONNECTING):
                connection = self._connection or await self._connect(self._engine, lost)
                return bool(await connection.scalar(_TAKE))
        except (SQLAlchemyError, OSError) as error:
            await self.leave()
            raise StoreUnreachableError(
                f"The database at {self._place} cannot be asked who sends ({type(error).__name__}): "
                "check that it is there and up."
            ) from error

    async def is_held(self) -> bool:
        """Whether the seat is still ours; an answer that does not come in time is a no."""
        if self._engine is None:
            return True
        if self._connection is None:
            return False
        try:
            async with asyncio.timeout(PATIENCE):
                return bool(await self._connection.scalar(_HELD))
        except (SQLAlchemyError, OSError):
            return False

    async def leave(self) -> None:
        """Gives the seat free for another process."""
        connection, self._connection = self._connection, None
        if connection is None:
            return
        try:
            with suppress(SQLAlchemyError, OSError):
                async with asyncio.timeout(PATIENCE):
                    await connection.close()
        finally:
            self._cut()

    async def _connect(self, engine: AsyncEngine, lost: Callable[[], None]) -> AsyncConnection:
        connection = self._connection = await engine.connect()
        driver = (await connection.get_raw_connection()).driver_connection
        if driver is not None:
            driver.add_termination_listener(lambda _: self._note_end(connection, lost))
            # Without a word to the server, which may not be there any more.
            self._cut = driver.terminate
        return connection

    def _note_end(self, of: AsyncConnection, lost: Callable[[], None]) -> None:
        if self._connection is of:  # and not one that was left before
            lost()
