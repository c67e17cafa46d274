"""A draft, and the question before cancelling."""

from dataclasses import replace

import pytest

from bot.domain.announcement import Announcement, Audience, State, WhenUncertain
from bot.domain.places import Language
from bot.ui import announce_draft
from bot.ui.screen import Press, Screen
from bot.ui.staff_routes import (
    AnnouncementPreview,
    AnnouncementView,
    AnnouncementWhen,
    CancelAnnouncement,
    SetResend,
)
from tests.ui.samples_staff import COUNTS, DRAFT, SCHEDULED, WRITTEN
from tests.visits import translator

EN = translator("en")


def targets(screen: Screen) -> list[object]:
    return [button.to for row in screen.rows for button in row if isinstance(button, Press)]


def test_a_draft_tells_who_reads_what() -> None:
    text = announce_draft.draft(EN, WRITTEN, COUNTS).text

    assert "Russian: 1,204 readers, own text" in text
    assert "Turkmen: fewer than 5 readers, will get: Russian" in text
    assert "Uzbek: 0 readers, will get: Russian" in text
    assert "For everyone who asked for: announcements of the programme." in text
    assert "Can be reached now: 1,516 readers and a few more." in text


def test_a_narrowed_draft_lists_only_its_languages() -> None:
    narrowed = replace(WRITTEN, audience=Audience(languages=frozenset({Language.KK})))

    text = announce_draft.draft(EN, narrowed, {Language.KK: 312}).text

    assert "Kazakh: 312 readers, own text" in text
    assert "Uzbek" not in text


@pytest.mark.parametrize(
    ("announcement", "counts", "step"),
    [
        (DRAFT, COUNTS, "Next: write the text in at least one language."),
        (WRITTEN, {}, "Nobody would get it."),
        (WRITTEN, COUNTS, "Next: look at the preview, then choose when it goes out."),
    ],
)
def test_a_draft_says_what_comes_next(announcement: Announcement, counts: dict[Language, int], step: str) -> None:
    assert step in announce_draft.draft(EN, announcement, counts).text


def test_without_a_text_there_is_nothing_to_see_or_send() -> None:
    assert not {type(to) for to in targets(announce_draft.draft(EN, DRAFT, COUNTS))} & {
        AnnouncementPreview,
        AnnouncementWhen,
    }
    assert AnnouncementWhen(id=12) in targets(announce_draft.draft(EN, WRITTEN, COUNTS))


def test_the_policy_is_said_and_the_button_carries_the_other() -> None:
    leaving = announce_draft.draft(EN, WRITTEN, COUNTS)
    resending = announce_draft.draft(EN, replace(WRITTEN, when_uncertain=WhenUncertain.RESEND), COUNTS)

    assert "it is not sent again" in leaving.text
    assert SetResend(id=12, on=True) in targets(leaving)
    assert "it is sent again" in resending.text
    assert SetResend(id=12, on=False) in targets(resending)


@pytest.mark.parametrize(
    ("state", "warning"),
    [
        (State.DRAFT, "Nobody will get it."),
        (State.SCHEDULED, "Nobody will get it."),
        (State.SENDING, "Whoever has received it keeps it"),
        (State.PAUSED, "Whoever has received it keeps it"),
    ],
)
def test_cancelling_asks_and_tells_what_it_means(state: State, warning: str) -> None:
    screen = announce_draft.confirm_cancel(EN, replace(SCHEDULED, state=state))

    assert warning in screen.text
    assert targets(screen) == [CancelAnnouncement(id=12), AnnouncementView(id=12)]
