"""What the bot sends by itself: the list of it, and one of them."""

from bot.domain.announcement import Announcement
from bot.domain.member import may_announce
from bot.domain.places import Country, Language
from bot.handlers.announce_door import nothing_here
from bot.handlers.visit import Visit
from bot.store import progress
from bot.store import sent_by_bot as stored
from bot.store.database import Connection
from bot.ui import sent_by_bot as screens
from bot.ui.alert_routes import SentByBot
from bot.ui.paging import PAGE_SIZE, Sheet
from bot.ui.screen import Screen

# The furthest a button can turn to (`packing.Page`).
LAST_PAGE = 999


async def sent_by_bot(visit: Visit, route: SentByBot) -> Screen:
    """A page of the list; the last one when the list is shorter than the button remembers."""
    if not may_announce(visit.role):
        return await nothing_here(visit)
    async with visit.db.read() as c:
        pages = min(max(1, -(-await stored.total(c) // PAGE_SIZE)), LAST_PAGE)
        page = min(route.page, pages)
        before = (page - 1) * PAGE_SIZE
        found = await stored.page(c, PAGE_SIZE, before)
    listed = tuple(screens.Listed(one.announcement, _about(visit, one), one.tally) for one in found)
    return screens.sent_by_bot(visit.t, Sheet(listed, before + 1, page, pages), _home(visit))


async def card(visit: Visit, c: Connection, found: Announcement) -> Screen:
    """How one of them goes, with what it is about."""
    about = _about(visit, await stored.get(c, found))
    return screens.card(visit.t, found, await progress.read(c, found, visit.now), visit.now, _home(visit), about)


def _about(visit: Visit, one: stored.Sending) -> screens.About:
    """What is gone from the catalogue is named by its address."""
    if one.kind is None or one.slug is None:
        return screens.About(one.new)
    item = visit.catalogue.find(one.kind, one.slug)
    title = item.read(Language(visit.t.language)).text.title if item else one.slug
    return screens.About(one.new, title)


def _home(visit: Visit) -> Country | None:
    return visit.member.country if visit.member else None
