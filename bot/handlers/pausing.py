"""The pause of everything: for how long, until a typed day, and its end."""

from datetime import UTC, date, datetime, time, timedelta

from bot.domain.places import reader_zone
from bot.domain.timing import read_day
from bot.handlers.onward import onward
from bot.handlers.today import today
from bot.handlers.visit import Next, Typed, Visit
from bot.store import changes, expecting, members
from bot.ui import home as home_screen
from bot.ui import pausing as screens
from bot.ui.alert_routes import PauseFor, PauseUntil, WritePauseEnd
from bot.ui.routes import Alerts, SetPaused
from bot.ui.screen import Screen

# How long a typed day is waited for.
PATIENCE = timedelta(minutes=30)

FURTHEST = timedelta(days=366)


async def pause_until(visit: Visit, route: PauseUntil) -> Screen:
    """For how long."""
    return screens.pause_until(visit.t, visit.member, route) if visit.member else _home(visit)


async def pause_for(visit: Visit, action: PauseFor) -> Next:
    """Pauses for the rest of today and so many days; 0 is until further notice."""
    last = today(visit) + timedelta(days=action.days) if action.days else None
    return await _pause(visit, last, action.then)


async def set_paused(visit: Visit, action: SetPaused) -> Next:
    """Ends the pause; a button from before pauses had an end begins one without."""
    if action.on:
        return await _pause(visit, None, action.then)
    async with visit.db.write() as tx:
        await members.set_paused(tx, visit.person, False)
        await changes.bring_forward(tx, visit.person, visit.now)
    return Next(onward(action.then, Alerts()), toast=visit.t.plain("Messages will come again."))


async def write_pause_end(visit: Visit, route: WritePauseEnd) -> Screen:
    """Waits for the last day."""
    if visit.member is None:
        return _home(visit)
    async with visit.db.write() as tx:
        await expecting.expect(tx, visit.person, route.pack(), visit.now + PATIENCE)
    return screens.write_pause_end(visit.t, route, today(visit))


async def typed_pause_end(visit: Visit, route: WritePauseEnd, typed: Typed) -> Next:
    """Reads the day; what is none, has passed or is too far is said, and another is waited for."""
    last = read_day(typed.text)
    if last is None:
        return Next(route, toast=visit.t.plain("This is not a date. Please type it like the example."))
    day = today(visit)
    if last < day:
        return Next(route, toast=visit.t.plain("This day has passed. Please choose a later one."))
    if last > day + FURTHEST:
        return Next(route, toast=visit.t.plain("This is more than a year ahead. Please choose a nearer day."))
    return await _pause(visit, last, route.then)


async def _pause(visit: Visit, last: date | None, then: str) -> Next:
    """Until the end of the last day on the member's own clock, or without an end."""
    async with visit.db.write() as tx:
        await expecting.clear(tx, visit.person)
        if last:
            end = _end_of(visit, last)
            await members.pause_until(tx, visit.person, end)
            await changes.bring_forward(tx, visit.person, end)
        else:
            await members.set_paused(tx, visit.person, True)
    return Next(onward(then, Alerts()), toast=visit.t.plain("Everything is paused."))


def _end_of(visit: Visit, last: date) -> datetime:
    zone = reader_zone(visit.member.country if visit.member else None)
    return datetime.combine(last + timedelta(days=1), time(), zone).astimezone(UTC)


def _home(visit: Visit) -> Screen:
    return home_screen.home(visit.t, None, visit.role)
