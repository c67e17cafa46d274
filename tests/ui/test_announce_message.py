"""The message a reader gets."""

from dataclasses import replace

from bot.domain.announcement import Announcement, Audience, LinkButton, Media, MediaKind, State
from bot.domain.interests import Kind
from bot.domain.places import Language
from bot.ui.announce_message import delivered
from bot.ui.routes import Alerts, StopKinds
from bot.ui.screen import Link, Press
from tests.visits import translator

EN = translator("en")
TEXTS = {Language.EN: "<b>Dear</b> colleagues &lt;3", Language.KK: "Құрметті әріптестер!"}
WRITTEN = Announcement(id=12, state=State.SENDING, texts=TEXTS)


def test_a_reader_gets_the_text_untouched_and_two_buttons_in_their_language() -> None:
    screen = delivered(EN, WRITTEN, Language.KK)

    assert screen.text == "Құрметті әріптестер!"
    assert screen.rows == ((Press("My alerts", Alerts()), Press("Stop these messages", StopKinds(kinds=32))),)
    assert (screen.media, screen.link_preview, screen.toast) == (None, False, None)


def test_stopping_stops_what_brought_it() -> None:
    grants = replace(WRITTEN, audience=Audience(kinds=frozenset({Kind.GRANT, Kind.JOB})))

    assert delivered(EN, grants, Language.EN).rows[0][1] == Press("Stop these messages", StopKinds(kinds=9))


def test_links_of_this_text_stand_above_each_in_its_row() -> None:
    links = (LinkButton("Apply", "https://example.org/a"), LinkButton("Read", "https://example.org/r"))
    linked = replace(WRITTEN, buttons={Language.EN: links, Language.RU: (LinkButton("Да", "https://example.org"),)})

    assert delivered(EN, linked, Language.EN).rows[:2] == (
        (Link("Apply", "https://example.org/a"),),
        (Link("Read", "https://example.org/r"),),
    )
    assert len(delivered(EN, linked, Language.KK).rows) == 1


def test_a_picture_and_the_preview_of_a_link_go_along() -> None:
    media = Media(MediaKind.PHOTO, "AgAC")
    screen = delivered(EN, replace(WRITTEN, media=media, link_preview=True), Language.EN)

    assert (screen.media, screen.link_preview) == (media, True)
