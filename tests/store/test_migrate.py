"""Migrations: they make what the tables say, and a kill in the middle leaves the old or the new."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, text, update
from sqlalchemy.ext.asyncio import create_async_engine

from bot.domain.announcement import State
from bot.domain.delivery import Status
from bot.domain.places import Language
from bot.store import announcements, keyfile, migrate, tables
from bot.store.database import Database, open_database
from bot.store.errors import StoreError

# Opens a database and dies by SIGKILL right after the statement that begins with the given words.
DIE = """
import asyncio, os, signal, sys
from pathlib import Path
from sqlalchemy import event
from sqlalchemy.engine import Engine
from bot.store.database import open_database

@event.listens_for(Engine, "after_cursor_execute")
def die(connection, cursor, statement, parameters, context, executemany):
    if statement.strip().startswith(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(open_database(sys.argv[1], Path(sys.argv[2])))
"""


async def tables_of(url: str) -> set[str]:
    engine = create_async_engine(url)
    async with engine.connect() as connection:
        names = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    await engine.dispose()
    return set(names)


async def test_migrations_make_what_the_tables_say(db: Database) -> None:
    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        return list(compare_metadata(context, tables.metadata))

    async with db.read() as c:
        assert await c.run_sync(differences) == []


async def test_the_index_of_what_is_in_flight_holds_nothing_else(db: Database) -> None:
    def condition(connection: Connection) -> list[str]:
        [index] = [one for one in inspect(connection).get_indexes("outbox") if one["name"] == "outbox_lease"]
        return [str(value) for key, value in index.get("dialect_options", {}).items() if key.endswith("_where")]

    async with db.read() as c:
        [found] = await c.run_sync(condition)
    assert found.strip("()") == tables.IN_FLIGHT


@pytest.mark.parametrize("words", ["CREATE TABLE member", "CREATE INDEX outbox_lease", "INSERT INTO meta"])
async def test_a_kill_in_the_middle_leaves_nothing_half_made(fresh_url: str, tmp_path: Path, words: str) -> None:
    killed = subprocess.run([sys.executable, "-c", DIE, fresh_url, str(tmp_path / "secret.key"), words], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert await tables_of(fresh_url) == set()
    db = await open_database(fresh_url, tmp_path / "secret.key")
    await db.close()
    assert set(tables.metadata.tables) <= await tables_of(fresh_url)


async def test_a_database_of_a_newer_version_is_left_alone(fresh_url: str, tmp_path: Path) -> None:
    db = await open_database(fresh_url, tmp_path / "secret.key")
    async with db.write() as tx:
        await tx.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await db.close()
    with pytest.raises(StoreError, match=r"made by a newer version of the bot .*9999") as refused:
        await open_database(fresh_url, tmp_path / "secret.key")
    assert "\n" not in str(refused.value)


async def test_a_start_that_stopped_before_the_proof_was_kept_is_finished(fresh_url: str, tmp_path: Path) -> None:
    db = await open_database(fresh_url, tmp_path / "secret.key")
    async with db.write() as tx:
        await tx.execute(update(tables.meta).values(name="something else"))
    await db.close()
    db = await open_database(fresh_url, tmp_path / "secret.key")
    async with db.read() as c:
        assert await c.scalar(text("SELECT count(*) FROM meta")) == 2
    await db.close()


# What the first version had: an announcement with its text, sent to one of two.
LIFE = (
    (
        "INSERT INTO announcement (id, author, state, languages, countries, kinds, when_uncertain, created_on) "
        "VALUES (7, NULL, 'sending', 0, 0, 0, 'leave', '2026-11-23')"
    ),
    "INSERT INTO announcement_text (announcement_id, language, html) VALUES (7, 'ru', 'Text')",
    (
        "INSERT INTO outbox (id, member_id, matter, subject, due_at, status, not_before, attempts, message_id) "
        "VALUES (40, 1, 1, 7, 100, 2, 100, 0, 55), (41, 2, 1, 7, 100, 0, 100, 0, NULL)"
    ),
)


async def make_first_version(url: str) -> None:
    def run(connection: Connection) -> None:
        config = Config()
        config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for statement in LIFE:
            connection.execute(text(statement))

    engine = create_async_engine(url)
    async with engine.begin() as connection:
        await connection.run_sync(run)
    await engine.dispose()


async def test_what_the_first_version_held_is_kept(fresh_url: str, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    keyfile.make_key(tmp_path / "secret.key")
    await make_first_version(fresh_url)
    db = await open_database(fresh_url, tmp_path / "secret.key")
    async with db.read() as c:
        kept = await announcements.get(c, 7)
        assert kept is not None
        assert (kept.id, kept.state, kept.texts, kept.skipped) == (7, State.SENDING, {Language.RU: "Text"}, frozenset())
        assert await announcements.tally(c, 7) == {Status.SENT: 1, Status.WAITING: 1}
        assert (await c.scalars(text("SELECT message_id FROM outbox ORDER BY id"))).all() == [55, None]
    await db.close()


async def test_no_number_of_a_row_is_given_twice(sqlite_db: Database) -> None:
    wanted = {
        name for name, table in tables.metadata.tables.items() if table.dialect_options["sqlite"]["autoincrement"]
    }
    async with sqlite_db.read() as c:
        found = await c.scalars(
            text("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'")
        )
    assert set(found) == wanted
    assert {"announcement", "member", "outbox"} <= wanted
