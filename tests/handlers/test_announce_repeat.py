"""Choosing how it is repeated, leaving days out, and passing over what came late."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.announcement import State
from bot.domain.approval import digest
from bot.domain.places import ZONES, Country
from bot.domain.schedule import Repeat, Timing
from bot.handlers import announce_repeat
from bot.handlers.visit import Next, Typed, Visit
from bot.outreach.planner import Planner
from bot.store import announcements, copies, drafts
from bot.store.database import Database
from bot.ui.routes import Hint, Home
from bot.ui.staff_actions import Rule, SetRepeat, SkipDay, SkipThisTime
from bot.ui.staff_routes import AnnouncementView, AnnouncementWhen, ChooseRepeat, WriteCron, WriteRepeatEnd
from tests.buttons import labels
from tests.handlers.announced import decided, draft, everything, expected, in_state, name_boris, stored
from tests.visits import BORIS, MALLORY, NOW, visit

ONCE = Timing(datetime(2026, 11, 24, 10, 0), ZONES[Country.KZ])
FIRST = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
DAY = timedelta(days=1)
LAST = date(2026, 12, 31)


def every(
    rule: str, until: date | None = None, times: int | None = None, skipped: frozenset[date] = frozenset()
) -> Timing:
    return replace(ONCE, repeat=Repeat(rule, until, times, skipped))


async def scheduled(db: Database, timing: Timing, due: datetime = FIRST) -> int:
    made = await decided(db, timing)
    async with db.write() as tx:
        assert await drafts.schedule(tx, made, due, timing.zone)
    return made


async def late(db: Database, timing: Timing, due: datetime) -> int:
    made = await scheduled(db, timing, due)
    async with db.write() as tx:
        assert await announcements.move(tx, made, State.SCHEDULED, State.LATE)
    return made


@pytest.mark.parametrize(
    ("before", "rule", "after"),
    [
        (ONCE, Rule.DAILY, every("daily")),
        (ONCE, Rule.WEEKLY, every("weekly")),
        (ONCE, Rule.MONTHLY, every("monthly")),
        (ONCE, Rule.NEVER, ONCE),
        (every("daily", times=3), Rule.NEVER, ONCE),
        # The end stays; the days of another rule would be other days.
        (every("daily", LAST, skipped=frozenset({LAST})), Rule.WEEKLY, every("weekly", LAST)),
        (every("daily", None, 5), Rule.MONTHLY, every("monthly", None, 5)),
        # Pressed once more it changes nothing, even in a month that was too short.
        (every("monthly 31", skipped=frozenset({LAST})), Rule.MONTHLY, every("monthly 31", skipped=frozenset({LAST}))),
    ],
)
async def test_a_rule_is_chosen(sqlite_db: Database, before: Timing, rule: Rule, after: Timing) -> None:
    await name_boris(sqlite_db)
    made = await decided(sqlite_db, before)

    answer = await announce_repeat.set_rule(await visit(sqlite_db, BORIS), SetRepeat(id=made, rule=rule))

    assert answer == Next(ChooseRepeat(id=made))
    assert (await stored(sqlite_db, made)).timing == after


async def test_without_a_moment_it_is_asked_for_first(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await draft(sqlite_db)
    boris = await visit(sqlite_db, BORIS)

    answer = await announce_repeat.set_rule(boris, SetRepeat(id=made, rule=Rule.DAILY))
    asked = await announce_repeat.write_cron(boris, WriteCron(id=made))

    assert answer.route == AnnouncementWhen(id=made)
    assert answer.toast == "First choose when it goes out for the first time."
    assert "First choose" in asked.text
    assert await expected(sqlite_db, BORIS) is None


async def test_a_cron_expression_is_kept(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await decided(sqlite_db, ONCE)
    boris = await visit(sqlite_db, BORIS)
    route = WriteCron(id=made)

    await announce_repeat.write_cron(boris, route)
    assert await expected(sqlite_db, BORIS) == route.pack()
    answer = await announce_repeat.typed_cron(boris, route, Typed(" 0  10 * * MON-FRI ", ""))

    assert answer == Next(ChooseRepeat(id=made))
    assert (await stored(sqlite_db, made)).timing == every("0 10 * * MON-FRI")
    assert await expected(sqlite_db, BORIS) is None


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("every day", "There have to be five fields"),
        ("61 * * * *", "61 must be between 0 and 59 (minute)."),
        ("", "There"),
    ],
)
async def test_a_wrong_expression_is_asked_again(sqlite_db: Database, typed: str, words: str) -> None:
    await name_boris(sqlite_db)
    made = await decided(sqlite_db, ONCE)
    boris = await visit(sqlite_db, BORIS)
    route = WriteCron(id=made)
    await announce_repeat.write_cron(boris, route)

    answer = await announce_repeat.typed_cron(boris, route, Typed(typed, typed))

    assert answer.route == route
    assert (answer.toast or "").startswith(words)
    assert await expected(sqlite_db, BORIS) == route.pack()
    assert (await stored(sqlite_db, made)).timing == ONCE


@pytest.mark.parametrize(
    ("typed", "until", "times"),
    [
        ("24.12.2026", date(2026, 12, 24), None),
        (" 2026-12-24 ", date(2026, 12, 24), None),
        ("10", None, 10),
        ("1000", None, 1000),
        ("0", None, None),
    ],
)
async def test_the_end_is_a_day_or_a_number(
    sqlite_db: Database, typed: str, until: date | None, times: int | None
) -> None:
    await name_boris(sqlite_db)
    skipped = frozenset({date(2026, 12, 1)})
    made = await decided(sqlite_db, every("weekly", date(2027, 5, 5), None, skipped))
    boris = await visit(sqlite_db, BORIS)
    route = WriteRepeatEnd(id=made)
    await announce_repeat.write_end(boris, route)
    assert await expected(sqlite_db, BORIS) == route.pack()

    answer = await announce_repeat.typed_end(boris, route, Typed(typed, typed))

    assert answer == Next(ChooseRepeat(id=made))
    assert (await stored(sqlite_db, made)).timing == every("weekly", until, times, skipped)


@pytest.mark.parametrize("typed", ["never", "-1", "1001", "99999999999", "31.02.2027", "²", "", "22.11.2026"])
async def test_a_wrong_end_is_asked_again(sqlite_db: Database, typed: str) -> None:
    await name_boris(sqlite_db)
    made = await decided(sqlite_db, every("weekly"))
    route = WriteRepeatEnd(id=made)

    answer = await announce_repeat.typed_end(await visit(sqlite_db, BORIS), route, Typed(typed, typed))

    assert answer.route == route
    assert answer.toast
    assert (await stored(sqlite_db, made)).timing == every("weekly")


async def test_what_is_not_repeated_has_no_end(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await decided(sqlite_db, ONCE)
    boris = await visit(sqlite_db, BORIS)

    await announce_repeat.write_end(boris, WriteRepeatEnd(id=made))
    assert await expected(sqlite_db, BORIS) is None
    await announce_repeat.typed_end(boris, WriteRepeatEnd(id=made), Typed("10", "10"))

    assert (await stored(sqlite_db, made)).timing == ONCE


async def test_the_next_five_times_are_shown_days_left_out_among_them(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await decided(sqlite_db, every("weekly", skipped=frozenset({date(2026, 12, 1)})))

    screen = await announce_repeat.repeating(await visit(sqlite_db, BORIS), ChooseRepeat(id=made))

    assert labels(screen)[:5] == ["✓ Nov 24, 2026", "Dec 1, 2026", "✓ Dec 8, 2026", "✓ Dec 15, 2026", "✓ Dec 22, 2026"]


async def test_a_day_of_a_draft_is_left_out_and_put_back(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await decided(sqlite_db, every("daily"))
    boris = await visit(sqlite_db, BORIS)

    for on, skipped in ((True, frozenset({date(2026, 11, 25)})), (False, frozenset[date]())):
        answer = await announce_repeat.skip_day(boris, SkipDay(id=made, day=20261125, on=on))
        assert answer == Next(ChooseRepeat(id=made))
        assert (await stored(sqlite_db, made)).timing == every("daily", skipped=skipped)


async def test_of_a_scheduled_one_the_next_day_is_left_out_and_put_back(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await scheduled(sqlite_db, every("daily"))
    boris = await visit(sqlite_db, BORIS)
    seen = digest(await stored(sqlite_db, made), NOW)

    for on, due in ((True, FIRST + DAY), (False, FIRST)):
        answer = await announce_repeat.skip_day(boris, SkipDay(id=made, day=20261124, on=on))
        found = await stored(sqlite_db, made)
        assert answer == Next(ChooseRepeat(id=made))
        assert (found.state, found.due_at) == (State.SCHEDULED, due)
    # Nothing is lost by it: what was seen before is seen again.
    assert digest(await stored(sqlite_db, made), NOW) == seen


async def test_what_was_approved_without_a_day_does_not_go_out_on_it(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    left_out = every("daily", skipped=frozenset({date(2026, 11, 26)}))
    made = await decided(sqlite_db, left_out)
    async with sqlite_db.write() as tx:
        assert await drafts.submit(tx, made)
        assert await drafts.approve(tx, made, FIRST, left_out.zone)
    boris = await visit(sqlite_db, BORIS)

    back = await announce_repeat.skip_day(boris, SkipDay(id=made, day=20261126, on=False))
    assert back == Next(
        ChooseRepeat(id=made), toast="A second person approved this. To put a day back, return it to draft."
    )
    assert (await stored(sqlite_db, made)).timing == left_out

    again = await announce_repeat.skip_day(boris, SkipDay(id=made, day=20261125, on=False))  # it goes out already
    further = await announce_repeat.skip_day(boris, SkipDay(id=made, day=20261127, on=True))
    assert again == further == Next(ChooseRepeat(id=made))
    assert (await stored(sqlite_db, made)).timing == every(
        "daily", skipped=frozenset({date(2026, 11, 26), date(2026, 11, 27)})
    )


async def test_a_day_further_on_leaves_the_next_time_as_it_is(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await scheduled(sqlite_db, every("daily"))

    await announce_repeat.skip_day(await visit(sqlite_db, BORIS), SkipDay(id=made, day=20261126, on=True))

    found = await stored(sqlite_db, made)
    assert found.due_at == FIRST
    assert found.timing == every("daily", skipped=frozenset({date(2026, 11, 26)}))


@pytest.mark.parametrize(("day", "due"), [(20261126, FIRST), (20261124, FIRST + DAY)])
async def test_what_is_due_this_very_minute_is_not_lost(sqlite_db: Database, day: int, due: datetime) -> None:
    await name_boris(sqlite_db)
    made = await scheduled(sqlite_db, every("daily"))
    boris = await visit(sqlite_db, BORIS, now=FIRST + timedelta(seconds=3))

    await announce_repeat.skip_day(boris, SkipDay(id=made, day=day, on=True))

    assert (await stored(sqlite_db, made)).due_at == due


async def test_the_last_time_is_not_left_out_but_cancelled(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    timing = every("daily", date(2026, 11, 24))
    made = await scheduled(sqlite_db, timing)

    answer = await announce_repeat.skip_day(await visit(sqlite_db, BORIS), SkipDay(id=made, day=20261124, on=True))

    assert answer.toast == "This is the last date. To skip it, press “Stop repeating” on its card instead."
    assert (await stored(sqlite_db, made)).timing == timing


@pytest.mark.parametrize("day", [20260231, 20261332])
async def test_a_day_that_is_none_changes_nothing(sqlite_db: Database, day: int) -> None:
    await name_boris(sqlite_db)
    made = await decided(sqlite_db, every("daily"))
    before = await everything(sqlite_db)

    await announce_repeat.skip_day(await visit(sqlite_db, BORIS), SkipDay(id=made, day=day, on=True))

    assert await everything(sqlite_db) == before


@pytest.mark.parametrize("state", [State.AWAITING, State.SENDING, State.PAUSED, State.DONE, State.CANCELLED])
async def test_in_other_states_nothing_is_repeated_or_left_out(sqlite_db: Database, state: State) -> None:
    await name_boris(sqlite_db)
    made = await in_state(sqlite_db, state)
    boris = await visit(sqlite_db, BORIS)
    before = await everything(sqlite_db)

    answers = [
        await announce_repeat.set_rule(boris, SetRepeat(id=made, rule=Rule.DAILY)),
        await announce_repeat.typed_cron(boris, WriteCron(id=made), Typed("0 10 * * *", "")),
        await announce_repeat.typed_end(boris, WriteRepeatEnd(id=made), Typed("3", "")),
        await announce_repeat.skip_day(boris, SkipDay(id=made, day=20261124, on=True)),
        await announce_repeat.skip_this_time(boris, SkipThisTime(id=made)),
    ]
    shown = await announce_repeat.repeating(boris, ChooseRepeat(id=made))

    assert {answer.route for answer in answers} == {AnnouncementView(id=made)}
    assert "All announcements" in labels(shown)
    assert await everything(sqlite_db) == before


async def test_a_correction_is_not_repeated(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    original = await stored(sqlite_db, await in_state(sqlite_db, State.DONE))
    async with sqlite_db.write() as tx:
        made = await copies.make_correction(tx, original, sqlite_db.seal.seal(BORIS), NOW)
        await drafts.set_timing(tx, made, ONCE)

    await announce_repeat.set_rule(await visit(sqlite_db, BORIS), SetRepeat(id=made, rule=Rule.DAILY))

    assert (await stored(sqlite_db, made)).timing == ONCE


async def test_a_late_time_is_passed_over_once(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    yesterday = FIRST - 2 * DAY
    timing = replace(every("daily"), wall=datetime(2026, 11, 22, 10, 0))
    made = await late(sqlite_db, timing, yesterday)
    boris = await visit(sqlite_db, BORIS)

    answer = await announce_repeat.skip_this_time(boris, SkipThisTime(id=made))
    again = await announce_repeat.skip_this_time(boris, SkipThisTime(id=made))

    found = await stored(sqlite_db, made)
    assert answer == Next(AnnouncementView(id=made), toast="Skipped this time. The next date still stands.")
    assert again == Next(AnnouncementView(id=made))
    assert (found.state, found.due_at) == (State.SCHEDULED, FIRST)


async def test_the_last_late_time_ends_it(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    timing = replace(every("daily", times=1), wall=datetime(2026, 11, 22, 10, 0))
    made = await late(sqlite_db, timing, FIRST - 2 * DAY)

    answer = await announce_repeat.skip_this_time(await visit(sqlite_db, BORIS), SkipThisTime(id=made))

    found = await stored(sqlite_db, made)
    assert answer.toast == "Skipped this time. There are no other dates."
    assert (found.state, found.ended_at) == (State.DONE, NOW)


async def test_a_late_one_that_is_not_repeated_is_not_passed_over(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await in_state(sqlite_db, State.LATE)

    await announce_repeat.skip_this_time(await visit(sqlite_db, BORIS), SkipThisTime(id=made))

    assert (await stored(sqlite_db, made)).state is State.LATE


Press = Callable[[Visit, int], Awaitable[Next]]
PRESSES: tuple[Press, ...] = (
    lambda visit, at: announce_repeat.set_rule(visit, SetRepeat(id=at, rule=Rule.NEVER)),
    lambda visit, at: announce_repeat.skip_day(visit, SkipDay(id=at, day=20261124, on=True)),
    lambda visit, at: announce_repeat.skip_this_time(visit, SkipThisTime(id=at)),
)


async def test_mallory_repeats_nothing(sqlite_db: Database) -> None:
    made = await decided(sqlite_db, every("daily"))
    mallory = await visit(sqlite_db, MALLORY)
    before = await everything(sqlite_db)

    for press in PRESSES:
        assert (await press(mallory, made)).route == Home()
    assert await announce_repeat.typed_cron(mallory, WriteCron(id=made), Typed("0 9 * * *", "")) == Next(Hint())
    assert await announce_repeat.typed_end(mallory, WriteRepeatEnd(id=made), Typed("3", "")) == Next(Hint())
    for screen in (
        await announce_repeat.repeating(mallory, ChooseRepeat(id=made)),
        await announce_repeat.write_cron(mallory, WriteCron(id=made)),
        await announce_repeat.write_end(mallory, WriteRepeatEnd(id=made)),
    ):
        assert screen.toast == "This button is out of date."
    assert await everything(sqlite_db) == before


async def test_what_is_not_there_is_nowhere(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    boris = await visit(sqlite_db, BORIS)

    for press in PRESSES:
        assert (await press(boris, 99)).route == Home()
    assert (await announce_repeat.repeating(boris, ChooseRepeat(id=99))).toast


async def test_the_planner_keeps_to_what_was_chosen(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await scheduled(sqlite_db, every("daily", times=2))
    await announce_repeat.skip_day(await visit(sqlite_db, BORIS), SkipDay(id=made, day=20261124, on=True))
    planner = Planner(sqlite_db)

    went = []
    for day in range(5):
        await planner.tick(FIRST + day * DAY)
        async with sqlite_db.read() as c:
            went.append(await announcements.total(c) - 1)
        # Down on the 26th, it asks; somebody passes over that time, which was the last.
        if day == 1:
            await planner.tick(FIRST + 2 * DAY + timedelta(hours=2))
            assert (await stored(sqlite_db, made)).state is State.LATE
            later = await visit(sqlite_db, BORIS, now=FIRST + 2 * DAY + timedelta(hours=2))
            await announce_repeat.skip_this_time(later, SkipThisTime(id=made))

    assert went == [0, 1, 1, 1, 1]
    assert (await stored(sqlite_db, made)).state is State.DONE
