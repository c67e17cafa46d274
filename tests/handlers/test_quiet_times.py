"""Quiet hours chosen by two buttons, quiet days with the next ones named."""

from datetime import UTC, datetime

import pytest

from bot.domain.member import Member
from bot.domain.places import Country, Language
from bot.domain.quiet import NONE, USUAL, Hours
from bot.handlers import quiet_times
from bot.store import members
from bot.store.database import Database
from bot.ui.alert_routes import ChooseQuietEnd, ChooseQuietStart, QuietTimes, SetQuietDays, SetQuietHours
from tests.buttons import labels, press
from tests.visits import AISULU, join, visit


async def member(db: Database) -> Member:
    found = (await visit(db, AISULU)).member
    assert found is not None
    return found


async def test_the_start_is_chosen_and_then_the_end(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    screen = await quiet_times.quiet_times(await visit(sqlite_db, AISULU), QuietTimes())
    assert "Nothing is sent to you from 21:00 to 09:00 your local time." in screen.text
    start = press(screen, "Change quiet hours")
    assert isinstance(start, ChooseQuietStart)
    screen = await quiet_times.choose_quiet_start(await visit(sqlite_db, AISULU), start)
    assert "✓ 21:00" in labels(screen)
    end = press(screen, "22:00")
    assert isinstance(end, ChooseQuietEnd)
    screen = await quiet_times.choose_quiet_end(await visit(sqlite_db, AISULU), end)
    assert "22:00" not in labels(screen), "the same hour would mean none"
    chosen = press(screen, "07:00")
    assert isinstance(chosen, SetQuietHours)
    for _ in range(2):
        done = await quiet_times.set_quiet_hours(await visit(sqlite_db, AISULU), chosen)
        assert (done.route, done.toast) == (QuietTimes(), "Saved.")
    assert (await member(sqlite_db)).quiet == Hours(22, 7)


async def test_quiet_hours_go_off_and_on_again(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    off = press(await quiet_times.quiet_times(await visit(sqlite_db, AISULU), QuietTimes()), "Turn quiet hours off")
    assert isinstance(off, SetQuietHours)
    await quiet_times.set_quiet_hours(await visit(sqlite_db, AISULU), off)
    assert (await member(sqlite_db)).quiet.are_none
    screen = await quiet_times.quiet_times(await visit(sqlite_db, AISULU), QuietTimes())
    assert "There are no quiet hours" in screen.text
    assert press(screen, "Turn on: 21:00–09:00") == SetQuietHours(start=21, end=9)


@pytest.mark.parametrize(
    ("hours", "days", "said"),
    [
        (USUAL, True, "Only urgent announcements can come at any time."),
        (USUAL, False, "Only urgent announcements can come at any time."),
        (NONE, True, "Announcements come on quiet days too."),
        (NONE, False, ""),
    ],
)
async def test_what_waits_is_said_of_the_quiet_time_there_is(
    sqlite_db: Database, hours: Hours, days: bool, said: str
) -> None:
    person = await join(sqlite_db, AISULU)
    async with sqlite_db.write() as tx:
        await members.set_quiet(tx, person, hours)
        await members.set_quiet_days(tx, person, days)
    text = (await quiet_times.quiet_times(await visit(sqlite_db, AISULU), QuietTimes())).text
    ends = ("Only urgent announcements can come at any time.", "Announcements come on quiet days too.")
    assert [end for end in ends if end in text] == ([said] if said else [])
    assert ("comes when it is over" in text) is bool(said)


async def test_the_next_quiet_days_are_named_in_the_readers_language(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU, country=Country.UZ)
    screen = await quiet_times.quiet_times(await visit(sqlite_db, AISULU), QuietTimes())
    assert "December 8, 2026 – Constitution Day" in screen.text.splitlines()
    await join(sqlite_db, AISULU, Language.UZ, Country.UZ)
    here = await visit(sqlite_db, AISULU)
    said = (await quiet_times.quiet_times(here, QuietTimes())).text.splitlines()
    named = next(line for line in said if line.startswith(here.t.date(datetime(2026, 12, 8, tzinfo=UTC).date())))
    assert "Constitution" not in named


async def test_what_is_over_by_the_members_own_clock_is_not_named(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU, country=Country.UZ)
    late = datetime(2026, 12, 8, 19, 30, tzinfo=UTC)
    said = (await quiet_times.quiet_times(await visit(sqlite_db, AISULU, now=late), QuietTimes())).text
    assert "December 8, 2026" not in said
    assert "January 1, 2027" in said


async def test_quiet_days_go_off_and_on(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU, country=Country.KZ)
    for label, on in (("✓ Quiet days", False), ("Quiet days", True)):
        tap = press(await quiet_times.quiet_times(await visit(sqlite_db, AISULU), QuietTimes()), label)
        assert tap == SetQuietDays(on=on)
        assert isinstance(tap, SetQuietDays)
        for _ in range(2):
            await quiet_times.set_quiet_days(await visit(sqlite_db, AISULU), tap)
        assert (await member(sqlite_db)).quiet_days is on


async def test_without_a_country_only_sundays_and_the_clock_that_is_used_are_said(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    said = (await quiet_times.quiet_times(await visit(sqlite_db, AISULU), QuietTimes())).text.splitlines()
    assert "No alerts are sent to you on Sundays." in said
    assert "Your country is not chosen, so the clock of Tashkent is used." in said


@pytest.mark.parametrize("country", list(Country))
async def test_every_country_has_days_to_name(sqlite_db: Database, country: Country) -> None:
    await join(sqlite_db, AISULU, country=country)
    said = (await quiet_times.quiet_times(await visit(sqlite_db, AISULU), QuietTimes())).text
    assert said.count(" – ") == 3
