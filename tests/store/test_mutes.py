"""Funders of whom a member hears nothing new."""

from bot.store import mutes
from bot.store.database import Database
from tests.store.news import reader


async def test_funders_are_muted_and_heard_of_again(db: Database) -> None:
    aisulu, bakyt = await reader(db, 1), await reader(db, 2)
    async with db.write() as tx:
        for funder in ("undp", "eu", "eu"):
            await mutes.add(tx, aisulu.person, funder)
        assert await mutes.of(tx, aisulu.person) == ["eu", "undp"]
        assert await mutes.of(tx, bakyt.person) == []
        await mutes.remove(tx, bakyt.person, "eu")
        await mutes.remove(tx, aisulu.person, "eu")
        assert await mutes.of(tx, aisulu.person) == ["undp"]


async def test_all_of_them_are_heard_of_again_at_once(db: Database) -> None:
    aisulu, bakyt = await reader(db, 1), await reader(db, 2)
    async with db.write() as tx:
        for who, funder in ((aisulu, "undp"), (aisulu, "eu"), (bakyt, "eu")):
            await mutes.add(tx, who.person, funder)
        await mutes.clear(tx, aisulu.person)
        assert await mutes.of(tx, aisulu.person) == []
        assert await mutes.of(tx, bakyt.person) == ["eu"]


async def test_who_is_no_member_mutes_nobody(db: Database) -> None:
    async with db.write() as tx:
        await mutes.add(tx, b"nobody", "eu")
        assert await mutes.of(tx, b"nobody") == []
