"""Reminders within their day and changes in their time: what is passed is not sent late, and nobody loses a rung."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.announcement import Errand, State
from bot.domain.delivery import Status
from bot.domain.interests import Kind
from bot.domain.places import Country
from bot.domain.quiet import NONE, Hours
from bot.domain.saved import Saving
from bot.store import changes, items, members, reminding, saved, tables
from bot.store.database import Database
from tests.outreach.news_scenes import AFTER, OLD, Engine, change_reader, engine_over, grant, made, reader, texts
from tests.outreach.scenes import Clock, ScriptedTelegram, move, tally
from tests.store.kills import killed_before
from tests.visits import AISULU, BORIS, NOW, OLGA

# A Thursday; days before it: 1 a Wednesday, 3 a Monday, 7 a Thursday, 14 a Thursday.
DEADLINE = date(2026, 12, 17)
SAVED_ON = NOW.date()
TEN = datetime(2026, 12, 1, 5, 0, tzinfo=UTC)  # in Tashkent, 16 days before


def days_before(days: int, hours: float = 0) -> datetime:
    """Ten o'clock in Tashkent so many days before the deadline."""
    return TEN + timedelta(days=16 - days, hours=hours)


@pytest.fixture
async def engine(db: Database, telegram: ScriptedTelegram, clock: Clock) -> Engine:
    return await engine_over(db, telegram, clock, grant("saved-one", deadline=DEADLINE))


async def keeps(db: Database, *people: int, day: date = SAVED_ON) -> None:
    async with db.write() as tx:
        found = await items.find(tx, Kind.GRANT, "saved-one")
        assert found is not None
        for who in people:
            await saved.save(tx, db.seal.seal(who), found.id, day)


async def decides(db: Database, who: int, state: Saving) -> None:
    async with db.write() as tx:
        found = await items.find(tx, Kind.GRANT, "saved-one")
        assert found is not None
        assert await saved.decide(tx, db.seal.seal(who), found.id, state)


async def puts_off(db: Database, who: int, day: date) -> None:
    async with db.write() as tx:
        found = await items.find(tx, Kind.GRANT, "saved-one")
        assert found is not None
        assert await saved.remind_later(tx, db.seal.seal(who), found.id, day)


async def live_through(engine: Engine, first: datetime, last: datetime) -> list[datetime]:
    """The moments, to the hour, at which something went out; the process runs all the time."""
    moments = []
    now = first
    while now <= last:
        before = len(engine.telegram.delivered)
        await engine.at(now)
        moments += [now] * (len(engine.telegram.delivered) - before)
        now += timedelta(hours=1)
    return moments


async def test_every_rung_is_reminded_of_once_on_its_day(db: Database, engine: Engine) -> None:
    await reader(db, AISULU)
    await keeps(db, AISULU)

    sent = await live_through(engine, days_before(16), days_before(-2))

    assert sent == [days_before(days) for days in (14, 7, 3, 1)]
    assert len(await made(db, Errand.REMINDER)) == 4


async def test_everybody_is_reminded_at_ten_on_their_own_clock(db: Database, engine: Engine) -> None:
    for who, country in ((AISULU, Country.AZ), (BORIS, Country.UZ), (OLGA, Country.KG)):
        await reader(db, who, country=country)
    await keeps(db, AISULU, BORIS, OLGA)

    await live_through(engine, days_before(7, -8), days_before(7, 3))

    assert engine.telegram.chats == [OLGA, BORIS, AISULU]


async def test_quiet_hours_over_ten_do_not_swallow_a_reminder(db: Database, engine: Engine) -> None:
    await reader(db, AISULU, quiet=Hours(9, 15))
    await keeps(db, AISULU)

    assert await live_through(engine, days_before(7, -9), days_before(7, 13)) == [days_before(7, -2)]


async def test_after_an_outage_only_the_nearest_one_comes(db: Database, engine: Engine) -> None:
    await reader(db, AISULU)
    await keeps(db, AISULU)
    await engine.at(days_before(15))

    engine.restart()
    sent = await live_through(engine, days_before(5, -2), days_before(4))

    assert sent == [days_before(5)]


async def test_a_reminder_planned_before_an_outage_is_not_sent_late_and_not_lost(db: Database, engine: Engine) -> None:
    await reader(db, AISULU)
    await keeps(db, AISULU)
    await engine.at(days_before(7, -3))  # planned, not yet sent
    [planned] = await made(db, Errand.REMINDER)
    assert await tally(db, planned.id) == {Status.WAITING: 1}

    engine.restart()
    sent = await live_through(engine, days_before(6, -2), days_before(4))

    assert sent == [days_before(6)]
    first, second = await made(db, Errand.REMINDER)
    assert (first.state, second.state) == (State.CANCELLED, State.DONE)


