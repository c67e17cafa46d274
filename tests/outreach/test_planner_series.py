"""Repeating announcements: each moment makes one announcement, however often the process starts anew."""

import asyncio
import random
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.domain.announcement import Announcement, Audience, Errand, LinkButton, Media, MediaKind, State, WhenUncertain
from bot.domain.delivery import Status
from bot.domain.interests import Theme
from bot.domain.places import Country, Language
from bot.domain.schedule import Repeat, Timing, first_moment, next_occurrence
from bot.outreach.planner import Planner
from bot.store import announcements, drafts, planning, tables
from bot.store.database import Connection, Database
from tests.outreach.scenes import move, readers, stored, tally
from tests.store.kills import KilledError, killed_before
from tests.visits import BORIS, NOW

FIRST = datetime(2026, 11, 23, 14, 0)  # NOW in Tashkent
DAILY = Timing(FIRST, "Asia/Tashkent", repeat=Repeat("daily"))
DAY = timedelta(days=1)


async def repeating(db: Database, timing: Timing = DAILY) -> int:
    """The number of a scheduled template with a text, a button and a picture."""
    async with db.write() as tx:
        made = await announcements.create(tx, db.seal.seal(BORIS), NOW)
        await drafts.set_text(tx, made, Language.RU, "Text")
        await drafts.set_buttons(tx, made, Language.RU, [LinkButton("Open", "https://example.org/")])
        await drafts.set_text(tx, made, Language.KK, "Мәтін")
        await drafts.set_media(tx, made, Media(MediaKind.PHOTO, "file"))
        await drafts.set_link_preview(tx, made, wanted=True)
        await drafts.set_urgent(tx, made, urgent=True)
        await drafts.set_when_uncertain(tx, made, WhenUncertain.RESEND)
        await drafts.choose(tx, made, frozenset({Language.UZ}), frozenset({Language.TK}))
        await drafts.set_timing(tx, made, timing)
        first = next_occurrence(timing, datetime(2000, 1, 1, tzinfo=UTC))
        assert first is not None
        assert await drafts.schedule(tx, made, first_moment(first), timing.zone)
    return made


async def children(db: Database, series: int) -> list[Announcement]:
    async with db.read() as c:
        numbers = await c.scalars(
            select(tables.announcement.c.id)
            .where(tables.announcement.c.series == series)
            .order_by(tables.announcement.c.due_at)
        )
        return [await stored(db, number) for number in numbers.all()]


async def test_a_moment_makes_an_announcement_and_the_template_goes_on(db: Database) -> None:
    await readers(db, 3)
    audience = Audience(frozenset({Language.RU}), frozenset({Country.KZ}), themes=frozenset({Theme.MEDIA}))
    template = await repeating(db)
    async with db.write() as tx:
        await announcements.move(tx, template, State.SCHEDULED, State.DRAFT)
        await drafts.set_audience(tx, template, audience)
        await drafts.schedule(tx, template, NOW, DAILY.zone)
    before = await stored(db, template)

    await Planner(db).tick(NOW)

    [child] = await children(db, template)
    assert child == replace(
        before,
        id=child.id,
        series=template,
        state=State.SENDING,
        timing=replace(DAILY, repeat=None),
        began_at=NOW,
    )
    assert (child.errand, child.media, len(child.texts)) == (Errand.SEND, Media(MediaKind.PHOTO, "file"), 2)
    after = await stored(db, template)
    assert after == replace(before, due_at=NOW + DAY, timing=replace(DAILY, wall=FIRST + DAY))
    async with db.read() as c:
        [card] = [one for one in await announcements.cards(c) if one.announcement.id == child.id]
    assert (card.author, card.message_id, card.shown) == (db.seal.seal(BORIS), None, None)


async def test_each_moment_reaches_everybody_once(db: Database) -> None:
    await readers(db, 3)
    template = await repeating(db)
    for second in (0, 0, 1, 3600, 86399, 86400, 86401, 2 * 86400):
        await Planner(db).tick(NOW + timedelta(seconds=second))
    found = await children(db, template)
    assert [one.due_at for one in found] == [NOW, NOW + DAY, NOW + 2 * DAY]
    assert [await tally(db, one.id) for one in found] == [{Status.WAITING: 3}] * 3


