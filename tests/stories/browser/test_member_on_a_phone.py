"""A member on a small screen: the menu, and what they want to be told."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from bot.i18n.catalogs import Catalogs
from tests.simulator.browser.screen import Screen

pytestmark = pytest.mark.asyncio(loop_scope="session")

LOCALES = Path(__file__).resolve().parents[3] / "locales"


async def press(screen: Screen, label: str, shown: str) -> None:
    await screen.button("Aisulu", label).click()
    await expect(screen.newest("Aisulu")).to_contain_text(shown)


async def test_the_bot_on_a_phone(screen: Screen) -> None:
    kazakh = Catalogs.load(LOCALES).translator("kk")
    await screen.page.set_viewport_size({"width": 360, "height": 740})
    await screen.open("1001")
    await press(screen, "Start", "тіл")
    await press(screen, "Қазақ тілі", "ел")
    await press(screen, "Қазақстан", kazakh.plain("Not now"))
    await press(screen, kazakh.plain("Not now"), kazakh.plain("Main menu"))
    await screen.keep("phone-menu")
    await press(screen, kazakh.plain("My alerts"), "✓")
    await screen.newest("Aisulu").get_by_role("button").first.click()
    await expect(screen.newest("Aisulu").get_by_role("button").first).to_contain_text("✓")
    await expect(screen.chat("Aisulu").get_by_role("status")).to_be_empty(timeout=10_000)
    await screen.page.mouse.move(1, 1)
    await screen.keep("page-phone")
