"""Deciding what readers get whose language has no text."""

import pytest

from bot.domain.announcement import State, undecided
from bot.domain.places import Language
from bot.handlers import announce_gate
from bot.handlers.visit import Next
from bot.store.database import Database
from bot.ui.routes import Home
from bot.ui.staff_actions import Choice, ChooseText
from bot.ui.staff_routes import LanguageGate
from tests.handlers.announced import draft, everything, in_state, name_boris, readers, stored
from tests.visits import BORIS, MALLORY, visit

NONE: frozenset[Language] = frozenset()
UZBEK = frozenset({Language.UZ})
TURKMEN = frozenset({Language.TK})


async def test_the_gate_counts_who_has_no_text(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    await readers(sqlite_db, Language.UZ, 6)
    await readers(sqlite_db, Language.TG, 4, first=20_000)
    made = await draft(sqlite_db)

    text = (await announce_gate.gate(await visit(sqlite_db, BORIS), LanguageGate(id=made))).text

    assert "Uzbek: 6 readers, no text, not decided yet" in text
    assert "Tajik: fewer than 5 readers, no text, not decided yet" in text


async def test_each_choice_takes_the_place_of_the_other(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await draft(sqlite_db)
    boris = await visit(sqlite_db, BORIS)

    async def choose(choice: Choice) -> None:
        answer = await announce_gate.choose_text(boris, ChooseText(id=made, choice=choice, language=Language.UZ))
        assert answer == Next(LanguageGate(id=made))

    await choose(Choice.ANOTHER)
    found = await stored(sqlite_db, made)
    assert (found.borrowing, found.skipped) == (UZBEK, NONE)
    await choose(Choice.NOTHING)
    await choose(Choice.NOTHING)
    found = await stored(sqlite_db, made)
    assert (found.borrowing, found.skipped) == (NONE, UZBEK)
    assert Language.UZ not in undecided(found)


@pytest.mark.parametrize("choice", Choice)
async def test_all_that_are_undecided_are_decided_at_once_and_the_others_stay(
    sqlite_db: Database, choice: Choice
) -> None:
    await name_boris(sqlite_db)
    made = await draft(sqlite_db)
    boris = await visit(sqlite_db, BORIS)
    await announce_gate.choose_text(boris, ChooseText(id=made, choice=Choice.NOTHING, language=Language.TK))
    await announce_gate.choose_text(boris, ChooseText(id=made, choice=Choice.ANOTHER, language=Language.UZ))

    await announce_gate.choose_text(boris, ChooseText(id=made, choice=choice))

    found = await stored(sqlite_db, made)
    assert undecided(found) == ()
    others = frozenset(Language) - {Language.RU, Language.TK, Language.UZ}
    another = choice is Choice.ANOTHER
    assert found.borrowing == (UZBEK | others if another else UZBEK)
    assert found.skipped == (TURKMEN if another else TURKMEN | others)


async def test_a_language_with_a_text_has_nothing_to_choose(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await draft(sqlite_db)
    boris = await visit(sqlite_db, BORIS)

    await announce_gate.choose_text(boris, ChooseText(id=made, choice=Choice.NOTHING, language=Language.RU))

    assert (await stored(sqlite_db, made)).skipped == NONE


@pytest.mark.parametrize("state", [state for state in State if state is not State.DRAFT])
async def test_what_is_no_draft_is_decided(sqlite_db: Database, state: State) -> None:
    await name_boris(sqlite_db)
    made = await in_state(sqlite_db, state)
    boris = await visit(sqlite_db, BORIS)
    before = await everything(sqlite_db)

    shown = await announce_gate.gate(boris, LanguageGate(id=made))
    answer = await announce_gate.choose_text(boris, ChooseText(id=made, choice=Choice.ANOTHER))

    assert "In each row" not in shown.text
    assert answer.route != LanguageGate(id=made)
    assert answer.toast
    assert await everything(sqlite_db) == before


async def test_what_does_not_exist_is_nowhere(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    boris = await visit(sqlite_db, BORIS)

    answer = await announce_gate.choose_text(boris, ChooseText(id=99, choice=Choice.ANOTHER))

    assert answer == Next(Home(), toast="This button is out of date.")


async def test_mallory_finds_nothing_here(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await draft(sqlite_db)
    mallory = await visit(sqlite_db, MALLORY)
    before = await everything(sqlite_db)

    shown = await announce_gate.gate(mallory, LanguageGate(id=made))
    answer = await announce_gate.choose_text(mallory, ChooseText(id=made, choice=Choice.ANOTHER))

    assert shown.toast == "This button is out of date."
    assert answer == Next(Home(), toast="This button is out of date.")
    assert await everything(sqlite_db) == before
