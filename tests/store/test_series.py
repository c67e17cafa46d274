"""Repeating announcements on their way: days left out while scheduled, a late one passed over."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.announcement import Announcement, State
from bot.domain.places import Language
from bot.domain.schedule import Repeat, Timing
from bot.store import announcements, drafts, series
from bot.store.database import Database

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
NEXT = NOW + timedelta(days=2)
DAYS = frozenset({date(2026, 11, 24), date(2026, 12, 1)})
DAILY = Timing(datetime(2026, 11, 24, 10, 0), "UTC", repeat=Repeat("daily", times=9))


async def made(db: Database, *moves: State) -> int:
    async with db.write() as tx:
        number = await announcements.create(tx, b"boris", NOW)
        await drafts.set_text(tx, number, Language.RU, "Текст")
        await drafts.set_timing(tx, number, DAILY)
        now = State.DRAFT
        for to in moves:
            if to is State.SCHEDULED:
                await drafts.schedule(tx, number, NOW, "UTC")
            else:
                assert await announcements.move(tx, number, now, to)
            now = to
    return number


async def stored(db: Database, number: int) -> Announcement:
    async with db.read() as c:
        found = await announcements.get(c, number)
    assert found is not None
    return found


async def test_days_of_a_scheduled_one_are_left_out_and_its_next_moment_moves(db: Database) -> None:
    number = await made(db, State.SCHEDULED)

    async with db.write() as tx:
        assert await series.leave_out(tx, number, DAYS, NEXT)

    found = await stored(db, number)
    assert found.timing is not None
    assert found.timing.repeat == Repeat("daily", times=9, skipped=DAYS)
    assert (found.state, found.due_at) == (State.SCHEDULED, NEXT)
    async with db.write() as tx:
        assert await series.leave_out(tx, number, (), NOW)
    assert (await stored(db, number)).timing == DAILY


@pytest.mark.parametrize("moves", [(), (State.SCHEDULED, State.LATE), (State.SCHEDULED, State.CANCELLED)])
async def test_of_any_other_nothing_is_left_out(db: Database, moves: tuple[State, ...]) -> None:
    number = await made(db, *moves)
    before = await stored(db, number)

    async with db.write() as tx:
        assert not await series.leave_out(tx, number, DAYS, NEXT)

    assert await stored(db, number) == before


async def test_a_late_one_goes_on_at_its_next_moment(db: Database) -> None:
    number = await made(db, State.SCHEDULED, State.LATE)

    async with db.write() as tx:
        assert await series.pass_over(tx, number, NEXT, NOW)
        assert not await series.pass_over(tx, number, NEXT, NOW)

    found = await stored(db, number)
    assert (found.state, found.due_at, found.timing, found.ended_at) == (State.SCHEDULED, NEXT, DAILY, None)


async def test_a_late_one_without_another_moment_is_done(db: Database) -> None:
    number = await made(db, State.SCHEDULED, State.LATE)

    async with db.write() as tx:
        assert await series.pass_over(tx, number, None, NOW)

    found = await stored(db, number)
    assert (found.state, found.ended_at) == (State.DONE, NOW)


async def test_what_is_not_late_is_not_passed_over(db: Database) -> None:
    number = await made(db, State.SCHEDULED)

    async with db.write() as tx:
        assert not await series.pass_over(tx, number, None, NOW)

    assert (await stored(db, number)).state is State.SCHEDULED
