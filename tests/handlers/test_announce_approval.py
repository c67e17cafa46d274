"""The second person: asking for one, what they see, and what follows from what they decide."""

import asyncio
from datetime import datetime, timedelta

import pytest

from bot.domain.announcement import LATENESS, State
from bot.domain.approval import Need, Rules
from bot.domain.places import Language
from bot.domain.schedule import Repeat, Timing
from bot.handlers import announce_approval
from bot.handlers.visit import Next
from bot.store import announcements, drafts, members
from bot.store.database import Database
from bot.ui.staff_actions import SendBack
from bot.ui.staff_routes import AnnouncementView, ReviewAnnouncement
from tests.handlers.announced import decided, stored
from tests.handlers.approving import (
    DARIA,
    READERS,
    awaiting,
    is_awaiting,
    people,
    readers,
    reviewed,
    right_of,
    shown_anew,
    submitted,
    told,
)
from tests.visits import BORIS, NOW, OLGA, visit

# --- Asking ----------------------------------------------------------------------------------------------------------


async def test_everybody_else_who_may_announce_is_told(sqlite_db: Database) -> None:
    await people(sqlite_db)
    made = await decided(sqlite_db)

    answer = await submitted(sqlite_db, made)

    assert answer.route == AnnouncementView(id=made)
    assert answer.toast == "It is waiting for approval. Everybody else who may send announcements will be told."
    assert await is_awaiting(sqlite_db, made)
    review = ReviewAnnouncement(id=made)
    assert await told(sqlite_db) == {OLGA: [review], DARIA: [review]}


@pytest.mark.parametrize("need", list(Need))
async def test_who_is_alone_is_told_what_to_do(sqlite_db: Database, need: Need) -> None:
    await people(sqlite_db, owner=False)
    made = await decided(sqlite_db)

    answer = await submitted(sqlite_db, made, need=need)

    assert answer.route == AnnouncementView(id=made)
    assert "nobody else may send announcements. An owner can name broadcasters with /staff" in (answer.toast or "")
    assert (f"With so {need} recipients") in (answer.toast or "")
    assert (await stored(sqlite_db, made)).state is State.DRAFT
    assert await told(sqlite_db) == {}


async def test_a_second_press_tells_nobody_twice(sqlite_db: Database) -> None:
    made = await awaiting(sqlite_db)

    answer = await submitted(sqlite_db, made)

    assert answer == Next(AnnouncementView(id=made))
    assert await told(sqlite_db) == {}


# --- Approving -------------------------------------------------------------------------------------------------------


async def test_what_was_seen_is_approved_and_goes_out_after_the_time_to_undo(db: Database) -> None:
    made = await awaiting(db)
    olga = await visit(db, OLGA)

    right = await reviewed(db, made)
    answer = await announce_approval.approve(olga, right)

    found = await stored(db, made)
    assert answer == Next(AnnouncementView(id=made), toast="Approved. It goes out in a moment.")
    assert (found.state, found.due_at) == (State.SCHEDULED, NOW + olga.rules.undo)
    assert await told(db) == {BORIS: [right]}


async def test_at_its_moment_when_one_was_chosen(sqlite_db: Database) -> None:
    made = await awaiting(sqlite_db, Timing(datetime(2026, 11, 24, 10), "Asia/Almaty"))

    answer = await announce_approval.approve(await visit(sqlite_db, OLGA), await reviewed(sqlite_db, made))

    found = await stored(sqlite_db, made)
    assert answer.toast == "Approved and scheduled."
    assert found.due_at is not None
    assert found.due_at.isoformat() == "2026-11-24T05:00:00+00:00"
    assert (found.state, found.zone) == (State.SCHEDULED, "Asia/Almaty")


async def test_a_moment_just_past_is_now(sqlite_db: Database) -> None:
    made = await awaiting(sqlite_db, Timing(datetime(2026, 11, 23, 9, 30), "UTC"))
    later = NOW + timedelta(minutes=30) + LATENESS
    olga = await visit(sqlite_db, OLGA, now=later)

    answer = await announce_approval.approve(olga, await reviewed(sqlite_db, made, now=later))

    assert answer.toast == "Approved. It goes out in a moment."
    assert (await stored(sqlite_db, made)).due_at == later + olga.rules.undo


async def test_a_moment_long_past_is_not_made_up_for(sqlite_db: Database) -> None:
    made = await awaiting(sqlite_db, Timing(datetime(2026, 11, 23, 9, 30), "UTC"))
    later = NOW + timedelta(minutes=31) + LATENESS
    olga = await visit(sqlite_db, OLGA, now=later)

    answer = await announce_approval.approve(olga, await reviewed(sqlite_db, made, now=later))

    assert "Its time has passed" in shown_anew(made, answer)
    assert await is_awaiting(sqlite_db, made)


async def test_a_repeating_one_begins_with_its_next_moment(sqlite_db: Database) -> None:
    daily = Timing(datetime(2026, 11, 23, 9, 30), "UTC", repeat=Repeat("daily"))
    made = await awaiting(sqlite_db, daily)
    later = NOW + timedelta(hours=3)

    answer = await announce_approval.approve(
        await visit(sqlite_db, OLGA, now=later), await reviewed(sqlite_db, made, now=later)
    )

    assert answer.toast == "Approved and scheduled."
    assert (await stored(sqlite_db, made)).due_at == NOW + timedelta(days=1, minutes=30)


