"""Taking back every copy of an announcement, or beginning a draft that corrects them."""

from bot.domain.announcement import Announcement, Errand, State
from bot.domain.member import may_announce
from bot.handlers.announce import announcement
from bot.handlers.announce_door import nothing_here, nowhere
from bot.handlers.visit import Next, Visit
from bot.store import announcements, copies, drafts, lockdown
from bot.store.database import Connection
from bot.ui import announce_recall
from bot.ui.screen import Screen
from bot.ui.staff_actions import CorrectAnnouncement, RecallAnnouncement
from bot.ui.staff_routes import AnnouncementView, ConfirmRecall

_ENDED = frozenset({State.DONE, State.CANCELLED})
_BEGUN = _ENDED | {State.SENDING, State.PAUSED}


async def confirm_recall(visit: Visit, route: ConfirmRecall) -> Screen:
    """Asks before taking back; what cannot be taken back, or is being already, is shown as it is."""
    if not may_announce(visit.role):
        return await nothing_here(visit)
    async with visit.db.read() as c:
        found = await announcements.get(c, route.id)
        why_not = await _why_no_recall(visit, c, found) if found else None
        held = await copies.count_reachable(c, route.id, visit.now)
    if found is None:
        return await nothing_here(visit)
    if why_not:
        return (await announcement(visit, AnnouncementView(id=route.id))).with_toast(why_not)
    return announce_recall.confirm_recall(visit.t, found, held.deletable, held.older, held.uncertain)


async def recall(visit: Visit, action: RecallAnnouncement) -> Next:
    """Stops it, and makes the announcement that takes its copies back; a second press finds that one."""
    if not may_announce(visit.role):
        return nowhere(visit)
    async with visit.db.write() as tx:
        found = await announcements.get(tx, action.id)
        if found is None:
            return nowhere(visit)
        there = await copies.recall_of(tx, found.id)
        if there is not None:
            return Next(AnnouncementView(id=there))
        why_not = await _why_no_recall(visit, tx, found)
        if why_not:
            return Next(AnnouncementView(id=found.id), toast=why_not)
        made = await copies.make_recall(tx, found, visit.person, visit.now)
        frozen = await lockdown.is_frozen(tx)
    toast = (
        visit.t.plain("Sending is frozen: the copies will be recalled when it resumes.")
        if frozen
        else visit.t.plain("The copies are being recalled.")
    )
    return Next(AnnouncementView(id=made), toast=toast)


async def correct(visit: Visit, action: CorrectAnnouncement) -> Next:
    """A draft with what readers have now, to be changed; the one there is when somebody began it already."""
    if not may_announce(visit.role):
        return nowhere(visit)
    async with visit.db.write() as tx:
        await drafts.hold(tx, action.id)  # or a recall could come in between
        found = await announcements.get(tx, action.id)
        if found is None:
            return nowhere(visit)
        why_not = await _why_no_correction(visit, tx, found)
        if why_not:
            return Next(AnnouncementView(id=found.about or found.id), toast=why_not)
        made = await copies.make_correction(tx, found, visit.person, visit.now)
    toast = visit.t.plain("Change the texts: every copy will be edited.")
    return Next(AnnouncementView(id=made), toast=toast)


async def _why_no_recall(visit: Visit, c: Connection, found: Announcement) -> str | None:
    if found.errand is not Errand.SEND or found.state not in _BEGUN or found.is_series:
        return visit.t.plain("There is nothing to recall here.")
    if await copies.recall_of(c, found.id) is not None:
        return visit.t.plain("This announcement has been recalled.")
    held = await copies.count_reachable(c, found.id, visit.now)
    if found.state in _ENDED and not held.deletable + held.older:
        return visit.t.plain("Nobody has a copy that the bot can still change.")
    return None


async def _why_no_correction(visit: Visit, c: Connection, found: Announcement) -> str | None:
    if found.errand is not Errand.SEND:
        return visit.t.plain("That only changed this announcement: correct this one again.")
    if found.state not in _ENDED:
        return visit.t.plain("An announcement can be corrected once it is complete or cancelled.")
    if await copies.recall_of(c, found.id) is not None:
        return visit.t.plain("This announcement has been recalled.")
    if not await copies.count_copies(c, found.id):
        return visit.t.plain("Nobody has a copy that the bot can still change.")
    return None
