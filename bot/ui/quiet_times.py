"""Quiet hours and quiet days: when nothing unasked comes, and how to choose otherwise."""

from collections.abc import Iterable, Sequence
from datetime import date

from bot.domain.member import Member
from bot.domain.places import Country
from bot.domain.quiet import NONE, USUAL, Hours
from bot.i18n.translator import Translator
from bot.ui.alert_routes import ChooseQuietEnd, ChooseQuietStart, QuietTimes, SetQuietDays, SetQuietHours
from bot.ui.announce_words import CITIES
from bot.ui.routes import Alerts
from bot.ui.rows import chosen, foot
from bot.ui.screen import Button, Press, Row, Screen
from bot.ui.text import heading, lines, literal, paragraphs

_A_ROW = 4  # of six the chosen one, with its ✓, is cut on a phone


def quiet_times(t: Translator, member: Member, coming: Sequence[tuple[date, str]]) -> Screen:
    """What holds now; `coming` are the next public holidays of the member's country with their names."""
    text = paragraphs(
        heading(t.plain("Quiet hours")),
        lines(_hours(t, member.quiet), _clock(t, member)),
        _days(t, member, coming),
        _what_waits(t, member),
    )
    quiet = member.quiet
    change = Press(t.plain("Change quiet hours"), ChooseQuietStart())
    if quiet.are_none:
        usual = t.plain("Turn on: {start}–{end}", start=clock_hour(USUAL.start), end=clock_hour(USUAL.end))
        turn = Press(usual, SetQuietHours(start=USUAL.start, end=USUAL.end))
    else:
        turn = Press(t.plain("Turn quiet hours off"), SetQuietHours(start=NONE.start, end=NONE.end))
    days = Press(chosen(t.plain("Quiet days"), on=member.quiet_days), SetQuietDays(on=not member.quiet_days))
    return Screen(text, ((change,), (turn,), (days,), *foot(t, Alerts())))


def choose_quiet_start(t: Translator, member: Member) -> Screen:
    """The first of two questions: from which hour on."""
    text = paragraphs(
        heading(t.plain("Quiet hours")),
        _hours(t, member.quiet),
        t("From what time should it be quiet?"),
    )
    now = None if member.quiet.are_none else member.quiet.start
    hours = (Press(chosen(clock_hour(hour), on=hour == now), ChooseQuietEnd(start=hour)) for hour in range(24))
    return Screen(text, (*_in_rows(hours), *foot(t, QuietTimes())))


def choose_quiet_end(t: Translator, member: Member, route: ChooseQuietEnd) -> Screen:
    """The second question: until which hour. The same hour would mean never, so it is not among them."""
    text = paragraphs(
        heading(t.plain("Quiet hours")),
        t("It will be quiet from {start}. Until what time?", start=clock_hour(route.start)),
    )
    now = member.quiet.end if member.quiet.start == route.start else None
    hours = (
        Press(chosen(clock_hour(hour), on=hour == now), SetQuietHours(start=route.start, end=hour))
        for hour in (*range(route.start + 1, 24), *range(route.start))
    )
    return Screen(text, (*_in_rows(hours), *foot(t, ChooseQuietStart())))


def clock_hour(hour: int) -> str:
    """An hour as a clock shows it: "09:00"."""
    return f"{hour:02}:00"


def hours_in_short(t: Translator, quiet: Hours) -> str:
    """Quiet hours as the value of a field, as plain text: "21:00–09:00"."""
    return t.plain("off") if quiet.are_none else f"{clock_hour(quiet.start)}–{clock_hour(quiet.end)}"


def _hours(t: Translator, quiet: Hours) -> str:
    if quiet.are_none:
        return t("There are no quiet hours: messages can come at any time of the day.")
    return t(
        "Nothing is sent to you from {start} to {end} your local time.",
        start=clock_hour(quiet.start),
        end=clock_hour(quiet.end),
    )


def _clock(t: Translator, member: Member) -> str:
    if member.country:
        return ""
    return t("Your country is not chosen, so the clock of {place} is used.", place=t.plain(CITIES[Country.UZ]))


def _days(t: Translator, member: Member, coming: Sequence[tuple[date, str]]) -> str:
    if not member.quiet_days:
        return t("Quiet days are off: messages can come on Sundays and public holidays too.")
    if member.country is None:
        return t("No alerts are sent to you on Sundays.")
    rest = t(
        "No alerts are sent to you on Sundays and on the public holidays of {country}.",
        country=t.country(member.country),
    )
    following = [literal(f"{t.date(day)} – {name}") for day, name in coming]
    return lines(rest, t("The next ones:") if following else "", *following)


def _what_waits(t: Translator, member: Member) -> str:
    """What becomes of messages in quiet time; empty when there is none. What staff write waits for hours only."""
    if not member.quiet.are_none:
        return t(
            "What falls into quiet time comes when it is over. A deadline reminder comes before it. Only urgent "
            "announcements can come at any time."
        )
    if not member.quiet_days:
        return ""
    return t(
        "What falls on a quiet day comes when it is over. A deadline reminder comes before it. Announcements come on "
        "quiet days too."
    )


def _in_rows(buttons: Iterable[Button]) -> tuple[Row, ...]:
    every = tuple(buttons)
    return tuple(every[at : at + _A_ROW] for at in range(0, len(every), _A_ROW))
