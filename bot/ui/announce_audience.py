"""Whom an announcement is for: interests, languages, countries, themes or staff, each on or off with one tap."""

from collections.abc import Mapping

from bot.domain.announcement import Announcement, Audience
from bot.domain.interests import Kind, Theme
from bot.domain.places import Country, Language
from bot.i18n.translator import Translator
from bot.ui.announce_words import named, reach, whom
from bot.ui.labels import KINDS, THEMES
from bot.ui.rows import chosen, foot, in_pairs
from bot.ui.screen import Press, Row, Screen
from bot.ui.staff_actions import AimCountry, AimKind, AimLanguage, AimStaff, AimTheme
from bot.ui.staff_routes import AnnouncementAudience, AnnouncementView, AudienceThemes
from bot.ui.text import lines, paragraphs


def audience(t: Translator, announcement: Announcement, counts: Mapping[Language, int]) -> Screen:
    """The audience in a sentence, its size, and all its switches; each carries the value it will set."""
    at, wanted = announcement.id, announcement.audience
    text = paragraphs(_head(t, announcement, counts), _staff_word(t) if wanted.staff_only else _word(t))
    asked = () if wanted.staff_only else (*_kinds(t, at, wanted), *_to_themes(t, at, wanted))
    staff = Press(chosen(t.plain("Staff only"), on=wanted.staff_only), AimStaff(id=at, on=not wanted.staff_only))
    places = (*_languages(t, at, wanted), *_countries(t, at, wanted))
    return Screen(text, (*asked, *places, (staff,), *foot(t, AnnouncementView(id=at))))


def themes(t: Translator, announcement: Announcement, counts: Mapping[Language, int]) -> Screen:
    """The themes, and the size of the audience with those that are chosen."""
    at, wanted = announcement.id, announcement.audience
    text = paragraphs(
        _head(t, announcement, counts),
        t(
            "With no topic chosen it goes to everybody above. Otherwise it goes to those who follow at least one of "
            "the chosen topics, and to those who chose none, because they follow all."
        ),
    )
    each = [
        Press(chosen(t.plain(THEMES[theme]), on=on), AimTheme(id=at, theme=theme, on=not on))
        for theme, on in ((theme, theme in wanted.themes) for theme in Theme)
    ]
    return Screen(text, (*in_pairs(each), *foot(t, AnnouncementAudience(id=at))))


def _head(t: Translator, announcement: Announcement, counts: Mapping[Language, int]) -> str:
    return paragraphs(
        named(t, announcement),
        lines(whom(t, announcement.audience), t("Can be reached now: {readers}.", readers=reach(t, counts))),
    )


def _word(t: Translator) -> str:
    return t(
        "The buttons: first what people asked for, then the language they read, then the country they are in. "
        "With no language chosen it goes to all languages, with no country to all countries; with nothing else "
        "asked for, to those who want announcements."
    )


def _staff_word(t: Translator) -> str:
    return t(
        "Staff only: owners, editors and broadcasters who have started this bot and not stopped it. Their own alerts "
        "make no difference; language and country still apply."
    )


def _kinds(t: Translator, at: int, wanted: Audience) -> tuple[Row, ...]:
    return in_pairs(
        Press(chosen(t.plain(KINDS[kind]), on=on), AimKind(id=at, kind=kind, on=not on))
        for kind, on in ((kind, kind in wanted.wanted_kinds) for kind in Kind)
    )


def _to_themes(t: Translator, at: int, wanted: Audience) -> tuple[Row, ...]:
    label = t.plain("Topics: {n}", n=len(wanted.themes)) if wanted.themes else t.plain("Topics: all")
    return ((Press(label, AudienceThemes(id=at)),),)


def _languages(t: Translator, at: int, wanted: Audience) -> tuple[Row, ...]:
    return in_pairs(
        Press(chosen(t.language_label(language), on=on), AimLanguage(id=at, language=language, on=not on))
        for language, on in ((language, language in wanted.languages) for language in Language)
    )


def _countries(t: Translator, at: int, wanted: Audience) -> tuple[Row, ...]:
    return in_pairs(
        Press(chosen(t.country(country), on=on), AimCountry(id=at, country=country, on=not on))
        for country, on in ((country, country in wanted.countries) for country in Country)
    )
