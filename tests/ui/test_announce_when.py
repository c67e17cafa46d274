"""What is chosen about the moment, whose clock there is, the moment typed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.announcement import Announcement, Errand, State
from bot.domain.places import USUAL_ZONE, ZONES, Country
from bot.domain.schedule import Repeat, Timing
from bot.ui import announce_when
from bot.ui.announce_when import due_line, when_line
from bot.ui.screen import Press
from bot.ui.staff_actions import SetAtOnce, SetUrgent
from bot.ui.staff_routes import AnnouncementWhen, ChooseRepeat, ConfirmSend, WriteMoment
from tests.buttons import labels, press
from tests.ui.samples_staff import NOW, WRITTEN
from tests.ui.samples_when import ONCE, THEIRS, WALL
from tests.visits import translator

EN = translator("en")


def chosen(timing: Timing | None, *, urgent: bool = False) -> Announcement:
    return replace(WRITTEN, timing=timing, urgent=urgent)


@pytest.mark.parametrize(
    ("timing", "line"),
    [
        (None, "at once"),
        (ONCE, "November 24, 2026, 10:00 (UTC+5), Almaty"),
        (replace(ONCE, zone="UTC"), "November 24, 2026, 10:00 (UTC)"),
        (replace(ONCE, zone=ZONES[Country.KG]), "November 24, 2026, 10:00 (UTC+6), Bishkek"),
        (THEIRS, "November 24, 2026, 10:00 local time for each reader"),
        (replace(ONCE, repeat=Repeat("daily")), "November 24, 2026, 10:00 (UTC+5), Almaty; every day"),
        (
            replace(ONCE, repeat=Repeat("weekly", until=date(2026, 12, 24))),
            "November 24, 2026, 10:00 (UTC+5), Almaty; every week up to and including December 24, 2026",
        ),
        (
            replace(ONCE, repeat=Repeat("monthly 24", times=3)),
            "November 24, 2026, 10:00 (UTC+5), Almaty; every month, 3 times in all from then",
        ),
        (
            replace(ONCE, repeat=Repeat("0 10 * * 1-5")),
            "November 24, 2026, 10:00 (UTC+5), Almaty; cron “0 10 * * 1-5”",
        ),
    ],
)
def test_what_is_chosen_in_one_line(timing: Timing | None, line: str) -> None:
    assert when_line(EN, chosen(timing), NOW) == line
    assert when_line(EN, chosen(timing, urgent=True), NOW) == f"{line}; also in quiet hours"


DUE = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)  # ten o'clock in Bishkek
LOCAL = "10:00 local time for each reader"


@pytest.mark.parametrize(
    ("timing", "due", "line"),
    [
        (None, DUE, "November 24, 2026, 09:00 (UTC+5), Almaty"),
        (ONCE, DUE, "November 24, 2026, 09:00 (UTC+5), Almaty"),
        (THEIRS, DUE, f"November 24, 2026, {LOCAL}"),
        (replace(THEIRS, countries=frozenset({Country.AZ})), DUE + timedelta(hours=2), f"November 24, 2026, {LOCAL}"),
        # The next day of a series, and one after days that were left out.
        (replace(THEIRS, repeat=Repeat("daily")), DUE, f"November 24, 2026, {LOCAL}"),
        (replace(THEIRS, repeat=Repeat("daily")), DUE + timedelta(days=2), f"November 26, 2026, {LOCAL}"),
        (replace(THEIRS, repeat=Repeat("daily", times=1)), DUE + timedelta(days=2), f"November 24, 2026, {LOCAL}"),
        (THEIRS, None, ""),
    ],
)
def test_what_is_promised_is_told_on_the_clock_it_goes_by(
    timing: Timing | None, due: datetime | None, line: str
) -> None:
    assert due_line(EN, replace(chosen(timing), due_at=due, zone=ZONES[Country.KZ])) == line


def test_what_nobody_chose_a_clock_for_is_told_on_the_readers_own() -> None:
    at_once = replace(chosen(None), due_at=DUE, zone=ZONES[Country.KZ])

    assert due_line(EN, at_once, Country.AZ) == "November 24, 2026, 08:00 (UTC+4), Baku"
    assert due_line(EN, replace(at_once, timing=ONCE), Country.AZ) == due_line(EN, replace(at_once, timing=ONCE))


def test_the_hours_of_the_night_are_those_of_whoever_chose_none() -> None:
    shown = announce_when.when(EN, chosen(None), NOW).text

    assert "from 21:00 to 9:00 their local time unless they chose others" in shown
    assert "on days of mourning" in shown


def test_a_repetition_under_way_says_its_next_time_and_how_many_are_left() -> None:
    weekly = chosen(replace(ONCE, repeat=Repeat("weekly", times=4)))
    third = datetime(2026, 12, 2, tzinfo=UTC)

    assert when_line(EN, weekly, third).startswith("December 8, 2026, 10:00")
    assert "2 times in all from then" in when_line(EN, weekly, third)


def test_a_repetition_that_is_over_says_what_it_was() -> None:
    over = chosen(replace(ONCE, repeat=Repeat("daily", until=WALL.date())))

    assert when_line(EN, over, datetime(2027, 1, 1, tzinfo=UTC)).startswith("November 24, 2026")


@pytest.mark.parametrize(
    ("country", "label"),
    [
        (Country.AZ, "Baku (UTC+4)"),
        (Country.KZ, "Almaty (UTC+5)"),
        (Country.KG, "Bishkek (UTC+6)"),
        (Country.TJ, "Dushanbe (UTC+5)"),
        (Country.TM, "Ashgabat (UTC+5)"),
        (Country.UZ, "Tashkent (UTC+5)"),
        (None, "UTC"),
    ],
)
def test_each_clock_is_a_city_with_its_offset(country: Country | None, label: str) -> None:
    assert press(announce_when.when(EN, WRITTEN, NOW), label) == WriteMoment(id=12, country=country)


def test_almaty_was_an_hour_further_before_march_2024() -> None:
    assert announce_when.clock(EN, Country.KZ, datetime(2024, 2, 1, tzinfo=UTC)) == "Almaty (UTC+6)"


@pytest.mark.parametrize(
    ("timing", "ticked"),
    [
        (None, ["✓ At once"]),
        (ONCE, ["✓ Almaty (UTC+5)"]),
        # Readers whose country is not known live by this clock, but it is not the one that was chosen.
        (THEIRS, ["✓ At each reader's local time"]),
        (replace(ONCE, zone="UTC", repeat=Repeat("daily")), ["✓ UTC", "✓ Repeat"]),
    ],
)
def test_what_is_chosen_has_a_tick(timing: Timing | None, ticked: list[str]) -> None:
    screen = announce_when.when(EN, chosen(timing), NOW)

    assert [label for label in labels(screen) if label.startswith("✓")] == ticked


def test_every_choice_is_a_button() -> None:
    screen = announce_when.when(EN, chosen(ONCE, urgent=True), NOW)

    assert press(screen, "At once") == SetAtOnce(id=12)
    assert press(screen, "At each reader's local time") == WriteMoment(id=12, by_reader=True)
    assert press(screen, "Repeat") == ChooseRepeat(id=12)
    assert press(screen, "✓ Urgent: also in quiet hours") == SetUrgent(id=12, on=False)
    assert (Press("Continue", ConfirmSend(id=12), style="primary"),) in screen.rows


def test_of_a_late_one_only_the_moment_is_chosen() -> None:
    shown = labels(announce_when.when(EN, replace(WRITTEN, state=State.LATE), NOW))

    assert "At each reader's local time" in shown
    assert not {"Repeat", "Urgent: also in quiet hours"} & set(shown)


def test_copies_are_edited_once_and_without_a_sound() -> None:
    screen = announce_when.when(EN, replace(WRITTEN, errand=Errand.CORRECT, about=3), NOW)

    assert not {"Repeat", "Urgent: also in quiet hours", "At each reader's local time"} & set(labels(screen))
    assert "silently" in screen.text


def test_the_moment_is_asked_with_an_example_and_the_time_there() -> None:
    # In Bishkek it is already the 23rd.
    evening = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
    screen = announce_when.write_moment(EN, WRITTEN, WriteMoment(id=12, country=Country.KG), evening)

    assert "Bishkek (UTC+6), for example: <code>24.11.2026 10:00</code>" in screen.text
    assert "It is now: November 23, 2026, 02:00 (UTC+6), Bishkek." in screen.text
    assert press(screen, "Back") == AnnouncementWhen(id=12)


def test_of_each_readers_own_clock_it_says_what_unknown_countries_get() -> None:
    screen = announce_when.write_moment(EN, WRITTEN, WriteMoment(id=12, by_reader=True), NOW)

    assert ZONES[Country.UZ] == USUAL_ZONE
    assert "local date and time at which each reader gets it, for example: <code>23.11.2026 10:00</code>" in screen.text
    assert "by Tashkent time" in screen.text
