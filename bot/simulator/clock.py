"""The simulator's time: real and running, or standing still until a test moves it."""

import asyncio
import heapq
import itertools
import time
from typing import Protocol


class Clock(Protocol):
    """Seconds since the epoch, and a way to wait for them to pass. `running`: they pass by themselves."""

    running: bool

    def now(self) -> float: ...

    async def sleep(self, seconds: float) -> None: ...

    def advance(self, seconds: float) -> None: ...


class _Sleepers:
    """Who waits for which moment, woken in order when the moment has come."""

    def __init__(self) -> None:
        self._heap: list[tuple[float, int, asyncio.Future[None]]] = []
        self._numbers = itertools.count()

    def add(self, moment: float) -> asyncio.Future[None]:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._heap, (moment, next(self._numbers), future))
        return future

    def wake(self, now: float) -> None:
        while self._heap and self._heap[0][0] <= now:
            future = heapq.heappop(self._heap)[2]
            if not future.done():
                future.set_result(None)


class RealClock:
    """The wall clock at the start, carried on by the monotonic one; `advance` jumps ahead.

    It may start at another moment, and go `speed` times as fast.
    """

    running = True

    def __init__(self, start: float | None = None, speed: float = 1.0) -> None:
        self._origin = time.time() if start is None else start
        self._began = time.monotonic()
        self._speed = speed
        self._jumped = 0.0
        self._sleepers = _Sleepers()

    def now(self) -> float:
        return self._origin + self._jumped + (time.monotonic() - self._began) * self._speed

    async def sleep(self, seconds: float) -> None:
        moment = self.now() + seconds
        while (left := moment - self.now()) > 0:
            future = self._sleepers.add(moment)
            timer = asyncio.get_running_loop().call_later(left / self._speed, _finish, future)
            try:
                await future
            finally:
                timer.cancel()

    def advance(self, seconds: float) -> None:
        self._jumped += seconds
        self._sleepers.wake(self.now())


class FakeClock:
    """Stands still; `advance` moves it and wakes whoever waited for that moment."""

    running = False

    def __init__(self, now: float = 1_800_000_000.0) -> None:
        self._now = now
        self._sleepers = _Sleepers()

    def now(self) -> float:
        return self._now

    async def sleep(self, seconds: float) -> None:
        if seconds > 0:
            await self._sleepers.add(self._now + seconds)

    def advance(self, seconds: float) -> None:
        self._now += seconds
        self._sleepers.wake(self._now)


def _finish(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)
