"""What a day asks for: whether there is a reason for a digest."""

import sqlite3
from pathlib import Path

from sqlalchemy import event

from bot.domain.saved import Telling
from bot.store import alerts, daily
from bot.store.database import Database
from tests.store.news import planned, published, reader


async def test_there_is_a_reason_while_anybody_is_still_to_be_told(db: Database) -> None:
    aisulu = await reader(db, 1)
    async with db.read() as c:
        assert not await daily.anything_waits(c)
    number, one = await published(db, "one")
    await planned(db, number)
    async with db.read() as c:
        assert await daily.anything_waits(c)
    async with db.write() as tx:
        await alerts.settle(tx, [(aisulu.id, one)], Telling.TOLD)
        assert not await daily.anything_waits(tx)


async def test_what_was_ever_told_is_not_looked_through_for_it(sqlite_db: Database, tmp_path: Path) -> None:
    seen: list[tuple[str, tuple[object, ...]]] = []
    async with sqlite_db.write() as tx:
        event.listen(tx.sync_connection, "before_cursor_execute", lambda *a: seen.append((str(a[2]), tuple(a[3]))))
        await daily.anything_waits(tx)
    [(statement, parameters)] = seen
    with sqlite3.connect(tmp_path / "bot.db") as reading:
        steps = [str(row[3]) for row in reading.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)]
    assert [step for step in steps if "alert" in step] == ["SEARCH alert USING INDEX alert_waiting (member_id>?)"]
