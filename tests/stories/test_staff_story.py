"""The staff's story: an owner names a broadcaster, who announces in two languages; each member gets it once."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.places import Country, Language
from bot.simulator.entities import Entity
from tests.stories.stage import Actor, Stage

KAZAKH = "Ертең сағат 15:00-де онлайн кездесу өтеді."
RUSSIAN = "Завтра в 15:00 онлайн-встреча."


def received(actor: Actor, words: str) -> int:
    return sum(words in message.text for message in actor.person.messages)


async def named_broadcaster(stage: Stage) -> Actor:
    """Boris, named by Olga in the chat, and told so."""
    olga, boris = stage.olga(), stage.boris()
    await boris.join()
    await olga.join()
    await olga.say("/staff")
    await olga.press("Name a broadcaster")
    await olga.say(str(boris.person.id))
    await olga.press("Yes, make a broadcaster")
    assert str(boris.person.id) in olga.text
    await stage.until(lambda: "/announce" in boris.text)
    return boris


async def draft(boris: Actor, texts: dict[Language, str]) -> None:
    await boris.say("/announce")
    await boris.press("New announcement")
    for language, text in texts.items():
        await boris.press("Texts")
        await boris.press_first(boris.t.language_label(language))
        await boris.say(text)
    await lend_texts(boris)


async def lend_texts(boris: Actor) -> None:
    """Whoever has no text in their language gets another one's."""
    if boris.t.plain("Languages without a text") in boris.screen.labels:
        await boris.press("Languages without a text")
        await boris.press("Another language for all undecided")
        await boris.press("Back")


async def send_now(boris: Actor) -> None:
    await boris.press("Choose when it goes out")
    await boris.press("Continue")
    await boris.press("Send")


async def scheduled_in_twenty_minutes(stage: Stage, boris: Actor) -> None:
    """An announcement in Kazakh, for a moment typed in the time of Bishkek."""
    await draft(boris, {Language.KK: KAZAKH})
    await boris.press("Choose when it goes out")
    await boris.press_first("UTC+6")
    moment = datetime.fromtimestamp(stage.sim.clock.now(), UTC) + timedelta(minutes=20)
    await boris.say(f"{moment.astimezone(ZoneInfo('Asia/Bishkek')):%d.%m.%Y %H:%M}")
    await boris.press("Continue")
    await boris.press("Schedule")


async def test_an_announcement_reaches_each_member_once_in_their_language(either_stage: Stage) -> None:
    stage = either_stage
    aisulu, dilnoza = stage.aisulu(Language.KK), stage.actor(1500, "Dilnoza", Language.UZ)
    await aisulu.join(Country.KZ)
    await dilnoza.join(Country.UZ)
    boris = await named_broadcaster(stage)
    await draft(boris, {Language.KK: KAZAKH, Language.RU: RUSSIAN})
    await boris.press("Preview")
    assert boris.text == RUSSIAN
    assert boris.t.plain("Stop these messages") in boris.screen.labels
    await boris.press("Back")
    await send_now(boris)
    await stage.until(lambda: received(aisulu, KAZAKH) and received(dilnoza, RUSSIAN))
    await stage.until(lambda: boris.t.plain("Report") in boris.screen.labels)
    assert boris.t.plain("Total: {n}", n="<5") in boris.text  # how few they are is not told
    assert received(aisulu, KAZAKH) == 1
    assert received(aisulu, RUSSIAN) == 0
    assert received(dilnoza, RUSSIAN) == 1
    assert received(stage.olga(), RUSSIAN) == 1


async def test_formatting_is_kept(stage: Stage) -> None:
    aisulu = stage.aisulu(Language.KK)
    await aisulu.join()
    boris = await named_broadcaster(stage)
    await boris.say("/announce")
    await boris.press("New announcement")
    await boris.press("Texts")
    await boris.press_first(boris.t.language_label(Language.RU))
    text = "Важно & срочно: 2 < 3"
    boris.person.say(text, entities=[Entity("bold", 0, 5)])
    await boris.person.settled()
    await lend_texts(boris)
    await send_now(boris)
    await stage.until(lambda: received(aisulu, text))
    arrived = next(message for message in aisulu.person.messages if text in message.text)
    assert [(one.type, one.offset, one.length) for one in arrived.entities] == [("bold", 0, 5)]


async def test_a_scheduled_announcement_survives_a_restart_and_goes_out_at_its_moment(stage: Stage) -> None:
    aisulu = stage.aisulu(Language.KK)
    await aisulu.join()
    boris = await named_broadcaster(stage)
    await scheduled_in_twenty_minutes(stage, boris)
    await stage.close()
    assert received(aisulu, KAZAKH) == 0
    stage.sim.clock.advance(21 * 60)
    await stage.open()
    await stage.until(lambda: received(aisulu, KAZAKH))
    assert received(aisulu, KAZAKH) == 1


async def test_what_is_more_than_an_hour_late_asks_first(stage: Stage) -> None:
    aisulu = stage.aisulu(Language.KK)
    await aisulu.join()
    boris = await named_broadcaster(stage)
    await scheduled_in_twenty_minutes(stage, boris)
    await stage.close()
    stage.sim.clock.advance(3 * 3600)
    await stage.open()
    await stage.until(lambda: boris.t.plain("Send now") in boris.screen.labels)
    assert received(aisulu, KAZAKH) == 0
    await boris.press("Send now")
    await boris.press("Send")
    await stage.until(lambda: received(aisulu, KAZAKH))
    assert received(aisulu, KAZAKH) == 1


async def test_two_impatient_taps_send_once(stage: Stage) -> None:
    aisulu = stage.aisulu(Language.KK)
    await aisulu.join()
    boris = await named_broadcaster(stage)
    await draft(boris, {Language.KK: KAZAKH})
    await boris.press("Choose when it goes out")
    await boris.press("Continue")
    label = boris.t.plain("Send")
    button = boris.screen.button(label)
    message_id = boris.screen.message_id
    assert button
    for _ in range(3):
        boris.person.press(data=button.data, message_id=message_id)
    await boris.person.settled()
    await stage.until(lambda: received(aisulu, KAZAKH))
    assert received(aisulu, KAZAKH) == 1


@pytest.mark.parametrize(
    "data",
    ["!bn", "b", "bv_1", "bt_1", "bw_1_kk", "bp_1_ru", "ba_1", "!bal_1_kk_1", "!bs_1", "!bx_1", "!bp_1", "t", "!td_1"],
)
async def test_mallory_forges_the_buttons_of_staff_in_vain(stage: Stage, data: str) -> None:
    boris = await named_broadcaster(stage)
    await draft(boris, {Language.RU: RUSSIAN})
    await boris.say("/announce")
    labels = boris.screen.labels
    mallory = stage.mallory()
    await mallory.join()
    await mallory.forge(data)
    assert mallory.toast
    assert mallory.t.plain("Funding opportunities") in mallory.screen.labels
    assert RUSSIAN not in mallory.text
    await boris.say("/announce")
    assert boris.screen.labels == labels
    await boris.press_first(RUSSIAN[:10])
    assert boris.t.plain("Choose when it goes out") in boris.screen.labels
