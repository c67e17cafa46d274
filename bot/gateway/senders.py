"""Who sent an update, when it is somebody the bot talks to: a person in their private chat, or a group or channel."""

from collections.abc import Mapping
from dataclasses import dataclass

from telegram import Message, Update, User
from telegram.constants import ChatID, ChatType

from bot.domain.member import ChatKind

# Accounts of Telegram itself, which stand in for others: anonymous admins, channels, service notices.
_STAND_INS = frozenset({ChatID.ANONYMOUS_ADMIN, ChatID.FAKE_CHANNEL, ChatID.SERVICE_CHAT})
_GATHERINGS: Mapping[str, ChatKind] = {
    ChatType.GROUP: ChatKind.GROUP,
    ChatType.SUPERGROUP: ChatKind.GROUP,
    ChatType.CHANNEL: ChatKind.CHANNEL,
}


@dataclass(frozen=True, slots=True)
class Sender:
    """Whom the bot answers. `id` names both a person and their private chat, or a group or channel.

    `hint` is Telegram's `language_code` of whoever wrote.
    """

    id: int
    hint: str | None = None
    chat: ChatKind = ChatKind.PERSON


@dataclass(frozen=True, slots=True)
class Caller:
    """Who speaks to the bot in a group or channel. `user_id` is None where Telegram says that the chat itself does:
    an administrator who stays anonymous, or a post of the channel.
    """

    chat: Sender
    user_id: int | None


def sender_of(update: Update) -> Sender | None:
    """The person who sent this in their private chat, or None; the bot does not talk to bots."""
    user, chat = update.effective_user, update.effective_chat
    if user is None or not _is_person(user):
        return None
    if chat is not None and (chat.type != ChatType.PRIVATE or chat.id != user.id):
        return None
    if isinstance(update.message, Message) and update.message.sender_chat is not None:
        return None
    return Sender(user.id, user.language_code)


def gathering_of(update: Update, hint: str | None = None) -> Sender | None:
    """The group or channel this comes from, or None."""
    chat = update.effective_chat
    kind = _GATHERINGS.get(chat.type) if chat is not None else None
    return Sender(chat.id, hint, kind) if chat is not None and kind is not None else None


def caller_of(update: Update) -> Caller | None:
    """Who pressed or wrote in a group or channel; None for bots, and for channels that speak in a group."""
    said = update.callback_query or update.message or update.channel_post
    user = said.from_user if said is not None else None
    chat = gathering_of(update, user.language_code if user is not None else None)
    if said is None or chat is None:
        return None
    if isinstance(said, Message) and said.sender_chat is not None:
        return Caller(chat, None) if said.sender_chat.id == chat.id else None
    return Caller(chat, user.id) if user is not None and _is_person(user) else None


def chat_of(update: Update) -> int:
    """The chat within which updates keep their order."""
    chat = update.effective_chat or update.effective_user
    return chat.id if chat is not None else 0


def _is_person(user: User) -> bool:
    return not user.is_bot and user.id not in _STAND_INS
