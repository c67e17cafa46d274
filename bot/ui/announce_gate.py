"""The gate of languages: for each one without a text it is decided what its readers get, before anything goes out."""

from collections.abc import Mapping

from bot.domain.announcement import Announcement, text_for, undecided
from bot.domain.places import Language
from bot.i18n.translator import Translator
from bot.ui.announce_words import aimed_at, named, reading_line
from bot.ui.rows import chosen, foot
from bot.ui.screen import Press, Row, Screen
from bot.ui.staff_actions import Choice, ChooseText
from bot.ui.staff_routes import AnnouncementTexts, AnnouncementView, AnnouncementWhen, WriteText
from bot.ui.text import lines, paragraphs


def gate(t: Translator, announcement: Announcement, counts: Mapping[Language, int]) -> Screen:
    """Every language of the audience without a text: how many read it, and what they will get."""
    without = [language for language in aimed_at(announcement.audience) if language not in announcement.texts]
    open_ones = undecided(announcement)
    at = announcement.id
    if not announcement.texts:
        text = paragraphs(named(t, announcement), t("There is no text yet: write it in at least one language."))
        write = Press(t.plain("Texts"), AnnouncementTexts(id=at), style="primary")
        return Screen(text, ((write,), *foot(t, AnnouncementView(id=at))))
    text = paragraphs(
        named(t, announcement),
        lines(*(reading_line(t, announcement, language, counts.get(language, 0)) for language in without)),
        t(
            "In each row: write the text now, give these readers the text of another language, or give them nothing. "
            "Nothing goes out before every language is decided."
        )
        if without
        else "",
        t("Every language has been decided.") if not open_ones else "",
    )
    rows: list[Row] = [_choices(t, announcement, language) for language in without]
    if len(open_ones) > 1:
        borrow_all = ChooseText(id=at, choice=Choice.ANOTHER)
        rows.insert(0, (Press(t.plain("Another language for all undecided"), borrow_all, style="primary"),))
    if not open_ones:
        rows.append((Press(t.plain("Choose when it goes out"), AnnouncementWhen(id=at), style="primary"),))
    return Screen(text, (*rows, *foot(t, AnnouncementView(id=at))))


def _choices(t: Translator, announcement: Announcement, language: Language) -> Row:
    at = announcement.id
    other = text_for(announcement.texts, language) or language
    return (
        Press(f"✍️ {t.language_label(language)}", WriteText(id=at, language=language)),
        Press(
            chosen(t.language_label(other), on=language in announcement.borrowing),
            ChooseText(id=at, choice=Choice.ANOTHER, language=language),
        ),
        Press(
            chosen(t.plain("Nothing"), on=language in announcement.skipped),
            ChooseText(id=at, choice=Choice.NOTHING, language=language),
        ),
    )
