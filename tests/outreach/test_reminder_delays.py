"""What comes between a reminder and its day: outages, slips of an editor, other clocks, and a reader's second thoughts.

Whoever was told a day is reminded then, or on the next one that is open; nobody of what they have turned off.
"""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.domain.announcement import Errand
from bot.domain.interests import Kind
from bot.domain.places import Country
from bot.handlers import reminder_times, unsubscribing
from bot.handlers import saved as handlers
from bot.handlers.visit import Next, Visit
from bot.store import items, saved
from bot.store.database import Database
from bot.ui.alert_routes import RemindLater, SavedItem, SetRung, StopReminders, UndoStop, WhyStopped
from tests.buttons import press
from tests.outreach.news_scenes import AFTER, OLD, Engine, engine_over, grant, made, reader, texts
from tests.outreach.scenes import Clock, ScriptedTelegram
from tests.visits import AISULU, BORIS, NOW, OLGA, visit

DEADLINE = date(2026, 12, 17)  # a Thursday; 14 and 7 days before it are Thursdays too
GRANT = grant("one", deadline=DEADLINE)
PROMISE = "On December 3, 2026 you will be reminded again."


def ten(day: int, hours: float = 0) -> datetime:
    """Ten o'clock in Tashkent on this day of December."""
    return datetime(2026, 12, day, 5, tzinfo=UTC) + timedelta(hours=hours)


@pytest.fixture
async def engine(db: Database, telegram: ScriptedTelegram, clock: Clock) -> Engine:
    return await engine_over(db, telegram, clock, GRANT, grant("two", deadline=DEADLINE))


async def keeps(db: Database, who: int, *slugs: str) -> None:
    async with db.write() as tx:
        for slug in slugs or ("one",):
            found = await items.find(tx, Kind.GRANT, slug)
            assert found is not None
            await saved.save(tx, db.seal.seal(who), found.id, NOW.date())


async def seen_by(engine: Engine, who: int, now: datetime) -> Visit:
    return await visit(engine.db, who, catalogue=engine.shelf(), now=now)


async def puts_off(engine: Engine, now: datetime, slug: str = "one", days: int = 2) -> str | None:
    """Aisulu presses "Remind later"; the word over the chat."""
    action = RemindLater(kind=Kind.GRANT, slug=slug, days=days)
    return (await handlers.remind_later(await seen_by(engine, AISULU, now), action)).toast


async def lives(engine: Engine, first: datetime, last: datetime) -> list[datetime]:
    """The moments, to the hour, at which something went out; the process runs all the time."""
    moments, now = list[datetime](), first
    while now <= last:
        before = len(engine.telegram.delivered)
        await engine.at(now)
        moments += [now] * (len(engine.telegram.delivered) - before)
        now += timedelta(hours=1)
    return moments


# Without a ladder, and asked for


async def asked_for_one(engine: Engine) -> None:
    await reader(engine.db, AISULU, ladder=frozenset())
    await keeps(engine.db, AISULU)
    assert await puts_off(engine, ten(1)) == PROMISE


async def test_what_was_asked_for_survives_an_outage(engine: Engine) -> None:
    await asked_for_one(engine)
    await lives(engine, ten(1, 1), ten(3, -2))  # planned, not yet sent

    engine.restart()

    assert await lives(engine, ten(4, -8), ten(18)) == [ten(4)]
    assert len(await made(engine.db, Errand.REMINDER)) == 2


async def test_what_is_put_off_once_more_in_the_morning_comes_on_the_second_day(engine: Engine) -> None:
    await asked_for_one(engine)
    await lives(engine, ten(1, 1), ten(3, -1))
    assert await puts_off(engine, ten(3, -1)) == "On December 5, 2026 you will be reminded again."

    assert await lives(engine, ten(3, -1), ten(18)) == [ten(5)]


async def test_the_day_that_was_told_holds_however_far_the_deadline_moves(engine: Engine) -> None:
    await asked_for_one(engine)
    await lives(engine, ten(1, 1), ten(3, -2))
    engine.shelf.put(OLD, grant("one", deadline=DEADLINE + timedelta(days=60)))

    await lives(engine, ten(3, -1), ten(18))

    assert len([text for text in texts(engine.telegram, AISULU) if "The deadline is on" in text]) == 1


