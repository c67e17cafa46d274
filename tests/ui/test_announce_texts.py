"""The texts of a draft."""

from dataclasses import replace

from bot.domain.announcement import Announcement, Audience, Errand
from bot.domain.places import Language
from bot.ui import announce_texts
from bot.ui.screen import Press, Screen
from bot.ui.staff_actions import DropText
from bot.ui.staff_routes import (
    AnnouncementPreview,
    AnnouncementTexts,
    LanguageGate,
    Origin,
    WriteButtons,
    WriteText,
)
from tests.ui.samples_compose import DECIDED, ILLUSTRATED
from tests.ui.samples_staff import COUNTS, DRAFT, WRITTEN
from tests.visits import translator

EN = translator("en")


def targets(screen: Screen) -> list[object]:
    return [button.to for row in screen.rows for button in row if isinstance(button, Press)]


def test_every_language_can_be_written_and_seen() -> None:
    screen = announce_texts.texts(EN, replace(DECIDED, skipped=frozenset(), borrowing=frozenset(Language)), COUNTS)

    for row, language in zip(screen.rows, Language, strict=False):
        assert [button.to for button in row if isinstance(button, Press)] == [
            WriteText(id=12, language=language),
            AnnouncementPreview(id=12, language=language, origin=Origin.TEXTS),
        ]
    assert screen.rows[0][0].label == "✓ Russian"
    assert screen.rows[1][0].label == "English"


def test_what_readers_get_is_not_shown_before_it_is_decided() -> None:
    shown = [
        to.language for to in targets(announce_texts.texts(EN, WRITTEN, COUNTS)) if isinstance(to, AnnouncementPreview)
    ]

    assert shown == [Language.RU, Language.KK]


def test_nothing_can_be_seen_before_something_is_written() -> None:
    assert not [to for to in targets(announce_texts.texts(EN, DRAFT, COUNTS)) if isinstance(to, AnnouncementPreview)]


def test_a_text_outside_the_audience_can_still_be_deleted() -> None:
    narrowed = replace(WRITTEN, audience=Audience(languages=frozenset({Language.UZ})))

    offered = [to.language for to in targets(announce_texts.texts(EN, narrowed, {})) if isinstance(to, WriteText)]

    assert offered == [Language.RU, Language.KK, Language.UZ]


def test_writing_asks_for_one_language_and_leads_back() -> None:
    screen = announce_texts.write(EN, DRAFT, Language.KK, 312)

    assert "Kazakh: 312 readers." in screen.text
    assert targets(screen) == [AnnouncementTexts(id=12)]


def test_an_existing_text_can_be_deleted() -> None:
    screen = announce_texts.write(EN, WRITTEN, Language.KK, 2)

    assert "Kazakh: fewer than 5 readers." in screen.text
    assert "It will replace the text that is there now." in screen.text
    assert targets(screen) == [
        WriteButtons(id=12, language=Language.KK),
        DropText(id=12, language=Language.KK),
        AnnouncementTexts(id=12),
    ]


def test_what_is_undecided_stands_out_until_it_is_decided() -> None:
    def gate(announcement: Announcement) -> list[Press]:
        pressed = [
            b for row in announce_texts.texts(EN, announcement, COUNTS).rows for b in row if isinstance(b, Press)
        ]
        return [button for button in pressed if button.to == LanguageGate(id=12)]

    assert [button.style for button in gate(WRITTEN)] == ["primary"]
    assert [button.style for button in gate(DECIDED)] == [None]
    assert gate(DRAFT) == []


def test_there_is_less_room_beside_a_picture() -> None:
    plain = announce_texts.write(EN, DRAFT, Language.KK, 312).text
    assert "up to 4,096 characters" in plain
    assert "You can add one photo or file; then there is room for 1,024 characters." in plain

    beside = announce_texts.write(EN, ILLUSTRATED, Language.KK, 312).text
    assert "up to 1,024 characters" in beside


def test_a_correction_asks_for_words_only() -> None:
    text = announce_texts.write(EN, replace(WRITTEN, errand=Errand.CORRECT, about=11), Language.KK, 312).text

    assert "photo" not in text
