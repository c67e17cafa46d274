"""The pause of everything: a week, a month, until a typed day, until resumed."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.member import Member
from bot.domain.places import Country
from bot.handlers import pausing
from bot.handlers.visit import Next, Typed
from bot.store import visits
from bot.store.database import Database
from bot.ui.alert_routes import PauseFor, PauseUntil, WritePauseEnd
from bot.ui.routes import Alerts, SetPaused, Settings
from tests.buttons import press
from tests.visits import AISULU, NOW, join, visit

TYPED_PAST = "This day has passed. Please choose a later one."
TYPED_FAR = "This is more than a year ahead. Please choose a nearer day."
TYPED_NONE = "This is not a date. Please type it like the example."


async def member(db: Database) -> Member:
    found = (await visit(db, AISULU)).member
    assert found is not None
    return found


async def expected(db: Database) -> str | None:
    async with db.read() as c:
        return (await visits.load(c, db.seal.seal(AISULU), NOW)).expecting


@pytest.mark.parametrize(
    ("label", "ends"),
    [
        ("A week", datetime(2026, 12, 1, tzinfo=UTC) - timedelta(hours=6)),
        ("A month", datetime(2026, 12, 24, tzinfo=UTC) - timedelta(hours=6)),
        ("Until I resume", None),
    ],
)
async def test_a_pause_lasts_to_the_end_of_a_day_on_the_members_own_clock(
    sqlite_db: Database, label: str, ends: datetime | None
) -> None:
    await join(sqlite_db, AISULU, country=Country.KG)
    screen = await pausing.pause_until(await visit(sqlite_db, AISULU), PauseUntil(then="o"))
    tap = press(screen, label)
    assert isinstance(tap, PauseFor)
    for _ in range(2):
        done = await pausing.pause_for(await visit(sqlite_db, AISULU), tap)
        assert (done.route, done.toast) == (Settings(), "Everything is paused.")
    assert (await member(sqlite_db)).paused
    assert (await member(sqlite_db)).paused_until == ends


async def test_a_pause_is_shown_changed_and_ended(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU, country=Country.KG)
    await pausing.pause_for(await visit(sqlite_db, AISULU), PauseFor(days=7))
    screen = await pausing.pause_until(await visit(sqlite_db, AISULU), PauseUntil())
    assert "Everything is paused up to and including November 30, 2026." in screen.text
    await pausing.pause_for(await visit(sqlite_db, AISULU), PauseFor(days=0))
    screen = await pausing.pause_until(await visit(sqlite_db, AISULU), PauseUntil())
    assert "Everything is paused until you resume." in screen.text
    resume = press(screen, "Resume")
    assert isinstance(resume, SetPaused)
    for _ in range(2):
        done = await pausing.set_paused(await visit(sqlite_db, AISULU), resume)
        assert (done.route, done.toast) == (Alerts(), "Messages will come again.")
    assert (await member(sqlite_db)).reachable


async def test_the_end_of_a_pause_forgets_its_day(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    await pausing.pause_for(await visit(sqlite_db, AISULU), PauseFor(days=7))
    await pausing.set_paused(await visit(sqlite_db, AISULU), SetPaused(on=False))
    assert (await member(sqlite_db)).paused_until is None


async def test_a_button_from_before_pauses_had_an_end_still_pauses(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    done = await pausing.set_paused(await visit(sqlite_db, AISULU), SetPaused(on=True, then="o"))
    assert (done.route, done.toast) == (Settings(), "Everything is paused.")
    found = await member(sqlite_db)
    assert (found.paused, found.paused_until) == (True, None)


@pytest.mark.parametrize("typed", ["24.12.2026", "2026-12-24", " 24/12/26 ", "24. 12. 2026."])
async def test_a_typed_day_is_the_last_one(sqlite_db: Database, typed: str) -> None:
    await join(sqlite_db, AISULU, country=Country.AZ)
    route = WritePauseEnd(then="o")
    screen = await pausing.write_pause_end(await visit(sqlite_db, AISULU), route)
    assert "<code>07.12.2026</code>" in screen.text
    assert press(screen, "Back") == PauseUntil(then="o")
    assert await expected(sqlite_db) == route.pack()
    done = await pausing.typed_pause_end(await visit(sqlite_db, AISULU), route, Typed(typed, typed))
    assert (done.route, done.toast) == (Settings(), "Everything is paused.")
    assert (await member(sqlite_db)).paused_until == datetime(2026, 12, 24, 20, 0, tzinfo=UTC)
    assert await expected(sqlite_db) is None


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", TYPED_NONE),
        ("next week", TYPED_NONE),
        ("31.11.2026", TYPED_NONE),
        ("24.12", TYPED_NONE),
        ("22.11.2026", TYPED_PAST),
        ("23.11.2026", None),
        ("24.11.2027", None),
        ("25.11.2027", TYPED_FAR),
        ("24.12.9999", TYPED_FAR),
    ],
)
async def test_a_wrong_day_is_said_and_another_awaited(sqlite_db: Database, typed: str, fault: str | None) -> None:
    await join(sqlite_db, AISULU, country=Country.KZ)
    route = WritePauseEnd()
    await pausing.write_pause_end(await visit(sqlite_db, AISULU), route)
    done = await pausing.typed_pause_end(await visit(sqlite_db, AISULU), route, Typed(typed, typed))
    assert (await member(sqlite_db)).paused is (fault is None)
    if fault:
        assert done == Next(route, toast=fault)
        assert await expected(sqlite_db) == route.pack()


async def test_today_is_the_day_where_the_member_lives(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU, country=Country.KG)
    late = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)  # the 24th in Bishkek
    here = await visit(sqlite_db, AISULU, now=late)
    done = await pausing.typed_pause_end(here, WritePauseEnd(), Typed("23.11.2026", "23.11.2026"))
    assert done.toast == TYPED_PAST
    await pausing.pause_for(here, PauseFor(days=7))
    assert (await member(sqlite_db)).paused_until == datetime(2026, 12, 1, 18, 0, tzinfo=UTC)


async def test_the_place_awaits_nothing_from_who_is_no_member(sqlite_db: Database) -> None:
    await pausing.write_pause_end(await visit(sqlite_db, AISULU), WritePauseEnd())
    assert await expected(sqlite_db) is None
