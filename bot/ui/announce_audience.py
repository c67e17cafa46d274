"""Whom an announcement is for: interests, languages and countries, each on or off with one tap."""

from collections.abc import Mapping

from bot.domain.announcement import Announcement
from bot.domain.interests import Kind
from bot.domain.places import Country, Language
from bot.i18n.translator import Translator
from bot.ui.announce_words import named, reach, whom
from bot.ui.labels import KINDS
from bot.ui.rows import chosen, foot, in_pairs
from bot.ui.screen import Press, Screen
from bot.ui.staff_routes import AimCountry, AimKind, AimLanguage, AnnouncementView
from bot.ui.text import lines, paragraphs


def audience(t: Translator, announcement: Announcement, counts: Mapping[Language, int]) -> Screen:
    """The audience in a sentence, its size, and all its switches; each carries the value it will set."""
    at, wanted = announcement.id, announcement.audience
    text = paragraphs(
        named(t, announcement),
        lines(whom(t, wanted), t("Can be reached now: {readers}.", readers=reach(t, counts))),
        t(
            "The buttons: first what people asked for, then the language they read, then the country they are in. "
            "With no language chosen it goes to all languages, with no country to all countries; with nothing else "
            "asked for, to those who want announcements."
        ),
    )
    kinds = [
        Press(chosen(t.plain(KINDS[kind]), on=on), AimKind(id=at, kind=kind, on=not on))
        for kind, on in ((kind, kind in wanted.wanted_kinds) for kind in Kind)
    ]
    languages = [
        Press(chosen(t.language_label(language), on=on), AimLanguage(id=at, language=language, on=not on))
        for language, on in ((language, language in wanted.languages) for language in Language)
    ]
    countries = [
        Press(chosen(t.country(country), on=on), AimCountry(id=at, country=country, on=not on))
        for country, on in ((country, country in wanted.countries) for country in Country)
    ]
    rows = (*in_pairs(kinds), *in_pairs(languages), *in_pairs(countries))
    return Screen(text, (*rows, *foot(t, AnnouncementView(id=at))))
