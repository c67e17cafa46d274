"""Plans that take a while: in turns with each other and with everybody else, and stopped when they have to be."""

import asyncio
from datetime import datetime, timedelta

import pytest

from bot.domain.announcement import Errand, State
from bot.domain.delivery import Status
from bot.outreach.planner import CHUNKS_A_TICK, Planner
from bot.store import announcements, copies, lockdown, outbox, planning, tables
from bot.store.database import Connection, Database
from bot.store.outbox import Settlement
from tests.outreach.scenes import move, readers, scheduled, stored, tally
from tests.visits import BORIS, NOW, OLGA

# Long plans


async def test_a_long_plan_goes_on_at_the_next_tick(db: Database) -> None:
    await readers(db, 3 * CHUNKS_A_TICK)
    made = await scheduled(db)

    assert await Planner(db, chunk=1).tick(NOW)
    planned = (await tally(db, made))[Status.WAITING]
    assert CHUNKS_A_TICK <= planned <= CHUNKS_A_TICK + 1

    assert await Planner(db, chunk=1).tick(NOW)
    while await Planner(db, chunk=1).tick(NOW):
        pass
    assert await tally(db, made) == {Status.WAITING: 3 * CHUNKS_A_TICK}


async def test_what_comes_due_does_not_wait_for_the_end_of_a_long_plan(db: Database) -> None:
    await readers(db, 4 * CHUNKS_A_TICK)
    first = await scheduled(db)
    await Planner(db, chunk=1).tick(NOW)
    second = await scheduled(db)

    await Planner(db, chunk=1).tick(NOW)

    assert (await stored(db, second)).state is State.SENDING
    assert (
        abs((await tally(db, first))[Status.WAITING] - (await tally(db, second))[Status.WAITING]) <= 2 * CHUNKS_A_TICK
    )


async def test_others_write_between_two_chunks(sqlite_db: Database) -> None:
    await readers(sqlite_db, CHUNKS_A_TICK)
    made = await scheduled(sqlite_db)
    counts: set[int] = set()

    async def look() -> None:
        while not counts or max(counts) < CHUNKS_A_TICK:
            async with sqlite_db.write() as tx:
                counts.add(sum((await announcements.tally(tx, made)).values()))

    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        group.create_task(look())
        group.create_task(Planner(sqlite_db, chunk=1).tick(NOW))
    assert len(counts) > CHUNKS_A_TICK // 2


async def test_a_paused_plan_stops_and_a_cancelled_one_ends(db: Database) -> None:
    await readers(db, 20)
    made = await scheduled(db)
    planner = Planner(db, chunk=1)
    await planner.tick(NOW)
    before = await tally(db, made)
    await move(db, made, State.SENDING, State.PAUSED)
    assert not await planner.tick(NOW)
    assert await tally(db, made) == before

    await move(db, made, State.PAUSED, State.CANCELLED)
    assert await planner.tick(NOW + timedelta(seconds=5))
    left = before[Status.WAITING] - CHUNKS_A_TICK
    assert await tally(db, made) == {Status.WAITING: left, Status.CANCELLED: CHUNKS_A_TICK}
    assert (await stored(db, made)).ended_at is None
    assert not await planner.tick(NOW + timedelta(seconds=6))
    assert await tally(db, made) == {Status.CANCELLED: before[Status.WAITING]}
    assert (await stored(db, made)).ended_at == NOW + timedelta(seconds=6)


async def test_what_is_put_back_beside_a_cancellation_is_cancelled_too(db: Database) -> None:
    await readers(db, 2)
    made = await scheduled(db)
    planner = Planner(db)
    await planner.tick(NOW)
    async with db.write() as tx:
        [row] = await outbox.claim(tx, 1, NOW, timedelta(minutes=2))
    await move(db, made, State.SENDING, State.CANCELLED)
    await planner.tick(NOW + timedelta(seconds=1))
    assert await tally(db, made) == {Status.BEGUN: 1, Status.CANCELLED: 1}
    assert (await stored(db, made)).ended_at is None
    async with db.write() as tx:
        # As it is left by a transaction that could not see the cancellation yet.
        await tx.execute(tables.outbox.update().where(tables.outbox.c.id == row.id).values(status=Status.WAITING))

    await planner.tick(NOW + timedelta(seconds=2))

    assert await tally(db, made) == {Status.CANCELLED: 2}
    assert (await stored(db, made)).ended_at == NOW + timedelta(seconds=2)


# The lockdown


async def test_nothing_is_planned_while_everything_is_frozen(db: Database) -> None:
    await readers(db, 20)
    under_way = await scheduled(db)
    planner = Planner(db, chunk=1)
    await planner.tick(NOW)
    before = await tally(db, under_way)
    soon, late = await scheduled(db, due=NOW + timedelta(minutes=50)), await scheduled(db)
    async with db.write() as tx:
        await lockdown.freeze(tx, db.seal.seal(BORIS), NOW)

    assert not await planner.tick(NOW)
    assert not await planner.tick(NOW + timedelta(hours=1, seconds=1))
    assert await tally(db, under_way) == before
    assert [(await stored(db, one)).state for one in (soon, late)] == [State.SCHEDULED, State.SCHEDULED]

    async with db.write() as tx:
        await lockdown.ask_thaw(tx, db.seal.seal(BORIS), NOW, NOW + timedelta(hours=3))
        await lockdown.ask_thaw(tx, db.seal.seal(OLGA), NOW, NOW + timedelta(hours=3))
    while await planner.tick(NOW + timedelta(hours=1, seconds=1)):
        pass
    assert [(await stored(db, one)).state for one in (soon, late)] == [State.SENDING, State.LATE]
    assert await tally(db, under_way) == {Status.WAITING: 20}


async def test_a_freeze_after_it_was_found_due_counts(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    await readers(db, 1)
    made = await scheduled(db)
    find = planning.agenda

    async def frozen_afterwards(c: Connection, now: datetime) -> planning.Agenda:
        found = await find(c, now)
        async with db.write() as tx:
            await lockdown.freeze(tx, db.seal.seal(BORIS), NOW)
        return found

    monkeypatch.setattr(planning, "agenda", frozen_afterwards)
    await Planner(db).tick(NOW)
    assert (await stored(db, made)).state is State.SCHEDULED


# Recalls


async def test_a_recall_is_planned_when_nothing_of_the_original_is_in_flight(db: Database) -> None:
    await readers(db, 3)
    original = await scheduled(db)
    planner = Planner(db)
    await planner.tick(NOW)
    async with db.write() as tx:
        rows = await outbox.claim(tx, 2, NOW, timedelta(minutes=2))
        await outbox.settle(tx, [Settlement(rows[0].id, Status.SENT, message_id=7)], NOW)
        found = await announcements.get(tx, original)
        assert found is not None
        recall = await copies.make_recall(tx, found, db.seal.seal(BORIS), NOW)
    await planner.tick(NOW)
    assert (await stored(db, recall)).state is State.SCHEDULED

    async with db.write() as tx:
        await outbox.settle(tx, [Settlement(rows[1].id, Status.SENT, message_id=8)], NOW)
    await planner.tick(NOW)
    assert (await stored(db, recall)).state is State.SENDING
    assert (await stored(db, recall)).errand is Errand.RECALL
    assert await tally(db, recall) == {Status.WAITING: 2}
