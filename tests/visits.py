"""Visits for handler tests, made as the gateway makes them: from what the store knows of somebody.

Aisulu is a member, Boris a broadcaster, Olga an owner, Mallory may not; the numbers are their Telegram ids.
`await join(db, AISULU)` makes a member, `await visit(db, AISULU)` is their next press. Roles come from the store
(`staff.name`), owners from the settings, so pass `role=Role.OWNER` for Olga.
"""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from bot.content.catalogue import Catalogue
from bot.domain.approval import Rules
from bot.domain.member import Role
from bot.domain.places import Country, Language
from bot.handlers.visit import Visit
from bot.i18n.catalogs import Catalogs
from bot.i18n.translator import Translator
from bot.store import members, visits
from bot.store.database import Database

AISULU = 1001
BORIS = 2002
OLGA = 3003
MALLORY = 4004

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

_LOCALES = Path(__file__).resolve().parent.parent / "locales"


@cache
def catalogs() -> Catalogs:
    return Catalogs.load(_LOCALES)


def translator(language: str) -> Translator:
    return catalogs().translator(language)


async def join(
    db: Database, who: int, language: Language = Language.EN, country: Country | None = None, now: datetime = NOW
) -> bytes:
    """Makes a member as the two first questions do; the sealed id."""
    person = db.seal.seal(who)
    async with db.write() as tx:
        await members.set_language(tx, person, language, now.date())
        if country:
            await members.set_country(tx, person, country)
    return person


async def visit(
    db: Database,
    who: int,
    *,
    role: Role | None = None,
    hint: Language = Language.EN,
    catalogue: Catalogue | None = None,
    now: datetime = NOW,
    rules: Rules | None = None,
) -> Visit:
    """What a handler is given when this person comes. `hint` is the language Telegram names for a newcomer."""
    person = db.seal.seal(who)
    async with db.read() as connection:
        known = await visits.load(connection, person, now)
    language = known.member.language if known.member else hint
    return Visit(
        person=person,
        member=known.member,
        role=role or known.role,
        language=language,
        t=translator(language),
        translator=translator,
        catalogue=catalogue or Catalogue(),
        db=db,
        now=now,
        bot_username="cso_test_bot",
        rules=rules or Rules(),
    )
