"""Opening a database, reading and writing it, on both kinds."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.domain.places import Language
from bot.store import advisory, members, visits
from bot.store.database import Database, open_database
from bot.store.errors import KeyUnusableError, StoreBusyError, StoreError, StoreReadOnlyError, StoreUnreachableError
from bot.store.keyfile import make_key
from tests.faults import read_only

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


async def join(db: Database, telegram_id: int) -> None:
    async with db.write() as tx:
        await members.set_language(tx, db.seal.seal(telegram_id), Language.UZ, NOW.date())


async def is_known(db: Database, telegram_id: int) -> bool:
    async with db.read() as c:
        return (await visits.load(c, db.seal.seal(telegram_id), NOW)).member is not None


async def test_a_new_installation_makes_the_key_and_the_database(fresh_url: str, tmp_path: Path) -> None:
    key_file = tmp_path / "keys" / "secret.key"
    db = await open_database(fresh_url, key_file)
    await join(db, 1)
    await db.close()
    db = await open_database(fresh_url, key_file)
    assert await is_known(db, 1)
    await db.close()


async def test_a_key_that_is_there_already_is_taken(fresh_url: str, tmp_path: Path) -> None:
    key = make_key(tmp_path / "secret.key")
    db = await open_database(fresh_url, tmp_path / "secret.key")
    await db.close()
    assert db.seal.prove()
    assert make_key(tmp_path / "other.key") != key


async def test_a_database_is_not_opened_without_its_key(fresh_url: str, tmp_path: Path) -> None:
    key_file = tmp_path / "secret.key"
    await (await open_database(fresh_url, key_file)).close()
    key_file.unlink()
    with pytest.raises(KeyUnusableError, match=f"{key_file} is missing.*restore the key"):
        await open_database(fresh_url, key_file)
    assert not key_file.exists()


async def test_a_database_is_not_opened_with_another_key(fresh_url: str, tmp_path: Path) -> None:
    await (await open_database(fresh_url, tmp_path / "secret.key")).close()
    make_key(tmp_path / "other.key")
    with pytest.raises(KeyUnusableError, match=r"was sealed with another key than .*other\.key") as refused:
        await open_database(fresh_url, tmp_path / "other.key")
    assert "\n" not in str(refused.value)
    db = await open_database(fresh_url, tmp_path / "secret.key")
    await db.close()


async def test_an_unusable_key_leaves_nothing_made(fresh_url: str, tmp_path: Path) -> None:
    (tmp_path / "secret.key").write_bytes(b"short")
    (tmp_path / "secret.key").chmod(0o600)
    with pytest.raises(KeyUnusableError, match="does not hold a key"):
        await open_database(fresh_url, tmp_path / "secret.key")
    (tmp_path / "secret.key").unlink()
    db = await open_database(fresh_url, tmp_path / "secret.key")
    await db.close()


async def test_what_is_written_is_read_and_what_fails_is_not(db: Database) -> None:
    async def fail_half_way() -> None:
        async with db.write() as tx:
            await members.set_language(tx, db.seal.seal(2), Language.UZ, NOW.date())
            raise RuntimeError("half-way")

    await join(db, 1)
    with pytest.raises(RuntimeError, match="half-way"):
        await fail_half_way()
    assert await is_known(db, 1)
    assert not await is_known(db, 2)


async def test_a_write_that_is_cancelled_is_undone_and_the_next_one_goes_on(db: Database) -> None:
    begun = asyncio.Event()

    async def never_end() -> None:
        async with db.write() as tx:
            await members.set_language(tx, db.seal.seal(2), Language.UZ, NOW.date())
            begun.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(never_end())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await join(db, 1)
    assert await is_known(db, 1)
    assert not await is_known(db, 2)


async def test_many_write_at_once_and_nobody_is_turned_away(db: Database) -> None:
    await asyncio.gather(*(join(db, number) for number in range(40)))
    assert all([await is_known(db, number) for number in range(40)])


async def test_reading_goes_on_while_somebody_writes(db: Database) -> None:
    await join(db, 1)
    async with db.write() as tx:
        await members.forget(tx, db.seal.seal(1))
        assert await is_known(db, 1)
    assert not await is_known(db, 1)


async def test_a_write_inside_a_write_is_refused_instead_of_waiting_for_ever(db: Database) -> None:
    async with db.write():
        with pytest.raises(RuntimeError, match="would wait for itself"):
            await join(db, 1)
    await join(db, 2)
    assert (await is_known(db, 1), await is_known(db, 2)) == (False, True)


async def test_nobody_writes_through_a_reader(db: Database) -> None:
    async def write_through_a_reader() -> None:
        async with db.read() as c:
            await members.set_language(c, db.seal.seal(1), Language.UZ, NOW.date())

    with pytest.raises(StoreReadOnlyError, match="cannot be written"):
        await write_through_a_reader()
    assert not await is_known(db, 1)


async def test_a_ping_is_answered(db: Database) -> None:
    await db.ping()
    assert not await is_known(db, 1)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("no url at all", "cannot be read"),
        ("mysql+asyncmy://bot:s3cret@host/bot", "begins with mysql\\+asyncmy"),
        ("sqlite:///data/bot.db", "begins with sqlite,"),
        ("postgresql://bot:s3cret@host/bot", "begins with postgresql,"),
        ("sqlite+aiosqlite://", "names no file"),
        ("sqlite+aiosqlite:///:memory:", "names no file"),
    ],
)
async def test_a_url_that_means_nothing_is_refused(url: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=said) as refused:
        await open_database(url, tmp_path / "secret.key")
    assert "sqlite+aiosqlite:///data/bot.db" in str(refused.value)
    assert "s3cret" not in str(refused.value)
    assert not (tmp_path / "secret.key").exists()


async def test_a_server_that_is_not_there_is_named_without_its_password(tmp_path: Path) -> None:
    url = "postgresql+asyncpg://bot:s3cret@127.0.0.1:1/programme"
    with pytest.raises(StoreUnreachableError, match=r"127\.0\.0\.1:1/programme") as refused:
        await open_database(url, tmp_path / "secret.key")
    assert "s3cret" not in str(refused.value)
    assert "\n" not in str(refused.value)
    assert not (tmp_path / "secret.key").exists()


async def test_an_option_of_another_driver_is_named(tmp_path: Path) -> None:
    url = "postgresql+asyncpg://bot:s3cret@127.0.0.1:1/programme?sslmode=require"
    with pytest.raises(StoreError, match=r"option that is not understood .*sslmode") as refused:
        await open_database(url, tmp_path / "secret.key")
    assert "s3cret" not in str(refused.value)


async def test_a_database_that_is_not_there_is_named(postgresql_url: str, tmp_path: Path) -> None:
    url = postgresql_url.replace("/test_", "/none_")
    with pytest.raises(StoreUnreachableError, match=r"none_\w+ cannot be used .*does not exist"):
        await open_database(url, tmp_path / "secret.key")
    assert not (tmp_path / "secret.key").exists()


async def test_trying_to_write_leaves_nothing_behind(db: Database) -> None:
    await db.try_writing()
    await db.try_writing()
    async with db.read() as c:
        assert (await c.scalars(text("SELECT name FROM meta"))).all() == ["key proof"]


async def test_trouble_is_told_to_whoever_asked_to_hear_of_it(sqlite_db: Database) -> None:
    heard: list[StoreError] = []
    sqlite_db.tell_of_trouble(heard.append)
    await join(sqlite_db, 1)
    async with read_only(sqlite_db):
        with pytest.raises(StoreReadOnlyError) as caught:
            await join(sqlite_db, 2)
        with pytest.raises(StoreReadOnlyError):
            await sqlite_db.try_writing()
    assert [type(error) for error in heard] == [StoreReadOnlyError] * 2
    assert heard[0] is caught.value


async def test_who_waits_too_long_for_a_lock_of_postgresql_is_told_that_it_is_busy(
    postgresql_db: Database, postgresql_url: str, key_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.engines._LOCK_TIMEOUT", "50ms")
    await join(postgresql_db, 1)
    other = await open_database(postgresql_url, key_file)
    async with postgresql_db.write() as tx:
        await tx.execute(text("LOCK TABLE member IN ACCESS EXCLUSIVE MODE"))
        with pytest.raises(StoreBusyError, match="busy"):
            await join(other, 2)
        with pytest.raises(StoreBusyError):
            await is_known(other, 1)
    await join(other, 2)
    assert await is_known(other, 2)
    await other.close()


async def test_who_migrates_is_waited_for_however_long_it_takes(
    postgresql_db: Database, postgresql_url: str, key_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.engines._LOCK_TIMEOUT", "50ms")
    async with postgresql_db.write() as tx:
        await advisory.take(tx, advisory.Lock.MIGRATING)
        opening = asyncio.create_task(open_database(postgresql_url, key_file))
        await asyncio.sleep(0.3)
        assert not opening.done()
    await (await opening).close()


def test_only_one_process_uses_an_sqlite_file(sqlite_db: Database) -> None:
    assert not sqlite_db.is_shared


def test_several_processes_may_use_one_postgresql(postgresql_db: Database) -> None:
    assert postgresql_db.is_shared
