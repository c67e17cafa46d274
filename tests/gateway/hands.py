"""A clock whose hands a test moves, and a sleep that moves them."""

import asyncio
from dataclasses import dataclass, field


@dataclass(slots=True)
class Hands:
    """Called, it is a monotonic clock in seconds. `slept` is what was slept, in order."""

    now: float = 0.0
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    def move(self, seconds: float) -> None:
        self.now += seconds

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)
