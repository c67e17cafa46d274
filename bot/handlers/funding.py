"""Funding opportunities: the list, its filters, one opportunity."""

from bot.domain.interests import Kind
from bot.handlers.gone import gone
from bot.handlers.own import own
from bot.handlers.today import today
from bot.handlers.visit import Visit
from bot.ui import funding as screens
from bot.ui import funding_item as item_screen
from bot.ui.routes import FundingByCountry, FundingByTheme, FundingItem, FundingList
from bot.ui.screen import Screen


async def funding_list(visit: Visit, route: FundingList) -> Screen:
    """What is open, the reader's country first, the soonest deadline first."""
    day = today(visit)
    home = visit.member.country if visit.member else None
    items = visit.catalogue.open_funding(day, home, route.country, route.theme)
    alert_on = visit.member is not None and Kind.GRANT in visit.member.interests.kinds
    return screens.funding_list(visit.t, route, items, day, alert_on=alert_on)


async def funding_by_country(visit: Visit, route: FundingByCountry) -> Screen:
    """Where the list's country filter is chosen."""
    return screens.by_country(visit.t, route)


async def funding_by_theme(visit: Visit, route: FundingByTheme) -> Screen:
    """Where the list's topic filter is chosen."""
    return screens.by_theme(visit.t, route)


async def funding_item(visit: Visit, route: FundingItem) -> Screen:
    """One opportunity; when it has gone from the catalogue, the list it was in."""
    item = visit.catalogue.find_funding(route.slug)
    if item is None:
        back = FundingList(country=route.country, theme=route.theme, page=route.page)
        return gone(visit, await funding_list(visit, back))
    mine = await own(visit, Kind.GRANT, item)
    return item_screen.funding_item(visit.t, route, item, today(visit), mine)
