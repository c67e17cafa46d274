"""Names the fault behind a refusal by Telegram's wording, for those who have to mend it."""

from bot.domain.refusal import Fault, named

# In lower case, the particular before the general.
_WORDINGS: tuple[tuple[str, Fault], ...] = (
    ("can't parse entities", Fault.MARKUP),
    ("caption is too long", Fault.CAPTION),
    ("media_caption_too_long", Fault.CAPTION),
    ("reply markup is too long", Fault.BUTTONS),
    ("button", Fault.BUTTONS),
    ("message is too long", Fault.LONG),
    ("message_too_long", Fault.LONG),
    ("text is too long", Fault.LONG),
    ("message text is empty", Fault.EMPTY),
    ("text must be non-empty", Fault.EMPTY),
    ("wrong file identifier", Fault.FILE),
    ("wrong remote file identifier", Fault.FILE),
    ("wrong type of the web page content", Fault.FILE),
    ("file reference", Fault.FILE),
    ("file_reference", Fault.FILE),
    ("file must be non-empty", Fault.FILE),
    ("photo_invalid", Fault.FILE),
    ("too large", Fault.LARGE),
    ("file is too big", Fault.LARGE),
    ("not enough rights", Fault.RIGHTS),
    ("have no rights", Fault.RIGHTS),
    ("no write access", Fault.RIGHTS),
    ("administrator rights", Fault.RIGHTS),
    ("chat_write_forbidden", Fault.RIGHTS),
    ("chat_admin_required", Fault.RIGHTS),
)


def with_fault(reason: str) -> str:
    """The reason, in lower case as it is kept, with the name of its fault before it where there is one."""
    for words, fault in _WORDINGS:
        if words in reason:
            return named(fault, reason)
    return reason
