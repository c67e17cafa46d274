"""The question before an announcement is cancelled."""

from bot.domain.announcement import Announcement, Errand, State
from bot.i18n.translator import Translator
from bot.ui.announce_words import named
from bot.ui.rows import in_pairs
from bot.ui.screen import Press, Screen
from bot.ui.staff_actions import CancelAnnouncement
from bot.ui.staff_routes import AnnouncementView
from bot.ui.text import lines, paragraphs


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
