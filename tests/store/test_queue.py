"""The outbox stays fast when it is long: nothing that runs often reads more rows than it gives."""

import sqlite3
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, insert

from bot.domain.announcement import State
from bot.domain.delivery import Matter, Status
from bot.store import announcements, drafts, outbox, planning, tables
from bot.store.database import Connection, Database
from bot.store.outbox import Settlement

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

ROW = {
    "member_id": 1,
    "matter": Matter.ANNOUNCEMENT,
    "subject": 1,
    "due_at": NOW,
    "status": Status.WAITING,
    "not_before": NOW,
    "attempts": 0,
}

Call = Callable[[Connection], Awaitable[object]]

CALLS: dict[str, Call] = {
    "claim": lambda c: outbox.claim(c, 100, NOW, timedelta(minutes=1)),
    "claim sparing": lambda c: outbox.claim(c, 100, NOW, timedelta(minutes=1), [b"somebody"]),
    "settle": lambda c: outbox.settle(c, [Settlement(1, Status.WAITING, not_before=NOW)], NOW),
    "recover expired": lambda c: outbox.recover_expired(c, NOW),
    "recover all": lambda c: outbox.recover_all(c, NOW),
    "cancel": lambda c: planning.call_off(c, 1, NOW),
    "next due": outbox.next_due,
    "tally": lambda c: announcements.tally(c, 1),
}


async def plans(db: Database, path: Path, call: Call) -> dict[str, list[str]]:
    """How SQLite goes about each statement of the outbox that this call runs."""
    async with db.write() as tx:
        await announcements.create(tx, b"author", NOW)
        seen: list[tuple[str, tuple[object, ...]]] = []

        def see(*arguments: object) -> None:
            statement, parameters = arguments[2], arguments[3]
            assert isinstance(statement, str)
            assert isinstance(parameters, tuple | list)
            first = parameters[0] if parameters and isinstance(parameters[0], tuple) else parameters
            seen.append((statement, tuple(first)))

        # One is being sent, so that there is something to claim from.
        await drafts.schedule(tx, 1, NOW, "UTC")
        await announcements.move(tx, 1, State.SCHEDULED, State.SENDING)
        await tx.execute(insert(tables.outbox).values(ROW))
        event.listen(tx.sync_connection, "before_cursor_execute", see)
        await call(tx)
    with sqlite3.connect(path) as reading:
        return {
            statement: [str(row[3]) for row in reading.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)]
            for statement, parameters in seen
            if "outbox" in statement
        }


@pytest.mark.parametrize("name", CALLS)
async def test_the_outbox_is_never_read_from_end_to_end(sqlite_db: Database, tmp_path: Path, name: str) -> None:
    found = await plans(sqlite_db, tmp_path / "bot.db", CALLS[name])
    steps = [step for plan in found.values() for step in plan]
    assert any("outbox" in step for step in steps)
    # The lease index holds nothing but what is in flight.
    assert [step for step in steps if step.startswith("SCAN outbox") and "outbox_lease" not in step] == []


async def test_a_claim_goes_straight_to_what_waits_longest(sqlite_db: Database, tmp_path: Path) -> None:
    found = await plans(sqlite_db, tmp_path / "bot.db", CALLS["claim"])
    [pick] = [plan for statement, plan in found.items() if "LIMIT" in statement]
    assert "SEARCH outbox USING INDEX outbox_queue (matter=? AND subject=? AND status=? AND not_before<?)" in pick
    assert [step for step in pick if "ORDER BY" in step] == []


async def test_the_next_moment_is_the_first_entry_of_an_index(sqlite_db: Database, tmp_path: Path) -> None:
    found = await plans(sqlite_db, tmp_path / "bot.db", CALLS["next due"])
    [steps] = found.values()
    assert "SEARCH outbox USING COVERING INDEX outbox_queue (matter=? AND subject=? AND status=?)" in steps
    assert [step for step in steps if "ORDER BY" in step] == []


async def test_a_tally_counts_along_an_index_and_sorts_nothing(sqlite_db: Database, tmp_path: Path) -> None:
    found = await plans(sqlite_db, tmp_path / "bot.db", CALLS["tally"])
    [steps] = found.values()
    assert "SEARCH outbox USING COVERING INDEX outbox_queue (matter=? AND subject=?)" in steps
    assert [step for step in steps if "TEMP B-TREE" in step] == []


async def test_what_is_in_flight_is_found_without_looking_at_the_rest(sqlite_db: Database, tmp_path: Path) -> None:
    found = await plans(sqlite_db, tmp_path / "bot.db", CALLS["recover expired"])
    [recover] = found.values()
    assert "SEARCH outbox USING INDEX outbox_lease (lease_until<?)" in recover
