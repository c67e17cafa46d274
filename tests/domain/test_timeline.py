"""Sending over time: bars that fit the span, and none that stands for fewer than may be told."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.approval import FEWEST
from bot.domain.report import Ending
from bot.domain.timeline import MOST_BARS, STEPS, gathered, step_for, timeline

BEGAN = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("span", "step"),
    [
        (timedelta(), timedelta(seconds=10)),
        (timedelta(minutes=7), MINUTE),
        (timedelta(minutes=40), MINUTE),
        (timedelta(minutes=40, seconds=1), timedelta(minutes=5)),
        (timedelta(hours=11), timedelta(minutes=30)),
        (timedelta(days=1), timedelta(hours=1)),
        (timedelta(days=9000), timedelta(days=30)),
    ],
)
def test_the_width_of_a_bar_fits_the_span(span: timedelta, step: timedelta) -> None:
    assert step_for(span) == step


@given(st.lists(st.integers(0, 12), max_size=30))
def test_small_numbers_are_gathered_and_none_is_lost(numbers: list[int]) -> None:
    told = gathered(numbers)

    assert len(told) == len(numbers)
    assert all(n == 0 or n >= FEWEST for n in told)
    assert sum(told) == (sum(numbers) if sum(numbers) >= FEWEST else 0)


def test_a_number_waits_for_the_next_bar_and_the_last_goes_back() -> None:
    assert gathered([3, 0, 3, 10, 2, 1]) == (0, 0, 6, 13, 0, 0)


def test_bars_begin_where_the_first_was_sent_and_leave_gaps() -> None:
    made = timeline({(BEGAN, Ending.SENT): 90, (BEGAN + 3 * MINUTE, Ending.SENT): 80}, MINUTE)

    assert made is not None
    assert (made.start, made.step, made.bars) == (BEGAN, MINUTE, 4)
    assert made.columns == {Ending.SENT: (90, 0, 0, 80)}


def test_endings_that_were_no_calls_and_those_of_a_few_are_left_out() -> None:
    found = {(BEGAN, Ending.SENT): 90, (BEGAN, Ending.FAILED): 4, (BEGAN, Ending.SKIPPED): 70}
    made = timeline(found, MINUTE)

    assert made is not None
    assert set(made.columns) == {Ending.SENT}
    assert timeline({(BEGAN, Ending.SENT): 4}, MINUTE) is None
    assert timeline({}, MINUTE) is None


def test_what_lasted_longer_than_was_thought_gets_wider_bars() -> None:
    found = {(BEGAN + n * timedelta(hours=1), Ending.SENT): 10 for n in range(300)}
    made = timeline(found, timedelta(seconds=10))

    assert made is not None
    assert made.bars <= MOST_BARS + 1
    assert made.step in STEPS
    assert sum(made.columns[Ending.SENT]) == 3000
