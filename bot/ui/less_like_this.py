"""Less like this: which topics, which funder and which countries of an item to hear no more of."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from bot.content.models import Funding, Tellable
from bot.content.telling import countries_of, themes_of
from bot.domain.interests import Interests, Kind, Theme
from bot.domain.member import Member
from bot.domain.places import Country, Language
from bot.i18n.translator import Translator
from bot.ui.alert_routes import LessLikeThis, MuteCountry, MuteFunder, MuteTheme
from bot.ui.arriving import what_arrives
from bot.ui.estimated import estimated_for
from bot.ui.item_places import place_of
from bot.ui.labels import KINDS, KINDS_IN_TEXT, THEMES
from bot.ui.routes import Alerts, SetKind
from bot.ui.rows import chosen, foot, in_pairs, shortened
from bot.ui.screen import Press, Screen
from bot.ui.text import cut, heading, lines, literal, paragraphs

E = TypeVar("E", bound=Enum)

_FUNDER = 120  # letters of a funder's name in a sentence


@dataclass(frozen=True, slots=True)
class _Choice:
    """One thing to hear of or not; `label` is plain."""

    label: str
    on: bool
    press: Press


def less_like_this(
    t: Translator, route: LessLikeThis, item: Tellable, member: Member, messages: int | None, *, muted: bool
) -> Screen:
    """What of the item can be turned off, each with one tap and back with another; `muted` is the funder now.

    `messages` is what the last 90 days would have brought, None when nobody can say.
    """
    choices = tuple(_choices(t, route, item, member, muted=muted))
    off = [one.label for one in choices if not one.on]
    text = paragraphs(
        heading(t.plain("Less like this")),
        literal(item.read(Language(t.language)).text.title),
        t("Tap what you want to hear no more of. What has a ✓ may still come."),
        _off(t, route.kind, member.interests, off),
        _still(t, route.kind, item, member),
        lines(what_arrives(t, member), estimated_for(t, member, messages)),
    )
    rows = in_pairs([one.press for one in choices])
    ways = in_pairs((Press(t.plain("My alerts"), Alerts()),))
    return Screen(text, (*rows, *ways, *foot(t, place_of(route.kind, route.slug))))


def name_of_funder(t: Translator, item: Tellable) -> str:
    """Plain, and short enough for a sentence; empty for what has none."""
    return cut(item.read(Language(t.language)).text.funder, _FUNDER) if isinstance(item, Funding) else ""


def _choices(t: Translator, route: LessLikeThis, item: Tellable, member: Member, *, muted: bool) -> Iterator[_Choice]:
    interests = member.interests
    kind, slug, wanted = route.kind, route.slug, route.kind in interests.kinds
    for theme in (theme for theme in Theme if theme in themes_of(item)):
        on = wanted and (not interests.themes or theme in interests.themes)
        label = t.plain(THEMES[theme])
        yield _Choice(label, on, Press(chosen(label, on=on), MuteTheme(theme=theme, kind=kind, slug=slug, on=on)))
    if isinstance(item, Funding):
        on = not muted
        label = name_of_funder(t, item)
        yield _Choice(label, on, Press(shortened(chosen(label, on=on)), MuteFunder(kind=kind, slug=slug, on=on)))
    for country in _countries(item, member):
        on = wanted and (not interests.countries or country in interests.countries)
        label = t.country(country)
        press = Press(chosen(label, on=on), MuteCountry(country=country, kind=kind, slug=slug, on=on))
        yield _Choice(label, on, press)
    if not themes_of(item) and not countries_of(item):
        label = t.plain(KINDS[kind])
        yield _Choice(label, wanted, Press(chosen(label, on=wanted), SetKind(kind=kind, on=not wanted)))


def _countries(item: Tellable, member: Member) -> tuple[Country, ...]:
    """Those of the item. To who follows their own country only, as most do, the others were never on: they are left
    out, and so nobody turns one on who wants less.
    """
    own = member.country
    only_own = own is not None and member.interests.countries == {own}
    return tuple(one for one in Country if one in countries_of(item) and (one is own or not only_own))


def _still(t: Translator, kind: Kind, item: Tellable, member: Member) -> str:
    """What comes all the same: one topic or country that is followed is enough. With the last one goes the kind."""
    followed = member.interests
    if kind not in followed.kinds:
        return ""
    topics = _others_bring(themes_of(item), followed.themes)
    countries = _others_bring(_countries(item, member), followed.countries)
    return lines(
        t("Calls that are also about other topics you follow still come.") if topics else "",
        t("What is also for other countries you follow still comes.") if countries else "",
    )


def _others_bring(own: Collection[E], followed: frozenset[E]) -> bool:
    """Whether something else that is followed, as everything is where nothing is chosen, brings what is about `own`."""
    return bool(own) and not (len(followed) == 1 and followed == set(own))


def _off(t: Translator, kind: Kind, interests: Interests, off: Sequence[str]) -> str:
    if kind in interests.kinds:
        return t("Off now: {what}. Tap to turn it on.", what="; ".join(off)) if off else ""
    kinds = t.plain(KINDS_IN_TEXT[kind])
    return t("You get no alerts about {kinds}. Tap a button without ✓ to get them again.", kinds=kinds)
