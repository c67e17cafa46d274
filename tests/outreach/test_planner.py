"""Moments that come: planned once, asked about when late, ended when nobody is left."""

import asyncio
from contextlib import suppress
from datetime import datetime, timedelta

import pytest

from bot.domain.announcement import LATENESS, UNAPPROVED, Announcement, Audience, State
from bot.domain.approval import Rules
from bot.domain.delivery import Status
from bot.domain.places import Language
from bot.domain.quiet import Calendars
from bot.outreach.planner import Planner
from bot.store import announcements, drafts, outbox, planning
from bot.store.database import Connection, Database
from bot.store.outbox import Settlement
from tests.outreach.scenes import readers, scheduled, stored, tally
from tests.store.kills import KilledError, killed_before
from tests.visits import NOW


async def settle_all(db: Database) -> None:
    async with db.write() as tx:
        rows = await outbox.claim(tx, 100, NOW, timedelta(minutes=2))
        await outbox.settle(tx, [Settlement(row.id, Status.SENT) for row in rows], NOW)


async def test_what_is_due_is_planned_and_sending(db: Database) -> None:
    await readers(db, 3)
    made = await scheduled(db)

    await Planner(db).tick(NOW)

    assert (await stored(db, made)).state is State.SENDING
    assert await tally(db, made) == {Status.WAITING: 3}


async def test_what_is_not_due_yet_stays(db: Database) -> None:
    await readers(db, 3)
    made = await scheduled(db, due=NOW + timedelta(seconds=1))

    await Planner(db).tick(NOW)

    assert (await stored(db, made)).state is State.SCHEDULED
    assert await tally(db, made) == {}


@pytest.mark.parametrize(
    ("there", "approved", "state"),
    [
        (4, False, State.LATE),
        (4, True, State.SENDING),
        (5, False, State.SENDING),
        (10, False, State.SENDING),
        (11, False, State.LATE),
        (11, True, State.SENDING),
    ],
)
async def test_what_has_grown_or_shrunk_since_it_was_scheduled_needs_a_second_person(
    db: Database, there: int, approved: bool, state: State
) -> None:
    await readers(db, there)
    made = await scheduled(db, approved=approved)

    await Planner(db, rules=Rules(alone=10)).tick(NOW)

    found = await stored(db, made)
    assert (found.state, found.pause_reason) == (state, UNAPPROVED if state is State.LATE else None)
    assert await tally(db, made) == ({Status.WAITING: there} if state is State.SENDING else {})


async def test_a_second_person_asked_about_what_has_grown_lets_it_go(db: Database) -> None:
    await readers(db, 11)
    made, planner = await scheduled(db), Planner(db, rules=Rules(alone=10))
    await planner.tick(NOW)
    async with db.write() as tx:
        assert await drafts.submit(tx, made)
        assert not await drafts.schedule(tx, made, NOW, "UTC"), "it waits for a second person"
        assert await drafts.approve(tx, made, NOW, "UTC")

    await planner.tick(NOW)

    found = await stored(db, made)
    assert (found.state, found.approved, found.pause_reason) == (State.SENDING, True, None)


async def test_ticking_twice_at_once_plans_once(db: Database) -> None:
    await readers(db, 3)
    made = await scheduled(db)

    await asyncio.gather(Planner(db).tick(NOW), Planner(db).tick(NOW))
    await Planner(db).tick(NOW)

    assert await tally(db, made) == {Status.WAITING: 3}


@pytest.mark.parametrize(("late", "state"), [(LATENESS, State.SENDING), (LATENESS + timedelta(seconds=1), State.LATE)])
async def test_what_is_late_by_more_than_an_hour_asks_first(db: Database, late: timedelta, state: State) -> None:
    await readers(db, 3)
    made = await scheduled(db)

    await Planner(db).tick(NOW + late)

    assert (await stored(db, made)).state is state
    assert bool(await tally(db, made)) is (state is State.SENDING)


async def test_it_is_done_when_the_last_row_is_settled(db: Database) -> None:
    await readers(db, 2)
    made = await scheduled(db)
    planner = Planner(db)
    await planner.tick(NOW)
    await planner.tick(NOW)
    assert (await stored(db, made)).state is State.SENDING

    await settle_all(db)
    await planner.tick(NOW)

    assert (await stored(db, made)).state is State.DONE
    assert (await stored(db, made)).ended_at == NOW


