from bot.simulator.client import Client
from bot.simulator.person import Person
from bot.simulator.server import Simulator

KEYBOARD = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}


async def test_a_copy_keeps_the_formatting_and_nothing_else(bot: Client, aisulu: Person, sim: Simulator) -> None:
    boris = sim.person(1002, "Boris")
    boris.start()
    source = {"from_chat_id": aisulu.id, "message_id": aisulu.say("see https://a.kz").value.message_id}
    reply = await bot.ask("copyMessage", chat_id=boris.id, **source, reply_markup=KEYBOARD)
    assert reply.result == {"message_id": boris.screen.message_id}
    assert (boris.screen.text, boris.screen.labels) == ("see https://a.kz", ["Go"])
    assert boris.screen.entities[0].type == "url"


async def test_a_copied_document_may_get_another_caption(bot: Client, aisulu: Person) -> None:
    sent = aisulu.send_document("a.txt", b"x").value
    source = {"from_chat_id": aisulu.id, "message_id": sent.message_id}
    await bot.ask("copyMessage", chat_id=aisulu.id, **source, caption="mine")
    assert aisulu.screen.text == "mine"
    assert aisulu.screen.extra is not None
    assert aisulu.screen.extra["document"]["file_name"] == "a.txt"


async def test_a_forward_says_where_it_comes_from(bot: Client, aisulu: Person) -> None:
    """telegram.md 1.4: forwards are not editable."""
    source = {"from_chat_id": aisulu.id, "message_id": aisulu.say("hello").value.message_id}
    forwarded = (await bot.ask("forwardMessage", chat_id=aisulu.id, **source)).result
    assert forwarded["forward_origin"]["sender_user"]["id"] == aisulu.id
    where = {"chat_id": aisulu.id, "message_id": forwarded["message_id"]}
    reply = await bot.ask("editMessageText", **where, text="x")
    assert reply.description == "Bad Request: message can't be edited"


async def test_what_cannot_be_repeated(bot: Client, aisulu: Person) -> None:
    """telegram.md 2.2."""
    there = {"chat_id": aisulu.id, "from_chat_id": aisulu.id, "message_id": 99}
    assert (await bot.ask("copyMessage", **there)).description == "Bad Request: message to copy not found"
    assert (await bot.ask("forwardMessage", **there)).description == "Bad Request: message to forward not found"
    kept = (await bot.ask("sendMessage", chat_id=aisulu.id, text="x", protect_content=True)).result["message_id"]
    reply = await bot.ask("forwardMessage", **there | {"message_id": kept})
    assert reply.description == "Bad Request: message can't be forwarded"
