"""What a card says and offers while its announcement waits for a second person."""

from bot.domain.announcement import Announcement
from bot.i18n.translator import Translator
from bot.ui.rows import in_pairs
from bot.ui.screen import Press, Row
from bot.ui.staff_actions import BackToDraft
from bot.ui.staff_routes import ConfirmCancel, ReviewAnnouncement


def waits(t: Translator) -> str:
    """What it waits for, as HTML."""
    return t(
        "It is waiting until somebody else who may send announcements has reviewed and approved it. To change "
        "anything, return it to draft."
    )


def waiting_rows(t: Translator, announcement: Announcement, *, theirs: bool) -> tuple[Row, ...]:
    """The way to the second look, for others than who asked for it; taking it back and cancelling it."""
    at = announcement.id
    review = Press(t.plain("Review"), ReviewAnnouncement(id=at), style="primary")
    return in_pairs(
        (
            *(() if theirs else (review,)),
            Press(t.plain("Back to draft"), BackToDraft(id=at)),
            Press(t.plain("Cancel it"), ConfirmCancel(id=at), style="danger"),
        )
    )
