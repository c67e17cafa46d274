"""When an announcement goes out: what is chosen, the clocks there are, and the place where a moment is typed."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.announcement import Announcement, Errand, State
from bot.domain.places import USUAL_ZONE, ZONES, Country, zone_of
from bot.domain.schedule import DAILY, MONTHLY, WEEKLY, Repeat, Timing, next_occurrence
from bot.i18n.marks import mark
from bot.i18n.translator import Translator
from bot.ui.announce_words import CITIES, moment, named
from bot.ui.rows import chosen, foot, in_pairs
from bot.ui.screen import Press, Row, Screen
from bot.ui.staff_actions import SetAtOnce, SetUrgent
from bot.ui.staff_routes import AnnouncementView, AnnouncementWhen, ChooseRepeat, ConfirmSend, WriteMoment
from bot.ui.text import lines, paragraphs

_RHYTHMS: Mapping[str, str] = {
    DAILY: mark("every day"),
    WEEKLY: mark("every week"),
    MONTHLY: mark("every month"),
}


def when_line(t: Translator, announcement: Announcement, now: datetime) -> str:
    """What is chosen, as plain text: "at once", or the next moment with how it is repeated; "also in quiet hours"."""
    timing = announcement.timing
    if timing and timing.repeat:
        timing = next_occurrence(timing, now) or timing
    parts = [moment_line(t, timing) if timing else t.plain("at once")]
    if timing and timing.repeat:
        parts.append(repeat_line(t, timing.repeat))
    if announcement.urgent:
        parts.append(t.plain("also in quiet hours"))
    return "; ".join(parts)


def moment_line(t: Translator, timing: Timing) -> str:
    """The moment that was typed, as plain text: "24 November 2026, 10:00 (UTC+5), Almaty"."""
    if not timing.by_reader:
        return moment(t, timing.wall.replace(tzinfo=ZoneInfo(timing.zone)), timing.zone)
    return t.plain(
        "{date}, {time} local time for each reader", date=t.date(timing.wall.date()), time=f"{timing.wall:%H:%M}"
    )


def due_line(t: Translator, announcement: Announcement, home: Country | None = None) -> str:
    """The moment it is promised for, as plain text, on its own clock or on each reader's; empty without one.

    Of what was sent "at once" nobody chose a clock: it is told on that of `home`, where whoever looks at it lives.
    """
    due, timing = announcement.due_at, announcement.timing
    if due is None:
        return ""
    if timing is None and home is not None:
        return moment(t, due, ZONES[home])
    if timing is None or not timing.by_reader:
        return moment(t, due, announcement.zone)
    if timing.repeat:
        timing = next_occurrence(timing, due - timedelta(microseconds=1)) or timing
    return moment_line(t, timing)


def repeat_line(t: Translator, repeat: Repeat) -> str:
    """How it is repeated and until when, as plain text: "every week until 24 December 2026"."""
    rule = t.plain(_RHYTHMS[repeat.rhythm]) if repeat.rhythm else t.plain("cron “{rule}”", rule=repeat.rule)
    if repeat.until:
        return t.plain("{rule} up to and including {date}", rule=rule, date=t.date(repeat.until))
    if repeat.times:
        return t.plain_plural(
            "{rule}, {n} time in all from then", "{rule}, {n} times in all from then", repeat.times, rule=rule
        )
    return rule


def when(t: Translator, announcement: Announcement, now: datetime) -> Screen:
    """What is chosen, and the buttons to choose otherwise."""
    is_first = announcement.errand is Errand.SEND
    text = paragraphs(
        named(t, announcement),
        t("Goes out: {moment}.", moment=when_line(t, announcement, now)),
        t("Send it at once, or choose whose local time you will enter."),
        t(
            "In quiet hours (from 21:00 to 9:00 their local time unless they chose others) and on days of mourning, "
            "readers are not disturbed: they get it afterwards, unless it is urgent."
        )
        if is_first
        else t("Copies are edited silently, so the time of day makes no difference."),
    )
    go_on = Press(t.plain("Continue"), ConfirmSend(id=announcement.id), style="primary")
    rows = (*_clocks(t, announcement, now), *(_habits(t, announcement) if is_first else ()), (go_on,))
    return Screen(text, (*rows, *foot(t, AnnouncementView(id=announcement.id))))


def _clocks(t: Translator, announcement: Announcement, now: datetime) -> tuple[Row, ...]:
    at, timing = announcement.id, announcement.timing
    zone = timing.zone if timing and not timing.by_reader else None
    at_once = Press(chosen(t.plain("At once"), on=timing is None), SetAtOnce(id=at))
    each = [
        Press(chosen(clock(t, country, now), on=zone == _zone(country)), WriteMoment(id=at, country=country))
        for country in (*Country, None)
    ]
    return ((at_once,), *in_pairs(each))


def _habits(t: Translator, announcement: Announcement) -> tuple[Row, ...]:
    """What only a message of its own can have, and only while it is a draft but for the first."""
    at, timing = announcement.id, announcement.timing
    by_reader = chosen(t.plain("At each reader's local time"), on=bool(timing and timing.by_reader))
    theirs = (Press(by_reader, WriteMoment(id=at, by_reader=True)),)
    if announcement.state is not State.DRAFT:
        return (theirs,)
    repeat = Press(chosen(t.plain("Repeat"), on=bool(timing and timing.repeat)), ChooseRepeat(id=at))
    urgent = announcement.urgent
    at_night = Press(chosen(t.plain("Urgent: also in quiet hours"), on=urgent), SetUrgent(id=at, on=not urgent))
    return (theirs, (repeat,), (at_night,))


def clock(t: Translator, country: Country | None, now: datetime) -> str:
    """A zone by its city and distance from UTC, as plain text: "Almaty (UTC+5)"; UTC for no country."""
    if country is None:
        return "UTC"
    offset = now.astimezone(zone_of(country)).utcoffset() or timedelta()
    hours = offset // timedelta(hours=1)
    return f"{t.plain(CITIES[country])} (UTC{hours:+d})"


def write_moment(t: Translator, announcement: Announcement, route: WriteMoment, now: datetime) -> Screen:
    """Asks for the date and time on the clock of one place, or on each reader's own; the example is tomorrow there."""
    there = now.astimezone(ZoneInfo(USUAL_ZONE) if route.by_reader else zone_of(route.country))
    example = f"{there + timedelta(days=1):%d.%m.%Y} 10:00"
    if route.by_reader:
        asked = t(
            "Type the local date and time at which each reader gets it, for example: <code>{example}</code>",
            example=example,
        )
        hint = t(
            "It goes out first where that time comes first. Readers whose country is unknown get it by {place} time.",
            place=t.plain(CITIES[Country.UZ]),
        )
    else:
        asked = t(
            "Type the date and time of {place}, for example: <code>{example}</code>",
            place=clock(t, route.country, now),
            example=example,
        )
        hint = t("It is now: {moment}.", moment=moment(t, now, _zone(route.country)))
    back = AnnouncementWhen(id=announcement.id)
    return Screen(paragraphs(named(t, announcement), lines(asked, hint)), ((Press(t.plain("Back"), back),),))


def _zone(country: Country | None) -> str:
    return ZONES[country] if country else "UTC"
