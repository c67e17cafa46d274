"""Digests: at which moment of a day, and on which day of a week."""

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.digests import digest_day, digest_moment, weekly_is_due
from bot.domain.quiet import NONE, USUAL, Closed, Hours, is_quiet

TASHKENT = ZoneInfo("Asia/Tashkent")
MONDAY = date(2026, 11, 23)
WEEK = tuple(MONDAY + timedelta(days=n) for n in range(7))


def never(day: date) -> bool:
    return False


def always(day: date) -> bool:
    return True


def closed_on(*days: date) -> Closed:
    return days.__contains__


@pytest.mark.parametrize(
    ("hours", "there"),
    [
        (USUAL, datetime(2026, 11, 23, 10)),
        (NONE, datetime(2026, 11, 23, 10)),
        (Hours(21, 10), datetime(2026, 11, 23, 10)),
        (Hours(21, 11), datetime(2026, 11, 23, 11)),
        (Hours(10, 14), datetime(2026, 11, 23, 14)),
        (Hours(9, 2), datetime(2026, 11, 24, 2)),
    ],
)
def test_a_digest_comes_at_ten_or_when_quiet_hours_end(hours: Hours, there: datetime) -> None:
    assert digest_moment(MONDAY, TASHKENT, hours, never) == there.replace(tzinfo=TASHKENT).astimezone(UTC)


def test_a_closed_day_has_no_digest() -> None:
    assert digest_moment(MONDAY, TASHKENT, USUAL, closed_on(MONDAY)) is None


def test_a_digest_that_quiet_hours_put_off_passes_over_closed_days() -> None:
    moment = digest_moment(MONDAY, TASHKENT, Hours(9, 2), closed_on(WEEK[1], WEEK[2]))
    assert moment == datetime(2026, 11, 26, 2, tzinfo=TASHKENT)


@given(
    st.dates(date(2024, 1, 1), date(2030, 1, 1)),
    st.builds(Hours, st.integers(0, 23), st.integers(0, 23)),
    st.frozensets(st.integers(0, 6), max_size=6),
)
def test_no_digest_is_in_quiet_time_nor_before_its_day(day: date, hours: Hours, weekdays: frozenset[int]) -> None:
    def closed(one: date) -> bool:
        return one.weekday() in weekdays

    moment = digest_moment(day, TASHKENT, hours, closed)
    assert (moment is None) is closed(day)
    if moment is not None:
        assert not is_quiet(moment, TASHKENT, hours, closed)
        assert moment.astimezone(TASHKENT).date() == digest_day(day, TASHKENT, hours, closed) >= day


@given(
    st.dates(date(2024, 1, 1), date(2030, 1, 1)),
    st.builds(Hours, st.integers(0, 23), st.integers(0, 23)),
    st.frozensets(st.integers(0, 6), max_size=6),
)
def test_no_two_digests_are_read_on_one_day(start: date, hours: Hours, weekdays: frozenset[int]) -> None:
    def closed(one: date) -> bool:
        return one.weekday() in weekdays

    days = [day for day in (start + timedelta(days=n) for n in range(15)) if not closed(day)]
    read_on = [digest_day(day, TASHKENT, hours, closed) for day in days]
    assert read_on == sorted(set(read_on))


@pytest.mark.parametrize(
    ("hours", "closed", "read_on"),
    [
        (USUAL, never, WEEK[0]),
        (Hours(10, 23), never, WEEK[0]),
        (Hours(10, 0), never, WEEK[1]),
        (Hours(9, 2), never, WEEK[1]),
        (Hours(9, 2), closed_on(*WEEK[1:3]), WEEK[3]),
        (USUAL, closed_on(MONDAY), WEEK[0]),
    ],
)
def test_the_day_on_which_a_digest_is_read(hours: Hours, closed: Closed, read_on: date) -> None:
    assert digest_day(MONDAY, TASHKENT, hours, closed) == read_on


@pytest.mark.parametrize(
    ("closed", "made", "due"),
    [
        ((), (), WEEK),
        ((), WEEK, WEEK[:1]),
        (WEEK[:1], WEEK[1:], WEEK[1:2]),
        (WEEK[:1], WEEK, WEEK[1:2]),
        ((), WEEK[2:], WEEK[:3]),
        (WEEK[:2], WEEK[4:], WEEK[2:5]),
        ((), (MONDAY - timedelta(days=1),), WEEK),
        ((), (MONDAY - timedelta(days=7),), WEEK),
    ],
)
def test_the_days_of_a_week_on_which_the_weekly_digest_is_due(
    closed: Collection[date], made: Collection[date], due: Collection[date]
) -> None:
    assert tuple(day for day in WEEK if weekly_is_due(day, closed_on(*closed), made)) == tuple(due)


def test_a_week_without_an_open_day_has_no_digest() -> None:
    assert not any(weekly_is_due(day, closed_on(*WEEK), WEEK) for day in WEEK)


def test_a_calendar_without_an_open_day_is_passed_over() -> None:
    assert [day for day in WEEK if weekly_is_due(day, always, WEEK)] == [MONDAY]


@given(
    st.dates(date(2024, 1, 1), date(2030, 1, 1)),
    st.frozensets(st.integers(0, 20)),
    st.frozensets(st.integers(0, 20)),
)
def test_once_a_week_whatever_days_are_closed_or_missed(
    start: date, closed_days: frozenset[int], missed: frozenset[int]
) -> None:
    monday = start - timedelta(days=start.weekday())
    days = [monday + timedelta(days=n) for n in range(21)]
    closed = closed_on(*(days[n] for n in closed_days))
    made: set[date] = set()
    got: list[date] = []
    for n, day in enumerate(days):
        if n in missed:
            continue
        if weekly_is_due(day, closed, made):
            got.append(day)
        made.add(day)
    for week in range(3):
        possible = [n for n in range(7 * week, 7 * week + 7) if n not in closed_days | missed]
        assert [day for day in got if day in days[7 * week : 7 * week + 7]] == [days[n] for n in possible[:1]]