async def test_two_that_tick_at_once_make_one(db: Database) -> None:
    await readers(db, 3)
    template = await repeating(db)
    await asyncio.gather(*(Planner(db).tick(NOW) for _ in range(4)))
    [child] = await children(db, template)
    assert await tally(db, child.id) == {Status.WAITING: 3}
    assert (await stored(db, template)).due_at == NOW + DAY


async def test_of_several_missed_for_less_than_an_hour_the_newest_goes_out(db: Database) -> None:
    template = await repeating(db, replace(DAILY, repeat=Repeat("*/20 * * * *", times=5)))
    await Planner(db).tick(NOW + timedelta(minutes=59))
    [child] = await children(db, template)
    assert child.due_at == NOW + timedelta(minutes=40)
    assert child.timing == replace(DAILY, wall=FIRST + timedelta(minutes=40), repeat=None)
    after = await stored(db, template)
    assert (after.due_at, after.timing and after.timing.repeat) == (
        NOW + timedelta(hours=1),
        Repeat("*/20 * * * *", times=2),
    )


async def test_what_is_late_by_more_than_an_hour_asks_first(db: Database) -> None:
    template = await repeating(db)
    before = await stored(db, template)
    await Planner(db).tick(NOW + timedelta(hours=1, seconds=1))
    assert await children(db, template) == []
    assert await stored(db, template) == replace(before, state=State.LATE)


@pytest.mark.parametrize(
    ("repeat", "days"),
    [
        (Repeat("daily", until=date(2026, 11, 25)), [23, 24, 25]),
        (Repeat("daily", times=3), [23, 24, 25]),
        (Repeat("daily", times=2, skipped=frozenset({date(2026, 11, 24)})), [23, 25]),
        (Repeat("daily", until=date(2026, 11, 23)), [23]),
        (Repeat("0 14 * * WED,FRI", times=2), [25, 27]),
    ],
)
async def test_it_is_done_when_nothing_is_left(db: Database, repeat: Repeat, days: list[int]) -> None:
    template = await repeating(db, replace(DAILY, repeat=repeat))
    for hour in range(24 * 7):
        await Planner(db).tick(NOW + timedelta(hours=hour))
    assert [one.due_at and one.due_at.day for one in await children(db, template)] == days
    after = await stored(db, template)
    assert (after.state, after.ended_at and after.ended_at.day) == (State.DONE, days[-1])


async def test_the_thirty_first_is_not_forgotten_in_february(db: Database) -> None:
    template = await repeating(db, Timing(datetime(2027, 1, 31, 14), "Asia/Tashkent", repeat=Repeat("monthly")))
    moment = datetime(2027, 1, 31, 9, tzinfo=UTC)
    for day in range(90):
        await Planner(db).tick(moment + day * DAY)
    found = [one.timing.wall for one in await children(db, template) if one.timing]
    assert [(wall.month, wall.day) for wall in found] == [(1, 31), (2, 28), (3, 31), (4, 30)]


async def test_days_that_were_left_out_after_it_was_scheduled(db: Database) -> None:
    template = await repeating(db, replace(DAILY, repeat=Repeat("daily", times=2)))
    async with db.write() as tx:
        skipped = replace(DAILY, repeat=Repeat("daily", times=2, skipped=frozenset({date(2026, 11, 23)})))
        await announcements.move(tx, template, State.SCHEDULED, State.DRAFT)
        await drafts.set_timing(tx, template, skipped)
        await drafts.schedule(tx, template, NOW + DAY, DAILY.zone)
    for day in range(4):
        await Planner(db).tick(NOW + day * DAY)
    assert [one.due_at for one in await children(db, template)] == [NOW + DAY, NOW + 2 * DAY]


