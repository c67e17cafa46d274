"""Alerts and digests at the moment of sending: each gets what still waits for them and they still want, once."""

import asyncio
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.content.models import Tellable
from bot.domain.announcement import Errand, State
from bot.domain.delivery import Outcome, Refused, Status, Uncertain
from bot.domain.interests import Interests, Kind, Often, Theme
from bot.domain.places import Country, Language
from bot.domain.quiet import NONE, Hours
from bot.domain.saved import Telling
from bot.outreach.verdicts import MOST_RESENDS
from bot.store import by_itself, members, mutes, tables
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
from tests.outreach.scenes import Clock, ScriptedTelegram, running, tally
from tests.store.kills import KilledError, killed_before
from tests.ui.items import notice
from tests.visits import AISULU, BORIS, NOW, OLGA

TUESDAY = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)  # 9:00 in Tashkent, 10:00 in Bishkek
EVENING = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)  # 20:30 in Baku, 21:30 in Tashkent
SATURDAY_EVENING = datetime(2026, 11, 28, 16, 30, tzinfo=UTC)


@pytest.fixture
async def engine(db: Database, telegram: ScriptedTelegram, clock: Clock) -> Engine:
    return await engine_over(db, telegram, clock)


async def is_put_off(db: Database, announcement_id: int) -> bool:
    rows = tables.outbox.select().where(tables.outbox.c.subject == announcement_id, tables.outbox.c.attempts > 0)
    async with db.read() as c:
        return (await c.execute(rows)).first() is not None


async def digests(db: Database) -> list[tuple[str | None, State]]:
    """Those of the days after the first, which was a Monday."""
    found = [(one.key, one.state) for one in await made(db, Errand.DIGEST)]
    return [one for one in found if one[0] != "2026-11-23"]


async def publish(engine: Engine, *items: Tellable) -> int:
    """The number of the alert that tells of these, which has come to its moment."""
    engine.shelf.put(OLD, *items)
    await engine.make()
    alert = (await made(engine.db, Errand.ALERT))[-1]
    engine.clock.go_on(AFTER.total_seconds())
    return alert.id


async def test_each_gets_what_they_want_with_the_reason(db: Database, engine: Engine) -> None:
    await reader(db, AISULU, themes={Theme.YOUTH})
    await reader(db, BORIS, themes={Theme.MEDIA})
    await reader(db, OLGA, kinds={Kind.JOB})
    alert = await publish(engine, grant("youth"), grant("media", themes={Theme.MEDIA}))

    await engine.tick()

    assert [len(texts(engine.telegram, who)) for who in (AISULU, BORIS, OLGA)] == [1, 1, 0]
    assert "Grant youth" in texts(engine.telegram, AISULU)[0]
    assert "Grant media" in texts(engine.telegram, BORIS)[0]
    assert await tally(db, alert) == {Status.SENT: 2}
    assert await tellings(db) == {("youth", AISULU): Telling.TOLD, ("media", BORIS): Telling.TOLD}


async def test_one_letter_is_made_for_all_who_read_the_same_for_the_same_reason(db: Database, engine: Engine) -> None:
    for who in range(20):
        await reader(db, 7000 + who, themes={Theme.YOUTH} if who % 2 else {Theme.YOUTH, Theme.MEDIA})
    await publish(engine, grant())

    await engine.tick()

    assert len(engine.telegram.delivered) == 20
    assert len(engine.telegram.prepared) == 1


async def test_interests_changed_on_the_way_change_what_is_queued(db: Database, engine: Engine) -> None:
    await reader(db, AISULU)
    await reader(db, BORIS)
    await publish(engine, grant("youth"), grant("media", themes={Theme.MEDIA}))
    await engine.plan()
    async with db.write() as tx:
        await members.set_interests(tx, db.seal.seal(AISULU), Interests(GRANTS, frozenset({Theme.MEDIA})))
        await members.set_interests(tx, db.seal.seal(BORIS), Interests(frozenset({Kind.JOB})))

    await engine.tick()

    [text] = texts(engine.telegram, AISULU)
    assert ("Grant media" in text, "Grant youth" in text) == (True, False)
    assert texts(engine.telegram, BORIS) == []
    found = await tellings(db)
    assert found["youth", AISULU] is found["media", BORIS] is Telling.DROPPED


