"""Presses, commands and written words of people, answered on a local Telegram with the bot's own table."""

from datetime import timedelta

import pytest

from bot.domain.interests import Kind
from bot.domain.member import Role, Standing
from bot.domain.places import Language
from bot.gateway.throttle import BURST
from bot.simulator.person import Person
from bot.simulator.server import Simulator
from bot.store import announcements, drafts, members, staff
from bot.ui import staff_actions
from bot.ui.alert_routes import RemindLater
from tests.gateway.incoming import AISULU, Raw, message, press
from tests.gateway.rig import Rig, show_home, take_as_member
from tests.visits import NOW, join


def overlook_idle_edits(sim: Simulator) -> None:
    """An edit that changes nothing is harmless; whether it would could only be known by asking."""
    sim.violations[:] = [found for found in sim.violations if found.kind != "not-modified"]


async def test_a_newcomer_with_a_link_answers_three_questions_and_is_there(life: Rig, aisulu: Person) -> None:
    await aisulu.start("s")
    assert "English" in (await aisulu.next_message()).labels
    await aisulu.press("English")
    await aisulu.settled()
    assert "Kazakhstan" in aisulu.screen.labels
    await aisulu.press("Kazakhstan")
    await aisulu.settled()
    assert "Not now" in aisulu.screen.labels
    await aisulu.press("Not now")
    await aisulu.settled()
    assert aisulu.screen.text.startswith("My alerts")
    assert len(aisulu.messages) == 1, "presses edit the message they stand under"


@pytest.mark.parametrize("word", ["hello?", "/menu", "/announce", "/no_such_command", "/start !dd"])
async def test_whatever_a_newcomer_asks_the_language_comes_first(life: Rig, aisulu: Person, word: str) -> None:
    await aisulu.say(word)
    assert "English" in (await aisulu.next_message()).labels


async def test_what_needs_no_language_is_shown_to_a_newcomer(life: Rig, aisulu: Person) -> None:
    await aisulu.say("/privacy")
    assert "English" not in (await aisulu.next_message()).labels


async def test_a_press_edits_and_is_answered(life: Rig, sim: Simulator, aisulu: Person) -> None:
    await show_home(life, aisulu)
    await aisulu.press("Settings")
    await aisulu.settled()
    assert aisulu.screen.text.startswith("Settings")
    assert aisulu.screen.edited
    assert len(sim.calls.of("answerCallbackQuery")) == 1


async def test_two_impatient_taps_do_it_once_and_show_it_once(life: Rig, sim: Simulator, aisulu: Person) -> None:
    await show_home(life, aisulu)
    await aisulu.press("My alerts")
    await aisulu.settled()
    aisulu.press("Grants")
    aisulu.press("Grants")
    await aisulu.settled()
    assert "✓ Grants" in aisulu.screen.labels
    assert len(aisulu.messages) == 1
    overlook_idle_edits(sim)


@pytest.mark.parametrize("data", ["zz_unknown", "fi", "+h_1_2_3", "!td_1_2", "ключ", "h" * 64])
async def test_a_forged_or_stale_button_gets_a_toast_and_the_home_screen(
    life: Rig, sim: Simulator, aisulu: Person, data: str
) -> None:
    await show_home(life, aisulu)
    await aisulu.press(data=data)
    await aisulu.settled()
    assert aisulu.toasts == ["This button is out of date."]
    assert aisulu.screen.text.startswith("Main menu")
    overlook_idle_edits(sim)


async def test_mallory_gets_nowhere_with_a_button_of_staff(life: Rig, sim: Simulator, mallory: Person) -> None:
    await show_home(life, mallory)
    for data in ("b", "!bn", "t", "!td_1", "bw_1_en"):
        await mallory.press(data=data)
        await mallory.settled()
        assert mallory.screen.text.startswith("Main menu"), data
    assert len(mallory.toasts) == 5
    overlook_idle_edits(sim)


async def test_an_owner_of_the_settings_is_one_whatever_is_stored(life: Rig, olga: Person) -> None:
    await show_home(life, olga)
    assert "Staff" in olga.screen.labels
    async with life.db.write() as tx:
        await staff.name(tx, life.db.seal.seal(olga.id), Role.EDITOR, NOW.date())
    await olga.say("/menu")
    assert "Staff" in (await olga.next_message()).labels


async def test_written_words_get_a_hint(life: Rig, aisulu: Person) -> None:
    await join(life.db, AISULU)
    await aisulu.say("where is the money?")
    assert (await aisulu.next_message()).text.startswith("I cannot answer written messages yet")