# Stopping


async def stops(engine: Engine, now: datetime) -> Next:
    return await unsubscribing.stop_reminders(await seen_by(engine, AISULU, now), StopReminders())


async def undoes(engine: Engine, stopped: Next, now: datetime) -> None:
    assert isinstance(stopped.route, WhyStopped)
    there = await seen_by(engine, AISULU, now)
    undo = press(await unsubscribing.why_stopped(there, stopped.route), "Undo")
    assert isinstance(undo, UndoStop)
    await unsubscribing.undo_stop(there, undo)


async def test_stop_reminders_stops_what_was_asked_for_too(engine: Engine) -> None:
    await asked_for_one(engine)
    await keeps(engine.db, AISULU, "two")
    await lives(engine, ten(1, 1), ten(2))
    await puts_off(engine, ten(2), "two")
    assert await lives(engine, ten(2, 1), ten(3)) == [ten(3)]

    done = await stops(engine, ten(3, 1))

    assert done.toast == "Such messages will not come any more."
    assert await lives(engine, ten(3, 1), ten(18)) == []
    assert (await stops(engine, ten(18))).stays


@pytest.mark.parametrize(
    ("stopped", "undone", "comes"),
    [
        (ten(2), ten(2, 1), ten(3)),
        (ten(3, -1), ten(3, -0.5), ten(3)),  # its row waits already
        (ten(3, -1), ten(3, 2), ten(4)),
        (ten(2), ten(5, -2), ten(5)),
    ],
)
async def test_undo_brings_back_what_was_asked_for(
    engine: Engine, stopped: datetime, undone: datetime, comes: datetime
) -> None:
    await asked_for_one(engine)
    await lives(engine, ten(1, 1), stopped)
    done = await stops(engine, stopped)
    assert await lives(engine, stopped, undone) == []
    await undoes(engine, done, undone)

    assert await lives(engine, ten(comes.day, -2), ten(18)) == [comes]


async def test_undo_of_a_ladder_brings_back_its_reminder_and_what_was_put_off(engine: Engine) -> None:
    await reader(engine.db, AISULU, ladder=frozenset({14}))
    await keeps(engine.db, AISULU, "one", "two")
    await puts_off(engine, ten(1), "two")
    await lives(engine, ten(2, 12), ten(3, -1))

    done = await stops(engine, ten(3, -1))
    assert await lives(engine, ten(3, -1), ten(3, 2)) == []
    await undoes(engine, done, ten(3, 2))

    assert await lives(engine, ten(3, 3), ten(18)) == [ten(4), ten(4)]


async def test_a_rung_turned_off_on_its_morning_does_not_remind(engine: Engine) -> None:
    for who in (AISULU, BORIS):
        await reader(engine.db, who)
        await keeps(engine.db, who)
    await lives(engine, ten(9, 12), ten(10, -1))
    for on in (False, True):
        await reminder_times.set_rung(await seen_by(engine, BORIS, ten(10, -1)), SetRung(days=7, on=on))
    await reminder_times.set_rung(await seen_by(engine, AISULU, ten(10, -1)), SetRung(days=7, on=False))

    await lives(engine, ten(10), ten(11))
    assert engine.telegram.chats == [BORIS], "who turned it on again is reminded"
    await lives(engine, ten(11, 1), ten(18))

    assert engine.telegram.chats.count(AISULU) == 2, "the rungs of three days and of one are still on"


# Slips of an editor


async def test_a_reminder_whose_file_is_away_in_that_minute_comes_on_the_next_day(engine: Engine) -> None:
    await reader(engine.db, AISULU, ladder=frozenset({7}))
    await keeps(engine.db, AISULU)
    await lives(engine, ten(9, 12), ten(10, -1))
    engine.clock.now = ten(10, -0.1)
    await engine.finds(OLD)
    await engine.at(ten(10))
    engine.clock.now = ten(10, 0.2)
    await engine.finds(OLD, GRANT)

    assert await lives(engine, ten(10, 1), ten(18)) == [ten(11)]


