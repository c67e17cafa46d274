import pytest

from bot.simulator.client import Client
from bot.simulator.clock import FakeClock
from bot.simulator.person import Person
from bot.simulator.server import Simulator

KEYBOARD = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


async def press(bot: Client, person: Person) -> dict[str, object]:
    await bot.ask("sendMessage", chat_id=person.id, text="x", reply_markup=KEYBOARD)
    await person.press("Go")
    updates = (await bot.ask("getUpdates")).result
    return dict(updates[-1]["callback_query"])


async def test_a_press_is_answered_once(bot: Client, aisulu: Person, sim: Simulator) -> None:
    """telegram.md 7.5."""
    query = await press(bot, aisulu)
    assert query["data"] == "go"
    assert sim.unanswered[0].data == "go"
    assert (await bot.ask("answerCallbackQuery", callback_query_id=query["id"], text="Done")).result is True
    assert (aisulu.toasts, sim.unanswered) == (["Done"], [])
    again = await bot.ask("answerCallbackQuery", callback_query_id=query["id"])
    assert (again.status, again.description) == (400, TOO_OLD)


async def test_a_late_answer_is_refused_and_noted(
    bot: Client, aisulu: Person, sim: Simulator, clock: FakeClock
) -> None:
    """telegram.md 7.5: strict default 15 s."""
    query = await press(bot, aisulu)
    clock.advance(15.1)
    assert (await bot.ask("answerCallbackQuery", callback_query_id=query["id"])).description == TOO_OLD
    assert [violation.kind for violation in sim.violations] == ["unanswered-callback"]
    assert not sim.world.presses.waits_for(aisulu.id)


async def test_an_unknown_query(bot: Client) -> None:
    """telegram.md 1.4."""
    assert (await bot.ask("answerCallbackQuery", callback_query_id="7")).description == TOO_OLD


async def test_a_toast_has_a_limit(bot: Client, aisulu: Person, sim: Simulator) -> None:
    """telegram.md 7.5: refused in strict mode."""
    query = await press(bot, aisulu)
    reply = await bot.ask("answerCallbackQuery", callback_query_id=query["id"], text="x" * 201)
    assert reply.status == 400
    assert [violation.kind for violation in sim.violations] == ["toast-too-long"]


async def test_a_press_nobody_answers_is_a_violation_when_the_simulator_stops(clock: FakeClock) -> None:
    """telegram.md 7.1.3: un-acked callback queries at the end of a test."""
    async with Simulator(clock=clock) as sim, Client(sim.address, sim.token) as bot:
        person = sim.person(1, "Aisulu")
        person.start()
        await press(bot, person)
        assert sim.violations == []
    assert [violation.kind for violation in sim.violations] == ["unanswered-callback"]


async def test_a_forged_press_on_a_deleted_message(bot: Client, aisulu: Person) -> None:
    """telegram.md 7.2 and 7.5: stale data arrives, with an inaccessible message."""
    message_id = (await bot.ask("sendMessage", chat_id=aisulu.id, text="x")).result["message_id"]
    await bot.ask("deleteMessage", chat_id=aisulu.id, message_id=message_id)
    await aisulu.press(data="staff:everything", message_id=message_id)
    query = (await bot.ask("getUpdates")).result[-1]["callback_query"]
    assert query["data"] == "staff:everything"
    assert query["message"]["date"] == 0
    assert "text" not in query["message"]
    await bot.ask("answerCallbackQuery", callback_query_id=query["id"])


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("https://t.me/local_bot?start=fi_small-grants___1", 200),
        ("t.me/local_bot?start=h", 200),
        ("https://t.me/other_bot?start=h", 400),
        ("https://example.org/", 400),
        ("https://t.me/local_bot?start=" + "x" * 65, 400),
    ],
)
async def test_a_press_opens_only_the_bot_itself(
    bot: Client, aisulu: Person, sim: Simulator, url: str, status: int
) -> None:
    """Bot API, answerCallbackQuery: url of a game, or links like t.me/your_bot?start=…."""
    query = await press(bot, aisulu)
    assert (await bot.ask("answerCallbackQuery", callback_query_id=query["id"], url=url)).status == status
    if status == 400:
        assert [violation.kind for violation in sim.violations] == ["callback-url"]
        sim.violations.clear()
        await bot.ask("answerCallbackQuery", callback_query_id=query["id"])
