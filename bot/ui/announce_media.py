"""The picture or file that goes with every text of an announcement: the place where it is sent in."""

from bot.domain.announcement import Announcement, MediaKind
from bot.i18n.translator import Translator
from bot.ui.announce_texts import beside_media
from bot.ui.announce_wording import LONGEST_CAPTION
from bot.ui.announce_words import bare, named
from bot.ui.screen import Press, Row, Screen
from bot.ui.staff_actions import DropMedia
from bot.ui.staff_routes import AnnouncementView
from bot.ui.text import lines, paragraphs


def attach(t: Translator, announcement: Announcement) -> Screen:
    """Asks for one photo or document, or tells which there is."""
    there = announcement.media
    text = paragraphs(
        named(t, announcement),
        media_line(t, announcement),
        lines(
            t("Send one photo or one file, or forward it here. It goes with every text."),
            beside_media(t),
            overlong(t, announcement),
        ),
        t("It will replace the one that is there now.") if there else "",
    )
    rows: list[Row] = [(Press(t.plain("Back"), AnnouncementView(id=announcement.id)),)]
    if there:
        picture = there.kind is MediaKind.PHOTO
        label = t.plain("Remove the photo") if picture else t.plain("Remove the file")
        rows.insert(0, (Press(label, DropMedia(id=announcement.id), style="danger"),))
    return Screen(text, tuple(rows))


def media_line(t: Translator, announcement: Announcement) -> str:
    """What goes with the texts, as HTML; empty when nothing does."""
    if announcement.media is None:
        return ""
    if announcement.media.kind is MediaKind.PHOTO:
        return t("A photo goes with every text.")
    return t("A file goes with every text.")


def overlong(t: Translator, announcement: Announcement) -> str:
    """Which texts leave no room for a picture or file, as HTML; empty when all do."""
    long = [one for one, html in announcement.texts.items() if len(bare(html)) > LONGEST_CAPTION]
    if not long:
        return ""
    return t(
        "⚠️ These texts are too long for that: {languages}.",
        languages=t.listed([t.language_name(one) for one in sorted(long)]),
    )
