"""Answering people when Telegram is in trouble."""

import asyncio
import logging

import pytest

from bot.gateway import speaker as speaking
from bot.gateway.faults import TokenRejectedError
from bot.simulator.person import Person
from bot.simulator.server import Simulator
from bot.store.database import Database
from bot.ui.screen import Screen
from tests.gateway.incoming import AISULU
from tests.gateway.rig import Rig, open_rig
from tests.gateway.wire import TOKEN

HELLO = Screen("<b>Hello</b>", toast="Saved.")


async def test_a_screen_is_shown_through_the_reply_lane(rig: Rig, aisulu: Person) -> None:
    await aisulu.start()
    assert await rig.speaker.show(AISULU, HELLO) == aisulu.screen.message_id
    assert aisulu.screen.text == "Saved.\n\nHello"
    assert rig.gate.replies == [AISULU]
    assert rig.gate.broadcasts == []


async def test_a_short_flood_wait_is_told_to_the_gate_and_then_it_is_said(
    rig: Rig, sim: Simulator, aisulu: Person
) -> None:
    await aisulu.start()
    sim.faults.add("429", "sendMessage", chat_id=AISULU, seconds=3)

    async def wait_if_told() -> None:
        sim.clock.advance(sum(seconds for seconds, _ in rig.gate.floods))

    rig.gate.before_reply = wait_if_told
    assert await rig.speaker.show(AISULU, HELLO) is not None
    assert rig.gate.floods == [(3.0, AISULU)]


async def test_a_long_flood_wait_is_told_to_the_gate_and_not_waited_for(
    rig: Rig, sim: Simulator, aisulu: Person
) -> None:
    await aisulu.start()
    sim.faults.add("429", "sendMessage", chat_id=AISULU, seconds=60)
    assert await rig.speaker.show(AISULU, HELLO) is None
    assert rig.gate.floods == [(60.0, AISULU)]
    assert rig.gate.replies == [AISULU]


async def test_a_wait_of_a_chat_with_few_calls_is_a_wait_for_everyone(rig: Rig, sim: Simulator, aisulu: Person) -> None:
    await aisulu.start()
    rig.gate.bursts[AISULU] = 1
    sim.faults.add("429", "sendMessage", seconds=10_800)
    await rig.speaker.show(AISULU, HELLO)
    assert rig.gate.floods == [(10_800.0, None)]


async def test_a_wait_is_kept_across_a_restart(rig: Rig, sim: Simulator, aisulu: Person, sqlite_db: Database) -> None:
    await aisulu.start()
    sim.faults.add("429", "sendMessage", chat_id=AISULU, seconds=60)
    await rig.speaker.show(AISULU, HELLO)
    async with open_rig(sim.address, sim.token, sqlite_db) as restarted:
        await restarted.waits.look()
        assert restarted.gate.floods == [(60.0, AISULU)]


async def test_the_last_try_is_judged_like_the_first(rig: Rig, sim: Simulator, aisulu: Person) -> None:
    await aisulu.start()
    sim.faults.add("429", "sendMessage", chat_id=AISULU, seconds=3, times=3)

    async def wait_if_told() -> None:
        sim.clock.advance(rig.gate.floods[-1][0] if rig.gate.floods else 0)

    rig.gate.before_reply = wait_if_told
    assert await rig.speaker.show(AISULU, HELLO) is None
    assert rig.gate.floods == [(3.0, AISULU)] * 3


async def test_a_press_that_may_not_be_answered_is_not_answered_at_once_again(rig: Rig, sim: Simulator) -> None:
    sim.faults.add("429", "answerCallbackQuery", seconds=60)
    await rig.speaker.acknowledge("12345", "Saved.")
    assert rig.gate.floods == [(60.0, None)]
    assert rig.gate.replies == [None]


async def test_a_gate_that_stays_shut_is_given_up(
    rig: Rig, aisulu: Person, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(speaking, "LONGEST_WAIT", 0.01)
    await aisulu.start()

    async def stay_shut() -> None:
        await asyncio.Event().wait()

    rig.gate.before_reply = stay_shut
    assert await rig.speaker.show(AISULU, HELLO) is None
    assert caplog.messages == ["an answer could not be said: a flood wait lasts"]


async def test_what_was_certainly_not_sent_is_said_again(sqlite_db: Database) -> None:
    async with open_rig("http://127.0.0.1:1", TOKEN, sqlite_db) as rig:
        assert await rig.speaker.show(AISULU, HELLO) is None
    assert rig.hands.slept == [1, 2]
    assert len(rig.gate.replies) == 3


async def test_a_lost_answer_is_not_said_again(rig: Rig, sim: Simulator, aisulu: Person) -> None:
    await aisulu.start()
    sim.faults.add("lost", "sendMessage")
    assert await rig.speaker.show(AISULU, HELLO) is None
    assert len(aisulu.messages) == 1


async def test_who_has_blocked_the_bot_is_named_nowhere(
    rig: Rig, aisulu: Person, caplog: pytest.LogCaptureFixture
) -> None:
    await aisulu.start()
    await aisulu.block()
    assert await rig.speaker.show(AISULU, HELLO) is None
    assert caplog.messages == ["an answer could not be said: Forbidden: forbidden: bot was blocked by the user"]


async def test_a_press_answered_too_late_is_no_trouble(rig: Rig, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, "bot"):
        await rig.speaker.acknowledge("12345", "Saved.")
    assert caplog.messages == []
    assert rig.gate.replies == [None]


async def test_a_rejected_token_gets_through(rig: Rig, sim: Simulator) -> None:
    sim.faults.add("401", "sendMessage")
    with pytest.raises(TokenRejectedError):
        await rig.speaker.show(AISULU, HELLO)
