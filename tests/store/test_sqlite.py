"""What only SQLite does: one process, one writer, errors of the disk, and files that keep nothing."""

import random
import sqlite3
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.domain.places import Language
from bot.store import members, visits
from bot.store.database import Database, open_database
from bot.store.errors import StoreBusyError, StoreFullError, StoreInUseError, StoreReadOnlyError, StoreUnreachableError

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def intruder(sqlite_db: Database, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Somebody who opens the file with another tool."""
    connection = sqlite3.connect(tmp_path / "bot.db", isolation_level=None)
    yield connection
    connection.close()


async def join(db: Database, *telegram_ids: int) -> None:
    async with db.write() as tx:
        for telegram_id in telegram_ids:
            await members.set_language(tx, db.seal.seal(telegram_id), Language.UZ, NOW.date())


async def is_known(db: Database, telegram_id: int) -> bool:
    async with db.read() as c:
        return (await visits.load(c, db.seal.seal(telegram_id), NOW)).member is not None


def files(folder: Path) -> bytes:
    """Everything the database left on the disk."""
    return b"".join(path.read_bytes() for path in sorted(folder.glob("bot.db*")))


async def test_a_second_process_is_refused(sqlite_db: Database, key_file: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreInUseError, match=r"Another process \(\d+\) is using the database .*bot\.db"):
        await open_database(f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}", key_file)
    await join(sqlite_db, 1)
    assert await is_known(sqlite_db, 1)


async def test_when_the_first_is_gone_the_second_may(sqlite_db: Database, key_file: Path, tmp_path: Path) -> None:
    await join(sqlite_db, 1)
    await sqlite_db.close()
    second = await open_database(f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}", key_file)
    assert await is_known(second, 1)
    await second.close()


async def test_a_start_that_failed_holds_nothing(tmp_path: Path) -> None:
    url, key_file = f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}", tmp_path / "secret.key"
    key_file.write_bytes(b"short")
    for _ in range(2):
        with pytest.raises(Exception, match="open to other users"):
            await open_database(url, key_file)
    key_file.unlink()
    await (await open_database(url, key_file)).close()
    assert key_file.exists()


async def test_only_its_owner_may_read_the_files(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    db = await open_database(f"sqlite+aiosqlite:///{folder / 'bot.db'}", folder / "secret.key")
    await join(db, 1)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    await db.close()
    assert {"bot.db", "bot.db-wal", "bot.db.lock", "secret.key"} <= set(modes)
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize("which", ["read", "write"])
async def test_connections_are_set_up(sqlite_db: Database, which: str) -> None:
    wanted = {
        "journal_mode": "wal",
        "synchronous": 1,
        "busy_timeout": 5000,
        "foreign_keys": 1,
        "secure_delete": 1,
        "temp_store": 2,
        "trusted_schema": 0,
        "query_only": 1 if which == "read" else 0,
    }
    async with sqlite_db.read() if which == "read" else sqlite_db.write() as c:
        assert {name: await c.scalar(text(f"PRAGMA {name}")) for name in wanted} == wanted


async def test_a_write_takes_the_lock_at_its_beginning(sqlite_db: Database, intruder: sqlite3.Connection) -> None:
    intruder.execute("PRAGMA busy_timeout = 0")
    async with sqlite_db.write():
        with pytest.raises(sqlite3.OperationalError, match="database is locked"):
            intruder.execute("BEGIN IMMEDIATE")
    intruder.execute("BEGIN IMMEDIATE")
    intruder.execute("ROLLBACK")
    assert not intruder.in_transaction


async def test_a_database_somebody_else_locked_is_busy(sqlite_db: Database, intruder: sqlite3.Connection) -> None:
    async with sqlite_db.write() as tx:
        await tx.execute(text("PRAGMA busy_timeout = 1"))
    intruder.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusyError, match="try again in a moment"):
        await join(sqlite_db, 1)
    intruder.execute("ROLLBACK")
    await join(sqlite_db, 2)
    assert (await is_known(sqlite_db, 1), await is_known(sqlite_db, 2)) == (False, True)


async def test_a_full_disk_loses_nothing_and_writes_nothing_half(sqlite_db: Database) -> None:
    await join(sqlite_db, *range(10))
    async with sqlite_db.write() as tx:
        pages = await tx.scalar(text("PRAGMA page_count"))
        await tx.execute(text(f"PRAGMA max_page_count = {pages}"))
    with pytest.raises(StoreFullError, match="make room"):
        await join(sqlite_db, *range(10, 1000))
    async with sqlite_db.write() as tx:
        assert await tx.scalar(text("SELECT count(*) FROM member")) == 10
        assert await tx.scalar(text("PRAGMA integrity_check")) == "ok"
        await tx.execute(text(f"PRAGMA max_page_count = {pages + 1000}"))
    await join(sqlite_db, *range(10, 1000))
    assert await is_known(sqlite_db, 999)


async def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreReadOnlyError, match=r"file/bot\.db cannot be opened for writing"):
        await open_database(f"sqlite+aiosqlite:///{tmp_path}/file/bot.db", tmp_path / "secret.key")
    assert not (tmp_path / "secret.key").exists()


async def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "bot.db").write_bytes(b"This is a letter, not a database. " * 100)
    with pytest.raises(StoreUnreachableError, match=r"bot\.db cannot be used \(file is not a database\)"):
        await open_database(f"sqlite+aiosqlite:///{tmp_path}/bot.db", tmp_path / "secret.key")
    assert not (tmp_path / "secret.key").exists()


async def test_nothing_of_whoever_was_forgotten_is_left_in_the_files(sqlite_db: Database, tmp_path: Path) -> None:
    random_ = random.Random(20261123)
    everyone = random_.sample(range(10**9, 10**10), 1500)
    for start in range(0, len(everyone), 50):
        await join(sqlite_db, *everyone[start : start + 50])
    gone = random_.sample(everyone, 40)
    for telegram_id in gone:
        async with sqlite_db.write() as tx:
            await members.forget(tx, sqlite_db.seal.seal(telegram_id))
    content = files(tmp_path)
    assert [one for one in gone if sqlite_db.seal.seal(one) in content] == []
    assert all(sqlite_db.seal.seal(one) in content for one in set(everyone) - set(gone))


async def test_what_a_reader_still_needs_is_cleared_after_the_next_write(
    sqlite_db: Database, intruder: sqlite3.Connection, tmp_path: Path
) -> None:
    aisulu = sqlite_db.seal.seal(1)
    await join(sqlite_db, 1)
    for which in (sqlite_db.read(), sqlite_db.write()):
        async with which as c:
            await c.execute(text("PRAGMA busy_timeout = 1"))
    intruder.execute("BEGIN")
    assert intruder.execute("SELECT count(*) FROM member").fetchone() == (1,)
    async with sqlite_db.write() as tx:
        await members.forget(tx, aisulu)
    assert aisulu in files(tmp_path)
    intruder.execute("ROLLBACK")
    await join(sqlite_db, 2)
    assert aisulu not in files(tmp_path)


async def test_a_deletion_that_was_rolled_back_is_no_deletion(sqlite_db: Database) -> None:
    async def forget_and_fail() -> None:
        async with sqlite_db.write() as tx:
            await members.forget(tx, sqlite_db.seal.seal(1))
            raise RuntimeError("half-way")

    await join(sqlite_db, 1)
    with pytest.raises(RuntimeError, match="half-way"):
        await forget_and_fail()
    assert await is_known(sqlite_db, 1)
    await join(sqlite_db, 2)
    assert await is_known(sqlite_db, 2)
