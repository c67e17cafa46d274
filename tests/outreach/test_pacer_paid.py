"""Broadcasts that are paid for: a lane of their own, beside the thirty calls a second of all the rest."""

import asyncio
from itertools import pairwise

import pytest

from bot.outreach.pacer import CALLS, PAID_CALLS, PAID_SECOND, SECOND, Pacer
from bot.outreach.ports import FloodedError
from tests.outreach.virtual import VirtualLoop, play

AISULU = 1001
RATE = 1000


async def paid(pacer: Pacer, loop: VirtualLoop, count: int, first: int = 10_000) -> list[float]:
    """When each of so many was let through; a window of 200 at a time, as the sender has."""
    made: list[float] = []
    slots = asyncio.Semaphore(200)

    async def one(chat_id: int) -> None:
        async with slots:
            await pacer.broadcast(chat_id, paid=True)
            made.append(loop.time())

    async with asyncio.TaskGroup() as group:
        for chat_id in range(first, first + count):
            group.create_task(one(chat_id))
    return made


def test_a_thousand_a_second_are_kept_within_three_per_cent_and_never_passed() -> None:
    async def scene(loop: VirtualLoop) -> list[float]:
        return await paid(Pacer(RATE, loop.time), loop, 5_000)

    made = play(scene)
    assert 4_999 / (made[-1] - made[0]) >= 0.97 * RATE
    assert all(b - a >= PAID_SECOND - 1e-6 for a, b in zip(made, made[PAID_CALLS:], strict=False))


def test_a_lower_rate_is_kept_too() -> None:
    async def scene(loop: VirtualLoop) -> list[float]:
        return await paid(Pacer(200, loop.time), loop, 1_000)

    made = play(scene)
    assert 999 / (made[-1] - made[0]) == pytest.approx(200, rel=0.02)


def test_timers_that_ring_late_do_not_cost_rate() -> None:
    async def scene(loop: VirtualLoop) -> float:
        pacer = Pacer(RATE, loop.time, lambda seconds: asyncio.sleep(seconds + 0.01))
        made = await paid(pacer, loop, 3_000)
        return 2_999 / (made[-1] - made[0])

    assert play(scene) >= 0.97 * RATE


def test_replies_and_edits_keep_their_thirty_and_wait_for_no_paid_call() -> None:
    async def scene(loop: VirtualLoop) -> tuple[list[float], list[float]]:
        pacer, answered, edited = Pacer(RATE, loop.time), list[float](), list[float]()

        async def reply(chat_id: int) -> None:
            await asyncio.sleep(1 + chat_id / 30)
            asked = loop.time()
            await pacer.reply(chat_id)
            answered.append(loop.time() - asked)

        async def edit(chat_id: int) -> None:
            await pacer.broadcast(chat_id)
            edited.append(loop.time())

        async with asyncio.TaskGroup() as group:
            group.create_task(paid(pacer, loop, 4_000))
            for chat_id in range(20):
                group.create_task(reply(chat_id))
            for chat_id in range(100, 220):
                group.create_task(edit(chat_id))
        return answered, edited

    answered, edited = play(scene)
    assert max(answered) < 0.05
    assert all(b - a >= SECOND - 1e-6 for a, b in zip(edited, edited[CALLS:], strict=False))


def test_a_chat_gets_one_a_second_whoever_pays() -> None:
    async def scene(loop: VirtualLoop) -> list[float]:
        pacer, made = Pacer(RATE, loop.time), list[float]()
        for _ in range(3):
            await pacer.broadcast(AISULU, paid=True)
            made.append(loop.time())
        return made

    made = play(scene)
    assert all(b - a >= SECOND - 1e-6 for a, b in pairwise(made))


def test_a_flood_wait_stops_paid_calls_too() -> None:
    async def scene(loop: VirtualLoop) -> None:
        pacer = Pacer(RATE, loop.time)
        pacer.flood(5, None)
        with pytest.raises(FloodedError):
            await pacer.broadcast(AISULU, paid=True)

    play(scene)