async def test_an_unknown_command_gets_a_hint(life: Rig, aisulu: Person) -> None:
    await join(life.db, AISULU)
    await aisulu.say("/dance")
    assert (await aisulu.next_message()).text.startswith("I cannot answer written messages yet")


@pytest.mark.parametrize("word", ["/announce", "/staff"])
async def test_a_command_of_staff_is_unknown_to_anybody_else(life: Rig, mallory: Person, word: str) -> None:
    await join(life.db, mallory.id)
    await mallory.say(word)
    assert (await mallory.next_message()).text.startswith("I cannot answer written messages yet")


async def test_a_command_may_name_the_bot_and_be_shouted(life: Rig, aisulu: Person) -> None:
    await join(life.db, AISULU)
    await aisulu.say("/SETTINGS@cso_bot")
    assert (await aisulu.next_message()).text.startswith("Settings")


async def test_start_wakes_who_had_stopped_and_says_so_above_the_screen(life: Rig, aisulu: Person) -> None:
    person = await join(life.db, AISULU)
    async with life.db.write() as tx:
        await members.set_standing(tx, person, Standing.STOPPED)
    await aisulu.start()
    said = (await aisulu.next_message()).text
    assert said.startswith("Welcome back. Everything is as before.\n\nMain menu")
    assert (await life.known(AISULU)).standing is Standing.ACTIVE


# What the simulator's people do not do.


@pytest.mark.parametrize(
    "more",
    [
        {"sticker": {"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1, "is_animated": False,
                     "is_video": False, "type": "regular"}},
        {"location": {"latitude": 43.2, "longitude": 76.9}},
        {"rich_message": {"blocks": []}},
    ],
    ids=lambda more: next(iter(more)),
)  # fmt: skip
async def test_what_is_no_text_gets_a_hint_too(rig: Rig, aisulu: Person, more: Raw) -> None:
    await aisulu.start()
    await take_as_member(rig, message(1, AISULU, text=None, **more))
    assert aisulu.screen.text.startswith("I cannot answer written messages yet")


async def test_an_album_gets_one_answer(rig: Rig, aisulu: Person) -> None:
    await aisulu.start()
    photo = {"photo": [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}], "media_group_id": "7"}
    for number in range(1, 4):
        await take_as_member(rig, message(number, AISULU, text=None, **photo))
    assert len(aisulu.messages) == 1


@pytest.mark.parametrize(
    "raw",
    [
        message(1, text=None, pinned_message={"message_id": 1, "date": 0, "chat": {"id": AISULU, "type": "private"}}),
        {"update_id": 1, "edited_message": message(1, text="/start")["message"] | {"edit_date": 1_800_000_001}},
        message(1, chat={"id": -100777, "type": "supergroup", "title": "Partners"}, text="Good morning"),
    ],
    ids=["a service message", "an edited message", "a group"],
)
async def test_silence_where_nobody_spoke_to_the_bot(rig: Rig, sim: Simulator, raw: Raw) -> None:
    await take_as_member(rig, raw)
    assert len(sim.calls) == 0


async def test_a_press_under_a_vanished_message_is_answered_in_a_new_one(
    rig: Rig, sim: Simulator, aisulu: Person
) -> None:
    await aisulu.start()
    await take_as_member(rig, press(1, AISULU, "o"))
    assert aisulu.screen.text.startswith("Settings")
    assert [call.ok for call in sim.calls.of("editMessageText", "sendMessage")] == [False, True]


@pytest.mark.parametrize(
    "more",
    [
        {"message": {"message_id": 5, "date": 0, "chat": {"id": AISULU, "type": "private"}}},
        {"message": None, "inline_message_id": "x"},
    ],
    ids=["inaccessible", "missing"],
)
async def test_a_press_whose_message_is_out_of_reach_is_answered_in_a_new_one(
    rig: Rig, sim: Simulator, aisulu: Person, more: Raw
) -> None:
    await aisulu.start()
    await take_as_member(rig, press(1, AISULU, "o", **more))
    assert aisulu.screen.text.startswith("Settings")
    assert not sim.calls.of("editMessageText")


async def test_a_press_without_data_is_out_of_date(rig: Rig, aisulu: Person) -> None:
    await aisulu.start()
    raw = press(1, AISULU)
    del raw["callback_query"]["data"]
    raw["callback_query"]["game_short_name"] = "chess"
    await take_as_member(rig, raw)
    assert aisulu.screen.text.startswith("Main menu")


# Messages that stay, before the screen.


