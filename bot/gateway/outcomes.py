"""What an error of a call means: the only place where Telegram's wording is read.

The library lower-cases most descriptions and drops the status, so wording is matched in lower case. `BadRequest` and
`TimedOut` are both kinds of `NetworkError` there: the order below matters.
"""

import re

from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, TelegramError

from bot.domain.delivery import Gone, Later, Lost, Migrated, Outcome, Refused, Scope, Sent, Uncertain
from bot.gateway.faults import FloodWaitError, NotSentError, TokenRejectedError
from bot.gateway.refusals import with_fault

NETWORK_PAUSE = 5.0  # seconds until a send that certainly did not go out is tried again

_NOBODY_THERE = ("chat not found", "user not found", "peer_id_invalid", "chat_id is empty", "input_user_deactivated")
_CLOSED_TO_US = ("blocked", "kicked", "not a member", "can't initiate", "was deleted", "messages to the bot", "to bots")
_DEACTIVATED = "deactivated"
# In groups and channels only: nothing is wrong with the message. Until somebody mends it, the chat is left alone.
_MAY_NOT_WRITE = (
    "not enough rights to send text messages",
    "have no rights to send a message",
    "administrator rights in the channel",
    "no write access to the chat",
    "chat_write_forbidden",
    "chat_admin_required",
    "topic_closed",
)
_MAY_NOT_SEND_SUCH = "not enough rights to send"  # photos, documents, …
_NOT_THERE = ("message to edit not found", "message to delete not found", "message_id_invalid")
_UNEDITABLE = ("message can't be edited", "no text in the message to edit", "no caption in the message to edit")
_UNDELETABLE = "message can't be deleted"
_PERSONAL = re.compile(r"(?<!\w)'[^']*'|\"[^\"]*\"|@\w+|\w+://\S+|-?\d{6,}")
_REASON_LIMIT = 120


def outcome_of(error: TelegramError, scope: Scope = Scope.CHAT) -> Outcome:
    """What became of a send that met this error; `scope` is whom a flood wait stops.

    Raises `TokenRejectedError` when it is not this send but everything that cannot work.
    """
    raise_if_rejected(error)
    match error:
        case FloodWaitError():
            return Later(error.seconds, scope)
        case ChatMigrated():
            return Migrated(error.new_chat_id)
        case NotSentError():
            return Later(NETWORK_PAUSE, None)
        case Forbidden() | BadRequest() | InvalidToken():
            return _verdict(error)
    return _refused(error) if "too large" in _wording(error) else Uncertain()


def outcome_of_change(error: TelegramError, message_id: int, scope: Scope = Scope.CHAT) -> Outcome:
    """The same for editing or deleting this message."""
    if is_unchanged(error):
        return Sent(message_id)
    if is_uneditable(error):
        gone = any(words in _wording(error) for words in _NOT_THERE)
        return Lost(gone, reason_of(error))
    return outcome_of(error, scope)


def raise_if_rejected(error: TelegramError) -> None:
    """Raise `TokenRejectedError` when the error says that Telegram does not know the token.

    The library reports an unknown method by the same type: such a call is refused, and the rest of the bot works.
    """
    if isinstance(error, InvalidToken) and "method not found" not in _wording(error):
        raise TokenRejectedError from None


def is_unchanged(error: TelegramError) -> bool:
    """An edit found the message as it should be: a success."""
    return isinstance(error, BadRequest) and "message is not modified" in _wording(error)


def is_uneditable(error: TelegramError) -> bool:
    """The message is gone, or cannot be changed any more: what it should show has to be sent anew."""
    unable = (*_NOT_THERE, *_UNEDITABLE, _UNDELETABLE)
    return isinstance(error, BadRequest) and any(words in _wording(error) for words in unable)


def is_stale_query(error: TelegramError) -> bool:
    """A press was answered too late or twice; nothing follows from that."""
    return isinstance(error, BadRequest) and "query is too old" in _wording(error)


def reason_of(error: TelegramError) -> str:
    """Telegram's wording without what may be personal: quoted text, names, addresses, long numbers."""
    return _PERSONAL.sub("…", " ".join(_wording(error).split()))[:_REASON_LIMIT]


def _verdict(error: TelegramError) -> Outcome:
    wording = _wording(error)
    if any(words in wording for words in _NOBODY_THERE):
        return Gone(deactivated=_DEACTIVATED in wording)
    if isinstance(error, Forbidden) and any(words in wording for words in (*_CLOSED_TO_US, _DEACTIVATED)):
        return Gone(deactivated=_DEACTIVATED in wording)
    if any(words in wording for words in _MAY_NOT_WRITE):
        return Gone()
    return Lost(gone=False, reason=reason_of(error)) if _MAY_NOT_SEND_SUCH in wording else _refused(error)


def _refused(error: TelegramError) -> Refused:
    return Refused(with_fault(reason_of(error)))


def _wording(error: TelegramError) -> str:
    return error.message.lower()