async def test_a_funder_muted_on_the_way_is_left_out(db: Database, engine: Engine) -> None:
    await reader(db, AISULU)
    await publish(engine, grant("one", donor="eu"), grant("two", donor="un"))
    await engine.plan()
    async with db.write() as tx:
        await mutes.add(tx, db.seal.seal(AISULU), "eu")

    await engine.tick()

    [text] = texts(engine.telegram, AISULU)
    assert ("Grant one" in text, "Grant two" in text) == (False, True)


async def test_what_closed_before_its_turn_is_not_told(db: Database, engine: Engine) -> None:
    await reader(db, AISULU)
    alert = await publish(engine, grant())
    await engine.plan()
    await engine.finds(OLD, grant(cancelled=True))

    assert await tally(db, alert) == {Status.SKIPPED: 1}
    assert await tellings(db) == {("new-one", AISULU): Telling.DROPPED}


async def test_what_is_marked_quiet_in_time_is_told_to_nobody(db: Database, engine: Engine) -> None:
    await reader(db, AISULU)
    await reader(db, BORIS, daily=GRANTS)
    await publish(engine, grant("old-call"), grant("other"))
    await engine.finds(OLD, grant("old-call", quiet=True), grant("other"))
    await engine.at(TUESDAY + timedelta(hours=1))

    for who in (AISULU, BORIS):
        [text] = texts(engine.telegram, who)
        assert ("Grant other" in text, "Grant old-call" in text) == (True, False)
        assert (await tellings(db))["old-call", who] is Telling.DROPPED


@pytest.mark.parametrize("often", list(Often))
async def test_what_is_put_off_in_time_is_told_when_its_day_has_come(
    db: Database, engine: Engine, often: Often
) -> None:
    await reader(db, AISULU, kinds={Kind.NEWS})
    if often is not Often.AT_ONCE:
        await change_reader(db, AISULU, **{often.value: {Kind.NEWS}})
    monday = date(2026, 11, 30)
    await publish(engine, notice(Kind.NEWS, "news", published=NOW.date()))
    put_off = notice(Kind.NEWS, "news", published=monday)
    await engine.finds(OLD, put_off)
    engine.restart()
    for day in range(6):
        await engine.at(TUESDAY + timedelta(days=day, hours=1))
    assert engine.telegram.delivered == []
    assert await tellings(db) == {("news", AISULU): Telling.WAITING}

    for day in range(6, 9):
        await engine.at(TUESDAY + timedelta(days=day, hours=1))
        assert len(texts(engine.telegram, AISULU)) == 1
    assert await tellings(db) == {("news", AISULU): Telling.TOLD}


async def test_a_call_that_closes_abroad_this_morning_is_told_in_time_or_not_at_all(
    db: Database, engine: Engine
) -> None:
    new_york = grant(deadline=NOW.date(), deadline_time=time(23, 59), deadline_zone="America/New_York")
    engine.clock.now = EVENING
    await reader(db, AISULU)
    await reader(db, BORIS, quiet=Hours(21, 10))
    await publish(engine, new_york)
    await engine.tick()
    assert engine.telegram.delivered == []

    await engine.at(TUESDAY)  # an hour is left
    await engine.after(timedelta(hours=1))

    [text] = texts(engine.telegram, AISULU)
    assert "23:59 (New York time), today; that is" in text
    assert texts(engine.telegram, BORIS) == []
    assert (await tellings(db))["new-one", BORIS] is Telling.DROPPED


async def test_one_letter_says_tomorrow_and_another_today_of_the_same_moment(db: Database, engine: Engine) -> None:
    """23:30 in Baku is past midnight elsewhere."""
    for who, country in ((AISULU, Country.UZ), (BORIS, Country.AZ), (OLGA, Country.TJ)):
        await reader(db, who, country=country)
    await publish(engine, grant(deadline=NOW.date(), deadline_time=time(19, 30), deadline_zone="Europe/London"))
    await engine.tick()

    for who, far in ((AISULU, "tomorrow"), (BORIS, "today"), (OLGA, "tomorrow")):
        assert f"(London time), {far}; that is" in texts(engine.telegram, who)[0]
    assert len(engine.telegram.prepared) == 2


