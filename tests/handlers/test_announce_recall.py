"""Recalling once, and correcting what was sent."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.announcement import Errand, State
from bot.domain.delivery import Status
from bot.domain.places import Language
from bot.handlers import announce_recall
from bot.handlers.visit import Next
from bot.store import announcements, copies, drafts, lockdown, outbox, planning
from bot.store.database import Database
from bot.store.outbox import Settlement
from bot.ui.routes import Home
from bot.ui.staff_actions import CorrectAnnouncement, RecallAnnouncement
from bot.ui.staff_routes import AnnouncementView, ConfirmRecall
from tests.buttons import labels
from tests.handlers.announced import decided, everything, in_state, name_boris, readers, stored
from tests.visits import BORIS, MALLORY, NOW, visit


async def under_way(db: Database, n: int = 6, sent: int = 4, state: State = State.SENDING) -> int:
    """An announcement to `n` readers that `sent` have, in this state."""
    await readers(db, Language.KK, n)
    made = await decided(db)
    async with db.write() as tx:
        await drafts.schedule(tx, made, NOW, "UTC")
        held = await planning.hold(tx, made)
        assert held is not None
        await planning.start(tx, held, NOW)
        rows = await outbox.claim(tx, sent, NOW, timedelta(minutes=2))
        await outbox.settle(tx, [Settlement(row.id, Status.SENT, message_id=row.id) for row in rows], NOW)
        if state is not State.SENDING:
            assert await announcements.move(tx, made, State.SENDING, state)
    return made


async def test_a_correction_pressed_beside_a_recall_finds_it(postgresql_db: Database) -> None:
    db = postgresql_db
    await name_boris(db)
    made = await under_way(db, n=6, sent=6, state=State.DONE)
    boris = await visit(db, BORIS)
    async with db.write() as tx:
        await copies.make_recall(tx, await stored(db, made), boris.person, NOW)
        pressed = asyncio.create_task(announce_recall.correct(boris, CorrectAnnouncement(id=made)))
        _, pending = await asyncio.wait({pressed}, timeout=0.3)
        assert pending  # until the recall is committed

    assert (await pressed).route == AnnouncementView(id=made)
    async with db.read() as c:
        assert [one.errand for one in await announcements.page(c, 9, 0)] == [Errand.RECALL, Errand.SEND]


@pytest.mark.parametrize("state", [State.SENDING, State.PAUSED])
async def test_a_recall_stops_what_is_being_sent(sqlite_db: Database, state: State) -> None:
    await name_boris(sqlite_db)
    made = await under_way(sqlite_db, n=7, sent=5, state=state)
    boris = await visit(sqlite_db, BORIS)

    asked = await announce_recall.confirm_recall(boris, ConfirmRecall(id=made))
    answer = await announce_recall.recall(boris, RecallAnnouncement(id=made))

    assert "5 copies are less than 48 hours old: they will be deleted." in asked.text
    assert "Those who have not received it yet will not get it." in asked.text
    assert answer.toast == "The copies are being recalled."
    assert isinstance(answer.route, AnnouncementView)
    recall = await stored(sqlite_db, answer.route.id)
    assert (recall.errand, recall.about) == (Errand.RECALL, made)
    # At once: harm is being limited, nobody waits for an undo or for a second person.
    assert (recall.state, recall.due_at) == (State.SCHEDULED, NOW)
    assert (await stored(sqlite_db, made)).state is State.CANCELLED
    async with sqlite_db.read() as c:
        assert await announcements.tally(c, made) == {Status.SENT: 5, Status.CANCELLED: 2}


@pytest.mark.parametrize("state", [State.DONE, State.CANCELLED])
async def test_what_has_ended_is_recalled_too(sqlite_db: Database, state: State) -> None:
    await name_boris(sqlite_db)
    made = await under_way(sqlite_db, state=state)

    answer = await announce_recall.recall(await visit(sqlite_db, BORIS), RecallAnnouncement(id=made))

    assert answer.route != AnnouncementView(id=made)
    assert (await stored(sqlite_db, made)).state is state


async def test_pressed_twice_it_is_one_recall(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await under_way(sqlite_db)
    boris = await visit(sqlite_db, BORIS)

    first = await announce_recall.recall(boris, RecallAnnouncement(id=made))
    before = await everything(sqlite_db)
    second = await announce_recall.recall(boris, RecallAnnouncement(id=made))
    asked = await announce_recall.confirm_recall(boris, ConfirmRecall(id=made))

    assert second == Next(first.route)
    assert asked.toast == "This announcement has been recalled."
    assert await everything(sqlite_db) == before


async def test_while_everything_is_frozen_it_says_that_the_recall_waits(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await under_way(sqlite_db)
    boris = await visit(sqlite_db, BORIS)
    async with sqlite_db.write() as tx:
        await lockdown.freeze(tx, boris.person, NOW)

    answer = await announce_recall.recall(boris, RecallAnnouncement(id=made))

    assert answer.toast == "Sending is frozen: the copies will be recalled when it resumes."


@pytest.mark.parametrize("state", [State.DRAFT, State.AWAITING, State.SCHEDULED, State.LATE])
async def test_what_nobody_has_is_not_recalled(sqlite_db: Database, state: State) -> None:
    await name_boris(sqlite_db)
    made = await in_state(sqlite_db, state)
    boris = await visit(sqlite_db, BORIS)
    before = await everything(sqlite_db)

    asked = await announce_recall.confirm_recall(boris, ConfirmRecall(id=made))
    answer = await announce_recall.recall(boris, RecallAnnouncement(id=made))

    assert asked.toast == answer.toast == "There is nothing to recall here."
    assert answer.route == AnnouncementView(id=made)
    assert await everything(sqlite_db) == before


async def test_when_every_answer_was_lost_no_copy_can_be_reached(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await under_way(sqlite_db, n=2, sent=0)
    async with sqlite_db.write() as tx:
        rows = await outbox.claim(tx, 2, NOW, timedelta(minutes=2))
        await outbox.settle(tx, [Settlement(row.id, Status.UNCERTAIN) for row in rows], NOW)
        await announcements.move(tx, made, State.SENDING, State.DONE)
    boris = await visit(sqlite_db, BORIS)

    for answer in (
        await announce_recall.recall(boris, RecallAnnouncement(id=made)),
        await announce_recall.correct(boris, CorrectAnnouncement(id=made)),
    ):
        assert answer == Next(AnnouncementView(id=made), toast="Nobody has a copy that the bot can still change.")


@pytest.mark.parametrize("state", [State.DONE, State.CANCELLED])
async def test_a_correction_is_a_draft_with_what_readers_have(sqlite_db: Database, state: State) -> None:
    await name_boris(sqlite_db)
    made = await under_way(sqlite_db, state=state)
    boris = await visit(sqlite_db, BORIS)

    first = await announce_recall.correct(boris, CorrectAnnouncement(id=made))
    second = await announce_recall.correct(boris, CorrectAnnouncement(id=made))

    assert first == second
    assert isinstance(first.route, AnnouncementView)
    correction, original = await stored(sqlite_db, first.route.id), await stored(sqlite_db, made)
    assert (correction.state, correction.errand, correction.about) == (State.DRAFT, Errand.CORRECT, made)
    assert correction.texts == original.texts


@pytest.mark.parametrize(
    "state", [State.DRAFT, State.AWAITING, State.SCHEDULED, State.LATE, State.SENDING, State.PAUSED]
)
async def test_what_has_not_ended_is_not_corrected(sqlite_db: Database, state: State) -> None:
    await name_boris(sqlite_db)
    made = await in_state(sqlite_db, state)
    before = await everything(sqlite_db)

    answer = await announce_recall.correct(await visit(sqlite_db, BORIS), CorrectAnnouncement(id=made))

    assert answer.toast == "An announcement can be corrected once it is complete or cancelled."
    assert await everything(sqlite_db) == before


async def test_what_was_recalled_is_not_corrected(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await under_way(sqlite_db, state=State.DONE)
    boris = await visit(sqlite_db, BORIS)
    await announce_recall.recall(boris, RecallAnnouncement(id=made))
    before = await everything(sqlite_db)

    answer = await announce_recall.correct(boris, CorrectAnnouncement(id=made))

    assert answer == Next(AnnouncementView(id=made), toast="This announcement has been recalled.")
    assert await everything(sqlite_db) == before


async def test_neither_corrections_nor_recalls_are_corrected_or_recalled(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    original = await stored(sqlite_db, await under_way(sqlite_db, state=State.DONE))
    async with sqlite_db.write() as tx:
        correction = await copies.make_correction(tx, original, sqlite_db.seal.seal(BORIS), NOW)
        for now, to in ((State.DRAFT, State.SCHEDULED), (State.SCHEDULED, State.SENDING), (State.SENDING, State.DONE)):
            assert await announcements.move(tx, correction, now, to)
    boris = await visit(sqlite_db, BORIS)
    before = await everything(sqlite_db)

    recalled = await announce_recall.recall(boris, RecallAnnouncement(id=correction))
    corrected = await announce_recall.correct(boris, CorrectAnnouncement(id=correction))

    assert recalled.route == AnnouncementView(id=correction)
    assert corrected.route == AnnouncementView(id=original.id)
    assert corrected.toast == "That only changed this announcement: correct this one again."
    assert await everything(sqlite_db) == before


async def test_mallory_takes_nothing_back(sqlite_db: Database) -> None:
    made = await under_way(sqlite_db, state=State.DONE)
    mallory = await visit(sqlite_db, MALLORY)
    before = await everything(sqlite_db)

    asked = await announce_recall.confirm_recall(mallory, ConfirmRecall(id=made))

    assert "Yes, recall it" not in labels(asked)
    assert (await announce_recall.recall(mallory, RecallAnnouncement(id=made))).route == Home()
    assert (await announce_recall.correct(mallory, CorrectAnnouncement(id=made))).route == Home()
    assert await everything(sqlite_db) == before


async def test_what_is_not_there_is_nowhere(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    boris = await visit(sqlite_db, BORIS)

    assert (await announce_recall.confirm_recall(boris, ConfirmRecall(id=99))).toast
    assert (await announce_recall.recall(boris, RecallAnnouncement(id=99))).route == Home()
    assert (await announce_recall.correct(boris, CorrectAnnouncement(id=99))).route == Home()
