"""Hard times: stale buttons, blocked members, flood waits, broken answers, restarts, bad updates."""

import pytest

from bot.domain.places import Language
from tests.stories.stage import Actor, Stage
from tests.stories.test_staff_story import KAZAKH, draft, named_broadcaster, received, send_now


async def members(stage: Stage, count: int) -> list[Actor]:
    joined = [stage.actor(5000 + number, f"Member {number}", Language.KK) for number in range(count)]
    for actor in joined:
        await actor.join()
    return joined


@pytest.mark.parametrize(
    "data", ["gone", "zz_1_2", "fi", "fi_no-such-programme-any-more", "ni_news_gone", "!l_xx", "+"]
)
async def test_a_stale_button_gets_a_word_and_a_way_on(stage: Stage, data: str) -> None:
    aisulu = stage.aisulu(Language.EN)
    await aisulu.join()
    await aisulu.forge(data)
    assert aisulu.toast
    assert aisulu.t.plain("Main menu") in aisulu.text + "".join(aisulu.screen.labels)


async def test_buttons_of_before_a_restart_still_work(stage: Stage) -> None:
    aisulu = stage.aisulu(Language.EN)
    await aisulu.join()
    await aisulu.press("Funding opportunities")
    await stage.close()
    await stage.open()
    await aisulu.press("Next")
    assert aisulu.screen.labels[0].startswith("7. ")


async def test_who_blocked_the_bot_is_marked_skipped_later_and_revived_by_start(stage: Stage) -> None:
    aisulu, other = await members(stage, 2)
    await aisulu.say("/alerts")
    await aisulu.press("Grants")
    boris = await named_broadcaster(stage)
    aisulu.person.block()
    await aisulu.person.settled()
    await draft(boris, {Language.KK: KAZAKH})
    await send_now(boris)
    await stage.until(lambda: received(other, KAZAKH))
    assert received(aisulu, KAZAKH) == 0
    assert not [call for call in stage.sim.calls.of("sendMessage") if call.status == 403]
    await aisulu.start()
    await aisulu.say("/alerts")
    assert any(label.startswith("✓") and aisulu.t.plain("Grants") in label for label in aisulu.screen.labels)


async def test_who_blocked_unnoticed_is_found_out_by_the_send(stage: Stage) -> None:
    aisulu, other = await members(stage, 2)
    boris = await named_broadcaster(stage)
    await stage.close()
    aisulu.person.block()
    stage.sim.world.updates.clear()
    await stage.open()
    await draft(boris, {Language.KK: KAZAKH})
    await send_now(boris)
    await stage.until(lambda: received(other, KAZAKH))
    await stage.until(lambda: boris.t.plain("Blocked the bot: {n}", n="<5") in boris.text)
    assert len([call for call in stage.sim.calls.of("sendMessage") if call.status == 403]) == 1


async def test_a_flood_wait_delays_the_send_and_loses_nobody(stage: Stage) -> None:
    """Nobody had been written to so often that the wait could be theirs alone: all wait."""
    crowd = await members(stage, 4)
    boris = await named_broadcaster(stage)
    await draft(boris, {Language.KK: KAZAKH})
    stage.sim.faults.add("429", "sendMessage", chat_id=crowd[1].person.id, seconds=60)
    await send_now(boris)
    await stage.until(lambda: all(received(actor, KAZAKH) for actor in crowd))
    calls = [call for call in stage.sim.calls.of("sendMessage") if KAZAKH in str(call.given.get("text"))]
    refused = next(call for call in calls if call.status == 429)
    assert not [call for call in calls if refused.at + 1 < call.at < refused.at + 60]
    assert [received(actor, KAZAKH) for actor in crowd] == [1, 1, 1, 1]


async def test_an_answer_lost_after_delivery_is_reported_uncertain_and_not_sent_again(stage: Stage) -> None:
    crowd = await members(stage, 3)
    boris = await named_broadcaster(stage)
    await draft(boris, {Language.KK: KAZAKH})
    stage.sim.faults.add("lost", "sendMessage", chat_id=crowd[1].person.id)
    await send_now(boris)
    await stage.until(lambda: boris.t.plain("Uncertain: {n}", n="<5") in boris.text)
    await stage.until(lambda: all(received(actor, KAZAKH) for actor in crowd))
    assert [received(actor, KAZAKH) for actor in crowd] == [1, 1, 1]


async def test_an_update_nobody_can_read_does_not_stop_the_bot(stage: Stage) -> None:
    aisulu = stage.aisulu(Language.EN)
    stage.sim.faults.add("poison")
    await aisulu.join()
    stage.sim.faults.add("duplicate")
    await aisulu.press("Funding opportunities")
    assert aisulu.screen.labels[0].startswith("1. ")
