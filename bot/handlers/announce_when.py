"""Choosing when an announcement goes out."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.announcement import Announcement, Errand, State
from bot.domain.member import may_announce
from bot.domain.places import USUAL_ZONE, ZONES
from bot.domain.schedule import Timing, first_moment, next_occurrence
from bot.domain.timing import read_moment
from bot.handlers.announce import announcement
from bot.handlers.announce_door import no_draft, not_expected, nothing_here, nowhere, opened
from bot.handlers.announce_texts import PATIENCE
from bot.handlers.visit import Next, Typed, Visit
from bot.store import announcements, drafts, expecting
from bot.ui import announce_when
from bot.ui.screen import Screen
from bot.ui.staff_actions import SetAtOnce, SetUrgent
from bot.ui.staff_routes import AnnouncementView, AnnouncementWhen, ConfirmSend, WriteMoment

FURTHEST = timedelta(days=366)


async def when(visit: Visit, route: AnnouncementWhen) -> Screen:
    """What is chosen, and what can be."""
    found = await opened(visit, route.id)
    if found is None:
        return await nothing_here(visit)
    if not _is_open(found):
        return await announcement(visit, AnnouncementView(id=route.id))
    return announce_when.when(visit.t, found, visit.now)


async def write_moment(visit: Visit, route: WriteMoment) -> Screen:
    """Waits for a date and time."""
    if not may_announce(visit.role):
        return await nothing_here(visit)
    async with visit.db.write() as tx:
        found = await announcements.get(tx, route.id)
        if found and _is_open(found, route):
            await expecting.expect(tx, visit.person, route.pack(), visit.now + PATIENCE)
    if found is None:
        return await nothing_here(visit)
    if not _is_open(found, route):
        return await announcement(visit, AnnouncementView(id=route.id))
    return announce_when.write_moment(visit.t, found, route, visit.now)


async def typed_moment(visit: Visit, route: WriteMoment, typed: Typed) -> Next:
    """Reads the moment on the chosen clock and keeps it in the draft; a repetition stays."""
    if not may_announce(visit.role):
        return await not_expected(visit)
    asked = _read(route, typed.text)
    if asked is None:
        toast = visit.t.plain("This is not a date and time. Please type them like the example.")
        return Next(route, toast=toast)
    async with visit.db.write() as tx:
        await drafts.hold(tx, route.id)
        found = await announcements.get(tx, route.id)
        if found is None or not _is_open(found, route):
            await expecting.clear(tx, visit.person)
            return await no_draft(visit, tx, route.id)
        chosen = _chosen(asked, found)
        fault = moment_fault(visit, first_moment(chosen))
        if fault:
            return Next(route, toast=fault)
        await expecting.clear(tx, visit.person)
        await drafts.set_timing(tx, route.id, chosen)
    return Next(AnnouncementWhen(id=route.id))


async def set_at_once(visit: Visit, action: SetAtOnce) -> Next:
    """No moment, no repetition."""
    if not may_announce(visit.role):
        return nowhere(visit)
    async with visit.db.write() as tx:
        await drafts.hold(tx, action.id)
        found = await announcements.get(tx, action.id)
        if found is None or not _is_open(found):
            return await no_draft(visit, tx, action.id)
        await drafts.set_timing(tx, action.id, None)
    return Next(AnnouncementWhen(id=action.id))


async def set_urgent(visit: Visit, action: SetUrgent) -> Next:
    """Whether it goes out in quiet hours too."""
    if not may_announce(visit.role):
        return nowhere(visit)
    async with visit.db.write() as tx:
        if not await drafts.set_urgent(tx, action.id, urgent=action.on):
            return await no_draft(visit, tx, action.id)
    return Next(ConfirmSend(id=action.id) if action.last_look else AnnouncementWhen(id=action.id))


def due_of(visit: Visit, announcement: Announcement) -> datetime | None:
    """The UTC moment at which it would go out if it were scheduled now; None when a repetition has none left.

    The moment of one that is not repeated may have passed.
    """
    timing = announcement.timing
    if timing is None:
        return visit.now + visit.rules.undo
    if timing.repeat is None:
        return first_moment(timing)
    following = next_occurrence(timing, visit.now)
    return first_moment(following) if following else None


def own_zone(visit: Visit) -> str:
    """On whose clock a send without a moment is shown later."""
    country = visit.member.country if visit.member else None
    return ZONES[country] if country else "UTC"


def moment_fault(visit: Visit, at: datetime) -> str | None:
    """Why nothing is scheduled for this moment, or None."""
    if at <= visit.now:
        return visit.t.plain("This moment has passed. Please choose one that is still to come.")
    if at > visit.now + FURTHEST:
        return visit.t.plain("This is more than a year ahead. Please choose a nearer moment.")
    return None


def _is_open(found: Announcement, route: WriteMoment | None = None) -> bool:
    """Whether its moment can be chosen: of a late one too, but a late one that is repeated is sent or passed over.

    Copies are edited at one moment everywhere: nobody's clock is asked.
    """
    if route and route.by_reader and found.errand is not Errand.SEND:
        return False
    return found.state is State.DRAFT or (found.state is State.LATE and not found.is_series)


def _chosen(asked: Timing, found: Announcement) -> Timing:
    """What was typed, for whom this is for, and repeated as it was before, but from the day that was typed."""
    repeat = found.timing.repeat if found.timing else None
    if repeat and repeat.rhythm:
        # "monthly 31" would pass over any other day that is asked for now.
        repeat = replace(repeat, rule=repeat.rhythm)
    return replace(asked, repeat=repeat, countries=found.audience.countries if asked.by_reader else frozenset())


def _read(route: WriteMoment, typed: str) -> Timing | None:
    zone = USUAL_ZONE if route.by_reader else ZONES[route.country] if route.country else "UTC"
    at = read_moment(typed, zone)
    if at is None:
        return None
    return Timing(at.astimezone(ZoneInfo(zone)).replace(tzinfo=None), zone, by_reader=route.by_reader)
