"""What people do, as the updates that the bot gets to know of it."""

from typing import Any

from bot.simulator.callbacks import Press
from bot.simulator.chats import Account, Message, Standing
from bot.simulator.content import finished, formatted
from bot.simulator.entities import Entity
from bot.simulator.errors import SimulatorError
from bot.simulator.files import picture_sides
from bot.simulator.inline import InlineQuery
from bot.simulator.journal import Happening
from bot.simulator.markup import parse_markup
from bot.simulator.methods.chat import bot_member
from bot.simulator.methods.media import media_fields
from bot.simulator.updates import CALLBACK_QUEUE, INLINE_QUEUE, MEMBER_QUEUE
from bot.simulator.world import World


def say(
    world: World, account: Account, text: str, entities: list[Entity] | None = None, extra: dict[str, Any] | None = None
) -> Message:
    """A private message to the bot; the first one starts the chat."""
    if account.standing is Standing.BLOCKED:
        raise SimulatorError(f"{account.first_name} has blocked the bot and cannot write to it; unblock() first.")
    if account.standing is Standing.DEACTIVATED:
        raise SimulatorError(f"The account of {account.first_name} is deactivated.")
    if account.standing is not Standing.STARTED:
        account.standing = Standing.STARTED
        tell_standing(world, account)
    content = finished(text, entities or [])
    if not content.text and not extra:
        raise SimulatorError("Telegram does not send an empty message.")
    message = Message(world.next_message_id(account), account.id, world.now(), account.id, content, extra=extra)
    world.post(account, message)
    world.updates.add("message", world.as_json(message), queue=account.id, person=account.id)
    return message


def press(world: World, account: Account, message: Message, data: str) -> Press:
    """A press with this data, which need not be on the message any more."""
    pressed = world.presses.add(account.id, data, message.message_id)
    shown = next((b.label for row in message.buttons for b in row if b.data == data), f"forged: {data}")
    world.journal.say(Happening.PRESS, account.id, account.id, shown)
    body = {
        "id": pressed.id,
        "from": account.as_user(),
        "message": world.as_json(message),
        "chat_instance": world.chat_instance,
        "data": data,
    }
    added = world.updates.add("callback_query", body, queue=account.id + CALLBACK_QUEUE, person=account.id)
    if added is None:
        world.presses.forget(pressed)
    return pressed


def send_file(
    world: World, account: Account, kind: str, name: str, content_type: str, body: bytes, caption: str = ""
) -> Message:
    """A private message with a document or photo, and words under it."""
    if kind == "photo" and picture_sides(body) is None:
        raise SimulatorError(f"{name} is neither a PNG nor a JPEG picture.")
    file = world.files.add(kind, name, content_type, body)
    return say(world, account, caption, extra=media_fields(kind, file))


def ask_inline(world: World, account: Account, query: str, offset: str = "") -> InlineQuery:
    """Type the bot's name and a query in some chat."""
    world.introduce(account.id)
    asked = world.inline.add(account.id, query)
    body = {"id": asked.id, "from": account.as_user(), "query": query, "offset": offset, "chat_type": "sender"}
    world.updates.add("inline_query", body, queue=account.id + INLINE_QUEUE, person=account.id)
    return asked


def choose(world: World, account: Account, query: InlineQuery, result_id: str) -> Message:
    """Send a result that the bot offered into the private chat."""
    result = next((result for result in query.results if result.get("id") == result_id), None)
    if result is None:
        raise SimulatorError(f"There is no result {result_id!r}; there are {[r.get('id') for r in query.results]}.")
    content = result.get("input_message_content") or {}
    raw = str(content.get("message_text") or result.get("caption") or result.get("title") or "")
    parse_mode = str(content.get("parse_mode") or result.get("parse_mode") or "")
    message = Message(
        world.next_message_id(account),
        account.id,
        world.now(),
        account.id,
        formatted(raw, parse_mode),
        parse_markup(result.get("reply_markup")),
        extra={"via_bot": world.bot_user()},
    )
    return world.post(account, message)


def set_blocked(world: World, account: Account, *, blocked: bool) -> None:
    """Block or unblock the bot; the bot is told by my_chat_member."""
    wanted = Standing.BLOCKED if blocked else Standing.STARTED
    if account.standing is wanted:
        return
    if account.standing is Standing.DEACTIVATED:
        raise SimulatorError(f"The account of {account.first_name} is deactivated.")
    account.standing = wanted
    account.refused = False
    world.journal.say(Happening.BLOCK if blocked else Happening.UNBLOCK, account.id, account.id)
    old, new = ("member", "kicked") if blocked else ("kicked", "member")
    body = {
        "chat": account.as_chat(),
        "from": account.as_user(),
        "date": world.now(),
        "old_chat_member": bot_member(world, old),
        "new_chat_member": bot_member(world, new),
    }
    world.updates.add("my_chat_member", body, queue=account.id + MEMBER_QUEUE, person=account.id)
    tell_standing(world, account)


def tell_standing(world: World, account: Account) -> None:
    world.hub.publish("standing", lambda: {"chat_id": account.id, "standing": account.standing.name.lower()})


def start(world: World, account: Account, payload: str) -> Message:
    """Press Start (or Restart after blocking), or open a deep link."""
    if account.standing is Standing.BLOCKED:
        set_blocked(world, account, blocked=False)
    return say(world, account, f"/start {payload}".rstrip())


def deactivate(world: World, account: Account) -> None:
    account.standing = Standing.DEACTIVATED
    account.refused = False
    tell_standing(world, account)


def newest_with_button(messages: list[Message], label: str) -> Message:
    for message in reversed(messages):
        if message.button(label) is not None:
            return message
    shown = [label for message in messages for label in message.labels]
    raise SimulatorError(f"There is no button {label!r}; there are {shown}.")
