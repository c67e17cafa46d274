"""Choosing how often an announcement goes out again, until when, and which days are left out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.domain.announcement import Announcement, Errand, State
from bot.domain.cron import CronError, read_cron
from bot.domain.member import may_announce
from bot.domain.schedule import Repeat, Timing, first_moment, next_occurrence, upcoming
from bot.domain.timing import read_moment
from bot.handlers.announce import announcement
from bot.handlers.announce_door import no_draft, not_expected, nothing_here, nowhere, opened
from bot.handlers.announce_texts import PATIENCE
from bot.handlers.announce_when import due_of
from bot.handlers.visit import Next, Typed, Visit
from bot.store import announcements, drafts, expecting, series
from bot.ui import announce_repeat
from bot.ui.announce_repeat import NEXT_TIMES
from bot.ui.screen import Screen
from bot.ui.staff_actions import Rule, SetRepeat, SkipDay, SkipThisTime
from bot.ui.staff_routes import AnnouncementView, AnnouncementWhen, ChooseRepeat, WriteCron, WriteRepeatEnd

# How often at most, when it is said how often; the column has room for 32767.
MOST_TIMES = 1000

_INSTANT = timedelta(seconds=1)


async def repeating(visit: Visit, route: ChooseRepeat) -> Screen:
    """The rules and the next times of a draft; of one that is scheduled the times alone."""
    found = await opened(visit, route.id)
    if found is None:
        return await nothing_here(visit)
    if not (_is_open(found) or _is_coming(found)):
        return await announcement(visit, AnnouncementView(id=route.id))
    return announce_repeat.repeating(visit.t, found, _coming(visit, found), visit.now)


async def set_rule(visit: Visit, action: SetRepeat) -> Next:
    """Daily, weekly, monthly or never again; the end stays, days left out by another rule do not."""
    return await _change(
        visit, action.id, lambda now: _ruled(now, None if action.rule is Rule.NEVER else action.rule.value)
    )


async def write_cron(visit: Visit, route: WriteCron) -> Screen:
    """Waits for a cron expression."""
    found = await _awaiting(visit, route)
    if isinstance(found, Screen):
        return found
    return announce_repeat.write_cron(visit.t, found)


async def typed_cron(visit: Visit, route: WriteCron, typed: Typed) -> Next:
    """Keeps the expression as the rule, when it is one."""
    if not may_announce(visit.role):
        return await not_expected(visit)
    rule = " ".join(typed.text.split())
    try:
        read_cron(rule)
    except CronError as error:
        return Next(route, toast=announce_repeat.cron_fault(visit.t, error))
    return await _change(visit, route.id, lambda now: _ruled(now, rule), typed=True)


async def write_end(visit: Visit, route: WriteRepeatEnd) -> Screen:
    """Waits for the last day, or for how many times."""
    found = await _awaiting(visit, route)
    if isinstance(found, Screen):
        return found
    return announce_repeat.write_end(visit.t, found, visit.now)


async def typed_end(visit: Visit, route: WriteRepeatEnd, typed: Typed) -> Next:
    """Keeps the end; 0 is for none."""
    if not may_announce(visit.role):
        return await not_expected(visit)
    end = _end(typed.text)
    if end is None:
        toast = visit.t.plain("This is neither a date nor a number up to {most}.", most=visit.t.number(MOST_TIMES))
        return Next(route, toast=toast)
    if isinstance(end, date) and end < visit.now.date():
        return Next(route, toast=visit.t.plain("This day has passed. Please choose a later one."))
    return await _change(visit, route.id, lambda now: _ended(now, end), typed=True)


async def skip_day(visit: Visit, action: SkipDay) -> Next:
    """Leaves out one day, or no longer; of a scheduled one too, for that only takes away.

    What a second person approved without a day does not go out on it.
    """
    if not may_announce(visit.role):
        return nowhere(visit)
    day = _day(action.day)
    async with visit.db.write() as tx:
        await drafts.hold(tx, action.id)
        found = await announcements.get(tx, action.id)
        if found is None or found.timing is None or found.timing.repeat is None or day is None:
            return await no_draft(visit, tx, action.id)
        without = found.timing.repeat.skipped - {day}
        skipped = without | {day} if action.on else without
        changed = replace(found.timing, repeat=replace(found.timing.repeat, skipped=skipped))
        if _is_open(found):
            await drafts.set_timing(tx, found.id, changed)
            return Next(ChooseRepeat(id=found.id))
        if not _is_coming(found):
            return await no_draft(visit, tx, found.id)
        following = next_occurrence(changed, _before_next(visit, found))
        fault = None
        if found.approved and skipped < found.timing.repeat.skipped:
            fault = visit.t.plain("A second person approved this. To put a day back, return it to draft.")
        elif following is None:
            stop = visit.t.plain("Stop repeating")
            fault = visit.t.plain("This is the last date. To skip it, press “{label}” on its card instead.", label=stop)
        else:
            await series.leave_out(tx, found.id, skipped, first_moment(following))
    return Next(ChooseRepeat(id=action.id), toast=fault)


async def skip_this_time(visit: Visit, action: SkipThisTime) -> Next:
    """Does not send what came late; the next time stands, and without one the series is complete."""
    if not may_announce(visit.role):
        return nowhere(visit)
    async with visit.db.write() as tx:
        await drafts.hold(tx, action.id)
        found = await announcements.get(tx, action.id)
        if found is None:
            return nowhere(visit)
        if found.state is not State.LATE or not found.is_series:
            return Next(AnnouncementView(id=found.id))
        following = due_of(visit, found)
        await series.pass_over(tx, found.id, following, visit.now)
    toast = (
        visit.t.plain("Skipped this time. The next date still stands.")
        if following
        else visit.t.plain("Skipped this time. There are no other dates.")
    )
    return Next(AnnouncementView(id=action.id), toast=toast)


async def _awaiting(visit: Visit, route: WriteCron | WriteRepeatEnd) -> Announcement | Screen:
    """The draft whose rule is waited for from now on; another screen when there is nothing to wait for."""
    if not may_announce(visit.role):
        return await nothing_here(visit)
    async with visit.db.write() as tx:
        found = await announcements.get(tx, route.id)
        ready = found is not None and _is_open(found) and _has_what_it_needs(found, route)
        if ready:
            await expecting.expect(tx, visit.person, route.pack(), visit.now + PATIENCE)
    if found is None:
        return await nothing_here(visit)
    return found if ready else await repeating(visit, ChooseRepeat(id=route.id))


def _has_what_it_needs(found: Announcement, route: WriteCron | WriteRepeatEnd) -> bool:
    if found.timing is None:
        return False
    return isinstance(route, WriteCron) or found.timing.repeat is not None


async def _change(
    visit: Visit, announcement_id: int, change: Callable[[Timing], Timing], *, typed: bool = False
) -> Next:
    if not may_announce(visit.role):
        return nowhere(visit)
    async with visit.db.write() as tx:
        if typed:
            await expecting.clear(tx, visit.person)
        await drafts.hold(tx, announcement_id)
        found = await announcements.get(tx, announcement_id)
        if found is None or not _is_open(found):
            return await no_draft(visit, tx, announcement_id)
        if found.timing is None:
            toast = visit.t.plain("First choose when it goes out for the first time.")
            return Next(AnnouncementWhen(id=announcement_id), toast=toast)
        await drafts.set_timing(tx, announcement_id, change(found.timing))
    return Next(ChooseRepeat(id=announcement_id))


def _ruled(timing: Timing, rule: str | None) -> Timing:
    before = timing.repeat
    if rule is None:
        return replace(timing, repeat=None)
    if before is None:
        return replace(timing, repeat=Repeat(rule))
    if rule in {before.rule, before.rhythm}:
        return timing
    return replace(timing, repeat=Repeat(rule, before.until, before.times))


def _ended(timing: Timing, end: date | int) -> Timing:
    if timing.repeat is None:
        return timing
    until, times = (end, None) if isinstance(end, date) else (None, end or None)
    return replace(timing, repeat=replace(timing.repeat, until=until, times=times))


def _end(typed: str) -> date | int | None:
    """A day, or a number of times, as it was typed; None when it is neither."""
    word = typed.strip()
    if word.isascii() and word.isdigit():
        return int(word) if len(word) <= len(str(MOST_TIMES)) and int(word) <= MOST_TIMES else None
    midnight = read_moment(f"{word} 0:00", "UTC")
    return midnight.date() if midnight else None


def _day(number: int) -> date | None:
    try:
        return date(number // 10_000, number // 100 % 100, number % 100)
    except ValueError:
        return None


def _is_open(found: Announcement) -> bool:
    """Whether its rule can be chosen; copies are not edited again and again."""
    return found.state is State.DRAFT and found.errand is Errand.SEND


def _is_coming(found: Announcement) -> bool:
    return found.state is State.SCHEDULED and found.is_series


def _coming(visit: Visit, found: Announcement) -> tuple[datetime, ...]:
    """The next times on its own clock, days left out among them."""
    if found.timing is None or found.timing.repeat is None:
        return ()
    return tuple(one.wall for one in upcoming(found.timing, _before_next(visit, found), NEXT_TIMES))


def _before_next(visit: Visit, found: Announcement) -> datetime:
    """A moment after all that was sent; what is due at this very second is still to come."""
    if found.state is State.SCHEDULED and found.due_at and found.due_at <= visit.now:
        return found.due_at - _INSTANT
    return visit.now
