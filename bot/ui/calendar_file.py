"""Deadlines as an iCalendar file (RFC 5545), which every common calendar opens."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from bot.content.closing import moment_of
from bot.content.models import Course, Funding, Notice, Tellable
from bot.content.telling import closes_on, is_over
from bot.domain.interests import Kind
from bot.domain.places import Language
from bot.i18n.translator import Translator
from bot.ui.zones import clock_there

# How long before a deadline its alarm rings.
ALARM_DAYS = 3

# That of a whole day counts from its midnight: nine in the morning.
_BEFORE_A_DAY = -timedelta(days=ALARM_DAYS) + timedelta(hours=9)
_BEFORE_A_MOMENT = -timedelta(days=ALARM_DAYS)


@dataclass(frozen=True, slots=True)
class Dated:
    """An item whose last day is known."""

    kind: Kind
    item: Tellable
    day: date


def dated(items: Iterable[tuple[Kind, Tellable]], today: date) -> tuple[Dated, ...]:
    """Those that have a deadline which is still ahead; that of a cancelled call is none any more."""
    found = ((kind, item, closes_on(item, today)) for kind, item in items if not is_over(item, today))
    return tuple(Dated(kind, item, day) for kind, item, day in found if day is not None)


def calendar_file(t: Translator, entries: Iterable[Dated], now: datetime, bot: str) -> bytes:
    """One event for each. `bot` is its username: with the kind and the slug it names an event for good, so that a file
    opened again changes the event and adds none.
    """
    made = Calendar()
    made.add("prodid", f"-//{bot}//Saved items//EN")
    made.add("version", "2.0")
    for one in entries:
        made.add_component(_event(t, one, now, bot))
    return bytes(made.to_ical())


def _event(t: Translator, one: Dated, now: datetime, bot: str) -> Event:
    event, moment = Event(), moment_of(one.item)
    summary = t.plain("Deadline: {title}", title=one.item.read(Language(t.language)).text.title)
    event.add("uid", f"{one.kind}-{one.item.slug}@{bot}.t.me")
    event.add("dtstamp", now.replace(microsecond=0))
    event.add("summary", summary)
    event.add("description", "\n".join(_described(t, one.item)))
    if _page(one.item):
        event.add("url", _page(one.item))
    if moment is None:
        event.add("dtstart", one.day)
        event.add("dtend", one.day + timedelta(days=1))
    else:
        # As UTC: calendars show it on their owner's clock, and none has to know the funder's zone.
        event.add("dtstart", moment)
    event.add("transp", "TRANSPARENT")  # nobody is busy because something closes
    event.add_component(_alarm(summary, _BEFORE_A_DAY if moment is None else _BEFORE_A_MOMENT))
    return event


def _alarm(summary: str, before: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", before)
    alarm.add("description", summary)
    return alarm


def _described(t: Translator, item: Tellable) -> Iterator[str]:
    moment = moment_of(item)
    if moment is not None and isinstance(item, Funding) and item.deadline_zone:
        yield clock_there(t, moment, item.deadline_zone)
    page = _page(item)
    if page:
        yield page
    if item.source_url != page:
        yield t.plain("Source: {url}", url=item.source_url)
    yield f"{t.plain('Source read on')}: {t.date(item.last_checked)}"
    yield t.plain("Deadlines may change: check it at the source before you rely on it.")


def _page(item: Tellable) -> str | None:
    return item.url if isinstance(item, Funding | Course | Notice) else None
