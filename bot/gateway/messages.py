"""A screen as a message: one call of the Bot API each, no patience, no pacing."""

from dataclasses import dataclass, replace
from html import escape

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import InlineKeyboardButtonLimit, MessageLimit, ParseMode
from telegram.error import BadRequest

from bot.domain.announcement import Media, MediaKind
from bot.gateway.outcomes import is_unchanged, is_uneditable
from bot.ui.packing import Action, Route, unpack
from bot.ui.screen import Button, Press, Row, Screen, Upload

# Stands before what a button of a lasting message carries. No packed route or action can begin with it.
_LASTING = "+"


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a press asks for. A lasting message (an announcement, a card) keeps its text: the answer is a new one."""

    wish: Route | Action | None
    lasting: bool = False


async def send(bot: Bot, chat_id: int, screen: Screen, topic: int | None = None) -> int:
    """The id of the new message that shows the screen. Nothing pops up over a message, so a toast is its first line.

    `topic` is the one of a forum in which a text is shown.
    """
    return await _send(bot, chat_id, spoken(screen), keyboard(screen.rows), topic)


async def send_lasting(bot: Bot, chat_id: int, screen: Screen) -> int:
    """The same for a message that presses do not turn into another screen."""
    return await _send(bot, chat_id, spoken(screen), lasting_keyboard(screen.rows))


async def edit(bot: Bot, chat_id: int, message_id: int, screen: Screen) -> int:
    """The id of the message that now shows the screen: the same, or a new one where this one cannot be edited.

    A screen with a picture or a file is always a new one.
    """
    return await _edit(bot, chat_id, message_id, screen, keyboard(screen.rows))


async def edit_lasting(bot: Bot, chat_id: int, message_id: int, screen: Screen) -> int:
    """The same for a message that presses do not turn into another screen."""
    return await _edit(bot, chat_id, message_id, screen, lasting_keyboard(screen.rows))


def read_press(data: str) -> Pressed:
    """What a button carried; foreign input, so the wish may be None."""
    bare = data.removeprefix(_LASTING)
    return Pressed(unpack(bare), lasting=bare != data)


def spoken(screen: Screen) -> Screen:
    """The screen with its toast as the first line, where there is room for it."""
    if not screen.toast:
        return screen
    text = f"{escape(screen.toast, quote=False)}\n\n{screen.text}"
    room = MessageLimit.CAPTION_LENGTH if screen.media else MessageLimit.MAX_TEXT_LENGTH
    return replace(screen, text=text, toast=None) if len(text) <= room else screen


def keyboard(rows: tuple[Row, ...]) -> InlineKeyboardMarkup | None:
    return _markup([[_button(button) for button in row] for row in rows])


def lasting_keyboard(rows: tuple[Row, ...]) -> InlineKeyboardMarkup | None:
    return _markup([[_button(button, _LASTING) for button in row] for row in rows])


async def _send(
    bot: Bot, chat_id: int, screen: Screen, markup: InlineKeyboardMarkup | None, topic: int | None = None
) -> int:
    if screen.media is not None:
        return await _send_media(bot, chat_id, screen.media, screen.text, markup)
    message = await bot.send_message(
        chat_id,
        screen.text,
        parse_mode=ParseMode.HTML,
        link_preview_options=_preview(screen),
        reply_markup=markup,
        message_thread_id=topic,
    )
    return message.message_id


async def _send_media(
    bot: Bot, chat_id: int, media: Media | Upload, caption: str, markup: InlineKeyboardMarkup | None
) -> int:
    content, name = (media.content, media.name) if isinstance(media, Upload) else (media.file_id, None)
    if media.kind is MediaKind.PHOTO:
        message = await bot.send_photo(
            chat_id, content, caption, parse_mode=ParseMode.HTML, reply_markup=markup, filename=name
        )
    else:
        message = await bot.send_document(
            chat_id, content, caption, parse_mode=ParseMode.HTML, reply_markup=markup, filename=name
        )
    return message.message_id


async def _edit(bot: Bot, chat_id: int, message_id: int, screen: Screen, markup: InlineKeyboardMarkup | None) -> int:
    if screen.media is not None:
        return await _send(bot, chat_id, screen, markup)
    try:
        await bot.edit_message_text(
            screen.text,
            chat_id,
            message_id,
            parse_mode=ParseMode.HTML,
            link_preview_options=_preview(screen),
            reply_markup=markup,
        )
    except BadRequest as error:
        if is_unchanged(error):
            return message_id
        if is_uneditable(error):
            return await _send(bot, chat_id, screen, markup)
        raise
    return message_id


def _preview(screen: Screen) -> LinkPreviewOptions:
    return LinkPreviewOptions(is_disabled=not screen.link_preview)


def _markup(rows: list[list[InlineKeyboardButton]]) -> InlineKeyboardMarkup | None:
    return InlineKeyboardMarkup(rows) if rows else None


def _button(button: Button, mark: str = "") -> InlineKeyboardButton:
    if not isinstance(button, Press):
        return InlineKeyboardButton(button.label, url=button.url)
    packed = button.to.pack()
    marked = mark + packed
    fits = len(marked) <= InlineKeyboardButtonLimit.MAX_CALLBACK_DATA
    return InlineKeyboardButton(button.label, callback_data=marked if fits else packed, style=button.style)
