"""Waits that Telegram named, kept to the letter."""

import asyncio

import pytest

from bot.outreach.pacer import CALLS, SECOND, Pacer
from bot.outreach.ports import FloodedError
from tests.outreach.virtual import VirtualLoop, play

AISULU, BORIS, OLGA = 1001, 2002, 3003


def test_a_wait_for_everyone_stops_replies_and_turns_broadcasts_back() -> None:
    async def scene(loop: VirtualLoop) -> None:
        pacer = Pacer(25, loop.time)
        pacer.flood(30, None)
        with pytest.raises(FloodedError) as wait:
            await pacer.broadcast(AISULU)
        assert (wait.value.seconds, wait.value.chat_id) == (30, None)
        await pacer.reply(BORIS)
        assert loop.time() >= 30
        await pacer.broadcast(AISULU)

    play(scene)


def test_a_wait_for_one_chat_stops_only_that_chat() -> None:
    async def scene(loop: VirtualLoop) -> None:
        pacer = Pacer(25, loop.time)
        pacer.flood(10_800, AISULU)
        with pytest.raises(FloodedError) as wait:
            await pacer.broadcast(AISULU)
        assert wait.value.chat_id == AISULU
        await pacer.broadcast(BORIS)
        await pacer.reply(OLGA)
        await pacer.reply(None)
        assert loop.time() < 1
        await pacer.reply(AISULU)
        assert loop.time() >= 10_800

    play(scene)


@pytest.mark.parametrize("whom", [None, AISULU])
def test_a_wait_never_shrinks(whom: int | None) -> None:
    async def scene(loop: VirtualLoop) -> float:
        pacer = Pacer(25, loop.time)
        pacer.flood(5, whom)
        await asyncio.sleep(1)
        pacer.flood(1, whom)
        await pacer.reply(AISULU)
        return loop.time()

    assert play(scene) == pytest.approx(5)


@pytest.mark.parametrize("whom", [None, AISULU])
def test_a_wait_grows_for_those_who_wait_already(whom: int | None) -> None:
    async def scene(loop: VirtualLoop) -> float:
        pacer = Pacer(25, loop.time)
        pacer.flood(5, whom)
        async with asyncio.TaskGroup() as group:
            group.create_task(pacer.reply(AISULU))
            await asyncio.sleep(3)
            pacer.flood(10, whom)
        return loop.time()

    assert play(scene) == pytest.approx(13)


def test_a_wait_that_begins_turns_back_those_in_line() -> None:
    async def scene(loop: VirtualLoop) -> list[float]:
        pacer, turned = Pacer(1, loop.time), list[float]()

        async def one(chat_id: int) -> None:
            try:
                await pacer.broadcast(chat_id)
            except FloodedError:
                turned.append(loop.time())

        async with asyncio.TaskGroup() as group:
            for chat_id in range(5):
                group.create_task(one(chat_id))
            await asyncio.sleep(0.5)
            pacer.flood(3600, None)
        return turned

    assert play(scene) == pytest.approx([1.0] * 4, abs=0.02)


def test_who_gives_up_waiting_leaves_no_gap_behind() -> None:
    async def scene(loop: VirtualLoop) -> float:
        pacer = Pacer(25, loop.time)
        for _ in range(CALLS):
            await pacer.reply(None)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.5):
                await pacer.reply(AISULU)
        await pacer.reply(BORIS)
        return loop.time()

    assert play(scene) == pytest.approx(SECOND, abs=0.01)


def test_a_flooded_chat_is_not_forgotten() -> None:
    async def scene(loop: VirtualLoop) -> None:
        pacer = Pacer(25, loop.time)
        pacer.flood(120, AISULU)
        for chat in range(1_000):
            await pacer.broadcast(chat)
        with pytest.raises(FloodedError):
            await pacer.broadcast(AISULU)

    play(scene)
