"""Seeing one text as a preview, and all of them as a test."""

from bot.domain.announcement import LinkButton, Media, MediaKind
from bot.domain.places import Language
from bot.handlers import announce_preview
from bot.handlers.visit import Next
from bot.store import drafts
from bot.store.database import Database
from bot.ui import staff_actions
from bot.ui.announce_message import delivered
from bot.ui.routes import Home
from bot.ui.screen import Link
from bot.ui.staff_routes import AnnouncementPreview, AnnouncementView, ReviewAnnouncement
from tests.handlers.announced import draft, name_boris, stored
from tests.visits import BORIS, MALLORY, visit

PHOTO = Media(MediaKind.PHOTO, "photo-file")


async def test_the_preview_speaks_the_readers_language(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await draft(sqlite_db)
    boris = await visit(sqlite_db, BORIS)

    screen = await announce_preview.preview(boris, AnnouncementPreview(id=made, language=Language.UZ))

    assert screen.text == "<b>Дорогие коллеги!</b>"
    assert screen.rows[0][0].label == boris.translator(Language.UZ).plain("My alerts")
    assert screen.rows[1][0].label == "Back"


async def test_the_preview_of_an_empty_draft_is_the_draft(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await draft(sqlite_db, {})

    screen = await announce_preview.preview(
        await visit(sqlite_db, BORIS), AnnouncementPreview(id=made, language=Language.UZ)
    )

    assert "Next: write the text" in screen.text


async def test_the_preview_of_a_language_that_gets_nothing_says_so(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await draft(sqlite_db)
    async with sqlite_db.write() as tx:
        await drafts.choose(tx, made, frozenset(), frozenset({Language.UZ}))

    screen = await announce_preview.preview(
        await visit(sqlite_db, BORIS), AnnouncementPreview(id=made, language=Language.UZ)
    )

    assert screen.toast == "Readers of this language get nothing."
    assert f"Announcement {made}" in screen.text


async def test_a_test_shows_each_text_as_its_readers_get_it(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await draft(sqlite_db, {Language.KK: "Сәлем", Language.RU: "Привет", Language.UZ: "Salom"})
    async with sqlite_db.write() as tx:
        await drafts.set_media(tx, made, PHOTO)
        await drafts.set_buttons(tx, made, Language.KK, [LinkButton("Беру", "https://example.org")])
    boris = await visit(sqlite_db, BORIS)

    answer = await announce_preview.test_to_me(boris, staff_actions.TestToMe(id=made))

    assert answer.route == AnnouncementView(id=made)
    assert answer.toast == "The messages above are what readers will get, in 3 languages."
    found = await stored(sqlite_db, made)
    assert answer.also == tuple(
        delivered(boris.translator(one), found, one) for one in (Language.RU, Language.KK, Language.UZ)
    )
    assert all(screen.media == PHOTO for screen in answer.also)
    assert answer.also[1].rows[0] == (Link("Беру", "https://example.org"),)


async def test_a_test_of_what_is_reviewed_leads_back_to_the_review(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await draft(sqlite_db, {Language.RU: "Привет"})
    async with sqlite_db.write() as tx:
        await drafts.submit(tx, made)

    answer = await announce_preview.test_to_me(await visit(sqlite_db, BORIS), staff_actions.TestToMe(id=made))

    assert answer.route == ReviewAnnouncement(id=made)


async def test_without_a_text_there_is_no_test(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await draft(sqlite_db, {})

    answer = await announce_preview.test_to_me(await visit(sqlite_db, BORIS), staff_actions.TestToMe(id=made))

    assert answer.also == ()
    assert "There is no text yet" in (answer.toast or "")


async def test_mallory_gets_no_test(sqlite_db: Database) -> None:
    made = await draft(sqlite_db)

    answer = await announce_preview.test_to_me(await visit(sqlite_db, MALLORY), staff_actions.TestToMe(id=made))

    assert answer == Next(Home(), toast="This button is out of date.")


async def test_a_test_of_one_text_counts_nothing(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await draft(sqlite_db)

    answer = await announce_preview.test_to_me(await visit(sqlite_db, BORIS), staff_actions.TestToMe(id=made))

    assert answer.toast == "The message above is what readers will get."
