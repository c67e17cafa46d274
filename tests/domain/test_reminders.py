"""Reminders before a deadline: each rung once, on its day or before it, never in a row and never late."""

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.places import ZONES
from bot.domain.quiet import NONE, USUAL, Closed, Hours
from bot.domain.reminders import (
    LADDER,
    covered_at,
    is_to_come,
    ladder_mask,
    ladder_of,
    reminder_moment,
    rung_due,
    told_through,
)

TASHKENT = ZoneInfo("Asia/Tashkent")
DEADLINE = date(2026, 12, 15)  # a Tuesday

HOURS = st.builds(Hours, st.integers(0, 23), st.integers(0, 23))
LADDERS = st.frozensets(st.sampled_from(LADDER))


def never(day: date) -> bool:
    return False


def always(day: date) -> bool:
    return True


def left(days: int) -> date:
    """The day on which so many days are left."""
    return DEADLINE - timedelta(days=days)


def closed_at(*days_left: int) -> Closed:
    return {left(n) for n in days_left}.__contains__


@pytest.mark.parametrize(
    ("days_left", "ladder", "expected"),
    [
        (30, LADDER, True),
        (2, LADDER, True),
        (1, LADDER, False),
        (0, LADDER, False),
        (5, (14, 7), False),
        (5, (), False),
    ],
)
def test_whether_a_reminder_is_to_come(days_left: int, ladder: Collection[int], *, expected: bool) -> None:
    assert is_to_come(days_left, ladder) is expected


@pytest.mark.parametrize("ladder", [(), (14,), (7, 1), LADDER])
def test_a_ladder_survives_packing(ladder: Collection[int]) -> None:
    assert ladder_of(ladder_mask(ladder)) == frozenset(ladder)
    assert ladder_of(ladder_mask(ladder) | 1 << 10) == frozenset(ladder)


@pytest.mark.parametrize(
    ("days_left", "ladder", "covered"),
    [
        (30, LADDER, None),
        (15, LADDER, None),
        (14, LADDER, 14),
        (10, LADDER, 14),
        (7, LADDER, 7),
        (5, LADDER, 7),
        (1, LADDER, 1),
        (0, LADDER, 1),
        (-3, LADDER, 1),
        (5, (3,), None),
        (2, (7, 3), 3),
        (2, (), None),
    ],
)
def test_what_is_over_when_an_item_is_saved(days_left: int, ladder: Collection[int], covered: int | None) -> None:
    assert covered_at(days_left, ladder) == covered


@pytest.mark.parametrize(
    ("days_left", "ladder", "reminded", "closed", "rung"),
    [
        # On its day, and on no other.
        (15, LADDER, None, never, None),
        (14, LADDER, None, never, 14),
        (13, LADDER, 14, never, None),
        (8, LADDER, 14, never, None),
        (7, LADDER, 14, never, 7),
        (3, LADDER, 7, never, 3),
        (1, LADDER, 3, never, 1),
        (0, LADDER, 1, never, None),
        # Only the rungs that are wanted.
        (14, (7, 1), None, never, None),
        (7, (7, 1), None, never, 7),
        (3, (7, 1), 7, never, None),
        (7, (), None, never, None),
        # Once.
        (14, LADDER, 14, never, None),
        (7, LADDER, 1, never, None),
        # After an outage the nearest one only.
        (13, LADDER, None, never, 14),
        (6, LADDER, None, never, 7),
        (2, LADDER, None, never, 3),
        (2, LADDER, 14, never, 3),
        (0, LADDER, None, never, 1),
        (0, LADDER, 3, never, 1),
        # After the deadline nothing.
        (-1, LADDER, None, never, None),
        (-1, LADDER, 3, never, None),
        # A closed day: on the last open one before.
        (8, LADDER, 14, closed_at(7), 7),
        (7, LADDER, 14, closed_at(7), None),
        (8, LADDER, 14, closed_at(7, 8), None),
        (9, LADDER, 14, closed_at(7, 8), 7),
        (6, LADDER, 7, closed_at(7), None),
        # Closed for so long that several rungs fall into it: the nearest one before it, the others are over with it.
        (15, LADDER, None, closed_at(*range(5, 15)), 7),
        (4, LADDER, 7, closed_at(*range(5, 15)), None),
        (2, LADDER, 3, closed_at(0, 1), 1),
        (4, LADDER, 7, closed_at(-1, 0, 1, 2, 3), 1),
        # Closed until the deadline: each on its own day, for whoever was not reminded before.
        (4, LADDER, 7, closed_at(*range(10)), None),
        (3, LADDER, 7, closed_at(*range(10)), 3),
        (2, LADDER, 3, closed_at(*range(10)), None),
        (1, LADDER, 3, closed_at(*range(10)), 1),
        (0, LADDER, 3, closed_at(*range(10)), 1),
        (-1, LADDER, 3, closed_at(*range(-5, 10)), None),
        # The day of the deadline is open: it waits for that.
        (1, LADDER, 3, closed_at(*range(1, 10)), None),
        (0, LADDER, 3, closed_at(*range(1, 10)), 1),
        # Whoever put off a reminder without a ladder and took one afterwards has it all before them.
        (7, LADDER, 0, never, 7),
    ],
)
def test_the_rung_that_is_due(
    days_left: int, ladder: Collection[int], reminded: int | None, closed: Closed, rung: int | None
) -> None:
    assert rung_due(DEADLINE, left(days_left), ladder, reminded, closed) == rung


