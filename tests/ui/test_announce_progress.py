"""The figures of a card."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.announcement import Errand, MediaKind, State, WhenUncertain
from bot.domain.delivery import Status
from bot.domain.places import Country
from bot.domain.progress import Postponed, Progress
from bot.ui.announce_progress import OUTCOMES, bar, figures, pace, speed
from tests.ui.samples_progress import CORRECTION, RECALL
from tests.ui.samples_staff import NOW, SCHEDULED
from tests.visits import translator

EN = translator("en")
SENDING = replace(SCHEDULED, state=State.SENDING)
HALF = {Status.SENT: 40, Status.GONE: 5, Status.REFUSED: 6, Status.UNCERTAIN: 7, Status.SKIPPED: 8, Status.WAITING: 50}
FEW = "&lt;5: fewer than 5 people."
WITHHELD = "…: not shown, because a smaller number could be worked out from it."


def test_progress_in_figures() -> None:
    assert figures(EN, SENDING, Progress({**HALF, Status.BEGUN: 3})).splitlines()[:-1] == [
        "Sent: 40",
        "Blocked the bot: 5",
        "Failed: 6",
        "Uncertain: 7",
        "Waiting: 53",
        "Skipped, no longer wanted: 8",
        "Total: 119",
    ]


def test_a_few_people_are_not_told_as_a_number_nor_is_what_would_tell_it() -> None:
    assert figures(EN, SENDING, Progress({Status.SENT: 98, Status.GONE: 2})).splitlines() == [
        "Sent: 98",
        "Blocked the bot: &lt;5",
        "Failed: 0",
        "Uncertain: 0",
        "Waiting: 0",
        "Skipped, no longer wanted: 0",
        "Total: …",
        FEW,
        WITHHELD,
    ]


@pytest.mark.parametrize("n", [1, 2, 3, 4])
def test_how_few_there_are_altogether_is_not_told(n: int) -> None:
    few = Progress({Status.SENT: n}, rate=2.0, postponed=Postponed(n, NOW, NOW))
    told = figures(EN, SENDING, few).splitlines()

    assert "Sent: &lt;5" in told
    assert "Total: &lt;5" in told
    assert WITHHELD not in told
    assert pace(EN, SENDING, few, NOW, None).startswith("Fewer than 5 are waiting for the end of quiet hours")
    assert "speed" not in pace(EN, SENDING, few, NOW, None)
    assert "list of recipients is being drawn up: &lt;5 so far" in bar(EN, Progress(few.tally, planning=True))


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.BEGUN])
def test_the_bar_looks_alike_however_few_there_are(status: Status) -> None:
    rest = {Status.SENT: 40, Status.WAITING: 53}

    assert len({bar(EN, Progress({**rest, status: n})) for n in range(1, 5)}) == 1


@pytest.mark.parametrize(
    ("tally", "shown"),
    [
        ({**HALF, Status.BEGUN: 3}, "▓▓▓▓▓░░░░░ 55%"),
        ({Status.SENT: 9999, Status.WAITING: 1}, "▓▓▓▓▓▓▓▓▓░ 99%"),  # everybody but one is not yet everybody
        ({Status.CANCELLED: 1}, "▓▓▓▓▓▓▓▓▓▓ 100%"),
        ({}, "The list of recipients is being drawn up."),
    ],
)
def test_the_bar_is_rounded_down(tally: dict[Status, int], shown: str) -> None:
    assert bar(EN, Progress(tally)) == shown


def test_while_it_is_planned_the_bar_counts_who_is_on_the_list() -> None:
    planned = Progress({Status.WAITING: 19_000, Status.SENT: 1_000}, planning=True)

    assert bar(EN, planned) == "The list of recipients is being drawn up: 20,000 so far."


def test_a_correction_speaks_of_copies_and_leaves_out_what_is_none() -> None:
    assert figures(EN, CORRECTION, Progress({Status.SENT: 40, Status.WAITING: 7, Status.GONE: 6})).splitlines() == [
        "Copies edited: 40",
        "Could not be reached, the bot is blocked: 6",
        "Waiting: 7",
        "Total: 53",
    ]


def test_a_recall_tells_notes_from_deletions() -> None:
    assert figures(EN, RECALL, Progress({Status.SENT: 40, Status.REFUSED: 6}, notes=12)).splitlines() == [
        "Copies deleted: 28",
        "Replaced by a note (too old to delete): 12",
        "Could not be recalled: 6",
        "Waiting: 0",
        "Total: 46",
    ]


@pytest.mark.parametrize("notes", [2, 38])
def test_where_few_went_one_way_a_recall_tells_both_together(notes: int) -> None:
    # The report tells the sum of both.
    assert figures(EN, RECALL, Progress({Status.SENT: 40}, notes=notes)).splitlines() == [
        "Copies deleted or replaced by a note: 40",
        "Waiting: 0",
        "Total: 40",
    ]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (MediaKind.PHOTO, "The photo stays above each note: only the words were replaced."),
        (MediaKind.DOCUMENT, "The file stays above each note: only the words were replaced."),
    ],
)
def test_a_recall_says_what_its_notes_leave(kind: MediaKind, words: str) -> None:
    noted = Progress({Status.SENT: 40}, notes=12, left=kind)

    assert figures(EN, RECALL, noted).splitlines()[-1] == words
    assert "stays" not in figures(EN, RECALL, replace(noted, left=None))
    assert "stays" not in figures(EN, RECALL, replace(noted, notes=0))


@pytest.mark.parametrize("errand", Errand)
def test_every_status_has_its_words(errand: Errand) -> None:
    assert OUTCOMES[errand].keys() == set(Status) - {Status.BEGUN}


@pytest.mark.parametrize(
    ("policy", "words"),
    [(WhenUncertain.LEAVE, "It is not sent to them again."), (WhenUncertain.RESEND, "some of them twice")],
)
def test_uncertain_ones_are_explained(policy: WhenUncertain, words: str) -> None:
    done = replace(SCHEDULED, state=State.DONE, when_uncertain=policy)

    assert words in figures(EN, done, Progress(HALF))
    assert "lost" not in figures(EN, done, Progress({Status.SENT: 1}))
    assert "sent" not in figures(EN, replace(RECALL, when_uncertain=policy), Progress(HALF)).splitlines()[-1]


def test_rate_and_end_are_on_the_readers_clock() -> None:
    progress = Progress({Status.WAITING: 3000}, rate=25.4)

    assert pace(EN, SENDING, progress, NOW, Country.KZ).splitlines() == [
        "Current speed: 25 messages a second.",
        "Expected to end: November 22, 2026, 14:02 (UTC+5), Almaty.",
    ]
    assert "09:02 (UTC)." in pace(EN, SENDING, progress, NOW, None)


def test_who_waits_for_the_morning_is_counted() -> None:
    morning = NOW + timedelta(hours=19)
    progress = Progress({Status.WAITING: 300}, postponed=Postponed(200, morning, morning))

    assert pace(EN, SENDING, progress, NOW, None) == (
        "200 are waiting for the end of quiet hours or for their local time; the first: November 23, 2026, 04:00 (UTC)."
    )


@pytest.mark.parametrize("state", [state for state in State if state is not State.SENDING])
def test_what_does_not_go_has_no_pace(state: State) -> None:
    assert pace(EN, replace(SCHEDULED, state=state), Progress(HALF, rate=25), NOW, None) == ""


def test_when_nothing_moves_no_rate_is_told() -> None:
    assert pace(EN, SENDING, Progress(HALF, rate=0.0), NOW, None) == ""
    assert pace(EN, SENDING, Progress(HALF), NOW, None) == ""


@pytest.mark.parametrize(
    ("rate", "words"),
    [
        (999.6, "1,000 messages a second"),
        (1, "1 message a second"),
        (0.5, "30 messages a minute"),
        (0.001, "1 message a minute"),
    ],
)
def test_slow_ones_are_told_by_the_minute(rate: float, words: str) -> None:
    assert speed(EN, rate) == words
