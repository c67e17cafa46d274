"""A real browser, the local Telegram, and a page on which a person presses what a person presses.

One browser serves a whole run, so everything here shares the loop of the session.
"""

import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright

from bot.simulator.client import Client
from bot.simulator.clock import FakeClock
from bot.simulator.server import Simulator
from tests.simulator.browser.screen import Screen

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
MISSING = "There is no Chromium here, so the browser chat is not tested: install the package `chromium`."
PICTURES = Path(__file__).resolve().parents[3] / "build" / "screenshots"
FRIDAY_MORNING = 1_800_000_000.0  # 2027-01-15 08:00 UTC

session = pytest_asyncio.fixture(loop_scope="session")


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where the browser is; without one these tests are skipped, but not where everything has to be tested."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None and os.environ.get("CI"):
        pytest.fail(MISSING)
    if found is None:
        pytest.skip(MISSING)
    return found


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser(chromium: str) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=chromium, headless=True, args=list(FLAGS))
        yield started
        await started.close()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(FRIDAY_MORNING)


@session
async def sim(clock: FakeClock) -> AsyncIterator[Simulator]:
    async with Simulator(clock=clock) as simulator:
        yield simulator


@session
async def bot(sim: Simulator) -> AsyncIterator[Client]:
    """A bot that does what the test says."""
    async with Client(sim.address, sim.token) as client:
        yield client


@session
async def page(browser: Browser) -> AsyncIterator[Page]:
    """An empty tab; whatever the page complains of fails the test."""
    context = await browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB")
    tab = await context.new_page()
    tab.set_default_timeout(5000)
    complaints: list[str] = []
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    yield tab
    await context.close()
    assert [complaint for complaint in complaints if "ERR_" not in complaint] == []


@session
async def screen(page: Page, sim: Simulator) -> Screen:
    """The chat page, not opened yet."""
    return Screen(page, sim.address, PICTURES)
