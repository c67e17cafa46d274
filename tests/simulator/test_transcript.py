from bot.simulator.client import Client
from bot.simulator.content import formatted
from bot.simulator.person import Person
from bot.simulator.server import Simulator
from bot.simulator.transcript import marked

KEYBOARD = {
    "inline_keyboard": [
        [{"text": "Grants", "callback_data": "g"}, {"text": "Courses", "callback_data": "c"}],
        [{"text": "Site", "url": "https://example.org"}],
    ]
}

STORY = """\
Aisulu:
    /start

Local bot:
    *Welcome*, Aisulu
    [ Grants ]  [ Courses ]
    [ Site -> https://example.org/ ]

Aisulu presses [ Grants ]

(Local bot: One moment)

Local bot edits:
    No grants

Local bot deletes: No grants

Aisulu blocks the bot"""


async def test_a_chat_can_be_read_in_a_terminal(bot: Client, aisulu: Person, sim: Simulator) -> None:
    """telegram.md 7.10: per-chat transcript with resolved entities."""
    await bot.ask(
        "sendMessage", chat_id=aisulu.id, text="<b>Welcome</b>, Aisulu", parse_mode="HTML", reply_markup=KEYBOARD
    )
    press = await aisulu.press("Grants")
    await bot.ask("answerCallbackQuery", callback_query_id=press.id, text="One moment")
    where = {"chat_id": aisulu.id, "message_id": aisulu.screen.message_id}
    await bot.ask("editMessageText", **where, text="No grants")
    await bot.ask("deleteMessage", **where)
    aisulu.block()
    assert sim.transcript(aisulu.id) == STORY


def test_formatting_marks() -> None:
    source = "🏟 <b>a<i>b</i></b> <a href='https://a.kz'>c</a> <code>d</code>\n<blockquote>e</blockquote>"
    assert marked(formatted(source, "HTML")) == "🏟 *a_b_* c <https://a.kz/> `d`\n> e"
