"""What stands under a change ends such messages: of the item for who saved it, of the kind for who was told of it."""

from datetime import date

import pytest

from bot.domain.interests import Kind
from bot.domain.quiet import NONE
from bot.handlers import saved as saving
from bot.handlers import unsubscribing
from bot.store import items, saved
from bot.store.database import Database
from bot.ui.alert_routes import NotForUs, UndoStop, WhyStopped
from bot.ui.routes import Alerts, StopKinds
from bot.ui.screen import Screen
from tests.buttons import labels, press
from tests.outreach.news_scenes import AFTER, OLD, Engine, engine_over, grant, reader
from tests.outreach.scenes import Clock, ScriptedTelegram
from tests.visits import AISULU, BORIS, NOW, visit

DEADLINE = date(2027, 2, 1)


@pytest.fixture
async def engine(db: Database, telegram: ScriptedTelegram, clock: Clock) -> Engine:
    """Aisulu follows grants and saved one, Boris follows them and was told of it."""
    engine = await engine_over(db, telegram, clock)
    for who in (AISULU, BORIS):
        await reader(db, who, quiet=NONE)
    await engine.finds(OLD, grant())
    await engine.after(AFTER)
    async with db.write() as tx:
        known = await items.find(tx, Kind.GRANT, "new-one")
        assert known is not None
        await saved.save(tx, db.seal.seal(AISULU), known.id, NOW.date())
    return engine


async def moves(engine: Engine, day: int) -> dict[int, Screen]:
    """The deadline moves to this day of March; who is told of it, and what each gets."""
    before = len(engine.telegram.delivered)
    await engine.finds(OLD, grant(deadline=date(2027, 3, day)))
    await engine.after(AFTER)
    return dict(engine.telegram.delivered[before:])


async def test_who_saved_it_ends_its_changes_with_one_tap_and_keeps_their_alerts(engine: Engine) -> None:
    change = (await moves(engine, 1))[AISULU]
    assert "Stop these messages" not in labels(change)
    assert press(change, "My alerts") == Alerts()
    drop = press(change, "Not for us")
    assert isinstance(drop, NotForUs)

    await saving.not_for_us(await visit(engine.db, AISULU), drop)

    assert set(await moves(engine, 2)) == {BORIS}
    member = (await visit(engine.db, AISULU)).member
    assert member is not None
    assert member.interests.kinds == {Kind.GRANT}


async def test_who_was_told_of_it_ends_such_messages_with_one_tap(engine: Engine) -> None:
    stop = press((await moves(engine, 1))[BORIS], "Stop these messages")
    assert isinstance(stop, StopKinds)

    done = await unsubscribing.stop_kinds(await visit(engine.db, BORIS), stop)

    assert done.toast == "Such messages will not come any more."
    assert set(await moves(engine, 2)) == {AISULU}
    assert isinstance(done.route, WhyStopped)
    undo = press(await unsubscribing.why_stopped(await visit(engine.db, BORIS), done.route), "Undo")
    assert isinstance(undo, UndoStop)
    await unsubscribing.undo_stop(await visit(engine.db, BORIS), undo)
    assert set(await moves(engine, 3)) == {AISULU, BORIS}


async def test_who_saves_it_after_they_were_told_is_promised_no_more_than_is_true(engine: Engine) -> None:
    stop = press((await moves(engine, 1))[BORIS], "Stop these messages")
    assert isinstance(stop, StopKinds)
    async with engine.db.write() as tx:
        known = await items.find(tx, Kind.GRANT, "new-one")
        assert known is not None
        await saved.save(tx, engine.db.seal.seal(BORIS), known.id, NOW.date())

    done = await unsubscribing.stop_kinds(await visit(engine.db, BORIS), stop)

    assert done.toast == "Grants: off. Items you saved still tell of their changes."
    assert set(await moves(engine, 2)) == {AISULU, BORIS}
