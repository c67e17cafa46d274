"""Letters: screens that are serialised once and sent to many, each call one concatenation of bytes."""

from collections.abc import Awaitable, Mapping
from typing import Any, cast

import orjson
from telegram import Bot
from telegram.constants import ParseMode

from bot.domain.announcement import Media, MediaKind
from bot.gateway.messages import lasting_keyboard, spoken
from bot.gateway.transport import AiohttpRequest
from bot.outreach.ports import Letter
from bot.ui.screen import Screen, Upload

_SENDING = {None: "sendMessage", MediaKind.PHOTO: "sendPhoto", MediaKind.DOCUMENT: "sendDocument"}


def prepare(screen: Screen, *, paid: bool = False) -> Letter:
    """The screen as a letter that lasts. `paid` lets Telegram charge for what is beyond the free rate.

    An upload is made for one person and cannot be a letter.
    """
    if isinstance(screen.media, Upload):
        raise TypeError("an upload is sent once")
    shown = _shown(spoken(screen))
    extra: dict[str, object] = {"allow_paid_broadcast": True} if paid else {}
    if screen.media is not None:
        extra[screen.media.kind.value] = screen.media.file_id
    return Letter(screen, send=_rest(shown | extra), amend=_rest(shown))


async def send(bot: Bot, chat_id: int, letter: Letter) -> int:
    """The id of the new message."""
    media = letter.screen.media
    method = _SENDING[media.kind if media else None]
    sent = await _call(bot, method, b'{"chat_id":%d%b' % (chat_id, letter.send))
    return int(sent["message_id"])


async def amend(bot: Bot, chat_id: int, message_id: int, letter: Letter) -> None:
    """Edits the message: its text, or what stands under its picture or file."""
    method = "editMessageCaption" if letter.screen.media else "editMessageText"
    await _call(bot, method, b'{"chat_id":%d,"message_id":%d%b' % (chat_id, message_id, letter.amend))


async def withdraw(bot: Bot, chat_id: int, message_id: int) -> None:
    """Deletes the message."""
    await _call(bot, "deleteMessage", b'{"chat_id":%d,"message_id":%d}' % (chat_id, message_id))


def _call(bot: Bot, method: str, body: bytes) -> Awaitable[Any]:
    return cast("AiohttpRequest", bot.request).post_ready(f"{bot.base_url}/{method}", body)


def _shown(screen: Screen) -> dict[str, object]:
    """The parameters that a message and its edits have in common."""
    shown: dict[str, object] = {"parse_mode": ParseMode.HTML.value}
    if isinstance(screen.media, Media):
        shown["caption"] = screen.text
    else:
        shown["text"] = screen.text
        shown["link_preview_options"] = {"is_disabled": not screen.link_preview}
    markup = lasting_keyboard(screen.rows)
    if markup is not None:
        shown["reply_markup"] = markup.to_dict()
    return shown


def _rest(parameters: Mapping[str, object]) -> bytes:
    """The body from the second parameter on."""
    return b"," + orjson.dumps(parameters)[1:]
