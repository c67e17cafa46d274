"""Waits that Telegram named, so that they are kept across a restart."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from bot.store.columns import not_earlier
from bot.store.database import Connection
from bot.store.inserts import upsert
from bot.store.tables import flood

EVERYONE = b""


@dataclass(frozen=True, slots=True)
class Flood:
    """Nothing may be sent to this person, or to anybody when None, before `until`."""

    person: bytes | None
    until: datetime


async def remember(tx: Connection, person: bytes | None, until: datetime) -> None:
    """Keeps a wait for this person, or for everyone when None. A wait that ends later stays as it is."""
    key = {"person": EVERYONE if person is None else person}
    until = not_earlier(until)
    longer = await tx.scalar(select(flood.c.until).where(flood.c.person == key["person"], flood.c.until > until))
    if longer is None:
        await upsert(tx, flood, key=key, new={"until": until}, old={})


async def active(c: Connection, now: datetime) -> list[Flood]:
    """The waits that are not over."""
    found = await c.execute(select(flood.c.person, flood.c.until).where(flood.c.until > now))
    return [Flood(None if row.person == EVERYONE else row.person, row.until) for row in found]
