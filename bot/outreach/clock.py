"""The bell: rings every second and knows nothing of what is due. Moments are kept in rows, never in the scheduler."""

import asyncio
import logging
from datetime import UTC

from apscheduler.schedulers.asyncio import AsyncIOScheduler


class Bell:
    """`start` and `stop` are called in the event loop that waits for it."""

    def __init__(self, every: float = 1.0) -> None:
        self._every = every  # seconds
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._next = asyncio.Event()

    def start(self) -> None:
        """Rings from now on."""
        # The scheduler's own log would say twice a second that nothing happened.
        logging.getLogger("apscheduler").setLevel(logging.WARNING)
        # A ring that comes late rings all the same, and several missed ones ring once; by default they are dropped.
        self._scheduler.add_job(
            self._strike, "interval", seconds=self._every, misfire_grace_time=None, coalesce=True, max_instances=1
        )
        self._scheduler.start()

    def stop(self) -> None:
        """Rings no more; whoever waits is let go."""
        self._scheduler.shutdown(wait=False)
        self.ring()

    def ring(self) -> None:
        """Rings once, now."""
        rung, self._next = self._next, asyncio.Event()
        rung.set()

    async def wait(self) -> None:
        """Waits for the next ring; one that rang while nobody waited is over."""
        await self._next.wait()

    async def _strike(self) -> None:
        # A coroutine, because the scheduler would run a plain function in a thread of its own.
        self.ring()