async def test_nothing_is_told_in_quiet_hours(db: Database, engine: Engine) -> None:
    engine.clock.now = EVENING - AFTER
    await reader(db, AISULU, country=Country.UZ)
    await reader(db, BORIS, country=Country.AZ)
    await reader(db, OLGA, country=Country.UZ, quiet=NONE)
    await publish(engine, grant())

    await engine.tick()
    assert sorted(engine.telegram.chats) == sorted([BORIS, OLGA])
    await engine.at(TUESDAY - timedelta(seconds=1))
    assert texts(engine.telegram, AISULU) == []
    await engine.at(TUESDAY)
    assert len(texts(engine.telegram, AISULU)) == 1


async def test_quiet_hours_chosen_after_planning_count(db: Database, engine: Engine) -> None:
    await reader(db, AISULU, quiet=NONE)
    engine.clock.now = EVENING - AFTER
    await publish(engine, grant())
    await engine.plan()
    async with db.write() as tx:
        await members.set_quiet(tx, db.seal.seal(AISULU), Hours(21, 8))

    await engine.tick()
    assert engine.telegram.delivered == []
    await engine.at(TUESDAY - timedelta(hours=1))
    assert len(engine.telegram.delivered) == 1


async def test_sundays_are_quiet_for_those_who_like_it(db: Database, engine: Engine) -> None:
    await reader(db, AISULU)
    await reader(db, BORIS, quiet_days=False)
    engine.clock.now = SATURDAY_EVENING
    await publish(engine, grant())

    await engine.at(datetime(2026, 11, 29, 9, 0, tzinfo=UTC))
    assert engine.telegram.chats == [BORIS]
    await engine.at(datetime(2026, 11, 30, 4, 0, tzinfo=UTC))
    assert engine.telegram.chats == [BORIS, AISULU]


async def test_what_comes_daily_comes_in_one_message_the_next_morning(db: Database, engine: Engine) -> None:
    await reader(db, AISULU, daily=GRANTS)
    first = await publish(engine, grant("one"))
    await engine.tick()
    await publish(engine, grant("one"), grant("two"))
    await engine.tick()
    assert engine.telegram.delivered == []
    assert await tally(db, first) == {}

    await engine.at(TUESDAY)
    assert engine.telegram.delivered == []
    await engine.after(timedelta(hours=1))
    [text] = texts(engine.telegram, AISULU)
    assert "Grant one" in text
    assert "Grant two" in text
    assert set((await tellings(db)).values()) == {Telling.TOLD}
    await engine.after(timedelta(days=1))
    assert len(engine.telegram.delivered) == 1


async def test_who_switches_to_a_digest_on_the_way_gets_it_there(db: Database, engine: Engine) -> None:
    await reader(db, AISULU)
    alert = await publish(engine, grant())
    await engine.plan()
    await change_reader(db, AISULU, daily=GRANTS)
    await engine.tick()
    assert await tally(db, alert) == {Status.SKIPPED: 1}

    await engine.at(TUESDAY + timedelta(hours=1))

    assert len(texts(engine.telegram, AISULU)) == 1


async def test_what_came_during_a_pause_comes_in_one_digest_after_it(db: Database, engine: Engine) -> None:
    await reader(db, AISULU)
    async with db.write() as tx:
        await members.pause_until(tx, db.seal.seal(AISULU), TUESDAY)
    await publish(engine, grant("one"))
    await engine.tick()
    await publish(engine, grant("one"), grant("two"))
    await engine.tick()
    assert engine.telegram.delivered == []

    await engine.at(TUESDAY + timedelta(minutes=1))
    await engine.after(timedelta(hours=1))

    [text] = texts(engine.telegram, AISULU)
    assert "Grant one" in text
    assert "Grant two" in text