async def test_pressed_twice_it_is_said_kindly(sqlite_db: Database) -> None:
    made = await awaiting(sqlite_db)
    olga = await visit(sqlite_db, OLGA)
    right = await reviewed(sqlite_db, made)
    await announce_approval.approve(olga, right)
    once = await stored(sqlite_db, made)

    answer = await announce_approval.approve(await visit(sqlite_db, OLGA, now=NOW + timedelta(seconds=5)), right)

    assert answer == Next(AnnouncementView(id=made), toast="It has already been approved.")
    assert await stored(sqlite_db, made) == once
    assert await told(sqlite_db) == {BORIS: [right]}


async def test_approved_by_two_at_once_it_is_scheduled_once(db: Database) -> None:
    made = await awaiting(db)
    rights = [(await visit(db, who), await reviewed(db, made, who)) for who in (OLGA, DARIA)]

    answers = await asyncio.gather(*(announce_approval.approve(who, right) for who, right in rights))

    assert {answer.toast for answer in answers} == {
        "Approved. It goes out in a moment.",
        "It has already been approved.",
    }
    assert len((await told(db))[BORIS]) == 1


# --- Looking, and sending back ---------------------------------------------------------------------------------------


async def test_the_second_person_sees_who_gets_it_and_why_they_are_asked(sqlite_db: Database) -> None:
    made = await awaiting(sqlite_db)

    many = await announce_approval.review(await visit(sqlite_db, OLGA), ReviewAnnouncement(id=made))
    async with sqlite_db.write() as tx:
        for who in range(10_003, 10_000 + READERS):
            await members.set_paused(tx, sqlite_db.seal.seal(who), paused=True)
    few = await announce_approval.review(await visit(sqlite_db, OLGA), ReviewAnnouncement(id=made))

    assert "so many people" in many.text
    assert "Together: 60 readers." in many.text
    assert "so few people" in few.text
    assert "Together: fewer than 5 readers." in few.text


async def test_readers_who_get_nothing_do_not_count(sqlite_db: Database) -> None:
    made = await awaiting(sqlite_db)
    await readers(sqlite_db, Language.KK, 3, first=30_000)
    async with sqlite_db.write() as tx:
        await announcements.move(tx, made, State.AWAITING, State.DRAFT)
        await drafts.set_text(tx, made, Language.KK, "Құрметті әріптестер!")
        await drafts.set_text(tx, made, Language.RU, None)
        await drafts.choose(tx, made, frozenset(), frozenset({Language.RU}))
    await submitted(sqlite_db, made, need=Need.FEW)

    shown = await announce_approval.review(await visit(sqlite_db, OLGA), ReviewAnnouncement(id=made))

    assert "so few people" in shown.text


@pytest.mark.parametrize("rules", [Rules(alone=None), Rules(alone=1000)])
async def test_what_waits_waits_whatever_the_rule_became(sqlite_db: Database, rules: Rules) -> None:
    made = await awaiting(sqlite_db)
    olga = await visit(sqlite_db, OLGA, rules=rules)

    shown = await announce_approval.review(olga, ReviewAnnouncement(id=made))

    assert "nobody sends it alone" not in shown.text
    assert right_of(shown) is not None


async def test_sending_back_makes_a_draft_and_tells_who_asked(sqlite_db: Database) -> None:
    made = await awaiting(sqlite_db)
    olga = await visit(sqlite_db, OLGA)

    for _ in range(2):
        answer = await announce_approval.send_back(olga, SendBack(id=made))
        assert answer == Next(AnnouncementView(id=made), toast="It is a draft again.")

    assert (await stored(sqlite_db, made)).state is State.DRAFT
    assert await told(sqlite_db) == {BORIS: [SendBack(id=made)]}


async def test_taking_back_ones_own_tells_nobody(sqlite_db: Database) -> None:
    made = await awaiting(sqlite_db)

    await announce_approval.send_back(await visit(sqlite_db, BORIS), SendBack(id=made))

    assert (await stored(sqlite_db, made)).state is State.DRAFT
    assert await told(sqlite_db) == {}


async def test_what_is_on_its_way_is_not_sent_back(sqlite_db: Database) -> None:
    made = await awaiting(sqlite_db)
    await announce_approval.approve(await visit(sqlite_db, OLGA), await reviewed(sqlite_db, made))

    answer = await announce_approval.send_back(await visit(sqlite_db, DARIA), SendBack(id=made))

    assert answer.toast == "It has already been approved."
    assert (await stored(sqlite_db, made)).state is State.SCHEDULED


async def test_what_waits_no_more_is_shown_as_it_is(sqlite_db: Database) -> None:
    await people(sqlite_db)
    made = await decided(sqlite_db)

    shown = await announce_approval.review(await visit(sqlite_db, OLGA), ReviewAnnouncement(id=made))

    assert shown.toast is None
    assert right_of(shown) is None
    assert "📝" in shown.text
