"""Items that members keep."""

from datetime import date, timedelta

import pytest

from bot.domain.saved import Saving
from bot.store import items, saved
from bot.store.database import Database
from tests.store.news import MONDAY, item, reader

DEADLINE = date(2026, 12, 11)


async def test_a_saved_item_is_listed_with_what_is_known_of_it(db: Database) -> None:
    aisulu, bakyt = await reader(db, 1), await reader(db, 2)
    async with db.write() as tx:
        one = await item(tx, "one", closes_on=DEADLINE)
        assert await saved.save(tx, aisulu.person, one, MONDAY)
        known = await items.get(tx, one)
        [found] = await saved.listed(tx, aisulu.person)
        assert (found.item, found.state, found.reminded, found.not_before) == (known, Saving.SAVED, None, None)
        assert found.saved_on == MONDAY
        assert await saved.find(tx, aisulu.person, one) == found
        assert await saved.listed(tx, bakyt.person) == []
        assert await saved.find(tx, bakyt.person, one) is None


async def test_nothing_is_saved_of_what_does_not_exist(db: Database) -> None:
    aisulu = await reader(db, 1)
    async with db.write() as tx:
        one = await item(tx, "one")
        assert not await saved.save(tx, aisulu.person, one + 1, MONDAY)
        assert not await saved.save(tx, db.seal.seal(2), one, MONDAY)
        assert not await saved.decide(tx, aisulu.person, one, Saving.APPLIED)
        assert not await saved.remind_later(tx, aisulu.person, one, MONDAY)


@pytest.mark.parametrize(("days", "reminded"), [(20, None), (14, 14), (8, 14), (3, 3), (0, 1)])
async def test_rungs_that_are_over_when_it_is_saved_are_not_made_up_for(
    db: Database, days: int, reminded: int | None
) -> None:
    aisulu, seven = await reader(db, 1), await reader(db, 2, ladder={7})
    async with db.write() as tx:
        one = await item(tx, "one", closes_on=DEADLINE)
        for who in (aisulu, seven):
            await saved.save(tx, who.person, one, DEADLINE - timedelta(days=days))
        [found] = await saved.listed(tx, aisulu.person)
        [theirs] = await saved.listed(tx, seven.person)
    assert found.reminded == reminded
    assert theirs.reminded == (7 if days <= 7 else None)


async def test_the_nearest_deadline_is_first_and_what_has_none_is_last(db: Database) -> None:
    aisulu = await reader(db, 1)
    days = {"none": None, "late": DEADLINE, "soon": MONDAY, "also-none": None}
    async with db.write() as tx:
        for slug, day in days.items():
            await saved.save(tx, aisulu.person, await item(tx, slug, closes_on=day), MONDAY)
        assert [one.item.slug for one in await saved.listed(tx, aisulu.person)] == ["soon", "late", "none", "also-none"]


async def test_what_was_declined_is_listed_no_more_until_it_is_saved_anew(db: Database) -> None:
    aisulu = await reader(db, 1)
    async with db.write() as tx:
        one = await item(tx, "one")
        await saved.save(tx, aisulu.person, one, MONDAY)
        for state, listed in ((Saving.APPLIED, 1), (Saving.DECLINED, 0)):
            assert await saved.decide(tx, aisulu.person, one, state)
            found = await saved.find(tx, aisulu.person, one)
            assert found is not None
            assert found.state is state
            assert len(await saved.listed(tx, aisulu.person)) == listed
        await saved.save(tx, aisulu.person, one, MONDAY + timedelta(days=1))
        [again] = await saved.listed(tx, aisulu.person)
    assert (again.state, again.saved_on) == (Saving.SAVED, MONDAY)


async def test_a_reminder_is_put_off_until_something_is_decided(db: Database) -> None:
    aisulu = await reader(db, 1)
    async with db.write() as tx:
        one = await item(tx, "one")
        await saved.save(tx, aisulu.person, one, MONDAY)
        assert await saved.remind_later(tx, aisulu.person, one, DEADLINE)
        [found] = await saved.listed(tx, aisulu.person)
        assert found.not_before == DEADLINE
        await saved.decide(tx, aisulu.person, one, Saving.APPLIED)
        assert not await saved.remind_later(tx, aisulu.person, one, DEADLINE)
        [found] = await saved.listed(tx, aisulu.person)
        assert found.not_before is None


async def test_what_is_taken_off_the_list_is_gone(db: Database) -> None:
    aisulu, bakyt = await reader(db, 1), await reader(db, 2)
    async with db.write() as tx:
        one = await item(tx, "one")
        for who in (aisulu, bakyt):
            await saved.save(tx, who.person, one, MONDAY)
        await saved.unsave(tx, aisulu.person, one)
        assert await saved.find(tx, aisulu.person, one) is None
        assert len(await saved.listed(tx, bakyt.person)) == 1
