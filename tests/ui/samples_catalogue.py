"""Screens of the catalogue: made-up items at the edge of what the models allow, and the real content."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from bot.content.catalogue import Catalogue
from bot.content.loader import load
from bot.domain.eligibility import Window
from bot.domain.interests import Kind, Theme
from bot.domain.places import Country, Language
from bot.i18n.translator import Translator
from bot.ui import achievements, answers, courses, funding, funding_item, notices
from bot.ui.broken_content import broken_content
from bot.ui.labels import TOPICS
from bot.ui.paging import PAGE_SIZE
from bot.ui.routes import (
    CourseByLanguage,
    CourseItem,
    CourseList,
    FundingByCountry,
    FundingByTheme,
    FundingItem,
    FundingList,
    NoticeItem,
    NoticeKind,
    NoticeList,
)
from bot.ui.screen import Screen
from tests.ui import items

TODAY = date(2026, 11, 23)
CONTENT = Path(__file__).resolve().parent.parent.parent / "content"
NOTICE_KINDS: tuple[NoticeKind, ...] = (Kind.NEWS, Kind.JOB, Kind.STORY)
LONG_SLUG = "a" * 40


@cache
def real() -> Catalogue:
    return load(CONTENT)


def samples(t: Translator) -> Iterator[tuple[str, Screen]]:
    yield from _funding(t)
    yield from _courses(t)
    yield from _notices(t)
    yield from _achievements_and_answers(t)
    yield from _real(t)
    for count in (1, 40):
        # A sign that HTML escapes, at every place where a long line could be cut.
        yield f"broken content {count}", broken_content(t, ["content/funding/x.yaml:12: " + "<" * 400] * count)


def _funding(t: Translator) -> Iterator[tuple[str, Screen]]:
    narrow = FundingList(country=Country.TM, theme=Theme.ENVIRONMENT)
    many = [items.funding(f"grant-{n}", title=items.ODD[:1] * 119 + "&") for n in range(20)]
    yield "no funding", funding.funding_list(t, FundingList(), (), TODAY, alert_on=True)
    yield "no funding here", funding.funding_list(t, narrow, (), TODAY, alert_on=False)
    for page in (1, 2, 4, 999):
        on_page = narrow.model_copy(update={"page": page})
        yield f"funding page {page}", funding.funding_list(t, on_page, many, TODAY, alert_on=False)
    yield "funding by country", funding.by_country(t, FundingByCountry(theme=Theme.SAFETY, country=Country.KG))
    yield "funding by topic", funding.by_theme(t, FundingByTheme(country=Country.KG, theme=Theme.SAFETY))
    route = FundingItem(slug=LONG_SLUG, country=Country.KZ, theme=Theme.ENVIRONMENT, page=999)
    yield "longest funding", funding_item.funding_item(t, route, items.longest_funding(), TODAY)
    for window in Window:
        odd = items.funding(title=items.ODD, window=window, languages=("any",))
        yield f"funding {window}", funding_item.funding_item(t, route, odd, TODAY)


def _courses(t: Translator) -> Iterator[tuple[str, Screen]]:
    many = [items.course(f"course-{n}", title=items.ODD, languages=("ru", "kk", "ky")) for n in range(14)]
    yield "no courses", courses.course_list(t, CourseList(), (), alert_on=True)
    yield "no courses here", courses.course_list(t, CourseList(language=Language.TK), (), alert_on=False)
    yield "courses", courses.course_list(t, CourseList(page=2), many, alert_on=False)
    yield "courses by language", courses.by_language(t, CourseByLanguage(language=Language.TG), list(Language))
    route = CourseItem(slug=LONG_SLUG, language=Language.RU, page=999)
    yield "course", courses.course_item(t, route, items.course(languages=(), read_in=(Language.RU,)))


def _notices(t: Translator) -> Iterator[tuple[str, Screen]]:
    for kind in NOTICE_KINDS:
        many = [items.notice(kind, f"notice-{n}", title=items.ODD) for n in range(14)]
        for on in (True, False):
            yield f"no {kind}, alert {on}", notices.notice_list(t, NoticeList(kind=kind), (), alert_on=on)
        yield f"{kind} list", notices.notice_list(t, NoticeList(kind=kind, page=2), many, alert_on=True)
        route = NoticeItem(kind=kind, slug=LONG_SLUG, page=999)
        yield f"{kind} item", notices.notice_item(t, route, items.notice(kind, until=TODAY), TODAY)
        yield f"{kind} without page", notices.notice_item(t, route, items.notice(kind, url=None), TODAY)


def _achievements_and_answers(t: Translator) -> Iterator[tuple[str, Screen]]:
    places = [items.achievement(country) for country in (None, *Country)]
    yield "achievements", achievements.achievement_list(t, places, (items.page(title=items.ODD),))
    yield "achievement", achievements.achievement_item(t, places[0])
    yield "programme", achievements.programme_page(t, items.page())
    yield "topics", answers.answer_topics(t, tuple(TOPICS))
    yield "no topics", answers.answer_topics(t, ())
    yield "answers", answers.answer_list(t, "grants", [items.answer(f"answer-{n}", title=items.ODD) for n in range(12)])
    yield "answer", answers.answer_item(t, items.answer())


def _real(t: Translator) -> Iterator[tuple[str, Screen]]:
    yield from _real_funding(t)
    yield from _real_courses(t)
    yield from _real_places(t)
    for topic in real().topics:
        yield f"real topic {topic}", answers.answer_list(t, topic, real().answers_on(topic))
    for answer in real().answers:
        yield f"real answer {answer.slug}", answers.answer_item(t, answer)
    for notice in real().notices:
        route = NoticeItem(kind=notice.kind, slug=notice.slug)
        yield f"real {notice.kind} {notice.slug}", notices.notice_item(t, route, notice, TODAY)


def _real_funding(t: Translator) -> Iterator[tuple[str, Screen]]:
    everything = real().open_funding(TODAY, Country.KG, None, None)
    for page in range(1, len(everything) // PAGE_SIZE + 2):
        yield f"real funding {page}", funding.funding_list(t, FundingList(page=page), everything, TODAY, alert_on=True)
    for item in real().funding:
        route = FundingItem(slug=item.slug)
        yield f"real funding {item.slug}", funding_item.funding_item(t, route, item, TODAY)


def _real_courses(t: Translator) -> Iterator[tuple[str, Screen]]:
    for page in range(1, len(real().courses) // PAGE_SIZE + 2):
        yield f"real courses {page}", courses.course_list(t, CourseList(page=page), real().courses, alert_on=True)
    for item in real().courses:
        yield f"real course {item.slug}", courses.course_item(t, CourseItem(slug=item.slug), item)


def _real_places(t: Translator) -> Iterator[tuple[str, Screen]]:
    yield "real places", achievements.achievement_list(t, real().achievements, real().pages)
    for place in real().achievements:
        yield f"real place {place.slug}", achievements.achievement_item(t, place)
    for page in real().pages:
        yield f"real page {page.slug}", achievements.programme_page(t, page)
