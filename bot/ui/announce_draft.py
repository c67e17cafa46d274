"""A draft announcement as its author works on it, and the question before one is cancelled."""

from collections.abc import Mapping

from bot.domain.announcement import Announcement, State, WhenUncertain
from bot.domain.places import Language
from bot.i18n.translator import Translator
from bot.ui.announce_words import aimed_at, language_line, named, reach, whom
from bot.ui.rows import in_pairs
from bot.ui.screen import Press, Row, Screen
from bot.ui.staff_routes import (
    AnnouncementAudience,
    AnnouncementPreview,
    Announcements,
    AnnouncementTexts,
    AnnouncementView,
    AnnouncementWhen,
    CancelAnnouncement,
    ConfirmCancel,
    SetResend,
)
from bot.ui.text import heading, lines, paragraphs


def draft(t: Translator, announcement: Announcement, counts: Mapping[Language, int]) -> Screen:
    """Which text each language's readers will get, who they are, and what is still to be done."""
    text = paragraphs(
        named(t, announcement),
        lines(
            heading(t.plain("Texts")),
            *(
                language_line(t, announcement.texts, language, counts.get(language, 0))
                for language in aimed_at(announcement.audience)
            ),
        ),
        lines(
            heading(t.plain("Who gets it")),
            whom(t, announcement.audience),
            t("Can be reached now: {readers}.", readers=reach(t, counts)),
        ),
        policy(t, announcement.when_uncertain),
        _next_step(t, announcement, counts),
    )
    return Screen(text, (*_work(t, announcement), (Press(t.plain("All announcements"), Announcements()),)))


def policy(t: Translator, when_uncertain: WhenUncertain) -> str:
    """What happens with a send whose answer is lost, as HTML."""
    if when_uncertain is WhenUncertain.RESEND:
        return t("If Telegram's answer is lost, it is sent again: somebody may get it twice.")
    return t("If Telegram's answer is lost, it is not sent again: somebody may not get it.")


def confirm_cancel(t: Translator, announcement: Announcement) -> Screen:
    """Asks; the action does."""
    begun = announcement.state in {State.SENDING, State.PAUSED}
    warning = (
        t("Whoever has received it keeps it; nobody else gets it. This cannot be undone.")
        if begun
        else t("Nobody will get it. This cannot be undone.")
    )
    yes = Press(t.plain("Yes, cancel it"), CancelAnnouncement(id=announcement.id), style="danger")
    no = Press(t.plain("No, keep it"), AnnouncementView(id=announcement.id))
    return Screen(
        paragraphs(named(t, announcement), lines(t("Cancel this announcement?"), warning)), in_pairs((yes, no))
    )


def _next_step(t: Translator, announcement: Announcement, counts: Mapping[Language, int]) -> str:
    if not announcement.texts:
        return t("Next: write the text in at least one language.")
    if not any(counts.values()):
        return t("Nobody would get it. Next: widen who gets it.")
    return t("Next: look at the preview, then choose when it goes out.")


def _work(t: Translator, announcement: Announcement) -> tuple[Row, ...]:
    at = announcement.id
    resend = announcement.when_uncertain is WhenUncertain.RESEND
    buttons = [
        Press(t.plain("Texts"), AnnouncementTexts(id=at)),
        Press(t.plain("Who gets it"), AnnouncementAudience(id=at)),
        Press(
            t.plain("Lost answer: do not send again") if resend else t.plain("Lost answer: send again"),
            SetResend(id=at, on=not resend),
        ),
    ]
    if announcement.texts:
        preview = AnnouncementPreview(id=at, language=Language(t.language))
        buttons.insert(2, Press(t.plain("Preview"), preview))
        buttons.append(Press(t.plain("Choose when it goes out"), AnnouncementWhen(id=at), style="primary"))
    buttons.append(Press(t.plain("Cancel it"), ConfirmCancel(id=at), style="danger"))
    return in_pairs(buttons)
