"""Reminders: how far the deadline is, and what can be done about it."""

from datetime import date, time, timedelta

import pytest

from bot.domain.interests import Kind
from bot.ui.alert_routes import Applied, NotForUs, RemindLater, StopReminders
from bot.ui.reminder_message import reminder
from bot.ui.routes import Alerts, FundingItem
from tests.buttons import labels, press
from tests.ui import items
from tests.ui.strict_html import parse
from tests.visits import translator

EN = translator("en")
TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (14, "The deadline is on December 12, 2026, in 14 days."),
        (1, "The deadline is on November 29, 2026, tomorrow."),
        (0, "The deadline is on November 28, 2026, today."),
    ],
)
def test_the_deadline_is_told_in_words(days: int, said: str) -> None:
    item = items.funding("a-grant", deadline=TODAY + timedelta(days=days))
    screen = reminder(EN, Kind.GRANT, item, TODAY)
    assert screen.text.splitlines() == [said, "", "<b>Small grants</b>", "", "You get this because you saved it."]


def test_an_hour_that_is_known_is_told_too() -> None:
    item = items.funding(deadline=date(2026, 12, 1))
    timed = item.model_copy(update={"deadline_time": time(17), "deadline_zone": "Europe/Brussels"})
    said = parse(reminder(EN, Kind.GRANT, timed, TODAY).text).splitlines()[0]
    told = "December 1, 2026, 17:00 (Brussels time), in 3 days; that is December 1, 2026, 16:00 (UTC)"
    assert said == f"Deadline: {told}"


def test_what_can_be_done_is_under_it() -> None:
    screen = reminder(EN, Kind.GRANT, items.funding("a-grant", deadline=TODAY + timedelta(days=7)), TODAY)
    assert press(screen, "More about it") == FundingItem(slug="a-grant")
    assert press(screen, "Applied") == Applied(kind=Kind.GRANT, slug="a-grant")
    assert press(screen, "Remind later") == RemindLater(kind=Kind.GRANT, slug="a-grant", days=2)
    assert press(screen, "Not for us") == NotForUs(kind=Kind.GRANT, slug="a-grant")
    assert press(screen, "My alerts") == Alerts()
    assert press(screen, "Stop reminders") == StopReminders()


@pytest.mark.parametrize(("days", "offered"), [(0, False), (1, False), (2, False), (3, True)])
def test_later_is_offered_while_a_day_is_left_then(days: int, offered: bool) -> None:
    screen = reminder(EN, Kind.GRANT, items.funding(deadline=TODAY + timedelta(days=days)), TODAY)
    assert ("Remind later" in labels(screen)) is offered
