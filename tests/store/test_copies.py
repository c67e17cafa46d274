"""Copies: counted by language and age, corrected from what readers have now, recalled once."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.announcement import (
    Announcement,
    Audience,
    Errand,
    LinkButton,
    Media,
    MediaKind,
    State,
    WhenUncertain,
)
from bot.domain.delivery import Status
from bot.domain.interests import Kind
from bot.domain.places import Country, Language
from bot.domain.schedule import Repeat, Timing
from bot.store import announcements, copies, drafts, members, outbox, planning
from bot.store.copies import Copies
from bot.store.database import Database
from bot.store.outbox import Settlement

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
AUTHOR, PRESSER = b"boris", b"olga"

# How a correction that is scheduled comes into a state.
WAYS: Mapping[State, tuple[State, ...]] = {
    State.SCHEDULED: (),
    State.SENDING: (State.SENDING,),
    State.PAUSED: (State.SENDING, State.PAUSED),
    State.DONE: (State.SENDING, State.DONE),
}
LINK = (LinkButton("Apply", "https://example.org/apply"),)


async def join(db: Database, *languages: Language) -> None:
    async with db.write() as tx:
        for number, language in enumerate(languages, 1):
            await members.set_language(tx, db.seal.seal(number), language, NOW.date())


async def sending(db: Database, n: int = 100) -> Announcement:
    """An announcement that is being sent, with everything that a reader sees."""
    async with db.write() as tx:
        made = await announcements.create(tx, AUTHOR, NOW)
        await drafts.set_text(tx, made, Language.RU, "Текст")
        await drafts.set_buttons(tx, made, Language.RU, LINK)
        await drafts.set_text(tx, made, Language.KK, "Мәтін")
        await drafts.set_media(tx, made, Media(MediaKind.PHOTO, "file"))
        await drafts.set_link_preview(tx, made, wanted=True)
        await drafts.choose(tx, made, frozenset({Language.TG}), frozenset({Language.UZ}))
        await drafts.set_audience(tx, made, Audience(kinds=frozenset({Kind.ANNOUNCEMENT, Kind.JOB})))
        await drafts.schedule(tx, made, NOW, "Asia/Almaty")
        held = await planning.hold(tx, made)
        assert held is not None
        await planning.start(tx, held, NOW)
    return await stored(db, made)


async def claimed(db: Database, n: int) -> list[outbox.Claimed]:
    async with db.write() as tx:
        return await outbox.claim(tx, n, NOW, timedelta(minutes=2))


async def settled(db: Database, *settlements: Settlement, at: datetime = NOW) -> None:
    async with db.write() as tx:
        await outbox.settle(tx, settlements, at)


async def stored(db: Database, number: int) -> Announcement:
    async with db.read() as c:
        found = await announcements.get(c, number)
    assert found is not None
    return found


async def corrected(db: Database, original: Announcement, to: State = State.DRAFT) -> Announcement:
    """A correction of it with another Russian text, in one of its states."""
    async with db.write() as tx:
        made = await copies.make_correction(tx, original, PRESSER, NOW)
        await drafts.set_text(tx, made, Language.RU, "Исправлено")
        if to is not State.DRAFT:
            await drafts.schedule(tx, made, NOW, "UTC")
            now = State.SCHEDULED
            for then in WAYS[to]:
                assert await announcements.move(tx, made, now, then)
                now = then
    return await stored(db, made)


async def ended(db: Database) -> Announcement:
    original = await sending(db)
    async with db.write() as tx:
        assert await announcements.move(tx, original.id, State.SENDING, State.DONE)
    return await stored(db, original.id)


async def test_only_copies_that_arrived_are_counted(db: Database) -> None:
    await join(db, Language.RU, Language.RU, Language.KK, Language.RU, Language.RU, Language.KK)
    original = await sending(db)
    rows = await claimed(db, 5)
    await settled(
        db,
        Settlement(rows[0].id, Status.SENT, message_id=7),
        Settlement(rows[1].id, Status.SENT, message_id=8),
        Settlement(rows[2].id, Status.SENT, message_id=9),
        Settlement(rows[3].id, Status.UNCERTAIN),
        Settlement(rows[4].id, Status.GONE),
    )
    async with db.write() as tx:
        # What they read today decides which text their copy gets.
        await members.set_language(tx, rows[1].person, Language.TG, NOW.date())

    async with db.read() as c:
        assert await copies.count_copies(c, original.id) == {Language.RU: 1, Language.TG: 1, Language.KK: 1}
        assert await copies.count_copies(c, original.id + 1) == {}


async def test_a_recall_finds_young_and_old_and_lost_ones(db: Database) -> None:
    await join(db, *[Language.RU] * 5)
    original = await sending(db)
    rows = await claimed(db, 4)
    await settled(db, Settlement(rows[0].id, Status.SENT, message_id=7), at=NOW - timedelta(hours=48))
    await settled(db, Settlement(rows[1].id, Status.SENT, message_id=8), at=NOW - timedelta(hours=47, minutes=59))
    await settled(db, Settlement(rows[2].id, Status.UNCERTAIN))

    async with db.read() as c:
        # The fourth is in flight: it is young when it arrives. The fifth waits, and will not be sent.
        assert await copies.count_reachable(c, original.id, NOW) == Copies(deletable=2, older=1, uncertain=1)
        assert await copies.count_reachable(c, original.id + 1, NOW) == Copies()


async def test_a_correction_begins_with_what_readers_have(db: Database) -> None:
    original = await ended(db)

    async with db.write() as tx:
        made = await copies.make_correction(tx, original, PRESSER, NOW)

    correction = await stored(db, made)
    assert correction == replace(
        original,
        id=made,
        state=State.DRAFT,
        errand=Errand.CORRECT,
        about=original.id,
        due_at=None,
        zone=None,
        began_at=None,
        when_uncertain=WhenUncertain.RESEND,
    )


async def test_a_copy_keeps_who_gets_which_text_in_whatever_order_the_texts_come(db: Database) -> None:
    # By the order of their letters Azerbaijani comes first, by that of the menu Russian.
    async with db.write() as tx:
        made = await announcements.create(tx, AUTHOR, NOW)
        for language in (Language.AZ, Language.EN, Language.RU):
            await drafts.set_text(tx, made, language, "Text")
        await drafts.choose(tx, made, frozenset({Language.TG, Language.UZ}), frozenset({Language.TK}))
    original = await stored(db, made)

    async with db.write() as tx:
        single = await copies.make_single(tx, original, AUTHOR, NOW)

    copy = await stored(db, single)
    assert (copy.borrowing, copy.skipped) == (original.borrowing, original.skipped)
    assert copy.texts == original.texts


async def test_the_next_correction_begins_with_the_last_one(db: Database) -> None:
    original = await ended(db)
    first = await corrected(db, original, State.DONE)

    second = await corrected(db, original)
    assert second.id != first.id

    async with db.write() as tx:
        await drafts.set_text(tx, second.id, Language.KK, None)
        await announcements.move(tx, second.id, State.DRAFT, State.CANCELLED)
        third = await copies.make_correction(tx, original, PRESSER, NOW)
    # The second was never sent.
    assert (await stored(db, third)).texts == first.texts == {Language.RU: "Исправлено", Language.KK: "Мәтін"}


@pytest.mark.parametrize("state", [State.DRAFT, State.SCHEDULED, State.SENDING, State.PAUSED])
async def test_there_is_one_open_correction_at_a_time(db: Database, state: State) -> None:
    original = await ended(db)
    first = await corrected(db, original, state)

    async with db.write() as tx:
        assert await copies.make_correction(tx, original, AUTHOR, NOW) == first.id


async def test_a_recall_stops_the_original_and_is_due_at_once(db: Database) -> None:
    await join(db, *[Language.RU] * 3)
    original = await sending(db)
    [row] = await claimed(db, 1)

    async with db.write() as tx:
        made = await copies.make_recall(tx, original, PRESSER, NOW)

    recall = await stored(db, made)
    assert (recall.state, recall.errand, recall.about) == (State.SCHEDULED, Errand.RECALL, original.id)
    assert (recall.due_at, recall.timing, recall.texts, recall.media) == (NOW, None, {}, None)
    assert recall.audience == original.audience
    assert (await stored(db, original.id)).state is State.CANCELLED
    async with db.read() as c:
        assert await announcements.tally(c, original.id) == {Status.CANCELLED: 2, Status.BEGUN: 1}
    # It arrives all the same, and the recall will find it.
    await settled(db, Settlement(row.id, Status.SENT, message_id=5))
    async with db.read() as c:
        assert await copies.count_copies(c, original.id) == {Language.RU: 1}


async def test_a_recall_is_made_once(db: Database) -> None:
    original = await ended(db)
    async with db.write() as tx:
        assert await copies.recall_of(tx, original.id) is None
        first = await copies.make_recall(tx, original, PRESSER, NOW)
    async with db.write() as tx:
        assert await copies.make_recall(tx, original, AUTHOR, NOW) == first
        assert await copies.recall_of(tx, original.id) == first
        assert await announcements.total(tx) == 2


async def test_a_recall_that_was_cancelled_can_be_made_again(db: Database) -> None:
    original = await ended(db)
    async with db.write() as tx:
        first = await copies.make_recall(tx, original, PRESSER, NOW)
        await announcements.move(tx, first, State.SCHEDULED, State.CANCELLED)
        assert await copies.recall_of(tx, original.id) is None
        assert await copies.make_recall(tx, original, PRESSER, NOW) != first


@pytest.mark.parametrize("state", [State.DRAFT, State.SCHEDULED, State.SENDING, State.PAUSED])
async def test_a_recall_ends_corrections_of_the_same(db: Database, state: State) -> None:
    original, other = await ended(db), await ended(db)
    open_one, elsewhere = await corrected(db, original, state), await corrected(db, other, state)

    async with db.write() as tx:
        await copies.make_recall(tx, original, PRESSER, NOW)

    assert (await stored(db, open_one.id)).state is State.CANCELLED
    assert await stored(db, elsewhere.id) == elsewhere


async def test_a_recall_leaves_what_is_done(db: Database) -> None:
    original = await ended(db)
    done = await corrected(db, original, State.DONE)

    async with db.write() as tx:
        await copies.make_recall(tx, original, PRESSER, NOW)

    assert await stored(db, original.id) == original
    assert await stored(db, done.id) == done


async def test_a_single_one_of_a_series_goes_out_by_itself(db: Database) -> None:
    original = await ended(db)
    weekly = Timing(datetime(2026, 11, 24, 10, 0), "UTC", repeat=Repeat("weekly", date(2027, 1, 1)))
    series = replace(original, timing=weekly, audience=Audience(countries=frozenset({Country.KZ})), urgent=True)

    async with db.write() as tx:
        made = await copies.make_single(tx, series, PRESSER, NOW)

    single = await stored(db, made)
    assert (single.state, single.errand, single.about, single.series) == (State.DRAFT, Errand.SEND, None, None)
    assert (single.timing, single.is_series) == (None, False)
    assert (single.texts, single.buttons, single.media) == (series.texts, series.buttons, series.media)
    assert (single.audience, single.urgent, single.when_uncertain) == (series.audience, True, WhenUncertain.LEAVE)


async def test_only_a_draft_is_discarded(db: Database) -> None:
    original = await ended(db)
    async with db.write() as tx:
        made = await copies.make_single(tx, original, PRESSER, NOW)
        await copies.discard(tx, made)
        await copies.discard(tx, original.id)
        assert await announcements.get(tx, made) is None
    assert await stored(db, original.id) == original
