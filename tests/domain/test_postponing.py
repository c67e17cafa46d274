"""A reminder that its reader put off."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.postponing import ONLY_THIS, STOPPED, Reminded, Wish, is_turned_off, later_day, reminder_due
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
        (date(2026, 12, 5), date(2026, 12, 6), None),
        (date(2026, 12, 6), date(2026, 12, 6), None),  # a Sunday, which it was not for them before: the next day
        (date(2026, 12, 7), date(2026, 12, 6), Reminded(7)),
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
    day = date(2026, 12, 7)
    assert due(day, day, ONLY_THIS, frozenset()) == Reminded(ONLY_THIS)
    assert due(day, None, ONLY_THIS, frozenset()) is None


@pytest.mark.parametrize("reminded", [None, 7])
def test_who_stops_all_reminders_after_putting_one_off_is_not_reminded(reminded: int | None) -> None:
    assert due(date(2026, 12, 7), date(2026, 12, 7), reminded, frozenset()) is None


def test_who_takes_the_ladder_again_has_what_is_over_of_it_over() -> None:
    assert due(date(2026, 12, 8), date(2026, 12, 8), ONLY_THIS) == Reminded(3)
    assert due(date(2026, 11, 20), date(2026, 11, 20), ONLY_THIS) == Reminded(ONLY_THIS)


@pytest.mark.parametrize(
    ("wanted", "closed", "day"),
    [
        (3, (), 3),
        (3, (3,), 2),
        (3, (2, 3), 1),
        (3, (0, 1, 2, 3), 4),  # today is no choice
        (3, (1, 2, 3, 4, 5), 6),
        (3, (1, 2, 3, 4, 5, 6, 7, 8, 9), 3),  # the deadline is on the eighth day: a closed day is better than none
        (8, (8,), 7),
    ],
)
def test_the_day_on_which_a_reminder_that_is_put_off_comes(wanted: int, closed: tuple[int, ...], day: int) -> None:
    today = DEADLINE - timedelta(days=8)
    days = [today + timedelta(days=n) for n in range(20)]
    assert later_day(days[wanted], today, DEADLINE, {days[n] for n in closed}.__contains__) == days[day]


@given(
    LADDERS.filter(bool),
    st.none() | st.sampled_from(LADDER),
    st.integers(1, 30),
    st.integers(0, 30),
    st.frozensets(st.integers(0, 60), max_size=40),
)
def test_it_comes_on_the_day_that_is_told(
    ladder: frozenset[int], reminded: int | None, wait: int, further: int, closed: frozenset[int]
) -> None:
    today = DEADLINE - timedelta(days=wait + further)
    days = {today + timedelta(days=n) for n in closed}
    told = later_day(today + timedelta(days=wait), today, DEADLINE, days.__contains__)
    wish = Wish(ladder, reminded, told)
    every = (today + timedelta(days=n) for n in range(80))
    assert told == next(day for day in every if reminder_due(DEADLINE, day, wish, days.__contains__) is not None)
    assert today < told <= DEADLINE


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
    if put_off <= DEADLINE and ladder:
        assert came[0] == put_off
        came = came[1:]
    # What follows are rungs, each on its own day; so is everything where the day has come to lie beyond the deadline.
    assert all((DEADLINE - one).days in ladder for one in came)


def test_who_stopped_all_reminders_does_not_get_the_one_they_had_asked_for() -> None:
    day = date(2026, 12, 7)
    assert due(day, day, STOPPED, frozenset()) is None
    assert due(date(2026, 12, 10), None, STOPPED) == Reminded(1)  # they took the ladder again


@pytest.mark.parametrize("put_off", [date(2026, 12, 12), None])
def test_a_day_beyond_the_deadline_does_not_hold_the_ladder_up(put_off: date | None) -> None:
    assert due(date(2026, 12, 8), put_off) == Reminded(3)
    assert due(date(2026, 12, 8), put_off, ONLY_THIS, frozenset()) is None


@pytest.mark.parametrize(
    ("day", "reminded", "ladder", "is_off"),
    [
        (date(2026, 12, 4), 7, {14, 3, 1}, True),
        (date(2026, 12, 4), 7, {14, 7, 3, 1}, False),
        (date(2026, 12, 5), 7, {14, 3, 1}, False),  # put off to this day, or made up for on it
        (date(2026, 12, 4), 7, (), False),  # all reminders were stopped: that is another matter, with a way back
        (date(2026, 12, 4), ONLY_THIS, {3}, False),
        (date(2026, 12, 4), None, {3}, False),
    ],
)
def test_a_rung_that_was_turned_off_on_its_day(day: date, reminded: int | None, ladder: set[int], is_off: bool) -> None:
    assert is_turned_off(DEADLINE, day, Wish(frozenset(ladder), reminded, None), sunday) is is_off


def test_of_two_rungs_of_one_day_the_other_is_enough() -> None:
    three_before = DEADLINE - timedelta(days=3)
    closed = {three_before + timedelta(days=n) for n in (1, 2)}.__contains__
    assert reminder_due(DEADLINE, three_before, Wish(frozenset({3, 1}), 7, None), closed) == Reminded(1)
    assert not is_turned_off(DEADLINE, three_before, Wish(frozenset({3}), 1, None), closed)
    assert is_turned_off(DEADLINE, three_before, Wish(frozenset({7}), 1, None), closed)
