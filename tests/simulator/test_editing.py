from bot.simulator.client import Client, Reply
from bot.simulator.clock import FakeClock
from bot.simulator.methods.editing import NOT_MODIFIED
from bot.simulator.person import Person
from bot.simulator.server import Simulator

KEYBOARD = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}


async def send(bot: Client, person: Person, text: str, **more: object) -> int:
    reply = await bot.ask("sendMessage", chat_id=person.id, text=text, **more)
    return int(reply.result["message_id"])


def refused(reply: Reply) -> str:
    assert reply.status == 400
    return reply.description.removeprefix("Bad Request: ")


async def test_an_edit_changes_the_message_in_place(bot: Client, aisulu: Person, clock: FakeClock) -> None:
    """telegram.md 1.4 and 7.2: edit_date."""
    message_id = await send(bot, aisulu, "one", reply_markup=KEYBOARD)
    clock.advance(60)
    reply = await bot.ask("editMessageText", chat_id=aisulu.id, message_id=message_id, text="two")
    assert (reply.result["text"], reply.result["edit_date"]) == ("two", int(clock.now()))
    assert "reply_markup" not in reply.result
    assert len(aisulu.messages) == 1
    assert (aisulu.screen.text, aisulu.screen.edited, aisulu.screen.labels) == ("two", True, [])


async def test_an_edit_has_no_time_limit(bot: Client, aisulu: Person, clock: FakeClock) -> None:
    """telegram.md 1.4: bots edit their own messages without a limit."""
    message_id = await send(bot, aisulu, "one")
    clock.advance(90 * 86_400)
    assert (await bot.ask("editMessageText", chat_id=aisulu.id, message_id=message_id, text="two")).status == 200


async def test_an_edit_that_changes_nothing(bot: Client, aisulu: Person, sim: Simulator) -> None:
    """telegram.md 7.6: text, entities and keyboard are compared, not the raw text."""
    message_id = await send(bot, aisulu, "<b>one</b>", parse_mode="HTML", reply_markup=KEYBOARD)
    again = await bot.ask(
        "editMessageText",
        chat_id=aisulu.id,
        message_id=message_id,
        text="<strong>one</strong> ",
        parse_mode="HTML",
        reply_markup=KEYBOARD,
    )
    assert refused(again) == NOT_MODIFIED
    assert [violation.kind for violation in sim.violations] == ["not-modified"]


async def test_preview_options_are_compared_too(bot: Client, aisulu: Person) -> None:
    """telegram.md 7.6: preview options are part of the content."""
    message_id = await send(bot, aisulu, "see a.kz", link_preview_options={"is_disabled": True})
    where = {"chat_id": aisulu.id, "message_id": message_id, "text": "see a.kz"}
    assert (await bot.ask("editMessageText", **where)).status == 200
    assert refused(await bot.ask("editMessageText", **where)) == NOT_MODIFIED
    shown = await bot.ask("editMessageText", **where, link_preview_options={"is_disabled": True})
    assert shown.result["link_preview_options"] == {"is_disabled": True}


async def test_only_the_keyboard_is_edited(bot: Client, aisulu: Person) -> None:
    """telegram.md 7.6."""
    message_id = await send(bot, aisulu, "one")
    where = {"chat_id": aisulu.id, "message_id": message_id}
    assert (await bot.ask("editMessageReplyMarkup", **where, reply_markup=KEYBOARD)).status == 200
    assert aisulu.screen.labels == ["Go"]
    assert refused(await bot.ask("editMessageReplyMarkup", **where, reply_markup=KEYBOARD)) == NOT_MODIFIED
    assert (await bot.ask("editMessageReplyMarkup", **where)).status == 200
    assert aisulu.screen.labels == []


async def test_a_caption_is_edited_and_a_text_has_none(bot: Client, aisulu: Person, sim: Simulator) -> None:
    """telegram.md 1.4: what stands under a file is its caption, and only that can be edited."""
    file = sim.world.files.add("document", "rules.pdf", "application/pdf", b"%PDF")
    sent = await bot.ask("sendDocument", chat_id=aisulu.id, document=file.file_id, caption="one")
    where = {"chat_id": aisulu.id, "message_id": sent.result["message_id"]}
    assert (await bot.ask("editMessageCaption", **where, caption="two")).status == 200
    assert aisulu.screen.text == "two"
    assert refused(await bot.ask("editMessageCaption", **where, caption="two")) == NOT_MODIFIED
    assert refused(await bot.ask("editMessageText", **where, text="x")) == "there is no text in the message to edit"
    text = await send(bot, aisulu, "one")
    reply = await bot.ask("editMessageCaption", chat_id=aisulu.id, message_id=text, caption="x")
    assert refused(reply) == "there is no caption in the message to edit"


async def test_what_cannot_be_edited(bot: Client, aisulu: Person) -> None:
    """telegram.md 1.4: foreign messages, other keyboards, messages that are not there."""
    hers = aisulu.say("hello").value.message_id
    asked = await send(bot, aisulu, "?", reply_markup={"keyboard": [["Yes"]]})
    for message_id in (hers, asked):
        reply = await bot.ask("editMessageText", chat_id=aisulu.id, message_id=message_id, text="x")
        assert refused(reply) == "message can't be edited"
    reply = await bot.ask("editMessageText", chat_id=aisulu.id, message_id=99, text="x")
    assert refused(reply) == "message to edit not found"


async def test_deleting(bot: Client, aisulu: Person, clock: FakeClock) -> None:
    """telegram.md 1.4: 48 hours, and only once."""
    old, new = await send(bot, aisulu, "old"), 0
    clock.advance(2 * 86_400 + 1)
    new = await send(bot, aisulu, "new")
    assert (await bot.ask("deleteMessage", chat_id=aisulu.id, message_id=new)).result is True
    assert aisulu.screen.text == "old"
    again = await bot.ask("deleteMessage", chat_id=aisulu.id, message_id=new)
    assert refused(again) == "message to delete not found"
    late = await bot.ask("deleteMessage", chat_id=aisulu.id, message_id=old)
    assert refused(late) == "message can't be deleted for everyone"
    edited = await bot.ask("editMessageText", chat_id=aisulu.id, message_id=new, text="x")
    assert refused(edited) == "message to edit not found"


async def test_deleting_many_skips_what_is_missing(bot: Client, aisulu: Person) -> None:
    """telegram.md 1.4: deleteMessages skips missing ids."""
    ids = [await send(bot, aisulu, text) for text in "abc"]
    assert (await bot.ask("deleteMessages", chat_id=aisulu.id, message_ids=[*ids[:2], 99])).result is True
    assert [message.deleted for message in aisulu.messages] == [True, True, False]
    many = await bot.ask("deleteMessages", chat_id=aisulu.id, message_ids=list(range(101)))
    assert refused(many) == "too many message identifiers specified"
