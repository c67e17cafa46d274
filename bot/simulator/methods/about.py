"""getMe, and what the bot says of itself: commands, names, descriptions, menu buttons."""

import re
from typing import Any

from bot.simulator.books import Call
from bot.simulator.errors import bad_request
from bot.simulator.methods.lookup import find_chat
from bot.simulator.methods.registry import method
from bot.simulator.parameters import integer, nested, text
from bot.simulator.profile import DEFAULT_SCOPE, Scope
from bot.simulator.world import World

COMMANDS_LIMIT = 100
NAME_LIMIT, DESCRIPTION_LIMIT, SHORT_LIMIT = 64, 512, 120
COMMAND_LIMIT, COMMAND_TEXT_LIMIT = 32, 256
_COMMAND = re.compile(r"[a-z0-9_]+")
_LANGUAGE = re.compile(r"(?:[a-z]{2})?")
SCOPES = frozenset(
    {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}
    | {"chat", "chat_administrators", "chat_member"}
)


@method("getMe")
def get_me(world: World, _call: Call) -> dict[str, Any]:
    return world.bot_user() | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
        "supports_guest_queries": False,
    }


@method("setMyCommands")
def set_my_commands(world: World, call: Call) -> bool:
    commands = nested(call.given, "commands")
    if not isinstance(commands, list):
        raise bad_request("can't parse commands: expected an Array", "commands")
    key = _scope(world, call), _language(call)
    if len(commands) > COMMANDS_LIMIT:
        raise bad_request("BOT_COMMANDS_TOO_MUCH", "commands")
    world.profile.commands[key] = [_command(command) for command in commands]
    return _changed(world)


@method("getMyCommands")
def get_my_commands(world: World, call: Call) -> list[dict[str, str]]:
    return world.profile.commands.get((_scope(world, call), _language(call)), [])


@method("deleteMyCommands")
def delete_my_commands(world: World, call: Call) -> bool:
    world.profile.commands.pop((_scope(world, call), _language(call)), None)
    return _changed(world)


@method("setMyName")
def set_my_name(world: World, call: Call) -> bool:
    return _describe(world, world.profile.names, call, "name", NAME_LIMIT)


@method("setMyDescription")
def set_my_description(world: World, call: Call) -> bool:
    return _describe(world, world.profile.descriptions, call, "description", DESCRIPTION_LIMIT)


@method("setMyShortDescription")
def set_my_short_description(world: World, call: Call) -> bool:
    return _describe(world, world.profile.short_descriptions, call, "short_description", SHORT_LIMIT)


@method("getMyName")
def get_my_name(world: World, call: Call) -> dict[str, str]:
    return {"name": _described(world.profile.names, call, world.bot_name)}


@method("getMyDescription")
def get_my_description(world: World, call: Call) -> dict[str, str]:
    return {"description": _described(world.profile.descriptions, call)}


@method("getMyShortDescription")
def get_my_short_description(world: World, call: Call) -> dict[str, str]:
    return {"short_description": _described(world.profile.short_descriptions, call)}


@method("setChatMenuButton")
def set_chat_menu_button(world: World, call: Call) -> bool:
    chat_id = find_chat(world, call).id if "chat_id" in call.given else 0
    world.profile.menu_buttons[chat_id] = nested(call.given, "menu_button") or {"type": "default"}
    return True


@method("getChatMenuButton")
def get_chat_menu_button(world: World, call: Call) -> dict[str, Any]:
    buttons = world.profile.menu_buttons
    return buttons.get(integer(call.given, "chat_id")) or buttons.get(0) or {"type": "commands"}


def _command(given: object) -> dict[str, str]:
    if not isinstance(given, dict):
        raise bad_request("can't parse BotCommand: expected an Object", "commands")
    name = str(given.get("command", "")).removeprefix("/").strip()
    about = str(given.get("description", "")).strip()
    if not name:
        raise bad_request("command must be non-empty", "commands")
    if len(name) > COMMAND_LIMIT:
        raise bad_request(f"command length must not exceed {COMMAND_LIMIT}", "commands")
    if not about:
        raise bad_request("command description must be non-empty", "commands")
    if len(about) > COMMAND_TEXT_LIMIT:
        raise bad_request(f"command description length must not exceed {COMMAND_TEXT_LIMIT}", "commands")
    if not _COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID", "commands")
    return {"command": name, "description": about}


def _scope(world: World, call: Call) -> Scope:
    scope = nested(call.given, "scope")
    if scope is None:
        return DEFAULT_SCOPE
    kind = scope.get("type") if isinstance(scope, dict) else None
    if kind not in SCOPES:
        raise bad_request("unsupported BotCommandScope type", "commands")
    if "chat_id" not in scope:
        return str(kind), 0, 0
    inner = Call(call.number, call.method, b"", scope, call.at)
    return str(kind), find_chat(world, inner).id, integer(scope, "user_id")


def _language(call: Call) -> str:
    code = text(call.given, "language_code")
    if not _LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified", "language-code")
    return code


def _describe(world: World, texts: dict[str, str], call: Call, name: str, limit: int) -> bool:
    language, value = _language(call), text(call.given, name).strip()
    if len(value) > limit:
        raise bad_request(f"{name.upper()}_TOO_LONG", "description-too-long")
    if value:
        texts[language] = value
    else:
        texts.pop(language, None)
    return _changed(world)


def _changed(world: World) -> bool:
    world.hub.publish("profile", dict)
    return True


def _described(texts: dict[str, str], call: Call, otherwise: str = "") -> str:
    return texts.get(_language(call)) or texts.get("") or otherwise
