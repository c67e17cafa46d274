"""Why a reader gets an item: which part of their choice brought it, one line a kind."""

from collections.abc import Iterable

from bot.domain.interests import Kind, Theme
from bot.domain.places import Country
from bot.domain.why import Why
from bot.i18n.translator import Translator
from bot.ui.labels import KINDS_IN_TEXT, THEMES_IN_TEXT
from bot.ui.text import lines


def why_this(t: Translator, whys: Iterable[Why]) -> str:
    """For example "You get this because you follow grants on youth for Uzbekistan."; HTML.

    Reasons of one kind are told together: that is what of the choice brought these items.
    """
    together: dict[Kind, Why] = {}
    for one in whys:
        known = together.get(one.kind, one)
        together[one.kind] = Why(one.kind, known.themes | one.themes, known.countries | one.countries)
    return lines(*(_line(t, together[kind]) for kind in Kind if kind in together))


def _line(t: Translator, why: Why) -> str:
    # Whole sentences, because the order of their parts and the endings of the words differ from language to language.
    kinds = t.plain(KINDS_IN_TEXT[why.kind])
    themes = t.listed([t.plain(THEMES_IN_TEXT[theme]) for theme in Theme if theme in why.themes])
    countries = t.listed([t.country(country) for country in Country if country in why.countries])
    if themes and countries:
        return t(
            "You get this because you follow {kinds} on {themes} for {countries}.",
            kinds=kinds,
            themes=themes,
            countries=countries,
        )
    if themes:
        return t("You get this because you follow {kinds} on {themes}.", kinds=kinds, themes=themes)
    if countries:
        return t("You get this because you follow {kinds} for {countries}.", kinds=kinds, countries=countries)
    return t("You get this because you follow {kinds}.", kinds=kinds)
