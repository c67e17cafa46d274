"""Usable without a mouse, without seeing, and in both kinds of light."""

from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import expect

from bot.simulator.client import Client
from bot.simulator.server import Simulator
from tests.simulator.browser.screen import Screen

pytestmark = pytest.mark.asyncio(loop_scope="session")

AISULU, BORIS = 1001, 2002
ENOUGH, ENOUGH_FOR_LARGE = 4.5, 3.0  # WCAG 2.2, level AA
STYLES = ("danger", "success", "primary")

CONTRASTS = Path(__file__).with_name("contrasts.js").read_text("utf-8")


async def full_screen(screen: Screen, sim: Simulator, bot: Client) -> None:
    """Much of what the page can show at once."""
    for person, name in ((AISULU, "Aisulu"), (BORIS, "Boris")):
        sim.person(person, name).start()
    await screen.open("1001,behind")
    buttons = [{"text": style, "callback_data": style, "style": style} for style in STYLES]
    plain = [{"text": "plain", "callback_data": "plain"}, {"text": "Site", "url": "https://example.org"}]
    text = "<b>Bold</b> <code>code</code> <a href='https://a.kz'>link</a> /help #tag\n<blockquote>quoted</blockquote>"
    await bot.ask("sendMessage", chat_id=BORIS, text="Unread")
    keyboard = {"inline_keyboard": [buttons, plain]}
    await bot.ask("sendMessage", chat_id=AISULU, text=text, parse_mode="HTML", reply_markup=keyboard, colour="red")
    await expect(screen.drawer.locator(".violation")).to_be_visible()
    await expect(screen.button("Aisulu", "primary")).to_be_visible()
    sim.violations.clear()


@pytest.mark.parametrize("light", ["light", "dark"])
async def test_all_words_have_enough_contrast(
    screen: Screen, sim: Simulator, bot: Client, light: Literal["light", "dark"]
) -> None:
    """WCAG 2.2, 1.4.3."""
    await screen.page.emulate_media(color_scheme=light, reduced_motion="reduce")
    await full_screen(screen, sim, bot)
    await screen.keep(f"everything-{light}")
    found = await screen.page.evaluate(CONTRASTS)
    assert len(found) > 40
    assert [one for one in found if one["ratio"] < (ENOUGH_FOR_LARGE if one["large"] else ENOUGH)] == []


async def test_landmarks_and_names_for_a_screen_reader(screen: Screen, sim: Simulator, bot: Client) -> None:
    await full_screen(screen, sim, bot)
    page = screen.page
    await expect(page.get_by_role("navigation", name="People")).to_be_visible()
    await expect(page.get_by_role("main")).to_be_visible()
    await expect(page.get_by_role("complementary", name="Behind the scenes")).to_be_visible()
    log = page.get_by_role("log", name="Messages of Aisulu")
    await expect(log).to_have_attribute("aria-live", "polite")
    await expect(screen.newest("Aisulu")).to_have_accessible_name("Local bot")
    nameless = await page.get_by_role("button").evaluate_all(
        "buttons => buttons.filter((one) => !(one.ariaLabel || one.textContent.trim())).map((one) => one.outerHTML)"
    )
    assert nameless == []


async def test_everything_works_with_the_keyboard(screen: Screen, sim: Simulator, bot: Client) -> None:
    sim.person(AISULU, "Aisulu").start()
    await screen.open()
    keyboard = {"inline_keyboard": [[{"text": "One", "callback_data": "1"}, {"text": "Two", "callback_data": "2"}]]}
    await bot.ask("sendMessage", chat_id=AISULU, text="Choose", reply_markup=keyboard)
    await expect(screen.button("Aisulu", "Two")).to_be_visible()
    press = screen.page.keyboard.press
    await press("Tab")
    skip = screen.page.get_by_role("link", name="Skip to the chat")
    await expect(skip).to_be_focused()
    await expect(skip).to_be_visible()
    await press("Enter")
    await expect(screen.box("Aisulu")).to_be_focused()
    await press("ArrowUp")
    await expect(screen.button("Aisulu", "One")).to_be_focused()
    await press("Tab")
    await expect(screen.button("Aisulu", "Two")).to_be_focused()
    outline = await screen.button("Aisulu", "Two").evaluate("node => getComputedStyle(node).outlineStyle")
    assert outline == "solid"
    await press("Enter")
    await sim.until(lambda: sim.unanswered)
    assert sim.unanswered[0].data == "2"
    query = (await bot.ask("getUpdates")).result[-1]["callback_query"]
    await bot.ask("answerCallbackQuery", callback_query_id=query["id"])


async def test_the_menu_is_closed_with_escape_and_gives_the_focus_back(screen: Screen) -> None:
    await screen.open("5005")
    more = screen.button("Alex", "More for Alex")
    await more.focus()
    await screen.page.keyboard.press("Enter")
    await expect(more).to_have_attribute("aria-expanded", "true")
    await expect(screen.page.get_by_role("button", name="Open a start link…")).to_be_focused()
    await screen.page.keyboard.press("ArrowDown")
    await expect(screen.page.get_by_role("button", name="About the bot")).to_be_focused()
    await screen.page.keyboard.press("Escape")
    await expect(more).to_have_attribute("aria-expanded", "false")
    await expect(more).to_be_focused()


async def test_nothing_moves_for_who_does_not_want_it(screen: Screen, sim: Simulator, bot: Client) -> None:
    await screen.page.emulate_media(reduced_motion="reduce")
    await full_screen(screen, sim, bot)
    moving = await screen.page.evaluate(
        "[...document.querySelectorAll('*')].map((node) => getComputedStyle(node))"
        ".filter((style) => style.animationName !== 'none' || parseFloat(style.transitionDuration) > 0).length"
    )
    assert moving == 0
