"""Five fields of cron, against a second opinion."""

from calendar import monthrange
from datetime import UTC, datetime, timedelta

import pytest
from apscheduler.triggers.combining import OrTrigger
from apscheduler.triggers.cron import CronTrigger
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.cron import LAST_YEAR, CronError, Fault, Field, read_cron

MONDAY = datetime(2026, 11, 23, 10)

MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1))


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        ("* * * * *", datetime(2026, 11, 23, 10, 1)),
        ("*/15 * * * *", datetime(2026, 11, 23, 10, 15)),
        ("0 10 * * *", datetime(2026, 11, 24, 10)),
        ("30 9 * * mon-fri", datetime(2026, 11, 24, 9, 30)),
        ("0 10 * * MON", datetime(2026, 11, 30, 10)),
        ("0 10 * * 0", datetime(2026, 11, 29, 10)),
        ("0 10 * * 7", datetime(2026, 11, 29, 10)),
        ("0 10 * * SAT-SUN", datetime(2026, 11, 28, 10)),
        ("0 10 * * 5-7", datetime(2026, 11, 27, 10)),
        ("5,10 8,20 * * *", datetime(2026, 11, 23, 20, 5)),
        ("0 9-18/3 * * *", datetime(2026, 11, 23, 12)),
        ("0 0 1 JAN *", datetime(2027, 1, 1)),
        ("0 0 31 * *", datetime(2026, 12, 31)),
        ("0 0 29 2 *", datetime(2028, 2, 29)),
        ("59 23 31 12 *", datetime(2026, 12, 31, 23, 59)),
        # Either the day of the month or the day of the week, when both are named …
        ("0 0 15 * FRI", datetime(2026, 11, 27)),
        ("0 0 25 * FRI", datetime(2026, 11, 25)),
        ("0 0 30 2 MON", datetime(2027, 2, 1)),
        # … and both, when one of them begins with a star.
        ("0 0 */2 * FRI", datetime(2026, 11, 27)),
        ("0 0 24 * */2", datetime(2026, 11, 24)),
        ("0 0 24 * */3", datetime(2027, 1, 24)),
    ],
)
def test_the_next_match(expression: str, found: datetime) -> None:
    assert read_cron(expression).after(MONDAY) == found


def test_a_match_is_later_than_the_moment_asked_about() -> None:
    cron = read_cron("0 10 * * *")
    assert cron.after(MONDAY - timedelta(microseconds=1)) == MONDAY
    assert cron.after(MONDAY) == MONDAY + timedelta(days=1)


def test_a_leap_year_is_waited_for_over_the_turn_of_a_century() -> None:
    assert read_cron("0 0 29 2 *").after(datetime(2096, 3, 1)) == datetime(2104, 2, 29)


def test_the_calendar_ends() -> None:
    assert read_cron("0 0 29 2 *").after(datetime(LAST_YEAR, 3, 1)) is None


@pytest.mark.parametrize(
    ("expression", "fault", "field", "part"),
    [
        ("", Fault.FIELDS, None, ""),
        ("daily", Fault.FIELDS, None, "daily"),
        ("0 10 * *", Fault.FIELDS, None, "0 10 * *"),
        ("0 0 10 * * *", Fault.FIELDS, None, "0 0 10 * * *"),
        ("60 * * * *", Fault.RANGE, Field.MINUTE, "60"),
        ("* 24 * * *", Fault.RANGE, Field.HOUR, "24"),
        ("* * 0 * *", Fault.RANGE, Field.DAY, "0"),
        ("* * 1-32 * *", Fault.RANGE, Field.DAY, "32"),
        ("* * * 13 *", Fault.RANGE, Field.MONTH, "13"),
        ("* * * * 8", Fault.RANGE, Field.WEEKDAY, "8"),
        (f"{'9' * 5000} * * * *", Fault.RANGE, Field.MINUTE, "9" * 5000),
        ("MON * * * *", Fault.WORD, Field.MINUTE, "MON"),
        ("* * * MON *", Fault.WORD, Field.MONTH, "MON"),
        ("* * * * monday", Fault.WORD, Field.WEEKDAY, "monday"),
        ("-5 * * * *", Fault.WORD, Field.MINUTE, ""),
        ("5- * * * *", Fault.WORD, Field.MINUTE, ""),
        ("1,,2 * * * *", Fault.WORD, Field.MINUTE, ""),
        ("١ * * * *", Fault.WORD, Field.MINUTE, "١"),
        ("1-2-3 * * * *", Fault.WORD, Field.MINUTE, "2-3"),
        ("5-1 * * * *", Fault.ORDER, Field.MINUTE, "5-1"),
        ("* * * * FRI-MON", Fault.ORDER, Field.WEEKDAY, "FRI-MON"),
        ("*/0 * * * *", Fault.STEP, Field.MINUTE, "*/0"),
        ("*/ * * * *", Fault.STEP, Field.MINUTE, "*/"),
        ("5/15 * * * *", Fault.STEP, Field.MINUTE, "5/15"),
        ("*/1/2 * * * *", Fault.STEP, Field.MINUTE, "*/1/2"),
        ("0 0 30 2 *", Fault.NEVER, None, "0 0 30 2 *"),
        ("0 0 31 2,4,6,9,11 *", Fault.NEVER, None, "0 0 31 2,4,6,9,11 *"),
        ("0 0 30 2 */2", Fault.NEVER, None, "0 0 30 2 */2"),
    ],
)
def test_what_cannot_be_followed_says_why(expression: str, fault: Fault, field: Field | None, part: str) -> None:
    with pytest.raises(CronError) as refused:
        read_cron(expression)
    assert (refused.value.fault, refused.value.field, refused.value.part) == (fault, field, part)


