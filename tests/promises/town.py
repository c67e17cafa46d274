"""A town of members and what is announced to them, put straight into the database before a bot starts."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Row, insert, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from bot.domain.announcement import State, WhenUncertain
from bot.domain.delivery import Status
from bot.domain.interests import Kind
from bot.domain.member import Role, Standing
from bot.domain.places import Country, Language
from bot.domain.schedule import Timing
from bot.store import announcements, drafts, staff, tables
from bot.store.database import Database, open_database
from tests.visits import BORIS

FIRST = 100_000  # the Telegram id of the first member
WORDS = "сағат 15:00-де онлайн кездесу"
TEXT = f"Ертең <b>{WORDS}</b> өтеді."
BATCH = 5000


@dataclass(frozen=True, slots=True)
class Place:
    """Where a database is, and the key of its ids."""

    url: str
    key_file: Path
    kind: str

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[Database]:
        """The database as the bot opens it; on SQLite no process of the bot may be running."""
        db = await open_database(self.url, self.key_file)
        try:
            yield db
        finally:
            await db.close()

    async def ask(self, query: str, **values: object) -> Sequence[Row[*tuple[object, ...]]]:
        """The rows of a plain query, beside a running bot."""
        engine = create_async_engine(self.url, poolclass=NullPool)
        try:
            async with engine.connect() as connection:
                return (await connection.execute(text(query), values)).all()
        finally:
            await engine.dispose()

    async def change(self, statement: str, **values: object) -> None:
        """One plain statement, committed beside a running bot."""
        engine = create_async_engine(self.url, poolclass=NullPool)
        try:
            async with engine.begin() as connection:
                await connection.execute(text(statement), values)
        finally:
            await engine.dispose()

    async def state(self, announcement_id: int) -> State:
        found = await self.ask("SELECT state FROM announcement WHERE id = :id", id=announcement_id)
        return State(str(found[0][0]))

    async def tally(self, announcement_id: int) -> dict[Status, int]:
        found = await self.ask(
            "SELECT status, count(*) FROM outbox WHERE subject = :id GROUP BY status", id=announcement_id
        )
        return {Status(int(str(status))): int(str(count)) for status, count in found}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the database says of one recipient."""

    status: Status
    doubts: int


def people(count: int, first: int = FIRST) -> range:
    """The Telegram ids of this many members."""
    return range(first, first + count)


async def settle(
    db: Database,
    ids: Sequence[int],
    now: datetime,
    language: Language = Language.KK,
    country: Country | None = Country.KZ,
    kinds: frozenset[Kind] = frozenset({Kind.ANNOUNCEMENT}),
) -> None:
    """Makes members of all these people, as if each had answered the two questions."""
    common = {
        "language": language,
        "country": country,
        "kinds": kinds,
        "themes": frozenset(),
        "countries": frozenset(),
        "standing": Standing.ACTIVE,
        "paused": False,
        "joined_on": now.date(),
        "seen_on": now.date(),
    }
    for start in range(0, len(ids), BATCH):
        rows = [{"person": db.seal.seal(one)} | common for one in ids[start : start + BATCH]]
        async with db.write() as tx:
            await tx.execute(insert(tables.member), rows)


async def announce(
    db: Database,
    due: datetime,
    policy: WhenUncertain = WhenUncertain.LEAVE,
    html: str = TEXT,
    texts: Mapping[Language, str] | None = None,
    timing: Timing | None = None,
) -> int:
    """An announcement by Boris that is due at this moment; its number. It goes out at any hour."""
    boris = db.seal.seal(BORIS)
    async with db.write() as tx:
        await staff.name(tx, boris, Role.BROADCASTER, due.date())
        made = await announcements.create(tx, boris, due)
        for language, written in (texts or {Language.KK: html}).items():
            assert await drafts.set_text(tx, made, language, written)
        assert await drafts.set_when_uncertain(tx, made, policy)
        assert await drafts.set_urgent(tx, made, urgent=True)
        assert await drafts.set_timing(tx, made, timing)
        assert await drafts.submit(tx, made)
        assert await drafts.approve(tx, made, due, timing.zone if timing else "Asia/Almaty")
    return made


async def outcomes(db: Database, announcement_id: int) -> dict[int, Outcome]:
    """What the outbox says of every recipient, by Telegram id."""
    async with db.read() as c:
        found = await c.execute(
            text(
                "SELECT m.person, o.status, o.doubts FROM outbox o JOIN member m ON m.id = o.member_id"
                " WHERE o.subject = :id"
            ),
            {"id": announcement_id},
        )
        rows = found.all()
    return {db.seal.open(bytes(person)): Outcome(Status(status), doubts) for person, status, doubts in rows}
