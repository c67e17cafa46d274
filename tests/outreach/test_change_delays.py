"""What comes between a change and its reader: a file that is away, pauses that become longer, and other clocks."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.content.models import Funding
from bot.domain.announcement import Errand, State
from bot.domain.delivery import Status
from bot.domain.interests import Kind
from bot.domain.places import Country
from bot.handlers import pausing
from bot.store import items, members, saved
from bot.store.database import Database
from bot.ui.routes import SetPaused
from tests.outreach.news_scenes import AFTER, OLD, Engine, engine_over, grant, made, reader, texts
from tests.outreach.scenes import Clock, ScriptedTelegram, tally
from tests.visits import AISULU, BORIS, NOW, visit

GRANT = grant("one", deadline=date(2027, 3, 1))
EVENING = datetime(2026, 12, 1, 18, tzinfo=UTC)  # 23:00 in Tashkent
NINE = datetime(2026, 12, 2, 4, tzinfo=UTC)


def closing(year: int, month: int, day: int) -> Funding:
    return grant("one", deadline=date(year, month, day))


@pytest.fixture
async def engine(db: Database, telegram: ScriptedTelegram, clock: Clock) -> Engine:
    """Two members keep a grant, which is all that Boris hears of; it is evening."""
    clock.now = EVENING
    made_over = await engine_over(db, telegram, clock, GRANT)
    for who in (AISULU, BORIS):
        await reader(db, who, ladder=frozenset())
        await keeps(db, who)
    return made_over


async def keeps(db: Database, who: int) -> None:
    async with db.write() as tx:
        found = await items.find(tx, Kind.GRANT, "one")
        assert found is not None
        await saved.save(tx, db.seal.seal(who), found.id, NOW.date())


async def is_changed(engine: Engine, to: Funding) -> None:
    """The change has been planned, and waits for the morning or for the end of a pause."""
    await engine.finds(OLD, to)
    await engine.after(AFTER)
    assert texts(engine.telegram, AISULU) == []


async def every_minute(engine: Engine, minutes: int) -> None:
    for _ in range(minutes):
        await engine.after(timedelta(minutes=1))


@pytest.mark.parametrize("change", [closing(2027, 1, 20), GRANT.model_copy(update={"cancelled": True})])
async def test_a_change_waits_while_its_file_is_away(engine: Engine, change: Funding) -> None:
    await is_changed(engine, change)
    engine.clock.now = NINE - timedelta(minutes=1)
    await engine.finds(OLD)
    await every_minute(engine, 6)
    assert engine.telegram.delivered == []

    await engine.finds(OLD, change)
    await every_minute(engine, 15)

    assert sorted(engine.telegram.chats) == [AISULU, BORIS]


async def test_a_file_that_was_moved_a_moment_ago_is_waited_for_before_the_bot_has_noticed(engine: Engine) -> None:
    await is_changed(engine, closing(2027, 1, 20))
    engine.shelf.put(OLD)
    engine.clock.now = NINE
    while await engine.sender.step(engine.clock()):
        pass
    engine.shelf.put(OLD, closing(2027, 1, 20))

    await every_minute(engine, 5)

    assert sorted(engine.telegram.chats) == [AISULU, BORIS]


async def test_a_change_of_what_stays_away_is_given_up(engine: Engine) -> None:
    await is_changed(engine, closing(2027, 1, 20))
    [change] = await made(engine.db, Errand.CHANGE)
    await engine.finds(OLD)
    for hour in range(11):
        await engine.at(NINE + timedelta(hours=hour))
        assert await tally(engine.db, change.id) == {Status.WAITING: 2}

    await engine.at(NINE + timedelta(days=1))

    assert await tally(engine.db, change.id) == {Status.SKIPPED: 2}
    [change] = await made(engine.db, Errand.CHANGE)
    assert change.state is State.DONE


@pytest.mark.parametrize("longer", [timedelta(days=60), None], ids=["far", "open"])
async def test_a_later_change_is_held_for_whoever_the_one_before_was_held_for(
    engine: Engine, longer: timedelta | None
) -> None:
    boris = engine.db.seal.seal(BORIS)
    async with engine.db.write() as tx:
        await members.pause_until(tx, boris, EVENING + timedelta(days=20))
    await is_changed(engine, closing(2027, 2, 1))
    async with engine.db.write() as tx:
        if longer is None:
            await members.set_paused(tx, boris, True)
        else:
            await members.pause_until(tx, boris, EVENING + longer)
    await is_changed(engine, closing(2027, 1, 20))
    await engine.at(NINE)
    assert engine.telegram.chats == [AISULU]

    await engine.at(NINE + timedelta(hours=3))
    there = await visit(engine.db, BORIS, catalogue=engine.shelf(), now=engine.clock.now)
    await pausing.set_paused(there, SetPaused(on=False, then=""))
    await engine.after(timedelta(minutes=1))

    [text] = texts(engine.telegram, BORIS)
    assert "from March 1, 2027 to January 20, 2027" in text


async def test_nobody_else_in_a_long_pause_gets_a_row(engine: Engine) -> None:
    async with engine.db.write() as tx:
        await members.pause_until(tx, engine.db.seal.seal(BORIS), EVENING + timedelta(days=60))
    for change in (closing(2027, 2, 1), closing(2027, 1, 20)):
        await is_changed(engine, change)

    rows = [await tally(engine.db, one.id) for one in await made(engine.db, Errand.CHANGE)]
    assert rows == [{Status.SKIPPED: 1}, {Status.WAITING: 1}]


async def test_how_far_the_new_day_is_goes_by_the_clock_of_each(
    db: Database, telegram: ScriptedTelegram, clock: Clock
) -> None:
    at_an_hour = {"deadline_time": time(23, 59), "deadline_zone": "Asia/Baku"}
    call = grant("one", deadline=date(2026, 12, 20), **at_an_hour)
    clock.now = datetime(2026, 12, 17, 7, tzinfo=UTC)
    engine = await engine_over(db, telegram, clock, call)
    for who, country in ((AISULU, Country.AZ), (BORIS, Country.UZ)):
        await reader(db, who, country=country)
        await keeps(db, who)

    await engine.finds(OLD, grant("one", deadline=date(2026, 12, 17), **at_an_hour))
    await engine.after(AFTER)

    for who, far in ((AISULU, "today"), (BORIS, "tomorrow")):
        [text] = texts(telegram, who)
        assert text.count(f"December 17, 2026, 23:59 (Baku time), {far}") == 2
