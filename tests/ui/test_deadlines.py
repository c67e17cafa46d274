"""Deadlines in words: how far, the funder's clock, the reader's clock, and none where only a day is known."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.content.closing import moment_of
from bot.content.models import Funding
from bot.domain.eligibility import Window
from bot.domain.interests import Kind
from bot.domain.places import Country, Language, reader_zone
from bot.domain.timing import Today
from bot.simulator.html import parse_html
from bot.ui.deadlines import closing, closing_fact, deadline
from tests.ui import items
from tests.ui.strict_html import parse
from tests.visits import translator

TODAY = date(2026, 11, 23)
EN = translator("en")


def call(zone: str | None, *, day: date = date(2027, 3, 1)) -> Funding:
    clock = time(17) if zone else None
    return items.funding(deadline=day).model_copy(update={"deadline_time": clock, "deadline_zone": zone})


@pytest.mark.parametrize(
    ("days", "far"), [(0, "today"), (1, "tomorrow"), (2, "in 2 days"), (98, "in 98 days"), (-1, "1 day ago")]
)
def test_a_day_alone_is_told_without_a_clock(days: int, far: str) -> None:
    item = call(None, day=TODAY + timedelta(days=days))
    said = deadline(EN, item, TODAY)
    assert said.endswith(f"({far})")
    assert "tg-time" not in said
    assert ":" not in said
    assert moment_of(item) is None


@pytest.mark.parametrize(
    ("zone", "there", "utc", "days"),
    [
        ("Europe/Brussels", "17:00 (Brussels time)", "16:00 (UTC)", 98),
        ("America/New_York", "17:00 (New York time)", "22:00 (UTC)", 99),
        ("Asia/Tashkent", "17:00 (Tashkent time)", "12:00 (UTC)", 98),
        ("Africa/Lagos", "17:00 (UTC+1)", "16:00 (UTC)", 98),
        ("Asia/Kathmandu", "17:00 (UTC+5:45)", "11:15 (UTC)", 98),
    ],
)
def test_an_hour_is_told_on_the_funders_clock_and_on_the_readers(zone: str, there: str, utc: str, days: int) -> None:
    item = call(zone)
    said = deadline(EN, item, TODAY)
    assert parse(said) == f"March 1, 2027, {there}, in {days} days; that is March 1, 2027, {utc}"
    (entity,) = parse_html(said)[1]
    moment = moment_of(item)
    assert moment is not None
    assert (entity.type, entity.number, entity.argument) == ("date_time", int(moment.timestamp()), "Dt")


@pytest.mark.parametrize(
    ("moment", "country", "far"),
    [
        # March 1, 19:30 in London is March 1, 23:30 in Baku; elsewhere it is past midnight, and March 2.
        (datetime(2027, 3, 1, 12, 0, tzinfo=UTC), Country.AZ, "today"),
        (datetime(2027, 3, 1, 12, 0, tzinfo=UTC), Country.UZ, "tomorrow"),
        (datetime(2027, 3, 1, 12, 0, tzinfo=UTC), None, "tomorrow"),
        (datetime(2027, 3, 1, 18, 30, tzinfo=UTC), Country.UZ, "tomorrow"),
        (datetime(2027, 3, 1, 18, 30, tzinfo=UTC), Country.KG, "today"),
        (datetime(2027, 3, 1, 19, 15, tzinfo=UTC), Country.UZ, "today"),
        (datetime(2027, 3, 1, 19, 15, tzinfo=UTC), Country.AZ, "today"),
        (datetime(2027, 3, 1, 20, 15, tzinfo=UTC), Country.AZ, "1 day ago"),
    ],
)
def test_how_far_it_is_is_counted_on_the_readers_clock(moment: datetime, country: Country | None, far: str) -> None:
    item = call("Europe/London").model_copy(update={"deadline_time": time(19, 30)})
    said = deadline(EN, item, Today.at(moment, reader_zone(country)))
    assert parse(said) == f"March 1, 2027, 19:30 (London time), {far}; that is March 1, 2027, 19:30 (UTC)"


def test_summer_time_is_that_of_the_day_of_the_deadline() -> None:
    assert "that is July 1, 2027, 15:00 (UTC)" in parse(
        deadline(EN, call("Europe/Brussels", day=date(2027, 7, 1)), TODAY)
    )


@pytest.mark.parametrize("language", list(Language))
def test_telegram_understands_it_in_every_language(language: Language) -> None:
    for zone in ("Europe/Brussels", "Africa/Lagos"):
        assert [one.type for one in parse_html(closing_fact(translator(language), call(zone), TODAY))[1]] == [
            "bold",
            "date_time",
        ]


def test_what_has_no_day_says_why_and_what_never_closes_says_nothing() -> None:
    assert closing(EN, items.funding(window=Window.ROLLING), TODAY) == "Rolling (no deadline)"
    expected = "Deadline: expected, no date announced yet"
    assert closing(EN, items.funding(window=Window.EXPECTED), TODAY) == expected
    assert closing(EN, items.course(), TODAY) == ""
    assert closing(EN, items.notice(Kind.JOB), TODAY) == ""
    assert closing(EN, items.notice(Kind.NEWS, until=TODAY), TODAY) == ""
    assert closing(EN, items.notice(Kind.JOB, until=TODAY), TODAY) == "Deadline: November 23, 2026 (today)"


def test_a_cancelled_call_has_no_deadline_any_more() -> None:
    item = call("Europe/Brussels").model_copy(update={"cancelled": True})
    assert closing(EN, item, TODAY) == "This call was cancelled."
    assert closing_fact(EN, item, TODAY) == "<b>This call was cancelled.</b>"
