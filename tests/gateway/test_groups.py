"""Groups: silence unless spoken to, and only administrators decide."""

import pytest

from bot.domain.interests import Kind
from bot.domain.member import ChatKind, Standing
from bot.domain.places import Country, Language
from bot.gateway.group_routes import GROUP_TABLE
from bot.gateway.routing import READINGS
from bot.simulator.group import Gathering
from bot.simulator.person import Person
from bot.simulator.server import Simulator
from bot.store import members
from bot.ui import staff_actions, staff_routes
from bot.ui.alert_routes import SaveItem
from bot.ui.packing import Action, Route
from bot.ui.routes import Alerts, FundingItem, MyData, SetKind, SetLanguage, Settings
from tests.gateway.incoming import OLGA, Raw
from tests.gateway.rig import Rig
from tests.visits import join

GROUP = -1_001_000_000_777
NOT_YOURS = "Only administrators of this group can change this."


@pytest.fixture
def group(sim: Simulator, boris: Person, mallory: Person) -> Gathering:
    """Boris rules it, Mallory is a member, and the bot was added."""
    gathering = sim.group(GROUP, "Coalition")
    gathering.join(boris, "administrator")
    gathering.join(mallory)
    gathering.add_bot(boris)
    return gathering


async def settle(*people: Person) -> None:
    for person in people:
        await person.settled()


async def press(group: Gathering, person: Person, label: str) -> str:
    """Presses by the label; what popped up over the chat."""
    pressed = group.press(person, label).value
    await person.settled()
    return pressed.toast


async def press_data(group: Gathering, person: Person, data: str) -> tuple[str, str]:
    """Presses what the newest message need not have; what popped up, and the address that was opened."""
    pressed = group.press_data(person, data, group.messages[-1].message_id).value
    await person.settled()
    return pressed.toast, pressed.url


async def subscribed(life: Rig, group: Gathering, boris: Person) -> None:
    """The group has its settings before it."""
    await join_group(life, GROUP)
    group.say(boris, "/settings@local_bot")
    await boris.settled()


async def join_group(life: Rig, chat_id: int) -> None:
    async with life.db.write() as tx:
        await members.set_language(tx, life.db.seal.seal(chat_id), Language.EN, life.now.date(), ChatKind.GROUP)


async def test_being_added_and_plain_talk_meet_silence(
    life: Rig, group: Gathering, boris: Person, mallory: Person
) -> None:
    group.promote_bot(boris)  # so that it hears everything
    group.say(mallory, "Good morning!")
    group.say(boris, "/weather")
    group.say(boris, "/alerts@other_bot")
    group.join(mallory, "left")
    await settle(boris, mallory)
    assert group.messages == []
    assert await life.member(GROUP) is None


async def test_an_administrator_chooses_language_country_and_alerts(life: Rig, group: Gathering, boris: Person) -> None:
    group.say(boris, "/start@local_bot")
    await boris.settled()
    assert group.screen.text.startswith("Hello! Please choose your language.")
    await press(group, boris, "Кыргызча")
    await press(group, boris, "Кыргызстан")
    known = await life.known(GROUP)
    assert (known.chat, known.language, known.country) == (ChatKind.GROUP, Language.KY, Country.KG)
    group.say(boris, "/alerts@local_bot")
    await boris.settled()
    await press_data(group, boris, SetKind(kind=Kind.GRANT, on=True).pack())
    assert Kind.GRANT in (await life.known(GROUP)).interests.kinds


@pytest.mark.parametrize("status", ["creator", "administrator"])
async def test_every_administrator_is_asked_about_each_time(
    life: Rig, sim: Simulator, group: Gathering, boris: Person, status: str
) -> None:
    group.join(boris, status)
    await subscribed(life, group, boris)
    assert await press(group, boris, "Alerts") == ""
    asked = sim.calls.of("getChatMember")
    assert [call.given["user_id"] for call in asked] == [boris.id, boris.id]
    group.join(boris, "member")
    shown = group.screen.text
    toast, _ = await press_data(group, boris, Settings().pack())
    assert toast == NOT_YOURS
    assert group.screen.text == shown


async def test_a_plain_member_changes_nothing(life: Rig, group: Gathering, boris: Person, mallory: Person) -> None:
    await subscribed(life, group, boris)
    before = await life.known(GROUP)
    shown = group.screen.text
    assert await press(group, mallory, "Stop all messages") == NOT_YOURS
    assert (await press_data(group, mallory, SetKind(kind=Kind.JOB, on=True).pack()))[0] == NOT_YOURS
    assert (await press_data(group, mallory, "!dd"))[0] == NOT_YOURS
    assert await life.known(GROUP) == before
    assert group.screen.text == shown
    assert len(group.messages) == 1


