"""Lets one process of a database send: it works while it holds the seat, and stops at once when it has lost it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Protocol

from bot.store.errors import StoreUnreachableError

_log = logging.getLogger(__name__)

TRY_AGAIN = 1.0  # seconds between two tries for the seat
ASK = 2.0  # seconds between two questions whether it is still ours
# Seconds between taking a seat that was another's and beginning: enough for one who is alive, and has just lost it, to
# have heard of it.
HANDOVER = 0.5


class Chair(Protocol):
    """What leadership needs of a seat; see `store.seat.Seat`."""

    async def take(self, lost: Callable[[], None]) -> bool: ...
    async def is_held(self) -> bool: ...
    async def leave(self) -> None: ...


class Leadership:
    """`sleep` takes seconds. `standing_by` is called at each try for the seat: the process is well, and waits."""

    def __init__(
        self,
        seat: Chair,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        standing_by: Callable[[], None] = lambda: None,
    ) -> None:
        self._seat = seat
        self._sleep = sleep
        self._standing_by = standing_by
        self._over: asyncio.Event | None = None  # of the term that is being served
        self._stands_by = self._is_cut_off = False
        self.leads = False  # whether this process may send now
        self.in_charge = False  # whether it leads, or was the last that did as far as it knows

    async def run(self, stop: asyncio.Event, serve: Callable[[asyncio.Event], Awaitable[None]]) -> None:
        """Until `stop` is set, calls `serve` for each term of leading; it has to end when the event it is given is set.

        When it ends because the seat was lost, `leads` is False already.
        """
        try:
            while not stop.is_set():
                if await self._takes_the_seat(stop):
                    await self._lead(stop, serve)
                else:
                    await self._pause(stop, TRY_AGAIN)
        finally:
            await self._seat.leave()

    async def _takes_the_seat(self, stop: asyncio.Event) -> bool:
        self._standing_by()
        try:
            taken = await self._seat.take(self._lose)
        except StoreUnreachableError as error:
            if not self._is_cut_off:
                _log.warning("nobody can be asked who sends (%s): trying again", type(error).__name__)
            self._is_cut_off = True
            return False
        self._is_cut_off = False
        if taken and self._stands_by:
            await self._pause(stop, HANDOVER)
        if not taken and not self._stands_by:
            _log.info("another process sends: standing by")
        self._stands_by = not taken
        self.in_charge = taken
        return taken and not stop.is_set()

    async def _lead(self, stop: asyncio.Event, serve: Callable[[asyncio.Event], Awaitable[None]]) -> None:
        over = self._over = asyncio.Event()
        self.leads = True
        _log.info("this process sends")
        try:
            async with asyncio.TaskGroup() as group:
                keeping = group.create_task(self._keep(stop, over))
                await serve(over)
                keeping.cancel()
        finally:
            self.leads, self._over = False, None
        if not stop.is_set():
            await self._seat.leave()

    async def _keep(self, stop: asyncio.Event, over: asyncio.Event) -> None:
        """Sets `over` when the process is to stop, or the seat is lost."""
        while not stop.is_set() and not over.is_set():
            if not await self._seat.is_held():
                self._lose()
                return
            await self._pause(stop, ASK)
        over.set()

    def _lose(self) -> None:
        """From this moment nothing more goes out."""
        if self._over is None or not self.leads:
            return
        self.leads = False
        self._over.set()
        _log.warning("the seat of the process that sends was lost: nothing goes out until it is ours again")

    async def _pause(self, stop: asyncio.Event, seconds: float) -> None:
        async with asyncio.TaskGroup() as group:
            resting = group.create_task(_resolved(self._sleep(seconds)))
            bell = group.create_task(stop.wait())
            await asyncio.wait({resting, bell}, return_when=asyncio.FIRST_COMPLETED)
            resting.cancel()
            bell.cancel()


async def _resolved(waiting: Awaitable[None]) -> None:
    await waiting