async def test_what_comes_weekly_comes_on_the_first_open_day_of_the_week(db: Database, engine: Engine) -> None:
    await reader(db, AISULU, weekly=GRANTS)
    await publish(engine, grant("one"))
    for day in range(1, 7):
        await engine.at(TUESDAY + timedelta(hours=1, days=day - 1))
    assert engine.telegram.delivered == []

    monday = TUESDAY + timedelta(days=6, hours=1)
    await engine.at(monday)
    assert len(texts(engine.telegram, AISULU)) == 1
    engine.shelf.put(OLD, grant("one"), grant("two"))
    await engine.after(timedelta(hours=1))
    await engine.at(monday + timedelta(days=1))
    assert len(texts(engine.telegram, AISULU)) == 1


async def test_a_weekly_digest_missed_in_an_outage_is_made_up_for(db: Database, engine: Engine) -> None:
    await reader(db, AISULU, weekly=GRANTS)
    await publish(engine, grant("one"))
    await engine.tick()

    engine.restart()
    await engine.at(TUESDAY + timedelta(days=8, hours=1))  # a Wednesday

    assert len(texts(engine.telegram, AISULU)) == 1


async def test_a_weekly_digest_cut_short_comes_to_each_once_in_its_week(db: Database, engine: Engine) -> None:
    await reader(db, AISULU, country=Country.KG, weekly=GRANTS)
    await reader(db, OLGA, country=Country.KG, daily=GRANTS)
    await reader(db, BORIS, country=Country.AZ, weekly=GRANTS)
    await publish(engine, grant("one"))
    await engine.tick()
    monday = TUESDAY + timedelta(days=6)
    await engine.at(monday)
    assert sorted(engine.telegram.chats) == sorted([OLGA, AISULU])
    await publish(engine, grant("one"), grant("two"))
    await engine.tick()

    # Down before it is ten in Baku, until it is ten there the next day.
    engine.restart()
    engine.clock.now = monday + timedelta(days=1, hours=2)
    await engine.make()
    await engine.plan()
    await change_reader(db, OLGA, daily=frozenset(), weekly=GRANTS)
    await engine.tick()
    assert ("2026-11-30", State.CANCELLED) in await digests(db)
    assert [len(texts(engine.telegram, who)) for who in (AISULU, OLGA, BORIS)] == [1, 1, 1]
    assert "Grant two" in texts(engine.telegram, BORIS)[0]

    for day in range(2, 8):
        await engine.at(monday + timedelta(days=day, hours=2))
    assert [len(texts(engine.telegram, who)) for who in (AISULU, OLGA, BORIS)] == [2, 2, 1]
    assert set((await tellings(db)).values()) == {Telling.TOLD}


async def test_after_an_outage_there_is_one_digest_and_not_three(db: Database, engine: Engine) -> None:
    await reader(db, AISULU, daily=GRANTS)
    await publish(engine, grant("one"))
    await engine.tick()
    await engine.at(TUESDAY)  # planned for ten o'clock in Tashkent, and then nothing for three days

    engine.restart()
    await engine.at(TUESDAY + timedelta(days=3, hours=2))

    assert await digests(db) == [
        ("2026-11-24", State.CANCELLED),
        ("2026-11-27", State.DONE),
    ]
    assert len(texts(engine.telegram, AISULU)) == 1


@pytest.mark.parametrize("late", [0, 20], ids="{} min".format)
async def test_whose_night_ends_as_the_day_does_in_the_west_gets_the_digest(
    db: Database, engine: Engine, late: int
) -> None:
    await reader(db, AISULU, daily=GRANTS, quiet=Hours(9, 1))
    await publish(engine, grant("one"))
    await engine.tick()
    await engine.at(TUESDAY + timedelta(hours=1))
    assert texts(engine.telegram, AISULU) == []

    # One o'clock in Tashkent, midnight in Baku: the day of the digest is over everywhere.
    await engine.at(datetime(2026, 11, 24, 20, late, tzinfo=UTC))

    assert len(texts(engine.telegram, AISULU)) == 1
    assert await digests(db) == [("2026-11-24", State.DONE)]


async def test_a_digest_is_never_made_twice_nor_in_the_evening(db: Database, engine: Engine) -> None:
    await reader(db, AISULU, daily=GRANTS)
    await publish(engine, grant("one"))
    await engine.tick()
    await engine.at(datetime(2026, 11, 24, 15, 0, tzinfo=UTC))  # 21:00 in Bishkek
    assert await digests(db) == []

    for minute in range(3):
        engine.restart()
        await engine.at(datetime(2026, 11, 25, 4, minute, tzinfo=UTC))

    assert await digests(db) == [("2026-11-25", State.SENDING)]