async def test_a_command_of_a_plain_member_is_answered_once_in_a_while(
    life: Rig, group: Gathering, mallory: Person
) -> None:
    for _ in range(3):
        group.say(mallory, "/alerts@local_bot")
        await mallory.settled()
    assert len(group.messages) == 1
    assert group.screen.text.startswith("The commands here are for administrators of this group.")
    assert group.screen.buttons[0][0].url == "https://t.me/local_bot?start=h"
    life.hands.move(301)
    group.say(mallory, "/settings@local_bot")
    await mallory.settled()
    assert len(group.messages) == 2


async def test_a_command_that_may_be_for_another_bot_is_not_answered_to_a_plain_member(
    life: Rig, group: Gathering, mallory: Person
) -> None:
    group.say(mallory, "/help")
    await mallory.settled()
    assert group.messages == []


async def test_an_administrator_need_not_name_the_bot(life: Rig, group: Gathering, boris: Person) -> None:
    group.say(boris, "/help")
    await boris.settled()
    assert group.screen.text.startswith("Help")
    group.say(boris, "/alerts", reply_to=group.screen)
    await boris.settled()
    assert group.screen.text.startswith("Hello!"), "a language is asked for first"


async def test_a_reply_to_somebody_else_is_not_for_the_bot(
    life: Rig, group: Gathering, boris: Person, mallory: Person
) -> None:
    group.promote_bot(boris)
    talk = group.say(mallory, "how do I leave?").value
    group.say(boris, "/unknown", reply_to=talk)
    await boris.settled()
    assert group.messages == []


async def test_a_forwarded_command_is_no_command(life: Rig, group: Gathering, boris: Person) -> None:
    await join_group(life, GROUP)
    said = group.say(boris, "/settings@local_bot").value
    await boris.settled()
    raw = said_in_group(said.message_id, boris.id, "/stop@local_bot")
    raw["message"]["forward_origin"] = {"type": "hidden_user", "date": 1, "sender_user_name": "Somebody"}
    assert await life.take(raw)
    assert (await life.known(GROUP)).standing is Standing.ACTIVE


def said_in_group(update_id: int, who: int, text: str) -> Raw:
    chat = {"id": GROUP, "type": "supergroup", "title": "Coalition"}
    user = {"id": who, "is_bot": False, "first_name": "Boris"}
    body = {"message_id": update_id, "date": 1_800_000_000, "chat": chat, "from": user, "text": text}
    return {"update_id": update_id, "message": body}


async def test_an_anonymous_administrator_is_one(life: Rig, sim: Simulator, group: Gathering, boris: Person) -> None:
    group.say_anonymously(boris, "/help@local_bot")
    await boris.settled()
    assert group.screen.text.startswith("Help")
    assert len(sim.calls.of("getChatMember")) == 0


async def test_a_channel_that_speaks_in_the_group_is_nobody(
    life: Rig, sim: Simulator, group: Gathering, boris: Person
) -> None:
    group.say_as(boris, sim.group(-1_001_000_000_888, "Boris writes", "channel"), "/help@local_bot")
    await boris.settled()
    assert group.messages == []


@pytest.mark.parametrize("wish", [FundingItem(slug="small-grants"), MyData()])
async def test_a_place_of_the_private_chat_opens_there(
    life: Rig, group: Gathering, boris: Person, mallory: Person, wish: FundingItem | MyData
) -> None:
    await subscribed(life, group, boris)
    for person in (boris, mallory):
        assert await press_data(group, person, wish.pack()) == ("", f"https://t.me/local_bot?start={wish.pack()}")
    assert len(group.messages) == 1


async def test_what_is_done_with_an_item_is_done_on_its_page_in_private(
    life: Rig, group: Gathering, boris: Person, mallory: Person
) -> None:
    await subscribed(life, group, boris)
    _, url = await press_data(group, mallory, "+" + SaveItem(kind=Kind.GRANT, slug="small-grants").pack())
    assert url == f"https://t.me/local_bot?start={FundingItem(slug='small-grants').pack()}"


@pytest.mark.parametrize("command", ["announce", "staff", "lockdown", "privacy", "menu", "nonsense"])
async def test_what_there_is_in_private_only_is_said_to_be_there(
    life: Rig, sim: Simulator, group: Gathering, olga: Person, command: str
) -> None:
    """Olga is an owner of the bot, and has no rights of staff in a group."""
    await join(life.db, OLGA)
    group.join(olga, "administrator")
    group.say(olga, f"/{command}@local_bot")
    await olga.settled()
    assert group.screen.text == "Everything else is in the private chat with the bot, for everybody."


async def test_no_screen_in_a_group_leads_to_what_is_not_there(life: Rig, group: Gathering, boris: Person) -> None:
    await subscribed(life, group, boris)
    assert await press(group, boris, "Alerts") == ""
    assert "Deadline reminders" not in group.screen.labels
    await press(group, boris, "Pause everything")
    assert "Until a date" not in group.screen.labels
    await press(group, boris, "A week")
    assert (await life.known(GROUP)).paused