async def draft_of(rig: Rig, *languages: Language) -> int:
    async with rig.db.write() as tx:
        made = await announcements.create(tx, rig.db.seal.seal(rig.owner), NOW)
        for language in languages:
            await drafts.set_text(tx, made, language, f"Text in {language}")
    return made


async def test_what_stays_comes_first_and_the_screen_below_it(life: Rig, sim: Simulator, olga: Person) -> None:
    await show_home(life, olga)
    made = await draft_of(life, Language.KK, Language.RU)
    home = olga.screen.message_id
    await olga.press(data=staff_actions.TestToMe(id=made).pack())
    await olga.settled()
    said = olga.messages
    assert said[0].message_id == home, "the screen that was pressed stays above"
    assert [one.text for one in said[1:3]] == ["Text in ru", "Text in kk"]
    assert said[3].text.startswith(f"Announcement {made}")
    assert len(said) == 4
    assert olga.toasts == ["The messages above are what readers will get, in 2 languages."]
    assert len(sim.calls.of("answerCallbackQuery")) == 1
    lasting = [call.given["reply_markup"]["inline_keyboard"] for call in sim.calls.of("sendMessage")[-3:-1]]
    assert all(button["callback_data"].startswith("+") for rows in lasting for row in rows for button in row)


async def test_under_a_message_that_stays_a_word_is_enough(life: Rig, sim: Simulator, aisulu: Person) -> None:
    await show_home(life, aisulu)
    tap = RemindLater(kind=Kind.GRANT, slug="a-grant").pack()
    await aisulu.press(data=f"+{tap}")
    await aisulu.settled()
    assert aisulu.toasts == ["This is not among your saved items."]
    assert (len(aisulu.messages), aisulu.screen.text.splitlines()[0]) == (1, "Main menu")
    await aisulu.press(data=tap)
    await aisulu.settled()
    assert len(aisulu.messages) == 1
    assert aisulu.screen.text.startswith("Saved items")
    assert not sim.violations


async def test_who_pressed_is_told_when_one_that_stays_could_not_be_said(
    life: Rig, sim: Simulator, olga: Person
) -> None:
    await show_home(life, olga)
    made = await draft_of(life, Language.RU)
    sim.faults.add("502", "sendMessage")
    await olga.press(data=staff_actions.TestToMe(id=made).pack())
    await olga.settled()
    assert olga.screen.text == "Something went wrong on our side. Please try again."


# What could not be shown, who comes too often, and who comes back.


async def test_who_pressed_is_told_when_the_screen_could_not_be_shown(
    life: Rig, sim: Simulator, aisulu: Person
) -> None:
    await show_home(life, aisulu)
    sim.faults.add("502", "editMessageText")
    await aisulu.press("Settings")
    assert (await aisulu.next_message()).text == "Something went wrong on our side. Please try again."
    assert aisulu.screen.labels == ["Main menu"]
    assert len(sim.calls.of("answerCallbackQuery")) == 1


async def test_who_presses_too_fast_is_asked_for_a_moment(rig: Rig, sim: Simulator, aisulu: Person) -> None:
    await aisulu.start()
    await join(rig.db, AISULU)
    await rig.take(message(0, AISULU, "/menu"))
    shown = aisulu.screen.message_id
    sim.calls.clear()
    for number in range(1, BURST + 3):
        under = {"message_id": shown, "date": 1, "chat": {"id": AISULU, "type": "private"}, "text": "menu"}
        await rig.take(press(number, AISULU, "zz", message=under))
    answers = [call.given.get("text") for call in sim.calls.of("answerCallbackQuery")]
    assert answers == ["This button is out of date."] * (BURST - 1) + ["One moment…"]
    assert sim.calls.of("answerCallbackQuery")[-1].given["cache_time"] == 2
    sim.violations.clear()  # presses that no person of the simulator made


async def test_who_writes_too_much_is_asked_for_a_moment_once(rig: Rig, aisulu: Person) -> None:
    await aisulu.start()
    await join(rig.db, AISULU)
    for number in range(BURST + 5):
        await rig.take(message(number, AISULU))
    assert len(aisulu.messages) == BURST + 1
    assert aisulu.screen.text == "One moment…"


async def test_the_day_of_the_last_visit_is_kept(life: Rig, aisulu: Person) -> None:
    await show_home(life, aisulu)
    life.now = NOW + timedelta(days=3)
    await aisulu.say("/menu")
    await aisulu.next_message()
    assert (await life.known(AISULU)).seen_on == life.now.date()