async def test_what_was_promised_stands_when_the_rules_of_the_zone_have_changed(db: Database) -> None:
    template = await repeating(db)
    promised = NOW + timedelta(minutes=30)  # by the rules of then
    async with db.write() as tx:
        await announcements.move(tx, template, State.SCHEDULED, State.DRAFT)
        await drafts.schedule(tx, template, promised, DAILY.zone)
    await Planner(db).tick(promised)
    [child] = await children(db, template)
    assert child.due_at == promised
    assert (await stored(db, template)).due_at == NOW + DAY


async def test_by_readers_clocks_each_gets_it_at_their_time(db: Database) -> None:
    await readers(db, 1)
    template = await repeating(db, replace(DAILY, by_reader=True))
    due = NOW - timedelta(hours=1)  # 14:00 in Bishkek
    await Planner(db).tick(due)
    [child] = await children(db, template)
    assert child.due_at == due
    assert child.timing is not None
    assert child.timing.by_reader
    async with db.read() as c:
        assert (await c.scalars(select(tables.outbox.c.not_before))).all() == [NOW]
    assert (await stored(db, template)).due_at == due + DAY


async def test_a_cancelled_series_makes_nothing_more(db: Database) -> None:
    template = await repeating(db)
    await Planner(db).tick(NOW)
    await move(db, template, State.SCHEDULED, State.CANCELLED)
    await Planner(db).tick(NOW + DAY)
    assert len(await children(db, template)) == 1


async def test_a_kill_between_any_two_statements_makes_none_twice(db: Database) -> None:
    await readers(db, 3)
    template = await repeating(db)
    step, day, made_up = 0, 0, False
    while not made_up:
        now = NOW + day * DAY
        with suppress(KilledError), killed_before(db, step) as done:
            await Planner(db, chunk=2).tick(now)
        made_up = len(done) < step
        while await Planner(db, chunk=2).tick(now):
            pass
        found = await children(db, template)
        assert len(found) == day + 1
        assert await tally(db, found[-1].id) == {Status.WAITING: 3}
        assert len(found[-1].texts) == 2
        step, day = step + 1, day + 1
    assert step > 15


async def test_one_that_exists_already_is_not_made_again(db: Database) -> None:
    template = await repeating(db)
    await Planner(db).tick(NOW)
    async with db.write() as tx:
        await announcements.move(tx, template, State.SCHEDULED, State.DRAFT)
        await drafts.set_timing(tx, template, DAILY)
        await drafts.schedule(tx, template, NOW, DAILY.zone)
    await Planner(db).tick(NOW)
    assert len(await children(db, template)) == 1
    assert (await stored(db, template)).due_at == NOW + DAY


async def test_it_fires_once_over_a_thousand_restarts(sqlite_db: Database) -> None:
    """Every quarter of an hour of eleven days a process starts, and is killed at a random statement or lives on."""
    db, random_ = sqlite_db, random.Random(20261123)
    await readers(db, 3)
    template = await repeating(db)
    restarts, now = 0, NOW - timedelta(hours=1)
    while restarts < 1050:
        with suppress(KilledError), killed_before(db, random_.choice([random_.randrange(30), 1000])):
            await Planner(db, chunk=2).tick(now)
        restarts += 1
        now += timedelta(minutes=15)
    found = await children(db, template)
    assert [one.due_at for one in found] == [NOW + day * DAY for day in range(11)]
    while await Planner(db).tick(now):
        pass
    assert [await tally(db, one.id) for one in found] == [{Status.WAITING: 3}] * 11


async def test_a_rule_that_cannot_be_followed_stops_no_other(
    db: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken = await repeating(db, DAILY)
    sound = await repeating(db)
    hold = planning.hold

    async def held(tx: Connection, number: int) -> Announcement | None:
        found = await hold(tx, number)
        if number != broken or found is None:
            return found
        return replace(found, timing=replace(DAILY, repeat=Repeat("0 0 30 2 *")))

    monkeypatch.setattr(planning, "hold", held)
    await Planner(db).tick(NOW)
    assert len(await children(db, sound)) == 1
    assert (await stored(db, broken)).state is State.SCHEDULED
    assert "CronError" in caplog.text
