"""Being several people: switching, two side by side, one more, each in their own zone."""

import pytest
from playwright.async_api import expect

from bot.simulator.client import Client
from bot.simulator.server import Simulator
from tests.simulator.browser.screen import Screen

pytestmark = pytest.mark.asyncio(loop_scope="session")

AISULU, BORIS = 1001, 2002


def both_started(sim: Simulator) -> None:
    sim.person(AISULU, "Aisulu", "kk").start()
    sim.person(BORIS, "Boris", "ru").start()
    sim.world.updates.clear()


async def test_the_ready_made_people_are_there_and_the_bot_has_met_nobody(screen: Screen, sim: Simulator) -> None:
    await screen.open("5005")
    names = screen.people.locator(".person b")
    await expect(names).to_have_text(["Alex", "Aisulu", "Boris", "Olga", "Mallory"])
    assert sim.person(3003).account.first_name == "Olga"
    assert {person.standing.name for person in sim.world.people.values()} == {"UNSEEN"}


async def test_people_of_another_program_keep_their_names(screen: Screen, sim: Simulator) -> None:
    sim.person(AISULU, "Aisulu", "ru", "another")
    sim.person(42, "Zamira")
    await screen.open("42")
    assert sim.person(AISULU).account.language_code == "ru"
    await expect(screen.people).to_contain_text("Zamira")


async def test_switching_to_another_person(screen: Screen, sim: Simulator, bot: Client) -> None:
    both_started(sim)
    await screen.open("1001")
    await bot.ask("sendMessage", chat_id=BORIS, text="For Boris")
    boris = screen.people.get_by_role("button", name="Boris").first
    await expect(boris).to_contain_text("For Boris")
    await expect(boris).to_contain_text("1 unread")
    await boris.click()
    await expect(screen.newest("Boris")).to_contain_text("For Boris")
    await expect(screen.chat("Aisulu")).to_have_count(0)
    await expect(boris).not_to_contain_text("unread")
    await expect(boris).to_have_attribute("aria-current", "true")
    await expect(screen.box("Boris")).to_be_focused()


async def test_two_side_by_side_see_a_message_arrive(screen: Screen, sim: Simulator, bot: Client) -> None:
    both_started(sim)
    await screen.open("2002")
    await screen.people.get_by_role("button", name="Show Aisulu side by side").click()
    await expect(screen.chat("Boris")).to_be_visible()
    await expect(screen.chat("Aisulu")).to_be_visible()
    for person in (AISULU, BORIS):
        await bot.ask("sendMessage", chat_id=person, text="To everybody")
    await expect(screen.newest("Boris")).to_contain_text("To everybody")
    await expect(screen.newest("Aisulu")).to_contain_text("To everybody")
    await screen.page.reload()
    await expect(screen.chat("Aisulu")).to_be_visible()
    await screen.button("Boris", "Close the chat of Boris").click()
    await expect(screen.chat("Boris")).to_have_count(0)
    await expect(screen.chat("Aisulu")).to_be_visible()


async def test_each_sees_times_in_their_own_zone(screen: Screen, sim: Simulator, bot: Client) -> None:
    both_started(sim)
    await screen.open("2002+1001")
    for person in (AISULU, BORIS):
        await bot.ask("sendMessage", chat_id=person, text="Now")
    await expect(screen.newest("Aisulu")).to_contain_text("13:00")
    await expect(screen.newest("Boris")).to_contain_text("14:00")
    await expect(screen.chat("Boris")).to_contain_text("14:00 Bishkek")


async def test_one_more_person_is_made(screen: Screen, sim: Simulator) -> None:
    await screen.open("5005")
    await screen.people.get_by_role("button", name="New person").click()
    form = screen.page.get_by_role("dialog", name="New person")
    await expect(form.get_by_label("First name")).to_be_focused()
    await form.get_by_label("First name").fill("Gulnara")
    await form.get_by_label("Language of the phone").select_option("ky")
    await form.get_by_label("Time zone").select_option("Europe/Berlin")
    await screen.page.keyboard.press("Enter")
    await expect(screen.chat("Gulnara")).to_contain_text("09:00 Berlin")
    account = next(person for person in sim.world.people.values() if person.first_name == "Gulnara")
    assert account.language_code == "ky"
    await screen.page.reload()
    await expect(screen.chat("Gulnara")).to_contain_text("09:00 Berlin")


async def test_a_narrow_screen_has_one_column_and_people_behind_a_button(
    screen: Screen, sim: Simulator, bot: Client
) -> None:
    both_started(sim)
    await screen.page.set_viewport_size({"width": 360, "height": 740})
    await screen.page.emulate_media(reduced_motion="reduce")
    await screen.open("1001+2002")
    label = "A rather long label that has to find room on the screen of a phone"
    keyboard = {"inline_keyboard": [[{"text": label, "callback_data": "x"}, {"text": "Back", "callback_data": "y"}]]}
    link = "https://example.org/" + "long" * 40
    answer = await bot.ask("sendMessage", chat_id=AISULU, text=link, reply_markup=keyboard)
    sent = answer.result["message_id"]
    await expect(screen.newest("Aisulu")).to_contain_text("example.org")
    await bot.ask("sendMessage", chat_id=AISULU, text="Reply", reply_parameters={"message_id": sent})
    await expect(screen.newest("Aisulu")).to_contain_text("Reply")
    width = await screen.chat("Aisulu").get_by_role("log").evaluate("log => log.scrollWidth")
    assert width == 360
    await expect(screen.chat("Boris")).to_have_count(0)
    assert await screen.page.evaluate("document.documentElement.scrollWidth") == 360
    await expect(screen.people).to_be_hidden()
    await screen.button("Aisulu", "People").click()
    await expect(screen.people.get_by_role("button", name="Aisulu")).to_be_focused()
    await screen.keep("phone-people")
    await screen.people.get_by_role("button", name="Boris").click()
    await expect(screen.people).to_be_hidden()
    await expect(screen.chat("Boris")).to_be_visible()


async def test_a_crowd_is_counted_and_not_shown(screen: Screen, sim: Simulator, bot: Client) -> None:
    sim.populate(range(10_001, 10_031), "kk")
    both_started(sim)
    await screen.open("1001")
    await expect(screen.people).to_contain_text("and 30 more who only read")
    await expect(screen.chat("Aisulu").locator(".pane-status")).to_contain_text("1001")
    for person in (10_001, AISULU):
        await bot.ask("sendMessage", chat_id=person, text="To everybody")
    await expect(screen.newest("Aisulu")).to_contain_text("To everybody")
    await expect(screen.people.locator(".person")).to_have_count(5)