async def test_it_is_not_done_while_a_send_is_in_flight(db: Database) -> None:
    await readers(db, 1)
    made = await scheduled(db)
    planner = Planner(db)
    await planner.tick(NOW)
    async with db.write() as tx:
        await outbox.claim(tx, 1, NOW, timedelta(minutes=2))

    await planner.tick(NOW)

    assert (await stored(db, made)).state is State.SENDING


async def test_it_is_not_done_when_a_row_is_put_back_at_the_last_moment(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await readers(db, 1)
    made = await scheduled(db)
    planner, find = Planner(db), planning.agenda
    await planner.tick(NOW)

    async def ended_before(c: Connection, now: datetime) -> planning.Agenda:
        return (await find(c, now))._replace(ended=[made])

    monkeypatch.setattr(planning, "agenda", ended_before)
    await planner.tick(NOW)

    assert (await stored(db, made)).state is State.SENDING


async def test_an_announcement_for_nobody_is_done(db: Database) -> None:
    made = await scheduled(db)
    planner = Planner(db)

    await planner.tick(NOW)
    await planner.tick(NOW)

    assert (await stored(db, made)).state is State.DONE


async def test_one_that_was_taken_back_and_changed_meanwhile_is_planned_as_it_is_now(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await readers(db, 2)
    await readers(db, 3, Language.KK, first=20_000)
    made = await scheduled(db)
    find = planning.agenda

    async def changed_afterwards(c: Connection, now: datetime) -> planning.Agenda:
        found = await find(c, now)
        async with db.write() as tx:
            await announcements.move(tx, made, State.SCHEDULED, State.DRAFT)
            await drafts.set_audience(tx, made, Audience(languages=frozenset({Language.KK})))
            await drafts.schedule(tx, made, NOW, "UTC")
        return found

    monkeypatch.setattr(planning, "agenda", changed_afterwards)
    await Planner(db).tick(NOW)

    assert await tally(db, made) == {Status.WAITING: 3}


async def test_one_that_was_put_off_meanwhile_waits(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    await readers(db, 2)
    made = await scheduled(db)
    find = planning.agenda

    async def put_off_afterwards(c: Connection, now: datetime) -> planning.Agenda:
        found = await find(c, now)
        async with db.write() as tx:
            await announcements.move(tx, made, State.SCHEDULED, State.DRAFT)
            await drafts.schedule(tx, made, NOW + timedelta(days=1), "UTC")
        return found

    monkeypatch.setattr(planning, "agenda", put_off_afterwards)
    await Planner(db).tick(NOW)

    assert (await stored(db, made)).state is State.SCHEDULED


async def test_a_kill_between_any_two_statements_is_made_up_for(db: Database) -> None:
    await readers(db, 5)
    step, made_up = 0, False
    while not made_up:
        made = await scheduled(db)
        with suppress(KilledError), killed_before(db, step) as done:
            await Planner(db, chunk=2).tick(NOW)
        assert sum((await tally(db, made)).values()) in {0, 2, 4, 5}
        made_up = len(done) < step
        await Planner(db, chunk=2).tick(NOW)
        assert await tally(db, made) == {Status.WAITING: 5}
        assert (await stored(db, made)).began_at == NOW
        step += 1
    assert step > 10


async def test_one_that_fails_does_not_stop_the_others(
    db: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await readers(db, 1)
    first, second = await scheduled(db), await scheduled(db)
    start = planning.start

    async def fail_first(tx: Connection, held: Announcement, now: datetime, chunk: int, **calendars: Calendars) -> bool:
        if held.id == first:
            raise ValueError("a word of Aisulu's")
        return await start(tx, held, now, chunk, **calendars)

    monkeypatch.setattr(planning, "start", fail_first)
    await Planner(db).tick(NOW)

    assert (await stored(db, first)).state is State.SCHEDULED
    assert (await stored(db, second)).state is State.SENDING
    assert "ValueError" in caplog.text
    assert "Aisulu" not in caplog.text
