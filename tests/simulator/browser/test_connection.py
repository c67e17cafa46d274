"""The page while the local Telegram comes and goes."""

import pytest
from playwright.async_api import Page, expect

from bot.simulator.client import Client
from bot.simulator.clock import FakeClock
from bot.simulator.server import Simulator
from tests.simulator.browser.conftest import PICTURES
from tests.simulator.browser.screen import Screen

pytestmark = pytest.mark.asyncio(loop_scope="session")

AISULU = 1001


async def test_the_page_comes_back_with_the_local_telegram(page: Page, clock: FakeClock) -> None:
    first = Simulator(clock=clock)
    await first.start()
    screen = Screen(page, first.address, PICTURES)
    first.person(AISULU, "Aisulu").start("before")
    await screen.open()
    await expect(screen.newest("Aisulu")).to_contain_text("/start before")
    await first.stop()
    await expect(screen.people).to_contain_text("Connecting to the local Telegram…")
    await screen.say("Aisulu", "anybody?")
    await expect(screen.chat("Aisulu").get_by_role("status")).to_contain_text("does not answer")
    await expect(screen.box("Aisulu")).to_have_value("anybody?")
    second = Simulator(clock=clock)
    await second.start(first.port)
    try:
        second.person(AISULU, "Aisulu").start("after")
        await expect(screen.newest("Aisulu")).to_contain_text("/start after")
        await expect(screen.people).not_to_contain_text("Connecting")
        await screen.box("Aisulu").press("Enter")
        await expect(screen.newest("Aisulu")).to_contain_text("anybody?")
    finally:
        await second.stop()


async def test_a_reset_empties_the_chats(screen: Screen, sim: Simulator, bot: Client) -> None:
    sim.person(AISULU, "Aisulu").start()
    sim.person(42, "Zamira").start()
    await screen.open("1001+42")
    await expect(screen.newest("Zamira")).to_contain_text("/start")
    answer = await screen.page.request.post(f"{sim.address}/sim/reset")
    assert answer.ok
    await expect(screen.button("Aisulu", "Start")).to_be_visible()
    await expect(screen.messages("Aisulu")).to_have_count(0)
    await expect(screen.chat("Zamira")).to_have_count(0)
