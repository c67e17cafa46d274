"""How an announcement goes in figures: the bar, the counts by what became of them, the pace and the end."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from bot.domain.announcement import BY_ITSELF, Announcement, Errand, MediaKind, State, WhenUncertain
from bot.domain.approval import FEWEST
from bot.domain.delivery import SETTLED, Status
from bot.domain.disclosure import Hidden, Told, disclosed
from bot.domain.places import ZONES, Country
from bot.domain.progress import Postponed, Progress, finish
from bot.i18n.marks import mark
from bot.i18n.translator import Translator
from bot.ui.announce_numbers import notes, number
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

_NOTED = mark("Replaced by a note (too old to delete): {n}")
_TAKEN_BACK = mark("Copies deleted or replaced by a note: {n}")
_TOTAL = mark("Total: {n}")

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
        so_far = number(t, disclosed(progress.total))
        return t("The list of recipients is being drawn up: {n} so far.", n=so_far)
    settled = sum(_drawn(progress.tally.get(status, 0)) for status in SETTLED)
    total = settled + _drawn(progress.waiting)
    full = settled * _SQUARES // total
    return f"{'▓' * full}{'░' * (_SQUARES - full)} {settled * 100 // total}%"


def figures(t: Translator, announcement: Announcement, progress: Progress) -> str:
    """How many there are of each, a line each, as HTML; a few people are not told as a number."""
    counted = [(message, disclosed(n)) for message, n in _counted(announcement.errand, progress)]
    whole = disclosed(progress.total)
    if any(told is Hidden.FEW for _, told in counted) and whole is not Hidden.FEW:
        whole = Hidden.WITHHELD  # less all the others it would be the one that is hidden
    return lines(
        *(t(message, n=number(t, told)) for message, told in (*counted, (_TOTAL, whole))),
        notes(t, (whole, *(told for _, told in counted))),
        _doubt(t, announcement) if progress.tally.get(Status.UNCERTAIN) else "",
        _left(t, progress.left) if progress.notes and progress.left else "",
    )


def pace(t: Translator, announcement: Announcement, progress: Progress, now: datetime, clock: Country | None) -> str:
    """How fast it goes and when it will be through, on the clock of this country, as HTML; empty when nothing goes."""
    if announcement.state is not State.SENDING:
        return ""
    zone = ZONES[clock] if clock else None
    if disclosed(progress.total) is Hidden.FEW:  # how fast a few are served would tell how few
        return _postponed(t, progress.postponed, zone) if progress.postponed else ""
    end = finish(progress, now)
    return lines(
        _postponed(t, progress.postponed, zone) if progress.postponed else "",
        t("Current speed: {rate}.", rate=speed(t, progress.rate)) if progress.rate else "",
        t("Expected to end: {moment}.", moment=moment(t, end, zone)) if end else "",
    )


def taken_back(t: Translator, told: Told) -> str:
    """How many copies are gone in one way or the other, as HTML."""
    return t(_TAKEN_BACK, n=number(t, told))


def _counted(errand: Errand, progress: Progress) -> Iterator[tuple[str, int]]:
    """The lines and their numbers; those that are none and need not be told are left out."""
    for status, message in OUTCOMES[errand].items():
        n = progress.waiting if status is Status.WAITING else progress.tally.get(status, 0)
        if errand is Errand.RECALL and status is Status.SENT and progress.notes:
            yield from _gone(n - progress.notes, progress.notes)
        elif n or status in _ALWAYS[errand]:
            yield message, n


def _gone(deleted: int, noted: int) -> Iterator[tuple[str, int]]:
    """Both ways in which copies are taken back; together where few went one of them, as the report tells the sum."""
    if Hidden.FEW in {disclosed(deleted), disclosed(noted)}:
        yield _TAKEN_BACK, deleted + noted
        return
    yield OUTCOMES[Errand.RECALL][Status.SENT], deleted
    yield _NOTED, noted


def _drawn(n: int) -> int:
    """A number as the bar draws it: a few people are drawn alike, however few."""
    return max(n, FEWEST - 1) if n else 0


def _left(t: Translator, kind: MediaKind) -> str:
    if kind is MediaKind.PHOTO:
        return t("The photo stays above each note: only the words were replaced.")
    return t("The file stays above each note: only the words were replaced.")


def speed(t: Translator, rate: float) -> str:
    """Calls a second, or a minute where they are fewer, as plain text."""
    if rate >= 1:
        return t.plain_plural("{n} message a second", "{n} messages a second", round(rate))
    return t.plain_plural("{n} message a minute", "{n} messages a minute", max(1, round(rate * 60)))


def _postponed(t: Translator, postponed: Postponed, zone: str | None) -> str:
    first = moment(t, postponed.first, zone)
    if disclosed(postponed.n) is Hidden.FEW:
        return t(
            "Fewer than {limit} are waiting for the end of quiet hours or for their local time; the first: {moment}.",
            limit=t.number(FEWEST),
            moment=first,
        )
    return t.plural(
        "{n} is waiting for the end of quiet hours or for their local time; the first: {moment}.",
        "{n} are waiting for the end of quiet hours or for their local time; the first: {moment}.",
        postponed.n,
        moment=first,
    )


def _doubt(t: Translator, announcement: Announcement) -> str:
    if announcement.errand in {Errand.CORRECT, Errand.RECALL}:
        return t("Uncertain: Telegram's answer was lost, so the copies may or may not have changed.")
    if announcement.when_uncertain is WhenUncertain.RESEND:
        return t("Uncertain: Telegram's answer was lost, so they may have received it, some of them twice.")
    return t("Uncertain: Telegram's answer was lost, so they may have received it. It is not sent to them again.")