def test_a_calendar_without_an_open_day_is_passed_over() -> None:
    assert [n for n in range(20, -5, -1) if rung_due(DEADLINE, left(n), (n,), None, always) is not None] == [
        *range(20, -1, -1)
    ]
    assert rung_due(DEADLINE, left(9), LADDER, 14, always) is None


@pytest.mark.parametrize(
    ("hours", "hour"),
    [
        (USUAL, 10),
        (NONE, 10),
        (Hours(21, 10), 10),
        (Hours(11, 9), 10),
        (Hours(10, 9), 9),
        (Hours(10, 12), 9),
        (Hours(9, 18), 8),
        (Hours(8, 7), 7),
        (Hours(1, 12), 0),
        (Hours(0, 12), 12),
        (Hours(0, 23), 23),
        (Hours(21, 11), 11),
        (Hours(11, 10), 10),
        (Hours(12, 11), 11),
    ],
)
def test_a_reminder_comes_at_ten_or_before_the_hours_that_cover_it(hours: Hours, hour: int) -> None:
    wanted = datetime(2026, 12, 8, hour, tzinfo=TASHKENT).astimezone(UTC)
    assert reminder_moment(left(7), TASHKENT, hours) == wanted


@given(st.dates(date(2024, 1, 1), date(2030, 1, 1)), st.sampled_from(sorted(ZONES.values())), HOURS)
def test_no_reminder_is_in_quiet_hours_nor_on_another_day(day: date, zone: str, hours: Hours) -> None:
    there = reminder_moment(day, ZoneInfo(zone), hours).astimezone(ZoneInfo(zone))
    assert there.date() == day
    assert not hours.cover(there.hour)
    if not hours.cover(10):
        assert there.hour == 10


def run(ladder: Collection[int], saved_at: int, closed: Closed, missed: Collection[int] = ()) -> dict[int, int]:
    """A reader's reminders, by the days left, from the day they saved an item until some days after its deadline."""
    reminded = covered_at(saved_at, ladder)
    got: dict[int, int] = {}
    for days_left in range(saved_at, -10, -1):
        if days_left in missed:
            continue
        rung = rung_due(DEADLINE, left(days_left), ladder, reminded, closed)
        if rung is not None:
            got[days_left] = reminded = rung
    return got


def test_a_whole_ladder() -> None:
    assert run(LADDER, 30, never) == {14: 14, 7: 7, 3: 3, 1: 1}
    assert run(LADDER, 10, never) == {7: 7, 3: 3, 1: 1}
    assert run(LADDER, 30, never, missed=range(2, 15)) == {1: 1}
    assert run(LADDER, 30, never, missed=range(4, 15)) == {3: 3, 1: 1}
    assert run(LADDER, 30, never, missed=range(5, 15)) == {4: 7, 3: 3, 1: 1}
    assert run(LADDER, 30, closed_at(2, 9, 16, 23)) == {14: 14, 7: 7, 3: 3, 1: 1}
    assert run(LADDER, 30, closed_at(0, 1, 2, 3, 4)) == {14: 14, 7: 7, 5: 1}


