"""A server that says what the real one rarely does."""

import asyncio
import logging

import pytest
from telegram import Update

from bot.gateway.bot import introduce, open_bot
from bot.gateway.faults import TokenRejectedError
from tests.gateway.hands import Hands
from tests.gateway.incoming import message
from tests.gateway.living import QUICK, living, nothing_comes
from tests.gateway.wire import TOKEN, Script, Wire, resets, says


def batches(*answers: bytes | dict[str, object] | tuple[int, dict[str, object]]) -> tuple[Script, asyncio.Event]:
    """A script that gives these answers, then signals and stalls."""
    left = list(answers)
    spent = asyncio.Event()

    async def script(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not left:
            spent.set()
            await reader.read()
            return
        answer = left.pop(0)
        if isinstance(answer, tuple):
            await says(*answer)(reader, writer)
        elif answer == b"reset":
            await resets(reader, writer)
        else:
            await says(200, answer)(reader, writer)

    return script, spent


def updates(*raws: object) -> dict[str, object]:
    return {"ok": True, "result": list(raws)}


def offsets(wire: Wire) -> list[int]:
    return [int(body.split(b'"offset":')[1].split(b",")[0]) for _, body in wire.requests]


async def test_an_update_that_cannot_be_read_stops_nobody() -> None:
    handled: list[Update] = []

    async def handle(update: Update) -> bool:
        handled.append(update)
        return True

    poison = {"update_id": 11, "message": {"text": "no date, no chat"}}
    script, spent = batches(updates(message(10), poison, message(12)))
    async with Wire(script) as wire, living(wire.address, TOKEN, handle) as life:
        await asyncio.wait_for(spent.wait(), 5)
        assert life.reader is not None
        assert life.reader.set_aside == 1
        await life.kill()
    assert [update.update_id for update in handled] == [10, 12]
    assert offsets(wire) == [0, 13]


async def test_an_update_without_a_number_does_not_make_a_hot_loop() -> None:
    script, spent = batches(updates({"message": {}}), updates({"message": {}}), updates())
    async with Wire(script) as wire, living(wire.address, TOKEN, nothing_comes) as life:
        await asyncio.wait_for(spent.wait(), 5)
        assert life.hands.slept == [QUICK.pause] * 2
        await life.kill()


async def test_an_update_delivered_twice_is_handled_once() -> None:
    handled: list[int] = []

    async def handle(update: Update) -> bool:
        handled.append(update.update_id)
        return True

    script, spent = batches(updates(message(10), message(10)), updates(message(10), message(11)))
    async with Wire(script) as wire, living(wire.address, TOKEN, handle) as life:
        await asyncio.wait_for(spent.wait(), 5)
        await life.kill()
    assert handled == [10, 11]


async def test_numbers_that_begin_anew_are_followed() -> None:
    handled: list[int] = []

    async def handle(update: Update) -> bool:
        handled.append(update.update_id)
        return True

    script, spent = batches(updates(message(900_000_000)), updates(message(100_000_000)))
    async with Wire(script) as wire, living(wire.address, TOKEN, handle) as life:
        await asyncio.wait_for(spent.wait(), 5)
        await life.kill()
    assert handled == [900_000_000, 100_000_000]
    assert offsets(wire)[-1] == 100_000_001


async def test_failures_are_met_with_longer_and_longer_waits() -> None:
    script, spent = batches(
        (502, {"ok": False}),
        b"<html>",
        b"reset",
        (400, {"ok": False, "description": "Bad Request"}),
        updates(),
        b"reset",
    )
    async with Wire(script) as wire, living(wire.address, TOKEN, nothing_comes) as life:
        await asyncio.wait_for(spent.wait(), 5)
        assert life.hands.slept == [1, 2, 4, 8, 1]
        await life.kill()


async def test_a_flood_wait_is_kept() -> None:
    script, spent = batches((429, {"ok": False, "parameters": {"retry_after": 7}}))
    async with Wire(script) as wire, living(wire.address, TOKEN, nothing_comes) as life:
        await asyncio.wait_for(spent.wait(), 5)
        assert life.hands.slept == [7]
        await life.kill()


async def test_a_second_process_is_named_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    script, spent = batches((409, {"ok": False, "description": "Conflict: terminated by other getUpdates request"}))
    with caplog.at_level(logging.ERROR):
        async with Wire(script) as wire, living(wire.address, TOKEN, nothing_comes) as life:
            await asyncio.wait_for(spent.wait(), 5)
            await life.kill()
    assert caplog.messages == ["another process polls with this token, or a webhook is set: stop the other one"]


async def test_a_rejected_token_stops_polling_with_a_clear_line() -> None:
    script, _ = batches((401, {"ok": False, "error_code": 401, "description": "Unauthorized"}))
    async with Wire(script) as wire, living(wire.address, TOKEN, nothing_comes) as life:
        assert life.task is not None
        with pytest.RaisesGroup(TokenRejectedError):
            await asyncio.wait_for(life.task, 5)


async def test_the_bot_asks_who_it_is_until_it_is_told() -> None:
    me = {"id": 4200000000, "is_bot": True, "first_name": "Bot", "username": "cso_bot"}
    script, _ = batches(b"reset", (502, {"ok": False}), {"ok": True, "result": me})
    hands = Hands()
    async with Wire(script) as wire, open_bot(TOKEN, wire.address) as bot:
        assert await introduce(bot, hands.sleep) == "cso_bot"
    assert hands.slept == [1, 2]


async def test_the_bot_does_not_show_its_token() -> None:
    async with open_bot(TOKEN, "http://127.0.0.1:1") as bot:
        assert TOKEN not in f"{bot} {bot!r}"


async def test_a_wrong_token_is_said_at_the_start_without_showing_it() -> None:
    script, _ = batches((401, {"ok": False, "error_code": 401, "description": "Unauthorized"}))
    async with Wire(script) as wire, open_bot(TOKEN, wire.address) as bot:
        with pytest.raises(TokenRejectedError) as caught:
            await introduce(bot, Hands().sleep)
    assert TOKEN not in str(caught.value)
