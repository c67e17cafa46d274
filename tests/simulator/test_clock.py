import asyncio

from bot.simulator.clock import FakeClock, RealClock


async def test_a_fake_clock_wakes_sleepers_in_order() -> None:
    clock = FakeClock(100.0)
    woken: list[int] = []

    async def sleep(seconds: int) -> None:
        await clock.sleep(seconds)
        woken.append(seconds)

    tasks = [asyncio.create_task(sleep(seconds)) for seconds in (3, 1, 2)]
    await asyncio.sleep(0)
    clock.advance(2)
    await asyncio.sleep(0.01)
    assert woken == [1, 2]
    clock.advance(1)
    await asyncio.gather(*tasks)
    assert (woken, clock.now()) == ([1, 2, 3], 103.0)


async def test_a_real_clock_runs_and_can_jump() -> None:
    clock = RealClock()
    start = clock.now()
    sleeper = asyncio.create_task(clock.sleep(3600))
    await asyncio.sleep(0.01)
    clock.advance(3600)
    await asyncio.wait_for(sleeper, 5)
    assert clock.now() - start > 3600
    await clock.sleep(0.01)
    assert clock.now() - start > 3600.02


async def test_a_real_clock_may_start_elsewhere_and_run_faster() -> None:
    clock = RealClock(100.0, speed=3600)
    await asyncio.wait_for(clock.sleep(60), 5)
    assert 160 <= clock.now() < 100 + 3600 * 5