CLOSED_DAYS = st.frozensets(st.integers(-10, 40), max_size=30)


def is_last_chance(days_left: int, closed: frozenset[int]) -> bool:
    """Whether every day from this one to the deadline is closed."""
    return closed.issuperset(range(days_left + 1))


@given(LADDERS, st.integers(0, 40), CLOSED_DAYS, st.frozensets(st.integers(-10, 40)))
def test_no_reminder_is_on_a_closed_day_or_after_the_deadline_and_none_comes_twice(
    ladder: frozenset[int], saved_at: int, closed: frozenset[int], missed: frozenset[int]
) -> None:
    got = run(ladder, saved_at, closed_at(*closed), missed)
    rungs = list(got.values())
    assert all(days_left >= 0 for days_left in got)
    assert all(is_last_chance(days_left, closed) for days_left in closed & got.keys())
    assert set(rungs) <= ladder
    assert rungs == sorted(set(rungs), reverse=True)
    # What the reader saw when they saved it is no news.
    assert all(rung < saved_at for rung in rungs)


@given(LADDERS, st.integers(0, 40), CLOSED_DAYS)
def test_without_an_outage_every_rung_is_on_its_day_or_on_the_last_open_day_before(
    ladder: frozenset[int], saved_at: int, closed: frozenset[int]
) -> None:
    """Where no day was open since the item was saved, on the first open one; of several on one day, the nearest.

    Where none is open until the deadline, on its day.
    """
    wanted: dict[int, int] = {}
    for rung in sorted((rung for rung in ladder if rung < saved_at), reverse=True):
        before = [n for n in range(rung, saved_at + 1) if n not in closed]
        after = [n for n in range(rung - 1, -1, -1) if n not in closed]
        for day in (before or after or [rung])[:1]:
            wanted[day] = rung
    assert run(ladder, saved_at, closed_at(*closed)) == wanted


@given(LADDERS, st.integers(0, 40), CLOSED_DAYS, st.frozensets(st.integers(-10, 40)))
def test_after_an_outage_only_the_nearest_rung_is_given_and_none_is_lost(
    ladder: frozenset[int], saved_at: int, closed: frozenset[int], missed: frozenset[int]
) -> None:
    got = run(ladder, saved_at, closed_at(*closed), missed)
    for days_left, rung in got.items():
        is_last = is_last_chance(days_left, closed)
        following = next(n for n in range(days_left - 1, -60, -1) if is_last or n not in closed)
        # Nothing nearer to the deadline would have been due before the next open day.
        assert not [other for other in ladder if following < other < rung]
    for rung in (rung for rung in ladder if rung < saved_at):
        days = range(rung, -1, -1)
        chances = [n for n in days if n not in missed and (n not in closed or is_last_chance(n, closed))]
        if chances:
            assert any(given <= rung and day >= chances[0] for day, given in got.items())


@given(LADDERS, st.integers(0, 40), CLOSED_DAYS)
def test_a_reminder_is_promised_where_one_comes_on_a_later_day(
    ladder: frozenset[int], saved_at: int, closed: frozenset[int]
) -> None:
    """Nobody is reminded on the day on which they saved an item."""
    got = run(ladder, saved_at, closed_at(*closed), missed=[saved_at])
    assert is_to_come(saved_at, ladder) is bool(got)


@pytest.mark.parametrize(
    ("day", "closed", "through"),
    [
        (5, (), 5),
        (5, (4, 3), 3),
        (4, (4, 3), None),
        (4, (4, 3, 2, 1), None),
        (4, (4, 3, 2, 1, 0), 4),
        (0, (0,), 0),
        (-1, (), None),
    ],
)
def test_which_days_one_day_brings_the_reminders_of(day: int, closed: tuple[int, ...], through: int | None) -> None:
    expected = None if through is None else left(through)
    assert told_through(left(day), DEADLINE, closed_at(*closed)) == expected


@given(LADDERS, st.integers(0, 40), st.integers(0, 80))
def test_any_calendar_ends(ladder: frozenset[int], saved_at: int, length: int) -> None:
    got = run(ladder, saved_at, lambda day: left(40) <= day < left(40) + timedelta(days=length))
    assert all(0 <= day <= saved_at for day in got)
    assert len(set(got.values())) == len(got)
