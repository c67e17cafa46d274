"""Deciding what readers get whose language has no text."""

from bot.domain.announcement import State, undecided
from bot.domain.member import may_announce
from bot.handlers.announce import announcement
from bot.handlers.announce_door import counted, no_draft, nothing_here, nowhere
from bot.handlers.visit import Next, Visit
from bot.store import announcements, drafts
from bot.ui import announce_gate
from bot.ui.screen import Screen
from bot.ui.staff_actions import Choice, ChooseText
from bot.ui.staff_routes import AnnouncementView, LanguageGate


async def gate(visit: Visit, route: LanguageGate) -> Screen:
    """Each language without a text, and what can be chosen for it."""
    known = await counted(visit, route.id)
    if known is None:
        return await nothing_here(visit)
    found, counts = known
    if found.state is not State.DRAFT:
        return await announcement(visit, AnnouncementView(id=route.id))
    return announce_gate.gate(visit.t, found, counts)


async def choose_text(visit: Visit, action: ChooseText) -> Next:
    """Another language's text or none, for one language or for all that are not decided; never for one with a text."""
    if not may_announce(visit.role):
        return nowhere(visit)
    async with visit.db.write() as tx:
        await drafts.hold(tx, action.id)
        found = await announcements.get(tx, action.id)
        if found is None:
            return await no_draft(visit, tx, action.id)
        meant = {action.language} if action.language else set(undecided(found))
        without = frozenset(meant - found.texts.keys())
        another = action.choice is Choice.ANOTHER
        borrowing = found.borrowing | without if another else found.borrowing - without
        skipped = found.skipped - without if another else found.skipped | without
        if not await drafts.choose(tx, action.id, borrowing, skipped):
            return await no_draft(visit, tx, action.id)
    return Next(LanguageGate(id=action.id))
