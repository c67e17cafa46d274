"""Courses: the list, its language filter, and one course."""

from collections.abc import Iterable, Sequence

from bot.content.models import Course
from bot.domain.interests import Kind
from bot.domain.places import OWN_NAMES, Language
from bot.i18n.translator import Translator
from bot.ui.paging import sheet_of, turning, which_page
from bot.ui.provenance import opening, shown_in, source_of, spoken
from bot.ui.routes import CourseByLanguage, CourseItem, CourseList, SetKind
from bot.ui.rows import chosen, foot, in_pairs, shortened
from bot.ui.saving import NOTHING_YET, Own, saving_rows
from bot.ui.screen import Press, Screen
from bot.ui.text import field, heading, lines, literal, noted, paragraphs


def course_list(t: Translator, route: CourseList, items: Sequence[Course], *, alert_on: bool) -> Screen:
    """One page of the courses in the chosen language, in the order given."""
    if not items:
        return _nothing(t, route, alert_on=alert_on)
    sheet = sheet_of(items, route.page)
    text = paragraphs(
        lines(heading(t.plain("Courses")), _filter(t, route), which_page(t, sheet)),
        *(_entry(t, number, item) for number, item in sheet.numbered),
    )
    entries = tuple((_open_item(t, number, item, route, sheet.page),) for number, item in sheet.numbered)
    pages = turning(t, sheet, lambda page: route.model_copy(update={"page": page}))
    return Screen(text, (*entries, *pages, (_choose_language(t, route),), *foot(t)))


def by_language(t: Translator, route: CourseByLanguage, offered: Iterable[Language]) -> Screen:
    """In which language courses should be; `offered` are the languages there are courses in."""
    own = Language(t.language)
    ordered = sorted(offered, key=lambda language: (language is not own, list(Language).index(language)))
    now = route.language
    every = Press(chosen(t.plain("All languages"), on=now is None), CourseList())
    each = [
        Press(chosen(OWN_NAMES[language], on=language is now), CourseList(language=language)) for language in ordered
    ]
    text = t("Show courses in which language?")
    return Screen(text, ((every,), *in_pairs(each), *foot(t, CourseList(language=now))))


def course_item(t: Translator, route: CourseItem, item: Course, own: Own = NOTHING_YET) -> Screen:
    """The course; Back leads to the page of the list it was opened from."""
    reading = item.read(Language(t.language))
    words = reading.text
    facts = lines(
        field(t("Provider"), literal(words.provider)),
        field(t("Language"), noted(spoken(t, item.languages), words.languages_note) or t("not stated")),
        field(t("Cost"), literal(words.cost)),
        field(t("Accessibility"), literal(words.accessibility)) if words.accessibility else "",
    )
    text = paragraphs(
        lines(heading(words.title), shown_in(t, reading.language)),
        facts,
        words.summary.html,
        source_of(t, item),
    )
    back = CourseList(language=route.language, page=route.page)
    rows = saving_rows(t, Kind.COURSE, item.slug, own, back)
    return Screen(text, ((opening(t, item.url),), *rows, *foot(t, back)))


def _entry(t: Translator, number: int, item: Course) -> str:
    text = item.read(Language(t.language)).text
    cost = f". {t('Free')}" if item.free else ""
    return lines(
        f"{number}. {heading(text.title)}",
        literal(text.provider),
        f"{t('Language')}: {spoken(t, item.languages) or t('not stated')}{cost}",
    )


def _open_item(t: Translator, number: int, item: Course, route: CourseList, page: int) -> Press:
    title = item.read(Language(t.language)).text.title
    return Press(shortened(f"{number}. {title}"), CourseItem(slug=item.slug, language=route.language, page=page))


def _filter(t: Translator, route: CourseList) -> str:
    name = t.language_label(route.language) if route.language else t.plain("All")
    return f"{t('Language')}: {literal(name)}."


def _choose_language(t: Translator, route: CourseList) -> Press:
    return Press(t.plain("By language"), CourseByLanguage(language=route.language))


def _nothing(t: Translator, route: CourseList, *, alert_on: bool) -> Screen:
    text = paragraphs(
        lines(heading(t.plain("Courses")), _filter(t, route)),
        t("There are no courses in this language yet.") if route.language else t("There are no courses yet."),
        t("Your alert for courses is on.") if alert_on else "",
    )
    ways: list[Press] = []
    if route.language:
        ways.append(Press(t.plain("Show all courses"), CourseList()))
    if not alert_on:
        ways.append(Press(t.plain("Turn the alert on"), SetKind(kind=Kind.COURSE, on=True, then=route.pack())))
    return Screen(text, (*((way,) for way in ways), *foot(t)))