async def test_what_is_applied_for_or_declined_is_not_reminded_of(db: Database, engine: Engine) -> None:
    await reader(db, AISULU)
    await reader(db, BORIS)
    await reader(db, OLGA)
    await keeps(db, AISULU, BORIS, OLGA)
    await engine.at(days_before(7, -3))
    await decides(db, AISULU, Saving.APPLIED)
    await decides(db, BORIS, Saving.DECLINED)
    await change_reader(db, OLGA, ladder=frozenset())

    await engine.at(days_before(7))

    assert engine.telegram.delivered == []
    [planned] = await made(db, Errand.REMINDER)
    assert planned.state is State.DONE
    assert await tally(db, planned.id) == {Status.SKIPPED: 3}


async def test_one_put_off_after_planning_comes_on_the_day_that_was_asked_for(db: Database, engine: Engine) -> None:
    await reader(db, AISULU)
    await keeps(db, AISULU)
    await engine.at(days_before(7, -3))
    await puts_off(db, AISULU, days_before(5).date())

    sent = await live_through(engine, days_before(7), days_before(4))

    assert sent == [days_before(5)]


async def test_who_pauses_is_reminded_of_the_nearest_one_afterwards(db: Database, engine: Engine) -> None:
    await reader(db, AISULU)
    await keeps(db, AISULU)
    await engine.at(days_before(7, -3))
    async with db.write() as tx:
        await members.pause_until(tx, db.seal.seal(AISULU), days_before(5, -9))

    sent = await live_through(engine, days_before(7), days_before(4))

    assert sent == [days_before(5)]


async def test_nothing_comes_when_the_deadline_has_moved_behind_today(db: Database, engine: Engine) -> None:
    await reader(db, AISULU)
    await keeps(db, AISULU)
    await engine.at(days_before(1, -3))
    engine.shelf.put(OLD, grant("saved-one", deadline=days_before(3).date()))

    await engine.at(days_before(1))

    assert engine.telegram.delivered == []


@pytest.mark.parametrize(("days", "expected"), [(60, 1), (2, 2)])
async def test_a_deadline_that_moves_far_ahead_takes_its_reminder_back(
    db: Database, engine: Engine, days: int, expected: int
) -> None:
    await reader(db, AISULU)
    await keeps(db, AISULU)
    await live_through(engine, days_before(7, -8), days_before(7, -3))
    moved = DEADLINE + timedelta(days=days)
    engine.shelf.put(OLD, grant("saved-one", deadline=moved))

    await live_through(engine, days_before(7, -2), days_before(7, 3))

    # The change itself, and the reminder where the new day is near too.
    assert len(texts(engine.telegram, AISULU)) == expected
    end = days_before(0) + timedelta(days=days)
    assert len(await live_through(engine, end - timedelta(days=15), end)) == (4 if days == 60 else 3)


async def test_nothing_comes_after_the_last_hour_of_the_last_day(db: Database, engine: Engine) -> None:
    await reader(db, AISULU, quiet=Hours(0, 18))
    await keeps(db, AISULU)
    await change_reader(db, AISULU, ladder=frozenset({1}))
    await engine.at(days_before(1, -3))
    closed = grant("saved-one", deadline=days_before(1).date(), deadline_time=time(12), deadline_zone="Asia/Tashkent")
    engine.shelf.put(OLD, closed)

    await live_through(engine, days_before(1), days_before(1, 10))

    [planned] = await made(db, Errand.REMINDER)
    assert await tally(db, planned.id) == {Status.SKIPPED: 1}


async def has_saved(db: Database, who: int, at: datetime) -> None:
    """Saved at this moment, on the reader's own calendar (they live in Baku)."""
    await keeps(db, who, day=at.astimezone(ZoneInfo("Asia/Baku")).date())


