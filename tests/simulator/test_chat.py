from bot.simulator.client import Client
from bot.simulator.person import Person
from bot.simulator.server import Simulator


async def test_a_private_chat(bot: Client, aisulu: Person) -> None:
    """telegram.md 7.2."""
    chat = (await bot.ask("getChat", chat_id=aisulu.id)).result
    assert (chat["id"], chat["type"], chat["first_name"]) == (aisulu.id, "private", "Aisulu")
    assert (await bot.ask("getChat", chat_id=5)).description == "Bad Request: chat not found"


async def test_members_of_a_private_chat(bot: Client, aisulu: Person, sim: Simulator) -> None:
    for user_id in (aisulu.id, sim.world.bot_id):
        member = (await bot.ask("getChatMember", chat_id=aisulu.id, user_id=user_id)).result
        assert (member["status"], member["user"]["id"]) == ("member", user_id)
    reply = await bot.ask("getChatMember", chat_id=aisulu.id, user_id=5)
    assert reply.description == "Bad Request: user not found"


async def test_chat_actions(bot: Client, aisulu: Person, sim: Simulator) -> None:
    """telegram.md 1.4."""
    assert (await bot.ask("sendChatAction", chat_id=aisulu.id, action="typing")).result is True
    assert (await bot.ask("sendChatAction", chat_id=aisulu.id, action="juggling")).status == 400
    assert [violation.kind for violation in sim.violations] == ["chat-action"]
