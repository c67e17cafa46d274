"""A person chats with the bot: what they see and press, in a real browser."""

import asyncio
from typing import Any

import pytest
from playwright.async_api import Route, expect

from bot.simulator.client import Client
from bot.simulator.clock import FakeClock
from bot.simulator.server import Simulator
from tests.simulator.browser.screen import Screen

pytestmark = pytest.mark.asyncio(loop_scope="session")

AISULU = 1001
RICH = (
    "👋🏽 <b>bold <i>and italic</i></b>, <u>under</u>, <s>struck</s>, <code>code</code>\n"
    '<a href="https://example.org/a">a link</a> and <tg-spoiler>the secret</tg-spoiler>\n'
    "<blockquote>a quotation</blockquote>\n"
    '<tg-time unix="1800000000" format="t">08:00 UTC</tg-time>'
)


def keyboard(*rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"inline_keyboard": list(rows)}


async def started(sim: Simulator, screen: Screen) -> None:
    """Aisulu has started the bot, and her chat is open."""
    sim.person(AISULU, "Aisulu", "kk").start()
    sim.world.updates.clear()
    await screen.open()


async def last_update(bot: Client) -> dict[str, Any]:
    updates: list[dict[str, Any]] = (await bot.ask("getUpdates")).result
    return updates[-1]


async def test_a_newcomer_reads_what_the_bot_is_and_starts_it(screen: Screen, bot: Client) -> None:
    await bot.ask("setMyDescription", description="Grants and courses.")
    await screen.open("5005")
    await expect(screen.chat("Alex").get_by_role("log")).to_contain_text("Grants and courses.")
    await expect(screen.box("Alex")).to_be_hidden()
    await screen.button("Alex", "Start").click()
    await expect(screen.newest("Alex")).to_contain_text("/start")
    await expect(screen.box("Alex")).to_be_focused()
    assert (await last_update(bot))["message"]["text"] == "/start"
    await expect(screen.chat("Alex").get_by_text("Grants and courses.")).to_have_count(0)


async def test_enter_sends_and_shift_enter_makes_a_line(screen: Screen, sim: Simulator, bot: Client) -> None:
    await started(sim, screen)
    await screen.box("Aisulu").fill("one")
    await screen.box("Aisulu").press("Shift+Enter")
    await screen.page.keyboard.type("two")
    await screen.box("Aisulu").press("Enter")
    await expect(screen.newest("Aisulu")).to_contain_text("one\ntwo")
    await expect(screen.box("Aisulu")).to_have_value("")
    assert (await last_update(bot))["message"]["text"] == "one\ntwo"


async def test_formatting_is_shown_where_it_belongs(screen: Screen, sim: Simulator, bot: Client) -> None:
    """Offsets count UTF-16 units: the waving hand before the bold words takes four."""
    await started(sim, screen)
    await bot.ask("sendMessage", chat_id=AISULU, text=RICH, parse_mode="HTML")
    text = screen.newest("Aisulu").locator(".text")
    await expect(text.locator("strong")).to_have_text("bold and italic")
    await expect(text.locator("strong em")).to_have_text("and italic")
    for tag, words in (("u", "under"), ("s", "struck"), ("code", "code"), ("blockquote", "a quotation")):
        await expect(text.locator(tag)).to_have_text(words)
    link = text.get_by_role("link", name="a link")
    await expect(link).to_have_attribute("href", "https://example.org/a")
    await expect(link).to_have_attribute("rel", "noopener noreferrer")
    await expect(text.locator("time")).to_have_text("13:00")  # in Almaty
    spoiler = text.get_by_role("button", name="Hidden text")
    await spoiler.press("Enter")
    await expect(spoiler).to_have_count(0)
    await expect(text).to_contain_text("the secret")


async def test_entities_that_overlap_are_both_shown(screen: Screen, sim: Simulator, bot: Client) -> None:
    await started(sim, screen)
    entities = [
        {"type": "bold", "offset": 0, "length": 6},
        {"type": "text_link", "offset": 4, "length": 6, "url": "https://a.kz"},
    ]
    await bot.ask("sendMessage", chat_id=AISULU, text="abcdefghij", entities=entities)
    text = screen.newest("Aisulu").locator(".text")
    await expect(text).to_have_text("abcdefghij")
    assert "".join(await text.locator("strong").all_inner_texts()) == "abcdef"
    assert "".join(await text.locator("a").all_inner_texts()) == "efghij"


