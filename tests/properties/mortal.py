"""A database under a process that dies at a chosen moment: before the end of a transaction, or just after it."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import cast

from bot.store.database import Connection, Database


class Killed(BaseException):
    """The process is dead; nobody catches this who catches errors."""


class Mortal:
    """Fits `Database` as far as planning needs it. `left` is how many steps it has to live, None for ever."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.left: int | None = None

    def as_database(self) -> Database:
        return cast("Database", self)

    def read(self) -> AbstractAsyncContextManager[Connection]:
        return self._db.read()

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Connection]:
        async with self._db.write() as tx:
            yield tx
            self._step()
        self._step()

    def _step(self) -> None:
        if self.left is None:
            return
        self.left -= 1
        if self.left < 0:
            raise Killed
