"""Writing the texts of an announcement: their list, typing one, deleting one, the preview."""

from datetime import timedelta

from bot.domain.announcement import State
from bot.domain.member import may_announce
from bot.domain.places import Language
from bot.handlers.announce import announcement
from bot.handlers.announce_door import counted, no_draft, not_expected, nothing_here, nowhere, opened
from bot.handlers.visit import Next, Typed, Visit
from bot.store import announcements, expecting, members
from bot.ui import announce_texts
from bot.ui.announce_wording import insecure_link, shows_something
from bot.ui.announce_words import bare
from bot.ui.screen import Screen
from bot.ui.staff_routes import (
    AnnouncementPreview,
    AnnouncementTexts,
    AnnouncementView,
    DropText,
    WriteText,
)

PATIENCE = timedelta(minutes=30)

# The Bot API's sendMessage: characters after the entities are parsed, and bytes of the raw text before.
_LONGEST_TEXT = 4096
_LONGEST_RAW = 32_768

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
    if not may_announce(visit.role):
        return await nothing_here(visit)
    async with visit.db.write() as tx:
        found = await announcements.get(tx, route.id)
        counts = await members.count_by_language(tx, found.audience) if found else {}
        if found and found.state is State.DRAFT:
            await expecting.expect(tx, visit.person, route.pack(), visit.now + PATIENCE)
    if found is None:
        return await nothing_here(visit)
    if found.state is not State.DRAFT:
        return await announcement(visit, AnnouncementView(id=route.id))
    return announce_texts.write(visit.t, found, route.language, counts.get(route.language, 0))


async def typed_text(visit: Visit, route: WriteText, typed: Typed) -> Next:
    """Keeps what was typed or forwarded as the text of that language."""
    if not may_announce(visit.role):
        return await not_expected(visit)
    fault = _fault(visit, typed.html)
    if fault:
        return Next(route, toast=fault)
    async with visit.db.write() as tx:
        await expecting.clear(tx, visit.person)
        if not await announcements.set_text(tx, route.id, route.language, typed.html):
            return await no_draft(visit, tx, route.id)
    return Next(AnnouncementView(id=route.id), toast=_kept(visit, route.language, typed.html))


async def drop(visit: Visit, action: DropText) -> Next:
    """Deletes the text of one language."""
    if not may_announce(visit.role):
        return nowhere(visit)
    async with visit.db.write() as tx:
        await expecting.clear(tx, visit.person)
        if not await announcements.set_text(tx, action.id, action.language, None):
            return await no_draft(visit, tx, action.id)
    return Next(AnnouncementTexts(id=action.id), toast=visit.t.plain("The text is deleted."))


async def preview(visit: Visit, route: AnnouncementPreview) -> Screen:
    """Exactly what readers of that language will get."""
    found = await opened(visit, route.id)
    if found is None:
        return await nothing_here(visit)
    shown = announce_texts.preview(visit.t, visit.translator(route.language), found)
    return shown or await announcement(visit, AnnouncementView(id=route.id))


def _fault(visit: Visit, html: str) -> str | None:
    """Why this text cannot be announced, or None."""
    plain = bare(html)
    if not shows_something(plain):
        return visit.t.plain("Please send a text: a picture, file or sticker alone cannot be announced.")
    if len(plain) > _LONGEST_TEXT:
        return visit.t.plain(
            "The text has {length} characters, but a message holds 4096 at most. Please shorten it.",
            length=visit.t.number(len(plain)),
        )
    if len(html.encode()) > _LONGEST_RAW:
        return visit.t.plain("The text has too much formatting for one message. Please simplify it.")
    wrong = insecure_link(html)
    if wrong:
        return visit.t.plain(
            "Links have to begin with {start}. This one does not: {link}", start="https://", link=wrong
        )
    return None


def _kept(visit: Visit, language: Language, html: str) -> str:
    if len(bare(html)) >= _NEARLY_LONGEST:
        return visit.t.plain(
            "The text is kept. If it was longer than one message, only its first part is here: "
            "please check the preview."
        )
    return visit.t.plain("The text is kept: {language}.", language=visit.t.language_name(language))
