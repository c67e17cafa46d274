"""Many new items at once: whether members are told of them, which one person decides once."""

from bot.domain.announcement import Announcement, Errand, State
from bot.domain.member import may_announce
from bot.handlers.announce import announcement
from bot.handlers.announce_door import nothing_here, nowhere, opened
from bot.handlers.visit import Next, Visit
from bot.store import announcements, hearing, sent_by_bot
from bot.store.database import Connection
from bot.ui import new_items as screens
from bot.ui.alert_routes import NewItems, TellOfItems
from bot.ui.screen import Screen
from bot.ui.staff_routes import AnnouncementView


async def new_items(visit: Visit, route: NewItems) -> Screen:
    """The question; once it is answered, how the alert stands."""
    found = await opened(visit, route.id)
    if found is None:
        return await nothing_here(visit)
    if found.errand is not Errand.ALERT or found.state is not State.AWAITING:
        return await announcement(visit, AnnouncementView(id=route.id))
    async with visit.db.read() as c:
        counts = await sent_by_bot.kinds_of(c, found.id)
        at_once, later = await hearing.at_once_and_later(c, found.id)
    return screens.new_items(visit.t, found, counts, at_once, later)


async def tell_of_items(visit: Visit, action: TellOfItems) -> Next:
    """The first answer counts; whoever comes later sees what was decided."""
    if not may_announce(visit.role):
        return nowhere(visit)
    async with visit.db.write() as tx:
        found = await announcements.get(tx, action.id)
        if found is None or found.errand is not Errand.ALERT:
            return nowhere(visit)
        decided = await _decide(tx, action, visit)
        found = await announcements.get(tx, action.id) or found
    toast = _done(visit, found) if decided else _decided_before(visit, found)
    return Next(AnnouncementView(id=action.id), toast=toast)


async def _decide(tx: Connection, action: TellOfItems, visit: Visit) -> bool:
    if action.on:
        return await sent_by_bot.tell(tx, action.id, visit.now)
    return await sent_by_bot.tell_nobody(tx, action.id, visit.now)


def _done(visit: Visit, found: Announcement) -> str:
    if found.state is State.CANCELLED:
        return visit.t.plain("Nobody is told of these items.")
    return visit.t.plain("Members are told of these items now.")


def _decided_before(visit: Visit, found: Announcement) -> str:
    if found.state is State.CANCELLED:
        return visit.t.plain("It was decided before: nobody is told of these items.")
    return visit.t.plain("It was decided before: members are told of these items.")
