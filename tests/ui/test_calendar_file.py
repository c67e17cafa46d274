"""The file for calendars: what RFC 5545 asks for, and what a reader of it finds."""

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
from icalendar import Calendar, Event

from bot.content.models import Tellable
from bot.domain.interests import Kind
from bot.domain.places import Country, Language, reader_zone
from bot.domain.timing import Today
from bot.ui.calendar_file import calendar_file, dated
from tests.ui import items
from tests.visits import NOW, translator

TODAY = date(2026, 11, 23)
DAY = items.funding("a-grant", title=items.ODD)
TIMED = items.funding("timed").model_copy(update={"deadline_time": time(17), "deadline_zone": "Europe/Brussels"})
JOB = items.notice(Kind.JOB, "a-job", until=date(2026, 12, 5), url=None)


def made(*shown: tuple[Kind, Tellable], language: str = "en") -> bytes:
    return calendar_file(translator(language), dated(shown, TODAY), NOW, "cso_test_bot")


def event(content: bytes) -> Event:
    (found,) = Calendar.from_ical(content).walk("VEVENT")
    assert isinstance(found, Event)
    return found


def test_a_day_is_an_event_of_that_whole_day_with_an_alarm_three_days_before_in_the_morning() -> None:
    found = event(made((Kind.GRANT, DAY)))
    assert found.decoded("dtstart") == date(2026, 12, 1)
    assert found.decoded("dtend") == date(2026, 12, 2)
    assert found["summary"] == f"Deadline: {items.ODD}"
    assert found["url"] == items.URL
    assert found["uid"] == "grant-a-grant@cso_test_bot.t.me"
    assert found.decoded("dtstamp") == NOW
    assert found["description"] == (
        f"{items.URL}\nSource read on: November 20, 2026\n"
        "Deadlines may change: check it at the source before you rely on it."
    )
    (alarm,) = found.walk("VALARM")
    assert alarm["action"] == "DISPLAY"
    assert datetime(2026, 12, 1) + alarm.decoded("trigger") == datetime(2026, 11, 28, 9)


def test_an_hour_that_is_known_is_that_moment() -> None:
    found = event(made((Kind.GRANT, TIMED)))
    assert found.decoded("dtstart") == datetime(2026, 12, 1, 16, tzinfo=UTC)
    assert "dtend" not in found
    assert str(found["description"]).startswith("December 1, 2026, 17:00 (Brussels time)\n")
    (alarm,) = found.walk("VALARM")
    assert alarm.decoded("trigger") == -timedelta(days=3)


def test_what_has_no_page_of_its_own_names_its_source() -> None:
    found = event(made((Kind.JOB, JOB)))
    assert "url" not in found
    assert str(found["description"]).startswith(f"Source: {items.URL}\n")


def test_the_same_item_has_the_same_name_in_every_file_and_no_other_has_it() -> None:
    every: list[tuple[Kind, Tellable]] = [(Kind.GRANT, DAY), (Kind.GRANT, TIMED), (Kind.JOB, JOB)]
    read = Calendar.from_ical(made(*every)).walk("VEVENT")
    names = [str(one["uid"]) for one in read]
    assert len(set(names)) == 3
    assert names[0] == event(made((Kind.GRANT, DAY), language="ru"))["uid"]


def test_what_has_no_deadline_ahead_is_left_out() -> None:
    over = items.funding(deadline=date(2026, 11, 22))
    off = items.funding("off", deadline=TODAY).model_copy(update={"cancelled": True})
    last = items.funding("last", deadline=TODAY)
    found = dated([(Kind.GRANT, over), (Kind.GRANT, off), (Kind.COURSE, items.course()), (Kind.GRANT, last)], TODAY)
    assert [one.item.slug for one in found] == ["last"]


def test_a_deadline_abroad_is_ahead_until_its_moment() -> None:
    new_york = items.funding("abroad", deadline=date(2026, 11, 22)).model_copy(
        update={"deadline_time": time(23, 59), "deadline_zone": "America/New_York"}
    )
    closes = datetime(2026, 11, 23, 4, 59, tzinfo=UTC)
    for moment, there in ((closes - timedelta(minutes=1), 1), (closes, 0)):
        assert len(dated([(Kind.GRANT, new_york)], Today.at(moment, reader_zone(Country.UZ)))) == there


@pytest.mark.parametrize(("country", "day"), [(Country.UZ, date(2026, 12, 2)), (Country.AZ, date(2026, 12, 1))])
def test_the_day_of_a_moment_is_the_readers(country: Country, day: date) -> None:
    evening = TIMED.model_copy(update={"deadline_time": time(20, 30)})
    (found,) = dated([(Kind.GRANT, evening)], Today.at(NOW, reader_zone(country)))
    assert found.day == day


@pytest.mark.parametrize("language", list(Language))
def test_the_file_is_as_the_standard_wants_it(language: Language) -> None:
    content = made((Kind.GRANT, items.longest_funding()), (Kind.GRANT, TIMED), (Kind.JOB, JOB), language=language)
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    rows = content.split(b"\r\n")
    assert max(map(len, rows)) <= 75, "folded by octets"
    for row in rows:
        row.decode("utf-8")  # no letter is torn apart by a fold
    unfolded = content.replace(b"\r\n ", b"").decode("utf-8").split("\r\n")[:-1]
    assert unfolded[0] == "BEGIN:VCALENDAR"
    assert all(re.match(r"[A-Z-]+[;:]", row) for row in unfolded)
    head = unfolded[: unfolded.index("BEGIN:VEVENT")]
    assert sorted(head[1:]) == ["PRODID:-//cso_test_bot//Saved items//EN", "VERSION:2.0"]
    read = Calendar.from_ical(content)
    assert not read.errors
    for one in read.walk("VEVENT"):
        assert {"uid", "dtstamp", "dtstart", "summary"} <= {name.lower() for name in one}
        assert not one.errors
