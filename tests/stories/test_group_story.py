"""A coalition adds the bot to its group: what an administrator chooses comes, whatever becomes of the group."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.interests import Kind
from bot.domain.places import Country, Language
from bot.simulator.chats import Membership
from bot.simulator.group import Gathering
from bot.ui.packing import Action
from bot.ui.routes import FundingItem, SetKind
from tests.stories.editors import Editors
from tests.stories.stage import PATIENCE, Actor, Stage, make_stage
from tests.stories.test_staff_story import draft, named_broadcaster, send_now

NEWS = ("Завтра в 15:00 онлайн-встреча.", "Встреча переносится.", "Запись встречи готова.", "Спасибо всем.")


class Room:
    """The group as an actor sees it; after a migration it is the new one."""

    def __init__(self, stage: Stage, gathering: Gathering) -> None:
        self.stage = stage
        self.gathering = gathering

    @property
    def text(self) -> str:
        return self.gathering.screen.text

    async def say(self, actor: Actor, text: str) -> None:
        self.gathering.say(actor.person, text)
        await actor.person.settled(PATIENCE)

    async def press(self, actor: Actor, message: str) -> str:
        """The button with this English text in the group's language; what popped up over the chat."""
        pressed = self.gathering.press(actor.person, actor.t.plain(message)).value
        await actor.person.settled(PATIENCE)
        return pressed.toast

    async def forge(self, actor: Actor, action: Action) -> str:
        message_id = self.gathering.screen.message_id
        pressed = self.gathering.press_data(actor.person, action.pack(), message_id).value
        await actor.person.settled(PATIENCE)
        return pressed.toast

    def copies(self, text: str) -> int:
        return sum(text in message.text for message in self.gathering.messages)


@pytest.fixture
def room(stage: Stage) -> Room:
    return Room(stage, stage.sim.group(-777, "Coalition", "group"))


async def announced(stage: Stage, boris: Actor, text: str) -> None:
    """Boris's announcement has reached everybody it can reach."""
    await draft(boris, {Language.RU: text})
    await send_now(boris)
    await stage.until(lambda: any(boris.t.plain("Report") in message.labels for message in boris.person.messages[-2:]))


async def test_a_group_from_the_first_hello_to_the_return(stage: Stage, room: Room) -> None:
    boris = await named_broadcaster(stage)
    gulnara, mallory = stage.actor(5001, "Gulnara", Language.KY), stage.mallory(Language.KY)
    room.gathering.join(gulnara.person, "creator")
    room.gathering.join(mallory.person)

    room.gathering.add_bot(gulnara.person)
    await room.say(mallory, "What is this?")
    assert room.gathering.messages == [], "nobody asked the bot anything"

    await room.say(gulnara, "/start@local_bot")
    await room.press(gulnara, "Кыргызча")
    await room.press(gulnara, gulnara.t.country(Country.KG))
    await room.forge(gulnara, SetKind(kind=Kind.GRANT, on=True))
    refused = gulnara.t.plain("Only administrators of this group can change this.")
    assert await room.forge(mallory, SetKind(kind=Kind.GRANT, on=False)) == refused
    await room.say(gulnara, "/settings@local_bot")
    assert gulnara.t.country(Country.KG) in room.text

    await announced(stage, boris, NEWS[0])
    assert room.copies(NEWS[0]) == 1
    assert gulnara.person.messages == mallory.person.messages == []

    room.gathering = room.gathering.migrate(gulnara.person)
    await gulnara.person.settled(PATIENCE)
    await announced(stage, boris, NEWS[1])
    assert room.copies(NEWS[1]) == 1, "in the new chat, once"

    room.gathering.kick_bot(gulnara.person)
    await gulnara.person.settled(PATIENCE)
    await announced(stage, boris, NEWS[2])
    room.gathering.add_bot(gulnara.person)
    await gulnara.person.settled(PATIENCE)
    await announced(stage, boris, NEWS[3])
    assert [room.copies(text) for text in NEWS[2:]] == [0, 1]
    await room.say(gulnara, "/settings@local_bot")
    assert gulnara.t.country(Country.KG) in room.text, "with the old settings"


