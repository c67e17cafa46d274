"""What will arrive unasked, and how often, said in one sentence."""

from bot.domain.interests import Interests, Kind, Often, Theme
from bot.domain.member import ChatKind, Member, Standing
from bot.domain.places import Country
from bot.i18n.marks import mark
from bot.i18n.translator import Translator
from bot.ui.labels import KINDS_IN_TEXT, THEMES_IN_TEXT
from bot.ui.pausing import last_paused_day

# What of a choice narrows a kind: items without topics or countries concern everybody, whatever was chosen.
_WITH_TOPICS = frozenset({Kind.GRANT})
WITH_COUNTRIES = frozenset({Kind.GRANT, Kind.NEWS, Kind.JOB, Kind.STORY})

# Of so many topics left out it is said that they are: the list of all others is longer.
_FEW = 3

_OFTEN: dict[Often, str] = {
    Often.AT_ONCE: mark("{what}, at once"),
    Often.DAILY: mark("{what}, once a day"),
    Often.WEEKLY: mark("{what}, once a week"),
}


def alerts_of(t: Translator, member: Member) -> str:
    """What the place is called where alerts are chosen, as plain text: a group or channel has no "my"."""
    return t.plain("My alerts") if member.chat is ChatKind.PERSON else t.plain("Alerts")


def what_arrives(t: Translator, member: Member) -> str:
    """The sentence for this member: "You will receive: grants on youth for all countries, at once.".

    Whatever keeps messages from them is said too.
    """
    if member.standing is not Standing.ACTIVE:
        return t("Messages are stopped: nothing will be sent to you until you send /start.")
    if not member.interests.kinds:
        return t("Nothing will be sent to you.")
    what = "; ".join(_parts(t, member))
    until = last_paused_day(member)
    if until:
        return t(
            "Everything is paused up to and including {date}: nothing will be sent to you. "
            "After the pause you will receive: {what}.",
            date=t.date(until),
            what=what,
        )
    if member.paused:
        return t(
            "Everything is paused: nothing will be sent to you. After the pause you will receive: {what}.", what=what
        )
    return t("You will receive: {what}.", what=what)


def _parts(t: Translator, member: Member) -> list[str]:
    """Kinds that come equally often and are narrowed by the same are named together."""
    together: dict[tuple[Often, str, str, str], list[str]] = {}
    for kind in Kind:
        if kind in member.interests.kinds and kind is not Kind.ANNOUNCEMENT:
            themes, without = _themes(t, member.interests, kind)
            alike = (member.often(kind), themes, without, _countries(t, member.interests, kind))
            together.setdefault(alike, []).append(t.plain(KINDS_IN_TEXT[kind]))
    parts = [
        t.plain(_OFTEN[often], what=_narrowed(t, t.listed(kinds), themes, without, countries))
        for (often, themes, without, countries), kinds in together.items()
    ]
    if Kind.ANNOUNCEMENT in member.interests.kinds:
        parts.append(t.plain(KINDS_IN_TEXT[Kind.ANNOUNCEMENT]))
    return parts


def _narrowed(t: Translator, kinds: str, themes: str, without: str, countries: str) -> str:
    # Whole clauses, because the order of their parts and the endings of the words differ from language to language.
    if without and countries:
        return t.plain(
            "{kinds} on all topics except {themes} for {countries}", kinds=kinds, themes=without, countries=countries
        )
    if without:
        return t.plain("{kinds} on all topics except {themes} for all countries", kinds=kinds, themes=without)
    if themes and countries:
        return t.plain("{kinds} on {themes} for {countries}", kinds=kinds, themes=themes, countries=countries)
    if themes:
        return t.plain("{kinds} on {themes} for all countries", kinds=kinds, themes=themes)
    if countries:
        return t.plain("{kinds} on all topics for {countries}", kinds=kinds, countries=countries)
    return t.plain("{kinds} on all topics for all countries", kinds=kinds)


def _themes(t: Translator, interests: Interests, kind: Kind) -> tuple[str, str]:
    """The topics this kind is narrowed to, or, where that is shorter, those that are left out; neither for all."""
    chosen, others = interests.themes, frozenset(Theme) - interests.themes
    if kind not in _WITH_TOPICS or not chosen or not others:
        return "", ""  # all of them: the same as no choice, and easier to read
    if len(others) <= _FEW:
        return "", _listed(t, others)
    return _listed(t, chosen), ""


def _listed(t: Translator, themes: frozenset[Theme]) -> str:
    return t.listed([t.plain(THEMES_IN_TEXT[theme]) for theme in Theme if theme in themes])


def _countries(t: Translator, interests: Interests, kind: Kind) -> str:
    if kind not in WITH_COUNTRIES or interests.countries == frozenset(Country):
        return ""
    return t.listed([t.country(country) for country in Country if country in interests.countries])
