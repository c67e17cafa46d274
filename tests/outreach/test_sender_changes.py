"""Corrections and recalls: copies edited in place, deleted while they are young, and turned into a note when not."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest

from bot.domain.announcement import Media, MediaKind, State, WhenUncertain
from bot.domain.delivery import Gone, Later, Lost, Outcome, Refused, Scope, Sent, Status, Uncertain
from bot.domain.interests import Interests
from bot.domain.member import Standing
from bot.domain.places import Language
from bot.outreach.verdicts import MOST_RESENDS
from bot.store import announcements, copies, drafts, members, planning
from bot.store.database import Database
from bot.ui import announce_recall_note
from bot.ui.announce_message import delivered
from tests.outreach.scenes import (
    FIRST,
    RUSSIAN,
    Clock,
    ScriptedTelegram,
    drain,
    move,
    readers,
    sender_over,
    stored,
    tally,
)
from tests.visits import BORIS, NOW, translator

MENDED = {Language.RU: "Дорогие коллеги, срок другой", Language.KK: "Құрметті әріптестер, мерзім басқа"}
PICTURE = Media(MediaKind.PHOTO, "AgACAgIAAxkBAAI")
ROBBED = Lost(gone=False, reason="message can't be deleted for everyone")
VANISHED = Lost(gone=True, reason="message to edit not found")


async def begin(db: Database, made: int, now: datetime) -> None:
    async with db.write() as tx:
        found = await planning.hold(tx, made)
        assert found is not None
        assert not await planning.start(tx, found, now)


async def arrived(db: Database, media: Media | None = None) -> int:
    """The number of an announcement that all have got: the first reader as message 1, the second as message 2."""
    async with db.write() as tx:
        made = await announcements.create(tx, db.seal.seal(BORIS), NOW)
        await drafts.set_media(tx, made, media)
        for language, html in RUSSIAN.items():
            await drafts.set_text(tx, made, language, html)
        assert await drafts.schedule(tx, made, NOW, "UTC")
    await begin(db, made, NOW)
    clock = Clock()
    await drain(sender_over(db, ScriptedTelegram(), clock), clock)
    await move(db, made, State.SENDING, State.DONE)
    return made


async def correct(db: Database, original: int, texts: Mapping[Language, str] = MENDED) -> int:
    """The number of a correction on its way."""
    async with db.write() as tx:
        found = await announcements.get(tx, original)
        assert found is not None
        made = await copies.make_correction(tx, found, db.seal.seal(BORIS), NOW)
        for language, html in texts.items():
            await drafts.set_text(tx, made, language, html)
        await drafts.set_when_uncertain(tx, made, WhenUncertain.LEAVE)
        assert await drafts.schedule(tx, made, NOW, "UTC")
    await begin(db, made, NOW)
    return made


async def recall(db: Database, original: int, now: datetime = NOW) -> int:
    """The number of a recall on its way."""
    async with db.write() as tx:
        found = await announcements.get(tx, original)
        assert found is not None
        made = await copies.make_recall(tx, found, db.seal.seal(BORIS), now)
    await begin(db, made, now)
    return made


async def test_every_copy_is_edited_in_its_readers_language(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await readers(db, 1)
    await readers(db, 1, Language.KK, first=FIRST + 1)
    original = await arrived(db)
    made = await correct(db, original)

    await drain(sender_over(db, telegram, clock), clock)

    correction = await stored(db, made)
    assert telegram.amended == [
        (FIRST, 1, delivered(translator("ru"), correction, Language.RU)),
        (FIRST + 1, 2, delivered(translator("kk"), correction, Language.KK)),
    ]
    assert telegram.delivered == []
    assert telegram.withdrawn == []
    assert await tally(db, made) == {Status.SENT: 2}
    assert await tally(db, original) == {Status.SENT: 2}


@pytest.mark.parametrize(
    ("standing", "status"),
    [
        (Standing.ACTIVE, Status.SENT),
        (Standing.STOPPED, Status.SENT),
        (Standing.BLOCKED, Status.SKIPPED),
        (Standing.GONE, Status.SKIPPED),
    ],
)
@pytest.mark.parametrize("change", [correct, recall])
async def test_what_somebody_asked_for_since_does_not_keep_a_wrong_copy_in_place(
    sqlite_db: Database, clock: Clock, telegram: ScriptedTelegram, standing: Standing, status: Status, change: object
) -> None:
    assert callable(change)
    await readers(sqlite_db, 1)
    made = await change(sqlite_db, await arrived(sqlite_db))
    person = sqlite_db.seal.seal(FIRST)
    async with sqlite_db.write() as tx:
        await members.set_interests(tx, person, Interests())
        await members.set_paused(tx, person, paused=True)
        await members.set_standing(tx, person, standing)

    await drain(sender_over(sqlite_db, telegram, clock), clock)

    assert await tally(sqlite_db, made) == {status: 1}


async def test_copies_that_are_gone_pause_no_correction(db: Database, clock: Clock, telegram: ScriptedTelegram) -> None:
    await readers(db, 8)
    made = await correct(db, await arrived(db))
    telegram.everyone = VANISHED

    await drain(sender_over(db, telegram, clock), clock)

    assert (await stored(db, made)).state is State.SENDING
    assert await tally(db, made) == {Status.REFUSED: 8}


async def test_a_correction_that_is_refused_again_and_again_is_paused(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await readers(db, 8)
    made = await correct(db, await arrived(db))
    telegram.everyone = Refused("can't parse entities")

    await drain(sender_over(db, telegram, clock), clock, seconds=3)

    assert (await stored(db, made)).pause_reason == "can't parse entities"
    assert await tally(db, made) == {Status.REFUSED: 3, Status.WAITING: 5}


async def test_young_copies_are_deleted(db: Database, clock: Clock, telegram: ScriptedTelegram) -> None:
    await readers(db, 2)
    made = await recall(db, await arrived(db))

    await drain(sender_over(db, telegram, clock), clock)

    assert telegram.withdrawn == [(FIRST, 1), (FIRST + 1, 2)]
    assert telegram.amended == []
    assert await tally(db, made) == {Status.SENT: 2}


@pytest.mark.parametrize("media", [None, PICTURE])
async def test_old_copies_become_a_note_in_their_readers_language(
    db: Database, clock: Clock, telegram: ScriptedTelegram, media: Media | None
) -> None:
    await readers(db, 1, Language.UZ)
    original = await arrived(db, media)
    clock.go_on(timedelta(hours=48).total_seconds())
    made = await recall(db, original, clock())

    await drain(sender_over(db, telegram, clock), clock)

    assert telegram.withdrawn == []
    assert telegram.amended == [(FIRST, 1, announce_recall_note.withdrawn(translator("uz"), media))]
    assert await tally(db, made) == {Status.SENT: 1}


@pytest.mark.parametrize(
    ("answers", "amended", "status"),
    [
        ([ROBBED, Sent(1)], 1, Status.SENT),
        ([ROBBED, VANISHED], 1, Status.SENT),
        ([ROBBED, ROBBED], 1, Status.REFUSED),
        ([VANISHED], 0, Status.SENT),
        ([Gone()], 0, Status.GONE),
    ],
)
async def test_a_copy_that_cannot_be_deleted_becomes_a_note(
    sqlite_db: Database,
    clock: Clock,
    telegram: ScriptedTelegram,
    answers: list[Outcome],
    amended: int,
    status: Status,
) -> None:
    await readers(sqlite_db, 1)
    made = await recall(sqlite_db, await arrived(sqlite_db))
    telegram.script = {FIRST: [*answers]}

    await drain(sender_over(sqlite_db, telegram, clock), clock)

    assert len(telegram.amended) == amended
    assert await tally(sqlite_db, made) == {status: 1}


@pytest.mark.parametrize("change", [correct, recall])
async def test_a_change_whose_answer_was_lost_is_made_again_but_not_for_ever(
    db: Database, clock: Clock, telegram: ScriptedTelegram, change: object
) -> None:
    assert callable(change)
    await readers(db, 2)
    made = await change(db, await arrived(db))
    telegram.script = {FIRST: [Uncertain()], FIRST + 1: [Uncertain(), Sent(2)]}

    await drain(sender_over(db, telegram, clock), clock, seconds=400)

    assert await tally(db, made) == {Status.UNCERTAIN: 1, Status.SENT: 1}
    assert sum(call[0] == FIRST for call in (*telegram.amended, *telegram.withdrawn)) == 1 + MOST_RESENDS


async def test_a_wait_puts_a_change_off_and_leaves_it_its_message(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await readers(db, 1)
    made = await correct(db, await arrived(db))
    telegram.script = {FIRST: [Later(5, Scope.CHAT), Sent(1)]}

    await drain(sender_over(db, telegram, clock), clock, seconds=8)

    assert [(chat_id, message_id) for chat_id, message_id, _ in telegram.amended] == [(FIRST, 1)] * 2
    assert await tally(db, made) == {Status.SENT: 1}
