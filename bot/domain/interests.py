"""What a member wants to hear about: kinds, themes and countries, each a set that packs into an integer."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import TypeVar

from bot.domain.places import Country, Language


class Kind(StrEnum):
    """What a message can be about."""

    GRANT = "grant"
    COURSE = "course"
    NEWS = "news"
    JOB = "job"
    STORY = "story"
    ANNOUNCEMENT = "announcement"


class Often(StrEnum):
    """How soon a member hears of something new of a kind."""

    AT_ONCE = "at-once"  # as it stands in a button, where an underscore parts the fields
    DAILY = "daily"
    WEEKLY = "weekly"


class Theme(StrEnum):
    """The fields of work by which funding is sorted."""

    RIGHTS = "rights"
    DEMOCRACY = "democracy"
    GENDER = "gender"
    YOUTH = "youth"
    DISABILITY = "disability"
    ENVIRONMENT = "environment"
    CULTURE = "culture"
    MEDIA = "media"
    SOCIAL = "social"
    CAPACITY = "capacity"
    SAFETY = "safety"


# The bit of each member in a stored set. A number once given is never given again, whatever order the enums take.
BITS: dict[Enum, int] = {
    Kind.GRANT: 1,
    Kind.COURSE: 2,
    Kind.NEWS: 4,
    Kind.JOB: 8,
    Kind.STORY: 16,
    Kind.ANNOUNCEMENT: 32,
    Theme.RIGHTS: 1,
    Theme.DEMOCRACY: 2,
    Theme.GENDER: 4,
    Theme.YOUTH: 8,
    Theme.DISABILITY: 16,
    Theme.ENVIRONMENT: 32,
    Theme.CULTURE: 64,
    Theme.MEDIA: 128,
    Theme.SOCIAL: 256,
    Theme.CAPACITY: 512,
    Theme.SAFETY: 1024,
    Country.AZ: 1,
    Country.KZ: 2,
    Country.KG: 4,
    Country.TJ: 8,
    Country.TM: 16,
    Country.UZ: 32,
    Language.RU: 1,
    Language.EN: 2,
    Language.AZ: 4,
    Language.KK: 8,
    Language.KY: 16,
    Language.TG: 32,
    Language.TK: 64,
    Language.UZ: 128,
}

E = TypeVar("E", bound=Enum)


def to_mask(chosen: Iterable[Enum]) -> int:
    """The set as an integer, one bit an element; 0 for the empty set."""
    mask = 0
    for element in chosen:
        mask |= BITS[element]
    return mask


def from_mask(kind: type[E], mask: int) -> frozenset[E]:
    """The set of `kind` whose bits are set in `mask`; unknown bits are passed over."""
    return frozenset(element for element in kind if BITS[element] & mask)


@dataclass(frozen=True, slots=True)
class Interests:
    """What a member asked for. No theme means every theme, no country means every country; no kind means silence."""

    kinds: frozenset[Kind] = frozenset()
    themes: frozenset[Theme] = frozenset()
    countries: frozenset[Country] = frozenset()

    def want(self, kind: Kind, themes: Iterable[Theme] = (), countries: Iterable[Country] = ()) -> bool:
        """Whether a message of this kind, about these themes and countries, is one this member asked for.

        A message without themes or countries concerns everybody.
        """
        about, where = frozenset(themes), frozenset(countries)
        return (
            kind in self.kinds
            and (not self.themes or not about or bool(self.themes & about))
            and (not self.countries or not where or bool(self.countries & where))
        )
