"""Digests that could not go out in time, and what waits for one that nobody wants any more."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest

from bot.content.models import Funding
from bot.domain.announcement import Errand, State
from bot.domain.eligibility import Window
from bot.domain.interests import Kind
from bot.domain.member import Standing
from bot.domain.quiet import NONE, Hours
from bot.domain.saved import Saving, Telling
from bot.store import floods, items, mutes, saved, tables
from bot.store.database import Database
from tests.outreach.news_scenes import (
    AFTER,
    GRANTS,
    OLD,
    Engine,
    change_reader,
    engine_over,
    grant,
    made,
    reader,
    tellings,
    texts,
)
from tests.outreach.scenes import Clock, ScriptedTelegram
from tests.visits import AISULU, BORIS, NOW, OLGA

FRIDAY = datetime(2026, 11, 27, 6, tzinfo=UTC)
MONDAY = datetime(2026, 11, 30, 4, tzinfo=UTC)  # 9:00 in Tashkent, 10:00 in Bishkek
AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
async def engine(db: Database, telegram: ScriptedTelegram, clock: Clock) -> Engine:
    return await engine_over(db, telegram, clock)


async def hours(engine: Engine, until: datetime, *, but: Callable[[datetime], bool] = lambda _: False) -> None:
    """The bell rings each hour up to this moment, but for those when the process is down."""
    now = engine.clock.now
    while now < until:
        now = min(now + AN_HOUR, until)
        if not but(now):
            await engine.at(now)


async def finds_a_grant(engine: Engine, one: Funding | None = None) -> None:
    await engine.finds(OLD, grant() if one is None else one)
    await engine.after(AFTER)


@asynccontextmanager
async def frozen(engine: Engine) -> AsyncIterator[None]:
    async with engine.db.write() as tx:
        await tx.execute(tables.lockdown.insert().values(id=1, frozen_at=engine.clock()))
    yield
    async with engine.db.write() as tx:
        await tx.execute(tables.lockdown.delete())


async def digests(db: Database) -> dict[str | None, State]:
    return {one.key: one.state for one in await made(db, Errand.DIGEST)}


async def waits_for_monday(engine: Engine, hours_of: Hours) -> None:
    """A grant of Friday waits for two who read weekly; another one has been told of it on Saturday."""
    await reader(engine.db, AISULU, weekly=GRANTS, quiet=hours_of)
    await reader(engine.db, BORIS, weekly=GRANTS, quiet=NONE)
    await reader(engine.db, OLGA, daily=GRANTS)
    await hours(engine, FRIDAY)
    await finds_a_grant(engine, grant(published=FRIDAY.date()))
    await hours(engine, MONDAY - AN_HOUR)
    assert engine.telegram.chats == [OLGA]


@pytest.mark.parametrize(
    ("quiet", "begins", "ends"),
    [
        (Hours(21, 9), MONDAY, MONDAY + 13 * AN_HOUR),
        (Hours(15, 9), MONDAY - AN_HOUR / 2, MONDAY + 7 * AN_HOUR),
    ],
    ids=["into the night", "into long quiet hours"],
)
async def test_what_comes_weekly_and_was_late_on_monday_comes_on_tuesday(
    db: Database, engine: Engine, quiet: Hours, begins: datetime, ends: datetime
) -> None:
    await waits_for_monday(engine, quiet)
    await hours(engine, MONDAY + A_DAY + 2 * AN_HOUR, but=lambda now: begins < now < ends)

    assert engine.telegram.chats == [OLGA, BORIS, AISULU]
    assert set((await tellings(db)).values()) == {Telling.TOLD}
    assert (await digests(db))["2026-11-30"] is State.DONE


async def test_a_freeze_of_monday_does_not_cost_the_week(db: Database, engine: Engine) -> None:
    await waits_for_monday(engine, Hours(21, 9))
    async with frozen(engine):
        await hours(engine, MONDAY + 12 * AN_HOUR)
    await hours(engine, MONDAY + A_DAY)
    assert engine.telegram.chats == [OLGA, BORIS]

    await hours(engine, MONDAY + A_DAY + AN_HOUR)
    assert engine.telegram.chats == [OLGA, BORIS, AISULU]


async def test_who_had_a_digest_on_monday_has_what_comes_weekly_but_once(db: Database, engine: Engine) -> None:
    await waits_for_monday(engine, Hours(21, 9))
    await hours(engine, MONDAY + 2 * AN_HOUR)
    await finds_a_grant(engine, grant("second", published=MONDAY.date()))
    await hours(engine, MONDAY + 6 * A_DAY)

    assert [len(texts(engine.telegram, who)) for who in (AISULU, BORIS, OLGA)] == [1, 1, 2]


async def test_what_was_declined_is_no_news_in_a_digest(db: Database, engine: Engine) -> None:
    await waits_for_monday(engine, Hours(21, 9))
    await declines(db, AISULU)
    await hours(engine, MONDAY + A_DAY)

    assert engine.telegram.chats == [OLGA, BORIS]
    assert (await tellings(db))["new-one", AISULU] is Telling.DROPPED


async def declines(db: Database, who: int) -> None:
    async with db.write() as tx:
        found = await items.find(tx, Kind.GRANT, "new-one")
        assert found is not None
        assert await saved.save(tx, db.seal.seal(who), found.id, NOW.date())
        assert await saved.decide(tx, db.seal.seal(who), found.id, Saving.DECLINED)


ITS_KEY = tables.announcement.c.key == "2026-11-24"
ROLLING = grant(window=Window.ROLLING, deadline=None, donor="eu")


@pytest.mark.parametrize("how", ["kind", "funder", "declined"])
async def test_what_was_not_wanted_when_its_digest_came_is_not_kept(db: Database, engine: Engine, how: str) -> None:
    await reader(db, AISULU, daily=GRANTS)
    await reader(db, BORIS, daily=GRANTS)
    await finds_a_grant(engine, ROLLING)
    person = db.seal.seal(AISULU)
    match how:
        case "kind":
            await change_reader(db, AISULU, kinds=frozenset())
        case "funder":
            async with db.write() as tx:
                await mutes.add(tx, person, "eu")
        case _:
            await declines(db, AISULU)
    await hours(engine, NOW + 3 * A_DAY)
    assert await tellings(db) == {("new-one", AISULU): Telling.DROPPED, ("new-one", BORIS): Telling.TOLD}
    assert set(await digests(db)) == {"2026-11-23", "2026-11-24"}, "none is made for what nobody is to be told of"

    await change_reader(db, AISULU, kinds=GRANTS)
    async with db.write() as tx:
        await mutes.clear(tx, person)
    await hours(engine, NOW + 9 * A_DAY)
    assert texts(engine.telegram, AISULU) == []


async def test_who_turns_it_on_again_before_the_digest_gets_it(db: Database, engine: Engine) -> None:
    """It is looked at when their turn comes: what comes weekly has none on a Tuesday."""
    await reader(db, AISULU, weekly=GRANTS)
    await reader(db, BORIS, daily=GRANTS)
    await finds_a_grant(engine)
    await change_reader(db, AISULU, kinds=frozenset())
    await hours(engine, NOW + 2 * A_DAY)
    await change_reader(db, AISULU, kinds=GRANTS)
    await hours(engine, NOW + 7 * A_DAY)

    assert len(texts(engine.telegram, AISULU)) == 1


@pytest.mark.parametrize(("days", "told"), [(10, 1), (60, 0)])
async def test_who_comes_back_after_long_gets_no_old_news(db: Database, engine: Engine, days: int, told: int) -> None:
    await reader(db, AISULU, daily=GRANTS)
    await finds_a_grant(engine, ROLLING)
    await change_reader(db, AISULU, standing=Standing.STOPPED)
    for day in range(1, days):
        await engine.at(MONDAY - 7 * A_DAY + day * A_DAY)
    await change_reader(db, AISULU, standing=Standing.ACTIVE)
    await hours(engine, engine.clock.now + 3 * A_DAY)

    assert len(texts(engine.telegram, AISULU)) == told


async def test_no_digest_is_made_for_those_who_cannot_be_written_to(db: Database, engine: Engine) -> None:
    await reader(db, AISULU, daily=GRANTS, paused=True)
    await reader(db, BORIS, daily=GRANTS)
    await finds_a_grant(engine)
    await change_reader(db, BORIS, standing=Standing.BLOCKED)
    await hours(engine, NOW + 2 * A_DAY)

    assert set(await digests(db)) == {"2026-11-23"}
    assert set((await tellings(db)).values()) == {Telling.WAITING}


async def test_a_row_that_is_late_does_not_cancel_the_digest_for_others(db: Database, engine: Engine) -> None:
    tuesday, wednesday = MONDAY - 6 * A_DAY, MONDAY - 5 * A_DAY
    await reader(db, AISULU, daily=GRANTS, quiet=Hours(10, 9))  # awake from nine to ten
    await reader(db, BORIS, daily=GRANTS, quiet=NONE)
    await finds_a_grant(engine)
    await engine.at(tuesday)
    async with db.write() as tx:
        await floods.remember(tx, db.seal.seal(BORIS), wednesday - AN_HOUR)
    engine.restart()
    await hours(engine, wednesday)

    assert engine.telegram.chats == [AISULU]
    await hours(engine, wednesday + AN_HOUR)
    assert engine.telegram.chats == [AISULU, BORIS]
    assert (await digests(db))["2026-11-24"] is State.DONE


async def test_an_hour_away_at_midnight_does_not_cost_the_digest_of_who_wakes_then(
    db: Database, engine: Engine
) -> None:
    await reader(db, AISULU, daily=GRANTS, quiet=Hours(9, 1))
    await finds_a_grant(engine)
    await hours(engine, datetime(2026, 11, 24, 19, 50, tzinfo=UTC))
    assert engine.telegram.delivered == []

    engine.restart()
    await engine.at(datetime(2026, 11, 24, 21, 5, tzinfo=UTC))  # 2:05 in Tashkent
    assert len(texts(engine.telegram, AISULU)) == 1
    assert (await digests(db))["2026-11-24"] is State.DONE


async def test_a_digest_that_was_not_planned_to_the_end_is_cancelled_when_its_day_is_over(
    db: Database, engine: Engine
) -> None:
    await reader(db, AISULU, daily=GRANTS, quiet=Hours(9, 1))
    await finds_a_grant(engine)
    engine.clock.now = MONDAY - 6 * A_DAY
    await engine.make()
    await engine.plan()
    async with db.write() as tx:
        await tx.execute(tables.announcement.update().where(ITS_KEY).values(planned_through=1))
    engine.clock.now = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
    await engine.make()

    assert (await digests(db))["2026-11-24"] is State.CANCELLED
