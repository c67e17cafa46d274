"""How the bot presents itself."""

import logging
import re

import pytest

from bot.domain.places import Language
from bot.gateway.faults import TokenRejectedError
from bot.gateway.group_routes import GROUP_TABLE
from bot.gateway.profile import DESCRIPTION, SHORT_DESCRIPTION, Profile
from bot.simulator.person import Person
from bot.simulator.server import Simulator
from bot.ui import group as group_screens
from bot.ui.help import COMMANDS, STAFF_COMMANDS
from tests.gateway.incoming import OLGA
from tests.gateway.rig import Rig
from tests.visits import translator


def profile(rig: Rig) -> Profile:
    return Profile(rig.bot, rig.gate, translator, Language.RU, (OLGA,))


async def test_members_and_owners_see_their_commands_in_their_language(
    rig: Rig, sim: Simulator, aisulu: Person, olga: Person
) -> None:
    await olga.start()
    await profile(rig).publish()
    assert [command["command"] for command in aisulu.commands] == list(COMMANDS)
    assert [command["command"] for command in olga.commands] == [*COMMANDS, *STAFF_COMMANDS]
    kazakh = sim.person(5005, "Dana", language_code="kk")
    assert kazakh.commands[1]["description"] == translator("kk").plain(COMMANDS["menu"])
    german = sim.person(5006, "Uwe", language_code="de")
    assert german.commands[1]["description"] == translator("ru").plain(COMMANDS["menu"])


async def test_only_administrators_of_groups_see_commands_there(
    rig: Rig, sim: Simulator, aisulu: Person, boris: Person, olga: Person
) -> None:
    await olga.start()
    group = sim.group(-777, "Coalition", "group")
    group.join(boris, "administrator")
    group.join(aisulu)
    await profile(rig).publish()
    assert [command["command"] for command in group.commands(boris)] == list(group_screens.COMMANDS)
    assert set(group_screens.COMMANDS) < set(GROUP_TABLE.commands)
    assert group.commands(aisulu) == []


async def test_the_second_start_changes_nothing(rig: Rig, sim: Simulator, olga: Person) -> None:
    await olga.start()
    await profile(rig).publish()
    sim.calls.clear()
    await profile(rig).publish()
    assert [call.method for call in sim.calls if call.method.lower().startswith("set")] == []


async def test_every_call_waits_at_the_gate(rig: Rig, sim: Simulator, olga: Person) -> None:
    await olga.start()
    await profile(rig).publish()
    assert rig.gate.replies == [None] * len(sim.calls)


async def test_what_is_refused_is_passed_over(rig: Rig, sim: Simulator, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        await profile(rig).publish()  # Olga has never written to the bot: her commands are refused
    assert caplog.messages == ["the menu of an owner waits for the next start: chat not found"]
    assert len(sim.calls.of("getMyShortDescription")) == 9, "the rest is done"
    sim.violations.clear()


@pytest.mark.parametrize("fault", ["502", "429", "lost"])
async def test_trouble_ends_it_until_the_next_start(
    rig: Rig, sim: Simulator, caplog: pytest.LogCaptureFixture, fault: str
) -> None:
    sim.faults.add(fault, "getMyCommands")
    with caplog.at_level(logging.INFO):
        await profile(rig).publish()
    assert len(sim.calls.of("getMyCommands")) == 1
    assert re.match(r"the bot's profile could not be completed \(\w+\)", caplog.messages[0])


async def test_a_rejected_token_gets_through(rig: Rig, sim: Simulator) -> None:
    sim.faults.add("401", "getMyCommands")
    with pytest.raises(TokenRejectedError):
        await profile(rig).publish()


@pytest.mark.parametrize("language", list(Language))
def test_every_text_is_within_the_limits_of_telegram(language: Language) -> None:
    t = translator(language)
    assert len(t.plain(DESCRIPTION)) <= 512
    assert len(t.plain(SHORT_DESCRIPTION)) <= 120
    abouts = [*COMMANDS.values(), *STAFF_COMMANDS.values(), *group_screens.COMMANDS.values()]
    assert all(1 <= len(t.plain(about)) <= 256 for about in abouts)
