"""What will arrive unasked, said in one sentence."""

from bot.domain.interests import Interests, Kind, Theme
from bot.domain.member import Member, Standing
from bot.domain.places import Country
from bot.i18n.translator import Translator
from bot.ui.labels import KINDS_IN_TEXT, THEMES_IN_TEXT


def what_arrives(t: Translator, member: Member) -> str:
    """The sentence for this member, whatever keeps messages from them included."""
    if member.standing is not Standing.ACTIVE:
        return t("Messages are stopped: nothing will be sent to you until you send /start.")
    return summary(t, member.interests, paused=member.paused)


def summary(t: Translator, interests: Interests, *, paused: bool) -> str:
    """The sentence for these interests, for example "You will receive: grants on youth for all countries."."""
    if not interests.kinds:
        return t("Nothing will be sent to you.")
    what = "; ".join(_parts(t, interests))
    if paused:
        return t(
            "Everything is paused: nothing will be sent to you. After the pause you will receive: {what}.", what=what
        )
    return t("You will receive: {what}.", what=what)


def _parts(t: Translator, interests: Interests) -> list[str]:
    parts: list[str] = []
    narrowed = [kind for kind in Kind if kind in interests.kinds and kind is not Kind.ANNOUNCEMENT]
    if narrowed:
        parts.append(_narrowed(t, t.listed([t.plain(KINDS_IN_TEXT[kind]) for kind in narrowed]), interests))
    if Kind.ANNOUNCEMENT in interests.kinds:
        parts.append(t.plain(KINDS_IN_TEXT[Kind.ANNOUNCEMENT]))
    return parts


def _narrowed(t: Translator, kinds: str, interests: Interests) -> str:
    # Whole clauses, because the order of their parts and the endings of the words differ from language to language.
    themes, countries = _themes(t, interests), _countries(t, interests)
    if themes and countries:
        return t.plain("{kinds} on {themes} for {countries}", kinds=kinds, themes=themes, countries=countries)
    if themes:
        return t.plain("{kinds} on {themes} for all countries", kinds=kinds, themes=themes)
    if countries:
        return t.plain("{kinds} on all topics for {countries}", kinds=kinds, countries=countries)
    return t.plain("{kinds} on all topics for all countries", kinds=kinds)


def _themes(t: Translator, interests: Interests) -> str:
    if interests.themes == frozenset(Theme):
        return ""  # all of them: the same as no choice, and easier to read
    return t.listed([t.plain(THEMES_IN_TEXT[theme]) for theme in Theme if theme in interests.themes])


def _countries(t: Translator, interests: Interests) -> str:
    if interests.countries == frozenset(Country):
        return ""
    return t.listed([t.country(country) for country in Country if country in interests.countries])
