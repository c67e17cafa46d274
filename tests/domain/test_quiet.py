"""When nobody is to be disturbed: the first moment that is not quiet, for every clock, hours and calendar."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.places import ZONES
from bot.domain.quiet import NONE, USUAL, Closed, Hours, first_open_day, is_quiet, open_from

ALMATY, BAKU = ZoneInfo("Asia/Almaty"), ZoneInfo("Asia/Baku")
ZONE_NAMES = ("UTC", *ZONES.values(), "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe")
QUARTER = timedelta(minutes=15)

HOURS = st.builds(Hours, st.integers(0, 23), st.integers(0, 23))
CLOCKS = st.sampled_from([ZoneInfo(name) for name in ZONE_NAMES])
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))


def never(day: date) -> bool:
    return False


def always(day: date) -> bool:
    return True


def sundays(day: date) -> bool:
    return day.weekday() == 6


def days(*closed: str) -> Closed:
    return {date.fromisoformat(day) for day in closed}.__contains__


def almaty(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ALMATY).astimezone(UTC)


# 2026-11-29 is a Sunday.
@pytest.mark.parametrize(
    ("moment", "hours", "closed", "opens"),
    [
        ("2026-11-25T12:00", USUAL, never, "2026-11-25T12:00"),
        ("2026-11-25T20:59:59", USUAL, never, "2026-11-25T20:59:59"),
        ("2026-11-25T21:00", USUAL, never, "2026-11-26T09:00"),
        ("2026-11-25T23:30", USUAL, never, "2026-11-26T09:00"),
        ("2026-11-25T00:00", USUAL, never, "2026-11-25T09:00"),
        ("2026-11-25T08:59:59", USUAL, never, "2026-11-25T09:00"),
        ("2026-11-25T09:00", USUAL, never, "2026-11-25T09:00"),
        ("2026-11-25T03:00", NONE, never, "2026-11-25T03:00"),
        ("2026-11-25T03:00", Hours(7, 7), never, "2026-11-25T03:00"),
        ("2026-11-25T13:00", Hours(13, 15), never, "2026-11-25T15:00"),
        ("2026-11-25T22:00", Hours(22, 0), never, "2026-11-26T00:00"),
        ("2026-11-25T00:30", Hours(0, 23), never, "2026-11-25T23:00"),
        ("2026-11-28T20:00", USUAL, sundays, "2026-11-28T20:00"),
        ("2026-11-28T21:00", USUAL, sundays, "2026-11-30T09:00"),
        ("2026-11-29T12:00", USUAL, sundays, "2026-11-30T09:00"),
        ("2026-11-29T12:00", NONE, sundays, "2026-11-30T00:00"),
        ("2026-11-29T12:00", Hours(9, 8), sundays, "2026-11-30T08:00"),
        ("2026-11-29T23:30", Hours(22, 7), days("2026-11-29", "2026-11-30", "2026-12-01"), "2026-12-02T07:00"),
    ],
)
def test_the_first_moment_that_is_not_quiet(moment: str, hours: Hours, closed: Closed, opens: str) -> None:
    assert open_from(almaty(moment), ALMATY, hours, closed) == almaty(opens)
    assert is_quiet(almaty(moment), ALMATY, hours, closed) is (moment != opens)


def test_a_day_is_closed_on_the_reader_s_calendar_and_not_on_that_of_utc() -> None:
    late_on_saturday = datetime(2026, 11, 28, 19, 30, tzinfo=UTC)
    assert not is_quiet(late_on_saturday, BAKU, NONE, sundays)
    assert open_from(late_on_saturday, ALMATY, NONE, sundays) == almaty("2026-11-30T00:00")


def test_the_hours_of_a_clock_that_is_put_back_are_quiet_twice() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    second_half_past_two = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert open_from(second_half_past_two, berlin, Hours(2, 3), never) == datetime(2026, 10, 25, 2, tzinfo=UTC)


@pytest.mark.parametrize(("start", "end"), [(-1, 9), (21, 24), (24, 9), (21, -1)])
def test_hours_that_no_clock_shows_are_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="0 to 23"):
        Hours(start, end)


def test_a_calendar_without_an_open_day_is_passed_over() -> None:
    """Or else what waits for its end would be lost; only the hours count."""
    assert open_from(almaty("2026-11-25T12:00"), ALMATY, USUAL, always) == almaty("2026-11-25T12:00")
    assert open_from(almaty("2026-11-25T22:00"), ALMATY, USUAL, always) == almaty("2026-11-26T09:00")
    assert open_from(datetime.max.replace(tzinfo=UTC) - timedelta(days=60), ALMATY, USUAL, always) is not None


def test_a_rest_of_thirty_days_is_kept_to_its_end_and_a_longer_one_is_taken_for_a_mistake() -> None:
    first = date(2026, 6, 1)

    def closed_for(n: int) -> Closed:
        return lambda day: first <= day < first + timedelta(days=n)

    assert first_open_day(first, closed_for(30)) == date(2026, 7, 1)
    assert first_open_day(first, closed_for(31)) == first
    assert first_open_day(first, never) == first


@st.composite
def calendars(draw: st.DrawFn) -> Closed:
    """Closed weekdays and holidays in a row, in short anything but a calendar with nothing open for a month."""
    weekdays = frozenset(draw(st.lists(st.integers(0, 6), max_size=5)))
    begin = draw(st.dates(date(2020, 1, 1), date(2035, 1, 1)))
    length = draw(st.integers(0, 15))
    return lambda day: day.weekday() in weekdays or begin <= day < begin + timedelta(days=length)


def by_looking(moment: datetime, zone: ZoneInfo, hours: Hours, closed: Closed) -> bool:
    """Whether it is quiet, in the plainest words."""
    there = moment.astimezone(zone)
    inside = {(hours.start + n) % 24 for n in range((hours.end - hours.start) % 24)}
    return there.hour in inside or closed(there.date())


@given(MOMENTS, CLOCKS, HOURS, calendars())
def test_no_moment_found_is_quiet(moment: datetime, zone: ZoneInfo, hours: Hours, closed: Closed) -> None:
    found = open_from(moment, zone, hours, closed)
    assert found >= moment
    assert found.tzinfo is UTC
    assert not by_looking(found, zone, hours, closed)
    assert not is_quiet(found, zone, hours, closed)


@given(MOMENTS, CLOCKS, HOURS, calendars())
def test_every_moment_before_the_one_found_is_quiet(
    moment: datetime, zone: ZoneInfo, hours: Hours, closed: Closed
) -> None:
    found = open_from(moment, zone, hours, closed)
    assert is_quiet(moment, zone, hours, closed) is (found > moment) is by_looking(moment, zone, hours, closed)
    before = found - timedelta(microseconds=1)
    for _ in range(200):
        if before < moment:
            break
        assert by_looking(before, zone, hours, closed)
        before -= QUARTER


@given(MOMENTS, MOMENTS, CLOCKS, HOURS, calendars())
def test_what_is_ready_earlier_never_goes_out_later(
    one: datetime, other: datetime, zone: ZoneInfo, hours: Hours, closed: Closed
) -> None:
    first, second = sorted((one, other))
    assert open_from(first, zone, hours, closed) <= open_from(second, zone, hours, closed)


@given(MOMENTS, CLOCKS, HOURS, st.integers(0, 100))
def test_any_calendar_ends(moment: datetime, zone: ZoneInfo, hours: Hours, length: int) -> None:
    begin = moment.astimezone(zone).date()
    found = open_from(moment, zone, hours, lambda day: day < begin + timedelta(days=length))
    assert moment <= found <= moment + timedelta(days=32)
    assert not is_quiet(found, zone, hours, lambda day: day < begin + timedelta(days=length))
    assert not hours.cover(found.astimezone(zone).hour)
