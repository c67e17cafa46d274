"""Random stories for the properties of alerts: who reads, what appears and changes, who changes their mind, what fails.

A story is plain data, so that a failing one can be read and shortened.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from bot.domain.interests import Interests, Kind, Often, Theme
from bot.domain.places import Country
from bot.domain.quiet import Hours

KINDS = (Kind.GRANT, Kind.COURSE)
THEMES = (Theme.YOUTH, Theme.ENVIRONMENT)
FUNDERS = ("one-fund", "other-fund")
LONGEST_NIGHT = 16
MOST_ITEMS = 7  # fewer than one message lists

# Days on which the stories begin: Nowruz, the May pause of the Kyrgyz Republic, mourning in Azerbaijan and in
# Turkmenistan, the long holidays of November, and a time without any.
BEGINNINGS = (
    date(2027, 3, 15),
    date(2027, 4, 28),
    date(2027, 1, 14),
    date(2027, 9, 30),
    date(2027, 11, 4),
    date(2027, 7, 14),
)
WEEKS = 2
HOURS = WEEKS * 7 * 24
# Nothing happens any more after that. A story ends so much later, and when everybody has been told of what they want.
AFTERWARDS = 6 * 24
# Those who have to wait longest do so because of the May pause of the Kyrgyz Republic.
LONGEST = HOURS + 3 * 7 * 24


@dataclass(frozen=True, slots=True)
class Reader:
    """How a member begins."""

    country: Country | None
    interests: Interests
    often: tuple[tuple[Kind, Often], ...]
    quiet: Hours
    quiet_days: bool


@dataclass(frozen=True, slots=True)
class Call:
    """An item: when it appears (hours from the beginning), what it is, and days from then to its deadline."""

    hour: int
    kind: Kind
    themes: frozenset[Theme]
    countries: frozenset[Country]
    funder: str
    days: int | None
    is_quiet: bool


class Doing(StrEnum):
    """What somebody does in the middle of a story; `item` and `value` say about what and how."""

    OFTEN = "often"
    HOURS = "hours"
    QUIET_DAYS = "quiet days"
    PAUSE = "pause"
    STOP_KIND = "stop a kind"
    MUTE = "mute a funder"
    SAVE = "save"
    LADDER = "ladder"
    DECIDE = "decide"


@dataclass(frozen=True, slots=True)
class Deed:
    hour: int
    reader: int
    doing: Doing
    value: object


@dataclass(frozen=True, slots=True)
class Edit:
    """The deadline of an item moves by so many days."""

    hour: int
    item: int
    days: int


@dataclass(frozen=True, slots=True)
class Outage:
    hour: int
    length: int


@dataclass(frozen=True, slots=True)
class Kill:
    """The process dies in this hour, while it plans: after so many steps, of which each transaction is two."""

    hour: int
    steps: int


@dataclass(frozen=True, slots=True)
class Story:
    begin: date
    readers: tuple[Reader, ...]
    calls: tuple[Call, ...]
    deeds: tuple[Deed, ...]
    edits: tuple[Edit, ...]
    outages: tuple[Outage, ...]
    kills: tuple[Kill, ...]
    minutes: int  # chooses the minute of each hour at which the bot gets to work

    def minute(self, hour: int) -> int:
        return (hour * 37 + self.minutes) % 60

    def kill_in(self, hour: int) -> int | None:
        return next((one.steps for one in self.kills if one.hour == hour), None)

    def is_down(self, hour: int) -> bool:
        return any(one.hour <= hour < one.hour + one.length for one in self.outages)


def _hours(first: int = 0, last: int = HOURS) -> SearchStrategy[int]:
    return st.integers(first, last - 1)


def _subsets(values: tuple[object, ...]) -> SearchStrategy[frozenset[object]]:
    return st.frozensets(st.sampled_from(values), max_size=2)


@st.composite
def _nights(draw: st.DrawFn) -> Hours:
    start = draw(st.integers(0, 23))
    return Hours(start, (start + draw(st.integers(0, LONGEST_NIGHT))) % 24)


NIGHTS = st.one_of(st.just(Hours(21, 9)), _nights())
COUNTRIES = st.sampled_from((*Country, None))
INTERESTS = st.builds(
    Interests,
    st.frozensets(st.sampled_from(KINDS), min_size=1),
    _subsets(THEMES),
    st.frozensets(st.sampled_from(tuple(Country)), max_size=2),
)
HOW_OFTEN = st.tuples(st.sampled_from(KINDS), st.sampled_from(Often))
PACES = st.lists(HOW_OFTEN, max_size=2).map(tuple) | st.sampled_from(Often).map(
    lambda often: tuple((kind, often) for kind in KINDS)
)
READERS = st.builds(Reader, COUNTRIES, INTERESTS, PACES, NIGHTS, st.booleans() | st.just(True))
CALLS = st.builds(
    Call,
    _hours(1),
    st.sampled_from((Kind.GRANT, Kind.GRANT, Kind.COURSE)),
    _subsets(THEMES),
    st.frozensets(st.sampled_from(tuple(Country)), min_size=1, max_size=6) | st.just(frozenset(Country)),
    st.sampled_from(FUNDERS),
    st.none() | st.integers(0, 30),
    st.sampled_from((False, False, False, True)),
)

_VALUES: dict[Doing, SearchStrategy[object]] = {
    Doing.OFTEN: HOW_OFTEN,
    Doing.HOURS: NIGHTS,
    Doing.QUIET_DAYS: st.booleans(),
    Doing.PAUSE: st.integers(1, 200),
    Doing.STOP_KIND: st.sampled_from(KINDS),
    Doing.MUTE: st.sampled_from(FUNDERS),
    Doing.SAVE: st.integers(0, MOST_ITEMS - 1),
    Doing.LADDER: st.frozensets(st.sampled_from((14, 7, 3, 1))),
    Doing.DECIDE: st.integers(0, MOST_ITEMS - 1),
}


@st.composite
def _deeds(draw: st.DrawFn) -> Deed:
    doing = draw(st.sampled_from((*Doing, Doing.SAVE, Doing.SAVE)))
    return Deed(draw(_hours()), draw(st.integers(0, 9)), doing, draw(_VALUES[doing]))


STORIES = st.builds(
    Story,
    st.sampled_from(BEGINNINGS),
    st.lists(READERS, min_size=3, max_size=6).map(tuple),
    st.lists(CALLS, min_size=4, max_size=MOST_ITEMS).map(tuple),
    (st.just([]) | st.lists(_deeds(), min_size=3, max_size=10)).map(tuple),
    st.lists(st.builds(Edit, _hours(), st.integers(0, MOST_ITEMS - 1), st.integers(-5, 15)), max_size=3).map(tuple),
    st.lists(st.builds(Outage, _hours(24), st.integers(1, 80)), max_size=3).map(tuple),
    st.lists(st.builds(Kill, _hours(), st.integers(0, 11)), max_size=12).map(tuple),
    st.integers(0, 59),
)
