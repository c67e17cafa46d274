"""What the pacer remembers of a chat's calls, by which a flood wait is judged; and a lane that is shut."""

import asyncio

import pytest

from bot.outreach.pacer import LONGEST_ANSWER, TOGETHER, Pacer
from bot.outreach.ports import LaneShutError
from tests.outreach.virtual import VirtualLoop, play

AISULU, BORIS = 1001, 2002


def test_calls_count_together_within_five_seconds() -> None:
    async def scene(loop: VirtualLoop) -> list[int]:
        pacer, seen = Pacer(25, loop.time), list[int]()
        for pause in (0, 2, 2, 2, TOGETHER + 0.1, TOGETHER - 0.1):
            await asyncio.sleep(pause)
            await pacer.reply(AISULU)
            seen.append(pacer.burst_of(AISULU))
        return seen

    assert play(scene) == [1, 2, 3, 3, 1, 2]


def test_a_broadcast_and_an_answer_count_alike() -> None:
    async def scene(loop: VirtualLoop) -> tuple[int, int]:
        pacer = Pacer(25, loop.time)
        await pacer.broadcast(AISULU)
        await pacer.reply(AISULU)
        await pacer.reply(None)
        return pacer.burst_of(AISULU), pacer.burst_of(BORIS)

    assert play(scene) == (2, 1)


def test_three_together_are_remembered_until_the_latest_answer() -> None:
    async def scene(loop: VirtualLoop) -> tuple[int, int, int]:
        pacer = Pacer(25, loop.time)
        for _ in range(3):
            await pacer.reply(AISULU)
        await asyncio.sleep(LONGEST_ANSWER - 1)
        await pacer.reply(BORIS)
        then = pacer.burst_of(AISULU)
        await asyncio.sleep(20)
        await pacer.reply(BORIS)
        return then, pacer.burst_of(AISULU), pacer.chats

    assert play(scene) == (3, 1, 1)


def test_a_lane_that_is_shut_turns_broadcasts_back_and_lets_answers_through() -> None:
    async def scene(loop: VirtualLoop) -> float:
        may = [False]
        pacer = Pacer(25, loop.time, may_broadcast=lambda: may[0])
        for paid in (False, True):
            with pytest.raises(LaneShutError):
                await pacer.broadcast(AISULU, paid=paid)
        await pacer.reply(AISULU)
        may[0] = True
        await pacer.broadcast(BORIS)
        return loop.time()

    assert play(scene) < 0.1


def test_who_waits_in_the_lane_when_it_is_shut_is_turned_back() -> None:
    async def scene(loop: VirtualLoop) -> int:
        may, turned = [True], list[int]()
        pacer = Pacer(1, loop.time, may_broadcast=lambda: may[0])

        async def one(chat_id: int) -> None:
            try:
                await pacer.broadcast(chat_id)
            except LaneShutError:
                turned.append(chat_id)

        async with asyncio.TaskGroup() as group:
            for chat_id in range(5):
                group.create_task(one(chat_id))
            await asyncio.sleep(0.5)
            may[0] = False
        return len(turned)

    assert play(scene) == 4
