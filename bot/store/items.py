"""Items of the catalogue as they were last seen: what each said that matters, and which alert tells of it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, exists, insert, select, update

from bot.domain.announcement import State
from bot.domain.estimate import Past
from bot.domain.interests import Kind, Theme
from bot.domain.places import Country
from bot.store.database import Connection
from bot.store.tables import announcement, item


@dataclass(frozen=True, slots=True)
class Known:
    """One item. `facts` is the JSON of `domain.facts`; without a `publication`, an ALERT's number, nobody is told."""

    id: int
    kind: Kind
    slug: str
    themes: frozenset[Theme]
    countries: frozenset[Country]
    funder: str | None
    facts: str
    publication: int | None
    first_seen_on: date
    closes_on: date | None
    gone_on: date | None


@dataclass(frozen=True, slots=True)
class Seen:
    """What the catalogue says of an item, as far as it is kept."""

    kind: Kind
    slug: str
    themes: frozenset[Theme]
    countries: frozenset[Country]
    funder: str | None
    facts: str
    closes_on: date | None


# What `known_in` reads, in its order.
KNOWN_COLUMNS = (
    item.c.id,
    item.c.kind,
    item.c.slug,
    item.c.themes,
    item.c.countries,
    item.c.funder,
    item.c.facts,
    item.c.publication,
    item.c.first_seen_on,
    item.c.closes_on,
    item.c.gone_on,
)


async def known(c: Connection) -> dict[tuple[Kind, str], Known]:
    """Every item that was ever seen, by kind and slug."""
    return {(one.kind, one.slug): one for one in await _found(c, select(*KNOWN_COLUMNS))}


async def of_publication(c: Connection, announcement_id: int) -> list[Known]:
    """The items that this ALERT tells of, in the order in which they were seen; what has gone is among them."""
    return await _found(c, select(*KNOWN_COLUMNS).where(item.c.publication == announcement_id).order_by(item.c.id))


async def find(c: Connection, kind: Kind, slug: str) -> Known | None:
    """The item of this kind and slug."""
    found = await _found(c, select(*KNOWN_COLUMNS).where(item.c.kind == kind, item.c.slug == slug))
    return found[0] if found else None


async def get(c: Connection, item_id: int) -> Known | None:
    """The item with this number."""
    found = await _found(c, select(*KNOWN_COLUMNS).where(item.c.id == item_id))
    return found[0] if found else None


async def told_since(c: Connection, day: date) -> dict[tuple[Kind, str], Past] | None:
    """What members were told of that was first seen on this day or later; None when nothing was looked at before it."""
    if not await c.scalar(select(exists().where(item.c.first_seen_on < day))):
        return None
    told = (
        select(item.c.first_seen_on, item.c.kind, item.c.themes, item.c.countries, item.c.slug)
        .join(announcement, announcement.c.id == item.c.publication)
        .where(item.c.first_seen_on >= day, announcement.c.state == State.DONE)
    )
    return {(past[1], slug): Past(*past) for *past, slug in await c.execute(told)}


async def record(
    tx: Connection,
    kind: Kind,
    slug: str,
    themes: Collection[Theme],
    countries: Collection[Country],
    funder: str | None,
    facts: str,
    publication: int | None,
    first_seen_on: date,
    closes_on: date | None,
    gone_on: date | None = None,
) -> int:
    """Writes down an item that was not known, and gives its number."""
    made = await tx.execute(
        insert(item)
        .values(
            kind=kind,
            slug=slug,
            themes=themes,
            countries=countries,
            funder=funder,
            facts=facts,
            publication=publication,
            first_seen_on=first_seen_on,
            closes_on=closes_on,
            gone_on=gone_on,
        )
        .returning(item.c.id),
    )
    return int(made.scalar_one())


async def record_all(tx: Connection, seen: Sequence[Seen], publication: int | None, day: date) -> None:
    """Writes down items that were not known, first seen on this day: many in hardly more time than one."""
    rows = [
        {
            "kind": one.kind,
            "slug": one.slug,
            "themes": one.themes,
            "countries": one.countries,
            "funder": one.funder,
            "facts": one.facts,
            "closes_on": one.closes_on,
            "publication": publication,
            "first_seen_on": day,
        }
        for one in seen
    ]
    if rows:
        await tx.execute(insert(item), rows)


async def note(
    tx: Connection,
    item_id: int,
    themes: Collection[Theme],
    countries: Collection[Country],
    funder: str | None,
    facts: str,
    closes_on: date | None,
) -> None:
    """Writes down what the item says now."""
    await _set(tx, item_id, themes=themes, countries=countries, funder=funder, facts=facts, closes_on=closes_on)


async def set_gone(tx: Connection, item_id: int, day: date | None) -> None:
    """Since when the item is missing from the catalogue; None when it is there."""
    await _set(tx, item_id, gone_on=day)


async def set_publication(tx: Connection, item_id: int, announcement_id: int | None) -> None:
    """Which ALERT tells of the item; None when nobody is told."""
    await _set(tx, item_id, publication=announcement_id)


async def _set(tx: Connection, item_id: int, **values: object) -> None:
    await tx.execute(update(item).where(item.c.id == item_id).values(**values))


async def _found(c: Connection, query: Select[*tuple[Any, ...]]) -> list[Known]:
    return [known_in(row) for row in await c.execute(query)]


def known_in(row: Iterable[Any]) -> Known:
    """The item in the values of KNOWN_COLUMNS."""
    return Known(*row)
