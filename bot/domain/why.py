"""What of a reader's choice brought them an item."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.interests import Interests, Kind, Theme
from bot.domain.places import Country


@dataclass(frozen=True, slots=True)
class Why:
    """The kind, and those of the chosen themes and countries that the item is about.

    Empty where nothing narrowed it: the reader chose none, or the item concerns everybody.
    """

    kind: Kind
    themes: frozenset[Theme] = frozenset()
    countries: frozenset[Country] = frozenset()


def why(
    interests: Interests, kind: Kind, themes: Iterable[Theme] = (), countries: Iterable[Country] = ()
) -> Why | None:
    """The reason for an item of this kind, about these themes and countries; None when the reader does not want it."""
    about, where = frozenset(themes), frozenset(countries)
    if not interests.want(kind, about, where):
        return None
    return Why(kind, interests.themes & about, interests.countries & where)
