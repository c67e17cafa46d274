"""A draft announcement as its author works on it."""

from collections.abc import Mapping
from datetime import datetime

from bot.domain.announcement import Announcement, Errand, WhenUncertain, undecided
from bot.domain.places import Language
from bot.i18n.translator import Translator
from bot.ui.announce_links import links_in
from bot.ui.announce_lint import Checked, blocks, check_lines, checked
from bot.ui.announce_media import media_line
from bot.ui.announce_preview import to_preview
from bot.ui.announce_when import when_line
from bot.ui.announce_words import aimed_at, named, policy, reach, reading_line, whom
from bot.ui.rows import chosen, in_pairs
from bot.ui.screen import Press, Row, Screen
from bot.ui.staff_actions import SetLinkPreview, SetResend, TestToMe
from bot.ui.staff_routes import (
    AnnouncementAudience,
    Announcements,
    AnnouncementTexts,
    AnnouncementWhen,
    AttachMedia,
    ConfirmCancel,
    LanguageGate,
)
from bot.ui.text import heading, lines, paragraphs


def draft(t: Translator, announcement: Announcement, counts: Mapping[Language, int], now: datetime) -> Screen:
    """Which text each language's readers will get, who they are, when it goes out, and what is still to be done."""
    found = checked(t, announcement, now.date())
    correcting = announcement.errand is Errand.CORRECT
    text = paragraphs(
        named(t, announcement),
        _correction(t, announcement) if correcting else "",
        lines(
            heading(t.plain("Texts")),
            *(
                reading_line(t, announcement, language, counts.get(language, 0))
                for language in aimed_at(announcement.audience)
            ),
            media_line(t, announcement),
            _buttons(t, announcement),
            t("Telegram shows a preview of the first link.") if _has_preview(announcement) else "",
        ),
        "" if correcting else _readers(t, announcement, counts),
        lines(
            t("Goes out: {moment}.", moment=when_line(t, announcement, now)),
            "" if correcting else policy(t, announcement.when_uncertain),
        ),
        check_lines(t, found),
        lines(_missing(t, announcement, counts, found), _next_step(t, announcement, counts, found)),
    )
    return Screen(text, (*_work(t, announcement), (Press(t.plain("All announcements"), Announcements()),)))


def _readers(t: Translator, announcement: Announcement, counts: Mapping[Language, int]) -> str:
    return lines(
        heading(t.plain("Who gets it")),
        whom(t, announcement.audience),
        t("Can be reached now: {readers}.", readers=reach(t, counts)),
    )


def _correction(t: Translator, announcement: Announcement) -> str:
    return t(
        "This is a correction of announcement {id}: every copy that arrived is changed to these words and buttons. "
        "The photo or file and the readers stay as they were.",
        id=announcement.about,
    )


def _buttons(t: Translator, announcement: Announcement) -> str:
    counts = [
        f"{t.language_label(language)} {t.number(len(announcement.buttons[language]))}"
        for language in Language
        if announcement.buttons.get(language)
    ]
    return t("Buttons under the text: {counts}.", counts=", ".join(counts)) if counts else ""


def _missing(t: Translator, announcement: Announcement, counts: Mapping[Language, int], found: Checked) -> str:
    lacks = (
        (not announcement.texts, t.plain("a text")),
        (bool(announcement.texts and undecided(announcement)), t.plain("a decision on languages without a text")),
        (_is_for_nobody(announcement, counts), t.plain("somebody to get it")),
        (blocks(found), t.plain("a fix for what is marked ⛔")),
    )
    missing = [thing for is_missing, thing in lacks if is_missing]
    return t("Still missing: {things}.", things=t.listed(missing)) if missing else ""


def _next_step(t: Translator, announcement: Announcement, counts: Mapping[Language, int], found: Checked) -> str:
    if not announcement.texts:
        return t("Next: write the text in at least one language.")
    if _is_for_nobody(announcement, counts):
        return t("Nobody would get it. Next: widen who gets it.")
    if blocks(found):
        return t("Next: fix what is marked ⛔.")
    if undecided(announcement):
        return t("Next: decide what readers of languages without a text get.")
    if announcement.errand is Errand.CORRECT:
        return t("Next: change the texts, look at the preview, then choose when it goes out.")
    return t("Next: look at the preview, then choose when it goes out.")


def _is_for_nobody(announcement: Announcement, counts: Mapping[Language, int]) -> bool:
    """A correction goes to copies, whoever may be reached now."""
    return announcement.errand is Errand.SEND and not any(counts.values())


def _work(t: Translator, announcement: Announcement) -> tuple[Row, ...]:
    at = announcement.id
    correcting = announcement.errand is Errand.CORRECT
    buttons = [Press(t.plain("Texts"), AnnouncementTexts(id=at))]
    if not correcting:
        buttons.append(Press(t.plain("Who gets it"), AnnouncementAudience(id=at)))
        buttons.append(Press(t.plain("Photo or file"), AttachMedia(id=at)))
    if announcement.texts:
        buttons.append(to_preview(t, announcement))
        buttons.append(Press(t.plain("Send me a test"), TestToMe(id=at)))
    buttons += _toggles(t, announcement)
    if announcement.texts and undecided(announcement):
        buttons.append(Press(t.plain("Languages without a text"), LanguageGate(id=at), style="primary"))
    elif announcement.texts:
        buttons.append(Press(t.plain("Choose when it goes out"), AnnouncementWhen(id=at), style="primary"))
    buttons.append(Press(t.plain("Cancel it"), ConfirmCancel(id=at), style="danger"))
    return in_pairs(buttons)


def _toggles(t: Translator, announcement: Announcement) -> list[Press]:
    """What is on has a tick; nothing is offered that would change nothing."""
    toggles = []
    if _can_preview(announcement):
        on = announcement.link_preview
        label = chosen(t.plain("Show link preview"), on=on)
        toggles.append(Press(label, SetLinkPreview(id=announcement.id, on=not on)))
    if announcement.errand is not Errand.CORRECT:
        on = announcement.when_uncertain is WhenUncertain.RESEND
        label = chosen(t.plain("Send again if the answer is lost"), on=on)
        toggles.append(Press(label, SetResend(id=announcement.id, on=not on)))
    return toggles


def _can_preview(announcement: Announcement) -> bool:
    """Telegram shows nothing behind a link beside a picture or file."""
    return announcement.media is None and any(map(links_in, announcement.texts.values()))


def _has_preview(announcement: Announcement) -> bool:
    return announcement.link_preview and _can_preview(announcement)
