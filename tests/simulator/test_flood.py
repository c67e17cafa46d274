import asyncio

import pytest

from bot.simulator.client import Client, Reply
from bot.simulator.clock import FakeClock
from bot.simulator.flood import Limits
from bot.simulator.person import Person
from bot.simulator.server import Simulator


def kinds(sim: Simulator) -> list[str]:
    return [violation.kind for violation in sim.violations]


async def cast(sim: Simulator, count: int) -> list[Person]:
    people = [sim.person(2000 + number, f"Member {number}") for number in range(count)]
    for person in people:
        person.start()
    return people


async def send(bot: Client, person: Person, **more: object) -> Reply:
    return await bot.ask("sendMessage", chat_id=person.id, text="x", **more)


async def test_thirty_a_second_are_fine(bot: Client, sim: Simulator, clock: FakeClock) -> None:
    """telegram.md 1.5: about 30 messages a second for bulk."""
    people = await cast(sim, 60)
    for person in people[:30]:
        await send(bot, person)
    clock.advance(1)
    for person in people[30:]:
        await send(bot, person)
    assert sim.violations == []
    assert sim.flood.peak == 30


async def test_the_thirty_first_in_any_second_is_a_violation(bot: Client, sim: Simulator, clock: FakeClock) -> None:
    """telegram.md 7.1.3: any send over the limits, whatever the window."""
    people = await cast(sim, 31)
    for number, person in enumerate(people):
        clock.advance(0.5 if number == 15 else 0)
        assert (await send(bot, person)).status == 200
    assert kinds(sim) == ["rate"]


async def test_a_short_wait_is_served_late_not_refused(
    bot: Client, sim: Simulator, clock: FakeClock, aisulu: Person
) -> None:
    """telegram.md 7.7: waits up to 8 s become latency, and the message arrives."""
    sim.flood.limits = Limits()
    for _ in range(3):
        assert (await send(bot, aisulu)).status == 200
    late = asyncio.create_task(send(bot, aisulu))
    await asyncio.sleep(0.05)
    assert not late.done()
    assert len(aisulu.messages) == 3
    clock.advance(1)
    assert (await asyncio.wait_for(late, 5)).status == 200
    assert aisulu.screen.date == int(clock.now())


async def test_a_long_wait_is_refused_with_the_seconds_left(
    bot: Client, sim: Simulator, clock: FakeClock, aisulu: Person
) -> None:
    """telegram.md 7.7 and 2.1: 429, parameters and header, only this chat."""
    sim.flood.limits = Limits(absorbed=0)
    other = (await cast(sim, 1))[0]
    for _ in range(3):
        await send(bot, aisulu)
    reply = await send(bot, aisulu)
    assert (reply.status, reply.description) == (429, "Too Many Requests: retry after 1")
    assert reply.body["parameters"] == {"retry_after": 1}
    assert reply.headers["Retry-After"] == "1"
    assert (await send(bot, other)).status == 200
    clock.advance(1)
    assert (await send(bot, aisulu)).status == 200
    assert sim.violations == []


async def test_who_ignores_a_wait_waits_longer(bot: Client, sim: Simulator, clock: FakeClock, aisulu: Person) -> None:
    """telegram.md 7.7: calls during a penalty extend it."""
    sim.faults.add("429", "sendMessage", chat_id=aisulu.id, seconds=10)
    waits = [(await send(bot, aisulu)).body["parameters"]["retry_after"]]
    for _ in range(3):
        clock.advance(2)
        waits.append((await send(bot, aisulu)).body["parameters"]["retry_after"])
    assert waits == [10, 16, 28, 52]
    assert kinds(sim) == ["flood-ignored"] * 3


async def test_a_wait_for_everybody(bot: Client, sim: Simulator, clock: FakeClock, aisulu: Person) -> None:
    """telegram.md 7.8: 429 for all chats, until the moment has come."""
    other = (await cast(sim, 1))[0]
    sim.faults.add("429", "sendMessage", seconds=5)
    assert (await send(bot, aisulu)).status == 429
    assert (await send(bot, other)).status == 429
    clock.advance(5)
    assert (await send(bot, other)).status == 200
    assert sim.violations == []


async def test_edits_count(bot: Client, sim: Simulator, aisulu: Person) -> None:
    """telegram.md 7.7: sends and edits."""
    sim.flood.limits = Limits(absorbed=0)
    message_id = (await send(bot, aisulu)).result["message_id"]
    where = {"chat_id": aisulu.id, "message_id": message_id}
    statuses = [(await bot.ask("editMessageText", **where, text=text)).status for text in "abc"]
    assert statuses == [200, 200, 429]


async def test_all_chats_together_have_a_limit(bot: Client, sim: Simulator, clock: FakeClock) -> None:
    """telegram.md 7.7: global bucket, 30 a second."""
    sim.flood.limits = Limits(absorbed=0)
    people = await cast(sim, 32)
    statuses = [(await send(bot, person)).status for person in people]
    assert statuses == [200] * 30 + [429] * 2


@pytest.mark.parametrize(("balance", "violations"), [(100.0, []), (0.0, ["stars"] * 10)])
async def test_paid_broadcasts(bot: Client, sim: Simulator, balance: float, violations: list[str]) -> None:
    """telegram.md 1.5 and 7.7: 1000 a second, 0.1 star each above the free rate."""
    sim.flood.limits = Limits(absorbed=0)
    sim.flood.balance = balance
    people = await cast(sim, 40)
    for person in people:
        assert (await send(bot, person, allow_paid_broadcast=True)).status == 200
    assert round(sim.flood.stars, 1) == 1.0
    assert kinds(sim) == violations
