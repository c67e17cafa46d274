"""The readers of the demo and of the tour: enough members that sending takes a few seconds and a report has numbers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.domain.interests import Interests, Kind, Often, Theme
from bot.domain.places import Country, Language
from bot.simulator.chats import Standing
from bot.simulator.server import Simulator
from bot.store import members
from bot.store.database import Connection, open_database

FIRST_ID = 90_001

# Who reads what where; together more than one person alone may write to.
READERS: tuple[tuple[Country, Language, int], ...] = (
    (Country.KZ, Language.KK, 31),
    (Country.KZ, Language.RU, 14),
    (Country.UZ, Language.UZ, 28),
    (Country.UZ, Language.RU, 9),
    (Country.KG, Language.KY, 22),
    (Country.KG, Language.RU, 11),
    (Country.TJ, Language.TG, 12),
    (Country.AZ, Language.AZ, 13),
    (Country.TM, Language.TK, 6),
)
# Taken in turns; their numbers have no common divisor, so that they mix.
_KINDS: tuple[frozenset[Kind], ...] = (
    frozenset({Kind.GRANT}),
    frozenset({Kind.GRANT, Kind.COURSE}),
    frozenset(Kind),
    frozenset(),
    frozenset({Kind.COURSE, Kind.NEWS}),
)
_THEMES: tuple[frozenset[Theme], ...] = (
    frozenset(),
    frozenset({Theme.ENVIRONMENT, Theme.YOUTH}),
    frozenset({Theme.MEDIA}),
)
_OFTEN = (Often.AT_ONCE, Often.AT_ONCE, Often.DAILY, Often.WEEKLY)
# Each so many-th has blocked the bot, which learns it when it writes to them.
BLOCKED_EACH = 16


def crowd() -> Iterator[tuple[int, Country, Language]]:
    """Everybody's id, country and language."""
    places = [(country, language) for country, language, n in READERS for _ in range(n)]
    return ((FIRST_ID + at, *place) for at, place in enumerate(places))


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody hears of, and how soon."""

    interests: Interests
    often: Often = Often.AT_ONCE


def wish_of(number: int, country: Country) -> Wish:
    """Everybody gets announcements; most want more, each something else, and some of it in a digest."""
    kinds = _KINDS[number % len(_KINDS)] | {Kind.ANNOUNCEMENT}
    countries = frozenset({country}) if number % 2 else frozenset[Country]()
    return Wish(Interests(kinds, _THEMES[number % len(_THEMES)], countries), _OFTEN[number % len(_OFTEN)])


def blockers() -> frozenset[int]:
    """Who has blocked the bot."""
    return frozenset(person for person, _, _ in list(crowd())[BLOCKED_EACH - 1 :: BLOCKED_EACH])


async def gather(sim: Simulator, database_url: str, key_file: Path, today: date) -> None:
    """Puts all of them into the local Telegram and into the database, before the bot opens it."""
    db = await open_database(database_url, key_file)
    try:
        async with db.write() as tx:
            for number, country, language in crowd():
                person = db.seal.seal(number)
                await members.set_language(tx, person, language, today)
                await members.set_country(tx, person, country)
                await _choose(tx, person, wish_of(number, country))
    finally:
        await db.close()
    away = blockers()
    for number, _, language in crowd():
        sim.populate([number], language, Standing.BLOCKED if number in away else Standing.STARTED)


async def _choose(tx: Connection, person: bytes, wish: Wish) -> None:
    await members.set_interests(tx, person, wish.interests)
    for kind in wish.interests.kinds - {Kind.ANNOUNCEMENT}:
        await members.set_often(tx, person, kind, wish.often)
