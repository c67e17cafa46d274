"""Commands said in plain words."""

import pytest

from bot.domain.member import Standing
from bot.gateway.routing import TABLE
from bot.gateway.said_in_words import command_said
from bot.simulator.person import Person
from tests.gateway.rig import Rig
from tests.visits import join


@pytest.mark.parametrize(
    "text",
    [
        *("stop", "STOP", " Stop! ", "«стоп»", "СТОП.", "Unsubscribe", "отписаться", "бас  кун", "🛑 stop 🛑"),
        *("Тоқта", "токто", "тоқтату!", "to'xta", "To\u2018xta", "TO\u02bbXTA", "to\u2019xtating", "toxta", "тўхтат"),
        *("dayan", "DAYANDIR", "Dayandır", "duruz", "/стоп"),
    ],
)
def test_the_word_is_the_command(text: str) -> None:
    assert command_said(text) == "stop"
    assert "stop" in TABLE.commands


@pytest.mark.parametrize(
    "text",
    ["", "?", "👍", "How do I stop the reminders?", "non-stop", "stopped", "стоп-кадр", "бас қалам", "stop " * 30],
)
def test_any_other_word_is_none(text: str) -> None:
    assert command_said(text) is None


@pytest.mark.parametrize("word", ["Стоп!", "/стоп", "to\u2018xta"])
async def test_who_types_the_word_is_written_to_no_more(life: Rig, olga: Person, word: str) -> None:
    await join(life.db, olga.id)
    await olga.say(word)
    assert (await olga.next_message()).text.startswith("Messages are stopped")
    assert (await life.known(olga.id)).standing is Standing.STOPPED


async def test_a_newcomer_who_types_the_word_is_stored_by_it_no_more_than_by_the_command(
    life: Rig, olga: Person
) -> None:
    await olga.say("stop")
    by_word = (await olga.next_message()).text
    await olga.say("/stop")
    assert (await olga.next_message()).text == by_word
    assert await life.member(olga.id) is None
