"""Choosing whom an announcement is for."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

from bot.domain.announcement import Announcement, Audience, Errand, State
from bot.domain.member import may_announce
from bot.domain.places import Language
from bot.handlers.announce import announcement
from bot.handlers.announce_door import counted, no_draft, nothing_here, nowhere
from bot.handlers.visit import Next, Visit
from bot.i18n.translator import Translator
from bot.store import announcements, drafts
from bot.store.database import Connection
from bot.ui import announce_audience
from bot.ui.screen import Screen
from bot.ui.staff_actions import AimCountry, AimKind, AimLanguage, AimStaff, AimTheme
from bot.ui.staff_routes import AnnouncementAudience, AnnouncementView, AudienceThemes

T = TypeVar("T")

# A screen for an announcement and how many can be reached in each language.
_Counted = Callable[[Translator, Announcement, Mapping[Language, int]], Screen]


async def audience(visit: Visit, route: AnnouncementAudience) -> Screen:
    """The audience, its size and its switches."""
    return await _shown(visit, route.id, announce_audience.audience)


async def themes(visit: Visit, route: AudienceThemes) -> Screen:
    """The themes by which it can be narrowed, and the size of what is left; staff are not asked for any."""
    return await _shown(visit, route.id, _themes)


async def aim_language(visit: Visit, action: AimLanguage) -> Next:
    """Narrows to this language too, or no longer."""
    return await _aim(
        visit,
        AnnouncementAudience(id=action.id),
        lambda now: replace(now, languages=_with(now.languages, action.language, on=action.on)),
    )


async def aim_country(visit: Visit, action: AimCountry) -> Next:
    """Narrows to this country too, or no longer."""
    return await _aim(
        visit,
        AnnouncementAudience(id=action.id),
        lambda now: replace(now, countries=_with(now.countries, action.country, on=action.on)),
    )


async def aim_kind(visit: Visit, action: AimKind) -> Next:
    """Widens to those with this interest, or no longer."""
    return await _aim(
        visit,
        AnnouncementAudience(id=action.id),
        lambda now: replace(now, kinds=_with(now.wanted_kinds, action.kind, on=action.on)),
    )


async def aim_theme(visit: Visit, action: AimTheme) -> Next:
    """Narrows to this theme too, or no longer."""
    return await _aim(
        visit,
        AudienceThemes(id=action.id),
        lambda now: replace(now, themes=_with(now.themes, action.theme, on=action.on)),
    )


async def aim_staff(visit: Visit, action: AimStaff) -> Next:
    """Narrows to colleagues, or no longer."""
    return await _aim(visit, AnnouncementAudience(id=action.id), lambda now: replace(now, staff_only=action.on))


def _themes(t: Translator, found: Announcement, counts: Mapping[Language, int]) -> Screen:
    screen = announce_audience.audience if found.audience.staff_only else announce_audience.themes
    return screen(t, found, counts)


async def _shown(visit: Visit, announcement_id: int, screen: _Counted) -> Screen:
    known = await counted(visit, announcement_id)
    if known is None:
        return await nothing_here(visit)
    found, counts = known
    if found.state is not State.DRAFT or found.errand is not Errand.SEND:
        return await announcement(visit, AnnouncementView(id=announcement_id))
    return screen(visit.t, found, counts)


async def _aim(
    visit: Visit, back: AnnouncementAudience | AudienceThemes, change: Callable[[Audience], Audience]
) -> Next:
    if not may_announce(visit.role):
        return nowhere(visit)
    async with visit.db.write() as tx:
        now = await drafts.audience_for_update(tx, back.id)
        if now is None:
            return await _not_to_be_aimed(visit, tx, back.id)
        await drafts.set_audience(tx, back.id, change(now))
    return Next(back)


async def _not_to_be_aimed(visit: Visit, tx: Connection, announcement_id: int) -> Next:
    found = await announcements.get(tx, announcement_id)
    if found is None or found.errand is Errand.SEND or found.state is not State.DRAFT:
        return await no_draft(visit, tx, announcement_id)
    toast = visit.t.plain("A correction goes to everybody who has a copy of the original.")
    return Next(AnnouncementView(id=announcement_id), toast=toast)


def _with(chosen: frozenset[T], element: T, *, on: bool) -> frozenset[T]:
    return chosen | {element} if on else chosen - {element}
