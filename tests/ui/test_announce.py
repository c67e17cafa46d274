"""The message readers get, and the author's card in every state."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.announcement import State, WhenUncertain
from bot.domain.delivery import Status
from bot.domain.interests import Kind
from bot.ui import announce
from bot.ui.packing import Action, Route
from bot.ui.routes import Alerts, StopKinds
from bot.ui.screen import Press, Screen
from bot.ui.staff_routes import (
    AnnouncementPreview,
    Announcements,
    AnnouncementView,
    BackToDraft,
    ConfirmCancel,
    ConfirmSend,
    PauseAnnouncement,
    ResumeAnnouncement,
)
from tests.ui.samples_staff import DUE, NOW, SCHEDULED
from tests.visits import translator

EN = translator("en")
HALF = {Status.SENT: 40, Status.GONE: 5, Status.REFUSED: 2, Status.UNCERTAIN: 1, Status.SKIPPED: 2, Status.WAITING: 50}


def leads(screen: Screen) -> list[type[Route | Action]]:
    return [type(button.to) for row in screen.rows for button in row if isinstance(button, Press)]


def test_a_reader_gets_the_text_untouched_and_two_buttons_in_their_language() -> None:
    screen = announce.delivered(EN, "<b>Dear</b> colleagues &lt;3", {Kind.ANNOUNCEMENT})

    assert screen.text == "<b>Dear</b> colleagues &lt;3"
    assert screen.rows == ((Press("My alerts", Alerts()), Press("Stop these messages", StopKinds(kinds=32))),)


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (State.DRAFT, [AnnouncementView]),
        (State.SCHEDULED, [AnnouncementPreview, BackToDraft, ConfirmCancel]),
        (State.LATE, [ConfirmSend, AnnouncementPreview, BackToDraft, ConfirmCancel]),
        (State.SENDING, [AnnouncementPreview, PauseAnnouncement, ConfirmCancel]),
        (State.PAUSED, [ResumeAnnouncement, AnnouncementPreview, ConfirmCancel]),
        (State.DONE, [AnnouncementPreview]),
        (State.CANCELLED, [AnnouncementPreview]),
    ],
)
def test_the_card_offers_what_its_state_allows(state: State, expected: list[type[Route | Action]]) -> None:
    card = announce.card(EN, replace(SCHEDULED, state=state), HALF, NOW)

    assert leads(card) == [*expected, Announcements]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.DRAFT, "draft\n"),
        (State.SCHEDULED, "scheduled\n"),
        (State.LATE, "late, waits for a decision\n"),
        (State.SENDING, "being sent\n"),
        (State.PAUSED, "paused\n"),
        (State.DONE, "complete\n"),
        (State.CANCELLED, "cancelled\n"),
    ],
)
def test_the_card_says_its_state_in_words(state: State, words: str) -> None:
    assert words in announce.card(EN, replace(SCHEDULED, state=state), {}, NOW).text


def test_a_scheduled_one_says_when_on_its_own_clock() -> None:
    card = announce.card(EN, SCHEDULED, {}, NOW)

    assert "Goes out: November 24, 2026, 10:00 (UTC+5), Almaty (in 2 days)." in card.text


def test_the_days_left_are_counted_where_the_clock_hangs() -> None:
    # 22:00 UTC on the 22nd is already the 23rd in Almaty.
    card = announce.card(EN, SCHEDULED, {}, datetime(2026, 11, 22, 22, 0, tzinfo=UTC))

    assert "(tomorrow)" in card.text


def test_progress_in_figures() -> None:
    card = announce.card(EN, replace(SCHEDULED, state=State.SENDING), {**HALF, Status.BEGUN: 3}, NOW)

    for line in (
        "Sent: 40",
        "Blocked the bot: 5",
        "Failed: 2",
        "Uncertain: 1",
        "Waiting: 53",
        "Skipped, no longer wanted: 2",
        "Total: 103",
    ):
        assert line in card.text.split("\n")
    assert "▓▓▓▓░░░░░░ 48%" in card.text


def test_everybody_but_one_is_not_yet_everybody() -> None:
    tally = {Status.SENT: 9999, Status.WAITING: 1}

    assert "▓▓▓▓▓▓▓▓▓░ 99%" in announce.card(EN, replace(SCHEDULED, state=State.SENDING), tally, NOW).text


def test_before_the_planning_there_is_no_percentage() -> None:
    card = announce.card(EN, replace(SCHEDULED, state=State.SENDING), {}, NOW)

    assert "The list of recipients is being made." in card.text
    assert "%" not in card.text


def test_the_report_has_no_bar_and_tells_what_was_cancelled() -> None:
    tally = {Status.SENT: 7, Status.CANCELLED: 3}
    card = announce.card(EN, replace(SCHEDULED, state=State.CANCELLED), tally, NOW)

    assert "Not sent, cancelled before: 3" in card.text
    assert "░" not in card.text


def test_one_cancelled_before_it_began_has_no_figures() -> None:
    assert "Total" not in announce.card(EN, replace(SCHEDULED, state=State.CANCELLED), {}, NOW).text


@pytest.mark.parametrize(
    ("policy", "words"),
    [(WhenUncertain.LEAVE, "It is not sent to them again."), (WhenUncertain.RESEND, "some of them twice")],
)
def test_uncertain_ones_are_explained(policy: WhenUncertain, words: str) -> None:
    done = replace(SCHEDULED, state=State.DONE, when_uncertain=policy)

    assert words in announce.card(EN, done, HALF, NOW).text
    assert "lost" not in announce.card(EN, done, {Status.SENT: 1}, NOW).text


def test_the_reason_of_a_pause_is_told_and_is_no_markup() -> None:
    paused = replace(SCHEDULED, state=State.PAUSED, pause_reason="can't parse <b>")

    assert "Paused because of: can't parse &lt;b&gt;" in announce.card(EN, paused, HALF, NOW).text


def test_the_card_stands_still_while_nothing_happens() -> None:
    sending = replace(SCHEDULED, state=State.SENDING)

    assert announce.card(EN, sending, HALF, NOW) == announce.card(EN, sending, HALF, DUE)
