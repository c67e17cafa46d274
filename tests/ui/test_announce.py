"""The card of an announcement in every state: what it offers, and that it tells what its parts tell."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.announcement import Announcement, State
from bot.domain.delivery import Status
from bot.domain.places import Country
from bot.domain.progress import Progress
from bot.ui import announce
from bot.ui.packing import Action, Route
from bot.ui.screen import Press, Screen
from bot.ui.staff_actions import (
    BackToDraft,
    CorrectAnnouncement,
    PauseAnnouncement,
    ResumeAnnouncement,
    SkipThisTime,
)
from bot.ui.staff_routes import (
    AnnouncementPreview,
    AnnouncementReport,
    Announcements,
    AnnouncementView,
    ChooseRepeat,
    ConfirmCancel,
    ConfirmRecall,
    ConfirmSend,
    Lockdown,
    ReviewAnnouncement,
)
from tests.ui.samples_progress import AT_TEN, CORRECTION, OVER, RECALL, SERIES
from tests.ui.samples_staff import DUE, NOW, SCHEDULED
from tests.visits import translator

EN = translator("en")
HALF = Progress(
    {Status.SENT: 40, Status.GONE: 5, Status.REFUSED: 2, Status.UNCERTAIN: 1, Status.SKIPPED: 2, Status.WAITING: 50}
)
AT_A_TIME = replace(SCHEDULED, timing=AT_TEN)


def presses(screen: Screen) -> dict[str, Press]:
    return {button.label: button for row in screen.rows for button in row if isinstance(button, Press)}


def leads(screen: Screen) -> list[type[Route | Action]]:
    return [type(press.to) for press in presses(screen).values()]


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (State.DRAFT, [AnnouncementView]),
        (State.AWAITING, [ReviewAnnouncement, BackToDraft, ConfirmCancel, AnnouncementPreview]),
        (State.SCHEDULED, [BackToDraft, AnnouncementPreview, ConfirmCancel]),
        (State.LATE, [ConfirmSend, BackToDraft, AnnouncementPreview, ConfirmCancel]),
        (State.SENDING, [AnnouncementPreview, PauseAnnouncement, ConfirmCancel, ConfirmRecall]),
        (State.PAUSED, [ResumeAnnouncement, AnnouncementPreview, ConfirmCancel, ConfirmRecall]),
        (State.DONE, [AnnouncementReport, AnnouncementPreview, CorrectAnnouncement, ConfirmRecall]),
        (State.CANCELLED, [AnnouncementReport, AnnouncementPreview, CorrectAnnouncement, ConfirmRecall]),
    ],
)
def test_the_card_offers_what_its_state_allows(state: State, expected: list[type[Route | Action]]) -> None:
    card = announce.card(EN, replace(AT_A_TIME, state=state), HALF, NOW)

    assert leads(card) == [*expected, Announcements]


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (State.SCHEDULED, [ChooseRepeat, BackToDraft, AnnouncementPreview, ConfirmCancel]),
        (State.LATE, [ConfirmSend, SkipThisTime, BackToDraft, AnnouncementPreview, ConfirmCancel]),
        (State.DONE, [AnnouncementPreview]),
        (State.CANCELLED, [AnnouncementPreview]),
    ],
)
def test_a_series_can_leave_days_out_and_end(state: State, expected: list[type[Route | Action]]) -> None:
    card = announce.card(EN, replace(SERIES, state=state), Progress(), NOW)

    assert leads(card) == [*expected, Announcements]
    assert ("Stop repeating" in presses(card)) == (ConfirmCancel in expected)


def test_what_goes_out_at_once_can_be_undone() -> None:
    soon = replace(SCHEDULED, due_at=NOW + timedelta(seconds=60))

    undo = presses(announce.card(EN, soon, Progress(), NOW))["Undo"]
    back = presses(announce.card(EN, AT_A_TIME, Progress(), NOW))["Back to draft"]

    assert undo.to == back.to == BackToDraft(id=12)


@pytest.mark.parametrize("state", [State.SENDING, State.PAUSED, State.DONE, State.CANCELLED])
def test_what_is_recalled_is_not_recalled_or_corrected_again(state: State) -> None:
    card = announce.card(EN, replace(SCHEDULED, state=state), replace(HALF, recalled_by=16), NOW)

    assert not {ConfirmRecall, CorrectAnnouncement} & set(leads(card))


@pytest.mark.parametrize("state", [State.DONE, State.CANCELLED])
def test_where_nobody_has_a_copy_there_is_none_to_change(state: State) -> None:
    nobody = Progress({Status.CANCELLED: 7})
    card = announce.card(EN, replace(SCHEDULED, state=state), nobody, NOW)

    assert leads(card) == [AnnouncementReport, AnnouncementPreview, Announcements]


@pytest.mark.parametrize("one", [CORRECTION, RECALL], ids=["correction", "recall"])
@pytest.mark.parametrize("state", State)
def test_a_correction_and_a_recall_are_not_corrected_or_recalled_themselves(one: Announcement, state: State) -> None:
    card = announce.card(EN, replace(one, state=state), HALF, NOW)

    assert not {ConfirmRecall, CorrectAnnouncement} & set(leads(card))


def test_a_recall_cannot_be_taken_back_and_has_nothing_to_preview() -> None:
    card = announce.card(EN, RECALL, Progress(), NOW)

    assert list(presses(card)) == ["Cancel it", "Announcement 12", "All announcements"]


def test_a_late_recall_goes_out_or_not_there_is_nothing_to_change() -> None:
    late = announce.card(EN, replace(RECALL, state=State.LATE), Progress(), NOW)

    assert list(presses(late)) == ["Send now", "Cancel it", "Announcement 12", "All announcements"]
    assert "Back to draft" in presses(announce.card(EN, replace(CORRECTION, state=State.LATE), Progress(), NOW))


def test_the_announcement_that_is_named_is_a_tap_away() -> None:
    recalled = announce.card(EN, OVER, replace(HALF, recalled_by=16), NOW)
    one_of_many = announce.card(EN, replace(OVER, series=11), HALF, NOW)

    assert presses(recalled)["Announcement 16"].to == AnnouncementView(id=16)
    assert presses(one_of_many)["Announcement 11"].to == AnnouncementView(id=11)


def test_a_lockdown_and_a_countdown_do_not_contradict_each_other() -> None:
    soon = replace(SCHEDULED, timing=None, due_at=NOW + timedelta(seconds=60))

    free, frozen = (announce.card(EN, soon, replace(HALF, frozen=is_frozen), NOW) for is_frozen in (False, True))

    assert "60 second" in free.text
    assert "60 second" not in frozen.text
    assert "Undo" in presses(frozen)


def test_who_asked_is_not_offered_to_review_it() -> None:
    waits = replace(SCHEDULED, state=State.AWAITING)

    assert "Review" in presses(announce.card(EN, waits, Progress(), NOW))
    assert "Review" not in presses(announce.card(EN, waits, Progress(), NOW, theirs=True))


@pytest.mark.parametrize("state", [State.AWAITING, State.SCHEDULED, State.LATE, State.SENDING, State.PAUSED])
def test_a_lockdown_is_said_and_leads_to_its_end(state: State) -> None:
    one = replace(SCHEDULED, state=state)
    free, frozen = (announce.card(EN, one, replace(HALF, frozen=is_frozen), NOW) for is_frozen in (False, True))

    assert "frozen" in frozen.text
    assert presses(frozen)["Sending freeze"].to == Lockdown()
    assert "frozen" not in free.text
    assert "Sending freeze" not in presses(free)
    # /lockdown in a text could be tapped, and would freeze again what has been thawed since.
    assert "/lockdown" not in frozen.text


@pytest.mark.parametrize("state", [State.DRAFT, State.DONE, State.CANCELLED])
def test_a_lockdown_says_nothing_about_what_does_not_go_out(state: State) -> None:
    assert "frozen" not in announce.card(EN, replace(SCHEDULED, state=state), replace(HALF, frozen=True), NOW).text


def test_while_it_is_planned_there_are_no_figures() -> None:
    planned = Progress({Status.WAITING: 20_000}, planning=True)
    card = announce.card(EN, replace(SCHEDULED, state=State.SENDING), planned, NOW)

    assert "The list of recipients is being drawn up: 20,000 so far." in card.text
    assert "Total" not in card.text
    assert "%" not in card.text


def test_the_report_has_no_bar_and_tells_what_was_cancelled() -> None:
    tally = Progress({Status.SENT: 7, Status.CANCELLED: 8})
    card = announce.card(EN, replace(SCHEDULED, state=State.CANCELLED), tally, NOW)

    assert "Not sent, cancelled before: 8" in card.text
    assert "░" not in card.text


def test_one_cancelled_before_it_began_has_no_figures_and_one_that_reached_nobody_says_so() -> None:
    assert "Total" not in announce.card(EN, replace(SCHEDULED, state=State.CANCELLED), Progress(), NOW).text
    assert "Total: 0" in announce.card(EN, replace(SCHEDULED, state=State.DONE), Progress(), NOW).text
    assert "Total" not in announce.card(EN, replace(SERIES, state=State.DONE), Progress(), NOW).text


def test_the_clock_is_the_readers() -> None:
    sending = replace(SCHEDULED, state=State.SENDING, began_at=DUE)

    assert "Began: November 24, 2026, 09:00 (UTC+4), Baku." in announce.card(EN, sending, HALF, NOW, Country.AZ).text
    assert "Began: November 24, 2026, 05:00 (UTC)." in announce.card(EN, sending, HALF, NOW).text


@pytest.mark.parametrize("now", [NOW, DUE])
def test_the_card_stands_still_while_nothing_happens(now: datetime) -> None:
    sending = replace(SCHEDULED, state=State.SENDING)

    assert announce.card(EN, sending, HALF, now) == announce.card(EN, sending, replace(HALF, rate=0.0), NOW)
