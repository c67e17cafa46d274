"""The demo as it is started by hand, but on a working morning and with time running faster; a browser before it."""

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from playwright.async_api import Page

from tests.simulator.browser.conftest import PICTURES, browser, chromium, page
from tests.simulator.browser.screen import Screen

__all__ = ("address", "browser", "chromium", "page", "screen")

ROOT = Path(__file__).resolve().parents[3]
DESKTOPS = {"DISPLAY", "WAYLAND_DISPLAY"}  # where there is one, the demo opens a browser of its own
SOON = 20.0  # seconds: more than it takes even where several suites share two cores


@pytest_asyncio.fixture(loop_scope="session")
async def address() -> AsyncIterator[str]:
    """Where the demo says that it is to be opened."""
    quiet = {name: value for name, value in os.environ.items() if name not in DESKTOPS} | {"BROWSER": "true"}
    demo = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.stories.browser.hurried_demo", cwd=ROOT, env=quiet, stdout=asyncio.subprocess.PIPE
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
