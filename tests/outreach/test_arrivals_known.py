"""Items that were known before: a call that opens, and one that was away when its alert was planned."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.announcement import Errand, State
from bot.domain.eligibility import Window
from bot.domain.interests import Kind
from bot.domain.quiet import NONE
from bot.domain.saved import Saving
from bot.store import items, saved
from bot.store.database import Database
from tests.outreach.news_scenes import AFTER, LIMIT, OLD, Engine, engine_over, grant, made, reader, tellings, texts
from tests.outreach.scenes import Clock, ScriptedTelegram, move
from tests.visits import AISULU, BORIS, NOW, OLGA

EVENING = datetime(2026, 11, 23, 17, tzinfo=UTC)  # 22:00 in Tashkent
OPENS = date(2027, 2, 1)
EXPECTED = [
    grant(f"call-{n}").model_copy(update={"window": Window.EXPECTED, "deadline": None}) for n in range(LIMIT + 1)
]
OPEN = [one.model_copy(update={"window": Window.DATED, "deadline": OPENS}) for one in EXPECTED]


@pytest.fixture
async def engine(db: Database, telegram: ScriptedTelegram, clock: Clock) -> Engine:
    """Calls without a day are known, and Aisulu has saved the first; Olga only follows grants."""
    engine = await engine_over(db, telegram, clock, *EXPECTED)
    await reader(db, AISULU)
    await reader(db, OLGA)
    await keeps(db, AISULU)
    return engine


async def keeps(db: Database, who: int, state: Saving = Saving.SAVED, slug: str = EXPECTED[0].slug) -> None:
    async with db.write() as tx:
        found = await items.find(tx, Kind.GRANT, slug)
        assert found is not None
        assert await saved.save(tx, db.seal.seal(who), found.id, NOW.date())
        assert await saved.decide(tx, db.seal.seal(who), found.id, state)


async def opens(engine: Engine, n: int = 1) -> None:
    await engine.finds(OLD, *OPEN[:n], *EXPECTED[n:])


async def goes_out(engine: Engine) -> None:
    await engine.after(AFTER)
    await engine.after(timedelta(minutes=1))


@pytest.mark.parametrize("state", [Saving.SAVED, Saving.APPLIED])
async def test_who_saved_a_call_hears_of_its_opening_once_and_by_the_change(
    db: Database, engine: Engine, state: Saving
) -> None:
    await keeps(db, AISULU, state)
    await opens(engine)
    await goes_out(engine)

    [text] = texts(engine.telegram, AISULU)
    assert "Something has changed" in text
    [other] = texts(engine.telegram, OLGA)
    assert "New grant" in other


async def test_the_alert_may_come_before_the_change(db: Database, engine: Engine) -> None:
    await engine.finds(OLD, grant("new"), *EXPECTED)
    engine.clock.go_on(120)
    await opens_with(engine, "new")
    await engine.after(timedelta(minutes=3))
    first = texts(engine.telegram, AISULU)
    await goes_out(engine)

    [alert, change] = texts(engine.telegram, AISULU)
    assert first == [alert]
    assert ("Grant new" in alert, "Grant call-0" in alert) == (True, False)
    assert "Something has changed" in change


async def opens_with(engine: Engine, slug: str) -> None:
    await engine.finds(OLD, grant(slug), OPEN[0], *EXPECTED[1:])


async def test_when_so_much_changes_that_no_change_is_told_the_alert_tells_of_it(db: Database, engine: Engine) -> None:
    for call in EXPECTED:
        await keeps(db, AISULU, slug=call.slug)
    await opens(engine, LIMIT + 1)
    assert await made(db, Errand.CHANGE) == []
    [alert] = await made(db, Errand.ALERT)
    await move(db, alert.id, State.AWAITING, State.SCHEDULED)
    await goes_out(engine)

    [text] = texts(engine.telegram, AISULU)
    assert "Grant call-0" in text


async def test_when_staff_cancel_the_change_the_alert_tells_of_it(db: Database, engine: Engine) -> None:
    await opens(engine)
    [change] = await made(db, Errand.CHANGE)
    await move(db, change.id, State.SCHEDULED, State.CANCELLED)
    await goes_out(engine)

    [text] = texts(engine.telegram, AISULU)
    assert "New grant" in text


async def test_whom_no_change_reaches_in_a_pause_finds_the_call_in_a_digest(db: Database, engine: Engine) -> None:
    await reader(db, BORIS, paused=True)
    await keeps(db, BORIS)
    await opens(engine)
    await goes_out(engine)

    found = await tellings(db)
    assert ("call-0", BORIS) in found
    assert ("call-0", AISULU) not in found


async def test_an_earlier_change_of_the_same_call_is_not_its_opening(db: Database, engine: Engine) -> None:
    other = EXPECTED[0].model_copy(update={"registration_required": not EXPECTED[0].registration_required})
    await engine.finds(OLD, other, *EXPECTED[1:])
    await goes_out(engine)
    await engine.finds(OLD, other.model_copy(update={"window": Window.DATED, "deadline": OPENS}), *EXPECTED[1:])
    [_, change] = await made(db, Errand.CHANGE)
    await move(db, change.id, State.SCHEDULED, State.CANCELLED)
    await goes_out(engine)

    [first, second] = texts(engine.telegram, AISULU)
    assert "Something has changed" in first
    assert "New grant" in second


async def test_a_call_that_was_declined_is_not_told_when_it_opens(db: Database, engine: Engine) -> None:
    await keeps(db, AISULU, Saving.DECLINED)
    await opens(engine)
    await goes_out(engine)

    assert texts(engine.telegram, AISULU) == []
    assert len(texts(engine.telegram, OLGA)) == 1


@pytest.mark.parametrize("state", [State.SENDING, State.PAUSED])
async def test_what_is_back_while_its_alert_still_goes_out_is_told_too(
    db: Database, engine: Engine, state: State
) -> None:
    engine.clock.now = EVENING
    await reader(db, BORIS, quiet=NONE)
    await engine.finds(OLD, grant("one"), grant("two"), *EXPECTED)
    await engine.finds(OLD, grant("two"), *EXPECTED)
    await engine.after(AFTER)
    [alert] = await made(db, Errand.ALERT)
    assert alert.state is State.SENDING
    if state is State.PAUSED:
        await move(db, alert.id, State.SENDING, State.PAUSED)

    await engine.finds(OLD, grant("one"), grant("two"), *EXPECTED)
    await goes_out(engine)
    for minute in range(2):
        await engine.at(EVENING + timedelta(hours=12, minutes=minute))

    told = "".join(texts(engine.telegram, BORIS))
    assert (told.count("Grant one"), told.count("Grant two")) == (1, 1)
    told = "".join(texts(engine.telegram, AISULU))
    assert (told.count("Grant one"), told.count("Grant two")) == (1, int(state is State.SENDING))


async def test_what_goes_away_and_comes_back_once_its_alert_was_planned_is_told_once(
    db: Database, engine: Engine
) -> None:
    engine.clock.now = EVENING
    await engine.finds(OLD, grant("one"), *EXPECTED)
    await engine.after(AFTER)
    await engine.finds(OLD, *EXPECTED)
    await engine.finds(OLD, grant("one"), *EXPECTED)
    assert len(await made(db, Errand.ALERT)) == 1
    await engine.at(EVENING + timedelta(hours=12))

    assert len(texts(engine.telegram, AISULU)) == 1
