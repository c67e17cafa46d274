"""What happens when answering an update fails."""

import asyncio
import dataclasses
import logging

import pytest
from telegram import Update

from bot.gateway import guard as guards
from bot.gateway.faults import TokenRejectedError
from bot.gateway.guard import Guard
from bot.gateway.routing import TABLE
from bot.handlers.visit import Visit
from bot.simulator.person import Person
from bot.simulator.server import Simulator
from bot.store.database import Database
from bot.store.errors import StoreBusyError, StoreFullError
from bot.ui.routes import Help, Home
from bot.ui.screen import Screen
from tests.gateway.incoming import AISULU, Raw, message, press, read, standing
from tests.gateway.rig import ERROR_ID, Rig, open_rig
from tests.visits import join

SORRY = "Something went wrong on our side. Please try again."
NOT_SAVED = "This cannot be saved right now. Please try again later."


async def breaks(_: Visit, __: Help) -> Screen:
    raise RuntimeError("Aisulu wrote something odd")


BROKEN = dataclasses.replace(TABLE, places={**TABLE.places, Help: breaks})


async def test_a_broken_handler_is_owned_up_to_and_named_in_the_log(
    sim: Simulator, aisulu: Person, sqlite_db: Database, caplog: pytest.LogCaptureFixture
) -> None:
    await aisulu.start()
    await join(sqlite_db, AISULU)
    async with open_rig(sim.address, sim.token, sqlite_db, BROKEN) as rig:
        with caplog.at_level(logging.ERROR):
            assert await rig.take(message(1, AISULU, "/help")), "it counts as handled"
    assert aisulu.screen.text == SORRY
    assert aisulu.screen.labels == ["Main menu"]
    assert caplog.messages == [f"error {ERROR_ID}: an update could not be answered"]


async def test_a_press_that_fails_is_answered_all_the_same(sim: Simulator, aisulu: Person, sqlite_db: Database) -> None:
    await aisulu.start()
    await join(sqlite_db, AISULU)
    async with open_rig(sim.address, sim.token, sqlite_db, BROKEN) as rig:
        await rig.take(press(1, AISULU, "hp"))
    assert len(sim.calls.of("answerCallbackQuery")) == 1
    assert aisulu.screen.text == SORRY


def guarding(rig: Rig, error: Exception) -> Guard:
    async def receive(_: Update) -> None:
        raise error

    return Guard(receive, rig.speaker, rig.visits, Home(), lambda: ERROR_ID)


async def test_the_apology_speaks_the_hinted_language_when_the_database_is_gone(
    rig: Rig, sim: Simulator, aisulu: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def gone(*_: object) -> None:
        raise StoreBusyError("the database is locked")

    monkeypatch.setattr(rig.visits, "open", gone)
    await aisulu.start()
    assert await guarding(rig, StoreBusyError("the database is locked")).handle(read(message(1, AISULU)))
    assert aisulu.screen.text == NOT_SAVED


async def test_a_failing_database_asks_the_webhook_once_for_another_delivery(rig: Rig, aisulu: Person) -> None:
    await aisulu.start()
    guard = guarding(rig, StoreBusyError("the database is locked"))
    assert not await guard.handle_or_return(read(message(1, AISULU)))
    assert not await guard.handle_or_return(read(message(2, AISULU)))
    assert aisulu.messages == [], "it may have passed by then"
    assert await guard.handle_or_return(read(message(1, AISULU))), "they know by now, and try again themselves"
    assert [one.text for one in aisulu.messages] == [NOT_SAVED]


async def test_updates_that_could_not_be_saved_are_not_remembered_for_ever(
    rig: Rig, aisulu: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guards, "REMEMBERED", 2)
    await aisulu.start()
    guard = guarding(rig, StoreFullError("the disk is full"))
    assert [await guard.handle_or_return(read(message(number, AISULU))) for number in (1, 2, 3, 1, 3)] == [
        False,
        False,
        False,
        False,
        True,
    ]


async def test_any_other_error_is_no_reason_for_another_delivery(rig: Rig, aisulu: Person) -> None:
    await aisulu.start()
    assert await guarding(rig, RuntimeError("a bug")).handle_or_return(read(message(1, AISULU)))
    assert aisulu.screen.text == SORRY


async def test_a_rejected_token_is_nothing_to_apologise_for(rig: Rig, sim: Simulator) -> None:
    with pytest.raises(TokenRejectedError):
        await guarding(rig, TokenRejectedError()).handle(read(message(1, AISULU)))
    assert len(sim.calls) == 0


async def test_nobody_is_told_of_an_error_about_their_blocking(rig: Rig, sim: Simulator) -> None:
    assert await guarding(rig, RuntimeError("a bug")).handle(read(standing(1, AISULU, "kicked")))
    assert len(sim.calls) == 0


async def test_what_takes_too_long_is_cut_off(rig: Rig, aisulu: Person) -> None:
    async def receive(_: Update) -> None:
        await asyncio.Event().wait()

    await aisulu.start()
    guard = Guard(receive, rig.speaker, rig.visits, Home(), lambda: ERROR_ID, deadline=0.01)
    assert await guard.handle(read(message(1, AISULU)))
    assert aisulu.screen.text == SORRY


GROUP: Raw = {"id": -777, "type": "group", "title": "Coalition"}


async def test_in_a_group_only_whoever_pressed_hears_of_an_error(rig: Rig, sim: Simulator, boris: Person) -> None:
    gathering = sim.group(-777, "Coalition", "group")
    gathering.add_bot(boris)
    guard = guarding(rig, RuntimeError("a bug"))
    assert await guard.handle(read(message(1, AISULU, "/help@local_bot", chat=GROUP)))
    assert len(sim.calls) == 0
    under = {"message_id": 5, "date": 1_800_000_000, "chat": GROUP, "text": "menu"}
    assert await guard.handle(read(press(2, AISULU, "o", message=under)))
    assert [call.given["text"] for call in sim.calls.of("answerCallbackQuery")] == [SORRY]
    assert gathering.messages == []
