"""The preview of an announcement: what its readers will get, before they do."""

from dataclasses import replace

from bot.domain.announcement import Announcement, text_for, text_wanted
from bot.domain.places import Language
from bot.i18n.translator import Translator
from bot.ui.announce_message import delivered
from bot.ui.packing import Route
from bot.ui.rows import in_pairs
from bot.ui.screen import Link, Press, Row, Screen
from bot.ui.staff_routes import (
    AnnouncementPreview,
    AnnouncementTexts,
    AnnouncementView,
    Origin,
    ReviewAnnouncement,
)


def preview(
    t: Translator, reader: Translator, announcement: Announcement, origin: Origin | None = None
) -> Screen | None:
    """The message as readers of `reader`'s language get it, with a way back to its origin in the language of `t`.

    Its buttons lead to this preview again: they would change the alerts of whoever only tries them out. None when
    these readers get no text.
    """
    given = text_wanted(announcement, Language(reader.language))
    if given is None:
        return None
    message = delivered(reader, announcement, given)
    here = AnnouncementPreview(id=announcement.id, language=Language(reader.language), origin=origin)
    idle = tuple(
        tuple(button if isinstance(button, Link) else Press(button.label, here) for button in row)
        for row in message.rows
    )
    back = Press(t.plain("Back"), _back(announcement.id, origin))
    return replace(message, rows=(*idle, *_others(t, announcement, here), (back,)))


def to_preview(t: Translator, announcement: Announcement) -> Press:
    """The way to a preview in the language of `t`, or in another one when its readers get nothing."""
    own = Language(t.language)
    shown = own if text_wanted(announcement, own) else text_for(announcement.texts, own) or own
    return Press(t.plain("Preview"), AnnouncementPreview(id=announcement.id, language=shown))


def _others(t: Translator, announcement: Announcement, here: AnnouncementPreview) -> tuple[Row, ...]:
    """The other texts, where the way back does not lead to a list of them."""
    if here.origin:
        return ()
    return in_pairs(
        Press(f"👁 {t.language_label(language)}", here.model_copy(update={"language": language}))
        for language in Language
        if language in announcement.texts and language is not text_wanted(announcement, here.language)
    )


def _back(at: int, origin: Origin | None) -> Route:
    match origin:
        case Origin.TEXTS:
            return AnnouncementTexts(id=at)
        case Origin.REVIEW:
            return ReviewAnnouncement(id=at)
        case None:
            return AnnouncementView(id=at)
