"""Courses: the list, its language filter, one course."""

from bot.domain.interests import Kind
from bot.domain.places import Language
from bot.handlers.gone import gone
from bot.handlers.own import own
from bot.handlers.visit import Visit
from bot.ui import courses as screens
from bot.ui.routes import CourseByLanguage, CourseItem, CourseList
from bot.ui.screen import Screen


async def course_list(visit: Visit, route: CourseList) -> Screen:
    """The courses in the chosen language, or all of them."""
    alert_on = visit.member is not None and Kind.COURSE in visit.member.interests.kinds
    return screens.course_list(visit.t, route, visit.catalogue.courses_in(route.language), alert_on=alert_on)


async def course_by_language(visit: Visit, route: CourseByLanguage) -> Screen:
    """The languages there are courses in."""
    offered = [language for language in Language if visit.catalogue.courses_in(language)]
    return screens.by_language(visit.t, route, offered)


async def course_item(visit: Visit, route: CourseItem) -> Screen:
    """One course; when it has gone from the catalogue, the list it was in."""
    item = visit.catalogue.find_course(route.slug)
    if item is None:
        back = CourseList(language=route.language, page=route.page)
        return gone(visit, await course_list(visit, back))
    return screens.course_item(visit.t, route, item, await own(visit, Kind.COURSE, item))
