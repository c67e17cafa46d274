"""Lengths of time in words."""

from datetime import timedelta

import pytest

from bot.ui.durations import duration
from tests.visits import translator


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(), "0 seconds"),
        (timedelta(seconds=-5), "0 seconds"),
        (timedelta(seconds=40.4), "40 seconds"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(minutes=6, seconds=40), "6 minutes 40 seconds"),
        (timedelta(hours=2, minutes=5, seconds=59), "2 hours 5 minutes"),
        (timedelta(hours=2, seconds=59), "2 hours"),
        (timedelta(days=3, hours=1), "3 days 1 hour"),
    ],
)
def test_the_two_largest_units_are_told(span: timedelta, words: str) -> None:
    assert duration(translator("en"), span) == words
