"""Announcements with members to plan them for, as the store sees them."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import select, update

from bot.domain.announcement import Announcement, State
from bot.domain.delivery import Status
from bot.domain.places import Country, Language
from bot.store import announcements, drafts, members, outbox, planning
from bot.store.database import Connection, Database
from bot.store.outbox import Settlement
from bot.store.recipients_rows import CHUNK
from bot.store.tables import announcement, member
from bot.store.tables import outbox as rows

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LEASE = timedelta(minutes=2)


async def joined(
    db: Database, count: int, first: int = 1, language: Language = Language.RU, country: Country | None = None
) -> list[bytes]:
    people = [db.seal.seal(number) for number in range(first, first + count)]
    async with db.write() as tx:
        for person in people:
            await members.set_language(tx, person, language, NOW.date())
            await members.set_country(tx, person, country)
    return people


async def scheduled(tx: Connection, **columns: object) -> int:
    """An announcement for now, with these columns."""
    made = await announcements.create(tx, b"author", NOW)
    await drafts.set_text(tx, made, Language.RU, "Text")
    await drafts.schedule(tx, made, NOW, "UTC")
    if columns:
        await tx.execute(update(announcement).where(announcement.c.id == made).values(**columns))
    return made


async def held(tx: Connection, number: int) -> Announcement:
    found = await planning.hold(tx, number)
    assert found is not None
    return found


async def start(db: Database, number: int, chunk: int = CHUNK, now: datetime = NOW) -> bool:
    async with db.write() as tx:
        return await planning.start(tx, await held(tx, number), now, chunk)


async def more(db: Database, number: int, chunk: int = CHUNK, now: datetime = NOW) -> bool:
    async with db.write() as tx:
        return await planning.more(tx, await held(tx, number), now, chunk)


async def planned(db: Database, *, now: datetime = NOW, **columns: object) -> int:
    async with db.write() as tx:
        made = await scheduled(tx, **columns)
    assert not await start(db, made, now=now)
    return made


async def people_of(db: Database, number: int) -> list[bytes]:
    """Who has a row, in the order in which they were planned."""
    async with db.read() as c:
        found = await c.scalars(
            select(member.c.person)
            .join(rows, rows.c.member_id == member.c.id)
            .where(rows.c.subject == number)
            .order_by(rows.c.id),
        )
        return list(found)


async def moments_of(db: Database, number: int) -> dict[Country | None, datetime]:
    async with db.read() as c:
        found = await c.execute(
            select(member.c.country, rows.c.not_before)
            .join(rows, rows.c.member_id == member.c.id)
            .where(rows.c.subject == number),
        )
        return dict(found.all())


async def row_of(db: Database, number: int) -> tuple[State, int | None, datetime | None, datetime | None]:
    async with db.read() as c:
        found = await c.execute(
            select(
                announcement.c.state, announcement.c.planned_through, announcement.c.began_at, announcement.c.ended_at
            ).where(announcement.c.id == number)
        )
        state, through, began_at, ended_at = found.one()
        return state, through, began_at, ended_at


async def sent(db: Database, number: int, at: datetime, statuses: Sequence[Status] = ()) -> None:
    """Settles everything that waits, as `statuses` say, the rest as sent; messages are numbered from 100."""
    async with db.write() as tx:
        claimed = await outbox.claim(tx, 1000, at, LEASE)
        outcomes = [*statuses, *[Status.SENT] * (len(claimed) - len(statuses))]
        await outbox.settle(
            tx,
            [
                Settlement(row.id, status, message_id=100 + n if status is Status.SENT else None)
                for n, (row, status) in enumerate(zip(claimed, outcomes, strict=True))
            ],
            at,
        )
        await planning.end(tx, number, at)
