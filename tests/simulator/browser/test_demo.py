"""The whole product in the browser: the demo as it is started by hand, an announcement written and seen arriving."""

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from bot.i18n.catalogs import Catalogs
from tests.simulator.browser.conftest import PICTURES
from tests.simulator.browser.screen import Screen

pytestmark = pytest.mark.asyncio(loop_scope="session")

ROOT = Path(__file__).resolve().parents[3]
DESKTOPS = {"DISPLAY", "WAYLAND_DISPLAY"}  # where there is one, the demo opens a browser of its own
SOON = 20.0  # seconds: more than it takes even where several suites share two cores
IN_KAZAKH = "Еске саламыз: ертең сағат 15:00-де грантқа өтінім жазу туралы онлайн кездесу өтеді."
IN_ENGLISH = "Reminder: tomorrow at 15:00 an online meeting on how to write a grant application."


@pytest_asyncio.fixture(loop_scope="session")
async def address() -> AsyncIterator[str]:
    """Where the demo says that it is to be opened."""
    quiet = {name: value for name, value in os.environ.items() if name not in DESKTOPS} | {"BROWSER": "true"}
    demo = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "demo", "--port", "0", cwd=ROOT, env=quiet, stdout=asyncio.subprocess.PIPE
    )
    assert demo.stdout is not None
    try:
        async with asyncio.timeout(SOON):
            while (found := re.search(r"http://[0-9.:]+", (await demo.stdout.readline()).decode())) is None:
                assert not demo.stdout.at_eof()
        yield found[0]
    finally:
        demo.terminate()
        await demo.communicate()
    assert demo.returncode == 0


@pytest_asyncio.fixture(loop_scope="session")
async def screen(page: Page, address: str) -> Screen:
    page.set_default_timeout(10_000)
    await page.emulate_media(color_scheme="light", reduced_motion="reduce")
    return Screen(page, address, PICTURES)


async def press(screen: Screen, name: str, label: str, shown: str) -> None:
    """Press a button, and see the words that come then."""
    await screen.button(name, label).click()
    await expect(screen.newest(name)).to_contain_text(shown)


async def say(screen: Screen, name: str, text: str, shown: str) -> None:
    await screen.say(name, text)
    await expect(screen.newest(name)).to_contain_text(shown)


async def test_an_announcement_is_seen_arriving(screen: Screen) -> None:
    kazakh = Catalogs.load(ROOT / "locales").translator("kk")
    await screen.open("3003+1001")
    await press(screen, "Olga", "Start", "Здравствуйте")
    await press(screen, "Olga", "English", "country")
    await press(screen, "Olga", "Skip", "Main menu")
    await say(screen, "Olga", "/staff", "Staff")
    await press(screen, "Olga", "Name a broadcaster", "id")
    await say(screen, "Olga", "2002", "2002 is a broadcaster now")

    await press(screen, "Aisulu", "Start", "тіл")
    await press(screen, "Aisulu", "Қазақ тілі", "ел")
    await press(screen, "Aisulu", "Қазақстан", kazakh.plain("Main menu"))

    await screen.open("2002+1001")
    await press(screen, "Boris", "Start", "Здравствуйте")
    await press(screen, "Boris", "English", "country")
    await press(screen, "Boris", "Skip", "Main menu")
    await say(screen, "Boris", "/announce", "Announcements")
    await press(screen, "Boris", "New announcement", "Announcement 1")
    for language, text in (("Kazakh", IN_KAZAKH), ("English", IN_ENGLISH)):
        await press(screen, "Boris", "Texts", language)
        await press(screen, "Boris", language, "Type the text")
        await say(screen, "Boris", text, "own text")
    await press(screen, "Boris", "Choose when it goes out", "Send it now")
    await press(screen, "Boris", "Send now", "at once")
    await screen.button("Boris", "Send").click()
    await expect(screen.newest("Aisulu")).to_contain_text(IN_KAZAKH)
    await expect(screen.messages("Boris").filter(has_text="Sent: 3")).to_be_visible(timeout=10_000)
    await expect(screen.people).to_contain_text("1 unread")  # Olga got it too
    await expect(screen.chat("Boris").get_by_role("status")).to_be_empty(timeout=10_000)
    await screen.keep("page-two-people")


async def test_a_schedule_is_watched_without_waiting(screen: Screen) -> None:
    """Tomorrow's announcement goes out when the clock behind the scenes jumps to tomorrow."""
    await screen.open("3003,behind")
    await press(screen, "Olga", "Start", "Здравствуйте")
    await press(screen, "Olga", "English", "country")
    await press(screen, "Olga", "Skip", "Main menu")
    await say(screen, "Olga", "/announce", "Announcements")
    await press(screen, "Olga", "New announcement", "Announcement 1")
    await press(screen, "Olga", "Texts", "English")
    await press(screen, "Olga", "English", "Type the text")
    await say(screen, "Olga", IN_ENGLISH, "own text")
    await press(screen, "Olga", "Choose when it goes out", "Send it now")
    await press(screen, "Olga", "Tashkent (UTC+5)", "Tashkent")
    tomorrow = datetime.now(ZoneInfo("Asia/Tashkent")) + timedelta(days=1)
    await say(screen, "Olga", f"{tomorrow:%d.%m.%Y} 08:45", "08:45")
    await press(screen, "Olga", "Schedule", "08:45")
    await screen.drawer.get_by_role("button", name="Tomorrow 09:00").click()
    await expect(screen.chat("Olga")).to_contain_text("09:00 Tashkent")
    arrived = screen.messages("Olga").filter(has_text=IN_ENGLISH).filter(has_text="09:00")
    await expect(arrived).to_be_visible(timeout=15_000)
    await screen.keep("behind-the-scenes")


async def test_the_bot_on_a_phone(screen: Screen) -> None:
    kazakh = Catalogs.load(ROOT / "locales").translator("kk")
    await screen.page.set_viewport_size({"width": 360, "height": 740})
    await screen.open("1001")
    await press(screen, "Aisulu", "Start", "тіл")
    await press(screen, "Aisulu", "Қазақ тілі", "ел")
    await press(screen, "Aisulu", "Қазақстан", kazakh.plain("Main menu"))
    await screen.keep("phone-menu")
    await press(screen, "Aisulu", kazakh.plain("My alerts"), "✓")
    await screen.newest("Aisulu").get_by_role("button").first.click()
    await expect(screen.newest("Aisulu").get_by_role("button").first).to_contain_text("✓")
    await expect(screen.chat("Aisulu").get_by_role("status")).to_be_empty(timeout=10_000)
    await screen.page.mouse.move(1, 1)
    await screen.keep("page-phone")
