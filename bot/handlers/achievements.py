"""What the programme achieved: the list of places, one place, the programme itself."""

from bot.handlers.gone import gone
from bot.handlers.visit import Visit
from bot.ui import achievements as screens
from bot.ui.routes import AchievementItem, AchievementList, ProgrammePage
from bot.ui.screen import Screen


async def achievement_list(visit: Visit, _route: AchievementList) -> Screen:
    """The region, each country, and the pages about the programme."""
    return screens.achievement_list(visit.t, visit.catalogue.achievements, visit.catalogue.pages)


async def achievement_item(visit: Visit, route: AchievementItem) -> Screen:
    """One place; the list when it has gone from the catalogue."""
    item = visit.catalogue.find_achievement(route.slug)
    return screens.achievement_item(visit.t, item) if item else _gone(visit)


async def programme_page(visit: Visit, route: ProgrammePage) -> Screen:
    """A page about the programme; the list when it has gone from the catalogue."""
    page = visit.catalogue.find_page(route.slug)
    return screens.programme_page(visit.t, page) if page else _gone(visit)


def _gone(visit: Visit) -> Screen:
    return gone(visit, screens.achievement_list(visit.t, visit.catalogue.achievements, visit.catalogue.pages))
