"""Work that a stop cuts short."""

import asyncio

import pytest

from bot.until import unless


async def answer() -> str:
    await asyncio.sleep(0)
    return "done"


async def test_work_that_ends_gives_what_it_has() -> None:
    assert await unless(asyncio.Event(), answer()) == "done"


async def test_a_stop_comes_first() -> None:
    stop = asyncio.Event()
    cut = asyncio.Event()

    async def endless() -> str:
        try:
            await asyncio.Event().wait()
        finally:
            cut.set()
        return "never"

    asyncio.get_running_loop().call_soon(stop.set)
    assert await unless(stop, endless()) is None
    assert cut.is_set()


async def test_an_error_of_the_work_gets_through() -> None:
    async def fail() -> None:
        raise LookupError

    with pytest.RaisesGroup(LookupError):
        await unless(asyncio.Event(), fail())
