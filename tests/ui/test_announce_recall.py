"""The question before copies are taken back tells which can be."""

from dataclasses import replace

from bot.domain.announcement import State
from bot.ui import announce_recall
from bot.ui.staff_actions import RecallAnnouncement
from bot.ui.staff_routes import AnnouncementView
from tests.buttons import press
from tests.ui.samples_staff import SCHEDULED
from tests.visits import translator

EN = translator("en")


def test_it_tells_young_old_and_lost_copies_apart() -> None:
    screen = announce_recall.confirm_recall(EN, replace(SCHEDULED, state=State.SENDING), 1200, 30, 2)

    assert "1,200 copies are less than 48 hours old: they will be deleted." in screen.text
    assert "30 copies are older" in screen.text
    assert "2 copies may have arrived" in screen.text
    assert "Those who have not received it yet will not get it." in screen.text
    assert "there is no time to undo it" in screen.text
    assert press(screen, "Yes, recall it") == RecallAnnouncement(id=12)
    assert press(screen, "No, keep it") == AnnouncementView(id=12)


def test_what_does_not_apply_is_not_said() -> None:
    screen = announce_recall.confirm_recall(EN, replace(SCHEDULED, state=State.DONE), 1, 0, 0)

    assert "1 copy is less than 48 hours old: it will be deleted." in screen.text
    assert "older" not in screen.text
    assert "may have arrived" not in screen.text
    assert "will not get it" not in screen.text
