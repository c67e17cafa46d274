"""copyMessage and forwardMessage."""

from typing import Any

from bot.simulator.books import Call
from bot.simulator.chats import Account, Group, Message
from bot.simulator.errors import bad_request
from bot.simulator.methods.lookup import find_chat, require_write
from bot.simulator.methods.registry import method
from bot.simulator.methods.sending import new_message, read_caption, read_markup, read_reply
from bot.simulator.parameters import integer
from bot.simulator.world import World

ORIGIN = frozenset({"forward_origin", "reply_to_message", "message_thread_id", "is_topic_message"})


@method("copyMessage")
def copy_message(world: World, call: Call) -> dict[str, int]:
    markup = read_markup(world, call)
    chat, source = _source(world, call, "copy")
    extra = (read_reply(world, call, chat) or {}) | _media(source)
    content = source.content
    if "caption" in call.given and source.extra is not None and source.extra.get("_media"):
        content = read_caption(call)
    world.gate(call, chat)
    message = world.post(chat, new_message(world, chat, content, markup, extra or None))
    return {"message_id": message.message_id}


@method("forwardMessage")
def forward_message(world: World, call: Call) -> dict[str, Any]:
    chat, source = _source(world, call, "forward")
    if source.extra is not None and source.extra.get("has_protected_content"):
        raise bad_request("message can't be forwarded")
    extra = _media(source) | {"forward_origin": _origin(world, source)}
    world.gate(call, chat)
    message = world.post(chat, new_message(world, chat, source.content, None, extra))
    return world.as_json(message)


def _source(world: World, call: Call, verb: str) -> tuple[Account | Group, Message]:
    """The chat to send to and the message to repeat there."""
    chat = find_chat(world, call)
    require_write(world, call, chat)
    origin = find_chat(world, call, "from_chat_id")
    message = world.history(origin.id).get(integer(call.given, "message_id"))
    if message is None or message.deleted:
        raise bad_request(f"message to {verb} not found")
    if not message.content.text and not _media(message):
        raise bad_request("message can't be copied" if verb == "copy" else "message can't be forwarded")
    return chat, message


def _media(message: Message) -> dict[str, Any]:
    if message.extra is None or not message.extra.get("_media"):
        return {}
    return {name: value for name, value in message.extra.items() if name not in ORIGIN}


def _origin(world: World, source: Message) -> dict[str, Any]:
    if source.extra is not None and "forward_origin" in source.extra:
        return dict(source.extra["forward_origin"])
    group = world.groups.get(source.chat_id)
    if group is not None and group.type == "channel":
        return {"type": "channel", "chat": group.as_chat(), "message_id": source.message_id, "date": source.date}
    return {"type": "user", "sender_user": world.rendering.sender(source), "date": source.date}
