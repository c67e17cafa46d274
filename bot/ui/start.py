"""The first two questions: which language, which country; the same when somebody changes their answer."""

from collections.abc import Iterable

from bot.domain.places import OWN_NAMES, Country, Language
from bot.i18n.translator import Translator
from bot.ui.packing import Route
from bot.ui.routes import Home, SetCountry, SetLanguage
from bot.ui.rows import chosen, foot, in_pairs
from bot.ui.screen import Press, Row, Screen
from bot.ui.text import lines, paragraphs


def greeting(greeters: Iterable[Translator], first: Language, then: str) -> Screen:
    """What a newcomer sees: hello in each of the greeters' languages, and the languages, the likely one first."""
    hello = dict.fromkeys(t("Hello! Please choose your language.") for t in greeters)
    return Screen(lines(*hello), _languages(first, None, then))


def choose_language(t: Translator, now: Language, then: str, back: Route) -> Screen:
    """What a member sees who wants another language than the one they have now; `back` is where they came from."""
    return Screen(t("Choose your language."), (*_languages(now, now, then), *_ways_back(t, back)))


def choose_country(t: Translator, now: Country | None, then: str) -> Screen:
    """Where a newcomer works; it can be left open."""
    text = paragraphs(
        t("Which country do you work in?"),
        t("Opportunities for that country will come first. You can skip this, and change it at any time."),
    )
    none = Press(t.plain("No country") if now else t.plain("Skip"), SetCountry(then=then))
    return Screen(text, (*_countries(t, now, then), (none,)))


def change_country(t: Translator, now: Country | None, then: str, back: Route) -> Screen:
    """What a member sees who moves; `back` is where they came from."""
    text = paragraphs(t("Which country do you work in?"), t("Opportunities for that country come first."))
    none = Press(chosen(t.plain("No country"), on=now is None), SetCountry(then=then))
    return Screen(text, (*_countries(t, now, then), (none,), *_ways_back(t, back)))


def _ways_back(t: Translator, back: Route) -> tuple[Row, ...]:
    return foot(t, None if back == Home() else back)


def _countries(t: Translator, now: Country | None, then: str) -> tuple[Row, ...]:
    return in_pairs(
        Press(chosen(t.country(country), on=country is now), SetCountry(country=country, then=then))
        for country in Country
    )


def _languages(first: Language, now: Language | None, then: str) -> tuple[Row, ...]:
    ordered = dict.fromkeys((first, *Language))
    return in_pairs(
        Press(chosen(OWN_NAMES[language], on=language is now), SetLanguage(language=language, then=then))
        for language in ordered
    )
