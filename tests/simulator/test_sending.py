import pytest

from bot.simulator.chats import Standing
from bot.simulator.client import Client
from bot.simulator.clock import FakeClock
from bot.simulator.person import Person
from bot.simulator.server import Simulator


async def test_the_answer_is_the_message_as_it_arrived(
    bot: Client, aisulu: Person, sim: Simulator, clock: FakeClock
) -> None:
    """telegram.md 7.2 and 7.3: entities are resolved into the returned message."""
    keyboard = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    reply = await bot.ask("sendMessage", chat_id=aisulu.id, text="🏟 <b>x</b>", parse_mode="HTML", reply_markup=keyboard)
    assert reply.result == {
        "message_id": 2,
        "from": {"id": sim.world.bot_id, "is_bot": True, "first_name": "Local bot", "username": "local_bot"},
        "chat": {"id": 1001, "first_name": "Aisulu", "type": "private"},
        "date": int(clock.now()),
        "text": "🏟 x",
        "entities": [{"type": "bold", "offset": 3, "length": 1}],
        "reply_markup": keyboard,
    }
    screen = aisulu.screen
    assert (screen.raw, screen.parse_mode, screen.labels) == ("🏟 <b>x</b>", "HTML", ["Go"])
    assert screen.message_id == 2


@pytest.mark.parametrize(
    ("standing", "status", "description"),
    [
        (Standing.UNSEEN, 400, "Bad Request: chat not found"),
        (Standing.SEEN, 403, "Forbidden: bot can't initiate conversation with a user"),
        (Standing.BLOCKED, 403, "Forbidden: bot was blocked by the user"),
        (Standing.DEACTIVATED, 403, "Forbidden: user is deactivated"),
    ],
)
async def test_who_cannot_be_written_to(
    bot: Client, aisulu: Person, standing: Standing, status: int, description: str
) -> None:
    """telegram.md 2.2 and 7.2."""
    aisulu.account.standing = standing
    reply = await bot.ask("sendMessage", chat_id=aisulu.id, text="x")
    assert (reply.status, reply.description) == (status, description)
    assert aisulu.messages == []


@pytest.mark.parametrize(
    ("parameters", "description"),
    [
        ({"text": "x"}, "chat_id is empty"),
        ({"chat_id": 1001}, "message text is empty"),
        ({"chat_id": 1001, "text": " \n "}, "text must be non-empty"),
        ({"chat_id": 1001, "text": "\u200b"}, "text must be non-empty"),
        ({"chat_id": 1001, "text": "x" * 4097}, "message is too long"),
        ({"chat_id": 1001, "text": "x", "parse_mode": "bb"}, "unsupported parse_mode"),
        (
            {"chat_id": 1001, "text": "<p>", "parse_mode": "html"},
            'can\'t parse entities: Unsupported start tag "p" at byte offset 0',
        ),
        ({"chat_id": "@nobody", "text": "x"}, "chat not found"),
        ({"chat_id": 1001, "text": "x", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
        ({"chat_id": 1001, "text": "x", "message_thread_id": 7}, "message thread not found"),
        ({"chat_id": 1001, "text": "x", "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
        ({"chat_id": 1001, "text": "x", "reply_markup": "[]"}, "object expected as reply markup"),
        (
            {"chat_id": 1001, "text": "x", "reply_markup": {"inline_keyboard": [{}]}},
            'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
        ),
    ],
)
async def test_what_is_refused(bot: Client, aisulu: Person, parameters: dict[str, object], description: str) -> None:
    """telegram.md 1.1 and 2.2, exact strings."""
    reply = await bot.ask("sendMessage", **parameters)
    assert (reply.status, reply.description) == (400, f"Bad Request: {description}")
    assert aisulu.messages == []


async def test_text_is_parsed_before_the_chat_is_looked_up(bot: Client) -> None:
    """telegram.md 7.1.2: check order."""
    reply = await bot.ask("sendMessage", chat_id=5, text="<p>", parse_mode="HTML")
    assert "can't parse entities" in reply.description
    assert (await bot.ask("sendMessage", chat_id=5, text="p")).description == "Bad Request: chat not found"


async def test_message_ids_count_over_all_private_chats(bot: Client, sim: Simulator, aisulu: Person) -> None:
    """telegram.md 7.2: one counter across a bot's private chats."""
    boris = sim.person(1002, "Boris")
    boris.start()
    ids = [(await bot.ask("sendMessage", chat_id=who, text="x")).result["message_id"] for who in (1001, 1002, 1001)]
    assert ids == [3, 4, 5]
    assert [message.message_id for message in aisulu.messages] == [3, 5]


async def test_a_reply_shows_what_it_replies_to(bot: Client, aisulu: Person) -> None:
    """telegram.md 7.1.2: the reply target is checked, and repeated in the answer."""
    first = (await bot.ask("sendMessage", chat_id=aisulu.id, text="one")).result["message_id"]
    reply = await bot.ask("sendMessage", chat_id=aisulu.id, text="two", reply_parameters={"message_id": first})
    assert reply.result["reply_to_message"]["text"] == "one"
    lost = {"message_id": 99, "allow_sending_without_reply": True}
    assert (await bot.ask("sendMessage", chat_id=aisulu.id, text="three", reply_parameters=lost)).status == 200


async def test_entities_given_by_the_bot(bot: Client, aisulu: Person) -> None:
    """telegram.md 1.1: entities instead of parse_mode."""
    link = {"type": "text_link", "offset": 0, "length": 1, "url": "https://a.kz"}
    when = {"type": "date_time", "offset": 2, "length": 1, "unix_time": 5, "date_time_format": "D"}
    reply = await bot.ask("sendMessage", chat_id=aisulu.id, text="x y", entities=[link, when])
    assert reply.result["entities"] == [link | {"url": "https://a.kz/"}, when]
