"""Pause, resume, cancel, take back: each from where it may, once."""

from collections.abc import Awaitable, Callable
from datetime import datetime

import pytest

from bot.domain.announcement import State
from bot.domain.delivery import Status
from bot.domain.places import Language
from bot.domain.schedule import Repeat, Timing
from bot.handlers import announce_moves
from bot.handlers.visit import Next, Visit
from bot.store import announcements, copies, drafts, lockdown
from bot.store.database import Database
from bot.ui.staff_actions import (
    BackToDraft,
    CancelAnnouncement,
    PauseAnnouncement,
    ResumeAnnouncement,
)
from bot.ui.staff_routes import AnnouncementView, ConfirmCancel
from tests.handlers.announced import decided, in_state, name_boris, readers, stored
from tests.visits import BORIS, NOW, visit

Press = Callable[[Visit, int], Awaitable[Next]]


async def _cancel(boris: Visit, number: int) -> Next:
    return await announce_moves.cancel(boris, CancelAnnouncement(id=number))


async def _back(boris: Visit, number: int) -> Next:
    return await announce_moves.back_to_draft(boris, BackToDraft(id=number))


async def _pause(boris: Visit, number: int) -> Next:
    return await announce_moves.pause(boris, PauseAnnouncement(id=number))


async def _resume(boris: Visit, number: int) -> Next:
    return await announce_moves.resume(boris, ResumeAnnouncement(id=number))


OPEN = {State.DRAFT, State.AWAITING, State.SCHEDULED, State.LATE, State.SENDING, State.PAUSED}
MOVES: list[tuple[Press, set[State], State]] = [
    (_cancel, OPEN, State.CANCELLED),
    (_back, {State.SCHEDULED, State.AWAITING, State.LATE}, State.DRAFT),
    (_pause, {State.SENDING}, State.PAUSED),
    (_resume, {State.PAUSED}, State.SENDING),
]
CASES = [(press, state, to, state in sources) for press, sources, to in MOVES for state in State]


@pytest.mark.parametrize(("press", "state", "to", "allowed"), CASES)
async def test_each_press_in_each_state(
    sqlite_db: Database, press: Press, state: State, to: State, allowed: bool
) -> None:
    await name_boris(sqlite_db)
    made = await in_state(sqlite_db, state)
    boris = await visit(sqlite_db, BORIS)

    first = await press(boris, made)
    second = await press(boris, made)

    assert first == second
    assert first.route == AnnouncementView(id=made)
    assert (await stored(sqlite_db, made)).state is (to if allowed else state)
    impossible = first.toast is not None and first.toast.startswith("This is not possible any more")
    assert impossible is not (allowed or state is to)


async def test_while_everything_is_frozen_nothing_goes_on_yet(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await in_state(sqlite_db, State.PAUSED)
    boris = await visit(sqlite_db, BORIS)
    async with sqlite_db.write() as tx:
        await lockdown.freeze(tx, boris.person, NOW)

    answer = await _resume(boris, made)

    assert answer.toast == "Resumed, but all sending is frozen: nothing goes out until two people agree to resume."
    assert (await stored(sqlite_db, made)).state is State.SENDING


async def test_cancelling_takes_back_whoever_is_waiting(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    await readers(sqlite_db, Language.KK, 3)
    made = await in_state(sqlite_db, State.PAUSED)

    await _cancel(await visit(sqlite_db, BORIS), made)

    async with sqlite_db.read() as c:
        assert await announcements.tally(c, made) == {Status.CANCELLED: 3}


@pytest.mark.parametrize("state", list(State))
async def test_cancelling_asks_first_where_it_can_be_done(sqlite_db: Database, state: State) -> None:
    await name_boris(sqlite_db)
    made = await in_state(sqlite_db, state)

    screen = await announce_moves.confirm_cancel(await visit(sqlite_db, BORIS), ConfirmCancel(id=made))

    assert ("Cancel this announcement?" in screen.text) is (state in OPEN)
    assert f"Announcement {made}" in screen.text
    assert (await stored(sqlite_db, made)).state is state


async def test_whoever_may_approve_cannot_any_more_when_it_is_taken_back(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await in_state(sqlite_db, State.AWAITING)

    await _back(await visit(sqlite_db, BORIS), made)

    async with sqlite_db.write() as tx:
        assert not await announcements.move(tx, made, State.AWAITING, State.SCHEDULED)


async def test_a_recall_does_not_become_a_draft(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    original = await stored(sqlite_db, await in_state(sqlite_db, State.DONE))
    async with sqlite_db.write() as tx:
        made = await copies.make_recall(tx, original, sqlite_db.seal.seal(BORIS), NOW)

    answer = await _back(await visit(sqlite_db, BORIS), made)

    assert (answer.toast or "").startswith("This is not possible any more")
    assert (await stored(sqlite_db, made)).state is State.SCHEDULED


async def test_a_repeating_one_that_is_cancelled_has_no_further_times(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await decided(sqlite_db, Timing(datetime(2026, 11, 24, 10, 0), "UTC", repeat=Repeat("daily")))
    async with sqlite_db.write() as tx:
        await drafts.schedule(tx, made, NOW, "UTC")
    boris = await visit(sqlite_db, BORIS)

    asked = await announce_moves.confirm_cancel(boris, ConfirmCancel(id=made))
    await _cancel(boris, made)

    assert "It will not be sent again." in asked.text
    async with sqlite_db.read() as c:
        cancelled = await announcements.get(c, made)
    assert cancelled is not None
    assert cancelled.state is State.CANCELLED
