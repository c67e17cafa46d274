"""A simulator, a bare client of it, and the cast."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.simulator.client import Client
from bot.simulator.clock import FakeClock
from bot.simulator.person import Person
from bot.simulator.server import Simulator
from tests.simulator.remote import Remote


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(1_800_000_000.0)


@pytest.fixture
async def sim(clock: FakeClock) -> AsyncIterator[Simulator]:
    async with Simulator(clock=clock) as simulator:
        yield simulator


@pytest.fixture
async def bot(sim: Simulator) -> AsyncIterator[Client]:
    async with Client(sim.address, sim.token) as client:
        yield client


@pytest.fixture
def aisulu(sim: Simulator) -> Person:
    """A member: she has started the bot, and the bot knows."""
    person = sim.person(1001, "Aisulu", language_code="kk")
    person.start()
    sim.world.updates.clear()
    return person


@pytest.fixture
async def remote(sim: Simulator) -> AsyncIterator[Remote]:
    async with aiohttp.ClientSession() as session:
        yield Remote(session, sim.address)
