import pytest

from bot.simulator.client import Client
from bot.simulator.person import Person
from bot.simulator.server import Simulator

FORUM = -1_001_000_000_099


async def test_topics(bot: Client, sim: Simulator, aisulu: Person) -> None:
    """telegram.md 2.2: message thread not found."""
    forum = sim.group(FORUM, "CSOs", forum=True)
    forum.promote_bot(aisulu)
    topic = (await bot.ask("createForumTopic", chat_id=FORUM, name="Grants")).result
    assert topic["name"] == "Grants"
    thread = topic["message_thread_id"]
    reply = await bot.ask("sendMessage", chat_id=FORUM, text="x", message_thread_id=thread)
    assert (reply.result["message_thread_id"], reply.result["is_topic_message"]) == (thread, True)
    reply = await bot.ask("sendMessage", chat_id=FORUM, text="x", message_thread_id=thread + 50)
    assert reply.description == "Bad Request: message thread not found"


async def test_a_word_in_a_topic(bot: Client, sim: Simulator, aisulu: Person) -> None:
    """Bot API, Message: message_thread_id and is_topic_message."""
    forum = sim.group(FORUM, "CSOs", forum=True)
    forum.promote_bot(aisulu)
    thread = (await bot.ask("createForumTopic", chat_id=FORUM, name="Grants")).result["message_thread_id"]
    forum.say(aisulu, "/help", topic=thread)
    said = (await bot.ask("getUpdates")).result[-1]["message"]
    assert (said["message_thread_id"], said["is_topic_message"]) == (thread, True)


async def test_where_there_are_no_topics(bot: Client, sim: Simulator, aisulu: Person) -> None:
    sim.group(FORUM, "CSOs", forum=True).add_bot(aisulu)
    reply = await bot.ask("createForumTopic", chat_id=aisulu.id, name="x")
    assert reply.description == "Bad Request: the chat is not a forum"
    reply = await bot.ask("createForumTopic", chat_id=FORUM, name="x")
    assert reply.description == "Bad Request: not enough rights to create a topic"


async def test_pinning(bot: Client, sim: Simulator, aisulu: Person) -> None:
    message_id = (await bot.ask("sendMessage", chat_id=aisulu.id, text="rules")).result["message_id"]
    assert (await bot.ask("pinChatMessage", chat_id=aisulu.id, message_id=message_id)).result is True
    assert (await bot.ask("getChat", chat_id=aisulu.id)).result["pinned_message"]["text"] == "rules"
    reply = await bot.ask("pinChatMessage", chat_id=aisulu.id, message_id=99)
    assert reply.description == "Bad Request: message to pin not found"
    group = sim.group(FORUM, "CSOs")
    group.add_bot(aisulu)
    message = (await bot.ask("sendMessage", chat_id=FORUM, text="x")).result
    reply = await bot.ask("pinChatMessage", chat_id=FORUM, message_id=message["message_id"])
    assert reply.description == "Bad Request: not enough rights to manage pinned messages in the chat"


@pytest.mark.parametrize(
    ("reactions", "status"),
    [
        ([{"type": "emoji", "emoji": "👍"}], 200),
        ([{"type": "emoji", "emoji": "❤️"}], 200),
        ([], 200),
        ([{"type": "emoji", "emoji": "🧭"}], 400),
        ([{"type": "emoji", "emoji": "👍"}, {"type": "emoji", "emoji": "👎"}], 400),
    ],
)
async def test_reactions(
    bot: Client, sim: Simulator, aisulu: Person, reactions: list[dict[str, str]], status: int
) -> None:
    """telegram.md 1: bots set one of the usual reactions."""
    message = aisulu.say("thanks").value
    where = {"chat_id": aisulu.id, "message_id": message.message_id}
    assert (await bot.ask("setMessageReaction", **where, reaction=reactions)).status == status
    sim.violations.clear()
