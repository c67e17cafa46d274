"""Writing the texts of an announcement: their list, typing one, deleting one."""

from datetime import timedelta

from bot.domain.announcement import Announcement, Errand, MediaKind, State
from bot.domain.member import may_announce
from bot.domain.places import Language
from bot.handlers.announce import announcement
from bot.handlers.announce_door import counted, no_draft, not_expected, nothing_here, nowhere
from bot.handlers.visit import LeftOut, Next, Typed, Visit
from bot.store import announcements, drafts, expecting
from bot.store.database import Connection
from bot.ui import announce_texts
from bot.ui.announce_links import chosen_links, link_fault
from bot.ui.announce_wording import shows_something, too_long, too_much_markup
from bot.ui.announce_words import bare
from bot.ui.packing import Route
from bot.ui.screen import Screen
from bot.ui.staff_actions import DropText
from bot.ui.staff_routes import AnnouncementTexts, AnnouncementView, WriteText

PATIENCE = timedelta(minutes=30)

# Apps send what is longer than one message as several, split at a space or a line's end near the limit; only the first
# of them is kept here.
_NEARLY_LONGEST = 3900


async def texts(visit: Visit, route: AnnouncementTexts) -> Screen:
    """Which languages have a text and who gets which."""
    known = await counted(visit, route.id)
    if known is None:
        return await nothing_here(visit)
    found, counts = known
    if found.state is not State.DRAFT:
        return await announcement(visit, AnnouncementView(id=route.id))
    return announce_texts.texts(visit.t, found, counts)


async def write(visit: Visit, route: WriteText) -> Screen:
    """Waits for the text of one language."""
    known = await counted(visit, route.id)
    if known is None:
        return await nothing_here(visit)
    found, counts = known
    if not await awaited(visit, found, route):
        return await announcement(visit, AnnouncementView(id=route.id))
    return announce_texts.write(visit.t, found, route.language, counts.get(route.language, 0))


async def awaited(visit: Visit, found: Announcement, route: Route) -> bool:
    """Makes the next word of this person one for that place of a draft; False when it is no draft."""
    if found.state is not State.DRAFT:
        return False
    async with visit.db.write() as tx:
        await expecting.expect(tx, visit.person, route.pack(), visit.now + PATIENCE)
    return True


async def typed_text(visit: Visit, route: WriteText, typed: Typed) -> Next:
    """Keeps what was typed or forwarded as the text of that language, and the picture or file it came with."""
    if not may_announce(visit.role):
        return await not_expected(visit)
    async with visit.db.write() as tx:
        await drafts.hold(tx, route.id)
        found = await announcements.get(tx, route.id)
        if found is None or found.state is not State.DRAFT:
            await expecting.clear(tx, visit.person)
            return await no_draft(visit, tx, route.id)
        fault = media_fault(visit, found, typed) or _fault(visit, found, typed)
        return Next(route, toast=fault) if fault else await _keep(visit, tx, route, typed)


async def _keep(visit: Visit, tx: Connection, route: WriteText, typed: Typed) -> Next:
    if typed.media and not await drafts.set_media(tx, route.id, typed.media):
        return await no_draft(visit, tx, route.id)
    if not shows_something(bare(typed.html)):
        return Next(route, toast=f"{media_kept(visit, typed)} {visit.t.plain('Now type the text.')}")
    await expecting.clear(tx, visit.person)
    if not await drafts.set_text(tx, route.id, route.language, typed.html):
        return await no_draft(visit, tx, route.id)
    return Next(AnnouncementView(id=route.id), toast=_kept(visit, route.language, typed))


async def drop(visit: Visit, action: DropText) -> Next:
    """Deletes the text of one language."""
    if not may_announce(visit.role):
        return nowhere(visit)
    async with visit.db.write() as tx:
        await expecting.clear(tx, visit.person)
        if not await drafts.set_text(tx, action.id, action.language, None):
            return await no_draft(visit, tx, action.id)
    return Next(AnnouncementTexts(id=action.id), toast=visit.t.plain("The text is deleted."))


def media_fault(visit: Visit, found: Announcement, typed: Typed) -> str | None:
    """Why what a text came with cannot go with this announcement, or None."""
    if typed.left_out is LeftOut.MEDIA:
        return visit.t.plain(
            "An announcement can carry a photo or a file only: no video, sticker, voice message or anything else."
        )
    if typed.media and found.errand is not Errand.SEND:
        return visit.t.plain("A correction cannot change the photo or file. Please send only the text.")
    return None


def media_kept(visit: Visit, typed: Typed) -> str:
    """What is told when a picture or file was taken."""
    t = visit.t
    picture = typed.media is not None and typed.media.kind is MediaKind.PHOTO
    kept = t.plain("The photo is saved.") if picture else t.plain("The file is saved.")
    only = t.plain("Only the first one you sent will go out.") if typed.left_out is LeftOut.ALBUM else ""
    return f"{kept} {only}".rstrip()


def _fault(visit: Visit, found: Announcement, typed: Typed) -> str | None:
    """Why this text cannot be announced, or None."""
    plain = bare(typed.html)
    if not shows_something(plain):
        return None if typed.media else visit.t.plain("Please send a text, a photo or file, or both.")
    with_media = bool(typed.media or found.media)
    fault = too_long(visit.t, plain, with_media=with_media) or too_much_markup(visit.t, typed.html)
    faults = (link_fault(visit.t, link) for link in chosen_links(typed.html))
    return fault or next((fault for fault in faults if fault), None)


def _kept(visit: Visit, language: Language, typed: Typed) -> str:
    t = visit.t
    if len(bare(typed.html)) >= _NEARLY_LONGEST:
        return t.plain(
            "The text is saved. If it was longer than one message, only its first part is here: please check the "
            "preview."
        )
    kept = t.plain("The text is saved: {language}.", language=t.language_name(language))
    return f"{kept} {media_kept(visit, typed)}" if typed.media else kept
