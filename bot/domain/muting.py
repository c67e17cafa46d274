"""Following one theme or country no longer, and again, when an empty choice means all of them.

What is about another theme or country that is followed still comes: one in common is enough.
"""

from dataclasses import replace
from enum import Enum
from typing import TypeVar

from bot.domain.interests import Interests, Kind, Theme
from bot.domain.places import Country

E = TypeVar("E", bound=Enum)


def without_theme(interests: Interests, kind: Kind, theme: Theme) -> Interests:
    """Without the theme. With the last one goes the kind: no theme at all would mean every theme."""
    left = _less(interests.themes, frozenset(Theme), theme)
    return replace(interests, themes=left) if left else _silent(interests, kind)


def without_country(interests: Interests, kind: Kind, country: Country) -> Interests:
    """Without the country; with the last one goes the kind."""
    left = _less(interests.countries, frozenset(Country), country)
    return replace(interests, countries=left) if left else _silent(interests, kind)


def with_theme(interests: Interests, kind: Kind, theme: Theme) -> Interests:
    """With the theme again, and with the kind, when it went with the last one."""
    kinds, themes = interests.kinds | {kind}, _more(interests.themes, frozenset(Theme), theme)
    return replace(interests, kinds=kinds, themes=themes)


def with_country(interests: Interests, kind: Kind, country: Country) -> Interests:
    """With the country again, and with the kind, when it went with the last one."""
    kinds, countries = interests.kinds | {kind}, _more(interests.countries, frozenset(Country), country)
    return replace(interests, kinds=kinds, countries=countries)


def _less(chosen: frozenset[E], every: frozenset[E], one: E) -> frozenset[E]:
    return (chosen or every) - {one}


def _more(chosen: frozenset[E], every: frozenset[E], one: E) -> frozenset[E]:
    now = chosen | {one} if chosen else chosen
    return frozenset() if now == every else now


def _silent(interests: Interests, kind: Kind) -> Interests:
    return replace(interests, kinds=interests.kinds - {kind})
