"""Round numbers and round times."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ui.chart_axes import MOST_LINES, scale, ticks

ALMATY = ZoneInfo("Asia/Almaty")
BEGAN = datetime(2026, 11, 24, 4, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("highest", "step", "top"),
    [(5, 1, 5), (7, 2, 8), (53, 10, 60), (1500, 500, 1500), (1501, 500, 2000), (93_000, 20_000, 100_000)],
)
def test_numbers_are_round(highest: int, step: int, top: int) -> None:
    made = scale(highest)

    assert (made.step, made.top) == (step, top)
    assert made.lines == tuple(range(0, top + 1, step))


@given(st.integers(1, 10_000_000))
def test_there_are_few_lines_and_the_highest_fits(highest: int) -> None:
    made = scale(highest)

    assert made.top - made.step < highest <= made.top
    assert len(made.lines) <= MOST_LINES + 1


def test_times_are_round_on_the_readers_clock() -> None:
    made = ticks(BEGAN, timedelta(hours=1), ALMATY, 7)

    assert [tick.label for tick in made] == ["09:10", "09:20", "09:30", "09:40", "09:50", "10:00"]
    assert made[0].at == pytest.approx(3 / 60)
    assert {tick.day for tick in made} == {""}


def test_seconds_are_told_where_they_matter() -> None:
    assert [tick.label for tick in ticks(BEGAN, timedelta(seconds=40), ALMATY, 7)][:2] == ["09:07:00", "09:07:10"]


def test_days_are_told_where_they_begin() -> None:
    made = ticks(BEGAN, timedelta(days=2), ALMATY, 7)

    assert [(tick.label, tick.day) for tick in made] == [
        ("12:00", "24.11"),
        ("00:00", "25.11"),
        ("12:00", ""),
        ("00:00", "26.11"),
    ]


def test_long_spans_are_told_in_days() -> None:
    made = ticks(BEGAN, timedelta(days=60), ALMATY, 7)

    assert [tick.label for tick in made] == ["25.11", "09.12", "23.12", "06.01", "20.01"]


@given(st.timedeltas(timedelta(seconds=80), timedelta(days=700)), st.integers(3, 9))
def test_there_is_room_for_every_time(span: timedelta, most: int) -> None:
    made = ticks(BEGAN, span, ALMATY, most)

    assert len(made) <= most
    assert all(0 <= tick.at <= 1 for tick in made)
