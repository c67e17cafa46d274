"""What the bot sends without anybody writing it: the list for staff, and the card of one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.domain.announcement import Announcement, Errand, State
from bot.domain.delivery import Status
from bot.domain.places import ZONES, Country
from bot.domain.progress import Progress
from bot.i18n.translator import Translator
from bot.ui.alert_routes import NewItems, Reasons, SentByBot
from bot.ui.announce_course import course, held, is_held
from bot.ui.announce_progress import bar, figures, pace
from bot.ui.announce_words import FEWEST_TOLD, SIGNS, STATES, moment, named, readers
from bot.ui.paging import Sheet, turning, which_page
from bot.ui.rows import foot, in_pairs, shortened
from bot.ui.screen import Press, Row, Screen
from bot.ui.staff_actions import PauseAnnouncement, ResumeAnnouncement
from bot.ui.staff_routes import AnnouncementReport, Announcements, AnnouncementView, ConfirmCancel, Lockdown
from bot.ui.text import heading, lines, literal, paragraphs

_UNDER_WAY = frozenset({State.SENDING, State.PAUSED})
_ENDED = frozenset({State.DONE, State.CANCELLED})


@dataclass(frozen=True, slots=True)
class About:
    """What one of them is about: `n` new items, or the item of this title; a digest is about its day."""

    n: int = 0
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the list; `tally` counts its recipients by what became of them."""

    announcement: Announcement
    about: About = field(default_factory=About)
    tally: Mapping[Status, int] = field(default_factory=dict)


def sent_by_bot(t: Translator, sheet: Sheet[Listed], clock: Country | None = None) -> Screen:
    """One page of them, newest first; `clock` is the country on whose clock the reader lives."""
    text = paragraphs(
        heading(t.plain("Sent by the bot")),
        t("Alerts, digests, reminders and changes: nobody writes them, members asked for them."),
        lines(*(_line(t, one, clock) for one in sheet.items)) or t("Nothing has been sent yet."),
        which_page(t, sheet),
    )
    each = tuple((Press(_label(t, one), AnnouncementView(id=one.announcement.id)),) for one in sheet.items)
    why = (Press(t.plain("Why people stop messages"), Reasons()),)
    turns = turning(t, sheet, lambda page: SentByBot(page=page))
    return Screen(text, (*each, *turns, why, *foot(t, Announcements())))


def card(
    t: Translator,
    announcement: Announcement,
    progress: Progress,
    now: datetime,
    clock: Country | None = None,
    about: About | None = None,
) -> Screen:
    """How one of them goes, then how it went."""
    begun = announcement.state in _UNDER_WAY
    told = _may_count(progress)
    counted = progress.total and not (begun and progress.planning)
    text = paragraphs(
        lines(named(t, announcement), literal(subject(t, announcement, about)) if about else ""),
        lines(held(t, announcement, progress), _course(t, announcement, now, clock)),
        bar(t, progress) if begun and told else "",
        _figures(t, announcement, progress) if counted or announcement.state is State.DONE else "",
        pace(t, announcement, progress, now, clock) if told else "",
    )
    everything = Press(t.plain("Sent by the bot"), SentByBot())
    lockdown = (Press(t.plain("Sending freeze"), Lockdown()),) if is_held(announcement, progress) else ()
    return Screen(text, (*_moves(t, announcement, progress), *in_pairs((*lockdown, everything))))


def subject(t: Translator, announcement: Announcement, about: About) -> str:
    """What one of them is about, in a few words, as plain text."""
    match announcement.errand:
        case Errand.ALERT:
            return t.plain_plural("{n} new item", "{n} new items", about.n)
        case Errand.DIGEST:
            return t.plain("digest of {day}", day=_day(t, announcement))
        case Errand.REMINDER:
            return t.plain("deadline is near: {title}", title=shortened(about.title or "–"))
        case _:
            return t.plain("changed: {title}", title=shortened(about.title or "–"))


def _course(t: Translator, announcement: Announcement, now: datetime, clock: Country | None) -> str:
    """What happens with it now, as HTML."""
    match announcement.state:
        case State.AWAITING:
            return t("Many items are new at once. Nobody is told before somebody who may send announcements decides.")
        case State.SCHEDULED:
            return _scheduled(t, announcement, now, clock)
        case _:
            return course(t, announcement, now, clock)


def _scheduled(t: Translator, announcement: Announcement, now: datetime, clock: Country | None) -> str:
    due = announcement.due_at or now
    if due <= now:
        return t("It begins in a moment.")
    when = moment(t, due, ZONES[clock] if clock else None)
    if announcement.errand in {Errand.ALERT, Errand.CHANGE}:
        return t("Goes out: {moment}. Until then the content can still be corrected.", moment=when)
    return t("Goes out: {moment}.", moment=when)


def _line(t: Translator, one: Listed, clock: Country | None) -> str:
    at = one.announcement
    told = [subject(t, at, one.about), t.plain(STATES[at.state])]
    if at.due_at is not None:
        told.append(moment(t, at.due_at, ZONES[clock] if clock else None))
    sent = one.tally.get(Status.SENT, 0)
    if sent:
        told.append(t.plain("sent to: {readers}", readers=readers(t, sent)))
    return literal(f"{at.id}: {', '.join(told)}")


def _label(t: Translator, one: Listed) -> str:
    at = one.announcement
    return shortened(f"{SIGNS[at.state]} {at.id}. {subject(t, at, one.about)}")


def _day(t: Translator, announcement: Announcement) -> str:
    try:
        return t.date(date.fromisoformat(announcement.key or ""))
    except ValueError:
        return "–"


def _may_count(progress: Progress) -> bool:
    """Whether exact figures may be told: how few saved one item, or hear of it, could point at somebody."""
    return not 0 < progress.total < FEWEST_TOLD


def _figures(t: Translator, announcement: Announcement, progress: Progress) -> str:
    if not _may_count(progress):
        return t("For {readers}.", readers=readers(t, progress.total))
    return figures(t, announcement, progress)


def _moves(t: Translator, announcement: Announcement, progress: Progress) -> tuple[Row, ...]:
    at = announcement.id
    stop = Press(t.plain("Cancel it"), ConfirmCancel(id=at), style="danger")
    match announcement.state:
        case State.AWAITING:
            return ((Press(t.plain("Decide"), NewItems(id=at), style="primary"),),)
        case State.SENDING:
            return in_pairs((Press(t.plain("Pause"), PauseAnnouncement(id=at)), stop))
        case State.PAUSED:
            return in_pairs((Press(t.plain("Resume"), ResumeAnnouncement(id=at), style="primary"), stop))
        case state if state in _ENDED:
            return _reported(t, announcement, progress)
        case _:
            return ((stop,),)


def _reported(t: Translator, announcement: Announcement, progress: Progress) -> tuple[Row, ...]:
    if not progress.total or not _may_count(progress):
        return ()
    return ((Press(t.plain("Report"), AnnouncementReport(id=announcement.id), style="primary"),),)
