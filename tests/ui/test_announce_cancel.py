"""The question before an announcement is cancelled says what stays."""

from dataclasses import replace

import pytest

from bot.domain.announcement import Errand, State
from bot.ui import announce_cancel
from bot.ui.staff_actions import CancelAnnouncement
from bot.ui.staff_routes import AnnouncementView
from tests.buttons import press
from tests.ui.samples_staff import SCHEDULED
from tests.ui.samples_when import EVERY_WEEK
from tests.visits import translator

EN = translator("en")


@pytest.mark.parametrize(
    ("state", "errand", "words"),
    [
        (State.DRAFT, Errand.SEND, "Nobody will get it."),
        (State.AWAITING, Errand.SEND, "Nobody will get it."),
        (State.SENDING, Errand.SEND, "Whoever has received it keeps it"),
        (State.PAUSED, Errand.SEND, "Whoever has received it keeps it"),
        (State.SENDING, Errand.CORRECT, "Copies already edited stay as they are"),
        (State.SENDING, Errand.RECALL, "Copies already recalled do not come back"),
        (State.SENDING, Errand.ALERT, "Nobody else is told of these items, not in a digest either."),
        (State.PAUSED, Errand.DIGEST, "finds the same items in the next one"),
        (State.SENDING, Errand.REMINDER, "Reminders of later days still come"),
        (State.SCHEDULED, Errand.CHANGE, "Whoever was not told of this change will not be."),
    ],
)
def test_it_says_what_stays(state: State, errand: Errand, words: str) -> None:
    assert words in announce_cancel.confirm_cancel(EN, replace(SCHEDULED, state=state, errand=errand)).text


def test_of_a_repeating_one_no_time_comes_any_more() -> None:
    screen = announce_cancel.confirm_cancel(EN, replace(SCHEDULED, timing=EVERY_WEEK))

    assert "It will not be sent again." in screen.text
    assert press(screen, "Yes, cancel it") == CancelAnnouncement(id=12)
    assert press(screen, "No, keep it") == AnnouncementView(id=12)
