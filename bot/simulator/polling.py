"""getUpdates: one poller at a time, waiting for what comes."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.simulator.books import Call, Violations
from bot.simulator.errors import conflict
from bot.simulator.parameters import integer, nested
from bot.simulator.updates import Pending, UpdateQueue

LIMIT = 100
LONGEST_POLL = 50
BATCHING = 0.0015  # seconds between the first update and the answer, so that batches form
REPEATED = 3.0  # seconds in which a second poll with the same offset is held, and a second conflict too
HURRIED = 0.5

TERMINATED = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_SET = "terminated by setWebhook request"
WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


@dataclass(slots=True, eq=False)
class Poll:
    """A poller that waits. `connected` says whether anybody is still listening."""

    wake: asyncio.Future[str | None]
    connected: Callable[[], bool]


class Poller:
    """Serves getUpdates from the queue.

    `hold_repeated` keeps a second poll with the same offset waiting for up to three seconds, as the real server does;
    tests that stop bots all the time leave it off.
    """

    def __init__(self, updates: UpdateQueue, violations: Violations) -> None:
        self._updates = updates
        self._violations = violations
        self._waiting: Poll | None = None
        self._last_conflict = -REPEATED
        self._last = (0, -REPEATED, -REPEATED)  # offset, started, finished
        self.hold_repeated = False
        self.webhook_active: Callable[[], bool] = bool
        updates.arrived.append(self._wake)

    async def poll(self, call: Call, connected: Callable[[], bool]) -> list[Pending]:
        if self.webhook_active():
            raise conflict(WEBHOOK_ACTIVE)
        self._replace(call)
        offset = integer(call.given, "offset")
        self._allow(nested(call.given, "allowed_updates"))
        self._updates.drop_expired()
        if offset:
            self._updates.confirm_below(offset)
        limit, timeout = self._pace(call, offset)
        found = self._updates.oldest(offset, limit)
        if not found and timeout > 0:
            await self._wait(timeout, connected)
            self._updates.drop_expired()
            found = self._updates.oldest(offset, limit)
        self._last = (*self._last[:2], asyncio.get_running_loop().time())
        for update in found:
            update.fetched = True
        return found

    async def terminate(self, reason: str) -> None:
        """Send the waiting poller away with a 409."""
        if self._waiting is not None and not self._waiting.wake.done():
            self._waiting.wake.set_result(reason)

    def release(self) -> None:
        """Let the waiting poller go with what there is: the server is closing."""
        if self._waiting is not None and not self._waiting.wake.done():
            self._waiting.wake.set_result(None)

    def _replace(self, call: Call) -> None:
        older = self._waiting
        if older is None or older.wake.done():
            return
        if older.connected():
            self._violations.add("second-poller", "getUpdates while another getUpdates was waiting", call)
        older.wake.set_result(TERMINATED)

    def _allow(self, kinds: Any) -> None:
        if isinstance(kinds, list):
            self._updates.allowed = frozenset(str(kind) for kind in kinds) or None

    def _pace(self, call: Call, offset: int) -> tuple[int, float]:
        limit = min(max(integer(call.given, "limit", LIMIT), 1), LIMIT)
        timeout = float(min(max(integer(call.given, "timeout"), 0), LONGEST_POLL))
        now = asyncio.get_running_loop().time()
        last_offset, started, finished = self._last
        if self.hold_repeated and offset == last_offset:
            if timeout < REPEATED and now < started + REPEATED:
                timeout = REPEATED
            if now < finished + HURRIED:
                limit = 1
        self._last = (offset, now, finished)
        return limit, timeout

    async def _wait(self, seconds: float, connected: Callable[[], bool]) -> None:
        poll = Poll(asyncio.get_running_loop().create_future(), connected)
        self._waiting = poll
        try:
            async with asyncio.timeout(seconds):
                reason = await poll.wake
        except TimeoutError:
            return
        finally:
            if self._waiting is poll:
                self._waiting = None
        if reason is not None:
            await self._refuse(reason)
        await asyncio.sleep(BATCHING)

    async def _refuse(self, reason: str) -> None:
        now = asyncio.get_running_loop().time()
        repeated = now < self._last_conflict + REPEATED
        self._last_conflict = now
        if repeated:
            await asyncio.sleep(REPEATED)
        raise conflict(reason)

    def _wake(self, _update: Pending) -> None:
        if self._waiting is not None and not self._waiting.wake.done():
            self._waiting.wake.set_result(None)
