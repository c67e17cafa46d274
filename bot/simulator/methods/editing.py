"""editMessageText, editMessageCaption, editMessageReplyMarkup, deleteMessage and deleteMessages."""

from typing import Any

from bot.simulator.books import Call
from bot.simulator.chats import Account, Group, Membership, Message
from bot.simulator.errors import bad_request
from bot.simulator.markup import Markup
from bot.simulator.methods.lookup import find_chat, require_member
from bot.simulator.methods.registry import method
from bot.simulator.methods.sending import read_caption, read_markup, read_text
from bot.simulator.parameters import integer, nested
from bot.simulator.world import World

DELETABLE = 2 * 86_400  # seconds (telegram.md 1.4)
BATCH_LIMIT = 100
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)


@method("editMessageText")
def edit_message_text(world: World, call: Call) -> Any:
    content = read_text(call, "text", "entities")
    markup = read_markup(world, call)
    chat, message = own_message(world, call)
    if _has_media(message):
        raise bad_request("there is no text in the message to edit")
    preview = nested(call.given, "link_preview_options") or None
    same_text = message.content == content and _preview(message) == preview
    if same_text and _keyboard(message.markup) == _keyboard(markup):
        raise bad_request(NOT_MODIFIED, "not-modified")
    world.gate(call, chat)
    message.content = content
    _set_preview(message, preview)
    return _changed(world, message, markup)


@method("editMessageCaption")
def edit_message_caption(world: World, call: Call) -> Any:
    content = read_caption(call)
    markup = read_markup(world, call)
    chat, message = own_message(world, call)
    if not _has_media(message):
        raise bad_request("there is no caption in the message to edit")
    if message.content == content and _keyboard(message.markup) == _keyboard(markup):
        raise bad_request(NOT_MODIFIED, "not-modified")
    world.gate(call, chat)
    message.content = content
    return _changed(world, message, markup)


@method("editMessageReplyMarkup")
def edit_message_reply_markup(world: World, call: Call) -> Any:
    markup = read_markup(world, call)
    chat, message = own_message(world, call)
    if _keyboard(message.markup) == _keyboard(markup):
        raise bad_request(NOT_MODIFIED, "not-modified")
    world.gate(call, chat)
    return _changed(world, message, markup)


@method("deleteMessage")
def delete_message(world: World, call: Call) -> bool:
    chat = find_chat(world, call)
    if isinstance(chat, Group):
        require_member(chat)
    message = world.history(chat.id).get(integer(call.given, "message_id"))
    if message is None or message.deleted:
        raise bad_request("message to delete not found")
    if not _deletable(world, chat, message):
        raise bad_request("message can't be deleted for everyone" if message.by_bot else "message can't be deleted")
    _delete(world, message)
    return True


@method("deleteMessages")
def delete_messages(world: World, call: Call) -> bool:
    chat = find_chat(world, call)
    ids = nested(call.given, "message_ids")
    if not isinstance(ids, list) or not ids:
        raise bad_request("message identifiers are not specified", "message-ids")
    if len(ids) > BATCH_LIMIT:
        raise bad_request("too many message identifiers specified", "message-ids")
    found = [world.history(chat.id).get(message_id) for message_id in ids]
    there = [message for message in found if message is not None and not message.deleted]
    if not all(_deletable(world, chat, message) for message in there):
        raise bad_request("message can't be deleted for everyone")
    for message in there:
        _delete(world, message)
    return True


def own_message(world: World, call: Call) -> tuple[Account | Group, Message]:
    """The bot's own message that the call wants to change."""
    chat = find_chat(world, call)
    if isinstance(chat, Group):
        require_member(chat)
    message = world.history(chat.id).get(integer(call.given, "message_id"))
    if message is None or message.deleted:
        raise bad_request("message to edit not found")
    forwarded = message.extra is not None and "forward_origin" in message.extra
    if not message.by_bot or forwarded or (message.markup is not None and not message.markup.inline):
        raise bad_request("message can't be edited")
    return chat, message


def _changed(world: World, message: Message, markup: Markup | None) -> dict[str, Any]:
    message.markup = markup
    message.edit_date = world.now()
    world.show_change(message)
    return world.as_json(message)


def _has_media(message: Message) -> bool:
    return message.extra is not None and bool(message.extra.get("_media"))


def _preview(message: Message) -> object:
    return (message.extra or {}).get("link_preview_options")


def _set_preview(message: Message, preview: dict[str, Any] | None) -> None:
    if preview is not None:
        message.extra = (message.extra or {}) | {"link_preview_options": preview}
    elif message.extra is not None:
        message.extra.pop("link_preview_options", None)


def _keyboard(markup: Markup | None) -> object:
    return markup.json if markup is not None else None


def _deletable(world: World, chat: Account | Group, message: Message) -> bool:
    if isinstance(chat, Group) and chat.bot is Membership.ADMINISTRATOR:
        return True
    if isinstance(chat, Group) and not message.by_bot:
        return False
    return world.now() - message.date <= DELETABLE


def _delete(world: World, message: Message) -> None:
    message.deleted = True
    world.show_change(message)
