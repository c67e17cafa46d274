"""Who and what the bot can talk to: people, groups, supergroups and channels, and the messages in them."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from bot.simulator.content import EMPTY, Content
from bot.simulator.entities import Entity
from bot.simulator.markup import Button, Markup


class Standing(IntEnum):
    """What a person is to the bot; decides how a private message to them is refused."""

    UNSEEN = 0  # the bot has never met them
    SEEN = 1  # met in a group, has never started the bot
    STARTED = 2
    BLOCKED = 3
    DEACTIVATED = 4


@dataclass(slots=True, eq=False)
class Account:
    """A person on Telegram. A million of these must stay cheap: nothing else is made before it is needed."""

    id: int
    first_name: str
    language_code: str | None = None
    username: str | None = None
    standing: Standing = Standing.UNSEEN
    refused: bool = False  # the bot has been told that this person blocked it
    read: int = 0  # bot messages that a waiting test need not be shown any more
    crowd: bool = False  # one of many who only receive: nobody plays them

    def as_user(self) -> dict[str, Any]:
        user: dict[str, Any] = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        if self.username:
            user["username"] = self.username
        if self.language_code:
            user["language_code"] = self.language_code
        return user

    def as_chat(self) -> dict[str, Any]:
        chat: dict[str, Any] = {"id": self.id, "first_name": self.first_name, "type": "private"}
        if self.username:
            chat["username"] = self.username
        return chat


@dataclass(slots=True, eq=False)
class Message:
    """One message as everybody in the chat sees it now."""

    message_id: int
    chat_id: int
    date: int
    sender: int | None  # a person's id; None is the bot
    content: Content = EMPTY
    markup: Markup | None = None
    edit_date: int | None = None
    deleted: bool = False
    extra: dict[str, Any] | None = None  # further fields of the Message object: media, forward_origin, a service event

    @property
    def text(self) -> str:
        return self.content.text

    @property
    def raw(self) -> str:
        """The text exactly as it was sent."""
        return self.content.raw

    @property
    def parse_mode(self) -> str:
        return self.content.mode

    @property
    def entities(self) -> tuple[Entity, ...]:
        return self.content.entities

    @property
    def buttons(self) -> tuple[tuple[Button, ...], ...]:
        return self.markup.rows if self.markup is not None else ()

    @property
    def labels(self) -> list[str]:
        return [button.label for row in self.buttons for button in row]

    @property
    def edited(self) -> bool:
        return self.edit_date is not None

    @property
    def by_bot(self) -> bool:
        return self.sender is None

    def button(self, label: str) -> Button | None:
        return next((button for row in self.buttons for button in row if button.label == label), None)


class MessageList:
    """The messages of one chat in the order of their ids, deleted ones included."""

    __slots__ = ("_messages",)

    def __init__(self) -> None:
        self._messages: list[Message] = []

    def add(self, message: Message) -> None:
        self._messages.append(message)

    def get(self, message_id: int) -> Message | None:
        place = bisect_left(self._messages, message_id, key=_id)
        if place < len(self._messages) and self._messages[place].message_id == message_id:
            return self._messages[place]
        return None

    def __iter__(self) -> Iterator[Message]:
        return iter(self._messages)

    def __reversed__(self) -> Iterator[Message]:
        return reversed(self._messages)

    def __len__(self) -> int:
        return len(self._messages)


def _id(message: Message) -> int:
    return message.message_id


class Membership(IntEnum):
    """What the bot is in a group or channel."""

    NEVER = 0
    MEMBER = 1
    ADMINISTRATOR = 2
    RESTRICTED = 3  # may read, may not write
    LEFT = 4
    KICKED = 5


@dataclass(slots=True, eq=False)
class Group:
    """A group, supergroup or channel."""

    id: int
    type: str  # "group", "supergroup" or "channel"
    title: str
    username: str | None = None
    is_forum: bool = False
    bot: Membership = Membership.NEVER
    bot_rights: dict[str, bool] = field(default_factory=dict)
    members: dict[int, str] = field(default_factory=dict)  # person -> "creator", "administrator", "member", "left", …
    migrated_to: int | None = None
    deleted: bool = False
    last_message_id: int = 0
    topics: dict[int, str] = field(default_factory=dict)

    def as_chat(self) -> dict[str, Any]:
        chat: dict[str, Any] = {"id": self.id, "title": self.title, "type": self.type}
        if self.username:
            chat["username"] = self.username
        if self.is_forum:
            chat["is_forum"] = True
        return chat


Chat = Account | Group
