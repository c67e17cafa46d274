"""Announcements that nobody writes."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from bot.domain.announcement import Errand, State, WhenUncertain
from bot.domain.delivery import Status
from bot.store import announcements, by_itself
from bot.store.database import Database
from bot.store.tables import announcement
from tests.store.news import MONDAY, NOW, digested, item, made, reader

SOON = NOW + timedelta(minutes=5)


async def test_one_is_made_without_texts_or_an_author(db: Database) -> None:
    async with db.write() as tx:
        about = await item(tx, "one")
        number = await by_itself.make(tx, Errand.CHANGE, NOW, SOON, item_id=about)
        assert number is not None
        found = await announcements.get(tx, number)
        author = await tx.scalar(select(announcement.c.author))
    assert found is not None
    assert author is None
    assert (found.state, found.errand, found.item_id, found.key) == (State.SCHEDULED, Errand.CHANGE, about, None)
    assert (found.due_at, found.texts, found.when_uncertain) == (SOON, {}, WhenUncertain.RESEND)


async def test_of_one_key_there_is_one(db: Database) -> None:
    async with db.write() as tx:
        assert await by_itself.make(tx, Errand.DIGEST, NOW, SOON, key="2026-11-23") is not None
        assert await by_itself.make(tx, Errand.DIGEST, NOW, SOON, key="2026-11-23") is None
        assert await by_itself.make(tx, Errand.DIGEST, NOW, SOON, key="2026-11-24") is not None
        assert await by_itself.make(tx, Errand.REMINDER, NOW, SOON, key="2026-11-23") is not None
        for _ in range(2):
            assert await by_itself.make(tx, Errand.ALERT, NOW, SOON) is not None
        assert await tx.scalar(select(func.count()).select_from(announcement)) == 5


@pytest.mark.parametrize("state", [State.SCHEDULED, State.AWAITING])
async def test_an_alert_takes_in_items_until_its_moment(db: Database, state: State) -> None:
    async with db.write() as tx:
        assert await by_itself.open_alert(tx, NOW) is None
        await by_itself.make(tx, Errand.ALERT, NOW, SOON, state=State.CANCELLED)
        await by_itself.make(tx, Errand.CHANGE, NOW, SOON)
        assert await by_itself.open_alert(tx, NOW) is None
        number = await by_itself.make(tx, Errand.ALERT, NOW, SOON, state=state)
        assert await by_itself.open_alert(tx, NOW) == number
        assert await by_itself.open_alert(tx, SOON) is None


async def test_an_alert_that_a_wrong_clock_put_far_ahead_takes_in_nothing(db: Database) -> None:
    async with db.write() as tx:
        last = NOW + by_itself.LONGEST_WAIT
        await by_itself.make(tx, Errand.ALERT, last, last + timedelta(minutes=5))
        assert await by_itself.open_alert(tx, NOW) is None
        number = await by_itself.make(tx, Errand.ALERT, NOW, last)
        assert await by_itself.open_alert(tx, NOW) == number


async def test_the_days_of_digests(db: Database) -> None:
    async with db.write() as tx:
        for day in (22, 23, 25):
            await made(tx, Errand.DIGEST, key=f"2026-11-{day}")
        await made(tx, Errand.REMINDER, key="7:2026-11-24")
        assert await by_itself.digest_days(tx, MONDAY) == {MONDAY, date(2026, 11, 25)}


async def test_the_digests_before_one_in_its_week(db: Database) -> None:
    async with db.write() as tx:
        numbers = [await made(tx, Errand.DIGEST, key=f"2026-11-{day}") for day in (22, 23, 25, 26)]
        await made(tx, Errand.REMINDER, key="7:2026-11-24")
        assert await announcements.move(tx, numbers[1], State.SCHEDULED, State.CANCELLED)
        assert await by_itself.digests_before(tx, MONDAY) == []
        assert set(await by_itself.digests_before(tx, date(2026, 11, 26))) == set(numbers[1:3])


async def test_whom_digests_have_reached(db: Database) -> None:
    people = {status: await reader(db, 1 + n) for n, status in enumerate(Status)}
    nobody = await reader(db, 100)
    async with db.write() as tx:
        one, other, third = [await made(tx, Errand.DIGEST, key=f"2026-11-{day}") for day in (23, 24, 25)]
        for status, each in people.items():
            await digested(tx, one, each.id, status)
        await digested(tx, third, people[Status.SENT].id, Status.SKIPPED)
        await digested(tx, third, people[Status.GONE].id)
        everybody = [nobody.id, *(each.id for each in people.values())]
        arrived = {Status.SENT, Status.UNCERTAIN}
        those = {each.id: status in arrived for status, each in people.items()}
        assert await by_itself.reached(tx, [one, other], everybody) == those
        assert await by_itself.reached(tx, [one, third], everybody) == {**those, people[Status.GONE].id: True}
        assert await by_itself.reached(tx, [one], [people[Status.SENT].id]) == {people[Status.SENT].id: True}
        assert await by_itself.reached(tx, [other], everybody) == {}
