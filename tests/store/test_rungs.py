"""A rung added to the ladder is over where its day has come."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import update

from bot.domain.facts import Facts, to_json
from bot.domain.interests import Kind
from bot.domain.places import Country, Language
from bot.store import items, members, rungs, saved, tables
from bot.store.database import Database

TODAY = datetime(2026, 11, 23, 12, 0, tzinfo=UTC).date()


async def member_with(db: Database, who: int, days_left: int | None, reminded: int | None) -> tuple[bytes, int]:
    """A member who saved an item that closes in so many days, with this rung over; and the item."""
    person = db.seal.seal(who)
    closes = None if days_left is None else TODAY + timedelta(days=days_left)
    async with db.write() as tx:
        await members.set_language(tx, person, Language.KY, TODAY)
        item_id = await items.record(tx, Kind.GRANT, f"grant-{who}", (), (), None, "{}", None, TODAY, closes)
        await saved.save(tx, person, item_id, TODAY)
        await tx.execute(update(tables.saved).where(tables.saved.c.item_id == item_id).values(reminded=reminded))
    return person, item_id


async def reminded_of(db: Database, person: bytes, item_id: int) -> int | None:
    async with db.read() as c:
        found = await saved.find(c, person, item_id)
    assert found is not None
    return found.reminded


@pytest.mark.parametrize(
    ("days_left", "before", "after"),
    [
        (20, None, None),
        (8, None, None),
        (7, None, 7),  # its own day: ten o'clock may have passed, and the day after is not the day that was asked for
        (7, 0, 7),
        (5, None, 7),
        (5, 14, 7),
        (2, 3, 3),
        (-1, None, 7),
        (None, None, None),
    ],
)
async def test_a_rung_whose_day_has_come_is_over(
    db: Database, days_left: int | None, before: int | None, after: int | None
) -> None:
    person, item_id = await member_with(db, 1, days_left, before)
    for _ in range(2):
        async with db.write() as tx:
            await rungs.pass_over(tx, person, 7, TODAY)
    assert await reminded_of(db, person, item_id) == after


@pytest.mark.parametrize(
    ("country", "hour", "left"),
    [(Country.AZ, 23, 7), (Country.AZ, 23, 8), (Country.KG, 20, 7), (Country.KG, 20, 6), (Country.UZ, 23, 7)],
)
async def test_what_closes_at_an_hour_has_its_day_by_the_members_clock(
    db: Database, country: Country, hour: int, left: int
) -> None:
    # 23:00 in Baku is midnight in Tashkent, and 20:00 in Baku is 22:00 in Bishkek.
    person, item_id = await member_with(db, 1, 20, None)
    baku = date(2026, 12, 1)
    last = baku + timedelta(days=country is Country.UZ and hour == 23)
    facts = Facts(deadline=baku, deadline_time=time(hour, 30), deadline_zone="Asia/Baku")
    async with db.write() as tx:
        await members.set_country(tx, person, country)
        stored = baku + timedelta(days=hour == 23)
        await items.note(tx, item_id, (), (), None, to_json(facts), stored)
        await rungs.pass_over(tx, person, 7, last - timedelta(days=left))
    assert await reminded_of(db, person, item_id) == (7 if left <= 7 else None)


async def test_nobody_elses_saved_items_are_touched(db: Database) -> None:
    aisulu, _ = await member_with(db, 1, 5, None)
    boris, his = await member_with(db, 2, 5, None)
    async with db.write() as tx:
        await rungs.pass_over(tx, aisulu, 7, TODAY)
    assert await reminded_of(db, boris, his) is None
