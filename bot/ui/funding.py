"""Funding opportunities: the list and its two filters."""

from collections.abc import Sequence
from datetime import date

from bot.content.models import Funding
from bot.domain.interests import Kind, Theme
from bot.domain.places import Country, Language
from bot.i18n.translator import Translator
from bot.ui.deadlines import closing
from bot.ui.labels import THEMES
from bot.ui.paging import sheet_of, turning, which_page
from bot.ui.routes import FundingByCountry, FundingByTheme, FundingItem, FundingList, SetKind
from bot.ui.rows import chosen, foot, in_pairs, shortened
from bot.ui.screen import Press, Row, Screen
from bot.ui.text import heading, lines, literal, paragraphs


def funding_list(t: Translator, route: FundingList, items: Sequence[Funding], today: date, *, alert_on: bool) -> Screen:
    """One page of what is open, in the order given."""
    if not items:
        return _nothing(t, route, alert_on=alert_on)
    sheet = sheet_of(items, route.page)
    text = paragraphs(
        lines(heading(t.plain("Funding opportunities")), _filters(t, route), which_page(t, sheet)),
        *(_entry(t, number, item, today) for number, item in sheet.numbered),
    )
    entries = tuple((_open_item(t, number, item, route, sheet.page),) for number, item in sheet.numbered)
    pages = turning(t, sheet, lambda page: route.model_copy(update={"page": page}))
    return Screen(text, (*entries, *pages, *_filter_buttons(t, route), *foot(t)))


def by_country(t: Translator, route: FundingByCountry) -> Screen:
    """Which country's opportunities to show; the topic stays."""
    now, theme = route.country, route.theme
    every = Press(chosen(t.plain("All countries"), on=now is None), FundingList(theme=theme))
    each = [
        Press(chosen(t.country(country), on=country is now), FundingList(country=country, theme=theme))
        for country in Country
    ]
    text = t("Show opportunities for which country?")
    return Screen(text, ((every,), *in_pairs(each), *foot(t, FundingList(country=now, theme=theme))))


def by_theme(t: Translator, route: FundingByTheme) -> Screen:
    """Which topic's opportunities to show; the country stays."""
    now, country = route.theme, route.country
    every = Press(chosen(t.plain("All topics"), on=now is None), FundingList(country=country))
    each = [
        Press(chosen(t.plain(THEMES[theme]), on=theme is now), FundingList(country=country, theme=theme))
        for theme in Theme
    ]
    text = t("Show opportunities on which topic?")
    return Screen(text, ((every,), *in_pairs(each), *foot(t, FundingList(country=country, theme=now))))


def _entry(t: Translator, number: int, item: Funding, today: date) -> str:
    text = item.read(Language(t.language)).text
    return lines(
        f"{number}. {heading(text.title)}",
        literal(text.funder),
        closing(t, item, today),
    )


def _open_item(t: Translator, number: int, item: Funding, route: FundingList, page: int) -> Press:
    title = item.read(Language(t.language)).text.title
    to = FundingItem(slug=item.slug, country=route.country, theme=route.theme, page=page)
    return Press(shortened(f"{number}. {title}"), to)


def _filters(t: Translator, route: FundingList) -> str:
    country = t.country(route.country) if route.country else t.plain("All")
    theme = t.plain(THEMES[route.theme]) if route.theme else t.plain("All")
    return f"{t('Country')}: {literal(country)}. {t('Topic')}: {literal(theme)}."


def _filter_buttons(t: Translator, route: FundingList) -> tuple[Row, ...]:
    return in_pairs(
        (
            Press(t.plain("By country"), FundingByCountry(theme=route.theme, country=route.country)),
            Press(t.plain("By topic"), FundingByTheme(country=route.country, theme=route.theme)),
        ),
    )


def _nothing(t: Translator, route: FundingList, *, alert_on: bool) -> Screen:
    text = paragraphs(
        lines(heading(t.plain("Funding opportunities")), _filters(t, route)),
        t("Nothing is open now for this choice."),
        t("Your alert for grants is on.") if alert_on else "",
    )
    ways: list[Press] = []
    if route.country or route.theme:
        ways.append(Press(t.plain("Show all opportunities"), FundingList()))
    if not alert_on:
        ways.append(Press(t.plain("Turn the alert on"), SetKind(kind=Kind.GRANT, on=True, then=route.pack())))
    return Screen(text, (*((way,) for way in ways), *_filter_buttons(t, route), *foot(t)))
