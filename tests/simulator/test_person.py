import asyncio
import tracemalloc

import pytest

from bot.simulator.client import Client
from bot.simulator.errors import SimulatorError
from bot.simulator.person import Person
from bot.simulator.server import Simulator

KEYBOARD = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}, {"text": "Site", "url": "https://a.kz"}]]}


async def send(bot: Client, person: Person, text: str, **more: object) -> None:
    assert (await bot.ask("sendMessage", chat_id=person.id, text=text, **more)).status == 200


def test_the_same_person_every_time(sim: Simulator) -> None:
    aisulu = sim.person(1001, "Aisulu")
    assert aisulu == sim.person(1001)
    assert aisulu != sim.person(1002)
    assert len({aisulu, sim.person(1001)}) == 1


async def test_many_people_at_once(bot: Client, sim: Simulator) -> None:
    sim.populate(range(1, 101), language_code="ru")
    await send(bot, sim.person(100), "hello")
    assert sim.person(100).screen.text == "hello"
    assert sim.person(100).account.language_code == "ru"
    assert (await bot.ask("getUpdates")).result == []


def test_a_person_is_cheap(sim: Simulator) -> None:
    """A million people take less than 300 MB."""
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        for number in range(1, 20_001):
            sim.person(number, f"Member {number}", "kk")
        taken = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert taken / 20_000 < 300


async def test_next_message_returns_one_after_the_other(bot: Client, aisulu: Person) -> None:
    await send(bot, aisulu, "one")
    await send(bot, aisulu, "two")
    assert [(await aisulu.next_message()).text, (await aisulu.next_message()).text] == ["one", "two"]
    with pytest.raises(TimeoutError, match="no new message for Aisulu"):
        await aisulu.next_message(timeout=0.01)


async def test_next_message_forgets_what_came_before_an_act(bot: Client, aisulu: Person) -> None:
    await send(bot, aisulu, "old")
    aisulu.say("hello")
    waiting = asyncio.create_task(aisulu.next_message())
    await asyncio.sleep(0)
    await send(bot, aisulu, "new")
    assert (await waiting).text == "new"


async def test_settled_waits_for_confirmation_and_answers(bot: Client, aisulu: Person) -> None:
    await send(bot, aisulu, "x", reply_markup=KEYBOARD)
    press = await aisulu.press("Go")
    waiting = asyncio.create_task(aisulu.settled())
    update_id = (await bot.ask("getUpdates")).result[0]["update_id"]
    await bot.ask("getUpdates", offset=update_id + 1)
    await asyncio.sleep(0.02)
    assert not waiting.done()
    await bot.ask("answerCallbackQuery", callback_query_id=press.id)
    await asyncio.wait_for(waiting, 5)


async def test_what_is_still_waited_for_is_said(aisulu: Person) -> None:
    aisulu.say("hello")
    with pytest.raises(TimeoutError, match=r"Aisulu still waits: unconfirmed \['message \d+ \(never fetched\)'\]"):
        await aisulu.settled(timeout=0.01)


async def test_until_is_woken_by_events(bot: Client, aisulu: Person, sim: Simulator) -> None:
    waiting = asyncio.create_task(sim.until(lambda: len(aisulu.messages) == 2))
    await send(bot, aisulu, "one")
    assert not waiting.done()
    await send(bot, aisulu, "two")
    await asyncio.wait_for(waiting, 5)


async def test_a_press_finds_the_newest_message_with_the_button(bot: Client, aisulu: Person, sim: Simulator) -> None:
    await send(bot, aisulu, "one", reply_markup=KEYBOARD)
    await send(bot, aisulu, "two", reply_markup=KEYBOARD)
    await send(bot, aisulu, "three")
    first, second, third = (message.message_id for message in aisulu.messages)
    assert (await aisulu.press("Go")).message_id == second
    assert (await aisulu.press("Go", message_id=first)).message_id == first
    assert (await aisulu.press(data="forged")).message_id == third
    sim.world.presses.clear()


async def test_what_cannot_be_pressed(bot: Client, aisulu: Person) -> None:
    await send(bot, aisulu, "x", reply_markup=KEYBOARD)
    with pytest.raises(SimulatorError, match="There is no button 'Stop'; there are"):
        aisulu.press("Stop")
    with pytest.raises(SimulatorError, match="sends nothing to the bot"):
        aisulu.press("Site")


def test_a_blocked_bot_cannot_be_written_to(aisulu: Person) -> None:
    aisulu.block()
    with pytest.raises(SimulatorError, match="Aisulu has blocked the bot"):
        aisulu.say("hello")
    aisulu.start()
    aisulu.say("hello")
    assert [message.text for message in aisulu.chat] == ["/start", "/start", "hello"]


def test_no_screen_yet(aisulu: Person) -> None:
    with pytest.raises(SimulatorError, match="has not shown Aisulu anything"):
        assert aisulu.screen.text == ""
