"""What Telegram takes as a text: whether anything can be seen of it, and how long it may be."""

from unicodedata import category

from bot.i18n.translator import Translator

# The Bot API's sendMessage and sendPhoto: characters (Unicode code points) after the entities are parsed, and bytes of
# the raw text before.
LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
_LONGEST_RAW = 32_768

# Letters and a symbol by their category, yet drawn as empty space: Braille without dots and the Hangul fillers.
_EMPTY = frozenset("\u2800\u115f\u1160\u3164\uffa0")

# Separators; controls, invisible marks of format and halves of characters; marks that need a letter to sit on.
_UNSEEN = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Mn", "Mc", "Me"})


def shows_something(plain: str) -> bool:
    """Whether a reader of this plain text sees anything."""
    return any(one not in _EMPTY and category(one) not in _UNSEEN for one in plain)


def too_long(t: Translator, plain: str, *, with_media: bool) -> str | None:
    """Why a text of this length, read without its markup, cannot go out, as plain words; None when it can."""
    if with_media and len(plain) > LONGEST_CAPTION:
        return t.plain(
            "The text has {length} characters, but with a photo or file there is room for {most}. Please shorten it, "
            "or remove the photo or file.",
            length=t.number(len(plain)),
            most=t.number(LONGEST_CAPTION),
        )
    if len(plain) > LONGEST_TEXT:
        return t.plain(
            "The text has {length} characters, but a message holds 4096 at most. Please shorten it.",
            length=t.number(len(plain)),
        )
    return None


def too_much_markup(t: Translator, html: str) -> str | None:
    """Why a text with this much formatting cannot go out, as plain words; None when it can."""
    if len(html.encode()) > _LONGEST_RAW:
        return t.plain("The text has too much formatting for one message. Please simplify it.")
    return None
