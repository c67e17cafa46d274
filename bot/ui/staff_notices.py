"""What staff are told without asking: a line or two and a button to the place it is about."""

from collections.abc import Mapping

from bot.domain.announcement import Announcement, State
from bot.domain.places import Country, zone_of
from bot.i18n.translator import Translator
from bot.ui.alert_routes import NewItems
from bot.ui.announce_when import clock, due_line
from bot.ui.announce_words import named
from bot.ui.packing import Action, Route
from bot.ui.rows import in_pairs
from bot.ui.screen import Press, Screen
from bot.ui.staff_actions import Approve, BackToDraft, Freeze, SendBack, Thaw
from bot.ui.staff_routes import Announcements, AnnouncementView, Lockdown, ReviewAnnouncement, StaffList
from bot.ui.text import lines, paragraphs

# Where the announcement has to stand for the notice to be true still: it may be taken back before somebody is told.
_TRUE_IN: Mapping[type[Route | Action], frozenset[State]] = {
    ReviewAnnouncement: frozenset({State.AWAITING}),
    NewItems: frozenset({State.AWAITING}),
    SendBack: frozenset({State.DRAFT}),
    Approve: frozenset(State) - {State.DRAFT, State.AWAITING, State.CANCELLED},
}


def notice(
    t: Translator, what: Route | Action, announcement: Announcement | None, home: Country | None = None
) -> Screen | None:
    """What a place that waits, or the press of a colleague, means to its reader; None when it means nothing any more.

    `announcement` is the one it is about, as it stands now; `home` the country on whose clock its reader lives.
    """
    match what:
        case Freeze() | Thaw() | Lockdown():
            return _of_lockdown(t, what)
        case ReviewAnnouncement() | NewItems() | Approve() | SendBack():
            return _of_one(t, what, announcement, home) if announcement else None
        case Announcements():
            return _named(t)
        case StaffList():
            return Screen(t("You can no longer write and send announcements."))
        case _:
            return None


def _named(t: Translator) -> Screen:
    # As code it cannot be tapped: it freezes without a question.
    text = lines(
        t("You can write and send announcements now: /announce."),
        t("In an emergency <code>/lockdown</code> freezes all sending at once."),
    )
    return Screen(text, ((Press(t.plain("Announcements"), Announcements(), style="primary"),),))


def _of_lockdown(t: Translator, what: Freeze | Thaw | Lockdown) -> Screen:
    words = {
        Freeze: t("🧊 A colleague has frozen all sending. It takes two people to resume."),
        Thaw: t("A colleague wants sending to resume. Somebody else has to agree within ten minutes."),
        Lockdown: t("Sending has resumed: two people have agreed."),
    }
    return Screen(words[type(what)], ((Press(t.plain("Sending freeze"), Lockdown()),),))


def _of_one(
    t: Translator,
    what: ReviewAnnouncement | NewItems | Approve | SendBack,
    announcement: Announcement,
    home: Country | None,
) -> Screen | None:
    if announcement.state not in _TRUE_IN[type(what)]:
        return None
    words = _words(t, what, announcement, home)
    undo: tuple[Press, ...] = ()
    if isinstance(what, NewItems):
        button = Press(t.plain("Decide"), what, style="primary")
    elif isinstance(what, ReviewAnnouncement):
        button = Press(t.plain("Review"), what, style="primary")
    else:
        button = Press(t.plain("Open it"), AnnouncementView(id=what.id))
        if isinstance(what, Approve) and _goes_at_once(announcement):
            undo = (Press(t.plain("Undo"), BackToDraft(id=what.id), style="primary"),)
    return Screen(paragraphs(named(t, announcement), words), in_pairs((*undo, button)))


def _goes_at_once(announcement: Announcement) -> bool:
    return announcement.state is State.SCHEDULED and announcement.timing is None


def _words(
    t: Translator,
    what: ReviewAnnouncement | NewItems | Approve | SendBack,
    announcement: Announcement,
    home: Country | None,
) -> str:
    match what:
        case ReviewAnnouncement():
            return t("A colleague wants to send this and needs a second person's approval: please look at it.")
        case NewItems():
            return t("Many items are new in the catalogue at once. Shall members be told of them?")
        case SendBack():
            return t("A colleague reviewed it and sent it back for changes.")
        case Approve():
            if announcement.state is not State.SCHEDULED or announcement.due_at is None:
                return t("A colleague reviewed and approved it.")
            if _goes_at_once(announcement):
                until = f"{announcement.due_at.astimezone(zone_of(home)):%H:%M:%S}"
                return t(
                    "A colleague reviewed and approved it. You can undo it until {time}, {place}; then it goes out.",
                    time=until,
                    place=clock(t, home, announcement.due_at),
                )
            goes_out = due_line(t, announcement)
            return t("A colleague reviewed and approved it. It goes out: {moment}.", moment=goes_out)
