"""Typing a text, deleting one, seeing one."""

import pytest

from bot.domain.announcement import Media, MediaKind, State
from bot.domain.places import Language
from bot.handlers import announce_texts
from bot.handlers.visit import LeftOut, Next, Typed
from bot.store import drafts
from bot.store.database import Database
from bot.ui.staff_actions import DropText
from bot.ui.staff_routes import AnnouncementTexts, AnnouncementView, WriteText
from tests.handlers.announced import correction, draft, expected, in_state, name_boris, readers, stored
from tests.visits import BORIS, NOW, visit

NO_DRAFT = {
    State.AWAITING: "This announcement is awaiting approval. To change it, return it to draft.",
    State.SCHEDULED: "This announcement is already scheduled.",
    State.LATE: "The moment of this announcement has passed. To change it, return it to draft.",
    State.SENDING: "This announcement is already being sent.",
    State.PAUSED: "This announcement is already being sent.",
    State.DONE: "This announcement is complete.",
    State.CANCELLED: "This announcement is cancelled.",
}


async def test_a_typed_text_is_kept_with_its_formatting(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await draft(sqlite_db, {})
    boris = await visit(sqlite_db, BORIS)
    route = WriteText(id=made, language=Language.KK)

    asked = await announce_texts.write(boris, route)
    assert "Type the text or forward it here" in asked.text
    assert await expected(sqlite_db, BORIS) == route.pack()

    html = '<b>Құрметті</b> <a href="https://example.org/">әріптестер</a>!'
    answer = await announce_texts.typed_text(boris, route, Typed("Құрметті әріптестер!", html))

    assert answer == Next(AnnouncementView(id=made), toast="The text is saved: Kazakh.")
    assert (await stored(sqlite_db, made)).texts == {Language.KK: html}
    assert await expected(sqlite_db, BORIS) is None


async def test_the_expectation_ends_after_half_an_hour(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await draft(sqlite_db)
    earlier = await visit(sqlite_db, BORIS, now=NOW - announce_texts.PATIENCE)

    await announce_texts.write(earlier, WriteText(id=made, language=Language.KK))

    assert await expected(sqlite_db, BORIS) is None


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("", "Please send a text, a photo or file, or both."),
        ("<b> \n</b>", "Please send a text"),
        ("ж" * 4097, "4,097 characters"),
        ("<i>" + "&lt;" * 4097 + "</i>", "4,097 characters"),
        ('<a href="https://example.org/' + "a" * 33_000 + '">x</a>', "too much formatting"),
        ("\u2800\u200b<b>\u0301</b>", "Please send a text"),
        ("Apply: http://example.org/apply", "This one does not: http://example.org"),
        ('<a href="http://example.org/?a=1&amp;b=2">Apply</a>', "This one does not: http://example.org"),
        ('<a href="tg://user?id=1001">Aisulu</a>', "This one does not: tg://user"),
        ('<a href="https://bit.ly/abc">Apply</a>', "nobody can see where it leads: https://bit.ly"),
        ("https://t.me/proxy?server=1", "would change readers' proxy settings"),
    ],
)
async def test_what_telegram_would_refuse_is_asked_again(sqlite_db: Database, html: str, words: str) -> None:
    await name_boris(sqlite_db)
    made = await draft(sqlite_db)
    boris = await visit(sqlite_db, BORIS)
    route = WriteText(id=made, language=Language.RU)
    await announce_texts.write(boris, route)
    before = await stored(sqlite_db, made)

    answer = await announce_texts.typed_text(boris, route, Typed("whatever", html))

    assert answer.route == route
    assert answer.toast is not None
    assert words in answer.toast
    assert await stored(sqlite_db, made) == before
    assert await expected(sqlite_db, BORIS) == route.pack()


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (3899, "The text is saved: Russian."),
        (3900, "The text is saved. If it was longer than one message, only its first part is here"),
        (4096, "The text is saved. If it was longer than one message, only its first part is here"),
    ],
)
async def test_what_may_be_the_first_part_of_a_longer_text_is_said_to_be(
    sqlite_db: Database, length: int, words: str
) -> None:
    await name_boris(sqlite_db)
    made = await draft(sqlite_db, {})
    html = "<b>" + "&lt;" * length + "</b>"

    answer = await announce_texts.typed_text(
        await visit(sqlite_db, BORIS), WriteText(id=made, language=Language.RU), Typed("x", html)
    )

    assert answer.route == AnnouncementView(id=made)
    assert (answer.toast or "").startswith(words)
    assert (await stored(sqlite_db, made)).texts == {Language.RU: html}


@pytest.mark.parametrize(
    "html", ["x", '<a href="HTTPS://example.org">here</a>', "example.org", "ж" * 4096, "<b>" + "&amp;" * 4096 + "</b>"]
)
async def test_what_telegram_takes_is_taken(sqlite_db: Database, html: str) -> None:
    await name_boris(sqlite_db)
    made = await draft(sqlite_db)

    await announce_texts.typed_text(
        await visit(sqlite_db, BORIS), WriteText(id=made, language=Language.RU), Typed("x", html)
    )

    assert (await stored(sqlite_db, made)).texts[Language.RU] == html


