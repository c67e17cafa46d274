"""Typed moments and days to a deadline."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.places import Country, reader_zone
from bot.domain.timing import Today, day_there, days_until, is_past, read_day, read_moment


@pytest.mark.parametrize(
    ("typed", "zone", "moment"),
    [
        ("2026-11-24 10:00", "Asia/Almaty", datetime(2026, 11, 24, 5, tzinfo=UTC)),
        ("24.11.2026 10:00", "Asia/Bishkek", datetime(2026, 11, 24, 4, tzinfo=UTC)),
        (" 4.1.2027, 9.05 ", "Asia/Baku", datetime(2027, 1, 4, 5, 5, tzinfo=UTC)),
        ("2024-02-29 10:00", "Asia/Almaty", datetime(2024, 2, 29, 4, tzinfo=UTC)),
        ("2026-11-24T00:00", "UTC", datetime(2026, 11, 24, tzinfo=UTC)),
        ("2026-11-24 10:00:07", "UTC", datetime(2026, 11, 24, 10, 0, 7, tzinfo=UTC)),
        ("31.02.2027 10:00", "UTC", None),
        ("24.11.2026 25:00", "UTC", None),
        ("2026-00-24 10:00", "UTC", None),
        ("0000-11-24 10:00", "UTC", None),
        ("24.11.2026", "UTC", None),
        ("tomorrow at ten", "UTC", None),
        ("", "UTC", None),
    ],
)
def test_a_typed_moment(typed: str, zone: str, moment: datetime | None) -> None:
    assert read_moment(typed, zone) == moment


@given(st.text(max_size=40))
def test_anything_typed_is_a_moment_or_none(typed: str) -> None:
    found = read_moment(typed, "Asia/Tashkent")
    assert found is None or found.tzinfo is UTC


def test_days_until() -> None:
    assert days_until(date(2026, 12, 1), date(2026, 11, 23)) == 8
    assert days_until(date(2026, 11, 22), date(2026, 11, 23)) == -1


MARCH = date(2027, 3, 1)
# The end of March 1 in New York.
MOMENT = datetime(2027, 3, 2, 4, 59, tzinfo=UTC)


def at(moment: datetime, country: Country | None = Country.UZ) -> Today:
    return Today.at(moment, reader_zone(country))


def test_a_day_on_a_readers_clock_is_a_day_like_any_other() -> None:
    today = at(datetime(2027, 3, 1, 19, 30, tzinfo=UTC))
    assert today == date(2027, 3, 2)
    assert hash(today) == hash(date(2027, 3, 2))
    assert at(datetime(2027, 3, 1, 19, 30, tzinfo=UTC), Country.AZ) == MARCH
    assert days_until(today + timedelta(days=2), today) == 2
    assert (today + timedelta(days=2)).now is None, "it is not now on another day"


def test_on_which_day_a_moment_is_depends_on_the_clock() -> None:
    evening = datetime(2027, 3, 1, 19, 30, tzinfo=UTC)
    assert day_there(MARCH, None, at(evening)) == MARCH
    assert day_there(MARCH, evening) == date(2027, 3, 2)
    assert day_there(MARCH, evening, MARCH) == date(2027, 3, 2)
    assert day_there(MARCH, evening, at(evening, Country.AZ)) == MARCH


@pytest.mark.parametrize(
    ("moment", "today", "past"),
    [
        (None, MARCH, False),
        (None, date(2027, 3, 2), True),
        (None, at(datetime(2027, 3, 1, 18, 59, tzinfo=UTC)), False),
        (None, at(datetime(2027, 3, 1, 19, 0, tzinfo=UTC)), True),
        (MOMENT, at(MOMENT - timedelta(seconds=1)), False),
        (MOMENT, at(MOMENT), True),
        # Where only the day is known, a day too long is better than one too short.
        (MOMENT, date(2027, 3, 2), False),
        (MOMENT, date(2027, 3, 3), True),
    ],
)
def test_what_has_passed(moment: datetime | None, today: date, past: bool) -> None:
    assert is_past(MARCH, moment, today) is past


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("24.12.2026", date(2026, 12, 24)),
        ("2026-12-24", date(2026, 12, 24)),
        (" 4/1/27 ", date(2027, 1, 4)),
        ("24. 12. 2026.", date(2026, 12, 24)),
        ("24-12-2026", date(2026, 12, 24)),
        ("29.02.2028", date(2028, 2, 29)),
        ("29.02.2027", None),
        ("24.12", None),
        ("0000-01-01", None),
        ("24.12.2026 10:00", None),
        ("tomorrow", None),
        ("", None),
    ],
)
def test_a_typed_day(typed: str, day: date | None) -> None:
    assert read_day(typed) == day


@given(st.text(max_size=40) | st.from_regex(r"\A[0-9]{1,4}[-./ ][0-9]{1,2}[-./ ][0-9]{1,4}\Z"))
def test_anything_typed_is_a_day_or_none(typed: str) -> None:
    found = read_day(typed)
    assert found is None or isinstance(found, date)
