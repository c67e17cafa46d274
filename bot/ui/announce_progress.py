"""How an announcement goes in figures: the bar, the counts by what became of them, the pace and the end."""

from collections.abc import Mapping
from datetime import datetime

from bot.domain.announcement import BY_ITSELF, Announcement, Errand, State, WhenUncertain
from bot.domain.delivery import SETTLED, Status
from bot.domain.places import ZONES, Country
from bot.domain.progress import Postponed, Progress, finish
from bot.i18n.marks import mark
from bot.i18n.translator import Translator
from bot.ui.announce_words import moment
from bot.ui.text import lines

_SQUARES = 10

_MESSAGE: Mapping[Status, str] = {
    Status.SENT: mark("Sent: {n}"),
    Status.GONE: mark("Blocked the bot: {n}"),
    Status.REFUSED: mark("Failed: {n}"),
    Status.UNCERTAIN: mark("Uncertain: {n}"),
    Status.WAITING: mark("Waiting: {n}"),
    Status.SKIPPED: mark("Skipped, no longer wanted: {n}"),
    Status.CANCELLED: mark("Not sent, cancelled before: {n}"),
}

# What became of the recipients of a message, and of the copies that are edited or taken back.
OUTCOMES: Mapping[Errand, Mapping[Status, str]] = {
    **dict.fromkeys((Errand.SEND, *BY_ITSELF), _MESSAGE),
    Errand.CORRECT: {
        Status.SENT: mark("Copies edited: {n}"),
        Status.GONE: mark("Could not be reached, the bot is blocked: {n}"),
        Status.REFUSED: mark("Could not be edited: {n}"),
        Status.UNCERTAIN: mark("Uncertain: {n}"),
        Status.WAITING: mark("Waiting: {n}"),
        Status.SKIPPED: mark("Left unchanged (bot already blocked, or no text): {n}"),
        Status.CANCELLED: mark("Left unchanged (cancelled first): {n}"),
    },
    Errand.RECALL: {
        Status.SENT: mark("Copies deleted: {n}"),
        Status.GONE: mark("Could not be reached, the bot is blocked: {n}"),
        Status.REFUSED: mark("Could not be recalled: {n}"),
        Status.UNCERTAIN: mark("Uncertain: {n}"),
        Status.WAITING: mark("Waiting: {n}"),
        Status.SKIPPED: mark("Left in place (bot already blocked): {n}"),
        Status.CANCELLED: mark("Left unchanged (cancelled first): {n}"),
    },
}

# Told also when they are none: their absence would be a question.
_ALWAYS: Mapping[Errand, frozenset[Status]] = {
    **dict.fromkeys((Errand.SEND, *BY_ITSELF), frozenset(SETTLED - {Status.CANCELLED}) | {Status.WAITING}),
    Errand.CORRECT: frozenset({Status.SENT, Status.WAITING}),
    Errand.RECALL: frozenset({Status.SENT, Status.WAITING}),
}


def bar(t: Translator, progress: Progress) -> str:
    """A bar and a percentage, rounded down, so that 100% means everybody; how many there are while they are planned."""
    if progress.planning or not progress.total:
        if not progress.total:
            return t("The list of recipients is being drawn up.")
        return t("The list of recipients is being drawn up: {n} so far.", n=t.number(progress.total))
    settled = progress.total - progress.waiting
    full = settled * _SQUARES // progress.total
    return f"{'▓' * full}{'░' * (_SQUARES - full)} {settled * 100 // progress.total}%"


def figures(t: Translator, announcement: Announcement, progress: Progress) -> str:
    """How many there are of each, a line each, as HTML."""
    errand = announcement.errand
    told = []
    for status, message in OUTCOMES[errand].items():
        n = _count(progress, status)
        if n or status in _ALWAYS[errand]:
            told.append(t(message, n=t.number(n)))
        if errand is Errand.RECALL and status is Status.SENT and progress.notes:
            told.append(t("Replaced by a note (too old to delete): {n}", n=t.number(progress.notes)))
    whole = t("Total: {n}", n=t.number(progress.total))
    return lines(*told, whole, _doubt(t, announcement) if progress.tally.get(Status.UNCERTAIN) else "")


def pace(t: Translator, announcement: Announcement, progress: Progress, now: datetime, clock: Country | None) -> str:
    """How fast it goes and when it will be through, on the clock of this country, as HTML; empty when nothing goes."""
    if announcement.state is not State.SENDING:
        return ""
    zone = ZONES[clock] if clock else None
    end = finish(progress, now)
    return lines(
        _postponed(t, progress.postponed, zone) if progress.postponed else "",
        t("Current speed: {rate}.", rate=speed(t, progress.rate)) if progress.rate else "",
        t("Expected to end: {moment}.", moment=moment(t, end, zone)) if end else "",
    )


def _count(progress: Progress, status: Status) -> int:
    if status is Status.WAITING:
        return progress.waiting
    n = progress.tally.get(status, 0)
    return n - progress.notes if status is Status.SENT else n


def speed(t: Translator, rate: float) -> str:
    """Calls a second, or a minute where they are fewer, as plain text."""
    if rate >= 1:
        return t.plain_plural("{n} message a second", "{n} messages a second", round(rate))
    return t.plain_plural("{n} message a minute", "{n} messages a minute", max(1, round(rate * 60)))


def _postponed(t: Translator, postponed: Postponed, zone: str | None) -> str:
    return t.plural(
        "{n} is waiting for the end of quiet hours or for their local time; the first: {moment}.",
        "{n} are waiting for the end of quiet hours or for their local time; the first: {moment}.",
        postponed.n,
        moment=moment(t, postponed.first, zone),
    )


def _doubt(t: Translator, announcement: Announcement) -> str:
    if announcement.errand in {Errand.CORRECT, Errand.RECALL}:
        return t("Uncertain: Telegram's answer was lost, so the copies may or may not have changed.")
    if announcement.when_uncertain is WhenUncertain.RESEND:
        return t("Uncertain: Telegram's answer was lost, so they may have received it, some of them twice.")
    return t("Uncertain: Telegram's answer was lost, so they may have received it. It is not sent to them again.")
