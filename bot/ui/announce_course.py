"""What happens with an announcement now, in a few sentences: what is awaited, when it goes out, why it stands still."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.announcement import UNAPPROVED, Announcement, Errand, State
from bot.domain.places import ZONES, Country
from bot.domain.progress import Progress
from bot.domain.schedule import is_left_out, upcoming
from bot.domain.timing import days_until
from bot.i18n.marks import mark
from bot.i18n.translator import Translator
from bot.ui.announce_refusals import refusal
from bot.ui.announce_waiting import waits
from bot.ui.announce_when import due_line, moment_line, repeat_line, when_line
from bot.ui.announce_words import moment
from bot.ui.text import lines

# What a lockdown holds back.
_UNDER_WAY = frozenset({State.AWAITING, State.SCHEDULED, State.LATE, State.SENDING, State.PAUSED})

_NEXT_TOLD = 3  # moments of a repeating one
_LOOKED_AT = 30  # moments, of which days may be left out

_ABOUT: Mapping[Errand, str] = {
    Errand.CORRECT: mark("Edits every copy of announcement {id}."),
    Errand.RECALL: mark("Recalls every copy of announcement {id}."),
}


def belonging(t: Translator, announcement: Announcement, progress: Progress | None = None) -> str:
    """Which other announcement it has to do with, as HTML; empty when it stands for itself."""
    return lines(
        t(_ABOUT[announcement.errand], id=announcement.about) if announcement.errand in _ABOUT else "",
        t("Sent as part of repeating announcement {id}.", id=announcement.series) if announcement.series else "",
        t("Recalled by announcement {id}.", id=progress.recalled_by) if progress and progress.recalled_by else "",
    )


def is_held(announcement: Announcement, progress: Progress) -> bool:
    """Whether a lockdown holds it back."""
    return progress.frozen and announcement.state in _UNDER_WAY


def held(t: Translator, announcement: Announcement, progress: Progress) -> str:
    """That a lockdown holds it back, as HTML; empty when none does."""
    # No command is named here: it would freeze everything again when an old card is tapped.
    return frozen(t) if is_held(announcement, progress) else ""


def frozen(t: Translator) -> str:
    """That there is a lockdown, as HTML."""
    return t("🧊 All sending is frozen. Nothing goes out until two people agree to resume.")


def course(t: Translator, announcement: Announcement, now: datetime, clock: Country | None) -> str:
    """What happens with it now, and what can be done about it, as HTML; `clock` is for moments nobody typed."""
    match announcement.state:
        case State.DRAFT:
            return t("Nothing goes out before it is scheduled.")
        case State.AWAITING:
            after = t("Then it goes out: {moment}.", moment=when_line(t, announcement, now))
            return lines(waits(t), after)
        case State.SCHEDULED:
            return _scheduled(t, announcement, now)
        case State.LATE:
            return _late(t, announcement, clock)
        case State.PAUSED:
            return _paused(t, announcement)
        case _:
            return _begun(t, announcement, clock)


def _scheduled(t: Translator, announcement: Announcement, now: datetime) -> str:
    if announcement.is_series:
        return _series(t, announcement, now)
    if announcement.timing is None:
        return _at_once(t, announcement, now)
    if announcement.timing.by_reader:
        return t("Goes out: {moment}.", moment=moment_line(t, announcement.timing))
    due = announcement.due_at or now
    days = _days_left(t, announcement, due, now)
    return t("Goes out: {moment} ({days}).", moment=due_line(t, announcement), days=days)


def _at_once(t: Translator, announcement: Announcement, now: datetime) -> str:
    left = announcement.due_at - now if announcement.due_at else timedelta()
    if announcement.errand is Errand.RECALL or left <= timedelta():
        return t("It begins in a moment.")
    # Moments are stored in whole seconds, rounded up: nobody is told of more than was promised.
    seconds = max(1, left // timedelta(seconds=1))
    return t.plural(
        "Goes out in {n} second – you can still undo it.", "Goes out in {n} seconds – you can still undo it.", seconds
    )


def _series(t: Translator, announcement: Announcement, now: datetime) -> str:
    if announcement.timing is None or announcement.timing.repeat is None:
        return ""
    ahead = [one for one in upcoming(announcement.timing, now, _LOOKED_AT) if not is_left_out(one)][:_NEXT_TOLD]
    return lines(
        t("Repeats: {rule}.", rule=repeat_line(t, announcement.timing.repeat)),
        t("Coming up:") if ahead else "",
        *(t("– {moment}", moment=moment_line(t, one)) for one in ahead),
    )


def _late(t: Translator, announcement: Announcement, clock: Country | None) -> str:
    if announcement.pause_reason == UNAPPROVED and announcement.is_series:
        return t(
            "At its moment it would have reached more people than one person may write to alone, or fewer than five. "
            "Send it now with the approval of a second person, skip it this time, or cancel it. It will ask each time; "
            "to have the whole series approved, take it back to draft and send it anew."
        )
    if announcement.pause_reason == UNAPPROVED:
        return t(
            "At its moment it would have reached more people than one person may write to alone, or fewer than five. "
            "Send it now with the approval of a second person, change it, or cancel it."
        )
    if announcement.is_series:
        return t(
            "Its moment was {moment}, but nothing could go out then. Send it now, skip it this time, change it, or "
            "cancel it.",
            moment=due_line(t, announcement, clock),
        )
    if announcement.errand is Errand.RECALL:
        return t(
            "Its moment was {moment}, but nothing could go out then. Send it now, or cancel it.",
            moment=due_line(t, announcement, clock),
        )
    return t(
        "Its moment was {moment}, but nothing could go out then. Send it now, change it, or cancel it.",
        moment=due_line(t, announcement, clock),
    )


def _paused(t: Translator, announcement: Announcement) -> str:
    if announcement.pause_reason:
        return t("Paused because of: {reason}", reason=refusal(t, announcement.pause_reason))
    return t("Paused by staff. Nothing goes out until it is resumed; nobody gets it twice.")


def _begun(t: Translator, announcement: Announcement, clock: Country | None) -> str:
    zone = ZONES[clock] if clock else None
    began, ended = announcement.began_at, announcement.ended_at
    return lines(
        t("Began: {moment}.", moment=moment(t, began, zone)) if began else "",
        t("Ended: {moment}.", moment=moment(t, ended, zone)) if ended else "",
        _end(t, announcement),
    )


def _end(t: Translator, announcement: Announcement) -> str:
    if announcement.state is State.SENDING:
        return ""
    if announcement.is_series:
        return t("It no longer repeats.")
    if announcement.state is State.DONE:
        return t("Nobody is waiting for it any more.")
    if announcement.errand in _ABOUT:
        return t("Copies not reached yet stay as they are.")
    if announcement.errand is Errand.DIGEST:
        return t("Whoever had not received it yet finds the same items in the next digest.")
    return t("Whoever had not received it yet will not.")


def _days_left(t: Translator, announcement: Announcement, due: datetime, now: datetime) -> str:
    zone = ZoneInfo(announcement.zone or "UTC")
    return t.in_days(days_until(due.astimezone(zone).date(), now.astimezone(zone).date()))
