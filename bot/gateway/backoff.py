"""Waits longer after each failure in a row, up to a bound."""

from collections.abc import Awaitable, Callable

FIRST, LONGEST = 1.0, 30.0  # seconds


class Backoff:
    def __init__(self, sleep: Callable[[float], Awaitable[None]]) -> None:
        self._sleep = sleep
        self._next = FIRST

    async def wait(self) -> None:
        seconds, self._next = self._next, min(self._next * 2, LONGEST)
        await self._sleep(seconds)

    def reset(self) -> None:
        self._next = FIRST