async def test_who_saves_while_the_day_has_begun_in_the_east_is_reminded_within_their_day(
    db: Database, engine: Engine
) -> None:
    await reader(db, AISULU, country=Country.AZ)
    await reader(db, BORIS, country=Country.AZ)
    await keeps(db, BORIS)
    evening = days_before(8, 13.5)  # 22:30 in Baku, half past midnight in Bishkek
    await engine.at(evening - timedelta(minutes=25))
    await has_saved(db, AISULU, evening)

    sent = await live_through(engine, evening, days_before(4))

    assert sent == [days_before(7, 1.5)] * 2, "at the first look after ten in Baku"
    assert sorted(engine.telegram.chats) == sorted([AISULU, BORIS])
    states = [one.state for one in await made(db, Errand.REMINDER)]
    assert states == [State.DONE, State.DONE]


async def test_who_comes_back_from_a_pause_on_the_morning_of_a_rung_is_reminded_that_day(
    db: Database, engine: Engine
) -> None:
    await reader(db, AISULU, paused=True)
    await keeps(db, AISULU)
    await live_through(engine, days_before(7, -10), days_before(7, -3))
    assert await made(db, Errand.REMINDER) == []
    await change_reader(db, AISULU, paused=False)

    assert await live_through(engine, days_before(7, -2), days_before(6, 3)) == [days_before(7)]


async def test_a_day_has_one_reminder_for_each_however_often_the_bot_looks(db: Database, engine: Engine) -> None:
    await reader(db, AISULU)
    await keeps(db, AISULU)
    await live_through(engine, days_before(7, -10), days_before(7))
    # What is over of the ladder is counted anew: the rung of this day is to come again.
    async with db.write() as tx:
        await tx.execute(tables.saved.update().values(reminded=None))

    for hour in range(1, 12):
        engine.restart()
        await engine.at(days_before(7, hour))

    assert engine.telegram.chats == [AISULU]
    assert len(await made(db, Errand.REMINDER)) == 1


async def test_what_staff_cancelled_for_the_day_is_not_begun_again(db: Database, engine: Engine) -> None:
    await reader(db, AISULU)
    await reader(db, BORIS, paused=True)
    await keeps(db, AISULU, BORIS)
    await engine.at(days_before(7, -3))
    [planned] = await made(db, Errand.REMINDER)
    await move(db, planned.id, State.SENDING, State.CANCELLED)
    await change_reader(db, BORIS, paused=False)

    assert await live_through(engine, days_before(7, -2), days_before(7, 8)) == []


async def test_where_all_days_until_the_deadline_are_closed_a_reminder_comes_all_the_same(
    db: Database, telegram: ScriptedTelegram, clock: Clock
) -> None:
    # The Kyrgyz Republic rests from the first to the seventh of January.
    engine = await engine_over(db, telegram, clock, grant("saved-one", deadline=date(2027, 1, 6)))
    await reader(db, AISULU, country=Country.KG)
    await reader(db, BORIS, country=Country.KG)
    await keeps(db, BORIS)
    ten = datetime(2026, 12, 31, 4, 0, tzinfo=UTC)
    await live_through(engine, ten, ten + timedelta(hours=4))
    assert telegram.chats == [BORIS], "on the last open day, of everything that is still to come"
    await keeps(db, AISULU, day=date(2027, 1, 1))

    sent = await live_through(engine, ten + timedelta(days=1), ten + timedelta(days=8))

    assert sent == [ten + timedelta(days=3), ten + timedelta(days=5)]
    assert telegram.chats == [BORIS, AISULU, AISULU]


async def test_who_wants_no_ladder_and_asked_for_one_reminder_gets_it(db: Database, engine: Engine) -> None:
    await reader(db, AISULU, ladder=frozenset())
    await reader(db, BORIS)
    await keeps(db, AISULU, BORIS, day=days_before(10).date())
    await engine.at(days_before(10))
    async with db.write() as tx:
        found = await items.find(tx, Kind.GRANT, "saved-one")
        assert found is not None
        for who, ladder in ((AISULU, ()), (BORIS, (7,))):
            await saved.remind_later(tx, db.seal.seal(who), found.id, days_before(8).date())
            await reminding.note_wish(tx, db.seal.seal(who), found.id, ladder)
    await change_reader(db, BORIS, ladder=frozenset())  # stops them all, the one that was put off too

    assert await live_through(engine, days_before(9), days_before(-1)) == [days_before(8)]
    assert engine.telegram.chats == [AISULU]


async def test_no_reminder_is_made_where_nothing_is_due(db: Database, engine: Engine) -> None:
    await reader(db, AISULU)
    await keeps(db, AISULU)

    await live_through(engine, days_before(14, -9), days_before(8, 9))
    engine.shelf.put(OLD, grant("saved-one", deadline=DEADLINE, cancelled=True))
    await live_through(engine, days_before(8, 10), days_before(6))

    assert [one.key and one.key[-10:] for one in await made(db, Errand.REMINDER)] == ["2026-12-03"]


