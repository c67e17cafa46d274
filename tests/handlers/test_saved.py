"""Saved items: saving and removing where an item is shown, the list, what becomes of each, and the calendar."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

import pytest
from icalendar import Calendar

from bot.content.catalogue import Catalogue
from bot.content.models import Funding
from bot.domain.eligibility import Window
from bot.domain.interests import Kind, Theme
from bot.domain.places import Country
from bot.domain.postponing import ONLY_THIS, Reminded, Wish, reminder_due
from bot.domain.saved import Saving
from bot.handlers import courses, funding, notices, saved
from bot.handlers.visit import Visit
from bot.store import items as known_items
from bot.store import members
from bot.store import saved as store
from bot.store.database import Database
from bot.ui.alert_routes import (
    Applied,
    NotForUs,
    RemindLater,
    RemoveSaved,
    SavedItem,
    SavedItems,
    SaveItem,
    ToCalendar,
)
from bot.ui.routes import CourseItem, CourseList, FundingItem, FundingList, NoticeItem, NoticeList
from bot.ui.screen import Screen, Upload
from tests.buttons import labels, press
from tests.handlers.known import taken_in
from tests.ui import items
from tests.visits import AISULU, MALLORY, NOW, join, visit

SOON = items.funding("soon", title="Soon", deadline=date(2026, 12, 1))
LATER = items.funding("later", title="Later", deadline=date(2027, 3, 1))
ROLLING = items.funding("rolling", title="Rolling", window=Window.ROLLING)
COURSE = items.course()
JOB = items.notice(Kind.JOB, "a-job", title="A job", until=date(2026, 12, 5))


async def state(db: Database, slug: str, kind: Kind = Kind.GRANT) -> Saving | None:
    async with db.read() as c:
        item = await known_items.find(c, kind, slug)
        found = await store.find(c, db.seal.seal(AISULU), item.id) if item else None
    return found.state if found else None


async def save(db: Database, catalogue: Catalogue, *slugs: str) -> None:
    for slug in slugs:
        await saved.save_item(await visit(db, AISULU, catalogue=catalogue), SaveItem(kind=Kind.GRANT, slug=slug))


async def the_list(db: Database, catalogue: Catalogue) -> Screen:
    return await saved.saved_items(await visit(db, AISULU, catalogue=catalogue), SavedItems())


async def test_an_opportunity_is_saved_and_removed_on_its_own_page(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    catalogue = await taken_in(sqlite_db, SOON)
    route = FundingItem(slug="soon", country=Country.KZ, theme=Theme.YOUTH, page=2)
    page = await funding.funding_item(await visit(sqlite_db, AISULU, catalogue=catalogue), route)
    tap = press(page, "Save")
    assert isinstance(tap, SaveItem)

    done = await saved.save_item(await visit(sqlite_db, AISULU, catalogue=catalogue), tap)

    assert done.toast == "Saved. You are reminded before the deadline."
    assert (done.route, done.stays) == (FundingItem(slug="soon", country=Country.KZ, theme=Theme.YOUTH), True)
    page = await funding.funding_item(await visit(sqlite_db, AISULU, catalogue=catalogue), route)
    tap = press(page, "Remove from saved")
    assert isinstance(tap, SaveItem)
    done = await saved.save_item(await visit(sqlite_db, AISULU, catalogue=catalogue), tap)
    assert done.toast == "Removed from your saved items."
    assert await state(sqlite_db, "soon") is None


async def test_courses_and_notices_are_saved_on_their_pages_too(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    catalogue = await taken_in(sqlite_db, COURSE, JOB)
    here = await visit(sqlite_db, AISULU, catalogue=catalogue)
    course = press(await courses.course_item(here, CourseItem(slug=COURSE.slug, page=3)), "Save")
    job = press(await notices.notice_item(here, NoticeItem(kind=Kind.JOB, slug="a-job", page=2)), "Save")
    assert isinstance(course, SaveItem)
    assert isinstance(job, SaveItem)
    assert (await saved.save_item(here, course)).route == CourseItem(slug=COURSE.slug, page=3)
    assert (await saved.save_item(here, job)).route == NoticeItem(kind=Kind.JOB, slug="a-job", page=2)
    assert await state(sqlite_db, "a-job", Kind.JOB) is Saving.SAVED


@pytest.mark.parametrize("then", [FundingList().pack(), CourseList().pack(), NoticeList(kind=Kind.JOB).pack(), "", "x"])
async def test_a_list_that_does_not_fit_leads_to_the_item_alone(sqlite_db: Database, then: str) -> None:
    await join(sqlite_db, AISULU)
    tap = SaveItem(kind=Kind.GRANT, slug="soon", then=then)
    assert (await saved.save_item(await visit(sqlite_db, AISULU), tap)).route == FundingItem(slug="soon")


async def test_two_taps_save_once_and_what_has_gone_or_is_not_known_yet_is_said(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    catalogue = await taken_in(sqlite_db, SOON)
    await save(sqlite_db, catalogue, "soon", "soon")
    assert press(await the_list(sqlite_db, catalogue), "1. Soon") == SavedItem(kind=Kind.GRANT, slug="soon")
    here = await visit(sqlite_db, AISULU, catalogue=catalogue)
    gone = await saved.save_item(here, SaveItem(kind=Kind.GRANT, slug="never"))
    assert gone.toast == "This is no longer in the catalogue."
    fresh = await visit(sqlite_db, AISULU, catalogue=Catalogue(funding=(LATER,)))
    early = await saved.save_item(fresh, SaveItem(kind=Kind.GRANT, slug="later"))
    assert early.toast == "This could not be saved. Please try again in a few minutes."


async def test_the_list_is_sorted_by_deadline_and_says_what_has_gone(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    gone = items.funding("gone-grant", title="Gone")
    catalogue = await taken_in(sqlite_db, LATER, SOON, ROLLING, gone)
    await save(sqlite_db, catalogue, "rolling", "gone-grant", "later", "soon")
    now = Catalogue(funding=(LATER, SOON, ROLLING))

    screen = await the_list(sqlite_db, now)

    assert labels(screen)[:4] == ["1. Soon", "2. Later", "3. Rolling", "4. gone grant"]
    assert "4. <b>gone grant</b>\nThis is no longer in the catalogue." in screen.text
    route = press(screen, "4. gone grant")
    assert isinstance(route, SavedItem)
    here = await visit(sqlite_db, AISULU, catalogue=now)
    tap = press(await saved.saved_item(here, route), "Remove from saved")
    assert isinstance(tap, RemoveSaved)
    done = await saved.remove_saved(here, tap)
    assert isinstance(done.route, SavedItem)
    left = await saved.saved_item(await visit(sqlite_db, AISULU, catalogue=now), done.route)
    assert left.toast == "This is no longer in the catalogue."
    assert labels(left)[:3] == ["1. Soon", "2. Later", "3. Rolling"]


async def test_what_was_removed_is_saved_again_with_one_tap(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    catalogue = await taken_in(sqlite_db, SOON)
    await save(sqlite_db, catalogue, "soon")
    here = await visit(sqlite_db, AISULU, catalogue=catalogue)
    done = await saved.remove_saved(here, RemoveSaved(kind=Kind.GRANT, slug="soon", page=2))
    assert done.toast == "Removed from your saved items."
    assert isinstance(done.route, SavedItem)
    screen = await saved.saved_item(here, done.route)
    assert "This is not among your saved items." in screen.text
    tap = press(screen, "Save")
    assert isinstance(tap, SaveItem)
    assert (await saved.save_item(here, tap)).route == SavedItem(kind=Kind.GRANT, slug="soon", page=2)
    assert await state(sqlite_db, "soon") is Saving.SAVED


async def test_who_has_applied_gets_no_more_reminders_and_may_take_it_back(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    catalogue = await taken_in(sqlite_db, SOON)
    await save(sqlite_db, catalogue, "soon")
    here = await visit(sqlite_db, AISULU, catalogue=catalogue)
    done = await saved.applied(here, Applied(kind=Kind.GRANT, slug="soon"))
    assert (done.toast, done.stays) == ("Good luck! You get no more reminders of it.", True)
    assert await state(sqlite_db, "soon") is Saving.APPLIED
    assert "You have applied." in (await the_list(sqlite_db, catalogue)).text
    tap = press(await saved.saved_item(here, SavedItem(kind=Kind.GRANT, slug="soon")), "Not applied yet")
    assert isinstance(tap, SaveItem)
    await saved.save_item(here, tap)
    assert await state(sqlite_db, "soon") is Saving.SAVED


async def test_what_is_not_for_us_leaves_the_list_and_can_be_saved_again(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    catalogue = await taken_in(sqlite_db, SOON)
    here = await visit(sqlite_db, AISULU, catalogue=catalogue)
    # Under a change of something they were told of and never saved.
    done = await saved.not_for_us(here, NotForUs(kind=Kind.GRANT, slug="soon"))
    assert done.toast == "You will hear no more of it."
    assert await state(sqlite_db, "soon") is Saving.DECLINED
    assert "Nothing is saved yet." in (await the_list(sqlite_db, catalogue)).text
    assert "Save" in labels(await funding.funding_item(here, FundingItem(slug="soon")))
    assert "Save" in labels(await saved.saved_item(here, SavedItem(kind=Kind.GRANT, slug="soon")))


async def test_a_reminder_comes_again_some_days_later(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    catalogue = await taken_in(sqlite_db, SOON)
    here = await visit(sqlite_db, AISULU, catalogue=catalogue)
    tap = RemindLater(kind=Kind.GRANT, slug="soon", days=2)
    await save(sqlite_db, catalogue, "soon")
    done = await saved.remind_later(here, tap)
    assert (done.toast, done.stays) == ("On November 25, 2026 you will be reminded again.", True)
    async with sqlite_db.read() as c:
        (one,) = await store.listed(c, here.person)
    assert one.not_before == NOW.date() + timedelta(days=2)


SATURDAY = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
NEW_YEAR = datetime(2026, 12, 31, 9, 0, tzinfo=UTC)  # after it the Kyrgyz Republic rests until the eighth of January


@pytest.mark.parametrize(
    ("now", "deadline", "toast"),
    [
        (SATURDAY - timedelta(days=1), date(2026, 12, 4), "On November 28, 2026 you will be reminded again."),
        (SATURDAY, date(2026, 12, 4), "On November 30, 2026 you will be reminded again."),
        (NEW_YEAR, date(2027, 1, 11), "On January 8, 2027 you will be reminded again."),
        (NEW_YEAR, date(2027, 1, 5), "On January 2, 2027 you will be reminded again."),
        (NEW_YEAR, date(2027, 1, 1), "There is no time left for another reminder. Deadline: January 1, 2027"),
        (NEW_YEAR, date(2027, 1, 30), "Saved. You are reminded before the deadline."),
    ],
    ids=["the open day before", "an open day", "the next open day", "none is open any more", "too late", "far ahead"],
)
async def test_the_day_that_is_told_is_the_day_on_which_the_reminder_comes(
    sqlite_db: Database, now: datetime, deadline: date, toast: str
) -> None:
    person = await join(sqlite_db, AISULU, country=Country.KG)
    catalogue = await taken_in(sqlite_db, items.funding("soon", deadline=deadline))
    await save(sqlite_db, catalogue, "soon")
    here = await visit(sqlite_db, AISULU, catalogue=catalogue, now=now)

    done = await saved.remind_later(here, RemindLater(kind=Kind.GRANT, slug="soon", days=2))

    assert done.toast == toast
    async with sqlite_db.read() as c:
        (one,) = await store.listed(c, person)
    assert (one.not_before is not None) is toast.endswith("again.")
    if one.not_before is not None:
        screen = await saved.saved_item(here, SavedItem(kind=Kind.GRANT, slug="soon"))
        assert toast in screen.text


async def test_a_reminder_that_would_come_after_the_last_hour_is_not_promised(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    day = NOW.date() + timedelta(days=2)
    hour = {"deadline_time": time(9), "deadline_zone": "Asia/Tashkent"}
    early = items.funding("soon", deadline=day).model_copy(update=hour)
    catalogue = await taken_in(sqlite_db, early)
    await save(sqlite_db, catalogue, "soon")
    here = await visit(sqlite_db, AISULU, catalogue=catalogue)
    done = await saved.remind_later(here, RemindLater(kind=Kind.GRANT, slug="soon", days=2))
    assert done.toast == "There is no time left for another reminder. Deadline: November 25, 2026"


@pytest.mark.parametrize(
    ("changed", "toast"),
    [
        (None, "This is no longer in the catalogue."),
        (items.funding("soon", window=Window.ROLLING), "No deadline is known that is still ahead."),
        (SOON.model_copy(update={"cancelled": True}), "No deadline is known that is still ahead."),
    ],
    ids=["gone", "without a day", "cancelled"],
)
async def test_under_an_old_reminder_nothing_is_promised_of_what_has_ended(
    sqlite_db: Database, changed: Funding | None, toast: str
) -> None:
    await join(sqlite_db, AISULU)
    catalogue = await taken_in(sqlite_db, changed or SOON)
    await save(sqlite_db, catalogue, "soon")
    here = await visit(sqlite_db, AISULU, catalogue=catalogue if changed else Catalogue())
    done = await saved.remind_later(here, RemindLater(kind=Kind.GRANT, slug="soon", days=2))
    assert done.toast == toast


async def without_a_ladder(db: Database, item: Funding) -> tuple[bytes, Visit]:
    """Aisulu, who has saved this and turned all reminders off."""
    person = await join(db, AISULU)
    catalogue = await taken_in(db, item)
    await save(db, catalogue, item.slug)
    async with db.write() as tx:
        await members.set_ladder(tx, person, frozenset())
    return person, await visit(db, AISULU, catalogue=catalogue)


async def test_who_stopped_reminders_can_still_ask_for_one(sqlite_db: Database) -> None:
    person, here = await without_a_ladder(sqlite_db, SOON)
    tap, place = RemindLater(kind=Kind.GRANT, slug="soon", days=2), SavedItem(kind=Kind.GRANT, slug="soon")
    assert "Your reminders are off" in (await saved.saved_item(here, place)).text

    done = await saved.remind_later(here, tap)

    assert done.toast == "On November 25, 2026 you will be reminded again."
    assert done.toast in (await saved.saved_item(here, place)).text
    async with sqlite_db.read() as c:
        (one,) = await store.listed(c, person)
    assert Wish(frozenset(), one.reminded, one.not_before).is_wanted


async def test_who_has_no_ladder_is_reminded_on_the_day_they_ask_for_however_far_the_deadline_is(
    sqlite_db: Database,
) -> None:
    person, here = await without_a_ladder(sqlite_db, LATER)

    done = await saved.remind_later(here, RemindLater(kind=Kind.GRANT, slug="later", days=2))

    assert done.toast == "On November 25, 2026 you will be reminded again."
    async with sqlite_db.read() as c:
        (one,) = await store.listed(c, person)
    wish, day = Wish(frozenset(), one.reminded, one.not_before), date(2026, 11, 25)
    assert reminder_due(date(2027, 3, 1), day, wish, lambda _: False) == Reminded(ONLY_THIS)


async def test_who_stops_reminders_after_they_put_one_off_reads_that_they_are_off(sqlite_db: Database) -> None:
    person = await join(sqlite_db, AISULU)
    catalogue = await taken_in(sqlite_db, SOON)
    await save(sqlite_db, catalogue, "soon")
    here = await visit(sqlite_db, AISULU, catalogue=catalogue)
    await saved.remind_later(here, RemindLater(kind=Kind.GRANT, slug="soon", days=2))
    async with sqlite_db.write() as tx:
        await members.set_ladder(tx, person, frozenset())
    here = await visit(sqlite_db, AISULU, catalogue=catalogue)
    assert "Your reminders are off" in (await saved.saved_item(here, SavedItem(kind=Kind.GRANT, slug="soon"))).text


async def test_who_said_not_for_us_by_mistake_can_still_be_reminded_later(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    catalogue = await taken_in(sqlite_db, SOON)
    await save(sqlite_db, catalogue, "soon")
    here = await visit(sqlite_db, AISULU, catalogue=catalogue)
    await saved.not_for_us(here, NotForUs(kind=Kind.GRANT, slug="soon"))
    done = await saved.remind_later(here, RemindLater(kind=Kind.GRANT, slug="soon", days=2))
    assert done.toast == "On November 25, 2026 you will be reminded again."
    assert await state(sqlite_db, "soon") is Saving.SAVED


async def test_of_what_was_never_known_there_is_no_reminder(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    tap = RemindLater(kind=Kind.GRANT, slug="soon", days=2)
    done = await saved.remind_later(await visit(sqlite_db, AISULU), tap)
    assert done.toast == "This is not among your saved items."


async def test_who_had_their_data_deleted_has_nothing_saved_to_be_reminded_of(sqlite_db: Database) -> None:
    catalogue = await taken_in(sqlite_db, SOON)
    tap = RemindLater(kind=Kind.GRANT, slug="soon", days=2)
    done = await saved.remind_later(await visit(sqlite_db, AISULU, catalogue=catalogue), tap)
    assert done.toast == "This is not among your saved items."


@pytest.mark.parametrize(
    "item",
    [
        items.funding("soon", deadline=NOW.date() + timedelta(days=1)),
        items.funding("soon", deadline=date(2026, 12, 1)).model_copy(update={"cancelled": True}),
        items.funding("soon", window=Window.ROLLING),
    ],
)
async def test_no_reminder_is_promised_where_none_will_come(sqlite_db: Database, item: Funding) -> None:
    await join(sqlite_db, AISULU)
    catalogue = await taken_in(sqlite_db, item)
    here = await visit(sqlite_db, AISULU, catalogue=catalogue)
    done = await saved.save_item(here, SaveItem(kind=Kind.GRANT, slug="soon"))
    assert done.toast == "Saved."
    screen = await saved.saved_item(here, SavedItem(kind=Kind.GRANT, slug="soon"))
    assert "Saved." in screen.text
    assert "reminded" not in screen.text


async def test_no_reminder_is_promised_that_would_come_after_the_deadline(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    near = items.funding("near", deadline=NOW.date() + timedelta(days=1))
    catalogue = await taken_in(sqlite_db, near)
    await save(sqlite_db, catalogue, "near")
    tap = RemindLater(kind=Kind.GRANT, slug="near", days=2)
    done = await saved.remind_later(await visit(sqlite_db, AISULU, catalogue=catalogue), tap)
    assert done.toast == "There is no time left for another reminder. Deadline: November 24, 2026"


async def test_one_deadline_or_all_of_them_come_as_a_file(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    catalogue = await taken_in(sqlite_db, SOON, LATER, ROLLING, JOB)
    await save(sqlite_db, catalogue, "soon", "later", "rolling")
    here = await visit(sqlite_db, AISULU, catalogue=catalogue)
    every = press(await the_list(sqlite_db, catalogue), "Add all to my calendar")
    one = press(await saved.saved_item(here, SavedItem(kind=Kind.GRANT, slug="soon")), "Add to my calendar")
    for tap, name, days in (
        (every, "deadlines.ics", [date(2026, 12, 1), date(2027, 3, 1)]),
        (one, "soon.ics", [date(2026, 12, 1)]),
    ):
        assert isinstance(tap, ToCalendar)
        (made,) = (await saved.to_calendar(here, tap)).also
        assert isinstance(made.media, Upload)
        assert made.media.name == name
        read = Calendar.from_ical(made.media.content)
        assert [event.decoded("dtstart") for event in read.walk("VEVENT")] == days


@pytest.mark.parametrize(
    ("days", "promise"),
    [
        ((4,), "adds the deadline, with a reminder three days before."),
        ((3,), "adds the deadline."),
        ((0,), "adds the deadline."),
        ((1, 4), "adds these deadlines, each with a reminder three days before."),
        ((1, 3), "adds these deadlines."),
    ],
)
async def test_no_alarm_is_promised_for_a_day_that_has_passed(
    sqlite_db: Database, days: Sequence[int], promise: str
) -> None:
    await join(sqlite_db, AISULU)
    near = [items.funding(f"in-{n}", deadline=NOW.date() + timedelta(days=n)) for n in days]
    catalogue = await taken_in(sqlite_db, *near)
    await save(sqlite_db, catalogue, *(one.slug for one in near))
    (made,) = (await saved.to_calendar(await visit(sqlite_db, AISULU, catalogue=catalogue), ToCalendar())).also
    assert f"your calendar {promise}\n" in made.text


async def test_nothing_is_put_into_a_calendar_that_has_no_deadline_ahead(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    over = items.funding("over", deadline=date(2026, 11, 1))
    catalogue = await taken_in(sqlite_db, ROLLING, over)
    await save(sqlite_db, catalogue, "rolling", "over")
    assert "Add all to my calendar" not in labels(await the_list(sqlite_db, catalogue))
    done = await saved.to_calendar(await visit(sqlite_db, AISULU, catalogue=catalogue), ToCalendar())
    assert (done.also, done.toast) == ((), "No deadline is known that is still ahead.")


async def test_nobody_else_sees_what_is_saved(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    await join(sqlite_db, MALLORY)
    catalogue = await taken_in(sqlite_db, SOON)
    await save(sqlite_db, catalogue, "soon")
    theirs = await saved.saved_items(await visit(sqlite_db, MALLORY, catalogue=catalogue), SavedItems())
    assert "Nothing is saved yet." in theirs.text
