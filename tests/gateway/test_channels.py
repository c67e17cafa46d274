"""Channels: settings by posts that name the bot, and by presses of administrators."""

import pytest

from bot.domain.interests import Kind
from bot.domain.member import ChatKind, Standing
from bot.domain.places import Language
from bot.simulator.group import Gathering
from bot.simulator.person import Person
from bot.simulator.server import Simulator
from bot.ui.routes import SetKind
from tests.gateway.incoming import OLGA, Raw
from tests.gateway.rig import Rig

CHANNEL = -1_001_000_000_888


@pytest.fixture
def channel(sim: Simulator, boris: Person) -> Gathering:
    gathering = sim.group(CHANNEL, "News", "channel")
    gathering.join(boris, "creator")
    gathering.promote_bot(boris)
    return gathering


async def test_a_channel_chooses_its_language_and_alerts(life: Rig, channel: Gathering, boris: Person) -> None:
    channel.post(boris, "/start@local_bot")
    await boris.settled()
    channel.press(boris, "English")
    await boris.settled()
    channel.post(boris, "/alerts@local_bot")
    await boris.settled()
    channel.press_data(boris, SetKind(kind=Kind.JOB, on=True).pack(), channel.screen.message_id)
    await boris.settled()
    known = await life.known(CHANNEL)
    assert (known.chat, known.language) == (ChatKind.CHANNEL, Language.EN)
    assert Kind.JOB in known.interests.kinds


async def test_a_post_that_does_not_name_the_bot_is_not_for_it(life: Rig, channel: Gathering, boris: Person) -> None:
    for text in ("Our news", "/start", "/alerts", "/alerts@other_bot", "read /alerts@local_bot"):
        channel.post(boris, text)
    await boris.settled()
    assert channel.messages == []


async def test_a_reader_changes_nothing(life: Rig, channel: Gathering, boris: Person, mallory: Person) -> None:
    channel.post(boris, "/start@local_bot")
    await boris.settled()
    pressed = channel.press(mallory, "English").value
    await mallory.settled()
    assert pressed.toast == "Only administrators of this channel can change this."
    assert await life.member(CHANNEL) is None


async def test_a_channel_stops_its_messages(life: Rig, channel: Gathering, boris: Person) -> None:
    channel.post(boris, "/start@local_bot")
    await boris.settled()
    channel.press(boris, "English")
    await boris.settled()
    channel.post(boris, "/stop@local_bot")
    await boris.settled()
    assert (await life.known(CHANNEL)).standing is Standing.STOPPED


@pytest.mark.parametrize("more", [{}, {"sender_chat": {"id": -5, "type": "channel", "title": "Another"}}])
async def test_a_post_that_is_not_the_channels_own_counts_for_nothing(rig: Rig, sim: Simulator, more: Raw) -> None:
    chat = {"id": CHANNEL, "type": "channel", "title": "News"}
    post = {"message_id": 1, "date": 1_800_000_000, "chat": chat, "text": "/start@local_bot"}
    assert await rig.take({"update_id": 1, "channel_post": post | more})
    assert len(sim.calls) == 0


async def test_an_owner_of_the_bot_is_no_staff_in_a_channel(life: Rig, channel: Gathering, olga: Person) -> None:
    channel.join(olga, "administrator")
    channel.post(olga, "/announce@local_bot")
    await olga.settled()
    assert channel.screen.text == "Everything else is in the private chat with the bot, for everybody."
    assert OLGA not in life.gate.replies
