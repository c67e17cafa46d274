import asyncio

import aiohttp
import orjson
import pytest

from bot.simulator.client import Client
from bot.simulator.clock import FakeClock
from bot.simulator.errors import SimulatorError
from bot.simulator.person import Person
from bot.simulator.server import Simulator


def texts(person: Person) -> list[str]:
    return [message.text for message in person.messages]


@pytest.mark.parametrize(("after_effect", "arrived"), [(False, []), (True, ["x"])])
async def test_a_reset_before_or_after_the_effect(
    bot: Client, aisulu: Person, sim: Simulator, after_effect: bool, arrived: list[str]
) -> None:
    """telegram.md 7.8."""
    sim.faults.add("reset", "sendMessage", after_effect=after_effect)
    with pytest.raises(aiohttp.ClientOSError):
        await bot.ask("sendMessage", chat_id=aisulu.id, text="x")
    assert texts(aisulu) == arrived
    assert (await bot.ask("sendMessage", chat_id=aisulu.id, text="y")).status == 200


async def test_an_answer_is_lost_after_delivery(bot: Client, aisulu: Person, sim: Simulator) -> None:
    """telegram.md 7.8: the duplicate test."""
    sim.faults.add("lost", "sendMessage")
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await bot.ask("sendMessage", chat_id=aisulu.id, text="x")
    assert texts(aisulu) == ["x"]


@pytest.mark.parametrize("after_effect", [False, True])
async def test_a_slow_answer(bot: Client, aisulu: Person, sim: Simulator, clock: FakeClock, after_effect: bool) -> None:
    """telegram.md 7.8: answers after 6-12 s."""
    sim.faults.add("slow", "sendMessage", seconds=9, after_effect=after_effect)
    sending = asyncio.create_task(bot.ask("sendMessage", chat_id=aisulu.id, text="x"))
    await asyncio.sleep(0.1)
    assert not sending.done()
    assert texts(aisulu) == (["x"] if after_effect else [])
    clock.advance(9)
    assert (await asyncio.wait_for(sending, 5)).status == 200
    assert texts(aisulu) == ["x"]


@pytest.mark.parametrize(
    ("kind", "status", "description"),
    [
        ("500", 500, "Internal Server Error: restart"),
        ("401", 401, "Unauthorized"),
        ("429", 429, "Too Many Requests: retry after 7"),
    ],
)
async def test_errors_of_the_server(
    bot: Client, aisulu: Person, sim: Simulator, kind: str, status: int, description: str
) -> None:
    """telegram.md 2.2 and 7.8."""
    sim.faults.add(kind, "sendMessage", seconds=7)
    reply = await bot.ask("sendMessage", chat_id=aisulu.id, text="x")
    assert (reply.status, reply.description) == (status, description)
    assert texts(aisulu) == []


async def test_a_gateway_answers_in_html(bot: Client, aisulu: Person, sim: Simulator) -> None:
    """telegram.md 7.8: 502 HTML, which may come after the effect."""
    sim.faults.add("502", "sendMessage", after_effect=True)
    async with bot.session.post(f"{bot.base}sendMessage", data={"chat_id": aisulu.id, "text": "x"}) as response:
        assert (response.status, response.content_type) == (502, "text/html")
        assert "502 Bad Gateway" in await response.text()
    assert texts(aisulu) == ["x"]


async def test_a_truncated_answer(bot: Client, aisulu: Person, sim: Simulator) -> None:
    """telegram.md 7.8."""
    sim.faults.add("truncated", "sendMessage")
    with pytest.raises(orjson.JSONDecodeError):
        await bot.ask("sendMessage", chat_id=aisulu.id, text="x")
    assert texts(aisulu) == ["x"]


async def test_fields_nobody_knows(bot: Client, aisulu: Person, sim: Simulator) -> None:
    """telegram.md 7.8: 200 with unknown extra fields."""
    sim.faults.add("extra", "sendMessage")
    reply = await bot.ask("sendMessage", chat_id=aisulu.id, text="x")
    assert reply.result["text"] == "x"
    assert {"new_field"} <= reply.body.keys()


async def test_a_poisoned_update_among_good_ones(bot: Client, aisulu: Person, sim: Simulator) -> None:
    """telegram.md 7.8: update batch with one poison update."""
    aisulu.say("one")
    sim.faults.add("poison")
    aisulu.say("two")
    updates = (await bot.ask("getUpdates")).result
    assert [update["message"]["message_id"] for update in updates] == [2, "?", 3]


async def test_an_update_that_arrives_twice(bot: Client, aisulu: Person, sim: Simulator) -> None:
    """telegram.md 7.8: duplicate update delivery."""
    sim.faults.add("duplicate")
    aisulu.say("one")
    aisulu.say("two")
    first, again, second = (await bot.ask("getUpdates")).result
    assert first == again
    assert second["message"]["text"] == "two"


async def test_the_clock_jumps(bot: Client, aisulu: Person, sim: Simulator, clock: FakeClock) -> None:
    """telegram.md 7.8: clock jumps."""
    before = clock.now()
    sim.faults.add("clock", "sendMessage", seconds=3600)
    reply = await bot.ask("sendMessage", chat_id=aisulu.id, text="x")
    assert reply.result["date"] == int(before) + 3600


async def test_only_this_chat_and_only_so_often(bot: Client, aisulu: Person, sim: Simulator) -> None:
    """Scripted per method, chat and count."""
    boris = sim.person(1002, "Boris")
    boris.start()
    sim.faults.add("500", "sendMessage", chat_id=boris.id, times=2)
    statuses = [(await bot.ask("sendMessage", chat_id=who, text="x")).status for who in (1001, 1002, 1002, 1002, 1001)]
    assert statuses == [200, 500, 500, 200, 200]
    assert (await bot.ask("getChat", chat_id=boris.id)).status == 200


async def test_a_share_of_the_calls(bot: Client, aisulu: Person, sim: Simulator) -> None:
    """Scripted by share, evenly, until cleared."""
    sim.faults.add("500", "getChat", share=0.25)
    statuses = [(await bot.ask("getChat", chat_id=aisulu.id)).status for _ in range(8)]
    assert statuses == [200, 200, 200, 500] * 2
    sim.faults.clear()
    assert [(await bot.ask("getChat", chat_id=aisulu.id)).status for _ in range(4)] == [200] * 4


async def test_an_unknown_fault_is_named(sim: Simulator) -> None:
    with pytest.raises(SimulatorError, match="There is no fault 'bad luck'"):
        sim.faults.add("bad luck")
