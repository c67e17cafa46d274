"""Typing the link buttons under a text, and taking them away."""

import pytest

from bot.domain.announcement import LinkButton, State
from bot.domain.places import Language
from bot.handlers import announce_buttons
from bot.handlers.visit import Next, Typed
from bot.store import drafts
from bot.store.database import Database
from bot.ui.routes import Hint, Home
from bot.ui.staff_actions import DropButtons
from bot.ui.staff_routes import AnnouncementView, WriteButtons, WriteText
from tests.handlers.announced import draft, everything, expected, in_state, name_boris, stored
from tests.visits import BORIS, MALLORY, visit

APPLY = LinkButton("Подать заявку", "https://example.org/apply")
ASK = LinkButton("Задать вопрос", "https://t.me/example")
LINES = "Подать заявку | https://example.org/apply\nЗадать вопрос | https://t.me/example"


async def test_buttons_are_kept_for_their_language(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await draft(sqlite_db, {Language.RU: "А", Language.KK: "Ә"})
    boris = await visit(sqlite_db, BORIS)
    route = WriteButtons(id=made, language=Language.RU)

    asked = await announce_buttons.write_buttons(boris, route)
    assert "Type up to 3 lines" in asked.text
    assert await expected(sqlite_db, BORIS) == route.pack()

    answer = await announce_buttons.typed_buttons(boris, route, Typed(LINES, LINES))

    assert answer == Next(AnnouncementView(id=made), toast="2 buttons saved.")
    assert (await stored(sqlite_db, made)).buttons == {Language.RU: (APPLY, ASK)}
    assert await expected(sqlite_db, BORIS) is None


async def test_wrong_lines_are_told_as_far_as_there_is_room_and_change_nothing(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await draft(sqlite_db)
    async with sqlite_db.write() as tx:
        await drafts.set_buttons(tx, made, Language.RU, [ASK])
    boris = await visit(sqlite_db, BORIS)
    route = WriteButtons(id=made, language=Language.RU)
    await announce_buttons.write_buttons(boris, route)
    wrong = "a\nb | https://bit.ly/x\nc | https://name:word@a.example"

    answer = await announce_buttons.typed_buttons(boris, route, Typed(wrong, wrong))

    assert answer.route == route
    assert answer.toast is not None
    first, second = answer.toast.splitlines()
    assert first == "Line 1: There is no “|” between the label and the address."
    assert second.startswith("Line 2: This link is shortened")
    assert len(answer.toast) <= 200
    assert (await stored(sqlite_db, made)).buttons == {Language.RU: (ASK,)}
    assert await expected(sqlite_db, BORIS) == route.pack()


async def test_buttons_need_a_text(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await draft(sqlite_db)
    boris = await visit(sqlite_db, BORIS)
    route = WriteButtons(id=made, language=Language.KK)

    shown = await announce_buttons.write_buttons(boris, route)
    answer = await announce_buttons.typed_buttons(boris, route, Typed(LINES, LINES))

    assert "Type up to" not in shown.text
    assert await expected(sqlite_db, BORIS) is None
    assert answer.route == WriteText(id=made, language=Language.KK)
    assert (await stored(sqlite_db, made)).buttons == {}


async def test_buttons_are_taken_away_again(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await draft(sqlite_db)
    async with sqlite_db.write() as tx:
        await drafts.set_buttons(tx, made, Language.RU, [ASK])
    boris = await visit(sqlite_db, BORIS)

    for _ in range(2):
        answer = await announce_buttons.drop_buttons(boris, DropButtons(id=made, language=Language.RU))
        assert answer == Next(WriteText(id=made, language=Language.RU), toast="The buttons have been removed.")
    assert (await stored(sqlite_db, made)).buttons == {}


@pytest.mark.parametrize("state", [state for state in State if state is not State.DRAFT])
async def test_what_is_no_draft_keeps_its_buttons(sqlite_db: Database, state: State) -> None:
    await name_boris(sqlite_db)
    made = await in_state(sqlite_db, state)
    boris = await visit(sqlite_db, BORIS)
    before = await everything(sqlite_db)
    route = WriteButtons(id=made, language=Language.RU)

    shown = await announce_buttons.write_buttons(boris, route)
    answers = [
        await announce_buttons.typed_buttons(boris, route, Typed(LINES, LINES)),
        await announce_buttons.typed_buttons(boris, route, Typed("wrong", "wrong")),
        await announce_buttons.drop_buttons(boris, DropButtons(id=made, language=Language.RU)),
    ]

    assert "Type up to" not in shown.text
    assert {answer.route for answer in answers} == {AnnouncementView(id=made)}
    assert await everything(sqlite_db) == before


async def test_mallory_finds_nothing_here(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await draft(sqlite_db)
    mallory = await visit(sqlite_db, MALLORY)
    before = await everything(sqlite_db)
    route = WriteButtons(id=made, language=Language.RU)

    shown = await announce_buttons.write_buttons(mallory, route)

    assert shown.toast == "This button is out of date."
    assert await announce_buttons.typed_buttons(mallory, route, Typed(LINES, LINES)) == Next(Hint())
    dropped = await announce_buttons.drop_buttons(mallory, DropButtons(id=made, language=Language.RU))
    assert dropped == Next(Home(), toast="This button is out of date.")
    assert await everything(sqlite_db) == before
