"""Waits that Telegram names in the middle of a broadcast, over HTTP: nothing is called inside of them."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from bot.domain.delivery import Status
from bot.gateway.bot import open_bot
from bot.gateway.floods import FloodScopes
from bot.gateway.messenger import BotMessenger
from bot.gateway.speaker import Speaker
from bot.gateway.waits import Waits
from bot.outreach.editions import Editions
from bot.outreach.pacer import Pacer
from bot.outreach.sender import Sender
from bot.simulator.person import Person
from bot.simulator.server import Simulator
from bot.store.database import Database
from bot.ui.screen import Screen
from tests.gateway.incoming import AISULU
from tests.outreach.scenes import readers, sending, tally
from tests.visits import NOW, translator

WAIT = 3.0  # seconds
HELLO = Screen("Hello")


_START = time.monotonic()


def now() -> datetime:
    """A time of day at which nobody sleeps, which goes on as time does."""
    return NOW + timedelta(seconds=time.monotonic() - _START)


@dataclass
class Engine:
    """What speaks to Telegram in one process."""

    sender: Sender
    speaker: Speaker
    waits: Waits


@asynccontextmanager
async def engine(sim: Simulator, db: Database) -> AsyncIterator[Engine]:
    gate = Pacer(25, time.monotonic)
    scopes = FloodScopes(time.monotonic, gate.burst_of)
    waits = Waits(db, gate, scopes, now)
    async with open_bot(sim.token, sim.address) as bot:
        speaker = Speaker(bot, gate, waits, asyncio.sleep)
        messenger = BotMessenger(bot, gate, scopes, speaker)
        yield Engine(Sender(db, messenger, gate, Editions(translator), now), speaker, waits)


@asynccontextmanager
async def sending_on(sender: Sender) -> AsyncIterator[None]:
    stop = asyncio.Event()

    async def ring() -> None:
        while not stop.is_set():
            sender.wake()
            await asyncio.sleep(0.1)

    async with asyncio.TaskGroup() as group:
        group.create_task(ring())
        group.create_task(sender.run(stop))
        yield
        stop.set()


async def until(predicate: Callable[[], object]) -> None:
    async with asyncio.timeout(20):
        while not predicate():
            await asyncio.sleep(0.01)


@pytest.fixture
async def crowd(sim: Simulator, sqlite_db: Database) -> list[Person]:
    people = [sim.person(chat_id, "Member", "ru") for chat_id in await readers(sqlite_db, 40)]
    for one in people:
        await one.start()
    return people


def received(crowd: list[Person]) -> int:
    return sum(len(one.messages) for one in crowd)


def calls_after(sim: Simulator, moment: float, chat_id: int | None = None) -> list[float]:
    """When messages were sent after this moment, as seconds from it."""
    sends = (call for call in sim.calls.of("sendMessage") if chat_id in {None, call.chat_id})
    return [call.at - moment for call in sends if call.at > moment]


async def test_a_wait_for_everyone_stops_everything_also_across_a_restart(
    sim: Simulator, sqlite_db: Database, crowd: list[Person], aisulu: Person
) -> None:
    await aisulu.start()
    made = await sending(sqlite_db)
    async with engine(sim, sqlite_db) as before, sending_on(before.sender):
        await until(lambda: received(crowd) >= 10)
        sim.flood.refuse(WAIT, None)
        told = sim.clock.now()
        await until(lambda: any(call.status == 429 for call in sim.calls.of("sendMessage")))
        await asyncio.sleep(0.6)
        sent = received(crowd)
    async with engine(sim, sqlite_db) as after:
        await after.waits.restore(asyncio.sleep)
        async with asyncio.TaskGroup() as group:
            group.create_task(after.speaker.show(AISULU, HELLO))
            async with sending_on(after.sender):
                await until(lambda: received(crowd) > sent)
                assert min(calls_after(sim, told + 0.5)) >= WAIT - 0.5
                await until(lambda: received(crowd) == 40)
    assert await tally(sqlite_db, made) == {Status.SENT: 40}
    assert [len(one.messages) for one in (*crowd, aisulu)] == [1] * 41


async def test_a_wait_of_one_busy_chat_stops_only_that_chat(
    sim: Simulator, sqlite_db: Database, crowd: list[Person]
) -> None:
    busy = crowd[0]
    await sending(sqlite_db)
    async with engine(sim, sqlite_db) as running:
        for _ in range(3):
            await running.speaker.show(busy.id, HELLO)
        sim.faults.add("429", "sendMessage", chat_id=busy.id, seconds=WAIT)
        told = sim.clock.now()
        async with sending_on(running.sender):
            await until(lambda: calls_after(sim, told, busy.id))
            await until(lambda: received(crowd[1:]) == 39)
            assert len(busy.messages) == 3
            await until(lambda: len(busy.messages) == 4)
    refused, repeated = calls_after(sim, told, busy.id)
    assert repeated - refused >= WAIT


async def test_a_wait_that_an_answer_meets_stops_the_broadcast(
    sim: Simulator, sqlite_db: Database, crowd: list[Person], aisulu: Person
) -> None:
    await aisulu.start()
    await sending(sqlite_db)
    async with engine(sim, sqlite_db) as running:
        sim.flood.refuse(WAIT, None)
        told = sim.clock.now()
        async with asyncio.TaskGroup() as answering:
            answering.create_task(running.speaker.show(AISULU, HELLO))
            await until(lambda: sim.calls.of("sendMessage"))
            await asyncio.sleep(0.1)
            async with sending_on(running.sender):
                await until(lambda: received(crowd) > 5)
    assert min(calls_after(sim, told + 0.5)) >= WAIT - 0.5
    assert len(aisulu.messages) == 1
