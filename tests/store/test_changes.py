"""What of an item changed."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.domain.announcement import Errand, State
from bot.domain.delivery import Status
from bot.store import announcements, changes, saved
from bot.store.changes import Change
from bot.store.database import Database
from bot.store.tables import outbox
from tests.store.news import MONDAY, NOW, Reader, item, made, moments_of, planned, reader

PAUSED = NOW + timedelta(days=7)


async def test_a_change_is_found_by_its_announcement_and_by_its_item(db: Database) -> None:
    async with db.write() as tx:
        one, other = await item(tx, "one"), await item(tx, "other")
        number = await made(tx, Errand.CHANGE, item_id=one)
        await changes.write(tx, number, one, "before", "after")
        assert await changes.get(tx, number) == await changes.open_of(tx, one) == Change(number, one, "before", "after")
        assert await changes.open_of(tx, other) is None
        assert await changes.get(tx, number + 1) is None


async def test_a_further_change_replaces_what_is_told(db: Database) -> None:
    async with db.write() as tx:
        one = await item(tx, "one")
        number = await made(tx, Errand.CHANGE, item_id=one)
        for after in ("after", "later"):
            await changes.write(tx, number, one, "before", after)
        assert await changes.get(tx, number) == Change(number, one, "before", "later")


async def test_what_has_begun_takes_in_nothing_more(db: Database) -> None:
    async with db.write() as tx:
        one = await item(tx, "one")
        for state in (State.SENDING, State.CANCELLED):
            number = await made(tx, Errand.CHANGE, item_id=one)
            await changes.write(tx, number, one, "before", "after")
            assert await announcements.move(tx, number, State.SCHEDULED, state)
            assert await changes.open_of(tx, one) is None


async def test_changes_that_wait_for_the_end_of_a_pause_are_brought_forward(db: Database) -> None:
    aisulu, boris = await reader(db, 1, paused=True, paused_until=PAUSED), await reader(db, 2)
    async with db.write() as tx:
        one = await item(tx, "one")
        number = await made(tx, Errand.CHANGE, item_id=one)
        await changes.write(tx, number, one, "{}", '{"maximum":5}')
        for who in (aisulu, boris):
            await saved.save(tx, who.person, one, MONDAY)
    await planned(db, number)
    assert await moments_of(db, number) == {aisulu.id: PAUSED, boris.id: NOW}
    async with db.write() as tx:
        for moment in (PAUSED - timedelta(days=1), PAUSED):
            await changes.bring_forward(tx, aisulu.person, moment)
        await changes.bring_forward(tx, boris.person, NOW - timedelta(days=1))
    assert await moments_of(db, number) == {aisulu.id: PAUSED - timedelta(days=1), boris.id: NOW - timedelta(days=1)}


@pytest.mark.parametrize("chunk", [1, 2, 9])
async def test_a_further_change_takes_over_what_waits_of_the_one_before(db: Database, chunk: int) -> None:
    people = [await reader(db, n) for n in range(1, 6)]
    one, first, second = await two_changes(db, people)
    await planned(db, first)
    was_told, may_have_been, *wait = [who.id for who in people]
    async with db.write() as tx:
        for who, status in ((was_told, Status.SENT), (may_have_been, Status.BEGUN)):
            await tx.execute(update(outbox).where(outbox.c.member_id == who).values(status=status))
    await planned(db, second, chunk=chunk)
    async with db.read() as c:
        assert await changes.missed(c, [first], [who.id for who in people]) == {(first, who) for who in wait}
        found = await c.execute(select(outbox.c.member_id, outbox.c.status).where(outbox.c.subject == second))
        assert {tuple(row) for row in found} == {(who.id, Status.WAITING) for who in people}
        assert [one.announcement_id for one in await changes.steps(c, one)] == [first, second]


async def two_changes(db: Database, people: Sequence[Reader]) -> tuple[int, int, int]:
    async with db.write() as tx:
        one = await item(tx, "one")
        for who in people:
            await saved.save(tx, who.person, one, MONDAY)
        numbers = [await made(tx, Errand.CHANGE, item_id=one) for _ in range(2)]
        for number in numbers:
            await changes.write(tx, number, one, "{}", '{"maximum":5}')
    return one, numbers[0], numbers[1]
