"""Sending in a picture or file, taking it away, showing what is behind a link."""

import pytest

from bot.domain.announcement import Media, MediaKind, State
from bot.domain.places import Language
from bot.handlers import announce_media
from bot.handlers.visit import LeftOut, Next, Typed
from bot.store import drafts
from bot.store.database import Database
from bot.ui.routes import Hint, Home
from bot.ui.staff_actions import DropMedia, SetLinkPreview
from bot.ui.staff_routes import AnnouncementView, AttachMedia
from tests.handlers.announced import correction, draft, everything, expected, in_state, name_boris, stored
from tests.visits import BORIS, MALLORY, visit

PHOTO = Media(MediaKind.PHOTO, "photo-file")
FILE = Media(MediaKind.DOCUMENT, "document-file")


@pytest.mark.parametrize(
    ("typed", "toast"),
    [
        (Typed("", "", PHOTO), "The photo is saved."),
        (Typed("", "", FILE), "The file is saved."),
        (Typed("", "", PHOTO, LeftOut.ALBUM), "The photo is saved. Only the first one you sent will go out."),
        (Typed("x", "x", PHOTO), "The photo is saved. Its caption was not saved: write texts under “Texts”."),
    ],
)
async def test_a_picture_or_file_is_kept(sqlite_db: Database, typed: Typed, toast: str) -> None:
    await name_boris(sqlite_db)
    made = await draft(sqlite_db)
    boris = await visit(sqlite_db, BORIS)
    route = AttachMedia(id=made)

    asked = await announce_media.attach(boris, route)
    assert "Send one photo or one file" in asked.text
    assert await expected(sqlite_db, BORIS) == route.pack()

    answer = await announce_media.typed_media(boris, route, typed)

    assert answer == Next(AnnouncementView(id=made), toast=toast)
    found = await stored(sqlite_db, made)
    assert found.media == typed.media
    assert found.texts == {Language.RU: "<b>Дорогие коллеги!</b>"}
    assert await expected(sqlite_db, BORIS) is None


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (Typed("no picture", "no picture"), "Please send one photo or one file."),
        (Typed("", "", None, LeftOut.MEDIA), "An announcement can carry a photo or a file only"),
    ],
)
async def test_anything_else_is_asked_again(sqlite_db: Database, typed: Typed, words: str) -> None:
    await name_boris(sqlite_db)
    made = await draft(sqlite_db)
    boris = await visit(sqlite_db, BORIS)
    route = AttachMedia(id=made)
    await announce_media.attach(boris, route)

    answer = await announce_media.typed_media(boris, route, typed)

    assert answer.route == route
    assert words in (answer.toast or "")
    assert (await stored(sqlite_db, made)).media is None
    assert await expected(sqlite_db, BORIS) == route.pack()


async def test_it_is_taken_away_again(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await draft(sqlite_db)
    async with sqlite_db.write() as tx:
        await drafts.set_media(tx, made, PHOTO)
    boris = await visit(sqlite_db, BORIS)

    for _ in range(2):
        answer = await announce_media.drop_media(boris, DropMedia(id=made))
        assert answer == Next(AnnouncementView(id=made), toast="Removed. Only the texts will go out.")
    assert (await stored(sqlite_db, made)).media is None


async def test_a_correction_keeps_its_picture(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await correction(sqlite_db)
    async with sqlite_db.write() as tx:
        await drafts.set_media(tx, made, PHOTO)
    boris = await visit(sqlite_db, BORIS)
    before = await everything(sqlite_db)

    shown = await announce_media.attach(boris, AttachMedia(id=made))
    typed = await announce_media.typed_media(boris, AttachMedia(id=made), Typed("", "", FILE))
    dropped = await announce_media.drop_media(boris, DropMedia(id=made))

    assert "This is a correction of announcement" in shown.text
    for answer in (typed, dropped):
        assert "A correction cannot change the photo or file." in (answer.toast or "")
    assert await everything(sqlite_db) == before


async def test_what_is_behind_a_link_is_shown_and_hidden(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await draft(sqlite_db)
    boris = await visit(sqlite_db, BORIS)

    for wanted in (True, False):
        answer = await announce_media.set_link_preview(boris, SetLinkPreview(id=made, on=wanted))
        assert answer == Next(AnnouncementView(id=made))
        assert (await stored(sqlite_db, made)).link_preview is wanted


@pytest.mark.parametrize("state", [state for state in State if state is not State.DRAFT])
async def test_what_is_no_draft_stays_as_it_is(sqlite_db: Database, state: State) -> None:
    await name_boris(sqlite_db)
    made = await in_state(sqlite_db, state)
    boris = await visit(sqlite_db, BORIS)
    before = await everything(sqlite_db)

    shown = await announce_media.attach(boris, AttachMedia(id=made))
    answers = [
        await announce_media.typed_media(boris, AttachMedia(id=made), Typed("", "", PHOTO)),
        await announce_media.typed_media(boris, AttachMedia(id=made), Typed("words", "words")),
        await announce_media.drop_media(boris, DropMedia(id=made)),
        await announce_media.set_link_preview(boris, SetLinkPreview(id=made, on=True)),
    ]

    assert "Send one photo" not in shown.text
    assert {answer.route for answer in answers} == {AnnouncementView(id=made)}
    assert len({answer.toast for answer in answers}) == 1
    assert await everything(sqlite_db) == before


async def test_mallory_finds_nothing_here(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await draft(sqlite_db)
    mallory = await visit(sqlite_db, MALLORY)
    before = await everything(sqlite_db)

    shown = await announce_media.attach(mallory, AttachMedia(id=made))
    typed = await announce_media.typed_media(mallory, AttachMedia(id=made), Typed("", "", PHOTO))

    assert shown.toast == "This button is out of date."
    assert typed == Next(Hint())
    nowhere = Next(Home(), toast="This button is out of date.")
    assert await announce_media.drop_media(mallory, DropMedia(id=made)) == nowhere
    assert await announce_media.set_link_preview(mallory, SetLinkPreview(id=made, on=True)) == nowhere
    assert await everything(sqlite_db) == before
