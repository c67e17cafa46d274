"""What goes with the texts of an announcement: one picture or file, and what is shown behind a link."""

from bot.domain.announcement import Errand, State
from bot.domain.member import may_announce
from bot.handlers.announce import announcement
from bot.handlers.announce_door import no_draft, not_expected, nothing_here, nowhere, opened
from bot.handlers.announce_texts import awaited, media_fault, media_kept
from bot.handlers.visit import Next, Typed, Visit
from bot.store import announcements, drafts, expecting
from bot.ui import announce_media
from bot.ui.announce_wording import shows_something
from bot.ui.screen import Screen
from bot.ui.staff_actions import DropMedia, SetLinkPreview
from bot.ui.staff_routes import AnnouncementView, AttachMedia


async def attach(visit: Visit, route: AttachMedia) -> Screen:
    """Waits for a photo or document."""
    found = await opened(visit, route.id)
    if found is None:
        return await nothing_here(visit)
    if found.errand is not Errand.SEND or not await awaited(visit, found, route):
        return await announcement(visit, AnnouncementView(id=route.id))
    return announce_media.attach(visit.t, found)


async def typed_media(visit: Visit, route: AttachMedia, typed: Typed) -> Next:
    """Keeps the photo or document; words that came with it are not taken for a text of any language."""
    if not may_announce(visit.role):
        return await not_expected(visit)
    t = visit.t
    async with visit.db.write() as tx:
        found = await announcements.get(tx, route.id)
        fault = media_fault(visit, found, typed) if found else None
        if found and found.state is State.DRAFT and (fault or typed.media is None):
            return Next(route, toast=fault or t.plain("Please send one photo or one file."))
        await expecting.clear(tx, visit.person)
        if not await drafts.set_media(tx, route.id, typed.media):
            return await no_draft(visit, tx, route.id)
    words = t.plain("Its caption was not saved: write texts under “Texts”.") if shows_something(typed.text) else ""
    return Next(AnnouncementView(id=route.id), toast=f"{media_kept(visit, typed)} {words}".rstrip())


async def drop_media(visit: Visit, action: DropMedia) -> Next:
    """Takes the picture or file away."""
    if not may_announce(visit.role):
        return nowhere(visit)
    async with visit.db.write() as tx:
        await expecting.clear(tx, visit.person)
        found = await announcements.get(tx, action.id)
        if found and found.errand is not Errand.SEND:
            toast = visit.t.plain("A correction cannot change the photo or file.")
            return Next(AnnouncementView(id=action.id), toast=toast)
        if not await drafts.set_media(tx, action.id, None):
            return await no_draft(visit, tx, action.id)
    return Next(AnnouncementView(id=action.id), toast=visit.t.plain("Removed. Only the texts will go out."))


async def set_link_preview(visit: Visit, action: SetLinkPreview) -> Next:
    """Whether Telegram shows what is behind the first link."""
    if not may_announce(visit.role):
        return nowhere(visit)
    async with visit.db.write() as tx:
        if not await drafts.set_link_preview(tx, action.id, wanted=action.on):
            return await no_draft(visit, tx, action.id)
    return Next(AnnouncementView(id=action.id))
