"""The whole gateway over the simulator, with the real table and a real database, and a gate that is always open."""

from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime

from telegram import Update

from bot.content.catalogue import publish
from bot.domain.member import Member, Role
from bot.domain.places import Language
from bot.gateway.administrators import Administrators
from bot.gateway.bot import TelegramBot, open_bot
from bot.gateway.dispatch import Dispatch
from bot.gateway.entrance import Entrance
from bot.gateway.floods import FloodScopes
from bot.gateway.group_routes import GROUP_TABLE
from bot.gateway.groups import Groups
from bot.gateway.guard import Guard
from bot.gateway.messenger import BotMessenger
from bot.gateway.reception import Reception
from bot.gateway.routing import TABLE, Table
from bot.gateway.speaker import Speaker
from bot.gateway.standings import Standings
from bot.gateway.throttle import Patience, Throttle
from bot.gateway.visits import Visits
from bot.gateway.waits import Waits
from bot.handlers.visit import Visit
from bot.simulator.person import Person
from bot.store import visits as stored
from bot.store.database import Database
from bot.ui.routes import Home
from tests.gateway.hands import Hands
from tests.gateway.incoming import AISULU, OLGA, Raw
from tests.visits import NOW, catalogs, join

ERROR_ID = "qwertyui"


@dataclass
class OpenGate:
    """Notes who passed and holds nobody up, unless a test says so."""

    shut: Exception | None = None
    before_reply: Callable[[], Awaitable[None]] | None = None
    replies: list[int | None] = field(default_factory=list)
    broadcasts: list[int] = field(default_factory=list)
    floods: list[tuple[float, int | None]] = field(default_factory=list)
    bursts: dict[int, int] = field(default_factory=dict)

    async def reply(self, chat_id: int | None) -> None:
        if self.before_reply is not None:
            await self.before_reply()
        self.replies.append(chat_id)

    async def broadcast(self, chat_id: int, *, paid: bool = False) -> None:
        if self.shut is not None:
            raise self.shut
        self.broadcasts.append(chat_id)

    def flood(self, seconds: float, chat_id: int | None) -> None:
        self.floods.append((seconds, chat_id))

    def burst_of(self, chat_id: int) -> int:
        return self.bursts.get(chat_id, 3)  # unless a test says otherwise, every chat is busy


@dataclass
class Rig:
    """The parts, and the clocks by which they go."""

    bot: TelegramBot
    db: Database
    gate: OpenGate
    hands: Hands
    waits: Waits
    speaker: Speaker
    messenger: BotMessenger
    visits: Visits
    guard: Guard
    owner: int = OLGA
    now: datetime = NOW

    async def take(self, raw: Raw) -> bool:
        """Handles a raw update; errors are apologised for."""
        return await self.guard.handle(Update.de_json(raw, self.bot))

    async def member(self, who: int) -> Member | None:
        async with self.db.read() as c:
            return (await stored.load(c, self.db.seal.seal(who), self.now)).member

    async def known(self, who: int) -> Member:
        member = await self.member(who)
        assert member is not None
        return member


@asynccontextmanager
async def open_rig(
    address: str, token: str, db: Database, table: Table = TABLE, owners: Collection[int] = (OLGA,)
) -> AsyncIterator[Rig]:
    hands, gate = Hands(), OpenGate()
    catalogue = publish(())

    def make_visit(
        *, person: bytes, member: Member | None, role: Role | None, language: Language, now: datetime
    ) -> Visit:
        translator = catalogs().translator
        return Visit(
            person=person,
            member=member,
            role=role,
            language=language,
            t=translator(language),
            translator=translator,
            catalogue=catalogue,
            db=db,
            now=now,
            bot_username="local_bot",
        )

    async with open_bot(token, address) as bot:
        rig: Rig

        def clock() -> datetime:
            return rig.now

        scopes = FloodScopes(hands, gate.burst_of)
        waits = Waits(db, gate, scopes, clock)
        speaker = Speaker(bot, gate, waits, hands.sleep)
        visits = Visits(db, make_visit, catalogs().translator, owners, Language.EN, clock)
        standings, throttle, administrators = Standings(visits), Throttle(hands), Administrators(bot, speaker)
        entrance = Entrance(
            Reception(Dispatch(table, visits), standings, visits, speaker, throttle),
            Groups(
                GROUP_TABLE, visits, standings, speaker, administrators, Patience.of(throttle, hands), db, "local_bot"
            ),
        )
        guard = Guard(entrance.receive, speaker, visits, Home(), lambda: ERROR_ID)
        messenger = BotMessenger(bot, gate, scopes, speaker)
        rig = Rig(bot, db, gate, hands, waits, speaker, messenger, visits, guard)
        yield rig


async def show_home(life: Rig, person: Person) -> None:
    """The person is a member and has the home screen before them."""
    await join(life.db, person.id)
    await person.start()
    assert (await person.next_message()).text.startswith("Main menu")


async def take_as_member(rig: Rig, raw: Raw, who: int = AISULU) -> None:
    """The rig is handed an update of somebody who is a member."""
    await join(rig.db, who)
    assert await rig.take(raw)
