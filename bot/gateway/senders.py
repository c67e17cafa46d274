"""Who sent an update, when it is somebody the bot talks to: a person in their private chat."""

from dataclasses import dataclass

from telegram import Message, Update, User
from telegram.constants import ChatID, ChatType

# Accounts of Telegram itself, which stand in for others: anonymous admins, channels, service notices.
_STAND_INS = frozenset({ChatID.ANONYMOUS_ADMIN, ChatID.FAKE_CHANNEL, ChatID.SERVICE_CHAT})


@dataclass(frozen=True, slots=True)
class Sender:
    """`id` names both the person and their private chat; `hint` is Telegram's `language_code`."""

    id: int
    hint: str | None = None


def sender_of(update: Update) -> Sender | None:
    """The person who sent this, or None: in groups and channels the bot is silent, and it does not talk to bots."""
    user, chat = update.effective_user, update.effective_chat
    if user is None or user.is_bot or user.id in _STAND_INS:
        return None
    if chat is not None and (chat.type != ChatType.PRIVATE or chat.id != user.id):
        return None
    if isinstance(update.message, Message) and update.message.sender_chat is not None:
        return None
    return _as_sender(user)


def chat_of(update: Update) -> int:
    """The chat within which updates keep their order."""
    chat = update.effective_chat or update.effective_user
    return chat.id if chat is not None else 0


def _as_sender(user: User) -> Sender:
    return Sender(user.id, user.language_code)
