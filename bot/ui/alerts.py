"""My alerts: kinds, topics and countries, each on or off with one tap, and what will arrive in one sentence."""

from collections.abc import Iterator, Sequence

from bot.domain.interests import Interests, Kind, Theme
from bot.domain.member import ChatKind, Member
from bot.domain.places import Country
from bot.i18n.translator import Translator
from bot.ui.alert_routes import HearAllFunders, HowOften, QuietTimes, ReminderTimes
from bot.ui.arriving import WITH_COUNTRIES, alerts_of, what_arrives
from bot.ui.estimated import estimated_for
from bot.ui.labels import KINDS, THEMES
from bot.ui.packing import from_link
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
from bot.ui.screen import Press, Row, Screen
from bot.ui.text import cut, field, heading, lines, literal, paragraphs

# Of muted funders so many are named, and so many letters of each.
_NAMED, _LONGEST_NAME = 5, 60


def alerts(t: Translator, member: Member, messages: int | None, route: Alerts, muted: Sequence[str] = ()) -> Screen:
    """What the member hears about; `messages` is what the last 90 days would have brought, None when nobody can say.

    `muted` are the names of the funders of which they hear nothing new.
    """
    interests = member.interests
    text = paragraphs(
        heading(alerts_of(t, member)),
        lines(what_arrives(t, member), estimated_for(t, member, messages)),
        field(t("Muted funders"), literal(_some_of(muted))) if muted else "",
        _own_country(t, member),
        _narrowing(t) if member.reachable and interests.themes else "",
        t("Tap to turn on (✓) or off."),
    )
    return Screen(
        text, (*_going_on(t, route), *_choices(t, member, route), *_unmuting(t, muted), *_times(t, member), *foot(t))
    )


def alert_themes(t: Translator, member: Member, messages: int | None, route: AlertThemes) -> Screen:
    """On which topics; none chosen means every topic. `messages` as in `alerts`."""
    themes = member.interests.themes
    text = paragraphs(
        heading(t.plain("Topics of my alerts") if member.chat is ChatKind.PERSON else t.plain("Topics")),
        lines(what_arrives(t, member), estimated_for(t, member, messages)),
        t("Tap to turn on (✓) or off. With no topic chosen you hear about every topic."),
    )
    every = Press(chosen(t.plain("All topics"), on=not themes), AllThemes(then=route.then))
    each = [
        Press(
            chosen(t.plain(THEMES[theme]), on=theme in themes),
            SetTheme(theme=theme, on=theme not in themes, then=route.then),
        )
        for theme in Theme
    ]
    return Screen(text, ((every,), *in_pairs(each), *foot(t, Alerts(then=route.then))))


def alert_countries(t: Translator, member: Member, messages: int | None, route: AlertCountries) -> Screen:
    """For which countries; none chosen means every country. `messages` as in `alerts`."""
    countries = member.interests.countries
    text = paragraphs(
        heading(t.plain("Countries of my alerts") if member.chat is ChatKind.PERSON else t.plain("Countries")),
        lines(what_arrives(t, member), estimated_for(t, member, messages)),
        t("Tap to turn on (✓) or off. With no country chosen you hear about every country."),
    )
    every = Press(chosen(t.plain("All countries"), on=not countries), AllCountries(then=route.then))
    each = [
        Press(
            chosen(t.country(country), on=country in countries),
            SetCountryWanted(country=country, on=country not in countries, then=route.then),
        )
        for country in Country
    ]
    return Screen(text, ((every,), *in_pairs(each), *foot(t, Alerts(then=route.then))))


def _going_on(t: Translator, route: Alerts) -> tuple[Row, ...]:
    """The way to where a newcomer was going before they stopped here to choose."""
    place = from_link(route.then)
    return ((Press(t.plain("Continue"), place, style="primary"),),) if place else ()


def _choices(t: Translator, member: Member, route: Alerts) -> Iterator[Row]:
    interests = member.interests
    here = route.pack() if route.then else ""
    yield from in_pairs(
        Press(chosen(t.plain(KINDS[kind]), on=on), SetKind(kind=kind, on=not on, then=here))
        for kind, on in ((kind, kind in interests.kinds) for kind in Kind)
    )
    yield from in_pairs(
        (
            Press(_themes_label(t, interests), AlertThemes(then=route.then)),
            Press(_countries_label(t, interests), AlertCountries(then=route.then)),
        )
    )
    if _only_own_country(member):
        yield (Press(t.plain("Widen to all countries"), AllCountries(then=route.then)),)


def _times(t: Translator, member: Member) -> tuple[Row, ...]:
    return in_pairs(
        (
            Press(t.plain("How often"), HowOften()),
            Press(t.plain("Quiet hours"), QuietTimes()),
            Press(t.plain("Deadline reminders"), ReminderTimes()),
            pause_or_resume(t, member, Alerts()),
        )
    )


def _some_of(names: Sequence[str]) -> str:
    more = "; …" if len(names) > _NAMED else ""
    return "; ".join(cut(name, _LONGEST_NAME) for name in names[:_NAMED]) + more


def _unmuting(t: Translator, muted: Sequence[str]) -> tuple[Row, ...]:
    return ((Press(t.plain("Hear of all funders"), HearAllFunders()),),) if muted else ()


def _only_own_country(member: Member) -> bool:
    wanted = member.interests
    is_own = member.country is not None and wanted.countries == {member.country}
    return is_own and bool(wanted.kinds & WITH_COUNTRIES)


def _own_country(t: Translator, member: Member) -> str:
    all_narrowed = member.interests.kinds <= WITH_COUNTRIES | {Kind.ANNOUNCEMENT}
    if member.country is None or not _only_own_country(member) or not all_narrowed:
        return ""
    country = t.country(member.country)
    if member.chat is not ChatKind.PERSON:
        return t("Alerts are only for the country chosen here, {country}. You can widen them.", country=country)
    return t("Alerts are only for your own country, {country}. You can widen them.", country=country)


def _narrowing(t: Translator) -> str:
    return t("When the team writes only about certain topics, you get it only if you follow one of them.")


def _themes_label(t: Translator, interests: Interests) -> str:
    if not interests.themes:
        return t.plain("Topics: all")
    return t.plain("Topics: {n}", n=_one_or_number([t.plain(THEMES[theme]) for theme in interests.themes]))


def _countries_label(t: Translator, interests: Interests) -> str:
    if not interests.countries:
        return t.plain("Countries: all")
    return t.plain("Countries: {n}", n=_one_or_number([t.country(country) for country in interests.countries]))


def _one_or_number(names: Sequence[str]) -> str | int:
    return names[0] if len(names) == 1 else len(names)