@pytest.fixture
async def edited(tmp_path: Path) -> AsyncIterator[tuple[Stage, Editors]]:
    """A bot whose content the test writes, and which tells of it soon."""
    editors = Editors(tmp_path / "content")
    editors.grant("long-known", "2027-12-01")
    opened = make_stage(f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}", tmp_path / "secret.key")
    opened.settings = opened.settings.model_copy(update={"content_dir": editors.folder, "alerts_after": 60})
    async with opened:
        yield opened, editors
    assert opened.sim.violations == []


async def test_an_alert_comes_to_a_group_and_is_its_administrators_to_stop(edited: tuple[Stage, Editors]) -> None:
    stage, editors = edited
    room = Room(stage, stage.sim.group(-777, "Coalition", "group"))
    gulnara, mallory = stage.actor(5001, "Gulnara", Language.EN), stage.mallory()
    room.gathering.join(gulnara.person, "creator")
    room.gathering.add_bot_by_link(gulnara.person, "added")
    await gulnara.person.settled(PATIENCE)
    await room.press(gulnara, "English")
    await room.press(gulnara, "Kyrgyzstan")
    await room.press(gulnara, "Yes, turn on")

    today = datetime.fromtimestamp(stage.sim.clock.now(), UTC).date()
    editors.grant("just-out", f"{today + timedelta(days=40)}", countries="KG", published=f"{today}")
    title = editors.named_in
    await stage.until(lambda: any("just-out" in title(message.text) for message in room.gathering.messages))
    assert [slug for message in room.gathering.messages for slug in title(message.text)] == ["just-out"]

    assert await room.press(mallory, "Stop these messages") == "Only administrators of this group can change this."
    opened = room.gathering.press(mallory.person, "Save").value
    await mallory.person.settled(PATIENCE)
    assert opened.url == "https://t.me/local_bot?start=" + FundingItem(slug="just-out").pack()
    await room.press(gulnara, "Stop these messages")
    assert room.text.startswith("You will not receive these any more: grants.")


async def test_a_group_that_moves_while_the_bot_does_not_run(stage: Stage, room: Room) -> None:
    boris, gulnara = await named_broadcaster(stage), stage.actor(5001, "Gulnara", Language.KY)
    room.gathering.join(gulnara.person, "creator")
    room.gathering.add_bot_by_link(gulnara.person, "added")
    await gulnara.person.settled(PATIENCE)
    await room.press(gulnara, "Кыргызча")
    await stage.close()
    room.gathering = room.gathering.migrate(gulnara.person)
    stage.sim.world.updates.clear()  # they came too late to be kept
    await stage.open()
    await announced(stage, boris, NEWS[0])
    assert room.copies(NEWS[0]) == 1, "Telegram names the new address when the old one is written to"
    await room.say(gulnara, "/settings@local_bot")
    assert "Кыргызча" in room.text


async def test_groups_that_cannot_be_written_to_hold_nobody_up(stage: Stage) -> None:
    boris, gulnara = await named_broadcaster(stage), stage.actor(5001, "Gulnara", Language.RU)
    rooms = [Room(stage, stage.sim.group(-700 - number, f"Coalition {number}", "group")) for number in range(5)]
    for room in rooms:
        room.gathering.join(gulnara.person, "creator")
        room.gathering.add_bot_by_link(gulnara.person)
        await gulnara.person.settled(PATIENCE)
        await room.press(gulnara, "Русский")
    rooms[0].gathering.delete()
    for room in rooms[1:4]:
        room.gathering.group.bot = Membership.RESTRICTED  # by the rights of all members: the bot is not told of it
    for text in NEWS[:2]:
        await announced(stage, boris, text)
    assert [rooms[4].copies(text) for text in NEWS[:2]] == [1, 1]
    tried = [call.given["chat_id"] for call in stage.sim.calls.of("sendMessage") if NEWS[1] in call.given["text"]]
    assert not {room.gathering.id for room in rooms[:4]} & set(tried), "they are known to be out of reach"
