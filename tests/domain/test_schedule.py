"""Moments on clocks on the wall: zones, dates and the rules by which they repeat."""

from calendar import monthrange
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.cron import LAST_YEAR, CronError
from bot.domain.places import ZONES, Country
from bot.domain.schedule import (
    Repeat,
    Timing,
    as_utc,
    first_moment,
    is_left_out,
    moment_for,
    newest,
    next_occurrence,
    next_wall,
    upcoming,
)

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
RULES = ("daily", "weekly", "monthly", "0 10 * * *", "*/7 * * * *", "0 9 31 * *", "30 2 * * MON-FRI", "0 0 1,15 * SUN")
ZONE_NAMES = ("UTC", *ZONES.values(), "Europe/Berlin", "America/New_York", "Australia/Lord_Howe")

WALLS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1))
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))
TIMINGS = st.builds(
    Timing,
    WALLS,
    st.sampled_from(ZONE_NAMES),
    st.booleans(),
    st.builds(
        Repeat,
        st.sampled_from(RULES),
        st.none() | st.dates(date(2020, 1, 1), date(2036, 1, 1)),
        st.none() | st.integers(0, 20),
        st.frozensets(st.dates(date(2024, 1, 1), date(2024, 2, 1)), max_size=3),
    ),
)


def utc(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def every(
    rule: str,
    wall: datetime,
    until: date | None = None,
    times: int | None = None,
    skipped: frozenset[date] = frozenset(),
) -> Timing:
    return Timing(wall, "Asia/Almaty", repeat=Repeat(rule, until, times, skipped))


def walls(timing: Timing, n: int, after: datetime = LONG_AGO) -> list[datetime]:
    """One after the other, as the planner goes."""
    found: list[datetime] = []
    at = next_occurrence(timing, after)
    while at is not None and len(found) < n:
        found.append(at.wall)
        at = next_occurrence(at, first_moment(at))
    return found


@pytest.mark.parametrize(
    ("zone", "wall", "moment"),
    [
        ("UTC", datetime(2026, 11, 24, 10), utc(2026, 11, 24, 10)),
        # Almaty went from UTC+6 to UTC+5 on 1 March 2024 at midnight.
        ("Asia/Almaty", datetime(2024, 2, 28, 10), utc(2024, 2, 28, 4)),
        ("Asia/Almaty", datetime(2024, 2, 29, 10), utc(2024, 2, 29, 4)),
        ("Asia/Almaty", datetime(2024, 2, 29, 23, 30), utc(2024, 2, 29, 17, 30)),  # shown twice: the first
        ("Asia/Almaty", datetime(2024, 3, 1, 0, 0), utc(2024, 2, 29, 19)),
        ("Asia/Almaty", datetime(2024, 3, 1, 10), utc(2024, 3, 1, 5)),
        ("Asia/Almaty", datetime(2026, 11, 24, 10), utc(2026, 11, 24, 5)),
        ("Asia/Baku", datetime(2026, 7, 1, 10), utc(2026, 7, 1, 6)),  # no summer time since 2016 …
        ("Asia/Baku", datetime(2015, 7, 1, 10), utc(2015, 7, 1, 5)),  # … until then there was
        ("Asia/Bishkek", datetime(2026, 7, 1, 10), utc(2026, 7, 1, 4)),
        ("Asia/Dushanbe", datetime(2026, 7, 1, 10), utc(2026, 7, 1, 5)),
        ("Asia/Ashgabat", datetime(2026, 7, 1, 10), utc(2026, 7, 1, 5)),
        ("Asia/Tashkent", datetime(2026, 12, 31, 23, 59), utc(2026, 12, 31, 18, 59)),
        ("Asia/Tashkent", datetime(2027, 1, 1, 2), utc(2026, 12, 31, 21)),
        ("Asia/Tashkent", datetime(2028, 2, 29, 2), utc(2028, 2, 28, 21)),
        ("Europe/Berlin", datetime(2026, 1, 15, 10), utc(2026, 1, 15, 9)),
        ("Europe/Berlin", datetime(2026, 7, 15, 10), utc(2026, 7, 15, 8)),
        ("Europe/Berlin", datetime(2026, 3, 29, 1, 59), utc(2026, 3, 29, 0, 59)),
        ("Europe/Berlin", datetime(2026, 3, 29, 2, 0), utc(2026, 3, 29, 1)),  # left out: 3:00
        ("Europe/Berlin", datetime(2026, 3, 29, 2, 30), utc(2026, 3, 29, 1, 30)),  # left out: 3:30
        ("Europe/Berlin", datetime(2026, 3, 29, 3, 0), utc(2026, 3, 29, 1)),
        ("Europe/Berlin", datetime(2026, 10, 25, 2, 30), utc(2026, 10, 25, 0, 30)),  # shown twice: the first
        ("Europe/Berlin", datetime(2026, 10, 25, 3, 0), utc(2026, 10, 25, 2)),
        ("Asia/Kathmandu", datetime(2026, 11, 24, 10), utc(2026, 11, 24, 4, 15)),
    ],
)
def test_a_clock_on_the_wall_as_a_moment(zone: str, wall: datetime, moment: datetime) -> None:
    assert as_utc(wall, zone) == moment
    assert as_utc(wall.replace(fold=1), zone) == moment


def test_the_clock_of_each_reader() -> None:
    at_ten = Timing(datetime(2026, 11, 24, 10), "Asia/Tashkent", by_reader=True)
    hours = {country: moment_for(at_ten, country).hour for country in (None, *Country)}
    assert hours == {
        None: 5,
        Country.AZ: 6,
        Country.KZ: 5,
        Country.KG: 4,
        Country.TJ: 5,
        Country.TM: 5,
        Country.UZ: 5,
    }
    assert first_moment(at_ten) == utc(2026, 11, 24, 4)
    assert first_moment(replace(at_ten, zone="Asia/Tokyo")) == utc(2026, 11, 24, 1)


@pytest.mark.parametrize(
    ("countries", "hour"),
    [(set(), 4), ({Country.AZ}, 6), ({Country.AZ, Country.UZ}, 5), ({Country.AZ, Country.KG}, 4)],
)
def test_only_the_clocks_of_those_it_is_for_count(countries: set[Country], hour: int) -> None:
    at_ten = Timing(datetime(2026, 11, 24, 10), "Asia/Tokyo", by_reader=True, countries=frozenset(countries))
    # Whose country is unknown lives by the clock of Tokyo here, which is first of all.
    assert first_moment(at_ten) == utc(2026, 11, 24, hour if countries else 1)
    assert first_moment(replace(at_ten, zone="Asia/Tashkent")) == utc(2026, 11, 24, hour)
    assert first_moment(replace(at_ten, by_reader=False)) == utc(2026, 11, 24, 1)


def test_what_was_promised_by_an_earlier_clock_is_the_same_occurrence_and_comes_once() -> None:
    baku = frozenset({Country.AZ})
    daily = Timing(datetime(2026, 11, 24, 10), "Asia/Tashkent", by_reader=True, repeat=Repeat("daily"), countries=baku)
    # Scheduled when every country's clock counted: it is ten o'clock in Bishkek.
    promised = utc(2026, 11, 24, 4)

    assert newest(daily, promised, promised) == (daily, replace(daily, wall=datetime(2026, 11, 25, 10)))


def test_without_readers_clocks_the_country_does_not_matter() -> None:
    at_ten = Timing(datetime(2026, 11, 24, 10), "Asia/Almaty")
    assert {moment_for(at_ten, country) for country in (None, *Country)} == {utc(2026, 11, 24, 5)}
    assert first_moment(at_ten) == utc(2026, 11, 24, 5)


@pytest.mark.parametrize(
    ("rule", "wall", "found"),
    [
        ("daily", datetime(2027, 12, 30, 10), [(2027, 12, 30), (2027, 12, 31), (2028, 1, 1)]),
        ("daily", datetime(2028, 2, 28, 10), [(2028, 2, 28), (2028, 2, 29), (2028, 3, 1)]),
        ("weekly", datetime(2027, 12, 22, 10), [(2027, 12, 22), (2027, 12, 29), (2028, 1, 5)]),
        ("weekly", datetime(2028, 2, 22, 10), [(2028, 2, 22), (2028, 2, 29), (2028, 3, 7)]),
        ("monthly", datetime(2026, 11, 24, 10), [(2026, 11, 24), (2026, 12, 24), (2027, 1, 24)]),
        ("monthly", datetime(2027, 1, 31, 10), [(2027, 1, 31), (2027, 2, 28), (2027, 3, 31), (2027, 4, 30)]),
        ("monthly", datetime(2028, 1, 30, 10), [(2028, 1, 30), (2028, 2, 29), (2028, 3, 30)]),
        ("monthly", datetime(2027, 2, 28, 10), [(2027, 2, 28), (2027, 3, 28)]),
        ("monthly 31", datetime(2027, 2, 28, 10), [(2027, 2, 28), (2027, 3, 31), (2027, 4, 30)]),
        ("0 10 * * MON", datetime(2026, 11, 24, 8), [(2026, 11, 30), (2026, 12, 7)]),
        ("0 10 31 * *", datetime(2026, 11, 24, 8), [(2026, 12, 31), (2027, 1, 31), (2027, 3, 31)]),
        ("0 10 29 2 *", datetime(2026, 11, 24, 8), [(2028, 2, 29), (2032, 2, 29)]),
    ],
)
def test_a_rule_goes_on(rule: str, wall: datetime, found: list[tuple[int, int, int]]) -> None:
    days = [datetime(*day, 10) for day in found]
    assert walls(every(rule, wall), len(days)) == days
    assert [one.wall for one in upcoming(every(rule, wall), LONG_AGO, len(days))] == days


def test_midnight_and_seconds_are_kept() -> None:
    first = datetime(2026, 11, 1)
    assert next_wall("daily", first, first) == datetime(2026, 11, 2)
    assert next_wall("monthly", first, datetime(2026, 9, 1)) == first
    assert next_wall("weekly", first + timedelta(seconds=7), first) == datetime(2026, 11, 1, 0, 0, 7)


def test_a_repetition_goes_with_the_clock_of_its_zone() -> None:
    berlin = Timing(datetime(2026, 10, 24, 10), "Europe/Berlin", repeat=Repeat("daily"))
    assert [first_moment(one).hour for one in upcoming(berlin, LONG_AGO, 3)] == [8, 9, 9]
    almaty = Timing(datetime(2024, 2, 29, 10), "Asia/Almaty", repeat=Repeat("daily"))
    assert [first_moment(one).hour for one in upcoming(almaty, LONG_AGO, 2)] == [4, 5]


def test_the_hour_that_is_left_out_is_not_said_twice() -> None:
    half_hours = Timing(datetime(2026, 3, 29, 1, 30), "Europe/Berlin", repeat=Repeat("*/30 * * * *"))
    assert walls(half_hours, 5) == [
        datetime(2026, 3, 29, 1, 30),
        datetime(2026, 3, 29, 2, 0),
        datetime(2026, 3, 29, 2, 30),
        datetime(2026, 3, 29, 4, 0),
        datetime(2026, 3, 29, 4, 30),
    ]


def test_it_is_itself_while_it_is_to_come() -> None:
    timing = every("daily", datetime(2026, 11, 24, 10), times=3)
    assert next_occurrence(timing, utc(2026, 11, 24, 4, 59)) == timing
    assert next_occurrence(timing, utc(2026, 11, 24, 5)) == every("daily", datetime(2026, 11, 25, 10), times=2)


def test_one_that_does_not_repeat_comes_once() -> None:
    once = Timing(datetime(2026, 11, 24, 10), "Asia/Almaty")
    assert next_occurrence(once, utc(2026, 11, 24, 4, 59)) == once
    assert next_occurrence(once, utc(2026, 11, 24, 5)) is None
    assert upcoming(once, LONG_AGO, 3) == (once,)


def test_the_last_day_is_a_day_too() -> None:
    timing = every("daily", datetime(2026, 11, 24, 23, 30), until=date(2026, 11, 25))
    assert walls(timing, 9) == [datetime(2026, 11, 24, 23, 30), datetime(2026, 11, 25, 23, 30)]


def test_times_count_what_has_passed() -> None:
    timing = every("weekly", datetime(2026, 11, 24, 10), times=3)
    assert walls(timing, 9) == [datetime(2026, 11, 24, 10), datetime(2026, 12, 1, 10), datetime(2026, 12, 8, 10)]
    late = next_occurrence(timing, utc(2026, 12, 2))
    assert late == every("weekly", datetime(2026, 12, 8, 10), times=1)
    assert next_occurrence(timing, utc(2026, 12, 8, 5)) is None
    assert walls(every("daily", datetime(2026, 11, 24, 10), times=0), 9) == []


def test_days_left_out_do_not_count_and_are_still_shown() -> None:
    timing = every("daily", datetime(2026, 11, 24, 10), times=2, skipped=frozenset({date(2026, 11, 24)}))
    assert walls(timing, 9) == [datetime(2026, 11, 25, 10), datetime(2026, 11, 26, 10)]
    assert [(one.wall.day, is_left_out(one)) for one in upcoming(timing, LONG_AGO, 9)] == [
        (24, True),
        (25, False),
        (26, False),
    ]


def test_a_day_is_left_out_by_the_clock_of_its_zone() -> None:
    early = every("daily", datetime(2026, 11, 24, 2), skipped=frozenset({date(2026, 11, 25)}))  # 24 November in UTC
    assert walls(early, 2) == [datetime(2026, 11, 24, 2), datetime(2026, 11, 26, 2)]


def test_by_readers_clocks_it_goes_on_when_the_first_of_them_had_it() -> None:
    timing = Timing(datetime(2026, 11, 24, 10), "Asia/Tashkent", by_reader=True, repeat=Repeat("daily"))
    moved = next_occurrence(timing, utc(2026, 11, 24, 4))
    assert moved is not None
    assert moved.wall == datetime(2026, 11, 25, 10)
    assert next_occurrence(timing, utc(2026, 11, 24, 3, 59)) == timing


def test_a_rule_that_is_none_is_refused() -> None:
    with pytest.raises(CronError):
        next_occurrence(every("hourly", datetime(2026, 11, 24, 10)), LONG_AGO)


@pytest.mark.parametrize("rule", ["daily", "weekly", "monthly", "0 0 * * *"])
def test_the_calendar_ends(rule: str) -> None:
    assert next_wall(rule, datetime(9999, 12, 31), datetime(2026, 1, 1)) is None
    assert walls(every(rule, datetime(LAST_YEAR, 12, 31)), 99)[-1].year <= LAST_YEAR + 1


@pytest.mark.parametrize(
    ("rule", "rhythm"),
    [("daily", "daily"), ("weekly", "weekly"), ("monthly 31", "monthly"), ("0 10 * * *", None)],
)
def test_the_rhythm_of_a_rule(rule: str, rhythm: str | None) -> None:
    assert Repeat(rule).rhythm == rhythm


@settings(deadline=None)
@given(WALLS, st.sampled_from(ZONE_NAMES))
def test_a_moment_shows_its_wall_again_or_a_gap_was_there(wall: datetime, zone: str) -> None:
    shown = as_utc(wall, zone).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    assert shown.replace(fold=0) == wall or timedelta() < shown - wall <= timedelta(hours=1)


@settings(deadline=None)
@given(TIMINGS, MOMENTS)
def test_each_occurrence_is_later_than_the_one_before(timing: Timing, after: datetime) -> None:
    found = upcoming(timing, after, 8)
    moments = [first_moment(one) for one in found]
    assert all(moment > after for moment in moments)
    assert all(one.wall < other.wall for one, other in pairwise(found))
    assert timing.repeat is not None
    assert all(one.wall >= timing.wall for one in found)
    assert timing.repeat.until is None or all(one.wall.date() <= timing.repeat.until for one in found)
    assert timing.repeat.times is None or len([one for one in found if not is_left_out(one)]) <= timing.repeat.times


@settings(deadline=None)
@given(TIMINGS, MOMENTS)
def test_what_is_shown_is_what_the_planner_does(timing: Timing, after: datetime) -> None:
    latest, shown = after, list[datetime]()
    for one in upcoming(timing, after, 8):
        # Two walls of one moment, where a clock is put forward, are one occurrence.
        if not is_left_out(one) and first_moment(one) > latest:
            latest = first_moment(one)
            shown.append(one.wall)
    assert walls(timing, len(shown), after) == shown


@settings(deadline=None)
@given(TIMINGS, MOMENTS)
def test_looking_from_near_by_finds_what_counting_from_the_start_finds(timing: Timing, after: datetime) -> None:
    assert timing.repeat is not None
    if timing.repeat.rule.startswith("*/7"):
        return
    counted = replace(timing, repeat=replace(timing.repeat, times=10_000))
    direct = replace(timing, repeat=replace(timing.repeat, times=None))
    found, also = next_occurrence(direct, after), next_occurrence(counted, after)
    assert (found and found.wall) == (also and also.wall)


@settings(deadline=None)
@given(WALLS, WALLS)
def test_a_month_later_is_the_same_day_or_the_last(anchor: datetime, after: datetime) -> None:
    found = next_wall("monthly", anchor, after)
    assert found is not None
    assert found >= anchor
    assert found > after or found == anchor
    assert found.time() == anchor.time()
    assert found.day == min(anchor.day, monthrange(found.year, found.month)[1])
