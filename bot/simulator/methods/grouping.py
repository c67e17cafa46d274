"""createForumTopic, pinChatMessage and setMessageReaction."""

from typing import Any

from bot.simulator.books import Call
from bot.simulator.chats import Account, Group, Membership, Message
from bot.simulator.errors import bad_request
from bot.simulator.journal import Happening
from bot.simulator.methods.lookup import find_chat, require_member, require_write
from bot.simulator.methods.registry import method
from bot.simulator.parameters import integer, nested, text
from bot.simulator.world import World

TOPIC_NAME_LIMIT = 128
TOPIC_COLORS = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)
_EMOJI = (
    "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 "
    "🕊 🤡 🥱 🥴 😍 🐳 ❤\u200d🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 "
    "🍾 💋 🖕 😈 😴 😭 🤓 👻 👨\u200d💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 "
    "🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷\u200d♂ 🤷 🤷\u200d♀ "
    "😡 "
)
EMOJI = frozenset(_EMOJI.split())


@method("createForumTopic")
def create_forum_topic(world: World, call: Call) -> dict[str, Any]:
    chat = find_chat(world, call)
    if not isinstance(chat, Group) or not chat.is_forum:
        raise bad_request("the chat is not a forum")
    require_member(chat)
    if chat.bot is not Membership.ADMINISTRATOR or not chat.bot_rights.get("can_manage_topics", True):
        raise bad_request("not enough rights to create a topic")
    name = text(call.given, "name").strip()
    if not 0 < len(name) <= TOPIC_NAME_LIMIT:
        raise bad_request("TOPIC_TITLE_EMPTY" if not name else "TOPIC_TITLE_INVALID", "topic")
    color = integer(call.given, "icon_color", TOPIC_COLORS[0])
    if color not in TOPIC_COLORS:
        raise bad_request("TOPIC_ICON_COLOR_INVALID", "topic")
    created = {"forum_topic_created": {"name": name, "icon_color": color}, "is_topic_message": True}
    message = service(world, chat, None, created, f"creates the topic {name}")
    chat.topics[message.message_id] = name
    created["message_thread_id"] = message.message_id
    return {"message_thread_id": message.message_id, "name": name, "icon_color": color}


@method("pinChatMessage")
def pin_chat_message(world: World, call: Call) -> bool:
    chat = find_chat(world, call)
    require_write(world, call, chat)
    if isinstance(chat, Group) and (
        chat.bot is not Membership.ADMINISTRATOR or not chat.bot_rights.get("can_pin_messages", True)
    ):
        raise bad_request("not enough rights to manage pinned messages in the chat")
    message = _message(world, call, chat, "pin")
    pinned = world.pinned.setdefault(chat.id, [])
    if message.message_id in pinned:
        pinned.remove(message.message_id)
    pinned.append(message.message_id)
    service(world, chat, None, {"pinned_message": world.as_json(message)}, "pins a message")
    return True


@method("setMessageReaction")
def set_message_reaction(world: World, call: Call) -> bool:
    chat = find_chat(world, call)
    require_write(world, call, chat)
    message = _message(world, call, chat, "react")
    reactions = nested(call.given, "reaction") or []
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY", "reaction")
    for reaction in reactions:
        if reaction.get("type") == "emoji" and str(reaction.get("emoji")).replace("\ufe0f", "") not in EMOJI:
            raise bad_request("REACTION_INVALID", "reaction")
    message.extra = (message.extra or {}) | {"_reactions": reactions}
    shown = reactions[0].get("emoji", reactions[0].get("type")) if reactions else "nothing"
    world.journal.say(Happening.REACTION, chat.id, None, str(shown))
    world.hub.publish("edit", lambda: world.rendering.view(message))
    return True


def service(world: World, chat: Account | Group, person: int | None, event: dict[str, Any], text: str) -> Message:
    """Post a service message: somebody came, something was pinned; `text` is what a transcript says of it."""
    event["_service"] = text
    message = Message(world.next_message_id(chat), chat.id, world.now(), person, extra=event)
    return world.post(chat, message)


def _message(world: World, call: Call, chat: Account | Group, verb: str) -> Message:
    message = world.history(chat.id).get(integer(call.given, "message_id"))
    if message is None or message.deleted:
        raise bad_request(f"message to {verb} not found")
    return message
