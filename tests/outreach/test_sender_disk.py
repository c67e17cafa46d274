"""A database that fails loses no outcome, and nobody gets a message twice for it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.domain.delivery import Status
from bot.store.database import Connection, Database
from bot.store.errors import StoreBusyError
from tests.outreach.scenes import (
    FIRST,
    Clock,
    ScriptedTelegram,
    drain,
    readers,
    running,
    sender_over,
    sending,
    tally,
    until_tally,
)


class Failing:
    """Makes every write of the database fail while it is on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.on = False
        self.failed = 0
        write = Database.write

        @asynccontextmanager
        async def failing(db: Database) -> AsyncIterator[Connection]:
            async with write(db) as tx:
                yield tx
                if self.on:
                    self.failed += 1
                    raise StoreBusyError("the text of a member")

        monkeypatch.setattr(Database, "write", failing)

    async def fails(self, times: int) -> None:
        """Waits until it has failed so often since `failed` was set to nothing."""
        async with asyncio.timeout(10):
            while self.failed < times:
                await asyncio.sleep(0.005)


async def test_a_database_that_fails_loses_no_outcome_and_repeats_no_send(
    db: Database,
    clock: Clock,
    telegram: ScriptedTelegram,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    people = await readers(db, 30)
    made = await sending(db)
    disk = Failing(monkeypatch)
    sender = sender_over(db, telegram, clock)

    async with running(sender):
        await telegram.sends(10)
        disk.on = True
        for _ in range(40):
            clock.go_on(1)
            await asyncio.sleep(0.005)
        sent = len(telegram.delivered)
        assert sent <= 15
        assert 3 <= disk.failed <= 10
        disk.on, disk.failed = False, 0
        clock.go_on(10)
        await telegram.sends(sent + 3)
        disk.on = True
        await disk.fails(1)
        clock.go_on(1)
        await disk.fails(2)  # after a success it tries again as soon as at first
        disk.on = False
        clock.go_on(10)
        await until_tally(db, made, {Status.SENT: 30})

    assert telegram.times() == dict.fromkeys(people, 1)
    assert "StoreBusyError" in caplog.text
    assert "member" not in caplog.text


async def test_a_stop_while_the_database_fails_is_not_held_up(
    db: Database, clock: Clock, telegram: ScriptedTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    await readers(db, 3)
    made = await sending(db)
    disk = Failing(monkeypatch)
    telegram.hold()

    async with running(sender_over(db, telegram, clock)):
        await telegram.sends(3)
        disk.on = True
        telegram.let_go()

    disk.on = False
    assert await tally(db, made) == {Status.BEGUN: 3}
    await drain(sender_over(db, telegram, clock), clock)
    assert await tally(db, made) == {Status.UNCERTAIN: 3}


async def test_a_start_while_the_database_fails_is_made_up_for(
    db: Database, clock: Clock, telegram: ScriptedTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    await readers(db, 3)
    made = await sending(db)
    disk = Failing(monkeypatch)
    disk.on = True

    async with running(sender_over(db, telegram, clock)):
        clock.go_on(3)
        await asyncio.sleep(0.05)
        assert telegram.delivered == []
        disk.on = False
        clock.go_on(10)
        await until_tally(db, made, {Status.SENT: 3})


async def test_a_settling_that_succeeded_without_saying_so_is_repeated_without_harm(
    db: Database, clock: Clock, telegram: ScriptedTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    await readers(db, 3)
    made = await sending(db)
    sender = sender_over(db, telegram, clock)
    write, lost = Database.write, [True]

    @asynccontextmanager
    async def losing(database: Database) -> AsyncIterator[Connection]:
        async with write(database) as tx:
            yield tx
        if lost and telegram.delivered:
            lost.clear()
            raise StoreBusyError("committed, but who knows")

    monkeypatch.setattr(Database, "write", losing)
    await drain(sender, clock, seconds=5)

    assert await tally(db, made) == {Status.SENT: 3}
    assert telegram.times() == {FIRST: 1, FIRST + 1: 1, FIRST + 2: 1}
