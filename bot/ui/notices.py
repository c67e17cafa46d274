"""News, jobs and success stories: the list of a kind and one item of it."""

from collections.abc import Sequence
from datetime import date

from bot.content.models import Notice
from bot.domain.interests import Kind
from bot.domain.places import Country, Language
from bot.i18n.marks import mark
from bot.i18n.translator import Translator
from bot.ui.deadlines import closing_fact
from bot.ui.labels import KINDS
from bot.ui.paging import sheet_of, turning, which_page
from bot.ui.provenance import opening, shown_in, source_of
from bot.ui.routes import NoticeItem, NoticeKind, NoticeList, SetKind
from bot.ui.rows import foot, shortened
from bot.ui.saving import NOTHING_YET, Own, saving_rows
from bot.ui.screen import Press, Screen
from bot.ui.text import field, heading, lines, literal, paragraphs

_NONE_YET: dict[NoticeKind, str] = {
    Kind.NEWS: mark("There is no news yet."),
    Kind.JOB: mark("There are no jobs now."),
    Kind.STORY: mark("There are no success stories yet."),
}


def notice_list(t: Translator, route: NoticeList, items: Sequence[Notice], *, alert_on: bool) -> Screen:
    """One page of a kind, in the order given; a kind with nothing in it says so, with an alert offered."""
    if not items:
        return _nothing(t, route, alert_on=alert_on)
    sheet = sheet_of(items, route.page)
    text = paragraphs(
        lines(heading(t.plain(KINDS[route.kind])), which_page(t, sheet)),
        *(_entry(t, number, item) for number, item in sheet.numbered),
    )
    entries = tuple((_open_item(t, number, item, route.kind, sheet.page),) for number, item in sheet.numbered)
    pages = turning(t, sheet, lambda page: route.model_copy(update={"page": page}))
    return Screen(text, (*entries, *pages, *foot(t)))


def notice_item(t: Translator, route: NoticeItem, item: Notice, today: date, own: Own = NOTHING_YET) -> Screen:
    """The item; Back leads to the page of the list it was opened from."""
    reading = item.read(Language(t.language))
    countries = [t.country_formal(country) for country in Country if country in item.countries]
    facts = lines(
        field(t("Published"), literal(t.date(item.published))),
        closing_fact(t, item, today),
        field(t("Countries"), literal(t.listed(countries))) if countries else "",
    )
    text = paragraphs(
        lines(heading(reading.text.title), shown_in(t, reading.language)),
        facts,
        reading.text.summary.html,
        source_of(t, item),
    )
    page = ((opening(t, item.url),),) if item.url else ()
    back = NoticeList(kind=route.kind, page=route.page)
    rows = saving_rows(t, route.kind, item.slug, own, back)
    return Screen(text, (*page, *rows, *foot(t, back)))


def _entry(t: Translator, number: int, item: Notice) -> str:
    day = t.date(item.published)
    return lines(f"{number}. {heading(item.read(Language(t.language)).text.title)}", literal(day))


def _open_item(t: Translator, number: int, item: Notice, kind: NoticeKind, page: int) -> Press:
    title = item.read(Language(t.language)).text.title
    return Press(shortened(f"{number}. {title}"), NoticeItem(kind=kind, slug=item.slug, page=page))


def _nothing(t: Translator, route: NoticeList, *, alert_on: bool) -> Screen:
    promise = (
        t("Your alert is on: what the team sends about it will reach you.")
        if alert_on
        else t("Turn the alert on, and what the team sends about it will reach you.")
    )
    text = paragraphs(heading(t.plain(KINDS[route.kind])), t(_NONE_YET[route.kind]), promise)
    if alert_on:
        return Screen(text, foot(t))
    turn_on = Press(t.plain("Turn the alert on"), SetKind(kind=route.kind, on=True, then=route.pack()))
    return Screen(text, ((turn_on,), *foot(t)))
