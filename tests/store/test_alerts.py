"""Of which items each member is still to be told."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.domain.announcement import Errand, State
from bot.domain.interests import Kind
from bot.domain.saved import Telling
from bot.store import alerts, announcements, items, members, mutes
from bot.store import saved as keeping
from bot.store.alerts import Waiting
from bot.store.database import Database
from bot.store.tables import alert, mute, saved
from tests.store.news import MONDAY, NOW, item, made, published, reader, told


async def test_what_waits_is_told_by_member_in_the_order_in_which_it_was_seen(db: Database) -> None:
    aisulu, bakyt, nobody = [await reader(db, n) for n in range(1, 4)]
    number, one, two = await published(db, "one", "two", funder="donor")
    await told(db, (aisulu.id, two), (aisulu.id, one), (bakyt.id, two), state=Telling.WAITING)
    async with db.write() as tx:
        await announcements.move(tx, number, State.SCHEDULED, State.SENDING)
        first = Waiting(one, Kind.GRANT, "one", "donor", number, is_over=True)
        second = Waiting(two, Kind.GRANT, "two", "donor", number, is_over=True)
        found = await alerts.waiting(tx, [aisulu.id, bakyt.id, nobody.id])
        assert found == {aisulu.id: (first, second), bakyt.id: (second,), nobody.id: ()}
        assert await alerts.waiting(tx, []) == {}


@pytest.mark.parametrize("change", ["gone", "muted", "told", "dropped", "cancelled", "paused"])
async def test_what_is_not_to_be_told_does_not_wait(db: Database, change: str) -> None:
    aisulu = await reader(db, 1)
    number, one = await published(db, "one", funder="donor")
    await told(db, (aisulu.id, one), state=Telling.WAITING)
    async with db.write() as tx:
        await announcements.move(tx, number, State.SCHEDULED, State.SENDING)
        assert (await alerts.waiting(tx, [aisulu.id]))[aisulu.id]
        match change:
            case "gone":
                await items.set_gone(tx, one, MONDAY)
            case "muted":
                await mutes.add(tx, aisulu.person, "donor")
            case "told" | "dropped":
                await alerts.settle(tx, [(aisulu.id, one)], Telling[change.upper()])
            case _:
                await announcements.move(tx, number, State.SENDING, State(change))
        assert await alerts.waiting(tx, [aisulu.id]) == {aisulu.id: ()}


async def test_what_was_told_stays_told(db: Database) -> None:
    aisulu = await reader(db, 1)
    number, one, two = await published(db, "one", "two")
    await told(db, (aisulu.id, one), (aisulu.id, two), state=Telling.WAITING)
    async with db.write() as tx:
        await announcements.move(tx, number, State.SCHEDULED, State.SENDING)
        await alerts.settle(tx, [], Telling.TOLD)
        await alerts.settle(tx, [(aisulu.id, one)], Telling.TOLD)
        for later in (Telling.DROPPED, Telling.WAITING):
            await alerts.settle(tx, [(aisulu.id, one)], later)
        [left] = (await alerts.waiting(tx, [aisulu.id]))[aisulu.id]
    assert left.item_id == two


async def test_whoever_is_forgotten_leaves_nothing_of_it(db: Database) -> None:
    aisulu, bakyt = await reader(db, 1), await reader(db, 2)
    _, one, two = await published(db, "one", "two")
    for who in (aisulu, bakyt):
        await told(db, (who.id, one), state=Telling.WAITING)
        await told(db, (who.id, two))
        async with db.write() as tx:
            await keeping.save(tx, who.person, one, MONDAY)
            await mutes.add(tx, who.person, "donor")
    async with db.write() as tx:
        await members.forget(tx, aisulu.person)
    async with db.read() as c:
        for table, n in ((alert, 2), (saved, 1), (mute, 1)):
            assert await c.scalar(select(func.count()).select_from(table)) == n
            assert set(await c.scalars(select(table.c.member_id))) == {bakyt.id}


async def test_an_alert_that_is_made_later_does_not_count_yet(db: Database) -> None:
    aisulu = await reader(db, 1)
    async with db.write() as tx:
        later = await made(tx, Errand.ALERT, NOW + timedelta(hours=1))
        one = await item(tx, "one", later)
    await told(db, (aisulu.id, one), state=Telling.WAITING)
    async with db.read() as c:
        assert await alerts.waiting(c, [aisulu.id]) == {aisulu.id: ()}
