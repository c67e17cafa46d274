"""The question before an announcement is cancelled."""

from collections.abc import Mapping

from bot.domain.announcement import Announcement, Errand, State
from bot.i18n.marks import mark
from bot.i18n.translator import Translator
from bot.ui.announce_words import named
from bot.ui.rows import in_pairs
from bot.ui.screen import Press, Screen
from bot.ui.staff_actions import CancelAnnouncement
from bot.ui.staff_routes import AnnouncementView
from bot.ui.text import lines, paragraphs

_BY_BOT: Mapping[Errand, str] = {
    Errand.ALERT: mark(
        "Whoever was told keeps the message. Nobody else is told of these items, not in a digest either. This cannot "
        "be undone."
    ),
    Errand.DIGEST: mark("Whoever has not got this digest finds the same items in the next one."),
    Errand.REMINDER: mark(
        "Whoever was not reminded today is not. Reminders of later days still come, if the deadline leaves any."
    ),
    Errand.CHANGE: mark("Whoever was not told of this change will not be. This cannot be undone."),
}


def confirm_cancel(t: Translator, announcement: Announcement) -> Screen:
    """Asks; the action does."""
    yes = Press(t.plain("Yes, cancel it"), CancelAnnouncement(id=announcement.id), style="danger")
    no = Press(t.plain("No, keep it"), AnnouncementView(id=announcement.id))
    text = paragraphs(named(t, announcement), lines(t("Cancel this announcement?"), _warning(t, announcement)))
    return Screen(text, in_pairs((yes, no)))


def _warning(t: Translator, announcement: Announcement) -> str:
    begun = announcement.state in {State.SENDING, State.PAUSED}
    if announcement.is_series and not begun:
        return t(
            "It will not be sent again. What has been sent, or is being sent now, has its own card and stays. This "
            "cannot be undone."
        )
    match announcement.errand:
        case Errand.CORRECT:
            return t("Copies already edited stay as they are; no more will be edited. This cannot be undone.")
        case Errand.RECALL:
            return t("Copies already recalled do not come back; no more will be recalled.")
        case Errand.SEND if begun:
            return t("Whoever has received it keeps it; nobody else gets it. This cannot be undone.")
        case Errand.SEND:
            return t("Nobody will get it. This cannot be undone.")
        case errand:
            return t(_BY_BOT[errand])
