"""The texts of an announcement, one a language: their list, the place where one is typed."""

from collections.abc import Mapping
from dataclasses import replace

from bot.domain.announcement import Announcement, Errand, text_wanted, undecided
from bot.domain.places import Language
from bot.i18n.translator import Translator
from bot.ui.announce_wording import LONGEST_CAPTION, LONGEST_TEXT
from bot.ui.announce_words import aimed_at, named, readers, reading_line
from bot.ui.rows import chosen, foot
from bot.ui.screen import Press, Row, Screen
from bot.ui.staff_actions import DropText
from bot.ui.staff_routes import (
    AnnouncementPreview,
    AnnouncementTexts,
    AnnouncementView,
    LanguageGate,
    Origin,
    WriteButtons,
    WriteText,
)
from bot.ui.text import lines, literal, paragraphs


def texts(t: Translator, announcement: Announcement, counts: Mapping[Language, int]) -> Screen:
    """Who gets which text; a button a language to write it and one to see it."""
    speaking = aimed_at(announcement.audience)
    text = paragraphs(
        named(t, announcement),
        lines(*(reading_line(t, announcement, language, counts.get(language, 0)) for language in speaking)),
        t("Choose a language to write its text. For a language without one you decide what its readers get."),
    )
    # A text in a language nobody is aimed at any more can still be seen, changed and deleted.
    offered = [language for language in Language if language in speaking or language in announcement.texts]
    rows: list[Row] = [_language_row(t, announcement, language) for language in offered]
    if announcement.texts and len(announcement.texts) < len(offered):
        gate = Press(t.plain("Languages without a text"), LanguageGate(id=announcement.id))
        rows.append((replace(gate, style="primary") if undecided(announcement) else gate,))
    return Screen(text, (*rows, *foot(t, AnnouncementView(id=announcement.id))))


def _language_row(t: Translator, announcement: Announcement, language: Language) -> Row:
    label = chosen(t.language_label(language), on=language in announcement.texts)
    write = Press(label, WriteText(id=announcement.id, language=language))
    # What an undecided language borrows would look decided.
    if text_wanted(announcement, language) is None or language in undecided(announcement):
        return (write,)
    preview = AnnouncementPreview(id=announcement.id, language=language, origin=Origin.TEXTS)
    return (write, Press(t.plain("Preview"), preview))


def write(t: Translator, announcement: Announcement, language: Language, n: int) -> Screen:
    """Asks for the text of one language, read by `n` members of the audience."""
    there = language in announcement.texts
    at = announcement.id
    with_media = announcement.media is not None
    text = paragraphs(
        named(t, announcement),
        literal(f"{t.language_label(language)}: {readers(t, n)}."),
        lines(
            t(
                "Type the text or forward it here: up to {most} characters. Bold, italics, links and quotes are kept.",
                most=t.number(LONGEST_CAPTION if with_media else LONGEST_TEXT),
            ),
            beside_media(t) if with_media else _may_come_with(t, announcement),
        ),
        t("It will replace the text that is there now.") if there else "",
    )
    rows: list[Row] = [(Press(t.plain("Back"), AnnouncementTexts(id=at)),)]
    if there:
        under = Press(t.plain("Buttons under the text"), WriteButtons(id=at, language=language))
        drop = Press(t.plain("Delete this text"), DropText(id=at, language=language), style="danger")
        rows = [(under,), (drop,), *rows]
    return Screen(text, tuple(rows))


def beside_media(t: Translator) -> str:
    """How much room a picture or file leaves, as HTML."""
    return t("With a photo or file there is room for {most} characters.", most=t.number(LONGEST_CAPTION))


def _may_come_with(t: Translator, announcement: Announcement) -> str:
    if announcement.errand is not Errand.SEND:
        return ""
    most = t.number(LONGEST_CAPTION)
    return t("You can add one photo or file; then there is room for {most} characters.", most=most)
