"""Announcements as the store holds them, for handler tests: drafts, and one in any state."""

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import select

from bot.domain.announcement import Announcement, State
from bot.domain.member import Role
from bot.domain.places import Language
from bot.domain.schedule import Timing
from bot.store import announcements, copies, drafts, planning, tables, visits
from bot.store.database import Database
from bot.store.staff import name
from tests.visits import BORIS, NOW, join

RUSSIAN: Mapping[Language, str] = {Language.RU: "<b>Дорогие коллеги!</b>"}

# How each state is reached from a draft that is already scheduled.
PATHS: Mapping[State, tuple[State, ...]] = {
    State.SCHEDULED: (),
    State.LATE: (State.LATE,),
    State.SENDING: (State.SENDING,),
    State.PAUSED: (State.SENDING, State.PAUSED),
    State.DONE: (State.SENDING, State.DONE),
    State.CANCELLED: (State.CANCELLED,),
}


async def name_boris(db: Database) -> None:
    """Boris becomes a broadcaster."""
    async with db.write() as tx:
        await name(tx, db.seal.seal(BORIS), Role.BROADCASTER, NOW.date())


async def draft(db: Database, texts: Mapping[Language, str] = RUSSIAN) -> int:
    """A draft of Boris with these texts; its number."""
    async with db.write() as tx:
        made = await announcements.create(tx, db.seal.seal(BORIS), NOW)
        for language, html in texts.items():
            await drafts.set_text(tx, made, language, html)
    return made


async def decided(db: Database, timing: Timing | None = None, texts: Mapping[Language, str] = RUSSIAN) -> int:
    """A draft of Boris that can be sent: whoever reads another language gets the Russian text; its number."""
    made = await draft(db, texts)
    async with db.write() as tx:
        await drafts.choose(tx, made, frozenset(Language) - texts.keys(), frozenset())
        await drafts.set_timing(tx, made, timing)
    return made


async def in_state(db: Database, state: State) -> int:
    """An announcement in this state, planned when it is being sent; its number."""
    made = await draft(db)
    if state is State.DRAFT:
        return made
    async with db.write() as tx:
        if state is State.AWAITING:
            await drafts.submit(tx, made)
            return made
        await drafts.schedule(tx, made, NOW + timedelta(hours=2), "Asia/Almaty")
        now = State.SCHEDULED
        for to in PATHS[state]:
            found = await planning.hold(tx, made)
            assert found is not None
            if to is State.SENDING:
                assert not await planning.start(tx, found, NOW)
            else:
                assert await announcements.move(tx, made, now, to)
            now = to
    return made


async def correction(db: Database) -> int:
    """A draft that will correct an announcement of Boris; its number."""
    original = await stored(db, await in_state(db, State.DONE))
    async with db.write() as tx:
        return await copies.make_correction(tx, original, db.seal.seal(BORIS), NOW)


async def readers(db: Database, language: Language, n: int, first: int = 10_000) -> None:
    """`n` members who read this language."""
    for who in range(first, first + n):
        await join(db, who, language)


async def stored(db: Database, announcement_id: int) -> Announcement:
    """The announcement as it is now."""
    async with db.read() as c:
        found = await announcements.get(c, announcement_id)
    assert found is not None
    return found


async def expected(db: Database, who: int) -> str | None:
    """What the next text of this person is for."""
    async with db.read() as c:
        return (await visits.load(c, db.seal.seal(who), NOW)).expecting


async def everything(db: Database) -> list[object]:
    """Every row there is, to see whether anything changed."""
    rows: list[object] = []
    async with db.read() as c:
        for table in tables.metadata.sorted_tables:
            rows += [(table.name, *row) for row in await c.execute(select(table))]
    return rows