async def test_a_quotation_ends_its_line_and_folds_when_it_is_long(screen: Screen, sim: Simulator, bot: Client) -> None:
    await started(sim, screen)
    text = f"<blockquote>short</blockquote>\nafter\n<blockquote expandable>{'long words ' * 40}</blockquote>\nend"
    await bot.ask("sendMessage", chat_id=AISULU, text=text, parse_mode="HTML")
    shown = screen.newest("Aisulu").locator(".text")
    await expect(shown.locator("blockquote")).to_have_count(2)
    assert "short\nafter\n" in await shown.inner_text()
    folded = await shown.bounding_box()
    await shown.get_by_role("button", name="Show all").click()
    unfolded = await shown.bounding_box()
    assert folded is not None
    assert unfolded is not None
    assert unfolded["height"] > folded["height"]


async def test_times_are_in_the_reader_s_language_and_clock(screen: Screen, sim: Simulator, bot: Client) -> None:
    sim.person(2002, "Boris", "ru").start()
    await screen.open("2002")
    text = '<tg-time unix="1800000000" format="wDt">?</tg-time> <tg-time unix="1800172800" format="r">?</tg-time>'
    await bot.ask("sendMessage", chat_id=2002, text=text, parse_mode="HTML")
    times = screen.newest("Boris").locator(".text time")
    await expect(times.first).to_have_text("пятница, 15 января 2027 г. в 14:00")
    await expect(times.last).to_have_text("послезавтра")


async def test_what_looks_like_markup_stays_text(screen: Screen, sim: Simulator, bot: Client) -> None:
    await started(sim, screen)
    hostile = "<img src=x onerror=\"document.title='broken'\"><script>document.title='broken'</script>"
    buttons = keyboard([{"text": hostile[:40], "callback_data": hostile[:40]}])
    await bot.ask("sendMessage", chat_id=AISULU, text=hostile, reply_markup=buttons)
    await screen.say("Aisulu", hostile)
    await expect(screen.messages("Aisulu").nth(1)).to_contain_text(hostile)
    await expect(screen.newest("Aisulu")).to_contain_text(hostile)
    await expect(screen.page.locator("article img, article script")).to_have_count(0)
    await expect(screen.page).not_to_have_title("broken")


async def test_a_press_is_busy_until_answered_and_edits_the_message_in_place(
    screen: Screen, sim: Simulator, bot: Client, clock: FakeClock
) -> None:
    await started(sim, screen)
    sent = await bot.ask(
        "sendMessage", chat_id=AISULU, text="First", reply_markup=keyboard([{"text": "Next", "callback_data": "n"}])
    )
    key = screen.button("Aisulu", "Next")
    await key.focus()
    await key.press("Enter")
    await expect(key).to_have_attribute("aria-busy", "true")
    query = (await last_update(bot))["callback_query"]
    assert query["data"] == "n"
    await bot.ask("answerCallbackQuery", callback_query_id=query["id"], text="Turned over")
    clock.advance(60)
    await bot.ask(
        "editMessageText",
        chat_id=AISULU,
        message_id=sent.result["message_id"],
        text="Second",
        reply_markup=keyboard([{"text": "Back", "callback_data": "b"}]),
    )
    await expect(screen.newest("Aisulu")).to_contain_text("Second")
    await expect(screen.newest("Aisulu")).to_contain_text("edited 13:01")
    await expect(screen.messages("Aisulu")).to_have_count(2)
    await expect(screen.chat("Aisulu").get_by_role("status")).to_have_text("Turned over")
    await expect(screen.button("Aisulu", "Back")).to_be_focused()


async def test_a_button_pressed_in_vain_is_free_again_after_its_answer(
    screen: Screen, sim: Simulator, bot: Client
) -> None:
    await started(sim, screen)
    await bot.ask(
        "sendMessage", chat_id=AISULU, text="x", reply_markup=keyboard([{"text": "Go", "callback_data": "g"}])
    )
    await screen.button("Aisulu", "Go").click()
    query = (await last_update(bot))["callback_query"]
    await bot.ask("answerCallbackQuery", callback_query_id=query["id"])
    await expect(screen.button("Aisulu", "Go")).not_to_have_attribute("aria-busy", "true")