async def test_rings_of_the_same_day_cost_nothing(db: Database, engine: Engine) -> None:
    await engine.at(days_before(7, 1))
    engine.clock.go_on(1)

    with killed_before(db, 1000) as statements:
        await engine.make()

    assert statements == []


async def changed(db: Database, engine: Engine) -> int:
    """The number of a change of the saved item, which has come to its moment; reminders are days away."""
    await engine.at(days_before(10))
    await engine.finds(OLD, grant("saved-one", deadline=DEADLINE + timedelta(days=60)))
    engine.clock.go_on(300)
    [change] = await made(db, Errand.CHANGE)
    return change.id


async def test_a_change_tells_old_and_new_to_those_who_keep_it(db: Database, engine: Engine) -> None:
    for who in (AISULU, BORIS, OLGA):
        await reader(db, who, kinds=())
    await keeps(db, AISULU, BORIS, day=days_before(10).date())
    await decides(db, BORIS, Saving.APPLIED)
    change = await changed(db, engine)

    await engine.tick()

    assert sorted(engine.telegram.chats) == sorted([AISULU, BORIS])
    assert "from December 17, 2026 to February 15, 2027" in texts(engine.telegram, AISULU)[0]
    assert await tally(db, change) == {Status.SENT: 2}


async def test_who_declines_before_their_turn_hears_of_no_change(db: Database, engine: Engine) -> None:
    await reader(db, AISULU)
    await keeps(db, AISULU)
    change = await changed(db, engine)
    await engine.plan()
    await decides(db, AISULU, Saving.DECLINED)

    await engine.tick()

    assert await tally(db, change) == {Status.SKIPPED: 1}


async def test_a_change_waits_for_the_end_of_quiet_hours_however_late(db: Database, engine: Engine) -> None:
    await reader(db, AISULU)
    await keeps(db, AISULU, day=days_before(10).date())
    await engine.at(days_before(9, 12))
    await engine.finds(OLD, grant("saved-one", deadline=DEADLINE + timedelta(days=60)))

    engine.restart()
    await engine.at(days_before(8, -1.1))
    assert engine.telegram.delivered == []
    await engine.at(days_before(8, -1))

    assert len(texts(engine.telegram, AISULU)) == 1


async def test_a_change_that_is_late_goes_out_without_asking(db: Database, engine: Engine) -> None:
    await reader(db, AISULU)
    await keeps(db, AISULU, day=days_before(10).date())
    await changed(db, engine)

    engine.restart()
    await engine.after(timedelta(days=2))  # the day between is a holiday

    assert len(texts(engine.telegram, AISULU)) == 1


async def test_a_pause_ends_by_itself(db: Database, engine: Engine) -> None:
    await reader(db, AISULU)
    async with db.write() as tx:
        await members.pause_until(tx, db.seal.seal(AISULU), TEN)

    await engine.at(TEN - timedelta(seconds=1))
    await keeps(db, AISULU)
    await engine.at(TEN + timedelta(minutes=1))
    sent = await live_through(engine, days_before(14), days_before(14))

    assert sent == [days_before(14)]


EVENING, MORNING = days_before(14, 12), days_before(13, -1)  # 22:00 and 9:00 in Tashkent
B, C = DEADLINE + timedelta(days=10), DEADLINE + timedelta(days=20)


async def sees(engine: Engine, deadline: date) -> None:
    """The deadline is this day now, and whoever may be told is told."""
    await engine.finds(OLD, grant("saved-one", deadline=deadline))
    await engine.after(AFTER)


async def two_who_keep(engine: Engine) -> None:
    """Aisulu sleeps at night, Boris hears of everything at once."""
    await reader(engine.db, AISULU)
    await reader(engine.db, BORIS, quiet=NONE)
    await keeps(engine.db, AISULU, BORIS, day=days_before(15).date())
    engine.clock.now = EVENING


async def test_two_changes_of_one_night_are_told_in_one_message(engine: Engine) -> None:
    await two_who_keep(engine)
    await sees(engine, B)
    await sees(engine, C)
    assert ["December 17" in text for text in texts(engine.telegram, BORIS)] == [True, False]

    engine.restart()
    await engine.at(MORNING)

    [text] = texts(engine.telegram, AISULU)
    assert "December 17" in text
    assert "January 6" in text
    assert "December 27" not in text
    assert len(texts(engine.telegram, BORIS)) == 2
    assert [one.state for one in await made(engine.db, Errand.CHANGE)] == [State.DONE, State.DONE]


