"""The note that is left of an announcement, with and without a picture."""

from collections.abc import Iterator

from bot.domain.announcement import Media, MediaKind
from bot.i18n.translator import Translator
from bot.ui import announce_recall_note
from bot.ui.screen import Screen


def recall_notes(t: Translator) -> Iterator[tuple[str, Screen]]:
    yield "withdrawn", announce_recall_note.withdrawn(t, None)
    yield "withdrawn, a picture", announce_recall_note.withdrawn(t, Media(MediaKind.PHOTO, "AgACAgIAAxkBAAI"))
