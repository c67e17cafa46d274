"""Waits that Telegram named."""

from datetime import UTC, datetime, timedelta

from bot.store import floods
from bot.store.database import Database
from bot.store.floods import Flood

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SOON, LATER = NOW + timedelta(seconds=30), NOW + timedelta(hours=3)


async def test_waits_are_remembered_until_they_are_over(db: Database) -> None:
    aisulu = db.seal.seal(1)
    async with db.write() as tx:
        await floods.remember(tx, None, SOON)
        await floods.remember(tx, aisulu, LATER)
    async with db.read() as c:
        assert {flood.person: flood.until for flood in await floods.active(c, NOW)} == {None: SOON, aisulu: LATER}
        assert await floods.active(c, SOON) == [Flood(aisulu, LATER)]
        assert await floods.active(c, LATER) == []


async def test_a_shorter_wait_does_not_end_a_longer_one(db: Database) -> None:
    async with db.write() as tx:
        await floods.remember(tx, None, LATER)
        await floods.remember(tx, None, SOON)
        assert await floods.active(tx, NOW) == [Flood(None, LATER)]
        await floods.remember(tx, None, LATER + timedelta(seconds=1))
        assert await floods.active(tx, NOW) == [Flood(None, LATER + timedelta(seconds=1))]


async def test_a_wait_lasts_to_the_end_of_its_last_second(db: Database) -> None:
    async with db.write() as tx:
        await floods.remember(tx, None, SOON + timedelta(milliseconds=400))
        assert await floods.active(tx, SOON) == [Flood(None, SOON + timedelta(seconds=1))]
