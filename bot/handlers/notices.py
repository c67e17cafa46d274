"""News, jobs and success stories: the list of a kind, one item of it."""

from bot.handlers.gone import gone
from bot.handlers.own import own
from bot.handlers.today import today
from bot.handlers.visit import Visit
from bot.ui import notices as screens
from bot.ui.routes import NoticeItem, NoticeList
from bot.ui.screen import Screen


async def notice_list(visit: Visit, route: NoticeList) -> Screen:
    """The published items of a kind, newest first."""
    items = visit.catalogue.notices_of(route.kind, today(visit))
    alert_on = visit.member is not None and route.kind in visit.member.interests.kinds
    return screens.notice_list(visit.t, route, items, alert_on=alert_on)


async def notice_item(visit: Visit, route: NoticeItem) -> Screen:
    """One item; when it has gone from the catalogue or is not out yet, the list of its kind."""
    item = visit.catalogue.find_notice(route.kind, route.slug)
    if item is None or item.published > today(visit):
        back = NoticeList(kind=route.kind, page=route.page)
        return gone(visit, await notice_list(visit, back))
    mine = await own(visit, route.kind, item)
    return screens.notice_item(visit.t, route, item, today(visit), mine)
