"""The last look: what is wrong, who gets which text, when, and what the button says."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from bot.domain.announcement import Announcement, Errand, State, WhenUncertain
from bot.domain.approval import Need, digest, recipients
from bot.domain.places import Language
from bot.domain.schedule import Repeat
from bot.ui.announce_last_look import Outlook, last_look
from bot.ui.screen import Press
from bot.ui.staff_actions import BackToDraft, SendAnnouncement, SetUrgent
from bot.ui.staff_routes import (
    AnnouncementAudience,
    AnnouncementTexts,
    AnnouncementView,
    AnnouncementWhen,
    LanguageGate,
)
from tests.buttons import labels, press
from tests.ui.samples_staff import COUNTS, NOW, WRITTEN
from tests.ui.samples_when import DECIDED, ONCE
from tests.visits import translator

EN = translator("en")
SEND = SendAnnouncement(id=12, seen=digest(DECIDED, NOW)[:12])


def test_who_gets_which_text() -> None:
    screen = last_look(EN, DECIDED, Outlook(COUNTS), NOW)

    assert "Russian: 1,204 readers, own text" in screen.text
    assert "Turkmen: fewer than 5 readers, will get: Russian" in screen.text
    assert "Uzbek" not in screen.text
    assert "Together: 1,516 readers and a few more." in screen.text


def test_readers_of_a_language_left_out_are_not_counted() -> None:
    without = replace(
        DECIDED, borrowing=frozenset(), skipped=frozenset(set(Language) - {Language.RU}), texts={Language.RU: "x"}
    )

    assert recipients(without, COUNTS) == 1204
    assert "Together: 1,204 readers." in last_look(EN, without, Outlook(COUNTS), NOW).text


@pytest.mark.parametrize(
    ("outlook", "label"),
    [
        (Outlook(COUNTS), "Send"),
        (Outlook(COUNTS, at_once=False), "Schedule"),
        (Outlook(COUNTS, need=Need.MANY), "Ask a colleague to approve"),
        (Outlook(COUNTS, need=Need.FEW, at_once=False), "Ask a colleague to approve"),
    ],
)
def test_the_button_says_what_it_does_and_carries_what_was_seen(outlook: Outlook, label: str) -> None:
    assert last_look(EN, DECIDED, outlook, NOW).rows[0] == (Press(label, SEND, style="success"),)


def test_another_moment_is_another_button() -> None:
    later = replace(DECIDED, timing=ONCE)

    screen = last_look(EN, later, Outlook(COUNTS, at_once=False), NOW)

    assert press(screen, "Schedule") != SEND
    assert "Goes out: November 24, 2026, 10:00 (UTC+5), Almaty." in screen.text


def test_at_once_says_how_long_it_can_be_undone() -> None:
    assert (
        "Goes out: at once. You can undo it for 60 seconds."
        in last_look(EN, DECIDED, Outlook(COUNTS, undo=60), NOW).text
    )
    assert "undo" not in last_look(EN, DECIDED, Outlook(COUNTS), NOW).text


@pytest.mark.parametrize(("need", "words"), [(Need.MANY, "so many people"), (Need.FEW, "so few people")])
def test_why_a_second_person_has_to_approve(need: Need, words: str) -> None:
    assert words in last_look(EN, DECIDED, Outlook(COUNTS, need=need), NOW).text
    assert "second person" not in last_look(EN, DECIDED, Outlook(COUNTS), NOW).text


@pytest.mark.parametrize(
    ("counts", "asleep", "words"),
    [
        (COUNTS, 100, "In quiet hours or on a day of mourning then: 100 readers."),
        (COUNTS, 3, "In quiet hours or on a day of mourning then: fewer than 5 readers."),
        # Beside the total this number would tell how many are awake.
        ({Language.RU: 100}, 98, "In quiet hours or on a day of mourning then: nearly everybody."),
        ({Language.RU: 100}, 100, "In quiet hours or on a day of mourning then: 100 readers."),
    ],
)
def test_how_many_sleep(counts: Mapping[Language, int], asleep: int, words: str) -> None:
    screen = last_look(EN, DECIDED, Outlook(counts, asleep), NOW)

    assert f"{words} They get it afterwards: at 9:00 their local time unless they chose another hour." in screen.text
    assert press(screen, "Send in quiet hours too") == SetUrgent(id=12, on=True, last_look=True)


def test_a_lockdown_is_said_before_it_is_sent() -> None:
    assert "frozen" in last_look(EN, DECIDED, Outlook(COUNTS, frozen=True), NOW).text
    assert "frozen" not in last_look(EN, DECIDED, Outlook(COUNTS), NOW).text


def test_without_sleepers_there_is_no_such_button() -> None:
    assert "Send in quiet hours too" not in labels(last_look(EN, DECIDED, Outlook(COUNTS), NOW))


BROKEN = replace(DECIDED, texts={Language.RU: "XXXX", Language.KK: "x"})


@pytest.mark.parametrize(
    ("one", "counts", "words", "label", "to"),
    [
        (WRITTEN, COUNTS, "Some languages have no text", "Decide what they get", LanguageGate(id=12)),
        (BROKEN, COUNTS, "It cannot be sent as it is", "Change the texts", AnnouncementTexts(id=12)),
        (DECIDED, {}, "Nobody would get it", "Choose who gets it", AnnouncementAudience(id=12)),
    ],
)
def test_what_stands_in_the_way_takes_the_place_of_the_button(
    one: Announcement, counts: Mapping[Language, int], words: str, label: str, to: object
) -> None:
    screen = last_look(EN, one, Outlook(counts), NOW)

    assert words in screen.text
    assert press(screen, label) == to
    assert not {"Send", "Schedule"} & set(labels(screen))


def test_of_a_late_one_nothing_is_put_right_but_as_a_draft() -> None:
    screen = last_look(EN, replace(BROKEN, state=State.LATE), Outlook(COUNTS), NOW)

    assert press(screen, "Back to draft") == BackToDraft(id=12)
    assert press(screen, "Back") == AnnouncementView(id=12)
    assert press(last_look(EN, DECIDED, Outlook(COUNTS), NOW), "Back") == AnnouncementWhen(id=12)


def test_a_correction_tells_whose_copies_it_edits() -> None:
    correction = replace(DECIDED, errand=Errand.CORRECT, about=7, when_uncertain=WhenUncertain.RESEND)
    screen = last_look(EN, correction, Outlook(COUNTS), NOW)

    assert "For everybody who has announcement 7: their copies will be edited." in screen.text
    assert "Turkmen: fewer than 5 readers" in screen.text
    assert "answer is lost" not in screen.text


def test_a_recall_that_waits_needs_no_text() -> None:
    screen = last_look(EN, Announcement(13, State.LATE, errand=Errand.RECALL, about=12), Outlook(), NOW)

    assert "their copies will be recalled" in screen.text
    assert "Send" in labels(screen)


@pytest.mark.parametrize(
    ("policy", "words"),
    [(WhenUncertain.LEAVE, "it is not sent again"), (WhenUncertain.RESEND, "it is sent again")],
)
def test_the_last_look_says_the_policy(policy: WhenUncertain, words: str) -> None:
    assert words in last_look(EN, replace(DECIDED, when_uncertain=policy), Outlook(COUNTS), NOW).text


def test_several_times_a_day_are_warned_of_but_not_before_a_single_send() -> None:
    often = replace(DECIDED, timing=replace(ONCE, repeat=Repeat("*/5 10 * * *")))

    assert "more than once a day: 12 times" in last_look(EN, often, Outlook(COUNTS, at_once=False), NOW).text
    assert "more than once" not in last_look(EN, often, Outlook(COUNTS), NOW).text
    assert "Schedule" in labels(last_look(EN, often, Outlook(COUNTS, at_once=False), NOW))
