"""The list of announcements, newest first."""

from bot.domain.announcement import Announcement, State
from bot.domain.places import Language
from bot.i18n.translator import Translator
from bot.ui.announce_words import SIGNS, STATES, moment, opening
from bot.ui.paging import Sheet, turning, which_page
from bot.ui.rows import foot, shortened
from bot.ui.screen import Press, Screen
from bot.ui.staff_routes import Announcements, AnnouncementView, NewAnnouncement
from bot.ui.text import heading, lines, literal, paragraphs


def announcements(t: Translator, sheet: Sheet[Announcement]) -> Screen:
    """One page of all announcements with their state and moment; a button opens each."""
    text = paragraphs(
        heading(t.plain("Announcements")),
        lines(*(_line(t, one) for one in sheet.items)) or t("There is none yet. Write the first one."),
        which_page(t, sheet),
    )
    new = (Press(t.plain("New announcement"), NewAnnouncement(), style="primary"),)
    each = tuple((Press(_label(t, one), AnnouncementView(id=one.id)),) for one in sheet.items)
    return Screen(text, (new, *each, *turning(t, sheet, lambda page: Announcements(page=page)), *foot(t)))


def _line(t: Translator, one: Announcement) -> str:
    state = t.plain(STATES[one.state])
    if one.due_at is None or one.state is State.DRAFT:
        return literal(f"{one.id}: {state}")
    return literal(f"{one.id}: {state}, {moment(t, one.due_at, one.zone)}")


def _label(t: Translator, one: Announcement) -> str:
    words = opening(one, Language(t.language)) or t.plain("no text yet")
    return shortened(f"{SIGNS[one.state]} {one.id}. {words}")
