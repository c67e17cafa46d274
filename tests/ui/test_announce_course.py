"""What a card says of what happens now."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.announcement import Announcement, Errand, State
from bot.domain.places import Country
from bot.domain.progress import Progress
from bot.domain.schedule import Repeat
from bot.ui.announce_course import belonging, course
from tests.ui.samples_progress import AT_TEN, BEGAN, CORRECTION, ENDED, EVERY_DAY, RECALL, SERIES
from tests.ui.samples_staff import NOW, SCHEDULED
from tests.visits import translator

EN = translator("en")
AT_A_TIME = replace(SCHEDULED, timing=AT_TEN)


def said(announcement: Announcement, now: datetime = NOW) -> str:
    return course(EN, announcement, now, Country.KZ)


def test_a_scheduled_one_says_when_on_its_own_clock() -> None:
    assert said(AT_A_TIME) == "Goes out: November 24, 2026, 10:00 (UTC+5), Almaty (in 2 days)."


def test_the_days_left_are_counted_where_the_clock_hangs() -> None:
    # 22:00 UTC on the 22nd is already the 23rd in Almaty.
    assert "(tomorrow)" in said(AT_A_TIME, datetime(2026, 11, 22, 22, 0, tzinfo=UTC))


def test_by_readers_clocks_there_is_no_one_moment() -> None:
    by_reader = replace(SCHEDULED, timing=replace(AT_TEN, by_reader=True))

    assert said(by_reader) == "Goes out: November 24, 2026, 10:00 local time for each reader."


def test_a_late_one_by_readers_clocks_names_their_time() -> None:
    late = said(replace(SCHEDULED, timing=replace(AT_TEN, by_reader=True), state=State.LATE))

    assert "November 24, 2026, 10:00 local time for each reader" in late


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (60, "Goes out in 60 seconds – you can still undo it."),
        (60.9, "Goes out in 60 seconds – you can still undo it."),
        (0.5, "Goes out in 1 second – you can still undo it."),
        (0, "It begins in a moment."),
        (-3, "It begins in a moment."),
    ],
)
def test_at_once_counts_the_seconds_to_undo(left: float, words: str) -> None:
    assert said(replace(SCHEDULED, due_at=NOW + timedelta(seconds=left))) == words


def test_a_recall_begins_without_a_time_to_undo() -> None:
    assert said(replace(RECALL, due_at=NOW + timedelta(seconds=30))) == "It begins in a moment."


def test_a_series_names_its_next_moments_without_the_days_left_out() -> None:
    assert said(SERIES).splitlines() == [
        "Repeats: every day up to and including January 31, 2027.",
        "Coming up:",
        "– November 24, 2026, 10:00 (UTC+5), Almaty",
        "– November 26, 2026, 10:00 (UTC+5), Almaty",
        "– November 27, 2026, 10:00 (UTC+5), Almaty",
    ]


def test_a_series_near_its_end_names_what_is_left() -> None:
    ends = replace(EVERY_DAY, repeat=Repeat("daily", until=date(2026, 11, 24)))

    assert said(replace(SERIES, timing=ends)).count("\n– ") == 1


def test_a_late_series_can_be_skipped_this_time() -> None:
    late = said(replace(SERIES, state=State.LATE))

    assert "skip it this time" in late
    assert "November 24, 2026, 10:00 (UTC+5), Almaty" in late
    assert "skip" not in said(replace(AT_A_TIME, state=State.LATE))


@pytest.mark.parametrize("one", [AT_A_TIME, SERIES, CORRECTION, RECALL], ids=["once", "series", "correction", "recall"])
def test_a_late_one_blames_no_outage(one: Announcement) -> None:
    late = said(replace(one, state=State.LATE))

    assert "but nothing could go out then. Send it now," in late  # sending may have been frozen
    assert ("change it" in late) is (one is not RECALL)


def test_what_waits_for_approval_says_for_whom_and_what_comes_then() -> None:
    awaiting = said(replace(AT_A_TIME, state=State.AWAITING, due_at=None))

    assert "somebody else who may send announcements" in awaiting
    assert "Then it goes out: November 24, 2026, 10:00 (UTC+5), Almaty." in awaiting


def test_the_reason_of_a_pause_is_told_and_is_no_markup() -> None:
    paused = replace(SCHEDULED, state=State.PAUSED, pause_reason="can't parse <b>")

    assert said(paused) == "Paused because of: can't parse &lt;b&gt;"
    assert said(replace(paused, pause_reason=None)).startswith("Paused by staff.")


def test_a_known_reason_says_what_to_mend() -> None:
    paused = replace(SCHEDULED, state=State.PAUSED, pause_reason="[markup] can't parse entities")

    assert said(paused) == (
        "Paused because of: Telegram cannot read the formatting of the text (Telegram says: can't parse entities)"
    )


def test_beginning_and_end_are_told_on_the_readers_clock() -> None:
    done = replace(SCHEDULED, state=State.DONE, began_at=BEGAN, ended_at=ENDED)

    assert said(done).splitlines() == [
        "Began: November 24, 2026, 10:00 (UTC+5), Almaty.",
        "Ended: November 24, 2026, 16:06 (UTC+5), Almaty.",
        "Nobody is waiting for it any more.",
    ]
    assert said(replace(done, state=State.SENDING, ended_at=None)) == "Began: November 24, 2026, 10:00 (UTC+5), Almaty."


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (SCHEDULED, "Whoever had not received it yet will not."),
        (SERIES, "It no longer repeats."),
        (CORRECTION, "Copies not reached yet stay as they are."),
    ],
)
def test_what_is_cancelled_says_what_that_means(one: Announcement, words: str) -> None:
    assert said(replace(one, state=State.CANCELLED)) == words


def test_it_says_which_other_one_it_has_to_do_with() -> None:
    assert belonging(EN, SCHEDULED, Progress()) == ""
    assert belonging(EN, CORRECTION) == "Edits every copy of announcement 12."
    assert belonging(EN, RECALL) == "Recalls every copy of announcement 12."
    assert belonging(EN, replace(SCHEDULED, series=7)) == "Sent as part of repeating announcement 7."
    assert belonging(EN, SCHEDULED, Progress(recalled_by=16)) == "Recalled by announcement 16."


@pytest.mark.parametrize("errand", Errand)
@pytest.mark.parametrize("state", State)
def test_every_state_of_every_errand_has_its_words(errand: Errand, state: State) -> None:
    one = replace(SCHEDULED, errand=errand, about=3, state=state, began_at=BEGAN)

    assert said(one).strip()
