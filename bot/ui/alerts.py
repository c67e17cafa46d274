"""My alerts: kinds, topics and countries, each on or off with one tap, and what will arrive in one sentence."""

from bot.domain.interests import Interests, Kind, Theme
from bot.domain.member import Member
from bot.domain.places import Country
from bot.i18n.translator import Translator
from bot.ui.arriving import what_arrives
from bot.ui.labels import KINDS, THEMES
from bot.ui.pausing import pause_or_resume
from bot.ui.routes import (
    AlertCountries,
    Alerts,
    AlertThemes,
    AllCountries,
    AllThemes,
    SetCountryWanted,
    SetKind,
    SetTheme,
)
from bot.ui.rows import chosen, foot, in_pairs
from bot.ui.screen import Press, Screen
from bot.ui.text import heading, paragraphs


def alerts(t: Translator, member: Member) -> Screen:
    """What the member hears about."""
    interests = member.interests
    text = paragraphs(
        heading(t.plain("My alerts")),
        what_arrives(t, member),
        _narrowing(t) if member.reachable and (interests.themes or interests.countries) else "",
        t("Tap to turn on (✓) or off."),
    )
    kinds = [
        Press(chosen(t.plain(KINDS[kind]), on=on), SetKind(kind=kind, on=not on))
        for kind, on in ((kind, kind in interests.kinds) for kind in Kind)
    ]
    narrower = in_pairs(
        (Press(_themes_label(t, interests), AlertThemes()), Press(_countries_label(t, interests), AlertCountries())),
    )
    return Screen(text, (*in_pairs(kinds), *narrower, (pause_or_resume(t, member, Alerts()),), *foot(t)))


def alert_themes(t: Translator, member: Member) -> Screen:
    """On which topics; none chosen means every topic."""
    themes = member.interests.themes
    text = paragraphs(
        heading(t.plain("Topics of my alerts")),
        what_arrives(t, member),
        t("Tap to turn on (✓) or off. With no topic chosen you hear about every topic."),
    )
    every = Press(chosen(t.plain("All topics"), on=not themes), AllThemes())
    each = [
        Press(chosen(t.plain(THEMES[theme]), on=theme in themes), SetTheme(theme=theme, on=theme not in themes))
        for theme in Theme
    ]
    return Screen(text, ((every,), *in_pairs(each), *foot(t, Alerts())))


def alert_countries(t: Translator, member: Member) -> Screen:
    """For which countries; none chosen means every country."""
    countries = member.interests.countries
    text = paragraphs(
        heading(t.plain("Countries of my alerts")),
        what_arrives(t, member),
        t("Tap to turn on (✓) or off. With no country chosen you hear about every country."),
    )
    every = Press(chosen(t.plain("All countries"), on=not countries), AllCountries())
    each = [
        Press(
            chosen(t.country(country), on=country in countries),
            SetCountryWanted(country=country, on=country not in countries),
        )
        for country in Country
    ]
    return Screen(text, ((every,), *in_pairs(each), *foot(t, Alerts())))


def _narrowing(t: Translator) -> str:
    return t(
        "Your topics and countries are saved for alerts about individual opportunities. When the team writes only "
        "about certain topics, you get it only if you follow one of them."
    )


def _themes_label(t: Translator, interests: Interests) -> str:
    return t.plain("Topics: {n}", n=len(interests.themes)) if interests.themes else t.plain("Topics: all")


def _countries_label(t: Translator, interests: Interests) -> str:
    return t.plain("Countries: {n}", n=len(interests.countries)) if interests.countries else t.plain("Countries: all")