async def test_stopping_and_starting_again(life: Rig, group: Gathering, boris: Person) -> None:
    await subscribed(life, group, boris)
    group.say(boris, "/stop@local_bot")
    await boris.settled()
    assert group.screen.text.startswith("Messages are stopped")
    assert (await life.known(GROUP)).standing is Standing.STOPPED
    await press(group, boris, "Start again")
    assert (await life.known(GROUP)).standing is Standing.ACTIVE
    assert group.screen.text.startswith("Messages in this group")


async def test_an_administrator_deletes_what_is_stored_about_the_group(
    life: Rig, group: Gathering, boris: Person
) -> None:
    await join(life.db, boris.id)
    await subscribed(life, group, boris)
    await press(group, boris, "Delete everything stored")
    assert await press(group, boris, "Yes, delete everything") == "Everything about this chat is deleted."
    assert await life.member(GROUP) is None
    assert await life.member(boris.id) is not None, "that is of the group alone"
    assert group.screen.text.startswith("Nothing is stored")


async def test_nothing_of_a_person_is_known_in_a_group(life: Rig, group: Gathering, olga: Person) -> None:
    """Olga's own language is Russian, her country Tajikistan; the group has neither."""
    await join(life.db, OLGA, Language.RU, Country.TJ)
    await join_group(life, GROUP)
    group.join(olga, "creator")
    group.say(olga, "/settings@local_bot")
    await olga.settled()
    assert group.screen.text.startswith("Messages in this group")
    assert "Tajikistan" not in group.screen.text
    assert "Staff" not in group.screen.labels
    assert life.gate.replies[-1] == GROUP
    assert olga.messages == []


async def test_who_taps_too_fast_is_held_off_alone(
    life: Rig, sim: Simulator, group: Gathering, boris: Person, mallory: Person
) -> None:
    await subscribed(life, group, boris)
    toasts = [(await press_data(group, mallory, Settings().pack()))[0] for _ in range(21)]
    assert (toasts[0], toasts[-1]) == (NOT_YOURS, "One moment…")
    assert await press(group, boris, "Alerts") == "", "the administrator is not in that queue"


async def test_the_chat_has_a_limit_of_its_own(life: Rig, sim: Simulator, group: Gathering, boris: Person) -> None:
    await subscribed(life, group, boris)
    for number in range(59):
        await press_data(group, sim.person(7000 + number), Settings().pack())
    assert await press(group, boris, "Alerts") == "One moment…"
    life.hands.move(1)
    assert await press(group, boris, "Alerts") == ""


async def test_when_telegram_cannot_be_asked_nothing_is_changed(
    life: Rig, sim: Simulator, group: Gathering, boris: Person
) -> None:
    await subscribed(life, group, boris)
    sim.faults.add("502", "getChatMember", times=5)
    toast = await press(group, boris, "Stop all messages")
    assert toast == "It could not be checked whether you are an administrator. Please try again."
    assert (await life.known(GROUP)).standing is Standing.ACTIVE


async def test_a_button_of_long_ago_shows_the_settings(life: Rig, group: Gathering, boris: Person) -> None:
    await subscribed(life, group, boris)
    assert (await press_data(group, boris, "zz_old"))[0] == "This button is out of date."
    assert group.screen.text.startswith("Messages in this group")


async def test_under_a_message_that_stays_the_answer_is_a_new_one(life: Rig, group: Gathering, boris: Person) -> None:
    await subscribed(life, group, boris)
    await press_data(group, boris, "+" + Alerts().pack())
    assert [message.edited for message in group.messages] == [False, False]


async def test_in_a_forum_the_answer_stands_where_the_command_does(life: Rig, sim: Simulator, boris: Person) -> None:
    forum = sim.group(GROUP - 1, "Coalition", forum=True)
    forum.join(boris, "creator")
    forum.promote_bot(boris)
    topic = (await life.bot.create_forum_topic(forum.id, "Grants")).message_thread_id
    for place in (topic, None):
        forum.say(boris, "/help@local_bot", topic=place)
        await boris.settled()
    shown = [call.given.get("message_thread_id") for call in sim.calls.of("sendMessage")]
    assert shown == [topic, None]


async def test_a_forged_way_on_leads_to_no_place_of_the_private_chat(
    life: Rig, group: Gathering, boris: Person
) -> None:
    await subscribed(life, group, boris)
    await press_data(group, boris, SetLanguage(language=Language.EN, then=MyData().pack()).pack())
    assert group.screen.text.endswith("Everything else is in the private chat with the bot, for everybody.")


def test_nothing_of_staff_and_nothing_typed_is_there_in_a_group() -> None:
    of_staff = {kind for m in (staff_routes, staff_actions) for kind in vars(m).values() if isinstance(kind, type)}
    of_staff -= {Route, Action}
    assert not of_staff & (set(GROUP_TABLE.places) | set(GROUP_TABLE.acts))
    assert not GROUP_TABLE.readings
    assert not set(READINGS) & set(GROUP_TABLE.places)
