"""Behind the scenes: what passes, violations, the clock, faults."""

import pytest
from playwright.async_api import expect

from bot.simulator.client import Client
from bot.simulator.clock import FakeClock
from bot.simulator.server import Simulator
from tests.simulator.browser.screen import Screen

pytestmark = pytest.mark.asyncio(loop_scope="session")

AISULU = 1001
HOUR = 3600


async def started(sim: Simulator, screen: Screen) -> None:
    """Aisulu has started the bot, and the drawer is open beside her chat."""
    sim.person(AISULU, "Aisulu", "kk").start()
    await screen.open()
    await screen.button("Aisulu", "Behind the scenes").click()
    await expect(screen.drawer).to_be_visible()


async def test_calls_and_updates_pass_by(screen: Screen, sim: Simulator, bot: Client) -> None:
    await started(sim, screen)
    rows = screen.drawer.get_by_role("listitem")
    await screen.say("Aisulu", "hello")
    await expect(rows.last).to_contain_text("↓ message")
    await expect(rows.last).to_contain_text("Aisulu hello")
    await bot.ask("sendMessage", chat_id=AISULU, text="<b>Hi</b>", parse_mode="HTML")
    await expect(rows.last).to_contain_text("sendMessage")
    await expect(rows.last).to_contain_text("text: <b>Hi</b>")
    await expect(rows.last).to_contain_text("200")
    await bot.ask("sendMessage", chat_id=999, text="Hi")
    await expect(rows.last).to_contain_text("400")
    await rows.last.locator("summary").click()
    await expect(rows.last).to_contain_text("Bad Request: chat not found")


async def test_polling_is_hidden_until_asked_for(screen: Screen, sim: Simulator, bot: Client) -> None:
    await started(sim, screen)
    await bot.ask("getUpdates")
    await bot.ask("getMe")
    rows = screen.drawer.get_by_role("listitem")
    await expect(rows.last).to_contain_text("getMe")
    await expect(rows.filter(has_text="getUpdates")).to_have_count(0)
    await screen.drawer.get_by_label("Polling too").check()
    await expect(rows.filter(has_text="getUpdates")).to_have_count(1)


async def test_a_violation_is_red_and_can_be_picked_out(screen: Screen, sim: Simulator, bot: Client) -> None:
    await started(sim, screen)
    await bot.ask("sendMessage", chat_id=AISULU, text="Hi", colour="red")
    rows = screen.drawer.get_by_role("listitem")
    wrong = rows.filter(has_text="unknown parameter colour")
    await expect(wrong).to_be_visible()
    backgrounds = await rows.locator("summary").evaluate_all(
        "rows => rows.map((row) => getComputedStyle(row).backgroundColor)"
    )
    assert len(set(backgrounds)) == 2
    await screen.drawer.get_by_label("Only violations (1)").check()
    await expect(rows).to_have_count(1)
    await screen.page.reload()
    await expect(wrong).to_be_visible()
    sim.violations.clear()


async def test_the_log_is_there_again_after_a_reload(screen: Screen, sim: Simulator, bot: Client) -> None:
    await started(sim, screen)
    await bot.ask("getUpdates")
    await bot.ask("sendMessage", chat_id=AISULU, text="Hi")
    await screen.page.reload()
    rows = screen.drawer.get_by_role("listitem")
    await expect(rows.filter(has_text="↓ message")).to_contain_text("Aisulu /start")
    await expect(rows.last).to_contain_text("sendMessage")


async def test_the_clock_jumps(screen: Screen, sim: Simulator, clock: FakeClock) -> None:
    await started(sim, screen)
    before = clock.now()
    await expect(screen.drawer).to_contain_text("Fri, 15 Jan 2027, 13:00")
    await screen.drawer.get_by_role("button", name="+1 hour").click()
    await expect(screen.drawer).to_contain_text("Fri, 15 Jan 2027, 14:00")
    assert clock.now() == before + HOUR
    await screen.drawer.get_by_role("button", name="Tomorrow 09:00").click()
    await expect(screen.drawer).to_contain_text("Sat, 16 Jan 2027, 09:00")
    await screen.drawer.get_by_role("button", name="+2 days").click()
    await expect(screen.drawer).to_contain_text("Mon, 18 Jan 2027, 09:00")
    await expect(screen.chat("Aisulu")).to_contain_text("09:00 Almaty")


async def test_faults_are_armed_and_cleared(screen: Screen, sim: Simulator, bot: Client) -> None:
    await started(sim, screen)
    await expect(screen.drawer).to_contain_text("None: the network is in order.")
    await screen.drawer.get_by_role("button", name="Flood wait").click()
    await expect(screen.drawer).to_contain_text("429 20 s on sendmessage, 1 more")
    refused = await bot.ask("sendMessage", chat_id=AISULU, text="Hi")
    assert (refused.status, refused.body["parameters"]) == (429, {"retry_after": 20})
    await expect(screen.drawer).to_contain_text("None: the network is in order.")
    for name in ("Slow network", "Lost answer", "Server error"):
        await screen.drawer.get_by_role("button", name=name).click()
    await expect(screen.drawer).to_contain_text("slow 3 s on everything, every call")
    await expect(screen.drawer).to_contain_text("500 on sendmessage, 3 more")
    assert [fault.kind.value for fault in sim.faults.armed if fault.times is None or fault.fired < fault.times] == [
        "slow",
        "lost",
        "500",
    ]
    await screen.drawer.get_by_role("button", name="Clear all").click()
    await expect(screen.drawer).to_contain_text("None: the network is in order.")
    assert sim.faults.armed == []


async def test_escape_closes_the_drawer(screen: Screen, sim: Simulator) -> None:
    await started(sim, screen)
    await screen.drawer.get_by_role("button", name="Close").focus()
    await screen.page.keyboard.press("Escape")
    await expect(screen.drawer).to_be_hidden()
    await expect(screen.button("Aisulu", "Behind the scenes")).to_be_focused()
