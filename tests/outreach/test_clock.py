"""The bell rings, and whoever waits hears it."""

import asyncio

import pytest

from bot.outreach.clock import Bell


@pytest.fixture
def quickly() -> float:
    return 0.01


async def test_it_rings_again_and_again_for_all_who_wait(quickly: float) -> None:
    bell, heard = Bell(quickly), [0, 0]

    async def listen(who: int) -> None:
        for _ in range(3):
            await bell.wait()
            heard[who] += 1

    bell.start()
    async with asyncio.timeout(5), asyncio.TaskGroup() as group:
        group.create_task(listen(0))
        group.create_task(listen(1))
    bell.stop()

    assert heard == [3, 3]


async def test_it_rings_however_late_the_loop_was(quickly: float) -> None:
    bell = Bell(quickly)
    bell.start()
    async with asyncio.timeout(5):
        await bell.wait()
        loop = asyncio.get_running_loop()
        busy_until = loop.time() + 20 * quickly
        while loop.time() < busy_until:
            pass
        await bell.wait()
        await bell.wait()
    bell.stop()
    assert loop.time() >= busy_until


async def test_after_the_end_nobody_waits_for_ever() -> None:
    bell = Bell(3600)
    bell.start()
    async with asyncio.timeout(5), asyncio.TaskGroup() as group:
        waiting = group.create_task(bell.wait())
        await asyncio.sleep(0)
        bell.stop()

    assert waiting.done()


async def test_a_ring_by_hand_is_heard_by_those_who_wait_already() -> None:
    bell = Bell()
    async with asyncio.timeout(5), asyncio.TaskGroup() as group:
        before = group.create_task(bell.wait())
        await asyncio.sleep(0)
        bell.ring()
        after = group.create_task(bell.wait())
        await before
        assert not after.done()
        bell.ring()

    assert after.done()
