"""Changes: old and new, in words."""

from datetime import date, time

import pytest

from bot.content.models import Amount, Funding
from bot.content.telling import facts_of
from bot.domain.facts import differences
from bot.domain.interests import Kind, to_mask
from bot.domain.places import Country
from bot.ui.alert_routes import NotForUs
from bot.ui.change_message import change
from bot.ui.routes import Alerts, StopKinds
from bot.ui.screen import Screen
from tests.buttons import labels, press
from tests.ui import items
from tests.ui.strict_html import parse
from tests.visits import translator

EN = translator("en")
TODAY = date(2026, 11, 23)
CALL = items.funding("a-grant", amount=Amount(maximum=5000, currency="EUR"))

REGISTERED_NOW = (
    "Who can apply\nBefore: It is not said whether the organisation must be registered.\n"
    "Now: The organisation must be registered."
)


def told(before: Funding, after: Funding) -> list[str]:
    """The paragraphs between the title and the reason."""
    screen = change(EN, Kind.GRANT, after, differences(facts_of(before), facts_of(after)), TODAY, saved=True)
    assert screen.text.startswith("Something has changed that matters for an application:\n\n<b>Small grants</b>\n\n")
    assert screen.text.endswith("\n\nYou get this because you saved it.")
    return parse(screen.text).split("\n\n")[2:-1]


@pytest.mark.parametrize(
    ("new", "said"),
    [
        (
            {"deadline": date(2026, 12, 15)},
            ["The deadline has moved from December 1, 2026 to December 15, 2026 (in 22 days)."],
        ),
        ({"cancelled": True, "deadline": date(2026, 12, 15)}, ["The call was cancelled."]),
        (
            {"amount": Amount(minimum=1000, maximum=9000, currency="EUR")},
            ["Amount\nBefore: up to 5,000\u00a0EUR\nNow: 1,000–9,000\u00a0EUR"],
        ),
        ({"amount": None}, ["Amount\nBefore: up to 5,000\u00a0EUR\nNow: not stated"]),
        (
            {"countries": frozenset({Country.KG, Country.UZ})},
            ["Countries\nBefore: Kazakhstan\nNow: Kyrgyz Republic and Uzbekistan"],
        ),
        (
            {"registration_required": True},
            [
                REGISTERED_NOW,
            ],
        ),
        (
            {"window": "rolling", "deadline": None},
            ["Deadline\nBefore: December 1, 2026\nNow: Rolling (no deadline)"],
        ),
    ],
)
def test_old_and_new_are_told(new: dict[str, object], said: list[str]) -> None:
    after = Funding.model_validate({**dict(CALL), **new})
    assert told(CALL, after) == said


def test_a_call_that_is_on_again_is_told() -> None:
    assert told(CALL.model_copy(update={"cancelled": True}), CALL) == ["The call is no longer cancelled."]


def timed(hour: int, **changes: object) -> Funding:
    return CALL.model_copy(update={"deadline_time": time(hour), "deadline_zone": "Europe/Brussels", **changes})


def test_an_hour_is_told_on_the_readers_clock_too() -> None:
    assert told(CALL, timed(17, deadline=date(2026, 12, 2))) == [
        "The deadline has moved from December 1, 2026 to December 2, 2026, 17:00 (Brussels time), in 9 days.",
        "Deadline: December 2, 2026, 17:00 (Brussels time), in 9 days; that is December 2, 2026, 16:00 (UTC)",
    ]


def test_both_lines_count_the_days_of_an_hour_abroad_on_the_readers_clock() -> None:
    moved, closes = told(CALL, timed(23, deadline=date(2026, 12, 2), deadline_zone="America/New_York"))
    assert moved.endswith(" to December 2, 2026, 23:00 (New York time), in 10 days.")
    assert "23:00 (New York time), in 10 days; that is December 3, 2026, 04:00 (UTC)" in closes


def test_an_hour_added_to_a_known_day_moves_nothing() -> None:
    assert told(CALL, timed(17)) == [
        "Deadline\nBefore: December 1, 2026\nNow: December 1, 2026, 17:00 (Brussels time)",
        "Deadline: December 1, 2026, 17:00 (Brussels time), in 8 days; that is December 1, 2026, 16:00 (UTC)",
    ]
    assert told(timed(17), CALL) == ["Deadline\nBefore: December 1, 2026, 17:00 (Brussels time)\nNow: December 1, 2026"]


def test_another_hour_of_the_same_day_moves_the_deadline() -> None:
    moved = told(timed(17), timed(12))[0]
    assert moved.startswith("The deadline has moved from December 1, 2026, 17:00 (Brussels time) to December 1, 2026, ")


def under(*, saved: bool) -> Screen:
    after = CALL.model_copy(update={"cancelled": True})
    return change(EN, Kind.GRANT, after, differences(facts_of(CALL), facts_of(after)), TODAY, saved=saved)


def test_what_is_under_it_for_whoever_was_told_of_the_item() -> None:
    screen = under(saved=False)
    assert screen.text.endswith("\n\nYou get this because you were told of it.")
    assert press(screen, "Not for us") == NotForUs(kind=Kind.GRANT, slug="a-grant")
    assert press(screen, "My alerts") == Alerts()
    assert press(screen, "Stop these messages") == StopKinds(kinds=to_mask({Kind.GRANT}))


def test_whoever_saved_the_item_is_offered_what_ends_such_messages_and_nothing_that_does_not() -> None:
    screen = under(saved=True)
    assert press(screen, "Not for us") == NotForUs(kind=Kind.GRANT, slug="a-grant")
    assert press(screen, "My alerts") == Alerts()
    assert "Stop these messages" not in labels(screen)
