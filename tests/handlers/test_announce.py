"""The list, one announcement, a new one."""

import pytest

from bot.domain.announcement import State, WhenUncertain
from bot.domain.places import Country, Language
from bot.handlers import announce
from bot.store import lockdown
from bot.store.database import Database
from bot.ui.staff_actions import NewAnnouncement, SetResend
from bot.ui.staff_routes import Announcements, AnnouncementView
from tests.handlers.announced import draft, in_state, name_boris, readers, stored
from tests.visits import BORIS, NOW, join, visit


async def test_the_list_is_newest_first_and_paged(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = [await draft(sqlite_db, {Language.EN: f"Number {n}"}) for n in range(8)]
    boris = await visit(sqlite_db, BORIS)

    first = await announce.announcements(boris, Announcements())
    last = await announce.announcements(boris, Announcements(page=999))

    assert [row[0].label for row in first.rows[1:7]] == [f"📝 {made[n]}. Number {n}" for n in range(7, 1, -1)]
    assert [row[0].label for row in last.rows[1:3]] == [f"📝 {made[n]}. Number {n}" for n in (1, 0)]
    assert "Page 2 of 2" in last.text


async def test_the_list_says_that_sending_is_frozen(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    boris = await visit(sqlite_db, BORIS)
    free = await announce.announcements(boris, Announcements())
    async with sqlite_db.write() as tx:
        await lockdown.freeze(tx, boris.person, NOW)

    assert "frozen" not in free.text
    assert "frozen" in (await announce.announcements(boris, Announcements())).text


async def test_two_impatient_taps_begin_one_draft(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    boris = await visit(sqlite_db, BORIS)

    once, again = await announce.begin(boris, NewAnnouncement()), await announce.begin(boris, NewAnnouncement())

    assert once == again
    assert isinstance(once.route, AnnouncementView)
    assert (await stored(sqlite_db, once.route.id)).state is State.DRAFT


async def test_a_draft_counts_whom_it_reaches(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    await readers(sqlite_db, Language.KK, 6)
    await readers(sqlite_db, Language.TG, 2, first=20_000)
    made = await draft(sqlite_db)

    screen = await announce.announcement(await visit(sqlite_db, BORIS), AnnouncementView(id=made))

    assert "Kazakh: 6 readers, no text, not decided yet" in screen.text
    assert "Tajik: fewer than 5 readers, no text, not decided yet" in screen.text
    assert "Can be reached now: 6 readers and a few more." in screen.text


async def test_what_is_being_sent_shows_its_progress(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    await readers(sqlite_db, Language.KK, 6)
    made = await in_state(sqlite_db, State.SENDING)

    screen = await announce.announcement(await visit(sqlite_db, BORIS), AnnouncementView(id=made))

    assert "Waiting: 6" in screen.text
    assert "Total: 6" in screen.text


async def test_moments_are_told_on_the_clock_of_who_asks(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    await join(sqlite_db, BORIS, Language.EN, Country.AZ)
    made = await in_state(sqlite_db, State.SENDING)

    screen = await announce.announcement(await visit(sqlite_db, BORIS), AnnouncementView(id=made))

    assert "Began: November 23, 2026, 13:00 (UTC+4), Baku." in screen.text


@pytest.mark.parametrize(("on", "policy"), [(True, WhenUncertain.RESEND), (False, WhenUncertain.LEAVE)])
async def test_the_policy_is_set_to_what_the_button_says(sqlite_db: Database, on: bool, policy: WhenUncertain) -> None:
    await name_boris(sqlite_db)
    made = await draft(sqlite_db)
    boris = await visit(sqlite_db, BORIS)

    for _ in range(2):
        answer = await announce.set_resend(boris, SetResend(id=made, on=on))
        assert answer.route == AnnouncementView(id=made)
    assert (await stored(sqlite_db, made)).when_uncertain is policy


async def test_the_policy_of_what_is_scheduled_stays(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await in_state(sqlite_db, State.SCHEDULED)

    answer = await announce.set_resend(await visit(sqlite_db, BORIS), SetResend(id=made, on=True))

    assert answer.toast == "This announcement is already scheduled."
    assert answer.route == AnnouncementView(id=made)
    assert (await stored(sqlite_db, made)).when_uncertain is WhenUncertain.LEAVE
