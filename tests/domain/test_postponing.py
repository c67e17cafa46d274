"""A reminder that its reader put off."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.postponing import Reminded, Wish, reminder_due
from bot.domain.reminders import LADDER, rung_due

DEADLINE = date(2026, 12, 11)  # a Friday
LADDERS = st.frozensets(st.sampled_from(LADDER))
DAYS = st.dates(DEADLINE - timedelta(days=30), DEADLINE + timedelta(days=3))


def never(day: date) -> bool:
    return False


def sunday(day: date) -> bool:
    return day.weekday() == 6


def due(
    day: date, put_off: date | None, reminded: int | None = 7, ladder: frozenset[int] = frozenset(LADDER)
) -> object:
    return reminder_due(DEADLINE, day, Wish(ladder, reminded, put_off), sunday)


@pytest.mark.parametrize(
    ("day", "put_off", "expected"),
    [
        (date(2026, 12, 5), date(2026, 12, 7), None),
        (date(2026, 12, 7), date(2026, 12, 7), Reminded(7)),
        (date(2026, 12, 8), date(2026, 12, 7), Reminded(3)),  # missed, and it is the day of a rung by now
        (date(2026, 12, 5), date(2026, 12, 6), Reminded(7)),  # a Sunday: the Saturday before
        (date(2026, 12, 6), date(2026, 12, 6), None),
        (date(2026, 12, 9), date(2026, 12, 10), None),  # rests, though a rung is open
        (date(2026, 12, 11), date(2026, 12, 11), Reminded(1)),
        (date(2026, 12, 12), date(2026, 12, 11), None),
        (date(2026, 12, 8), None, Reminded(3)),
        (date(2026, 12, 9), None, Reminded(3)),
        (date(2026, 12, 7), None, None),
    ],
)
def test_days_before_a_deadline(day: date, put_off: date | None, expected: Reminded | None) -> None:
    assert due(day, put_off) == expected


def test_who_wants_no_ladder_is_still_reminded_on_the_day_they_asked_for() -> None:
    assert due(date(2026, 12, 7), date(2026, 12, 7), None, frozenset()) == Reminded(None)


@given(DAYS, LADDERS, st.none() | st.sampled_from(LADDER))
def test_what_is_not_put_off_follows_the_ladder(day: date, ladder: frozenset[int], reminded: int | None) -> None:
    rung = rung_due(DEADLINE, day, ladder, reminded, sunday)
    found = reminder_due(DEADLINE, day, Wish(ladder, reminded, None), sunday)
    assert found == (None if rung is None else Reminded(rung))


@given(LADDERS, st.none() | st.sampled_from(LADDER), DAYS)
def test_it_comes_once_and_not_before_its_day(ladder: frozenset[int], reminded: int | None, put_off: date) -> None:
    day, wish, came = DEADLINE - timedelta(days=40), Wish(ladder, reminded, put_off), list[date]()
    while day <= DEADLINE + timedelta(days=5):
        found = reminder_due(DEADLINE, day, wish, never)
        if found is not None:
            came.append(day)
            wish = Wish(ladder, found.through, None)
        day += timedelta(days=1)
    if put_off <= DEADLINE:
        assert came[0] == put_off
        # What follows are rungs, each on its own day.
        assert all((DEADLINE - one).days in ladder for one in came[1:])
    else:
        assert came == []