async def test_a_slip_in_a_deadline_leaves_what_was_put_off(engine: Engine) -> None:
    await reader(engine.db, AISULU, ladder=frozenset({14}))
    await keeps(engine.db, AISULU)
    assert await lives(engine, ten(3, -2), ten(3)) == [ten(3)]
    await puts_off(engine, ten(3, 1))
    for closes in (date(2026, 12, 4), DEADLINE):
        await engine.finds(OLD, grant("one", deadline=closes))
        await engine.after(timedelta(minutes=4))

    assert await lives(engine, ten(3, 2), ten(18)) == [ten(5)]


async def test_a_deadline_that_comes_nearer_than_what_was_put_off_is_reminded_of_by_the_ladder(engine: Engine) -> None:
    await reader(engine.db, AISULU)
    await keeps(engine.db, AISULU)
    assert await lives(engine, ten(3, -2), ten(3)) == [ten(3)]
    assert await puts_off(engine, ten(3, 1), days=7) == "On December 10, 2026 you will be reminded again."
    route = SavedItem(kind=Kind.GRANT, slug="one")
    assert "On December 10" in (await handlers.saved_item(await seen_by(engine, AISULU, ten(3, 1)), route)).text

    await engine.finds(OLD, grant("one", deadline=date(2026, 12, 9)))
    await engine.after(AFTER)
    assert "On December 10" not in (await handlers.saved_item(await seen_by(engine, AISULU, ten(3, 1)), route)).text
    engine.telegram.delivered.clear()

    # The sixth is a Sunday, and the eighth a holiday.
    assert await lives(engine, ten(3, 4), ten(18)) == [ten(5), ten(7)]


# Clocks


@pytest.mark.parametrize(
    ("hour", "days"),
    [
        (23, {AISULU: 17, BORIS: 18, OLGA: 18}),  # 23:30 in Baku is half past midnight in Tashkent
        (22, {AISULU: 17, BORIS: 17, OLGA: 18}),  # and 22:30 is that in Bishkek
    ],
)
async def test_the_ladder_goes_by_the_day_on_which_a_moment_is_there(
    db: Database, telegram: ScriptedTelegram, clock: Clock, hour: int, days: dict[int, int]
) -> None:
    call = grant("one", deadline=DEADLINE, deadline_time=time(hour, 30), deadline_zone="Asia/Baku")
    engine = await engine_over(db, telegram, clock, call)
    for who, country in ((AISULU, Country.AZ), (BORIS, Country.UZ), (OLGA, Country.KG)):
        await reader(db, who, country=country, quiet_days=False)
        await keeps(db, who)
    came: dict[int, list[tuple[int, str]]] = {who: [] for who in days}
    now = ten(2)
    while now < ten(19):
        told = len(telegram.delivered)
        await engine.at(now)
        for who, screen in telegram.delivered[told:]:
            far = screen.text.split("(Baku time), ")[1].split(";")[0]
            came[who].append((now.day, far))
        now += timedelta(hours=1)

    for who, last in days.items():
        words = ((14, "in 14 days"), (7, "in 7 days"), (3, "in 3 days"), (1, "tomorrow"))
        assert came[who] == [(last - left, far) for left, far in words]


async def test_the_last_day_of_a_moment_is_told_by_its_readers_clock(
    db: Database, telegram: ScriptedTelegram, clock: Clock
) -> None:
    call = grant("one", deadline=DEADLINE, deadline_time=time(23, 59), deadline_zone="Asia/Baku")
    engine = await engine_over(db, telegram, clock, call)
    await reader(db, AISULU, country=Country.AZ)
    await keeps(db, AISULU)

    toast = await puts_off(engine, ten(16))

    assert toast == "There is no time left for another reminder. Deadline: December 17, 2026"


async def test_nobody_is_reminded_after_the_moment(db: Database, telegram: ScriptedTelegram, clock: Clock) -> None:
    call = grant("one", deadline=DEADLINE, deadline_time=time(22, 30), deadline_zone="Asia/Baku")
    engine = await engine_over(db, telegram, clock, call)
    for who, country in ((AISULU, Country.AZ), (OLGA, Country.KG)):
        await reader(db, who, country=country)
        await keeps(db, who)
    await engine.at(ten(2))

    engine.restart()
    # On the morning of the eighteenth it is over for everybody, though in Bishkek it is its day.
    assert await lives(engine, ten(18, -5), ten(20)) == []
