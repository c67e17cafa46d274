"""The database, opened: connections to read with, transactions to write in, and the seal of its ids.

Functions of the other modules take a connection: `async with db.write() as tx: await members.set_country(tx, …)`.
Nothing outside this package imports SQLAlchemy; `Connection` is what to annotate with.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, contextmanager
from pathlib import Path

from sqlalchemy import delete, insert, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFreeError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import advisory, keyfile, migrate, sqlite, tables
from bot.store.engines import Engines, open_engines
from bot.store.errors import KeyUnusableError, StoreError, trouble
from bot.store.seal import Seal
from bot.store.seat import Seat
from bot.store.traces import has_left_traces

Connection = AsyncConnection

_PROOF = "key proof"

# What is written and removed again to see whether it can be: more than the free end of a page.
_TRIAL, _TRIAL_LENGTH = "trial", 6000


class Database:
    """One database. Every failure of the database itself is raised as a StoreError that says what to do."""

    def __init__(self, seal: Seal, engines: Engines) -> None:
        self.seal = seal
        self._engines = engines
        self._traces = False
        self._writing: set[asyncio.Task[object] | None] = set()
        self._tell: Callable[[StoreError], None] = lambda _: None

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Connection]:
        """A connection that cannot write; each statement on it sees the newest commit."""
        async with self._used(self._engines.reader.connect()) as connection:
            yield connection

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Connection]:
        """One transaction: committed at the end, rolled back by any exception. It cannot be opened inside another."""
        task = asyncio.current_task()
        if task in self._writing:
            raise RuntimeError("a transaction inside a transaction would wait for itself for ever")
        self._writing.add(task)
        try:
            async with self._engines.turn:
                async with self._used(self._engines.writer.begin()) as tx:
                    yield tx
                    self._traces = has_left_traces(tx) or self._traces
                if self._traces:
                    self._traces = not await self._wipe()
        finally:
            self._writing.discard(task)

    async def ping(self) -> None:
        """Raises a StoreError when the database does not answer."""
        async with self.read() as connection:
            await connection.execute(text("SELECT 1"))

    async def try_writing(self) -> None:
        """Raises a StoreError when nothing can be written: a little is, and is removed again."""
        async with self.write() as tx:
            await tx.execute(insert(tables.meta).values(name=_TRIAL, value="." * _TRIAL_LENGTH))
            await tx.execute(delete(tables.meta).where(tables.meta.c.name == _TRIAL))

    def tell_of_trouble(self, tell: Callable[[StoreError], None]) -> None:
        """From now on `tell` hears of every StoreError that a use of the database ends with."""
        self._tell = tell

    def seat(self) -> Seat:
        """The seat of the process that sends."""
        return Seat(self._engines.keeper, self._engines.place)

    @property
    def is_shared(self) -> bool:
        """Whether other processes may use this database too."""
        return not self._engines.is_sqlite

    async def close(self) -> None:
        """Closes every connection; the file is free for another process."""
        await self._engines.close()

    async def _wipe(self) -> bool:
        """Removes from the files what was deleted; False when that has to be tried again after the next write.

        The deletion itself is committed by then, so a failure here is none of the caller's. On PostgreSQL old rows are
        the business of autovacuum, and of whoever keeps its archives.
        """
        if not self._engines.is_sqlite:
            return True
        try:
            async with self.read() as connection:
                return await sqlite.truncate_log(connection)
        except StoreError:
            return False

    @asynccontextmanager
    async def _used(self, opening: AbstractAsyncContextManager[AsyncConnection]) -> AsyncIterator[Connection]:
        try:
            with _told(self._engines.place, DBAPIError, NoConnectionFreeError):
                async with AsyncExitStack() as stack:
                    with _told(self._engines.place, OSError):  # a server that is not there
                        connection = await stack.enter_async_context(opening)
                    yield connection
        except StoreError as error:
            self._tell(error)
            raise


async def open_database(url: str, key_file: Path) -> Database:
    """Opens the database at `url`, migrated, with the key in `key_file`; makes both when there is neither.

    Raises StoreError, with one line saying what is wrong, where, and what to do.
    """
    engines = open_engines(url)
    try:
        with _told(engines.place, DBAPIError, OSError):
            async with _first_connection(engines) as tx:
                seal = await _prepare(tx, key_file, engines.place)
    except BaseException:
        await engines.close()
        raise
    return Database(seal, engines)


@asynccontextmanager
async def _first_connection(engines: Engines) -> AsyncIterator[Connection]:
    async with AsyncExitStack() as stack:
        try:
            tx = await stack.enter_async_context(engines.writer.begin())
        except (TypeError, ValueError) as error:
            raise StoreError(
                f"The database URL of {engines.place} has an option that is not understood ({error}): "
                "see asyncpg's connect() for those there are; for TLS it is ?ssl=require."
            ) from error
        yield tx


async def _prepare(tx: Connection, key_file: Path, place: str) -> Seal:
    """Checks the key before anything is touched, migrates, and leaves a proof of the key; all in one transaction."""
    await advisory.wait_patiently(tx)
    await advisory.take(tx, advisory.Lock.MIGRATING)
    exists = await migrate.exists(tx)
    key = keyfile.read_key(key_file)
    if key is None and exists:
        raise KeyUnusableError(
            f"The key file {key_file} is missing, and the database at {place} cannot be read without it: "
            "restore the key from your backup."
        )
    seal = Seal(keyfile.make_key(key_file) if key is None else key)
    proof = await tx.scalar(select(tables.meta.c.value).where(tables.meta.c.name == _PROOF)) if exists else None
    if proof is not None and not seal.fits(proof):
        raise KeyUnusableError(
            f"The database at {place} was sealed with another key than the one in {key_file}: "
            "restore the key that belongs to this database."
        )
    await migrate.upgrade(tx, place)
    if proof is None:
        await tx.execute(insert(tables.meta).values(name=_PROOF, value=seal.prove()))
    return seal


@contextmanager
def _told(place: str, *kinds: type[Exception]) -> Iterator[None]:
    try:
        yield
    except kinds as error:
        told = trouble(error, place)
        if told is None:
            raise
        raise told from error
