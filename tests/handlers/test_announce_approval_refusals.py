"""What is not approved: by whom, with which right, and in which shape."""

from datetime import datetime, timedelta

import pytest

from bot.domain.announcement import Audience, State
from bot.domain.approval import digest
from bot.domain.member import Role
from bot.domain.places import Language
from bot.domain.schedule import Repeat, Timing
from bot.handlers import announce_approval
from bot.handlers.announce_approval import TIME_TO_APPROVE
from bot.handlers.announce_moves import back_to_draft
from bot.handlers.visit import Next
from bot.store import announcements, approvals, drafts, members, staff
from bot.store.database import Database
from bot.ui.routes import Home
from bot.ui.staff_actions import Approve, BackToDraft, SendBack
from bot.ui.staff_routes import AnnouncementView, ReviewAnnouncement
from tests.handlers.announced import decided, everything, stored
from tests.handlers.approving import (
    DARIA,
    FORGED,
    READERS,
    awaiting,
    is_awaiting,
    people,
    reviewed,
    right_of,
    shown_anew,
    submitted,
    told,
)
from tests.visits import BORIS, MALLORY, NOW, OLGA, visit


async def test_nobody_approves_what_they_asked_for(sqlite_db: Database) -> None:
    made = await awaiting(sqlite_db)
    boris = await visit(sqlite_db, BORIS)
    theirs = await reviewed(sqlite_db, made)

    shown = await announce_approval.review(boris, ReviewAnnouncement(id=made))
    answers = [await announce_approval.approve(boris, right) for right in (theirs, Approve(id=made, token=FORGED))]

    assert right_of(shown) is None
    assert shown.toast == "You submitted it, so somebody else has to approve it."
    assert answers == [Next(AnnouncementView(id=made), toast=shown.toast)] * 2
    assert await is_awaiting(sqlite_db, made)


async def test_a_moment_of_a_repetition_that_passed_meanwhile_is_looked_at_again(sqlite_db: Database) -> None:
    weekly = Timing(datetime(2026, 11, 23, 14, 5), "Asia/Tashkent", repeat=Repeat("weekly", times=3))
    made = await awaiting(sqlite_db, weekly)
    right = await reviewed(sqlite_db, made)
    later = NOW + timedelta(minutes=7)  # two past its moment
    olga = await visit(sqlite_db, OLGA, now=later)

    assert "changed since you saw it" in shown_anew(made, await announce_approval.approve(olga, right))

    await announce_approval.approve(olga, await reviewed(sqlite_db, made, now=later))
    assert (await stored(sqlite_db, made)).due_at == NOW + timedelta(days=7, minutes=5)


async def test_whoever_sends_what_another_wrote_cannot_approve_it_too(sqlite_db: Database) -> None:
    await people(sqlite_db)
    made = await decided(sqlite_db)  # by Boris
    await submitted(sqlite_db, made, OLGA)

    shown = await announce_approval.review(await visit(sqlite_db, OLGA), ReviewAnnouncement(id=made))
    answer = await announce_approval.approve(await visit(sqlite_db, BORIS), await reviewed(sqlite_db, made, BORIS))

    assert right_of(shown) is None
    assert answer.toast == "Approved. It goes out in a moment."


async def test_a_right_is_for_one_person_only(sqlite_db: Database) -> None:
    made = await awaiting(sqlite_db)
    olgas = await reviewed(sqlite_db, made)

    answer = await announce_approval.approve(await visit(sqlite_db, DARIA), olgas)

    assert "worked only once and for ten minutes" in shown_anew(made, answer)
    assert await is_awaiting(sqlite_db, made)


async def test_a_forged_or_foreign_right_is_none(sqlite_db: Database) -> None:
    made = await awaiting(sqlite_db)
    olga = await visit(sqlite_db, OLGA)
    other = await decided(sqlite_db, texts={Language.KK: "Құрметті әріптестер!"})
    await submitted(sqlite_db, other)
    foreign = await reviewed(sqlite_db, other)

    for token in (FORGED, foreign.token):
        answer = await announce_approval.approve(olga, Approve(id=made, token=token))
        assert "worked only once and for ten minutes" in shown_anew(made, answer)
    assert await is_awaiting(sqlite_db, made)


async def test_after_ten_minutes_it_is_shown_anew_with_a_fresh_right(sqlite_db: Database) -> None:
    made = await awaiting(sqlite_db)
    stale = await reviewed(sqlite_db, made)
    later = NOW + TIME_TO_APPROVE
    olga = await visit(sqlite_db, OLGA, now=later)

    answer = await announce_approval.approve(olga, stale)
    fresh = await reviewed(sqlite_db, made, now=later)

    assert "worked only once and for ten minutes" in shown_anew(made, answer)
    assert fresh != stale
    assert (await announce_approval.approve(olga, fresh)).toast == "Approved. It goes out in a moment."


