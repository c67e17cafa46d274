"""What fails for one announcement in a way that nobody foresaw stops that one and nothing else."""

import pytest
from sqlalchemy import update

from bot.domain.announcement import Errand, State
from bot.outreach import news
from bot.store import announcements, tables
from bot.store.database import Database
from tests.outreach.news_scenes import AFTER, OLD, Engine, engine_over, grant, made, reader, texts
from tests.outreach.scenes import Clock, ScriptedTelegram
from tests.visits import AISULU, BORIS, OLGA


@pytest.fixture
async def engine(db: Database, telegram: ScriptedTelegram, clock: Clock) -> Engine:
    return await engine_over(db, telegram, clock)


async def states(db: Database, errand: Errand) -> list[State]:
    return [one.state for one in await made(db, errand)]


async def test_a_turn_that_fails_pauses_its_announcement_alone(
    db: Database, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    await reader(db, AISULU)
    engine.shelf.put(OLD, grant("one"))
    await engine.make()

    def fail(*_: object) -> bool:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(news, "is_over", fail)
        await engine.after(AFTER)

    assert await states(db, Errand.ALERT) == [State.PAUSED]
    assert (await made(db, Errand.ALERT))[0].pause_reason == "RuntimeError"
    engine.shelf.put(OLD, grant("one"), grant("two"))
    await engine.make()
    await engine.after(AFTER)
    [text] = texts(engine.telegram, AISULU)
    assert "Grant two" in text


async def test_a_change_that_cannot_be_read_is_paused_and_keeps_nobody_waiting(db: Database, engine: Engine) -> None:
    for who in (AISULU, BORIS, OLGA):
        await reader(db, who)
    engine.shelf.put(OLD, grant("one"))
    await engine.make()
    await engine.after(AFTER)
    engine.shelf.put(OLD, grant("one", cancelled=True), grant("two"))
    await engine.make()
    await engine.plan()
    engine.clock.go_on(AFTER.total_seconds())
    await engine.plan()
    async with db.write() as tx:
        await tx.execute(update(tables.change).values(before='{"window":"of-a-later-version"}'))

    await engine.tick()
    engine.clock.go_on(2)  # who had something in hand is written to a moment later
    await engine.tick()

    assert await states(db, Errand.CHANGE) == [State.PAUSED]
    assert [len(texts(engine.telegram, who)) for who in (AISULU, BORIS, OLGA)] == [2, 2, 2]
    async with db.write() as tx:
        [change] = await made(db, Errand.CHANGE)
        await tx.execute(update(tables.change).values(before="{}"))
        await announcements.move(tx, change.id, State.PAUSED, State.SENDING)
    await engine.tick()
    assert [len(texts(engine.telegram, who)) for who in (AISULU, BORIS, OLGA)] == [3, 3, 3]
