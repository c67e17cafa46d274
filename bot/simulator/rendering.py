"""Messages as JSON: the Message object that the bot is shown, and the fuller view of whoever watches the chat."""

from dataclasses import asdict
from typing import Any

from bot.simulator.chats import Account, Group, Message
from bot.simulator.entities import Entity
from bot.simulator.markup import Button


class Rendering:
    """Writes messages out; knows who is who."""

    def __init__(self, people: dict[int, Account], groups: dict[int, Group], bot: dict[str, Any]) -> None:
        self._people = people
        self._groups = groups
        self._bot = bot

    def as_json(self, message: Message) -> dict[str, Any]:
        """The Message object of the Bot API; an InaccessibleMessage when it was deleted."""
        if message.deleted:
            chat = self._people.get(message.chat_id) or self._groups[message.chat_id]
            return {"chat": chat.as_chat(), "message_id": message.message_id, "date": 0}
        return self.full(message)

    def full(self, message: Message) -> dict[str, Any]:
        """The Message object of the Bot API, deleted or not."""
        chat = self._people.get(message.chat_id) or self._groups[message.chat_id]
        shown: dict[str, Any] = {"message_id": message.message_id}
        if isinstance(chat, Group) and chat.type == "channel":
            shown["sender_chat"] = chat.as_chat()
        else:
            shown["from"] = self.sender(message)
        shown["chat"] = chat.as_chat()
        shown["date"] = message.date
        if message.edit_date is not None:
            shown["edit_date"] = message.edit_date
        media = message.extra is not None and message.extra.get("_media")
        if message.content.text:
            shown["caption" if media else "text"] = message.content.text
            if message.content.entities:
                shown["caption_entities" if media else "entities"] = self.entities(message)
        if message.markup is not None and message.markup.inline:
            shown["reply_markup"] = message.markup.json
        if message.extra is not None:
            shown.update(_public(message.extra))
        return shown

    def view(self, message: Message) -> dict[str, Any]:
        """Everything there is to know of a message, deleted or not; the same fields always."""
        extra = message.extra or {}
        reactions = extra.get("_reactions")
        return {
            "chat_id": message.chat_id,
            "message_id": message.message_id,
            "from": self.sender(message),
            "by_bot": message.by_bot,
            "date": message.date,
            "text": message.text,
            "entities": self.entities(message),
            "raw": message.raw,
            "parse_mode": message.parse_mode,
            "buttons": [[_button(button) for button in row] for row in message.buttons],
            "reply_markup": message.markup.json if message.markup is not None else None,
            "edited": message.edited,
            "edit_date": message.edit_date,
            "deleted": message.deleted,
            "service": extra.get("_service"),
            "reaction": reactions[0].get("emoji") if reactions else None,
            "message": self.full(message),
        }

    def sender(self, message: Message) -> dict[str, Any]:
        return self._bot if message.sender is None else self._people[message.sender].as_user()

    def entities(self, message: Message) -> list[dict[str, Any]]:
        return [self._entity(entity) for entity in message.content.entities]

    def _entity(self, entity: Entity) -> dict[str, Any]:
        shown: dict[str, Any] = {"offset": entity.offset, "length": entity.length, "type": entity.type}
        if entity.type == "text_link":
            shown["url"] = entity.argument
        elif entity.type == "pre" and entity.argument:
            shown["language"] = entity.argument
        elif entity.type == "custom_emoji":
            shown["custom_emoji_id"] = entity.argument
        elif entity.type == "text_mention":
            known = self._people.get(entity.number)
            shown["user"] = known.as_user() if known else {"id": entity.number, "is_bot": False, "first_name": ""}
        elif entity.type == "date_time":
            shown["unix_time"] = entity.number
            if entity.argument:
                shown["date_time_format"] = entity.argument
        return shown


def _button(button: Button) -> dict[str, Any]:
    return {name: value for name, value in asdict(button).items() if value is not None}


def _public(extra: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in extra.items() if not name.startswith("_")}