async def test_an_alert_waits_for_the_person(screen: Screen, sim: Simulator, bot: Client) -> None:
    await started(sim, screen)
    await bot.ask(
        "sendMessage", chat_id=AISULU, text="x", reply_markup=keyboard([{"text": "Go", "callback_data": "g"}])
    )
    await screen.button("Aisulu", "Go").click()
    query = (await last_update(bot))["callback_query"]
    await bot.ask("answerCallbackQuery", callback_query_id=query["id"], text="Too late", show_alert=True)
    alert = screen.page.get_by_role("alertdialog")
    await expect(alert).to_contain_text("Too late")
    await screen.page.keyboard.press("Escape")
    await expect(alert).to_have_count(0)
    await expect(screen.button("Aisulu", "Go")).to_be_focused()


async def test_a_deleted_message_vanishes(screen: Screen, sim: Simulator, bot: Client) -> None:
    await started(sim, screen)
    sent = await bot.ask("sendMessage", chat_id=AISULU, text="Gone soon")
    await expect(screen.newest("Aisulu")).to_contain_text("Gone soon")
    await bot.ask("deleteMessage", chat_id=AISULU, message_id=sent.result["message_id"])
    await expect(screen.chat("Aisulu").get_by_text("Gone soon")).to_have_count(0)
    await screen.open()
    await expect(screen.messages("Aisulu")).to_have_count(1)


async def test_the_bot_is_seen_typing(screen: Screen, sim: Simulator, bot: Client) -> None:
    await started(sim, screen)
    await bot.ask("sendChatAction", chat_id=AISULU, action="typing")
    await expect(screen.chat("Aisulu")).to_contain_text("Local bot is typing…")
    await bot.ask("sendMessage", chat_id=AISULU, text="Done")
    await expect(screen.chat("Aisulu")).not_to_contain_text("typing")


async def test_blocking_and_unblocking(screen: Screen, sim: Simulator, bot: Client) -> None:
    await started(sim, screen)
    await screen.menu("Aisulu", "Block the bot")
    await expect(screen.chat("Aisulu")).to_contain_text("has blocked the bot")
    await expect(screen.box("Aisulu")).to_be_hidden()
    refused = await bot.ask("sendMessage", chat_id=AISULU, text="Hello?")
    assert refused.description == "Forbidden: bot was blocked by the user"
    await screen.button("Aisulu", "Unblock and restart").click()
    await expect(screen.box("Aisulu")).to_be_focused()
    assert (await last_update(bot))["message"]["text"] == "/start"


async def test_a_deleted_account_can_only_be_looked_at(screen: Screen, sim: Simulator) -> None:
    await started(sim, screen)
    sim.person(AISULU).deactivate()
    await expect(screen.button("Aisulu", "This account is deleted")).to_be_disabled()


async def test_who_reads_further_up_is_not_moved_and_is_told_of_news(
    screen: Screen, sim: Simulator, bot: Client
) -> None:
    await started(sim, screen)
    await bot.ask("sendMessage", chat_id=AISULU, text="A long story.\n" * 100)
    await expect(screen.newest("Aisulu")).to_contain_text("A long story.")
    log = screen.chat("Aisulu").get_by_role("log")
    await log.focus()
    await screen.page.keyboard.press("Home")
    await expect(log).to_have_js_property("scrollTop", 0)
    await bot.ask("sendMessage", chat_id=AISULU, text="News")
    await screen.button("Aisulu", "To the newest message").click()
    await expect(screen.newest("Aisulu")).to_be_in_viewport()
    await expect(screen.chat("Aisulu").get_by_role("button", name="To the newest message")).to_be_hidden()


async def test_a_button_answered_before_its_press_returns_is_free_again(
    screen: Screen, sim: Simulator, bot: Client
) -> None:
    await started(sim, screen)
    await bot.ask(
        "sendMessage", chat_id=AISULU, text="x", reply_markup=keyboard([{"text": "Go", "callback_data": "g"}])
    )

    async def late(route: Route) -> None:
        answer = await route.fetch()
        query = (await last_update(bot))["callback_query"]
        await bot.ask("answerCallbackQuery", callback_query_id=query["id"])
        await asyncio.sleep(0.3)  # the event overtakes the answer to the press
        await route.fulfill(response=answer)

    await screen.page.route("**/press", late)
    await screen.button("Aisulu", "Go").click()
    await expect(screen.button("Aisulu", "Go")).not_to_have_attribute("aria-busy", "true")
    await screen.page.unroute("**/press", late)