async def test_no_digest_is_made_while_nothing_waits(db: Database, engine: Engine) -> None:
    await reader(db, AISULU, daily=GRANTS)

    await engine.at(TUESDAY)

    assert await digests(db) == []


async def test_what_may_have_arrived_is_sent_again_and_then_counts_as_told(db: Database, engine: Engine) -> None:
    await reader(db, AISULU)
    alert = await publish(engine, grant())
    engine.telegram.everyone = Uncertain()
    for _ in range(MOST_RESENDS + 2):
        await engine.after(timedelta(minutes=2))

    assert await tally(db, alert) == {Status.UNCERTAIN: 1}
    assert await tellings(db) == {("new-one", AISULU): Telling.TOLD}


async def test_what_is_refused_pauses_the_alert_and_still_waits(db: Database, engine: Engine) -> None:
    for who in range(5):
        await reader(db, 7000 + who)
    await publish(engine, grant())
    refused: Outcome = Refused("unclosed tag")
    engine.telegram.everyone = refused

    await engine.tick()

    [alert] = await made(db, Errand.ALERT)
    assert alert.state is State.PAUSED
    assert set((await tellings(db)).values()) == {Telling.WAITING}


async def test_a_screen_that_cannot_be_made_pauses_the_alert(
    db: Database, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object) -> None:
        raise ValueError(arguments)

    monkeypatch.setattr("bot.ui.alert_message.alert", fail)
    await reader(db, AISULU)
    await publish(engine, grant())
    await engine.tick()

    [alert] = await made(db, Errand.ALERT)
    assert (alert.state, alert.pause_reason) == (State.PAUSED, "ValueError")


async def test_the_alert_and_a_digest_at_once_do_not_tell_twice(db: Database, engine: Engine) -> None:
    await reader(db, AISULU)
    engine.clock.now = TUESDAY + timedelta(hours=2)
    await engine.make()
    await publish(engine, grant())
    await engine.plan()
    engine.telegram.hold()
    async with running(engine.sender):
        await engine.telegram.crowd(1)
        await change_reader(db, AISULU, daily=GRANTS)
        async with db.write() as tx:
            digest = await by_itself.make(tx, Errand.DIGEST, engine.clock(), engine.clock(), key="2026-11-24")
        assert digest is not None
        await engine.plan()
        while not await is_put_off(db, digest):
            await asyncio.sleep(0.005)
        engine.telegram.let_go()
        async with asyncio.timeout(10):
            while await tally(db, digest) != {Status.SKIPPED: 1}:
                engine.clock.go_on(1)  # it is put off as long as the alert is not written down
                await asyncio.sleep(0.005)

    assert len(texts(engine.telegram, AISULU)) == 1


async def test_killed_at_any_statement_of_sending_nobody_is_told_twice_or_forgotten(
    db: Database, engine: Engine
) -> None:
    for who in range(4):
        await reader(db, 7000 + who, language=Language.EN)
    await publish(engine, grant())
    await engine.plan()
    for step in range(0, 60, 3):
        try:
            with killed_before(db, step):
                await engine.sender.step(engine.clock())
        except* KilledError:
            pass
        engine.restart()
        engine.clock.go_on(1)
    for _ in range(3):
        await engine.after(timedelta(minutes=3))

    assert set((await tellings(db)).values()) == {Telling.TOLD}
    assert len(await tellings(db)) == 4
    assert await tally(db, (await made(db, Errand.ALERT))[0].id) == {Status.SENT: 4}


async def test_the_day_of_the_message_is_the_readers(db: Database, engine: Engine) -> None:
    await reader(db, AISULU, country=Country.KG, quiet=NONE)
    await reader(db, BORIS, country=Country.AZ, quiet=NONE)
    engine.clock.now = datetime(2026, 11, 23, 19, 0, tzinfo=UTC)  # Tuesday in Bishkek, Monday in Baku
    await publish(engine, grant(deadline=date(2026, 11, 24)))

    await engine.tick()

    assert texts(engine.telegram, AISULU) != texts(engine.telegram, BORIS)
