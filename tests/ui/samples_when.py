"""Screens about when an announcement goes out, the last look, and what takes it back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.domain.announcement import Announcement, Audience, Errand, Media, MediaKind, State
from bot.domain.approval import Need
from bot.domain.places import USUAL_ZONE, ZONES, Country, Language
from bot.domain.schedule import Repeat, Timing
from bot.i18n.translator import Translator
from bot.ui import announce_cancel, announce_last_look, announce_recall, announce_repeat, announce_when
from bot.ui.announce_last_look import Outlook
from bot.ui.screen import Screen
from bot.ui.staff_routes import WriteMoment
from tests.ui.samples_staff import COUNTS, DRAFT, EVERYBODY, NOW, SCHEDULED, WRITTEN

WALL = datetime(2026, 11, 24, 10, 0)
ONCE = Timing(WALL, ZONES[Country.KZ])
THEIRS = Timing(WALL, USUAL_ZONE, by_reader=True)
EVERY_WEEK = replace(ONCE, repeat=Repeat("weekly", until=date(2027, 2, 1), skipped=frozenset({date(2026, 12, 1)})))
BY_CRON = replace(THEIRS, repeat=Repeat("*/15 9-17 1,15 jan-jun mon-fri", times=1000))
FIVE = tuple(WALL + timedelta(weeks=n) for n in range(5))

DECIDED = replace(WRITTEN, borrowing=frozenset(set(Language) - {Language.RU, Language.KK}))
TIMINGS = {"at once": None, "once": ONCE, "theirs": THEIRS, "weekly": EVERY_WEEK, "cron": BY_CRON}


def screens(t: Translator) -> Iterator[tuple[str, Screen]]:
    """Every one with a name that says which."""
    yield from _when(t)
    yield from _repeating(t)
    yield from _last_looks(t)
    yield from _taking_back(t)


def _when(t: Translator) -> Iterator[tuple[str, Screen]]:
    for name, timing in TIMINGS.items():
        yield f"when, {name}", announce_when.when(t, replace(WRITTEN, timing=timing, urgent=True), NOW)
    yield "when, late", announce_when.when(t, replace(DECIDED, state=State.LATE, timing=ONCE), NOW)
    yield "when, correction", announce_when.when(t, replace(DECIDED, errand=Errand.CORRECT, about=9), NOW)
    for country in (None, *Country):
        route = WriteMoment(id=WRITTEN.id, country=country)
        yield f"write moment, {country}", announce_when.write_moment(t, WRITTEN, route, NOW)
    theirs = WriteMoment(id=WRITTEN.id, by_reader=True)
    yield "write moment, each reader", announce_when.write_moment(t, WRITTEN, theirs, NOW)


def _repeating(t: Translator) -> Iterator[tuple[str, Screen]]:
    for name, timing in TIMINGS.items():
        one = replace(WRITTEN, timing=timing)
        yield f"repeat, {name}", announce_repeat.repeating(t, one, FIVE if timing and timing.repeat else (), NOW)
        yield f"repeat end, {name}", announce_repeat.write_end(t, one, NOW)
    over = replace(WRITTEN, timing=EVERY_WEEK)
    yield "repeat, none left", announce_repeat.repeating(t, over, (), NOW)
    yield "repeat, scheduled", announce_repeat.repeating(t, replace(SCHEDULED, timing=EVERY_WEEK), FIVE, NOW)
    yield "repeat by cron", announce_repeat.write_cron(t, WRITTEN)


def _last_looks(t: Translator) -> Iterator[tuple[str, Screen]]:
    many = Outlook(dict.fromkeys(Language, 1_000_000), 7_999_998, Need.MANY, at_once=False, undo=60)
    few = Outlook({Language.RU: 3}, 3, Need.FEW, at_once=True, undo=1)
    late = replace(DECIDED, state=State.LATE, timing=ONCE)
    broken = replace(DECIDED, texts=dict.fromkeys(Language, "<b>XXX http://t.me/proxy" + "<" * 40))
    everybody = replace(DECIDED, audience=EVERYBODY, timing=BY_CRON)
    yield "last look, at once", announce_last_look.last_look(t, DECIDED, Outlook(COUNTS, 100, undo=60), NOW)
    yield "last look, frozen", announce_last_look.last_look(t, DECIDED, Outlook(COUNTS, frozen=True), NOW)
    yield "last look, later", announce_last_look.last_look(t, everybody, many, NOW)
    yield "last look, few", announce_last_look.last_look(t, DECIDED, few, NOW)
    yield "last look, undecided", announce_last_look.last_look(t, WRITTEN, Outlook(COUNTS), NOW)
    yield "last look, nothing written", announce_last_look.last_look(t, DRAFT, Outlook(COUNTS), NOW)
    yield "last look, faults", announce_last_look.last_look(t, broken, many, NOW)
    yield (
        "last look, faults of a late one",
        announce_last_look.last_look(t, replace(broken, state=State.LATE), many, NOW),
    )
    yield "last look, nobody", announce_last_look.last_look(t, DECIDED, Outlook(), NOW)
    yield "last look, late", announce_last_look.last_look(t, late, Outlook(COUNTS, undo=60), NOW)
    for errand in (Errand.CORRECT, Errand.RECALL):
        one = Announcement(13, State.LATE, audience=Audience(), errand=errand, about=12)
        one = one if errand is Errand.RECALL else replace(DECIDED, errand=errand, about=12)
        yield f"last look, {errand}", announce_last_look.last_look(t, one, Outlook(COUNTS), NOW)


def _taking_back(t: Translator) -> Iterator[tuple[str, Screen]]:
    for state in (State.SENDING, State.DONE):
        one = replace(SCHEDULED, state=state)
        yield f"recall, {state}", announce_recall.confirm_recall(t, one, 1_000_000, 21, 22)
        yield f"recall, {state}, few", announce_recall.confirm_recall(t, one, 1_000_000, 1, 2)
        for kind in MediaKind:
            attached = replace(one, media=Media(kind, "media"))
            yield f"recall, {state}, {kind}", announce_recall.confirm_recall(t, attached, 0, 1_000_000, 0)
    yield "recall, all young", announce_recall.confirm_recall(t, replace(SCHEDULED, state=State.DONE), 21, 0, 0)
    for errand in Errand:
        for state in (State.SCHEDULED, State.SENDING):
            one = replace(SCHEDULED, state=state, errand=errand)
            yield f"cancel, {state} {errand}", announce_cancel.confirm_cancel(t, one)
    yield "cancel, repeating", announce_cancel.confirm_cancel(t, replace(SCHEDULED, timing=EVERY_WEEK))
