"""A local Telegram, the gateway on it, and the cast."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.gateway.inbox import Inbox
from bot.gateway.polling import Polling, Times
from bot.gateway.pulse import Pulse
from bot.gateway.updates import UpdateReader
from bot.simulator.person import Person
from bot.simulator.server import Simulator
from bot.store.database import Database
from tests.gateway.incoming import AISULU, BORIS, MALLORY, OLGA
from tests.gateway.rig import Rig, open_rig


@pytest.fixture
async def sim() -> AsyncIterator[Simulator]:
    async with Simulator() as simulator:
        yield simulator
    assert simulator.violations == []


@pytest.fixture
def aisulu(sim: Simulator) -> Person:
    return sim.person(AISULU, "Aisulu", language_code="en")


@pytest.fixture
def boris(sim: Simulator) -> Person:
    return sim.person(BORIS, "Boris", language_code="en")


@pytest.fixture
def olga(sim: Simulator) -> Person:
    return sim.person(OLGA, "Olga", language_code="en")


@pytest.fixture
def mallory(sim: Simulator) -> Person:
    return sim.person(MALLORY, "Mallory", language_code="en")


@pytest.fixture
async def rig(sim: Simulator, sqlite_db: Database) -> AsyncIterator[Rig]:
    """The gateway, which fetches nothing: a test hands it updates."""
    async with open_rig(sim.address, sim.token, sqlite_db) as opened:
        yield opened


@pytest.fixture
async def life(rig: Rig) -> AsyncIterator[Rig]:
    """The gateway, polling."""
    stop = asyncio.Event()
    times = Times(long_poll=5, slack=1, pause=0.02, patience=1, farewell=0.5)
    async with asyncio.TaskGroup() as nursery:
        inbox = Inbox(rig.guard.handle, nursery)
        polling = Polling(rig.bot, UpdateReader(rig.bot), inbox, Pulse(rig.hands, 60), rig.hands.sleep, times)
        nursery.create_task(polling.run(stop))
        yield rig
        stop.set()
