"""Choosing whom an announcement is for."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from bot.domain.announcement import Audience, State
from bot.domain.member import may_announce
from bot.handlers.announce import announcement
from bot.handlers.announce_door import counted, no_draft, nothing_here, nowhere
from bot.handlers.visit import Next, Visit
from bot.store import announcements
from bot.ui import announce_audience
from bot.ui.screen import Screen
from bot.ui.staff_routes import AimCountry, AimKind, AimLanguage, AnnouncementAudience, AnnouncementView

T = TypeVar("T")


async def audience(visit: Visit, route: AnnouncementAudience) -> Screen:
    """The audience, its size and its switches."""
    known = await counted(visit, route.id)
    if known is None:
        return await nothing_here(visit)
    found, counts = known
    if found.state is not State.DRAFT:
        return await announcement(visit, AnnouncementView(id=route.id))
    return announce_audience.audience(visit.t, found, counts)


async def aim_language(visit: Visit, action: AimLanguage) -> Next:
    """Narrows to this language too, or no longer."""
    return await _aim(
        visit, action.id, lambda now: replace(now, languages=_with(now.languages, action.language, on=action.on))
    )


async def aim_country(visit: Visit, action: AimCountry) -> Next:
    """Narrows to this country too, or no longer."""
    return await _aim(
        visit, action.id, lambda now: replace(now, countries=_with(now.countries, action.country, on=action.on))
    )


async def aim_kind(visit: Visit, action: AimKind) -> Next:
    """Widens to those with this interest, or no longer."""
    return await _aim(
        visit, action.id, lambda now: replace(now, kinds=_with(now.wanted_kinds, action.kind, on=action.on))
    )


async def _aim(visit: Visit, announcement_id: int, change: Callable[[Audience], Audience]) -> Next:
    if not may_announce(visit.role):
        return nowhere(visit)
    async with visit.db.write() as tx:
        found = await announcements.get(tx, announcement_id)
        changed = change(found.audience) if found else Audience()
        if not await announcements.set_audience(tx, announcement_id, changed):
            return await no_draft(visit, tx, announcement_id)
    return Next(AnnouncementAudience(id=announcement_id))


def _with(chosen: frozenset[T], element: T, *, on: bool) -> frozenset[T]:
    return chosen | {element} if on else chosen - {element}