@pytest.mark.parametrize("change", ["text", "audience", "timing", "urgent", "nothing"])
async def test_any_change_in_between_takes_the_right_away(sqlite_db: Database, change: str) -> None:
    made = await awaiting(sqlite_db)
    right = await reviewed(sqlite_db, made)
    await back_to_draft(await visit(sqlite_db, BORIS), BackToDraft(id=made))
    async with sqlite_db.write() as tx:
        match change:
            case "text":
                await drafts.set_text(tx, made, Language.RU, "Другое")
            case "audience":
                await drafts.set_audience(tx, made, Audience(languages=frozenset({Language.RU})))
            case "timing":
                await drafts.set_timing(tx, made, Timing(datetime(2026, 11, 24, 10), "UTC"))
            case "urgent":
                await drafts.set_urgent(tx, made, urgent=True)
    at_work = await announce_approval.approve(await visit(sqlite_db, OLGA), right)
    await submitted(sqlite_db, made)

    anew = await announce_approval.approve(await visit(sqlite_db, OLGA), right)

    assert at_work == Next(AnnouncementView(id=made), toast="It is a draft again.")
    assert "worked only once" in shown_anew(made, anew)
    assert await is_awaiting(sqlite_db, made)


async def test_what_was_seen_is_what_counts_however_it_changed(sqlite_db: Database) -> None:
    made = await awaiting(sqlite_db)
    async with sqlite_db.write() as tx:
        await approvals.grant(tx, FORGED, made, sqlite_db.seal.seal(OLGA), "0" * 64, NOW, NOW + TIME_TO_APPROVE)

    answer = await announce_approval.approve(await visit(sqlite_db, OLGA), Approve(id=made, token=FORGED))

    assert shown_anew(made, answer) == "It has changed since you saw it. Please look again."
    assert await is_awaiting(sqlite_db, made)


async def test_what_is_broken_does_not_go_out(sqlite_db: Database) -> None:
    made = await awaiting(sqlite_db, texts={Language.RU: "Здравствуйте, {имя}! https://t.me/proxy?server=a"})
    olga = await visit(sqlite_db, OLGA)
    shown = await announce_approval.review(olga, ReviewAnnouncement(id=made))
    async with sqlite_db.write() as tx:
        found = await announcements.get(tx, made)
        assert found is not None
        await approvals.grant(tx, FORGED, made, olga.person, digest(found, NOW), NOW, NOW + TIME_TO_APPROVE)

    answer = await announce_approval.approve(olga, Approve(id=made, token=FORGED))

    assert right_of(shown) is None
    assert "It cannot go out as it is" in shown_anew(made, answer)
    assert await is_awaiting(sqlite_db, made)


async def test_what_nobody_would_get_stays(sqlite_db: Database) -> None:
    made = await awaiting(sqlite_db)
    right = await reviewed(sqlite_db, made)
    async with sqlite_db.write() as tx:
        for who in range(10_000, 10_000 + READERS):
            await members.set_paused(tx, sqlite_db.seal.seal(who), paused=True)

    answer = await announce_approval.approve(await visit(sqlite_db, OLGA), right)

    assert shown_anew(made, answer) == "There is nobody left to get it."


async def test_a_role_lost_after_looking_approves_nothing(sqlite_db: Database) -> None:
    made = await awaiting(sqlite_db)
    right = await reviewed(sqlite_db, made, DARIA)
    async with sqlite_db.write() as tx:
        await staff.name(tx, sqlite_db.seal.seal(DARIA), Role.EDITOR, NOW.date())
    before = await everything(sqlite_db)

    answer = await announce_approval.approve(await visit(sqlite_db, DARIA), right)

    assert answer == Next(Home(), toast="This button is out of date.")
    assert await everything(sqlite_db) == before


@pytest.mark.parametrize("role", [None, Role.EDITOR])
async def test_mallory_gets_no_right_by_looking(sqlite_db: Database, role: Role | None) -> None:
    made = await awaiting(sqlite_db)
    mallory = await visit(sqlite_db, MALLORY, role=role)
    before = await everything(sqlite_db)

    shown = await announce_approval.review(mallory, ReviewAnnouncement(id=made))

    assert shown.toast == "This button is out of date."
    assert right_of(shown) is None
    assert await everything(sqlite_db) == before


async def test_what_somebody_forgotten_asked_for_is_asked_for_anew(sqlite_db: Database) -> None:
    made = await awaiting(sqlite_db)
    right = await reviewed(sqlite_db, made)
    async with sqlite_db.write() as tx:
        await members.forget(tx, sqlite_db.seal.seal(BORIS))
    olga = await visit(sqlite_db, OLGA)

    shown = await announce_approval.review(olga, ReviewAnnouncement(id=made))
    answer = await announce_approval.approve(olga, right)
    returned = await announce_approval.send_back(olga, SendBack(id=made))

    assert right_of(shown) is None
    assert "Send it back" in shown.text
    assert answer == Next(ReviewAnnouncement(id=made))
    assert returned.toast == "It is a draft again."
    assert (await stored(sqlite_db, made)).state is State.DRAFT
    assert await told(sqlite_db) == {}
