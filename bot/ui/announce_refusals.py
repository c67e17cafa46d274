"""Why Telegram refuses a message, in words that say what to mend."""

from collections.abc import Mapping

from bot.domain.announcement import INTERRUPTED
from bot.domain.refusal import Fault, read_reason
from bot.i18n.marks import mark
from bot.i18n.translator import Translator

_FAULTS: Mapping[Fault, str] = {
    Fault.MARKUP: mark("Telegram cannot read the formatting of the text"),
    Fault.LONG: mark("the text is too long for one message"),
    Fault.CAPTION: mark("the text is too long for a caption"),
    Fault.EMPTY: mark("the text is empty"),
    Fault.FILE: mark("Telegram does not accept the photo or file: attach it again"),
    Fault.LARGE: mark("the message or its file is too large"),
    Fault.BUTTONS: mark("Telegram does not accept one of the link buttons"),
    Fault.RIGHTS: mark("the bot has no right to write there"),
}


def refusal(t: Translator, reason: str) -> str:
    """A stored reason as plain text, with Telegram's own words behind it, if they are its reasons."""
    if reason == INTERRUPTED:
        return t.plain("nothing went out for over an hour. If a backup was restored, some have the message already")
    fault, wording = read_reason(reason)
    if fault is None:
        return wording
    return t.plain("{reason} (Telegram says: {wording})", reason=t.plain(_FAULTS[fault]), wording=wording)
