"""The report of an announcement that has ended, and its chart and table as messages."""

import asyncio
from datetime import timedelta

from bot.domain.announcement import BY_ITSELF, Announcement, State
from bot.domain.approval import FEWEST
from bot.domain.places import Country, zone_of
from bot.domain.report import Report
from bot.domain.report import report as told
from bot.domain.timeline import Timeline, step_for, timeline
from bot.handlers.announce import announcement
from bot.handlers.announce_door import nothing_here, nowhere, opened
from bot.handlers.visit import Next, Visit
from bot.store import reports
from bot.ui import announce_report
from bot.ui.screen import Screen
from bot.ui.staff_actions import SendReport
from bot.ui.staff_routes import AnnouncementReport, AnnouncementView

# While one is being sent, two looks a moment apart would tell what became of one person.
_ENDED = frozenset({State.DONE, State.CANCELLED})


async def report(visit: Visit, route: AnnouncementReport) -> Screen:
    """Counts by language and by country; what has not ended is shown as it is."""
    found = await opened(visit, route.id)
    if found is None:
        return await nothing_here(visit)
    counted = await _counted(visit, found)
    if counted is None:
        return await announcement(visit, AnnouncementView(id=route.id))
    return announce_report.report(visit.t, found, counted, _home(visit))


async def send_report(visit: Visit, action: SendReport) -> Next:
    """The chart, where there is enough to draw, and the table."""
    found = await opened(visit, action.id)
    if found is None:
        return nowhere(visit)
    counted = await _counted(visit, found)
    if counted is None:
        return Next(AnnouncementView(id=action.id))
    shown = await _over_time(visit, found)
    # Drawing takes a tenth of a second, in which others are answered.
    also = await asyncio.to_thread(_messages, visit, found, counted, shown)
    return Next(AnnouncementReport(id=action.id), also=also)


async def _counted(visit: Visit, found: Announcement) -> Report | None:
    """None while there is nothing to report."""
    if found.state not in _ENDED:
        return None
    async with visit.db.read() as c:
        counts = await reports.by_language_and_country(c, found)
    # How few saved one item, or hear of it, could point at somebody.
    if found.errand in BY_ITSELF and counts.total() < FEWEST:
        return None
    return told(counts) if counts else None


async def _over_time(visit: Visit, found: Announcement) -> Timeline | None:
    began, ended = found.began_at or visit.now, found.ended_at or visit.now
    step = step_for(ended - began)
    shift = began.astimezone(zone_of(_home(visit))).utcoffset() or timedelta()
    async with visit.db.read() as c:
        counted = await reports.over_time(c, found, step, shift)
    return timeline(counted, step)


def _messages(visit: Visit, found: Announcement, counted: Report, shown: Timeline | None) -> tuple[Screen, ...]:
    table = announce_report.table(visit.t, found, counted)
    if shown is None:
        return (table,)
    return announce_report.picture(visit.t, found, counted, shown, _home(visit)), table


def _home(visit: Visit) -> Country | None:
    return visit.member.country if visit.member else None
