"""The question before copies are taken back tells which can be."""

from dataclasses import replace

import pytest

from bot.domain.announcement import Media, MediaKind, State
from bot.ui import announce_recall
from bot.ui.staff_actions import RecallAnnouncement
from bot.ui.staff_routes import AnnouncementView
from tests.buttons import press
from tests.ui.samples_staff import SCHEDULED
from tests.visits import translator

EN = translator("en")


def test_it_tells_young_old_and_lost_copies_apart() -> None:
    screen = announce_recall.confirm_recall(EN, replace(SCHEDULED, state=State.SENDING), 1200, 30, 7)

    assert "1,200 copies are less than 48 hours old: they will be deleted." in screen.text
    assert "30 copies are older" in screen.text
    assert "7 copies may have arrived" in screen.text
    assert "Those who have not received it yet will not get it." in screen.text
    assert "there is no time to undo it" in screen.text
    assert press(screen, "Yes, recall it") == RecallAnnouncement(id=12)
    assert press(screen, "No, keep it") == AnnouncementView(id=12)


def test_what_does_not_apply_is_not_said() -> None:
    screen = announce_recall.confirm_recall(EN, replace(SCHEDULED, state=State.DONE), 21, 0, 0)

    assert "21 copies are less than 48 hours old: they will be deleted." in screen.text
    assert "older" not in screen.text
    assert "may have arrived" not in screen.text
    assert "will not get it" not in screen.text


@pytest.mark.parametrize(("young", "old"), [(3, 0), (1200, 2), (4, 30)])
def test_how_few_copies_there_are_is_not_told(young: int, old: int) -> None:
    text = announce_recall.confirm_recall(EN, replace(SCHEDULED, state=State.DONE), young, old, 2).text

    assert "Copies less than 48 hours old will be deleted." in text
    assert "Fewer than 5 copies may have arrived" in text
    assert not any(f"{n} copies" in text.replace("than 5 copies", "") for n in (young, old, 2))


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (MediaKind.PHOTO, "In copies older than 48 hours the photo stays: only the words are replaced."),
        (MediaKind.DOCUMENT, "In copies older than 48 hours the file stays: only the words are replaced."),
    ],
)
def test_it_says_what_is_not_taken_back(kind: MediaKind, words: str) -> None:
    one = replace(SCHEDULED, state=State.DONE, media=Media(kind, "id"))

    for old in (30, 2):
        assert words in announce_recall.confirm_recall(EN, one, 1200, old, 0).text
    assert "stays" not in announce_recall.confirm_recall(EN, one, 1200, 0, 0).text
    assert "stays" not in announce_recall.confirm_recall(EN, replace(one, media=None), 1200, 30, 0).text
