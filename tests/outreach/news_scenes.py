"""A catalogue that changes, readers who want some of it, and the outreach engine stepped by hand."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from bot.content.catalogue import Catalogue, publish
from bot.content.models import Funding, Tellable
from bot.domain.announcement import Announcement, Errand
from bot.domain.interests import Interests, Kind, Theme
from bot.domain.places import Country, Language
from bot.domain.saved import Telling
from bot.outreach.arrivals import Arrivals
from bot.outreach.daily import Daily
from bot.outreach.editions import Editions
from bot.outreach.pauses import Pauses
from bot.outreach.planner import Planner
from bot.outreach.sender import Sender
from bot.store import announcements, members, tables
from bot.store.database import Database
from tests.outreach.scenes import Clock, OpenGate, ScriptedTelegram
from tests.ui.items import funding
from tests.visits import NOW, join, translator

AFTER = timedelta(minutes=5)
LIMIT = 3
GRANTS = frozenset({Kind.GRANT})


class Shelf:
    """Fits what outreach takes for the catalogue."""

    def __init__(self, *items: Tellable) -> None:
        self.put(*items)

    def put(self, *items: Tellable) -> None:
        self.current = publish(items)

    def __call__(self) -> Catalogue:
        return self.current


OLD = funding("old-one", title="An old one", deadline=date(2027, 3, 1))


def grant(slug: str = "new-one", **changes: object) -> Funding:
    """A grant that is new on the day of the tests."""
    made = funding(slug, title=f"Grant {slug}", deadline=date(2027, 2, 1))
    return made.model_copy(update={"published": NOW.date(), **changes})


class Engine:
    """All of outreach over one database: `tick` is one ring of the bell at the clock's time, with all that follows."""

    def __init__(self, db: Database, telegram: ScriptedTelegram, clock: Clock, shelf: Shelf) -> None:
        self.db, self.telegram, self.clock, self.shelf = db, telegram, clock, shelf
        self.restart()

    def restart(self) -> None:
        """Another process, which remembers nothing."""
        self.arrivals = Arrivals(self.db, self.shelf, AFTER, LIMIT)
        self.makers = (self.arrivals, Pauses(self.db), Daily(self.db))
        self.planner = Planner(self.db)
        editions = Editions(translator, self.shelf)
        self.sender = Sender(self.db, self.telegram, OpenGate(), editions, self.clock, window=5, grace=0.2)

    async def make(self) -> None:
        for maker in self.makers:
            await maker.tick(self.clock())

    async def plan(self) -> None:
        while await self.planner.tick(self.clock()):
            pass

    async def tick(self) -> None:
        await self.make()
        await self.plan()
        while await self.sender.step(self.clock()):
            pass
        await self.plan()

    async def finds(self, *items: Tellable) -> None:
        """The catalogue is these now, and the bell rings."""
        self.shelf.put(*items)
        await self.tick()

    async def at(self, moment: datetime) -> None:
        """The clock jumps there, and the bell rings."""
        self.clock.now = moment
        await self.tick()

    async def after(self, wait: timedelta) -> None:
        await self.at(self.clock.now + wait)


async def engine_over(db: Database, telegram: ScriptedTelegram, clock: Clock, *items: Tellable) -> Engine:
    """The engine at work since before the tests, over a catalogue of these items."""
    engine = Engine(db, telegram, clock, Shelf(OLD, *items))
    await engine.tick()
    return engine


async def reader(
    db: Database,
    who: int,
    *,
    kinds: Collection[Kind] = GRANTS,
    themes: Collection[Theme] = (),
    country: Country | None = Country.UZ,
    language: Language = Language.EN,
    **columns: object,
) -> int:
    """The Telegram id of somebody who wants to hear of such things."""
    person = await join(db, who, language, country)
    async with db.write() as tx:
        await members.set_interests(tx, person, Interests(frozenset(kinds), frozenset(themes)))
        if columns:
            await tx.execute(tables.member.update().where(tables.member.c.person == person).values(**columns))
    return who


async def change_reader(db: Database, who: int, **columns: object) -> None:
    async with db.write() as tx:
        values = tables.member.update().where(tables.member.c.person == db.seal.seal(who)).values(**columns)
        await tx.execute(values)


async def made(db: Database, errand: Errand) -> list[Announcement]:
    """Everything of this errand, in the order in which it was made."""
    async with db.read() as c:
        ids = await c.scalars(tables.announcement.select().with_only_columns(tables.announcement.c.id))
        found = [await announcements.get(c, number) for number in ids.all()]
    return sorted((one for one in found if one is not None and one.errand is errand), key=lambda one: one.id)


async def tellings(db: Database) -> dict[tuple[str, int], Telling]:
    """What became of each alert, by the slug of its item and the Telegram id of the member."""
    joined = tables.alert.join(tables.item, tables.item.c.id == tables.alert.c.item_id).join(
        tables.member, tables.member.c.id == tables.alert.c.member_id
    )
    async with db.read() as c:
        found = await c.execute(
            joined.select().with_only_columns(tables.item.c.slug, tables.member.c.person, tables.alert.c.state)
        )
        return {(row.slug, db.seal.open(row.person)): row.state for row in found}


def texts(telegram: ScriptedTelegram, who: int) -> list[str]:
    """What this chat was sent, in order."""
    return [screen.text for chat_id, screen in telegram.delivered if chat_id == who]
