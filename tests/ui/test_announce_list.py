"""The list of announcements."""

from dataclasses import replace

from bot.domain.announcement import State
from bot.domain.places import Country
from bot.ui import announce_list
from bot.ui.alert_routes import SentByBot
from bot.ui.paging import Sheet
from bot.ui.screen import Press
from bot.ui.staff_actions import NewAnnouncement
from bot.ui.staff_routes import Announcements, AnnouncementView, Lockdown
from tests.ui.samples_progress import AT_TEN, CORRECTION, OVER, RECALL, SERIES
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


def test_by_readers_clocks_no_other_clock_is_told() -> None:
    theirs = replace(SCHEDULED, timing=replace(AT_TEN, by_reader=True))
    screen = announce_list.announcements(EN, Sheet((theirs,), 1, 1, 1))

    assert "12: scheduled, November 24, 2026, 10:00 local time for each reader" in screen.text.splitlines()


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


def test_what_belongs_to_another_one_says_so() -> None:
    occurrence = replace(OVER, id=13, series=12)
    screen = announce_list.announcements(EN, Sheet((SERIES, occurrence, CORRECTION, RECALL), 1, 1, 1))

    lines = screen.text.splitlines()
    assert "12: scheduled, repeats, November 24, 2026, 10:00 (UTC+5), Almaty" in lines
    assert "13: complete, repeat of 12, November 24, 2026, 10:00 (UTC+5), Almaty" in lines
    assert "15: scheduled, correction of 12, November 24, 2026, 10:00 (UTC+5), Almaty" in lines
    assert "16: scheduled, recall of 12, November 24, 2026, 10:00 (UTC+5), Almaty" in lines
    assert [row[0].label for row in screen.rows[3:5]] == [
        "🕒 15. Дорогие коллеги! Приём заявок открыт до…",
        "🕒 16. recall of 12",
    ]


def test_what_waits_for_a_second_person_has_no_moment_yet() -> None:
    screen = announce_list.announcements(EN, Sheet((replace(SCHEDULED, state=State.AWAITING),), 1, 1, 1))

    assert "12: awaiting approval" in screen.text.splitlines()
    assert screen.rows[1][0].label.startswith("👥 12. ")


def test_the_freeze_is_always_at_hand_and_first_while_it_holds() -> None:
    free, frozen = (
        announce_list.announcements(EN, Sheet((DRAFT,), 1, 1, 1), is_frozen=is_frozen) for is_frozen in (False, True)
    )

    assert "🧊 All sending is frozen." in frozen.text
    assert frozen.rows[0][0].label == "New announcement"
    assert frozen.rows[1] == (Press("Sending freeze", Lockdown()),)
    assert "frozen" not in free.text
    assert free.rows[1] == (Press("📝 12. no text yet", AnnouncementView(id=12)),)
    assert free.rows[2] == (Press("Sent by the bot", SentByBot()), Press("Sending freeze", Lockdown()))
    assert str(frozen.rows).count("Sending freeze") == 1


def test_what_goes_out_at_once_is_told_on_the_readers_clock() -> None:
    screen = announce_list.announcements(EN, Sheet((SCHEDULED,), 1, 1, 1), clock=Country.AZ)

    assert "12: scheduled, November 24, 2026, 09:00 (UTC+4), Baku" in screen.text.splitlines()
