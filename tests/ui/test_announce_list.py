"""The list of announcements."""

from dataclasses import replace

from bot.domain.announcement import State
from bot.ui import announce_list
from bot.ui.paging import Sheet
from bot.ui.screen import Press
from bot.ui.staff_routes import Announcements, AnnouncementView, NewAnnouncement
from tests.ui.samples_staff import DRAFT, SCHEDULED
from tests.visits import translator

EN = translator("en")


def test_each_has_its_state_moment_and_button() -> None:
    screen = announce_list.announcements(EN, Sheet((SCHEDULED, replace(DRAFT, id=11)), 1, 1, 1))

    assert "12: scheduled, November 24, 2026, 10:00 (UTC+5), Almaty\n11: draft" in screen.text
    assert screen.rows[0] == (Press("New announcement", NewAnnouncement(), style="primary"),)
    assert [row[0].label for row in screen.rows[1:3]] == [
        "🕒 12. Дорогие коллеги! Приём заявок открыт до…",
        "📝 11. no text yet",
    ]
    assert screen.rows[2] == (Press("📝 11. no text yet", AnnouncementView(id=11)),)


def test_a_draft_taken_back_has_no_moment() -> None:
    screen = announce_list.announcements(EN, Sheet((replace(SCHEDULED, state=State.DRAFT),), 1, 1, 1))

    assert "2026" not in screen.text


def test_pages_turn_both_ways() -> None:
    screen = announce_list.announcements(EN, Sheet((DRAFT,), 7, 2, 3))

    turns = {button.label: button.to for row in screen.rows for button in row if isinstance(button, Press)}
    assert turns["Previous"] == Announcements(page=1)
    assert turns["Next"] == Announcements(page=3)
    assert "Page 2 of 3" in screen.text


def test_an_empty_list_says_what_to_do() -> None:
    assert "There is none yet." in announce_list.announcements(EN, Sheet((), 1, 1, 1)).text
