"""Questions and answers: the topics, the questions on one, an answer."""

from bot.handlers.gone import gone
from bot.handlers.visit import Visit
from bot.ui import answers as screens
from bot.ui.routes import AnswerItem, AnswerList, AnswerTopics
from bot.ui.screen import Screen


async def answer_topics(visit: Visit, _route: AnswerTopics) -> Screen:
    """What there are answers on."""
    return screens.answer_topics(visit.t, visit.catalogue.topics)


async def answer_list(visit: Visit, route: AnswerList) -> Screen:
    """The questions on a topic; the topics when there are none on it."""
    items = visit.catalogue.answers_on(route.topic)
    return screens.answer_list(visit.t, route.topic, items) if items else _gone(visit)


async def answer_item(visit: Visit, route: AnswerItem) -> Screen:
    """One answer; the topics when it has gone from the catalogue."""
    item = visit.catalogue.find_answer(route.slug)
    return screens.answer_item(visit.t, item) if item else _gone(visit)


def _gone(visit: Visit) -> Screen:
    return gone(visit, screens.answer_topics(visit.t, visit.catalogue.topics))
