"""The two databases the store can live in, opened: which URL means which, and what each needs to be told."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass, field

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.store import sqlite
from bot.store.errors import StoreError

_DRIVERS = ("sqlite+aiosqlite", "postgresql+asyncpg")


@dataclass(frozen=True, slots=True)
class Engines:
    """An opened database: connections that only read, connections that write, and what is to be let go at the end.

    `turn` is held by whoever writes: SQLite has one writer at a time, PostgreSQL as many as it likes. `place` names the
    database in messages, without the password.
    """

    reader: AsyncEngine
    writer: AsyncEngine
    place: str
    turn: AbstractAsyncContextManager[object] = field(default_factory=nullcontext)
    let_go: Callable[[], None] = lambda: None

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
    def engine(isolation: str, read_only: str) -> AsyncEngine:
        return create_async_engine(
            url,
            isolation_level=isolation,
            skip_autocommit_rollback=True,
            hide_parameters=True,
            # A server that was restarted leaves dead connections behind; asking first costs one round trip.
            pool_pre_ping=True,
            connect_args={
                "timeout": 5,
                "server_settings": {"application_name": "cso-bot", "default_transaction_read_only": read_only},
            },
        )

    host = f"{url.host or url.query.get('host') or 'localhost'}"
    # One statement is all most reads are: without BEGIN and ROLLBACK around it they cost a third.
    return Engines(
        reader=engine("AUTOCOMMIT", "on"),
        writer=engine("READ COMMITTED", "off"),
        place=f"{host}:{url.port}/{url.database}" if url.port else f"{host}/{url.database}",
    )
