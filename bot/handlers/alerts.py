"""My alerts: kinds, topics and countries, on and off with one tap."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from bot.domain.interests import Interests, Kind, from_mask
from bot.handlers.onward import onward
from bot.handlers.visit import Next, Visit
from bot.store import members, visits
from bot.ui import alerts as screens
from bot.ui import home as home_screen
from bot.ui.labels import KINDS, THEMES
from bot.ui.routes import (
    AlertCountries,
    Alerts,
    AlertThemes,
    AllCountries,
    AllThemes,
    SetCountryWanted,
    SetKind,
    SetTheme,
    StopKinds,
)
from bot.ui.screen import Screen

E = TypeVar("E")


async def alerts(visit: Visit, _route: Alerts) -> Screen:
    """What the member hears about."""
    return screens.alerts(visit.t, visit.member) if visit.member else _home(visit)


async def alert_themes(visit: Visit, _route: AlertThemes) -> Screen:
    """On which topics."""
    return screens.alert_themes(visit.t, visit.member) if visit.member else _home(visit)


async def alert_countries(visit: Visit, _route: AlertCountries) -> Screen:
    """For which countries."""
    return screens.alert_countries(visit.t, visit.member) if visit.member else _home(visit)


async def set_kind(visit: Visit, action: SetKind) -> Next:
    """Turns alerts of a kind on or off."""
    await _change(visit, lambda old: replace(old, kinds=_with(old.kinds, action.kind, on=action.on)))
    return Next(onward(action.then, Alerts()), toast=_told(visit, visit.t.plain(KINDS[action.kind]), on=action.on))


async def stop_kinds(visit: Visit, action: StopKinds) -> Next:
    """Turns off whatever brought the message under which this was pressed."""
    unwanted = from_mask(Kind, action.kinds)
    await _change(visit, lambda old: replace(old, kinds=old.kinds - unwanted))
    return Next(Alerts(), toast=visit.t.plain("Such messages will not come any more."))


async def set_theme(visit: Visit, action: SetTheme) -> Next:
    """Turns a topic on or off."""
    await _change(visit, lambda old: replace(old, themes=_with(old.themes, action.theme, on=action.on)))
    return Next(AlertThemes(), toast=_told(visit, visit.t.plain(THEMES[action.theme]), on=action.on))


async def set_country_wanted(visit: Visit, action: SetCountryWanted) -> Next:
    """Turns a country on or off."""
    await _change(visit, lambda old: replace(old, countries=_with(old.countries, action.country, on=action.on)))
    return Next(AlertCountries(), toast=_told(visit, visit.t.country(action.country), on=action.on))


async def all_themes(visit: Visit, _action: AllThemes) -> Next:
    """Lifts the choice of topics."""
    await _change(visit, lambda old: replace(old, themes=frozenset()))
    return Next(AlertThemes())


async def all_countries(visit: Visit, _action: AllCountries) -> Next:
    """Lifts the choice of countries."""
    await _change(visit, lambda old: replace(old, countries=frozenset()))
    return Next(AlertCountries())


async def _change(visit: Visit, change: Callable[[Interests], Interests]) -> None:
    """Changes the interests as they are now: another tap may have come between the visit and this one."""
    async with visit.db.write() as tx:
        known = await visits.load(tx, visit.person, visit.now)
        if known.member is not None:
            await members.set_interests(tx, visit.person, change(known.member.interests))


def _with(chosen: frozenset[E], element: E, *, on: bool) -> frozenset[E]:
    return chosen | {element} if on else chosen - {element}


def _told(visit: Visit, what: str, *, on: bool) -> str:
    return visit.t.plain("{what}: on", what=what) if on else visit.t.plain("{what}: off", what=what)


def _home(visit: Visit) -> Screen:
    return home_screen.home(visit.t, None, visit.role)
