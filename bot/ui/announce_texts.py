"""The texts of an announcement, one a language: their list, the place where one is typed, the preview."""

from collections.abc import Mapping
from dataclasses import replace

from bot.domain.announcement import Announcement, text_for
from bot.domain.places import Language
from bot.i18n.translator import Translator
from bot.ui.announce import delivered
from bot.ui.announce_words import aimed_at, language_line, named, readers
from bot.ui.rows import chosen, foot
from bot.ui.screen import Press, Row, Screen
from bot.ui.staff_routes import (
    AnnouncementPreview,
    AnnouncementTexts,
    AnnouncementView,
    DropText,
    WriteText,
)
from bot.ui.text import lines, literal, paragraphs


def texts(t: Translator, announcement: Announcement, counts: Mapping[Language, int]) -> Screen:
    """Who gets which text; a button a language to write it and one to see it."""
    speaking = aimed_at(announcement.audience)
    text = paragraphs(
        named(t, announcement),
        lines(*(language_line(t, announcement.texts, language, counts.get(language, 0)) for language in speaking)),
        t(
            "Choose a language to write its text. Without a text of their own, readers get the Russian one, then the "
            "English one, then whichever there is."
        ),
    )
    # A text in a language nobody is aimed at any more can still be seen, changed and deleted.
    offered = [language for language in Language if language in speaking or language in announcement.texts]
    each = tuple(_language_row(t, announcement, language) for language in offered)
    return Screen(text, (*each, *foot(t, AnnouncementView(id=announcement.id))))


def _language_row(t: Translator, announcement: Announcement, language: Language) -> Row:
    label = chosen(t.language_label(language), on=language in announcement.texts)
    write = Press(label, WriteText(id=announcement.id, language=language))
    if not announcement.texts:
        return (write,)
    return (write, Press(t.plain("Preview"), AnnouncementPreview(id=announcement.id, language=language)))


def write(t: Translator, announcement: Announcement, language: Language, n: int) -> Screen:
    """Asks for the text of one language, read by `n` members of the audience."""
    there = language in announcement.texts
    text = paragraphs(
        named(t, announcement),
        literal(f"{t.language_label(language)}: {readers(t, n)}."),
        t("Type the text or forward it here: up to 4096 characters. Bold, italics, links and quotes are kept."),
        t("It will replace the text that is there now.") if there else "",
    )
    back = AnnouncementTexts(id=announcement.id)
    rows: list[Row] = [(Press(t.plain("Back"), back),)]
    if there:
        drop = Press(t.plain("Delete this text"), DropText(id=announcement.id, language=language), style="danger")
        rows.insert(0, (drop,))
    return Screen(text, tuple(rows))


def preview(t: Translator, reader: Translator, announcement: Announcement) -> Screen | None:
    """The message as readers of `reader`'s language get it, with a way back in the language of `t`.

    Its buttons lead to this preview again: they would change the alerts of whoever only tries them out. None while
    there is no text at all.
    """
    given = text_for(announcement.texts, Language(reader.language))
    if given is None:
        return None
    message = delivered(reader, announcement.texts[given], announcement.audience.wanted_kinds)
    here = AnnouncementPreview(id=announcement.id, language=Language(reader.language))
    idle = tuple(tuple(Press(button.label, here) for button in row) for row in message.rows)
    back = Press(t.plain("Back"), AnnouncementView(id=announcement.id))
    return replace(message, rows=(*idle, (back,)))
