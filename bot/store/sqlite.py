"""SQLite as this bot wants it: one process, one writer, readers beside it, nothing deleted left behind."""

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import URL, Connection, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from bot.store.errors import StoreError, StoreInUseError, StoreReadOnlyError

_PRAGMAS = (
    "busy_timeout = 5000",
    "journal_mode = WAL",
    "synchronous = NORMAL",
    "foreign_keys = ON",
    "secure_delete = ON",
    "temp_store = MEMORY",
    "trusted_schema = OFF",
    # What a large plan leaves of the log is given back at the next checkpoint.
    "journal_size_limit = 16777216",
)

# The driver's own transactions are turned off: it would begin deferred ones, and only before some statements.
_CONNECT = {"isolation_level": None}


def path_of(database: str | None) -> Path:
    """The file a URL names."""
    if not database or database.startswith((":", "file:")):
        raise StoreError("The database URL names no file: write sqlite+aiosqlite:///data/bot.db.")
    return Path(database)


def prepare_file(path: Path) -> None:
    """Makes the folder and an empty file that only this user may read; SQLite gives its log the same rights."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise StoreReadOnlyError(
            f"The database {path} cannot be opened for writing ({error.strerror}): "
            "give this user the right to write to the file and its folder."
        ) from error


def hold(path: Path) -> Callable[[], None]:
    """Keeps every other process away from this database until the function given back is called.

    The lock is on a file beside the database and ends with the process, however it ends.
    """
    beside = path.with_name(path.name + ".lock")
    try:
        file = os.fdopen(os.open(beside, os.O_RDWR | os.O_CREAT, 0o600), "r+")
    except OSError as error:
        raise StoreReadOnlyError(
            f"The lock {beside} cannot be created ({error.strerror}): give this user the right to write to the folder."
        ) from error
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        holder = file.read(20).strip()
        file.close()
        raise StoreInUseError(
            f"Another process{f' ({holder})' if holder else ''} is using the database {path}: "
            "stop it first, or use PostgreSQL for several processes."
        ) from None
    file.truncate(0)
    file.write(f"{os.getpid()}\n")
    file.flush()
    return file.close


def reader(path: Path) -> AsyncEngine:
    """Connections that cannot write. Each statement sees the newest commit: no transaction is kept open."""
    return _engine(path, (*_PRAGMAS, "query_only = ON"), size=4, skip_autocommit_rollback=True)


def writer(path: Path) -> AsyncEngine:
    """The one connection that writes. Its transactions take the write lock at once and never fail half-way for it."""
    engine = _engine(path, _PRAGMAS, size=1)
    event.listen(engine.sync_engine, "begin", _begin_immediate)
    return engine


async def truncate_log(connection: AsyncConnection) -> bool:
    """Brings the log home into the database file and empties it; False when a reader still needs it.

    After a deletion the old content may stand in the log, and in the file until the log is brought home. A connection
    that cannot write may do this, and no transaction may be open on it.
    """
    found = await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return not found.scalar_one()


def _engine(path: Path, pragmas: tuple[str, ...], size: int, **options: bool) -> AsyncEngine:
    engine = create_async_engine(
        URL.create("sqlite+aiosqlite", database=str(path)),
        hide_parameters=True,
        pool_size=size,
        max_overflow=0,
        connect_args=_CONNECT,
        **options,
    )

    def set_pragmas(dbapi_connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
        del entry
        cursor = dbapi_connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    event.listen(engine.sync_engine, "connect", set_pragmas)
    return engine


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
