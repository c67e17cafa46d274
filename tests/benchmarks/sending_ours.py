"""Our side: a database with members and an announcement, and the sender that drains it."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.domain.announcement import LinkButton, State
from bot.domain.delivery import Status
from bot.domain.interests import Kind, to_mask
from bot.domain.member import Standing
from bot.domain.places import Language
from bot.gateway.bot import open_bot
from bot.gateway.floods import FloodScopes
from bot.gateway.messenger import BotMessenger
from bot.gateway.speaker import Speaker
from bot.gateway.waits import Waits
from bot.outreach.editions import Editions
from bot.outreach.engine import window_for
from bot.outreach.pacer import Pacer
from bot.outreach.sender import Sender
from bot.store import announcements, drafts
from bot.store.database import Connection, Database, open_database
from tests.benchmarks.fixed_telegram import LABEL, LINK, TEXT, TOKEN
from tests.visits import catalogs

RATE = 1000  # what is paid for
CHUNK = 20_000
PATIENCE = 120  # seconds without an end after which something is wrong
# Noon in the region: nobody's quiet hours, whenever this is run.
NOON = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class Counting(Pacer):
    """A gate that knows how many broadcasts it let through, and when the first and the last of them."""

    passed = 0
    first = last = 0.0

    @property
    def rate(self) -> float:
        """Broadcasts a second from the first to the last."""
        return (self.passed - 1) / (self.last - self.first)

    async def broadcast(self, chat_id: int, *, paid: bool = False) -> None:
        await super().broadcast(chat_id, paid=paid)
        self.last = time.monotonic()
        self.first = self.first or self.last
        self.passed += 1


class Open(Counting):
    """Lets every broadcast through at once."""

    async def broadcast(self, chat_id: int, *, paid: bool = False) -> None:
        del chat_id, paid
        self.passed += 1


async def store(db: Database, members: int, done: int) -> None:
    """An announcement that is being sent to so many members, `done` of whom have got it."""
    async with db.write() as tx:
        made = await announcements.create(tx, b"author", NOON)
        await drafts.set_text(tx, made, Language.KK, TEXT)
        await drafts.set_buttons(tx, made, Language.KK, (LinkButton(LABEL, LINK),))
        await drafts.schedule(tx, made, NOON, "UTC")
        await announcements.move(tx, made, State.SCHEDULED, State.SENDING)
    for first in range(1, members + 1, CHUNK):
        async with db.write() as tx:
            await _join(tx, db, range(first, min(first + CHUNK, members + 1)))
    now = int(NOON.timestamp())
    async with db.write() as tx:
        await tx.exec_driver_sql(
            "INSERT INTO outbox (member_id, matter, subject, due_at, status, not_before, attempts) "
            f"SELECT id, 1, {made}, {now}, CASE WHEN id <= {done} THEN {Status.SENT:d} ELSE {Status.WAITING:d} END, "
            f"{now}, 0 "
            "FROM member ORDER BY id"
        )


async def _join(tx: Connection, db: Database, people: range) -> None:
    day = NOON.date() if tx.dialect.name == "postgresql" else NOON.date().isoformat()
    marks = [f"${at}" if tx.dialect.name == "postgresql" else "?" for at in range(1, 5)]
    await tx.exec_driver_sql(
        "INSERT INTO member (person, language, country, kinds, themes, countries, standing, paused, joined_on, seen_on)"
        f" VALUES ({marks[0]}, '{Language.KK.value}', 'KZ', {to_mask(Kind)}, 0, 0, '{Standing.ACTIVE.value}', false, "
        f"{marks[1]}, {marks[2]})",
        [(db.seal.seal(who), day, day) for who in people],
    )


async def sent(db: Database) -> int:
    async with db.read() as c:
        return (await announcements.tally(c, 1)).get(Status.SENT, 0)


@asynccontextmanager
async def opened(url: str, key: str) -> AsyncIterator[Database]:
    db = await open_database(url, Path(key))
    try:
        yield db
    finally:
        await db.close()


@asynccontextmanager
async def sending(db: Database, address: str, *, paced: bool) -> AsyncIterator[tuple[Sender, Counting]]:
    """The sender as the app builds it for paid broadcasts."""
    async with open_bot(TOKEN, address) as bot, bot:
        gate = (Counting if paced else Open)(RATE, time.monotonic)
        scopes = FloodScopes(time.monotonic, gate.burst_of)
        speaker = Speaker(bot, gate, Waits(db, gate, scopes, lambda: NOON), asyncio.sleep)
        messenger = BotMessenger(bot, gate, scopes, speaker, paid=True)
        editions = Editions(catalogs().translator)
        yield Sender(db, messenger, gate, editions, lambda: NOON, window=window_for(RATE), paid=True), gate


async def drain(sender: Sender, gate: Counting, wanted: int) -> int:
    """Runs the sender, rung every second, until so many more were let through the gate; how many really were."""
    stop, before = asyncio.Event(), gate.passed

    async def ring() -> None:
        while not stop.is_set():
            sender.wake()
            await asyncio.sleep(1)

    async with asyncio.timeout(PATIENCE), asyncio.TaskGroup() as group:
        group.create_task(sender.run(stop))
        ringing = group.create_task(ring())
        while gate.passed - before < wanted:
            await asyncio.sleep(0.02)
        stop.set()
        ringing.cancel()
    return gate.passed - before