@pytest.mark.parametrize("state", [state for state in State if state is not State.DRAFT])
async def test_what_is_no_draft_keeps_its_texts(sqlite_db: Database, state: State) -> None:
    await name_boris(sqlite_db)
    made = await in_state(sqlite_db, state)
    boris = await visit(sqlite_db, BORIS)
    before = await stored(sqlite_db, made)
    route = WriteText(id=made, language=Language.RU)

    shown = await announce_texts.write(boris, route)
    typed = await announce_texts.typed_text(boris, route, Typed("New", "New"))
    dropped = await announce_texts.drop(boris, DropText(id=made, language=Language.RU))

    assert "Type the text" not in shown.text
    assert await expected(sqlite_db, BORIS) is None
    assert typed == dropped == Next(AnnouncementView(id=made), toast=NO_DRAFT[state])
    assert await stored(sqlite_db, made) == before


async def test_deleting_twice_deletes_once(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await draft(sqlite_db, {Language.RU: "А", Language.EN: "B"})
    boris = await visit(sqlite_db, BORIS)

    for _ in range(2):
        answer = await announce_texts.drop(boris, DropText(id=made, language=Language.RU))
        assert answer == Next(AnnouncementTexts(id=made), toast="The text is deleted.")
    assert (await stored(sqlite_db, made)).texts == {Language.EN: "B"}


async def test_the_list_counts_readers(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    await readers(sqlite_db, Language.UZ, 5)
    made = await draft(sqlite_db)

    screen = await announce_texts.texts(await visit(sqlite_db, BORIS), AnnouncementTexts(id=made))

    assert "Uzbek: 5 readers, no text, not decided yet" in screen.text


PHOTO = Media(MediaKind.PHOTO, "photo-file")
FILE = Media(MediaKind.DOCUMENT, "document-file")


@pytest.mark.parametrize(
    ("media", "left_out", "toast"),
    [
        (PHOTO, None, "The text is saved: Kazakh. The photo is saved."),
        (FILE, None, "The text is saved: Kazakh. The file is saved."),
        (
            PHOTO,
            LeftOut.ALBUM,
            "The text is saved: Kazakh. The photo is saved. Only the first one you sent will go out.",
        ),
    ],
)
async def test_a_caption_is_a_text_and_its_picture_is_kept(
    sqlite_db: Database, media: Media, left_out: LeftOut | None, toast: str
) -> None:
    await name_boris(sqlite_db)
    made = await draft(sqlite_db, {})
    boris = await visit(sqlite_db, BORIS)
    route = WriteText(id=made, language=Language.KK)

    answer = await announce_texts.typed_text(boris, route, Typed("Сәлем", "<b>Сәлем</b>", media, left_out))

    assert answer == Next(AnnouncementView(id=made), toast=toast)
    found = await stored(sqlite_db, made)
    assert (found.texts, found.media) == ({Language.KK: "<b>Сәлем</b>"}, media)


async def test_a_picture_alone_is_kept_and_the_text_is_asked_for(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await draft(sqlite_db, {})
    boris = await visit(sqlite_db, BORIS)
    route = WriteText(id=made, language=Language.KK)
    await announce_texts.write(boris, route)

    answer = await announce_texts.typed_text(boris, route, Typed("", "", PHOTO))

    assert answer == Next(route, toast="The photo is saved. Now type the text.")
    assert (await stored(sqlite_db, made)).media == PHOTO
    assert await expected(sqlite_db, BORIS) == route.pack()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (Typed("Look", "Look", None, LeftOut.MEDIA), "An announcement can carry a photo or a file only"),
        (Typed("", "", None, LeftOut.MEDIA), "An announcement can carry a photo or a file only"),
        (
            Typed("x" * 1025, "x" * 1025, PHOTO),
            "1,025 characters, but with a photo or file there is room for 1,024",
        ),
    ],
)
async def test_what_cannot_go_with_a_text_is_refused_whole(sqlite_db: Database, typed: Typed, words: str) -> None:
    await name_boris(sqlite_db)
    made = await draft(sqlite_db)
    boris = await visit(sqlite_db, BORIS)
    route = WriteText(id=made, language=Language.RU)
    await announce_texts.write(boris, route)
    before = await stored(sqlite_db, made)

    answer = await announce_texts.typed_text(boris, route, typed)

    assert answer.route == route
    assert words in (answer.toast or "")
    assert await stored(sqlite_db, made) == before
    assert await expected(sqlite_db, BORIS) == route.pack()


async def test_beside_a_picture_that_is_there_a_long_text_is_refused(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await draft(sqlite_db)
    async with sqlite_db.write() as tx:
        await drafts.set_media(tx, made, PHOTO)
    route = WriteText(id=made, language=Language.RU)

    answer = await announce_texts.typed_text(await visit(sqlite_db, BORIS), route, Typed("x", "ж" * 1025))

    assert answer.route == route
    assert "1,025 characters" in (answer.toast or "")


async def test_a_correction_takes_words_and_no_picture(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await correction(sqlite_db)
    boris = await visit(sqlite_db, BORIS)
    route = WriteText(id=made, language=Language.RU)
    before = await stored(sqlite_db, made)

    refused = await announce_texts.typed_text(boris, route, Typed("New", "New", PHOTO))
    assert refused.route == route
    assert "A correction cannot change the photo or file." in (refused.toast or "")
    assert await stored(sqlite_db, made) == before

    await announce_texts.typed_text(boris, route, Typed("New", "New"))
    assert (await stored(sqlite_db, made)).texts == {Language.RU: "New"}
