"""Typing a text, deleting one, seeing one."""

import pytest

from bot.domain.announcement import State
from bot.domain.places import Language
from bot.handlers import announce_texts
from bot.handlers.visit import Next, Typed
from bot.store.database import Database
from bot.ui.staff_routes import (
    AnnouncementPreview,
    AnnouncementTexts,
    AnnouncementView,
    DropText,
    WriteText,
)
from tests.handlers.announced import draft, expected, in_state, name_boris, readers, stored
from tests.visits import BORIS, NOW, visit

CHANGED_TOO_LATE = "This announcement is already scheduled."


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

    assert answer == Next(AnnouncementView(id=made), toast="The text is kept: Kazakh.")
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
        ("", "Please send a text"),
        ("<b> \n</b>", "Please send a text"),
        ("ж" * 4097, "4,097 characters"),
        ("<i>" + "&lt;" * 4097 + "</i>", "4,097 characters"),
        ('<a href="https://example.org/' + "a" * 33_000 + '">x</a>', "too much formatting"),
        ("\u2800\u200b<b>\u0301</b>", "Please send a text"),
        ("Apply: http://example.org/apply", "This one does not: http://example.org"),
        ('<a href="http://example.org/?a=1&amp;b=2">Apply</a>', "This one does not: http://example.org"),
        ('<a href="tg://user?id=1001">Aisulu</a>', "This one does not: tg://user"),
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
        (3899, "The text is kept: Russian."),
        (3900, "The text is kept. If it was longer than one message, only its first part is here"),
        (4096, "The text is kept. If it was longer than one message, only its first part is here"),
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
    toast = "This announcement is cancelled." if state is State.CANCELLED else CHANGED_TOO_LATE
    assert typed == dropped == Next(AnnouncementView(id=made), toast=toast)
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

    assert "Uzbek: 5 readers, will get: Russian" in screen.text


async def test_the_preview_speaks_the_readers_language(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await draft(sqlite_db)
    boris = await visit(sqlite_db, BORIS)

    screen = await announce_texts.preview(boris, AnnouncementPreview(id=made, language=Language.UZ))

    assert screen.text == "<b>Дорогие коллеги!</b>"
    assert screen.rows[0][0].label == boris.translator(Language.UZ).plain("My alerts")
    assert screen.rows[1][0].label == "Back"


async def test_the_preview_of_an_empty_draft_is_the_draft(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await draft(sqlite_db, {})

    screen = await announce_texts.preview(
        await visit(sqlite_db, BORIS), AnnouncementPreview(id=made, language=Language.UZ)
    )

    assert "Next: write the text" in screen.text
