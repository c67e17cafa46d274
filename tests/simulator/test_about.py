import pytest

from bot.simulator.client import Client
from bot.simulator.person import Person
from bot.simulator.server import Simulator

START = {"command": "start", "description": "Begin"}
STAFF = {"command": "announce", "description": "Announce"}
BASTAU = {"command": "start", "description": "Бастау"}


async def test_the_bot_knows_itself(bot: Client, sim: Simulator) -> None:
    me = (await bot.ask("getMe")).result
    assert (me["id"], me["is_bot"], me["username"]) == (int(sim.token.split(":")[0]), True, "local_bot")


async def test_commands_per_scope_and_language(bot: Client, aisulu: Person, sim: Simulator) -> None:
    """telegram.md 7.10: effective commands per scope and language: the narrowest scope wins."""
    boris = sim.person(1002, "Boris", language_code="ru")
    boris.start()
    await bot.ask("setMyCommands", commands=[START])
    await bot.ask("setMyCommands", commands=[BASTAU], language_code="kk")
    await bot.ask("setMyCommands", commands=[STAFF], scope={"type": "chat", "chat_id": boris.id})
    assert aisulu.commands == [BASTAU]
    assert boris.commands == [STAFF]
    assert (await bot.ask("getMyCommands", language_code="kk")).result == [BASTAU]
    await bot.ask("deleteMyCommands", language_code="kk")
    assert aisulu.commands == [START]
    assert sim.profile.as_json()["commands"][0] == {
        "scope": {"type": "default"},
        "language_code": "",
        "commands": [START],
    }


@pytest.mark.parametrize(
    ("parameters", "description"),
    [
        ({"commands": [{"command": "/", "description": "x"}]}, "command must be non-empty"),
        ({"commands": [{"command": "x" * 33, "description": "x"}]}, "command length must not exceed 32"),
        ({"commands": [{"command": "x", "description": " "}]}, "command description must be non-empty"),
        (
            {"commands": [{"command": "x", "description": "y" * 257}]},
            "command description length must not exceed 256",
        ),
        ({"commands": [{"command": "Über", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [START], "language_code": "kk-KZ"}, "invalid language code specified"),
        ({"commands": [START] * 101}, "BOT_COMMANDS_TOO_MUCH"),
    ],
)
async def test_what_commands_are_refused(bot: Client, parameters: dict[str, object], description: str) -> None:
    """telegram.md 1.1, exact strings."""
    reply = await bot.ask("setMyCommands", **parameters)
    assert (reply.status, reply.description) == (400, f"Bad Request: {description}")


@pytest.mark.parametrize("what", ["Name", "Description", "ShortDescription"])
async def test_names_and_descriptions_per_language(bot: Client, what: str) -> None:
    """telegram.md 1.1: each per language_code; the default is for languages without their own."""
    field = {"Name": "name", "Description": "description", "ShortDescription": "short_description"}[what]
    await bot.ask(f"setMy{what}", **{field: "for all"})
    await bot.ask(f"setMy{what}", **{field: "баршаға"}, language_code="kk")
    assert (await bot.ask(f"getMy{what}", language_code="kk")).result == {field: "баршаға"}
    assert (await bot.ask(f"getMy{what}", language_code="tk")).result == {field: "for all"}
    await bot.ask(f"setMy{what}", language_code="kk")
    assert (await bot.ask(f"getMy{what}", language_code="kk")).result == {field: "for all"}


async def test_the_menu_button(bot: Client, aisulu: Person) -> None:
    """telegram.md 3: for all private chats, or for one."""
    await bot.ask("setChatMenuButton", menu_button={"type": "commands"})
    await bot.ask("setChatMenuButton", chat_id=aisulu.id, menu_button={"type": "default"})
    assert (await bot.ask("getChatMenuButton")).result == {"type": "commands"}
    assert (await bot.ask("getChatMenuButton", chat_id=aisulu.id)).result == {"type": "default"}
