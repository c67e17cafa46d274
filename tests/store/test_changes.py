"""What of an item changed."""

from bot.domain.announcement import Errand, State
from bot.store import announcements, changes
from bot.store.changes import Change
from bot.store.database import Database
from tests.store.news import item, made


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
