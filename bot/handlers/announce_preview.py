"""Seeing what readers of an announcement will get: one language as a preview, all of them as a test."""

from bot.domain.announcement import State
from bot.domain.places import Language
from bot.handlers.announce import announcement
from bot.handlers.announce_door import nothing_here, nowhere, opened
from bot.handlers.visit import Next, Visit
from bot.ui import announce_preview
from bot.ui.announce_message import delivered
from bot.ui.screen import Screen
from bot.ui.staff_actions import TestToMe
from bot.ui.staff_routes import AnnouncementPreview, AnnouncementView, ReviewAnnouncement


async def preview(visit: Visit, route: AnnouncementPreview) -> Screen:
    """Exactly what readers of that language will get."""
    found = await opened(visit, route.id)
    if found is None:
        return await nothing_here(visit)
    shown = announce_preview.preview(visit.t, visit.translator(route.language), found, route.origin)
    if shown:
        return shown
    instead = await announcement(visit, AnnouncementView(id=route.id))
    return instead.with_toast(visit.t.plain("Readers of this language get nothing.")) if found.texts else instead


async def test_to_me(visit: Visit, action: TestToMe) -> Next:
    """Each text as its readers get it, to whoever presses, in menu order."""
    found = await opened(visit, action.id)
    if found is None:
        return nowhere(visit)
    # While it waits, only the review offers this; whoever asked is shown the announcement by it.
    waits = found.state is State.AWAITING
    back = ReviewAnnouncement(id=action.id) if waits else AnnouncementView(id=action.id)
    if not found.texts:
        return Next(back, toast=visit.t.plain("There is no text yet: write it in at least one language."))
    written = [language for language in Language if language in found.texts]
    each = tuple(delivered(visit.translator(language), found, language) for language in written)
    return Next(back, toast=_above(visit, len(each)), also=each)


def _above(visit: Visit, n: int) -> str:
    if n == 1:
        return visit.t.plain("The message above is what readers will get.")
    return visit.t.plain_plural(
        "The message above is what readers will get, in {n} language.",
        "The messages above are what readers will get, in {n} languages.",
        n,
    )