async def test_a_slip_put_right_in_the_night_wakes_nobody(engine: Engine) -> None:
    await two_who_keep(engine)
    await sees(engine, B)
    await sees(engine, DEADLINE)

    await engine.at(MORNING)

    assert texts(engine.telegram, AISULU) == []
    assert len(texts(engine.telegram, BORIS)) == 2, "who was told of the slip is told that it was one"


async def test_a_third_change_knows_what_each_heard_last(engine: Engine) -> None:
    await two_who_keep(engine)
    await sees(engine, B)
    await sees(engine, C)
    await engine.at(MORNING)
    engine.clock.now = EVENING + timedelta(days=1)
    await sees(engine, DEADLINE)

    await engine.at(MORNING + timedelta(days=1))

    for who in (AISULU, BORIS):
        assert "January 6" in texts(engine.telegram, who)[-1]
        assert "December 17" in texts(engine.telegram, who)[-1]


async def test_a_change_whose_turn_comes_waits_for_a_further_one_that_is_just_being_made(engine: Engine) -> None:
    await two_who_keep(engine)
    await sees(engine, B)
    await engine.at(MORNING - timedelta(minutes=2))
    await engine.finds(OLD, grant("saved-one", deadline=C))

    await engine.at(MORNING)
    assert texts(engine.telegram, AISULU) == []
    await engine.after(AFTER)

    [text] = texts(engine.telegram, AISULU)
    assert "December 17" in text
    assert "January 6" in text


async def test_a_further_change_that_is_taken_back_keeps_nobody_from_the_first(engine: Engine) -> None:
    await two_who_keep(engine)
    await sees(engine, B)
    await engine.at(MORNING - timedelta(minutes=2))
    await engine.finds(OLD, grant("saved-one", deadline=C))
    await engine.at(MORNING)
    await engine.finds(OLD, grant("saved-one", deadline=B))

    await engine.after(AFTER)

    [text] = texts(engine.telegram, AISULU)
    assert "December 27" in text


async def test_a_change_waits_for_the_end_of_a_pause(engine: Engine) -> None:
    await two_who_keep(engine)
    async with engine.db.write() as tx:
        await members.pause_until(tx, engine.db.seal.seal(BORIS), EVENING + timedelta(days=8, hours=2))
    await sees(engine, B)

    assert await live_through(engine, MORNING, EVENING + timedelta(days=8, hours=1)) == [MORNING]
    assert texts(engine.telegram, BORIS) == []
    engine.restart()
    await engine.at(EVENING + timedelta(days=8, hours=2, minutes=2))

    [text] = texts(engine.telegram, BORIS)
    assert "December 27" in text


async def test_who_ends_their_pause_hears_of_the_change_then(engine: Engine) -> None:
    await two_who_keep(engine)
    boris = engine.db.seal.seal(BORIS)
    async with engine.db.write() as tx:
        await members.pause_until(tx, boris, EVENING + timedelta(days=8))
    await sees(engine, B)
    async with engine.db.write() as tx:
        await members.set_paused(tx, boris, False)
        await changes.bring_forward(tx, boris, engine.clock.now)

    await engine.after(timedelta(seconds=1))

    assert len(texts(engine.telegram, BORIS)) == 1


@pytest.mark.parametrize("longer", [timedelta(days=5), timedelta(days=400), None], ids=["later", "far", "open"])
async def test_a_pause_made_longer_holds_a_change_as_long_as_it_is_news(
    engine: Engine, longer: timedelta | None
) -> None:
    await two_who_keep(engine)
    boris = engine.db.seal.seal(BORIS)
    async with engine.db.write() as tx:
        await members.pause_until(tx, boris, EVENING + timedelta(days=8))
    await sees(engine, B)
    async with engine.db.write() as tx:
        if longer is None:
            await members.set_paused(tx, boris, True)
        else:
            await members.pause_until(tx, boris, EVENING + longer)

    await engine.at(EVENING + timedelta(days=9))
    await engine.at(EVENING + timedelta(days=401))

    told = [text for text in texts(engine.telegram, BORIS) if "has moved" in text]
    assert len(told) == (1 if longer == timedelta(days=5) else 0)
    assert [one.state for one in await made(engine.db, Errand.CHANGE)] == [State.DONE]
