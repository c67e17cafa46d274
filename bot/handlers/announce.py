"""Announcements: their list, one of them, a new one."""

from bot.domain.announcement import BY_ITSELF, Announcement, State, WhenUncertain
from bot.domain.member import may_announce
from bot.handlers import sent_by_bot
from bot.handlers.announce_door import no_draft, nothing_here, nowhere
from bot.handlers.visit import Next, Visit
from bot.store import announcements as stored
from bot.store import approvals, drafts, lockdown, members, progress
from bot.store.database import Connection
from bot.ui import announce, announce_draft, announce_list
from bot.ui.paging import PAGE_SIZE, Sheet
from bot.ui.screen import Screen
from bot.ui.staff_actions import NewAnnouncement, SetResend
from bot.ui.staff_routes import Announcements, AnnouncementView

# The furthest a button can turn to (`packing.Page`).
LAST_PAGE = 999


async def announcements(visit: Visit, route: Announcements) -> Screen:
    """A page of the list; the last one when the list is shorter than the button remembers."""
    if not may_announce(visit.role):
        return await nothing_here(visit)
    async with visit.db.read() as c:
        pages = min(max(1, -(-await stored.total(c) // PAGE_SIZE)), LAST_PAGE)
        page = min(route.page, pages)
        before = (page - 1) * PAGE_SIZE
        items = await stored.page(c, PAGE_SIZE, before)
        frozen = await lockdown.is_frozen(c)
    sheet = Sheet(tuple(items), before + 1, page, pages)
    clock = visit.member.country if visit.member else None
    return announce_list.announcements(visit.t, sheet, is_frozen=frozen, clock=clock)


async def announcement(visit: Visit, route: AnnouncementView) -> Screen:
    """A draft to work on, or the progress and report of anything else."""
    if not may_announce(visit.role):
        return await nothing_here(visit)
    async with visit.db.read() as c:
        found = await stored.get(c, route.id)
        shown = await _as_it_is(visit, c, found) if found else None
    return shown or await nothing_here(visit)


async def begin(visit: Visit, _: NewAnnouncement) -> Next:
    """A new draft, or the empty one that this author has not touched yet."""
    if not may_announce(visit.role):
        return nowhere(visit)
    async with visit.db.write() as tx:
        made = await stored.create(tx, visit.person, visit.now)
    return Next(AnnouncementView(id=made))


async def set_resend(visit: Visit, action: SetResend) -> Next:
    """What to do with a send whose answer is lost."""
    if not may_announce(visit.role):
        return nowhere(visit)
    policy = WhenUncertain.RESEND if action.on else WhenUncertain.LEAVE
    async with visit.db.write() as tx:
        if not await drafts.set_when_uncertain(tx, action.id, policy):
            return await no_draft(visit, tx, action.id)
    return Next(AnnouncementView(id=action.id))


async def _as_it_is(visit: Visit, c: Connection, found: Announcement) -> Screen:
    if found.state is State.DRAFT:
        counts = await members.count_by_language(c, found.audience)
        return announce_draft.draft(visit.t, found, counts, visit.now)
    if found.errand in BY_ITSELF:
        return await sent_by_bot.card(visit, c, found)
    home = visit.member.country if visit.member else None
    theirs = await approvals.is_asked_by(c, found.id, visit.person)
    return announce.card(visit.t, found, await progress.read(c, found, visit.now), visit.now, home, theirs=theirs)
