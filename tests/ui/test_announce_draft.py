"""A draft."""

from dataclasses import replace

import pytest

from bot.domain.announcement import Announcement, Audience, WhenUncertain
from bot.domain.places import Language
from bot.ui import announce_draft
from bot.ui.announce_when import when_line
from bot.ui.screen import Press, Screen
from bot.ui.staff_actions import SetLinkPreview, SetResend
from bot.ui.staff_routes import (
    AnnouncementAudience,
    AnnouncementPreview,
    AnnouncementTexts,
    AnnouncementWhen,
    AttachMedia,
    LanguageGate,
)
from tests.ui.samples_compose import CORRECTION, DECIDED, FAULTY, ILLUSTRATED
from tests.ui.samples_staff import COUNTS, DRAFT, NOW, WRITTEN
from tests.visits import translator

EN = translator("en")


def pressed(screen: Screen) -> list[Press]:
    return [button for row in screen.rows for button in row if isinstance(button, Press)]


def targets(screen: Screen) -> list[object]:
    return [button.to for button in pressed(screen)]


def test_a_draft_tells_who_reads_what() -> None:
    text = announce_draft.draft(EN, WRITTEN, COUNTS, NOW).text

    assert "Russian: 1,204 readers, own text" in text
    assert "Turkmen: fewer than 5 readers, no text, not decided yet" in text
    assert "Uzbek: 0 readers, no text, not decided yet" in text
    assert "For everyone who asked for: announcements of the programme." in text
    assert "Can be reached now: 1,516 readers and a few more." in text


def test_a_narrowed_draft_lists_only_its_languages() -> None:
    narrowed = replace(WRITTEN, audience=Audience(languages=frozenset({Language.KK})))

    text = announce_draft.draft(EN, narrowed, {Language.KK: 312}, NOW).text

    assert "Kazakh: 312 readers, own text" in text
    assert "Uzbek" not in text


@pytest.mark.parametrize(
    ("announcement", "counts", "step"),
    [
        (DRAFT, COUNTS, "Next: write the text in at least one language."),
        (WRITTEN, {}, "Nobody would get it."),
        (WRITTEN, COUNTS, "Next: decide what readers of languages without a text get."),
        (FAULTY, COUNTS, "Next: fix what is marked ⛔."),
        (DECIDED, COUNTS, "Next: look at the preview, then choose when it goes out."),
    ],
)
def test_a_draft_says_what_comes_next(announcement: Announcement, counts: dict[Language, int], step: str) -> None:
    assert step in announce_draft.draft(EN, announcement, counts, NOW).text


def test_without_a_text_there_is_nothing_to_see_or_send() -> None:
    assert not {type(to) for to in targets(announce_draft.draft(EN, DRAFT, COUNTS, NOW))} & {
        AnnouncementPreview,
        AnnouncementWhen,
    }
    assert AnnouncementWhen(id=12) in targets(announce_draft.draft(EN, DECIDED, COUNTS, NOW))


def test_the_gate_stands_before_the_moment() -> None:
    undecided = targets(announce_draft.draft(EN, WRITTEN, COUNTS, NOW))

    assert LanguageGate(id=12) in undecided
    assert AnnouncementWhen(id=12) not in undecided
    assert LanguageGate(id=12) not in targets(announce_draft.draft(EN, DECIDED, COUNTS, NOW))


@pytest.mark.parametrize(
    ("announcement", "counts", "missing"),
    [
        (DRAFT, COUNTS, "Still missing: a text."),
        (WRITTEN, COUNTS, "Still missing: a decision on languages without a text."),
        (DECIDED, {}, "Still missing: somebody to get it."),
        (FAULTY, COUNTS, "Still missing: a fix for what is marked ⛔."),
        (DECIDED, COUNTS, None),
    ],
)
def test_a_draft_says_what_is_missing(
    announcement: Announcement, counts: dict[Language, int], missing: str | None
) -> None:
    text = announce_draft.draft(EN, announcement, counts, NOW).text

    assert missing in text if missing else "Still missing" not in text


def test_what_goes_with_the_texts_is_told() -> None:
    text = announce_draft.draft(EN, ILLUSTRATED, COUNTS, NOW).text

    assert "A photo goes with every text." in text
    assert "Buttons under the text: Russian 3." in text
    assert "Links lead to: example.org, пример.рф, t.me" in text
    assert f"Goes out: {when_line(EN, ILLUSTRATED, NOW)}." in text


def test_what_is_behind_a_link_is_offered_where_it_can_be_shown() -> None:
    linked = replace(WRITTEN, texts={Language.RU: "https://example.org"})

    hidden = announce_draft.draft(EN, linked, COUNTS, NOW)
    shown = announce_draft.draft(EN, replace(linked, link_preview=True), COUNTS, NOW)

    assert SetLinkPreview(id=12, on=True) in targets(hidden)
    assert "preview of the first link" not in hidden.text
    assert SetLinkPreview(id=12, on=False) in targets(shown)
    assert "preview of the first link" in shown.text
    for without in (WRITTEN, replace(linked, media=ILLUSTRATED.media, link_preview=True)):
        screen = announce_draft.draft(EN, without, COUNTS, NOW)
        assert not [to for to in targets(screen) if isinstance(to, SetLinkPreview)]
        assert "preview of the first link" not in screen.text


def test_a_correction_says_what_it_is_and_keeps_what_it_cannot_change() -> None:
    screen = announce_draft.draft(EN, replace(CORRECTION, about=11), {}, NOW)

    assert "This is a correction of announcement 11" in screen.text
    assert "Who gets it" not in screen.text
    assert "Nobody would get it" not in screen.text
    assert "answer is lost" not in screen.text
    assert not {type(to) for to in targets(screen)} & {AnnouncementAudience, AttachMedia, SetResend}
    assert AnnouncementTexts(id=12) in targets(screen)


@pytest.mark.parametrize("announcement", [DRAFT, WRITTEN, DECIDED, ILLUSTRATED, CORRECTION, FAULTY])
def test_there_are_few_buttons(announcement: Announcement) -> None:
    assert len(targets(announce_draft.draft(EN, announcement, COUNTS, NOW))) <= 10


def test_the_policy_is_said_and_the_button_carries_the_other() -> None:
    leaving = announce_draft.draft(EN, WRITTEN, COUNTS, NOW)
    resending = announce_draft.draft(EN, replace(WRITTEN, when_uncertain=WhenUncertain.RESEND), COUNTS, NOW)

    assert "it is not sent again" in leaving.text
    assert Press("Send again if the answer is lost", SetResend(id=12, on=True)) in pressed(leaving)
    assert "it is sent again" in resending.text
    assert Press("✓ Send again if the answer is lost", SetResend(id=12, on=False)) in pressed(resending)
