"""Writing the link buttons under one text of an announcement, and taking them away."""

from bot.domain.announcement import State
from bot.domain.member import may_announce
from bot.handlers.announce import announcement
from bot.handlers.announce_door import no_draft, not_expected, nothing_here, nowhere, opened
from bot.handlers.announce_texts import awaited
from bot.handlers.visit import Next, Typed, Visit
from bot.store import announcements, drafts, expecting
from bot.ui import announce_buttons
from bot.ui.screen import Screen
from bot.ui.staff_actions import DropButtons
from bot.ui.staff_routes import AnnouncementView, WriteButtons, WriteText

_LONGEST_TOAST = 200


async def write_buttons(visit: Visit, route: WriteButtons) -> Screen:
    """Waits for the buttons of one language, whose text has to be there."""
    found = await opened(visit, route.id)
    if found is None:
        return await nothing_here(visit)
    if route.language not in found.texts or not await awaited(visit, found, route):
        return await announcement(visit, AnnouncementView(id=route.id))
    return announce_buttons.write_buttons(visit.t, found, route.language)


async def typed_buttons(visit: Visit, route: WriteButtons, typed: Typed) -> Next:
    """Keeps the buttons when every line can be read."""
    if not may_announce(visit.role):
        return await not_expected(visit)
    read = announce_buttons.read_buttons(visit.t, typed.text)
    async with visit.db.write() as tx:
        found = await announcements.get(tx, route.id)
        if read.faults and found and found.state is State.DRAFT:
            return Next(route, toast=_told(read.faults))
        await expecting.clear(tx, visit.person)
        if found is None or found.state is not State.DRAFT:
            return await no_draft(visit, tx, route.id)
        if not await drafts.set_buttons(tx, route.id, route.language, read.buttons):
            toast = visit.t.plain("The text of this language is deleted: write it first.")
            return Next(WriteText(id=route.id, language=route.language), toast=toast)
    kept = visit.t.plain_plural("{n} button saved.", "{n} buttons saved.", len(read.buttons))
    return Next(AnnouncementView(id=route.id), toast=kept)


async def drop_buttons(visit: Visit, action: DropButtons) -> Next:
    """Takes the buttons of one language away."""
    if not may_announce(visit.role):
        return nowhere(visit)
    async with visit.db.write() as tx:
        await expecting.clear(tx, visit.person)
        found = await announcements.get(tx, action.id)
        if found is None or found.state is not State.DRAFT:
            return await no_draft(visit, tx, action.id)
        await drafts.set_buttons(tx, action.id, action.language, ())
    back = WriteText(id=action.id, language=action.language)
    return Next(back, toast=visit.t.plain("The buttons have been removed."))


def _told(faults: tuple[str, ...]) -> str:
    """As many of them as a toast holds, the first one in any case."""
    told = faults[0]
    for fault in faults[1:]:
        if len(told) + 1 + len(fault) > _LONGEST_TOAST:
            break
        told = f"{told}\n{fault}"
    return told
