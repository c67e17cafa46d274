"""The two databases the store can live in, opened: which URL means which, and what each needs to be told."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass, field

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool, Pool

from bot.store import sqlite
from bot.store.errors import StoreError

_DRIVERS = ("sqlite+aiosqlite", "postgresql+asyncpg")

# As long as SQLite's busy_timeout: who waits longer for a lock is told that the database is busy.
_LOCK_TIMEOUT = "5s"

# A machine that vanished never closes its connection. The server gives its lock free after six seconds of silence, by
# when the machine, should it still be there, has found out by itself (see `seat`).
_NOTICED_SOON = {
    "tcp_keepalives_idle": "3",
    "tcp_keepalives_interval": "1",
    "tcp_keepalives_count": "3",
    "tcp_user_timeout": "6000",
}


@dataclass(frozen=True, slots=True)
class Engines:
    """An opened database: connections that only read, connections that write, and what is to be let go at the end.

    `turn` is held by whoever writes: SQLite has one writer at a time, PostgreSQL as many as it likes. `place` names the
    database in messages, without the password. `keeper` makes the connection that holds the seat of the process that
    sends; None where there is one process anyway.
    """

    reader: AsyncEngine
    writer: AsyncEngine
    place: str
    turn: AbstractAsyncContextManager[object] = field(default_factory=nullcontext)
    let_go: Callable[[], None] = lambda: None
    keeper: AsyncEngine | None = None

    @property
    def is_sqlite(self) -> bool:
        """Whether this is the embedded database."""
        return self.writer.dialect.name == "sqlite"

    async def close(self) -> None:
        """Closes every connection and gives the file free."""
        await self.reader.dispose()
        await self.writer.dispose()
        self.let_go()


def open_engines(url: str) -> Engines:
    """The engines for this URL. Nothing is connected yet, but an SQLite file is held against other processes."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise StoreError(f"The database URL cannot be read: {_wanted()}") from None
    if parsed.drivername not in _DRIVERS:
        raise StoreError(f"The database URL begins with {parsed.drivername}, which is not known here: {_wanted()}")
    return _sqlite(parsed) if parsed.drivername == _DRIVERS[0] else _postgresql(parsed)


def _wanted() -> str:
    return "write sqlite+aiosqlite:///data/bot.db or postgresql+asyncpg://user:password@host/name."


def _sqlite(url: URL) -> Engines:
    path = sqlite.path_of(url.database)
    sqlite.prepare_file(path)
    return Engines(
        reader=sqlite.reader(path),
        writer=sqlite.writer(path),
        place=str(path),
        turn=asyncio.Lock(),
        let_go=sqlite.hold(path),
    )


def _postgresql(url: URL) -> Engines:
    def engine(isolation: str, pool: type[Pool] | None = None, **settings: str) -> AsyncEngine:
        return create_async_engine(
            url,
            isolation_level=isolation,
            skip_autocommit_rollback=True,
            hide_parameters=True,
            poolclass=pool,
            # A server that was restarted leaves dead connections behind; asking first costs one round trip.
            pool_pre_ping=True,
            connect_args={
                "timeout": 5,
                "server_settings": {"application_name": "cso-bot", "lock_timeout": _LOCK_TIMEOUT, **settings},
            },
        )

    host = f"{url.host or url.query.get('host') or 'localhost'}"
    # One statement is all most reads are: without BEGIN and ROLLBACK around it they cost a third.
    return Engines(
        reader=engine("AUTOCOMMIT", default_transaction_read_only="on"),
        writer=engine("READ COMMITTED", default_transaction_read_only="off"),
        place=f"{host}:{url.port}/{url.database}" if url.port else f"{host}/{url.database}",
        keeper=engine("AUTOCOMMIT", NullPool, application_name="cso-bot seat", **_NOTICED_SOON),
    )
