"""The list of announcements, newest first."""

from collections.abc import Mapping

from bot.domain.announcement import Announcement, Errand, State
from bot.domain.places import Country, Language
from bot.i18n.marks import mark
from bot.i18n.translator import Translator
from bot.ui.alert_routes import SentByBot
from bot.ui.announce_course import frozen
from bot.ui.announce_when import due_line
from bot.ui.announce_words import SIGNS, STATES, opening
from bot.ui.paging import Sheet, turning, which_page
from bot.ui.rows import foot, in_pairs, shortened
from bot.ui.screen import Press, Screen
from bot.ui.staff_actions import NewAnnouncement
from bot.ui.staff_routes import Announcements, AnnouncementView, Lockdown
from bot.ui.text import heading, lines, literal, paragraphs

_ERRANDS: Mapping[Errand, str] = {
    Errand.CORRECT: mark("correction of {id}"),
    Errand.RECALL: mark("recall of {id}"),
}

# A state whose moment is still to be told: in the others it says when it went out, or nothing.
_WITHOUT_MOMENT = frozenset({State.DRAFT, State.AWAITING})


def announcements(
    t: Translator, sheet: Sheet[Announcement], *, is_frozen: bool = False, clock: Country | None = None
) -> Screen:
    """One page of all announcements with their state and moment; a button opens each.

    `clock` is the country on whose clock the reader lives, for moments nobody typed.
    """
    text = paragraphs(
        heading(t.plain("Announcements")),
        frozen(t) if is_frozen else "",
        lines(*(_line(t, one, clock) for one in sheet.items)) or t("There is none yet. Write the first one."),
        which_page(t, sheet),
    )
    new = (Press(t.plain("New announcement"), NewAnnouncement(), style="primary"),)
    # Whoever sees a wrong text go out must not have to remember a command.
    lockdown = Press(t.plain("Sending freeze"), Lockdown())
    by_bot = Press(t.plain("Sent by the bot"), SentByBot())
    first, last = ((lockdown,), (by_bot,)) if is_frozen else ((), (by_bot, lockdown))
    each = tuple((Press(_label(t, one), AnnouncementView(id=one.id)),) for one in sheet.items)
    turns = turning(t, sheet, lambda page: Announcements(page=page))
    return Screen(text, (new, *in_pairs(first), *each, *turns, *in_pairs(last), *foot(t)))


def _line(t: Translator, one: Announcement, clock: Country | None) -> str:
    told = [t.plain(STATES[one.state]), _belonging(t, one)]
    if one.due_at is not None and one.state not in _WITHOUT_MOMENT:
        told.append(due_line(t, one, clock))
    return literal(f"{one.id}: {', '.join(part for part in told if part)}")


def _belonging(t: Translator, one: Announcement) -> str:
    """What it has to do with another one, or with those it repeats, as plain text."""
    if one.errand in _ERRANDS:
        return t.plain(_ERRANDS[one.errand], id=one.about)
    if one.series:
        return t.plain("repeat of {id}", id=one.series)
    return t.plain("repeats") if one.is_series else ""


def _label(t: Translator, one: Announcement) -> str:
    words = opening(one, Language(t.language)) or _belonging(t, one) or t.plain("no text yet")
    return shortened(f"{SIGNS[one.state]} {one.id}. {words}")
