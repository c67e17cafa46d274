"""What holds of everything the bot says by itself, whatever readers choose, editors write and machines do."""

import asyncio
import os
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import holidays
import pytest
from hypothesis import HealthCheck, Phase, example, given, note, settings

from bot.domain.delivery import Matter
from bot.domain.interests import Kind, Often
from bot.domain.places import Country
from bot.domain.quiet import Hours
from bot.domain.saved import Saving
from bot.store.database import open_database
from tests.properties.examples import BUSY, EARLY_RISERS, LATE, MEANWHILE, NIGHT_OWLS
from tests.properties.plans import KINDS, STORIES, Doing, Story
from tests.properties.world import BASE, Mind, Told, World

EXAMPLES = 60 if os.environ.get("TORTURE") else 4
SUNDAY = 6
NEWS = (Matter.ALERT, Matter.DIGEST)
MOURNING = {(Country.AZ, 1, 20), (Country.TM, 10, 6)}
A_DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("alerts")


# Shrinking would take longer than reading: the story that fails is printed whole.
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=not os.environ.get("TORTURE"),
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(story=STORIES)
@example(story=BUSY)
@example(story=EARLY_RISERS)
@example(story=NIGHT_OWLS)
@example(story=MEANWHILE)
@example(story=LATE)
def test_the_rules_hold_in_every_story(folder: Path, sqlite_template: Path, key_file: Path, story: Story) -> None:
    world = asyncio.run(_played(story, folder, sqlite_template, key_file))
    for one in world.told:
        note(f"{one.at:%a %d.%m %H:%M} UTC  reader {one.reader}  {one.matter.name:<8}  {one.items}")
    for one in world.told:
        _is_about_something(one)
        _comes_in_no_quiet_time(one)
        _is_wanted(world, one)
    _nothing_is_told_twice(world)
    _one_digest_a_day(world)
    _one_weekly_digest_a_week(world)
    _reminders_keep_to_the_ladder(world)
    _reminders_come_on_their_days(world)
    _changes_reach_those_who_know(world)
    _nothing_is_lost(world)
    _nothing_is_late(world)


async def _played(story: Story, folder: Path, template: Path, key_file: Path) -> World:
    path = folder / "bot.db"
    for left in folder.glob("bot.db*"):
        left.unlink()
    shutil.copy(template, path)
    db = await open_database(f"sqlite+aiosqlite:///{path}", key_file)
    try:
        world = World(db, story)
        await world.play()
    finally:
        await db.close()
    return world


# Of one message


def _is_about_something(one: Told) -> None:
    assert one.items
    if one.matter in {Matter.REMINDER, Matter.CHANGE}:
        assert len(one.items) == 1


def _comes_in_no_quiet_time(one: Told) -> None:
    mind, local = one.mind, one.at.astimezone(one.mind.zone)
    assert mind.paused_until is None
    assert local.hour not in hours_of(mind.quiet)
    # The day of a reminder is chosen when it begins, by what its reader wants then.
    was_chosen_before = one.matter is Matter.REMINDER and one.at - mind.changed_at < 2 * A_DAY
    assert was_chosen_before or not is_closed(mind, local.date()) or _does_not_wait(one)


def _does_not_wait(one: Told) -> bool:
    """Whether it reminds of what closes before the next open day; in mourning nobody is reminded."""
    deadline = one.deadlines[one.items[0]]
    if one.matter is not Matter.REMINDER or deadline is None or is_in_mourning(one.mind, one.day):
        return False
    return open_day_from(one.mind, one.day) > deadline


def _is_wanted(world: World, one: Told) -> None:
    for number in one.items:
        call, deadline = world.calls[number], one.deadlines[number]
        if one.matter in NEWS:
            assert number >= len(BASE)
            assert not call.is_quiet
            assert world.is_wanted(one.mind, number)
            assert call.kind is Kind.COURSE or call.funder not in one.mind.muted
            assert deadline is None or deadline >= one.day
        if one.matter is Matter.ALERT:
            assert one.mind.often[call.kind] is Often.AT_ONCE
        if one.matter is Matter.REMINDER:
            assert one.mind.saved[number][1] is Saving.SAVED
            assert deadline is not None
            assert deadline >= one.day


# Of all messages together


def _nothing_is_told_twice(world: World) -> None:
    told = Counter((one.reader, number) for one in world.told if one.matter in NEWS for number in one.items)
    assert [pair for pair, n in told.items() if n > 1] == []


def _one_digest_a_day(world: World) -> None:
    digests = Counter((one.reader, one.day) for one in world.told if one.matter is Matter.DIGEST)
    assert [pair for pair, n in digests.items() if n > 1] == []


def _one_weekly_digest_a_week(world: World) -> None:
    """Where nobody changed their mind and everything comes weekly."""
    weeks = Counter(
        (one.reader, one.day.isocalendar()[:2])
        for one in world.told
        if one.matter is Matter.DIGEST
        and not one.mind.deeds
        and {one.mind.often[kind] for kind in KINDS} == {Often.WEEKLY}
    )
    assert [pair for pair, n in weeks.items() if n > 1] == []


def _reminders_keep_to_the_ladder(world: World) -> None:
    days = Counter((one.reader, number, one.day) for one in reminders(world) for number in one.items)
    assert [found for found, n in days.items() if n > 1] == []
    counted = Counter((one.reader, number) for one in reminders(world) for number in one.items)
    for (reader, number), n in counted.items():
        deeds = world.minds[reader].deeds
        saves = sum(deed.doing is Doing.SAVE for deed in deeds) + sum(deed.doing is Doing.LADDER for deed in deeds)
        if saves == 1 and number not in world.edited:
            assert n <= 4


