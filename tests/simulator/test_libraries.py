"""The two great Python libraries read what the simulator answers: an independent check of every shape."""

import os
from collections.abc import AsyncIterator

import aiogram
import pytest
import telegram
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import BufferedInputFile
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter

from bot.simulator.person import Person
from bot.simulator.server import Simulator

KEYBOARD = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
RICH = (
    "<b>b</b> <a href='https://a.kz'>l</a> <tg-time unix='5' format='D'>t</tg-time> "
    "<pre><code class='language-py'>c</code></pre>"
)


@pytest.fixture
async def ptb(sim: Simulator, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[telegram.Bot]:
    monkeypatch.setitem(os.environ, "PTB_TIMEDELTA", "1")
    async with telegram.Bot(sim.token, base_url=f"{sim.address}/bot", base_file_url=f"{sim.address}/file/bot") as bot:
        yield bot


@pytest.fixture
async def gram(sim: Simulator) -> AsyncIterator[aiogram.Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(sim.address))
    async with aiogram.Bot(sim.token, session=session) as bot:
        yield bot


async def test_messages_and_updates_through_python_telegram_bot(
    sim: Simulator, ptb: telegram.Bot, aisulu: Person
) -> None:
    go = telegram.InlineKeyboardMarkup([[telegram.InlineKeyboardButton("Go", callback_data="go")]])
    sent = await ptb.send_message(aisulu.id, RICH, parse_mode="HTML", reply_markup=go)
    assert sent.text == "b l t c"
    assert [entity.type for entity in sent.entities] == ["bold", "text_link", "date_time", "pre"]
    await aisulu.press("Go")
    aisulu.say("hello")
    aisulu.block()
    aisulu.unblock()
    updates = await ptb.get_updates(timeout=0)
    query = updates[0].callback_query
    assert query is not None
    assert query.message is not None
    await query.answer("ok")
    await query.edit_message_text("done")
    assert aisulu.screen.text == "done"
    assert updates[1].message is not None
    assert updates[2].my_chat_member is not None
    assert updates[2].my_chat_member.new_chat_member.status == "kicked"
    assert sim.violations == []


async def test_files_through_python_telegram_bot(sim: Simulator, ptb: telegram.Bot, aisulu: Person) -> None:
    sent = await ptb.send_document(aisulu.id, b"%PDF", filename="rules.pdf", caption="Rules")
    assert sent.document is not None
    file = await sent.document.get_file()
    assert bytes(await file.download_as_bytearray()) == b"%PDF"
    copied = await ptb.copy_message(aisulu.id, aisulu.id, sent.message_id)
    assert copied.message_id == sent.message_id + 1
    assert sim.violations == []


async def test_refusals_become_the_right_exceptions(sim: Simulator, ptb: telegram.Bot, aisulu: Person) -> None:
    """telegram.md 2.2 and 2.3: what python-telegram-bot makes of each."""
    with pytest.raises(BadRequest, match="Chat not found"):
        await ptb.send_message(5, "x")
    sim.faults.add("429", "sendMessage", chat_id=aisulu.id, seconds=7)
    with pytest.raises(RetryAfter):
        await ptb.send_message(aisulu.id, "x")
    aisulu.block()
    sim.world.flood.clear()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await ptb.send_message(aisulu.id, "x")
    group = sim.group(-5, "Coalition", "group")
    group.add_bot(aisulu)
    bigger = group.migrate(aisulu)
    with pytest.raises(ChatMigrated) as migrated:
        await ptb.send_message(-5, "x")
    assert migrated.value.new_chat_id == bigger.id


async def test_everything_through_aiogram(sim: Simulator, gram: aiogram.Bot, aisulu: Person) -> None:
    """aiogram reads every answer strictly."""
    me = await gram.get_me()
    assert me.username == "local_bot"
    keyboard = aiogram.types.InlineKeyboardMarkup.model_validate(KEYBOARD)
    sent = await gram.send_message(aisulu.id, RICH, parse_mode="HTML", reply_markup=keyboard)
    assert sent.text == "b l t c"
    await gram.send_document(aisulu.id, BufferedInputFile(b"x", "a.txt"), caption="c")
    await gram.pin_chat_message(aisulu.id, sent.message_id)
    chat = await gram.get_chat(aisulu.id)
    assert chat.pinned_message is not None
    press = await aisulu.press("Go")
    await gram.answer_callback_query(press.id)
    forwarded = await gram.forward_message(aisulu.id, aisulu.id, sent.message_id)
    assert forwarded.forward_origin is not None
    group = sim.group(-1_001_000_000_001, "CSOs", forum=True)
    group.promote_bot(aisulu)
    topic = await gram.create_forum_topic(group.id, "Grants")
    assert topic.name == "Grants"
    member = await gram.get_chat_member(group.id, me.id)
    assert member.status == "administrator"
    group.restrict_bot(aisulu)
    member = await gram.get_chat_member(group.id, me.id)
    assert member.status == "restricted"
    updates = await gram.get_updates()
    assert [update.event_type for update in updates] == [
        "callback_query",
        "my_chat_member",
        "message",
        "my_chat_member",
    ]
    assert (await gram.get_webhook_info()).pending_update_count == 4
    assert sim.violations == []
