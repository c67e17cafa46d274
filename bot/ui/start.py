"""The first two questions: which language, which country."""

from collections.abc import Iterable

from bot.domain.places import OWN_NAMES, Country, Language
from bot.i18n.translator import Translator
from bot.ui.routes import SetCountry, SetLanguage
from bot.ui.rows import chosen, in_pairs
from bot.ui.screen import Press, Row, Screen
from bot.ui.text import lines, paragraphs


def greeting(greeters: Iterable[Translator], first: Language, then: str) -> Screen:
    """What a newcomer sees: hello in each of the greeters' languages, and the languages, the likely one first."""
    hello = dict.fromkeys(t("Hello! Please choose your language.") for t in greeters)
    return Screen(lines(*hello), _languages(first, None, then))


def choose_language(t: Translator, now: Language, then: str) -> Screen:
    """What a member sees who wants another language than the one they have now."""
    return Screen(t("Choose your language."), _languages(now, now, then))


def choose_country(t: Translator, now: Country | None, then: str) -> Screen:
    """Where the member works; it can be left open."""
    text = paragraphs(
        t("Which country do you work in?"),
        t("Opportunities for that country will come first. You can skip this, and change it at any time."),
    )
    countries = in_pairs(
        Press(chosen(t.country(country), on=country is now), SetCountry(country=country, then=then))
        for country in Country
    )
    none = Press(t.plain("No country") if now else t.plain("Skip"), SetCountry(then=then))
    return Screen(text, (*countries, (none,)))


def _languages(first: Language, now: Language | None, then: str) -> tuple[Row, ...]:
    ordered = dict.fromkeys((first, *Language))
    return in_pairs(
        Press(chosen(OWN_NAMES[language], on=language is now), SetLanguage(language=language, then=then))
        for language in ordered
    )
