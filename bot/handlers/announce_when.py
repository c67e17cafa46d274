"""Choosing when an announcement goes out, and sending it."""

from datetime import UTC, datetime, timedelta

from bot.domain.announcement import Announcement, State
from bot.domain.member import may_announce
from bot.domain.places import ZONES, Country
from bot.domain.timing import read_moment
from bot.handlers.announce import announcement
from bot.handlers.announce_door import counted, not_expected, nothing_here, nowhere, opened
from bot.handlers.announce_texts import PATIENCE
from bot.handlers.visit import Next, Typed, Visit
from bot.store import announcements, expecting, members
from bot.store.database import Connection
from bot.ui import announce_when
from bot.ui.screen import Screen
from bot.ui.staff_routes import AnnouncementView, AnnouncementWhen, ConfirmSend, SendAnnouncement, WriteMoment

FURTHEST = timedelta(days=366)

# A late one is scheduled anew without being a draft in between.
_UNSCHEDULED = frozenset({State.DRAFT, State.LATE})


async def when(visit: Visit, route: AnnouncementWhen) -> Screen:
    """Now, or on whose clock."""
    found = await opened(visit, route.id)
    if found is None:
        return await nothing_here(visit)
    if found.state not in _UNSCHEDULED:
        return await announcement(visit, AnnouncementView(id=route.id))
    home = visit.member.country if visit.member else None
    return announce_when.when(visit.t, found, home, visit.now)


async def write_moment(visit: Visit, route: WriteMoment) -> Screen:
    """Waits for a date and time."""
    if not may_announce(visit.role):
        return await nothing_here(visit)
    async with visit.db.write() as tx:
        found = await announcements.get(tx, route.id)
        if found and found.state in _UNSCHEDULED:
            await expecting.expect(tx, visit.person, route.pack(), visit.now + PATIENCE)
    if found is None:
        return await nothing_here(visit)
    if found.state not in _UNSCHEDULED:
        return await announcement(visit, AnnouncementView(id=route.id))
    return announce_when.write_moment(visit.t, found, route.country, visit.now)


async def typed_moment(visit: Visit, route: WriteMoment, typed: Typed) -> Next:
    """Reads the moment on the chosen clock, and goes on to the last look."""
    if not may_announce(visit.role):
        return await not_expected(visit)
    at = read_moment(typed.text, _zone(route.country))
    fault = (
        _fault(visit, at) if at else visit.t.plain("This is not a date and time. Please type them like the example.")
    )
    if fault or at is None:
        return Next(route, toast=fault)
    async with visit.db.write() as tx:
        await expecting.clear(tx, visit.person)
    return Next(ConfirmSend(id=route.id, at=int(at.timestamp()), country=route.country))


async def last_look(visit: Visit, route: ConfirmSend) -> Screen:
    """Who gets which text and when, before anything is promised."""
    known = await counted(visit, route.id)
    if known is None:
        return await nothing_here(visit)
    found, counts = known
    if found.state not in _UNSCHEDULED:
        return await announcement(visit, AnnouncementView(id=route.id))
    at = _moment(route.at)
    fault = _fault(visit, at) if at else None
    if fault:
        return (await when(visit, AnnouncementWhen(id=route.id))).with_toast(fault)
    return announce_when.last_look(visit.t, found, counts, at, route.country)


async def send(visit: Visit, action: SendAnnouncement) -> Next:
    """Schedules it; a second press finds it scheduled and shows it."""
    if not may_announce(visit.role):
        return nowhere(visit)
    at = _moment(action.at)
    async with visit.db.write() as tx:
        found = await announcements.get(tx, action.id)
        if found is None:
            return nowhere(visit)
        instead = await _instead(visit, tx, found, at)
        if instead:
            return instead
        done = await announcements.schedule(tx, action.id, at or visit.now, _zone(action.country))
    toast = visit.t.plain("Scheduled.") if at else visit.t.plain("It goes out in a moment.")
    return Next(AnnouncementView(id=action.id), toast=toast if done else None)


async def _instead(visit: Visit, tx: Connection, found: Announcement, at: datetime | None) -> Next | None:
    """Where to go instead of sending, and why; None when nothing stands in the way."""
    if found.state not in _UNSCHEDULED:
        return Next(AnnouncementView(id=found.id))
    fault = _fault(visit, at) if at else None
    if fault:
        return Next(AnnouncementWhen(id=found.id), toast=fault)
    if not found.texts:
        toast = visit.t.plain("There is no text yet: write it in at least one language.")
        return Next(AnnouncementView(id=found.id), toast=toast)
    if not any((await members.count_by_language(tx, found.audience)).values()):
        toast = visit.t.plain("Nobody would get it: choose other people or other languages.")
        return Next(AnnouncementView(id=found.id), toast=toast)
    return None


def _zone(country: Country | None) -> str:
    return ZONES[country] if country else "UTC"


def _moment(at: int) -> datetime | None:
    return datetime.fromtimestamp(at, UTC) if at else None


def _fault(visit: Visit, at: datetime) -> str | None:
    """Why nothing is scheduled for this moment, or None."""
    if at <= visit.now:
        return visit.t.plain("This moment has passed. Please choose one that is still to come.")
    if at > visit.now + FURTHEST:
        return visit.t.plain("This is more than a year ahead. Please choose a nearer moment.")
    return None
