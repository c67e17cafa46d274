"""My alerts: kinds, topics and countries, on and off with one tap."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from bot.content.telling import funder_of
from bot.domain.interests import Interests, Kind
from bot.domain.member import Member
from bot.domain.places import Country
from bot.handlers.expected import expected
from bot.handlers.onward import onward
from bot.handlers.visit import Next, Visit
from bot.store import members, mutes, visits
from bot.ui import alerts as screens
from bot.ui import home as home_screen
from bot.ui.alert_routes import HearAllFunders
from bot.ui.labels import KINDS, THEMES
from bot.ui.less_like_this import name_of_funder
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
from bot.ui.screen import Screen

E = TypeVar("E")


async def alerts(visit: Visit, route: Alerts) -> Screen:
    """What the member hears about."""
    if visit.member is None:
        return _home(visit)
    async with visit.db.read() as c:
        muted = await mutes.of(c, visit.person)
    names = [_name_of(visit, funder) for funder in muted]
    return screens.alerts(visit.t, visit.member, await expected(visit, visit.member), route, names)


async def hear_all_funders(visit: Visit, _action: HearAllFunders) -> Next:
    """No funder is muted any more: also none of which there is nothing now, and so no page with a button for it."""
    async with visit.db.write() as tx:
        await mutes.clear(tx, visit.person)
    return Next(Alerts(), toast=visit.t.plain("Saved."))


def _name_of(visit: Visit, funder: str) -> str:
    """As the catalogue writes it now; of what has gone nothing is left but the key, which was made from the name."""
    names = (name_of_funder(visit.t, item) for item in visit.catalogue.funding if funder_of(item) == funder)
    return next(names, funder.replace("-", " "))


async def alert_themes(visit: Visit, route: AlertThemes) -> Screen:
    """On which topics."""
    if visit.member is None:
        return _home(visit)
    return screens.alert_themes(visit.t, visit.member, await expected(visit, visit.member), route)


async def alert_countries(visit: Visit, route: AlertCountries) -> Screen:
    """For which countries."""
    if visit.member is None:
        return _home(visit)
    return screens.alert_countries(visit.t, visit.member, await expected(visit, visit.member), route)


async def set_kind(visit: Visit, action: SetKind) -> Next:
    """Turns alerts of a kind on or off; the first one is for the member's own country, and the next screen says so."""
    what = visit.t.plain(KINDS[action.kind])
    if not action.on:
        await _narrow(visit, lambda old: replace(old, kinds=old.kinds - {action.kind}))
        return Next(onward(action.then, Alerts()), toast=_told(visit, what, on=False))
    before, after = await _change(visit, lambda member: _with_kind(member, action.kind))
    return Next(onward(action.then, Alerts()), toast=_told_on(visit, what, after.countries - before.countries))


async def set_theme(visit: Visit, action: SetTheme) -> Next:
    """Turns a topic on or off."""
    await _narrow(visit, lambda old: replace(old, themes=_with(old.themes, action.theme, on=action.on)))
    return Next(AlertThemes(then=action.then), toast=_told(visit, visit.t.plain(THEMES[action.theme]), on=action.on))


async def set_country_wanted(visit: Visit, action: SetCountryWanted) -> Next:
    """Turns a country on or off."""
    await _narrow(visit, lambda old: replace(old, countries=_with(old.countries, action.country, on=action.on)))
    return Next(AlertCountries(then=action.then), toast=_told(visit, visit.t.country(action.country), on=action.on))


async def all_themes(visit: Visit, action: AllThemes) -> Next:
    """Lifts the choice of topics."""
    await _narrow(visit, lambda old: replace(old, themes=frozenset()))
    return Next(AlertThemes(then=action.then))


async def all_countries(visit: Visit, action: AllCountries) -> Next:
    """Lifts the choice of countries."""
    await _narrow(visit, lambda old: replace(old, countries=frozenset()))
    return Next(AlertCountries(then=action.then))


async def _narrow(visit: Visit, change: Callable[[Interests], Interests]) -> None:
    await _change(visit, lambda member: change(member.interests))


async def _change(visit: Visit, change: Callable[[Member], Interests]) -> tuple[Interests, Interests]:
    """Changes the interests as they are now, for another tap may have come since the visit; as they were and are."""
    async with visit.db.write() as tx:
        known = await visits.load(tx, visit.person, visit.now)
        if known.member is None:
            return Interests(), Interests()
        changed = change(known.member)
        await members.set_interests(tx, visit.person, changed)
        return known.member.interests, changed


def _with_kind(member: Member, kind: Kind) -> Interests:
    """With this kind too. Who has no alerts yet and chose no countries begins with their own: most want no other."""
    now = member.interests
    begins = kind is not Kind.ANNOUNCEMENT and not now.kinds - {Kind.ANNOUNCEMENT} and not now.countries
    own = frozenset({member.country}) if begins and member.country else now.countries
    return replace(now, kinds=now.kinds | {kind}, countries=own)


def _with(chosen: frozenset[E], element: E, *, on: bool) -> frozenset[E]:
    return chosen | {element} if on else chosen - {element}


def _told(visit: Visit, what: str, *, on: bool) -> str:
    return visit.t.plain("{what}: on", what=what) if on else visit.t.plain("{what}: off", what=what)


def _told_on(visit: Visit, what: str, own: frozenset[Country]) -> str:
    """Says too when alerts begin with the member's own country: not every screen that follows does."""
    if not own:
        return _told(visit, what, on=True)
    return visit.t.plain("{what}: on, for {country}", what=what, country=visit.t.country(*own))


def _home(visit: Visit) -> Screen:
    return home_screen.home(visit.t, None, visit.role)
