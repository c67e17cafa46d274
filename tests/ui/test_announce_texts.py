"""The texts of a draft, and the preview."""

from dataclasses import replace

from bot.domain.announcement import Audience
from bot.domain.interests import Kind
from bot.domain.places import Language
from bot.ui import announce, announce_texts
from bot.ui.screen import Press, Screen
from bot.ui.staff_routes import AnnouncementPreview, AnnouncementTexts, AnnouncementView, DropText, WriteText
from tests.ui.samples_staff import COUNTS, DRAFT, WRITTEN
from tests.visits import translator

EN = translator("en")


def targets(screen: Screen) -> list[object]:
    return [button.to for row in screen.rows for button in row if isinstance(button, Press)]


def test_every_language_can_be_written_and_seen() -> None:
    screen = announce_texts.texts(EN, WRITTEN, COUNTS)

    for row, language in zip(screen.rows, Language, strict=False):
        assert [button.to for button in row if isinstance(button, Press)] == [
            WriteText(id=12, language=language),
            AnnouncementPreview(id=12, language=language),
        ]
    assert screen.rows[0][0].label == "✓ Russian"
    assert screen.rows[1][0].label == "English"


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
    assert targets(screen)[0] == DropText(id=12, language=Language.KK)


def test_the_preview_reads_like_what_is_delivered_and_changes_nobodys_alerts() -> None:
    kk = translator("kk")

    screen = announce_texts.preview(EN, kk, WRITTEN)

    assert screen is not None
    sent = announce.delivered(kk, WRITTEN.texts[Language.KK], {Kind.ANNOUNCEMENT})
    assert screen.text == sent.text
    here = AnnouncementPreview(id=12, language=Language.KK)
    idle = tuple(Press(button.label, here) for button in sent.rows[0])
    assert screen.rows == (idle, (Press("Back", AnnouncementView(id=12)),))
    assert len(idle) == 2


def test_the_preview_of_a_language_without_text_is_the_text_it_gets() -> None:
    screen = announce_texts.preview(EN, translator("uz"), WRITTEN)

    assert screen is not None
    assert screen.text == WRITTEN.texts[Language.RU]


def test_there_is_no_preview_of_nothing() -> None:
    assert announce_texts.preview(EN, EN, DRAFT) is None
