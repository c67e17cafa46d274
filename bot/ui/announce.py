"""What an announcement looks like once it is on its way: the message readers get, and its author's card."""

from collections.abc import Collection, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.announcement import Announcement, State, WhenUncertain
from bot.domain.delivery import SETTLED, Status
from bot.domain.interests import Kind, to_mask
from bot.domain.places import Language
from bot.domain.timing import days_until
from bot.i18n.marks import mark
from bot.i18n.translator import Translator
from bot.ui.announce_words import clock_of, moment, named
from bot.ui.routes import Alerts, StopKinds
from bot.ui.rows import in_pairs
from bot.ui.screen import Press, Row, Screen
from bot.ui.staff_routes import (
    AnnouncementPreview,
    Announcements,
    AnnouncementView,
    BackToDraft,
    ConfirmCancel,
    ConfirmSend,
    PauseAnnouncement,
    ResumeAnnouncement,
)
from bot.ui.text import lines, paragraphs

_SQUARES = 10

_COURSES: Mapping[State, str] = {
    State.DRAFT: mark("Nothing goes out before it is scheduled."),
    State.LATE: mark(
        "Its moment was {moment}, but the bot was not running then. Send it now, change it, or cancel it.",
    ),
    State.SENDING: mark("Began: {moment}."),
    State.PAUSED: mark("Paused by staff. Nothing goes out until it is resumed; nobody gets it twice."),
    State.DONE: mark("Began: {moment}. Nobody is waiting for it any more."),
    State.CANCELLED: mark("Whoever had not received it yet will not."),
}


def delivered(t: Translator, html: str, kinds: Collection[Kind]) -> Screen:
    """The message exactly as a reader gets it; `t` speaks the reader's language, `kinds` are what brought it."""
    alerts = Press(t.plain("My alerts"), Alerts())
    stop = Press(t.plain("Stop these messages"), StopKinds(kinds=to_mask(kinds)))
    return Screen(html, ((alerts, stop),))


def card(t: Translator, announcement: Announcement, tally: Mapping[Status, int], now: datetime) -> Screen:
    """Progress, then the report. `tally` counts the rows of the outbox by status; it is empty before the planning."""
    text = paragraphs(
        lines(named(t, announcement), _course(t, announcement, now)),
        _progress(t, tally) if announcement.state in {State.SENDING, State.PAUSED} else "",
        _figures(t, tally) if sum(tally.values()) or announcement.state is State.DONE else "",
        _doubt(t, announcement.when_uncertain) if tally.get(Status.UNCERTAIN) else "",
    )
    everything = Press(t.plain("All announcements"), Announcements())
    return Screen(text, (*_moves(t, announcement), (everything,)))


def _course(t: Translator, announcement: Announcement, now: datetime) -> str:
    """What happens with it now, and what the author can do about it."""
    due = moment(t, announcement.due_at, announcement.zone) if announcement.due_at else ""
    if announcement.state is State.SCHEDULED:
        return t("Goes out: {moment} ({days}).", moment=due, days=_days_left(t, announcement, now))
    if announcement.state is State.PAUSED and announcement.pause_reason:
        return t("Paused because of: {reason}", reason=announcement.pause_reason)
    return t(_COURSES[announcement.state], moment=due)


def _days_left(t: Translator, announcement: Announcement, now: datetime) -> str:
    due, zone = announcement.due_at or now, ZoneInfo(announcement.zone or "UTC")
    return t.in_days(days_until(due.astimezone(zone).date(), now.astimezone(zone).date()))


def _progress(t: Translator, tally: Mapping[Status, int]) -> str:
    """A bar and a percentage; rounded down, so that 100% means everybody."""
    total = sum(tally.values())
    if not total:
        return t("The list of recipients is being made.")
    settled = sum(n for status, n in tally.items() if status in SETTLED)
    full = settled * _SQUARES // total
    bar = "▓" * full + "░" * (_SQUARES - full)
    return f"{bar} {settled * 100 // total}%"


def _figures(t: Translator, tally: Mapping[Status, int]) -> str:
    def count(*statuses: Status) -> str:
        return t.number(sum(tally.get(status, 0) for status in statuses))

    return lines(
        t("Sent: {n}", n=count(Status.SENT)),
        t("Blocked the bot: {n}", n=count(Status.GONE)),
        t("Failed: {n}", n=count(Status.REFUSED)),
        t("Uncertain: {n}", n=count(Status.UNCERTAIN)),
        t("Waiting: {n}", n=count(Status.WAITING, Status.BEGUN)),
        t("Skipped, no longer wanted: {n}", n=count(Status.SKIPPED)),
        t("Not sent, cancelled before: {n}", n=count(Status.CANCELLED)) if tally.get(Status.CANCELLED) else "",
        t("Total: {n}", n=count(*Status)),
    )


def _doubt(t: Translator, policy: WhenUncertain) -> str:
    if policy is WhenUncertain.RESEND:
        return t("Uncertain: Telegram's answer was lost, so they may have received it, some of them twice.")
    return t("Uncertain: Telegram's answer was lost, so they may have received it. It is not sent to them again.")


def _moves(t: Translator, announcement: Announcement) -> tuple[Row, ...]:
    """What can be done in this state, the most likely first."""
    at = announcement.id
    view = Press(t.plain("Preview"), AnnouncementPreview(id=at, language=Language(t.language)))
    back = Press(t.plain("Back to draft"), BackToDraft(id=at))
    cancel = Press(t.plain("Cancel it"), ConfirmCancel(id=at), style="danger")
    match announcement.state:
        case State.DRAFT:
            return ((Press(t.plain("Open the draft"), AnnouncementView(id=at)),),)
        case State.SCHEDULED:
            return in_pairs((view, back, cancel))
        case State.LATE:
            now = Press(t.plain("Send now"), ConfirmSend(id=at, country=clock_of(announcement.zone)), style="primary")
            return in_pairs((now, view, back, cancel))
        case State.SENDING:
            return in_pairs((view, Press(t.plain("Pause"), PauseAnnouncement(id=at)), cancel))
        case State.PAUSED:
            resume = Press(t.plain("Resume"), ResumeAnnouncement(id=at), style="primary")
            return in_pairs((resume, view, cancel))
        case State.DONE | State.CANCELLED:
            return in_pairs((view,))
