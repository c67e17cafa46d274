"""The card of an announcement that is on its way or has ended: how it goes, and what can be done about it."""

from datetime import datetime

from bot.domain.announcement import BY_ITSELF, Announcement, Errand, State
from bot.domain.delivery import Status
from bot.domain.places import Country
from bot.domain.progress import Progress
from bot.i18n.translator import Translator
from bot.ui import sent_by_bot
from bot.ui.announce_course import belonging, course, held, is_held
from bot.ui.announce_preview import to_preview
from bot.ui.announce_progress import bar, figures, pace
from bot.ui.announce_waiting import waiting_rows
from bot.ui.announce_words import named
from bot.ui.rows import in_pairs
from bot.ui.screen import Press, Row, Screen
from bot.ui.staff_actions import (
    BackToDraft,
    CorrectAnnouncement,
    PauseAnnouncement,
    ResumeAnnouncement,
    SkipThisTime,
)
from bot.ui.staff_routes import (
    AnnouncementReport,
    Announcements,
    AnnouncementView,
    ChooseRepeat,
    ConfirmCancel,
    ConfirmRecall,
    ConfirmSend,
    Lockdown,
)
from bot.ui.text import lines, paragraphs

_UNDER_WAY = frozenset({State.SENDING, State.PAUSED})


def card(
    t: Translator,
    announcement: Announcement,
    progress: Progress,
    now: datetime,
    clock: Country | None = None,
    *,
    theirs: bool = False,
) -> Screen:
    """How it goes, then how it went; `clock` is the country on whose clock the reader lives, UTC for none.

    `theirs` when the reader asked for a second person, and so cannot be it.
    """
    if announcement.errand in BY_ITSELF:
        return sent_by_bot.card(t, announcement, progress, now, clock)
    begun = announcement.state in _UNDER_WAY
    counted = progress.total and not (begun and progress.planning)
    text = paragraphs(
        lines(named(t, announcement), belonging(t, announcement, progress)),
        lines(held(t, announcement, progress), _course(t, announcement, progress, now, clock)),
        bar(t, progress) if begun else "",
        figures(t, announcement, progress) if counted or _has_ended_empty(announcement) else "",
        pace(t, announcement, progress, now, clock),
    )
    everything = Press(t.plain("All announcements"), Announcements())
    lockdown = (Press(t.plain("Sending freeze"), Lockdown()),) if is_held(announcement, progress) else ()
    kin = _kin(t, announcement, progress)
    return Screen(text, (*_moves(t, announcement, progress, theirs=theirs), *in_pairs((*lockdown, *kin, everything))))


def _course(t: Translator, announcement: Announcement, progress: Progress, now: datetime, clock: Country | None) -> str:
    """What happens with it; nothing is promised at once while a lockdown holds it back."""
    waits = announcement.state is State.SCHEDULED and announcement.timing is None
    return "" if waits and is_held(announcement, progress) else course(t, announcement, now, clock)


def _kin(t: Translator, announcement: Announcement, progress: Progress) -> tuple[Press, ...]:
    """The way to the other announcement that the text names."""
    other = announcement.about or announcement.series or progress.recalled_by
    return (Press(t.plain("Announcement {id}", id=other), AnnouncementView(id=other)),) if other else ()


def _has_ended_empty(announcement: Announcement) -> bool:
    """Whether it reached nobody, which has to be said."""
    return announcement.state is State.DONE and not announcement.is_series


def _moves(t: Translator, announcement: Announcement, progress: Progress, *, theirs: bool) -> tuple[Row, ...]:
    """What can be done in this state, the most likely first."""
    at = announcement.id
    view = (to_preview(t, announcement),) if announcement.texts else ()
    match announcement.state:
        case State.DRAFT:
            moves: tuple[Press, ...] = (Press(t.plain("Open the draft"), AnnouncementView(id=at)),)
        case State.AWAITING:
            return (*waiting_rows(t, announcement, theirs=theirs), *in_pairs(view))
        case State.SCHEDULED:
            moves = (*_waiting(t, announcement), *view, _stop(t, announcement))
        case State.LATE:
            moves = (*_late(t, announcement), *view, _stop(t, announcement))
        case State.SENDING:
            pause = Press(t.plain("Pause"), PauseAnnouncement(id=at))
            moves = (*view, pause, _stop(t, announcement), *_taking_back(t, announcement, progress))
        case State.PAUSED:
            resume = Press(t.plain("Resume"), ResumeAnnouncement(id=at), style="primary")
            moves = (resume, *view, _stop(t, announcement), *_taking_back(t, announcement, progress))
        case _:
            moves = (*_reported(t, announcement, progress), *view, *_changes(t, announcement, progress))
    return in_pairs(moves)


def _waiting(t: Translator, announcement: Announcement) -> tuple[Press, ...]:
    """How to take back what is scheduled; a recall begins before anybody could."""
    at = announcement.id
    if announcement.errand is Errand.RECALL:
        return ()
    if announcement.timing is None:
        return (Press(t.plain("Undo"), BackToDraft(id=at), style="primary"),)
    back = Press(t.plain("Back to draft"), BackToDraft(id=at))
    return (Press(t.plain("Skip days"), ChooseRepeat(id=at)), back) if announcement.is_series else (back,)


def _late(t: Translator, announcement: Announcement) -> tuple[Press, ...]:
    at = announcement.id
    now = Press(t.plain("Send now"), ConfirmSend(id=at), style="primary")
    if announcement.errand is Errand.RECALL:  # there is nothing in it that could be changed
        return (now,)
    skip = (Press(t.plain("Skip this time"), SkipThisTime(id=at)),) if announcement.is_series else ()
    return (now, *skip, Press(t.plain("Back to draft"), BackToDraft(id=at)))


def _stop(t: Translator, announcement: Announcement) -> Press:
    label = t.plain("Stop repeating") if announcement.is_series else t.plain("Cancel it")
    return Press(label, ConfirmCancel(id=announcement.id), style="danger")


def _reported(t: Translator, announcement: Announcement, progress: Progress) -> tuple[Press, ...]:
    if not progress.total:
        return ()
    return (Press(t.plain("Report"), AnnouncementReport(id=announcement.id), style="primary"),)


def _changes(t: Translator, announcement: Announcement, progress: Progress) -> tuple[Press, ...]:
    """How to change what readers have, when somebody has it."""
    recall = _taking_back(t, announcement, progress)
    if not recall or not progress.tally.get(Status.SENT):
        return ()
    return (Press(t.plain("Correct"), CorrectAnnouncement(id=announcement.id)), *recall)


def _taking_back(t: Translator, announcement: Announcement, progress: Progress) -> tuple[Press, ...]:
    if announcement.errand is not Errand.SEND or progress.recalled_by:
        return ()
    return (Press(t.plain("Recall"), ConfirmRecall(id=announcement.id), style="danger"),)
