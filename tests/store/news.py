"""Readers with choices of their own, and items that are told to them, as the store sees them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import insert, select, update

from bot.domain.announcement import Announcement, Errand, State
from bot.domain.delivery import Matter, Status
from bot.domain.interests import Interests, Kind, Theme
from bot.domain.places import Country, Language
from bot.domain.quiet import Closed
from bot.domain.saved import Telling
from bot.store import by_itself, items, members, planning
from bot.store.database import Connection, Database
from bot.store.recipients_rows import CHUNK
from bot.store.tables import alert, announcement, member
from bot.store.tables import outbox as rows

MONDAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # 13:00 in Baku, 15:00 in Bishkek
# When everything but a digest is due, and when a digest of what was planned then is due too.
MOMENTS = (NOW, NOW + timedelta(hours=20))
GRANT = frozenset({Kind.GRANT})


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def is_sunday(day: date) -> bool:
    return day.weekday() == 6


def sundays(country: Country | None) -> Closed:
    return is_sunday


@dataclass(frozen=True)
class Reader:
    """One member: the sealed number of the person, and the number of the row."""

    person: bytes
    id: int


async def reader(db: Database, telegram_id: int, kinds: Collection[Kind] = GRANT, **columns: object) -> Reader:
    """A member with these interests, whose row has these columns besides."""
    person = db.seal.seal(telegram_id)
    async with db.write() as tx:
        await members.set_language(tx, person, Language.RU, MONDAY)
        await members.set_interests(tx, person, Interests(frozenset(kinds)))
        if columns:
            await tx.execute(update(member).where(member.c.person == person).values(**columns))
        number = await tx.scalar(select(member.c.id).where(member.c.person == person))
    assert number is not None
    return Reader(person, number)


async def item(
    tx: Connection,
    slug: str,
    publication: int | None = None,
    *,
    kind: Kind = Kind.GRANT,
    themes: Collection[Theme] = (),
    countries: Collection[Country] = (),
    funder: str | None = None,
    closes_on: date | None = None,
    facts: str = "{}",
) -> int:
    return await items.record(tx, kind, slug, themes, countries, funder, facts, publication, MONDAY, closes_on)


async def made(
    tx: Connection, errand: Errand, now: datetime = NOW, *, key: str | None = None, item_id: int | None = None
) -> int:
    number = await by_itself.make(tx, errand, now, now, key=key, item_id=item_id)
    assert number is not None
    return number


async def published(db: Database, *slugs: str, funder: str | None = None) -> tuple[int, ...]:
    """The number of an ALERT that is due, then those of its items."""
    async with db.write() as tx:
        number = await made(tx, Errand.ALERT)
        return number, *[await item(tx, slug, number, funder=funder) for slug in slugs]


async def planned(db: Database, number: int, now: datetime = NOW, chunk: int = CHUNK) -> None:
    """Plans all of it, with Sundays for days of rest."""
    is_left = True
    while is_left:
        async with db.write() as tx:
            found = await held(tx, number)
            step = planning.start if found.state is State.SCHEDULED else planning.more
            is_left = await step(tx, found, now, chunk, sundays)


async def held(tx: Connection, number: int) -> Announcement:
    found = await planning.hold(tx, number)
    assert found is not None
    return found


async def ended(db: Database, number: int) -> None:
    """It has gone out to everybody: its rows do not count here."""
    async with db.write() as tx:
        await tx.execute(update(announcement).where(announcement.c.id == number).values(state=State.DONE))


async def told(db: Database, *pairs: tuple[int, int], state: Telling = Telling.TOLD) -> None:
    """Of members and items: this has become of the alert."""
    async with db.write() as tx:
        for member_id, item_id in pairs:
            await tx.execute(insert(alert).values(item_id=item_id, member_id=member_id, state=state))


async def digested(tx: Connection, number: int, member_id: int, status: Status = Status.SENT) -> None:
    """This has become of the row of the DIGEST for this member."""
    await tx.execute(
        insert(rows).values(
            member_id=member_id,
            matter=Matter.DIGEST,
            subject=number,
            due_at=NOW,
            status=status,
            not_before=NOW,
            attempts=0,
        )
    )


async def alerts_in(db: Database) -> set[tuple[int, int]]:
    """Of which items each member is to be told: numbers of members and items."""
    async with db.read() as c:
        found = await c.execute(select(alert.c.member_id, alert.c.item_id))
        return {(member_id, item_id) for member_id, item_id in found}


async def moments_of(db: Database, number: int) -> dict[int, datetime]:
    """From when on each member gets it; whoever gets nothing is left out. Nobody has two rows."""
    async with db.read() as c:
        found = (await c.execute(select(rows.c.member_id, rows.c.not_before).where(rows.c.subject == number))).all()
    assert len({row.member_id for row in found}) == len(found)
    return {row.member_id: row.not_before for row in found}
