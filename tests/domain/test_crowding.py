"""Repetitions that would go out more than once on one day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.crowding import Crowded, crowded
from bot.domain.schedule import Repeat, Timing, is_left_out, upcoming

WALL = datetime(2026, 11, 24, 10, 0)
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
RULES = ("0 10 * * *", "*/7 9-11 * * *", "0 9,15 * * MON-FRI", "30 2,3 1,15 * *", "daily", "monthly")


def every(rule: str, until: date | None = None, times: int | None = None, *skipped: date) -> Timing:
    return Timing(WALL, "Asia/Almaty", repeat=Repeat(rule, until, times, frozenset(skipped)))


@pytest.mark.parametrize(
    "timing",
    [
        Timing(WALL, "Asia/Almaty"),
        every("daily"),
        every("weekly"),
        every("monthly 31"),
        every("0 10 * * *"),
        every("0 10 * * 1-5"),
        every("* 10 * * *", None, 1),
        every("0 10,12 * * *", date(2026, 11, 20)),
        every("0 10,12 * * *", date(2026, 11, 24), None, date(2026, 11, 24)),
        every("59 9,10 * * *", None, 1),
    ],
)
def test_once_a_day_is_not_too_often(timing: Timing) -> None:
    assert crowded(timing, NOW) is None


@pytest.mark.parametrize(
    ("timing", "found"),
    [
        (every("* 10 * * 1"), Crowded(date(2026, 11, 30), 60, by_minutes=True)),
        (every("* * * * *"), Crowded(date(2026, 11, 24), 14 * 60, by_minutes=True)),
        (every("0 9,15 * * *"), Crowded(date(2026, 11, 25), 2, by_minutes=False)),
        (every("0 10,15 * * *", None, None, date(2026, 11, 24)), Crowded(date(2026, 11, 25), 2, by_minutes=False)),
        (every("* 10 * * *", None, 5), Crowded(date(2026, 11, 24), 5, by_minutes=True)),
        (every("0 9,15 * * *", date(2026, 11, 25)), Crowded(date(2026, 11, 25), 2, by_minutes=False)),
    ],
)
def test_the_first_day_with_several_times(timing: Timing, found: Crowded) -> None:
    assert crowded(timing, NOW) == found


def test_what_has_passed_does_not_count() -> None:
    assert crowded(every("*/30 10 * * *"), datetime(2026, 11, 24, 5, 10, tzinfo=UTC)) == Crowded(
        date(2026, 11, 25), 2, by_minutes=True
    )


@settings(max_examples=60)
@given(
    rule=st.sampled_from(RULES),
    times=st.none() | st.integers(1, 30),
    days=st.none() | st.integers(0, 5),
    skipped=st.frozensets(st.integers(0, 5)),
    gone=st.integers(0, 100),
)
def test_it_counts_what_goes_out(
    rule: str, times: int | None, days: int | None, skipped: frozenset[int], gone: int
) -> None:
    until = None if days is None else WALL.date() + timedelta(days=days)
    timing = every(rule, until, times, *(WALL.date() + timedelta(days=n) for n in skipped))
    after = NOW + timedelta(hours=gone)
    walls = [one.wall.date() for one in upcoming(timing, after, 300) if not is_left_out(one)]
    first = next((day for day in walls if walls.count(day) > 1), None)
    found = crowded(timing, after)
    assert (found and found.day) == first
    assert found is None or found.times == walls.count(found.day)