@settings(deadline=None)
@given(st.text(alphabet="0123456789*/-,LW#? MONSUNJAN", max_size=30))
def test_anything_typed_is_an_expression_or_a_typed_error(typed: str) -> None:
    try:
        found = read_cron(typed)
    except CronError:
        return
    assert found.after(MONDAY) is not None


def items(low: int, high: int) -> st.SearchStrategy[str]:
    one = st.integers(low, high).map(str)
    pair = st.tuples(st.integers(low, high), st.integers(low, high)).map(lambda pair: (min(pair), max(pair)))
    between = pair.map(lambda pair: f"{pair[0]}-{pair[1]}")
    # The second opinion refuses steps that are longer than their range.
    wide = pair.filter(lambda pair: pair[0] < pair[1])
    stepped = wide.flatmap(
        lambda pair: st.integers(1, pair[1] - pair[0]).map(lambda step: f"{pair[0]}-{pair[1]}/{step}")
    )
    return st.lists(st.one_of(one, between, stepped), min_size=1, max_size=3).map(",".join)


def fields(low: int, high: int) -> st.SearchStrategy[str]:
    return st.one_of(st.just("*"), st.integers(1, high - low).map("*/{}".format), items(low, high))


def theirs(weekday: str) -> str:
    """Our days of the week as APScheduler numbers them, from Monday."""
    if weekday == "*":
        return "*"
    days = read_cron(f"0 0 * * {weekday}").weekdays
    return ",".join(str((day + 6) % 7) for day in days)


def second_opinion(expression: str, after: datetime) -> datetime | None:
    minute, hour, day, month, weekday = expression.split()
    start = after.replace(tzinfo=UTC) + timedelta(microseconds=1)

    def trigger(day: str, weekday: str) -> CronTrigger:
        return CronTrigger(minute=minute, hour=hour, day=day, month=month, day_of_week=weekday, timezone=UTC)

    if day.startswith("*") or weekday.startswith("*"):
        found = trigger(day, theirs(weekday)).get_next_fire_time(None, start)
    else:
        found = OrTrigger([trigger(day, "*"), trigger("*", theirs(weekday))]).get_next_fire_time(None, start)
    if found is None:
        return None
    assert isinstance(found, datetime)
    return found.replace(tzinfo=None)


@settings(max_examples=300, deadline=None)
@given(st.tuples(fields(0, 59), fields(0, 23), fields(1, 28), fields(1, 12), fields(0, 6)).map(" ".join), MOMENTS)
def test_a_second_opinion_agrees(expression: str, after: datetime) -> None:
    assert read_cron(expression).after(after) == second_opinion(expression, after)


@settings(max_examples=100, deadline=None)
@given(st.integers(29, 31), fields(1, 12), MOMENTS)
def test_the_last_days_of_a_month_agree_too(day: int, month: str, after: datetime) -> None:
    expression = f"0 12 {day} {month} *"
    opinion = second_opinion(expression, after)
    if opinion is None:
        with pytest.raises(CronError, match="NEVER"):
            read_cron(expression)
    else:
        assert read_cron(expression).after(after) == opinion


@settings(deadline=None)
@given(st.tuples(fields(0, 59), fields(0, 23), fields(1, 31), st.just("*"), fields(0, 7)).map(" ".join), MOMENTS)
def test_a_match_has_the_numbers_of_every_field(expression: str, after: datetime) -> None:
    cron = read_cron(expression)
    found = cron.after(after)
    assert found is not None
    assert found > after
    assert (found.minute in cron.minutes, found.hour in cron.hours) == (True, True)
    days = (found.day in cron.days, found.isoweekday() % 7 in cron.weekdays)
    assert any(days) if cron.either else all(days)
    assert found.day <= monthrange(found.year, found.month)[1]