def _reminders_come_on_their_days(world: World) -> None:
    """Where nobody changed their mind and the bot was never down each rung has its day, and no other day has any."""
    if world.story.outages:
        return
    for reader, mind in enumerate(world.minds):
        if {deed.doing for deed in mind.deeds} != {Doing.SAVE}:
            continue
        for number, (since, _) in mind.saved.items():
            deadline = world.deadlines[number]
            again = sum(deed.value % len(world.calls) == number for deed in mind.deeds if isinstance(deed.value, int))
            if deadline is None or number in world.edited or again > 1 or deadline > world.now.date() - A_DAY:
                continue
            wanted = {rung: open_day_until(mind, deadline - timedelta(days=rung)) for rung in (14, 7, 3, 1)}
            surely = {day for day in wanted.values() if day > since}
            found = {one.day for one in reminders(world) if one.reader == reader and number in one.items}
            assert surely <= found
            # A rung that was moved to a day before the saving is made up for.
            assert len(found) <= sum(deadline - timedelta(days=rung) > since for rung in wanted)


def _changes_reach_those_who_know(world: World) -> None:
    edits = Counter(edit.item % len(world.calls) for edit in world.story.edits)
    changes = [one for one in world.told if one.matter is Matter.CHANGE]
    for one in changes:
        number = one.items[0]
        before = any(number in other.items for other in world.told if other.reader == one.reader and other.at < one.at)
        assert before or number in one.mind.saved
    counted = Counter((one.reader, one.items[0]) for one in changes)
    assert [pair for pair, n in counted.items() if n > edits[pair[1]]] == []


def _nothing_is_lost(world: World) -> None:
    """Whoever wanted an item all along has been told of it by the end, unless it closed."""
    for reader, number in world.steadily_wanted():
        assert told_at(world, reader, number) is not None, f"reader {reader} never heard of item {number}"


def _nothing_is_late(world: World) -> None:
    """Where nobody changed their mind and the bot was never down each item is told of when it should be."""
    if world.story.outages:
        return
    for reader, number in world.steadily_wanted():
        mind, seen = world.minds[reader], world.seen_at[number]
        told = told_at(world, reader, number)
        assert told is not None
        latest = _latest(mind, mind.often[world.calls[number].kind], seen) if not mind.deeds else None
        if [deed.doing for deed in mind.deeds] == [Doing.PAUSE]:
            latest = _latest_after_pause(world, mind, seen)
        assert latest is None or told <= latest, f"item {number} came late for reader {reader}"


def _latest(mind: Mind, often: Often, seen: datetime) -> datetime:
    match often:
        case Often.AT_ONCE:
            return first_open_hours(mind, seen, 3)
        case Often.DAILY:
            return first_open_days(mind, seen, 2)
        case Often.WEEKLY:
            return datetime.combine(week_after(mind, mind.day(seen)) + A_DAY, time(), mind.zone)


def _latest_after_pause(world: World, mind: Mind, seen: datetime) -> datetime | None:
    """What a pause held up comes with the next digest; what comes weekly is another question."""
    hour, length = mind.deeds[0].hour, mind.deeds[0].value
    assert isinstance(length, int)
    if Often.WEEKLY in mind.often.values():
        return None
    return first_open_days(mind, max(seen, world.begin + timedelta(hours=hour + length)), 3)


# What is asked of a story


def reminders(world: World) -> Iterator[Told]:
    return (one for one in world.told if one.matter is Matter.REMINDER)


def told_at(world: World, reader: int, number: int) -> datetime | None:
    found = (one.at for one in world.told if one.reader == reader and one.matter in NEWS and number in one.items)
    return next(found, None)


def _is_all_weekly(mind: Mind) -> bool:
    return all(mind.often[kind] is Often.WEEKLY for kind in KINDS)


def hours_of(quiet: Hours) -> set[int]:
    length = (quiet.end - quiet.start) % 24
    return {(quiet.start + hour) % 24 for hour in range(length)}


def is_closed(mind: Mind, day: date) -> bool:
    if is_in_mourning(mind, day):
        return True
    return mind.quiet_days and (day.weekday() == SUNDAY or is_holiday(mind.country, day))


def is_in_mourning(mind: Mind, day: date) -> bool:
    return (mind.country, day.month, day.day) in MOURNING


def is_holiday(country: Country | None, day: date) -> bool:
    return country is not None and day in holidays.country_holidays(country, years=day.year)


def open_day_until(mind: Mind, day: date) -> date:
    while is_closed(mind, day):
        day -= A_DAY
    return day


def first_open_hours(mind: Mind, moment: datetime, n: int) -> datetime:
    """The end of the n-th full hour from this moment on in which the reader may be written to."""
    hour = moment.replace(minute=0)
    while n:
        hour += timedelta(hours=1)
        local = hour.astimezone(mind.zone)
        n -= local.hour not in hours_of(mind.quiet) and not is_closed(mind, local.date())
    return hour + timedelta(hours=1)


def first_open_days(mind: Mind, moment: datetime, n: int) -> datetime:
    """The end of the n-th open day after this moment."""
    while n:
        moment += A_DAY
        n -= not is_closed(mind, mind.day(moment))
    return moment + A_DAY


def week_after(mind: Mind, day: date) -> date:
    """The first open day of the first week with one after the week of this day, or the next one after a long night."""
    monday = day - timedelta(days=day.weekday()) + timedelta(days=7)
    return open_day_from(mind, open_day_from(mind, monday) + A_DAY)


def open_day_from(mind: Mind, day: date) -> date:
    while is_closed(mind, day):
        day += A_DAY
    return day
