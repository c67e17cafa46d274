"""What the page of an item offers because of what its reader did with it: the calendar, once it is saved."""

from datetime import date

import pytest

from bot.domain.eligibility import Window
from bot.domain.interests import Kind
from bot.domain.saved import Saving
from bot.handlers import courses, funding, notices
from bot.handlers.visit import Visit
from bot.store import items as known
from bot.store import saved
from bot.store.database import Database
from bot.ui.alert_routes import ToCalendar
from bot.ui.routes import CourseItem, FundingItem, NoticeItem
from tests.buttons import labels, press
from tests.handlers.known import taken_in
from tests.ui import items
from tests.visits import AISULU, NOW, join, visit

SOON = items.funding("soon", deadline=date(2026, 12, 1))
OVER = items.funding("over", deadline=date(2026, 11, 20))
ROLLING = items.funding("rolling", window=Window.ROLLING)
COURSE = items.course("a-course")
JOB = items.notice(Kind.JOB, "a-job", until=date(2026, 12, 5))


async def here(db: Database, kind: Kind, slug: str, state: Saving | None) -> Visit:
    """A visit of Aisulu, who decided so about this item."""
    person = await join(db, AISULU)
    catalogue = await taken_in(db, SOON, OVER, ROLLING, COURSE, JOB)
    async with db.write() as tx:
        item = await known.find(tx, kind, slug)
        if item is not None and state is not None:
            await saved.save(tx, person, item.id, NOW.date())
            await saved.decide(tx, person, item.id, state)
    return await visit(db, AISULU, catalogue=catalogue)


@pytest.mark.parametrize("state", [Saving.SAVED, Saving.APPLIED])
async def test_a_saved_deadline_goes_into_the_calendar_from_the_page_of_its_item(
    sqlite_db: Database, state: Saving
) -> None:
    page = await funding.funding_item(await here(sqlite_db, Kind.GRANT, "soon", state), FundingItem(slug="soon"))
    assert press(page, "Add to my calendar") == ToCalendar(kind=Kind.GRANT, slug="soon")
    at = labels(page).index("Add to my calendar")
    assert labels(page)[at + 1] == "Remove from saved"


async def test_so_does_the_last_day_of_a_job(sqlite_db: Database) -> None:
    there = await here(sqlite_db, Kind.JOB, "a-job", Saving.SAVED)
    page = await notices.notice_item(there, NoticeItem(kind=Kind.JOB, slug="a-job"))
    assert press(page, "Add to my calendar") == ToCalendar(kind=Kind.JOB, slug="a-job")


@pytest.mark.parametrize("state", [None, Saving.DECLINED])
async def test_what_is_not_saved_is_offered_to_be_saved_first(sqlite_db: Database, state: Saving | None) -> None:
    page = await funding.funding_item(await here(sqlite_db, Kind.GRANT, "soon", state), FundingItem(slug="soon"))
    assert "Save" in labels(page)
    assert "Add to my calendar" not in labels(page)


@pytest.mark.parametrize("slug", ["over", "rolling"])
async def test_without_a_deadline_ahead_there_is_nothing_for_a_calendar(sqlite_db: Database, slug: str) -> None:
    there = await here(sqlite_db, Kind.GRANT, slug, Saving.SAVED)
    page = await funding.funding_item(there, FundingItem(slug=slug))
    assert "Remove from saved" in labels(page)
    assert "Add to my calendar" not in labels(page)


async def test_a_course_has_no_deadline(sqlite_db: Database) -> None:
    there = await here(sqlite_db, Kind.COURSE, "a-course", Saving.SAVED)
    page = await courses.course_item(there, CourseItem(slug="a-course"))
    assert "Remove from saved" in labels(page)
    assert "Add to my calendar" not in labels(page)
