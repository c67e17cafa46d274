"""The place where a picture or file is sent in."""

from dataclasses import replace

from bot.domain.places import Language
from bot.ui.announce_media import attach
from bot.ui.screen import Press, Screen
from bot.ui.staff_actions import DropMedia
from bot.ui.staff_routes import AnnouncementView
from tests.ui.samples_compose import FILE, ILLUSTRATED
from tests.ui.samples_staff import DRAFT, WRITTEN
from tests.visits import translator

EN = translator("en")


def pressed(screen: Screen) -> list[tuple[str, object]]:
    return [(button.label, button.to) for row in screen.rows for button in row if isinstance(button, Press)]


def test_it_says_how_much_room_is_left() -> None:
    screen = attach(EN, DRAFT)

    assert "Send one photo or one file" in screen.text
    assert "room for 1,024 characters" in screen.text
    assert pressed(screen) == [("Back", AnnouncementView(id=12))]


def test_what_is_there_is_named_and_can_be_taken_away() -> None:
    drop = DropMedia(id=12)

    assert ("Remove the photo", drop) in pressed(attach(EN, ILLUSTRATED))
    with_file = attach(EN, replace(WRITTEN, media=FILE))
    assert "A file goes with every text." in with_file.text
    assert ("Remove the file", drop) in pressed(with_file)


def test_texts_that_leave_no_room_are_named() -> None:
    texts = {Language.RU: "<b>" + "ж" * 1024 + "</b>", Language.KK: "ж" * 1025, Language.EN: "x" * 1025}

    assert "These texts are too long for that: English and Kazakh." in attach(EN, replace(DRAFT, texts=texts)).text
