"""sendMessage, and what every method that sends has in common."""

from typing import Any

from bot.simulator.books import Call
from bot.simulator.chats import Account, Group, Message
from bot.simulator.content import CAPTION_LIMIT, TEXT_LIMIT, Content, finished, formatted, is_blank
from bot.simulator.entities import Entity
from bot.simulator.errors import bad_request
from bot.simulator.links import LinkError, checked_link
from bot.simulator.markup import Markup, parse_markup
from bot.simulator.methods.lookup import find_chat, require_write
from bot.simulator.methods.registry import method
from bot.simulator.parameters import flag, integer, nested, text
from bot.simulator.world import World


@method("sendMessage")
def send_message(world: World, call: Call) -> dict[str, Any]:
    content = read_text(call, "text", "entities")
    markup = read_markup(world, call)
    chat = find_chat(world, call)
    require_write(world, call, chat)
    extra = read_reply(world, call, chat)
    preview = nested(call.given, "link_preview_options")
    if preview:
        extra = (extra or {}) | {"link_preview_options": preview}
    world.gate(call, chat)
    message = new_message(world, chat, content, markup, extra)
    world.post(chat, message)
    return world.as_json(message)


def new_message(
    world: World, chat: Account | Group, content: Content, markup: Markup | None, extra: dict[str, Any] | None
) -> Message:
    message_id = world.next_message_id(chat)
    return Message(message_id, chat.id, world.now(), None, content, markup=markup, extra=extra)


def read_text(call: Call, name: str, entities: str) -> Content:
    """The message text of a call, parsed; refused when it is empty or too long."""
    raw = text(call.given, name)
    if not raw:
        raise bad_request("message text is empty", "text-empty")
    content = read_formatted(call, raw, entities, TEXT_LIMIT)
    if is_blank(content.text):
        raise bad_request("text must be non-empty", "text-empty")
    return content


def read_caption(call: Call) -> Content:
    raw = text(call.given, "caption")
    return read_formatted(call, raw, "caption_entities", CAPTION_LIMIT)


def read_formatted(call: Call, raw: str, entities: str, limit: int) -> Content:
    mode = text(call.given, "parse_mode")
    if not mode and entities in call.given:
        return finished(raw, given_entities(nested(call.given, entities)), limit)
    return formatted(raw, mode, limit)


def given_entities(listed: object) -> list[Entity]:
    """Entities that the bot gave itself; the kinds that the server finds by itself are ignored."""
    found: list[Entity] = []
    for item in listed if isinstance(listed, list) else []:
        if not isinstance(item, dict) or not isinstance(item.get("type"), str):
            raise bad_request("can't parse MessageEntity: expected an Object", "entities")
        kind = item["type"]
        argument = item.get("url") or item.get("language") or item.get("custom_emoji_id") or ""
        user = item.get("user")
        number = user.get("id", 0) if isinstance(user, dict) else item.get("unix_time", 0)
        argument = item.get("date_time_format", "") if kind == "date_time" else argument
        argument = _checked(argument) if kind == "text_link" else argument
        found.append(Entity(kind, int(item.get("offset", 0)), int(item.get("length", 0)), str(argument), int(number)))
    return found


def _checked(url: str) -> str:
    try:
        return checked_link(str(url))
    except LinkError as error:
        raise bad_request(f"entity {error}", "entities") from None


def read_markup(world: World, call: Call) -> Markup | None:
    markup = parse_markup(call.given.get("reply_markup"))
    if markup is not None:
        for label in markup.crowded:
            world.violations.add("button-actions", f"button {label!r} has more than one action", call)
    return markup


def read_reply(world: World, call: Call, chat: Account | Group) -> dict[str, Any] | None:
    """The message replied to and the topic, as fields of the new message."""
    extra: dict[str, Any] = {}
    thread = integer(call.given, "message_thread_id")
    if thread:
        if not isinstance(chat, Group) or thread not in chat.topics:
            raise bad_request("message thread not found")
        extra |= {"message_thread_id": thread, "is_topic_message": True}
    reply = nested(call.given, "reply_parameters") or {}
    replied_id = reply.get("message_id") or integer(call.given, "reply_to_message_id")
    if replied_id:
        replied = world.history(chat.id).get(replied_id)
        if replied is not None and not replied.deleted:
            extra["reply_to_message"] = {k: v for k, v in world.as_json(replied).items() if k != "reply_to_message"}
        elif not reply.get("allow_sending_without_reply") and not flag(call.given, "allow_sending_without_reply"):
            raise bad_request("message to be replied not found")
    if flag(call.given, "protect_content"):
        extra["has_protected_content"] = True
    return extra or None
