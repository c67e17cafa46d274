"""A call that closes at an hour far away, in the morning of the next day where the member lives."""

from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar

from bot.domain.interests import Kind
from bot.domain.places import Country
from bot.domain.saved import Saving
from bot.handlers import funding, saved
from bot.handlers.visit import Visit
from bot.store import items as known_items
from bot.store import saved as store
from bot.store.database import Database
from bot.ui.alert_routes import SavedItem, SavedItems, SaveItem, ToCalendar
from bot.ui.routes import FundingItem, FundingList
from bot.ui.screen import Upload
from tests.handlers.known import taken_in
from tests.ui import items
from tests.visits import AISULU, join, visit

CALL = items.funding("abroad", title="From New York", countries=[Country.UZ], deadline=date(2027, 3, 1)).model_copy(
    update={"deadline_time": time(23, 59), "deadline_zone": "America/New_York"}
)
CLOSES = datetime(2027, 3, 2, 4, 59, tzinfo=UTC)  # 9:59 in Tashkent
EARLY = datetime(2027, 3, 2, 1, 0, tzinfo=UTC)  # 6:00 there


async def aisulu(db: Database, now: datetime) -> Visit:
    return await visit(db, AISULU, catalogue=await taken_in(db, CALL), now=now)


async def test_it_stands_open_until_its_moment(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU, country=Country.UZ)
    here = await aisulu(sqlite_db, EARLY)
    for screen in (
        await funding.funding_list(here, FundingList()),
        await funding.funding_item(here, FundingItem(slug="abroad")),
    ):
        assert "March 1, 2027, 23:59 (New York time), today; that is" in screen.text
    after = await visit(sqlite_db, AISULU, catalogue=here.catalogue, now=CLOSES)
    assert "From New York" not in (await funding.funding_list(after, FundingList())).text


async def test_the_day_before_it_is_tomorrow(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU, country=Country.UZ)
    here = await aisulu(sqlite_db, EARLY - timedelta(days=1))
    assert "(New York time), tomorrow; that is" in (await funding.funding_list(here, FundingList())).text


async def test_it_is_saved_and_put_into_a_calendar_until_its_moment(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU, country=Country.UZ)
    here = await aisulu(sqlite_db, EARLY)
    await saved.save_item(here, SaveItem(kind=Kind.GRANT, slug="abroad"))
    (made,) = (await saved.to_calendar(here, ToCalendar())).also
    assert isinstance(made.media, Upload)
    (event,) = Calendar.from_ical(made.media.content).walk("VEVENT")
    assert event.decoded("dtstart") == CLOSES
    assert "tomorrow" not in (await saved.saved_items(here, SavedItems())).text
    after = await visit(sqlite_db, AISULU, catalogue=here.catalogue, now=CLOSES)
    assert (await saved.to_calendar(after, ToCalendar())).also == ()


async def test_a_day_on_the_readers_clock_is_stored_as_a_day(db: Database) -> None:
    await join(db, AISULU, country=Country.UZ)
    here = await aisulu(db, EARLY)
    await saved.save_item(here, SaveItem(kind=Kind.GRANT, slug="abroad"))
    assert "From New York" in (await saved.saved_item(here, SavedItem(kind=Kind.GRANT, slug="abroad"))).text
    async with db.read() as c:
        known = await known_items.find(c, Kind.GRANT, "abroad")
        assert known is not None
        kept = await store.find(c, here.person, known.id)
    assert kept is not None
    assert (known.closes_on, kept.state, kept.saved_on) == (date(2027, 3, 2), Saving.SAVED, date(2027, 3, 2))


async def test_without_a_country_the_day_is_that_of_the_messages(sqlite_db: Database) -> None:
    """The usual clock: while it is still yesterday in UTC."""
    await join(sqlite_db, AISULU)
    at_one = datetime(2027, 2, 27, 20, 0, tzinfo=UTC)  # February 28, 1:00 in Tashkent
    plain = items.funding("plain", countries=[Country.UZ], deadline=date(2027, 3, 1))
    here = await visit(sqlite_db, AISULU, catalogue=await taken_in(sqlite_db, plain), now=at_one)
    assert "March 1, 2027 (tomorrow)" in (await funding.funding_list(here, FundingList())).text
