"""What readers will get, before they do."""

from dataclasses import replace

import pytest

from bot.domain.places import Language
from bot.ui import announce_message, announce_preview
from bot.ui.packing import Route
from bot.ui.screen import Link, Press
from bot.ui.staff_routes import (
    AnnouncementPreview,
    AnnouncementTexts,
    AnnouncementView,
    Origin,
    ReviewAnnouncement,
)
from tests.ui.samples_compose import BUTTONS, ILLUSTRATED
from tests.ui.samples_staff import DRAFT, WRITTEN
from tests.visits import translator

EN = translator("en")


def test_the_preview_reads_like_what_is_delivered_and_changes_nobodys_alerts() -> None:
    kk = translator("kk")

    screen = announce_preview.preview(EN, kk, WRITTEN)

    assert screen is not None
    sent = announce_message.delivered(kk, WRITTEN, Language.KK)
    assert screen.text == sent.text
    here = AnnouncementPreview(id=12, language=Language.KK)
    idle = tuple(Press(button.label, here) for button in sent.rows[0])
    assert screen.rows == (
        idle,
        (Press("👁 Russian", AnnouncementPreview(id=12, language=Language.RU)),),
        (Press("Back", AnnouncementView(id=12)),),
    )
    assert len(idle) == 2


def test_the_preview_has_the_picture_and_the_links() -> None:
    screen = announce_preview.preview(EN, translator("ru"), ILLUSTRATED)

    assert screen is not None
    assert screen.media == ILLUSTRATED.media
    assert screen.link_preview
    assert [row for row in screen.rows if isinstance(row[0], Link)] == [
        (Link(button.label, button.url),) for button in BUTTONS
    ]


def test_the_preview_of_a_language_without_text_is_the_text_it_gets() -> None:
    screen = announce_preview.preview(EN, translator("uz"), WRITTEN)

    assert screen is not None
    assert screen.text == WRITTEN.texts[Language.RU]


@pytest.mark.parametrize(
    ("origin", "back"),
    [
        (None, AnnouncementView(id=12)),
        (Origin.TEXTS, AnnouncementTexts(id=12)),
        (Origin.REVIEW, ReviewAnnouncement(id=12)),
    ],
)
def test_back_leads_where_it_was_opened(origin: Origin | None, back: Route) -> None:
    screen = announce_preview.preview(EN, EN, WRITTEN, origin)

    assert screen is not None
    assert screen.rows[-1] == (Press("Back", back),)
    assert {button.to for button in screen.rows[0] if isinstance(button, Press)} == {
        AnnouncementPreview(id=12, language=Language.EN, origin=origin)
    }


def test_the_way_to_a_preview_avoids_a_language_that_gets_nothing() -> None:
    without = replace(WRITTEN, skipped=frozenset({Language.EN}))

    assert announce_preview.to_preview(EN, WRITTEN).to == AnnouncementPreview(id=12, language=Language.EN)
    assert announce_preview.to_preview(EN, without).to == AnnouncementPreview(id=12, language=Language.RU)


def test_there_is_no_preview_of_nothing() -> None:
    assert announce_preview.preview(EN, EN, DRAFT) is None
    assert announce_preview.preview(EN, EN, replace(WRITTEN, skipped=frozenset({Language.EN}))) is None
