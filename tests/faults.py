"""Real faults of a database: a file that may not be written, a disk without room, somebody who keeps it locked."""

import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from bot.store.database import Database


@asynccontextmanager
async def read_only(db: Database) -> AsyncIterator[None]:
    """SQLite refuses every write, as it does when the file has lost its rights."""
    await _do(db, "PRAGMA query_only = ON")
    try:
        yield
    finally:
        await _do(db, "PRAGMA query_only = OFF")


@asynccontextmanager
async def full_disk(db: Database) -> AsyncIterator[None]:
    """SQLite finds no room for another page, as it does when the disk is full."""
    await _do(db, "VACUUM")  # pages that were given back would be used first
    pages = await _do(db, "PRAGMA page_count")
    assert await _do(db, f"PRAGMA max_page_count = {pages}") == pages
    try:
        yield
    finally:
        await _do(db, "PRAGMA max_page_count = 1000000")


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Somebody with another tool holds the write lock."""
    intruder = sqlite3.connect(path, isolation_level=None)
    intruder.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        intruder.execute("ROLLBACK")
        intruder.close()


async def _do(db: Database, what: str) -> object:
    """On the one connection that writes, which keeps what it is told; outside of any transaction."""
    async with db._engines.writer.connect() as connection:
        driver = (await connection.get_raw_connection()).driver_connection
        assert driver is not None
        rows = await driver.execute_fetchall(what)
    return next(iter(rows), (None,))[0]
