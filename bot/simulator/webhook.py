"""Delivery of updates to the bot's own server: one queue per key, in order, again until it works."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import aiohttp
import orjson

from bot.simulator.clock import Clock
from bot.simulator.updates import Pending, UpdateQueue

RESPONSE_TIMEOUT = 60
FIRST_PAUSE, LONGEST_PAUSE = 2, 60
LONGEST_ASKED_PAUSE = 3600
HEADER = "X-Telegram-Bot-Api-Secret-Token"
SUCCESS = range(200, 300)
GONE, GONE_PATIENCE = 410, 23 * 3600

Run = Callable[[str, dict[str, Any]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Target:
    """Where updates go, as setWebhook said."""

    url: str
    secret: str = ""
    connections: int = 40
    certificate: bool = False


class Webhook:
    """Pushes pending updates to the target while there is one."""

    def __init__(self, updates: UpdateQueue, clock: Clock, run: Run) -> None:
        self._updates = updates
        self._clock = clock
        self._run = run
        self._queues: dict[int, deque[Pending]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None
        self._slots = asyncio.Semaphore(1)
        self._gone_since: float | None = None
        self.target: Target | None = None
        self.error_date: int | None = None
        self.error_message: str | None = None
        updates.arrived.append(self._enqueue)

    async def aim(self, target: Target | None) -> None:
        """Deliver to this target from now on; what is pending goes there first."""
        await self._halt()
        self.target = target
        self.error_date = self.error_message = None
        if target is None:
            return
        self._slots = asyncio.Semaphore(target.connections)
        for update in self._updates:
            self._enqueue(update)

    async def close(self) -> None:
        self.target = None
        await self._halt()
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _halt(self) -> None:
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._tasks.clear()
        self._queues.clear()

    def _enqueue(self, update: Pending) -> None:
        if self.target is None:
            return
        queue = self._queues.get(update.queue)
        if queue is not None:
            queue.append(update)
            return
        queue = self._queues[update.queue] = deque([update])
        task = asyncio.create_task(self._drain(update.queue, queue, self.target))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _drain(self, key: int, queue: deque[Pending], target: Target) -> None:
        failures = 0
        while queue and self.target is target:
            self._updates.drop_expired()
            update = queue[0]
            pause: float | None = None
            if update.update_id in self._updates:
                pause = await self._deliver(update, target, failures)
            if pause is None:
                failures = 0
                if update.update_id not in self._updates:
                    queue.popleft()
            else:
                failures += 1
                await self._clock.sleep(pause)
        self._queues.pop(key, None)

    async def _deliver(self, update: Pending, target: Target, failures: int) -> float | None:
        """Send one update; the seconds to wait before the next attempt, or None when it arrived."""
        headers = {"Content-Type": "application/json"}
        if target.secret:
            headers[HEADER] = target.secret
        update.fetched = True
        backoff = 0 if failures == 0 else min(FIRST_PAUSE * 2 ** (failures - 1), LONGEST_PAUSE)
        try:
            async with (
                self._slots,
                self._opened().post(
                    target.url, data=update.as_bytes(), headers=headers, allow_redirects=False, ssl=False
                ) as response,
            ):
                answer = await response.read()
                status, asked = response.status, response.headers.get("Retry-After", "")
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            return self._failed(f"Connection failed: {error}", backoff)
        self._note_gone(status)
        if status not in SUCCESS:
            told = min(int(asked), LONGEST_ASKED_PAUSE) if asked.isdigit() else backoff
            return self._failed(f"Wrong response from the webhook: {status} {response.reason}", told)
        await self._run_answer(answer)
        update.copies -= 1
        if update.copies == 0:
            self._updates.confirm(update.update_id)
        return None

    def _note_gone(self, status: int) -> None:
        """A server that has said for 23 hours that nothing is here any more loses its webhook."""
        now = self._clock.now()
        if status != GONE:
            self._gone_since = None
        elif self._gone_since is None:
            self._gone_since = now
        elif now - self._gone_since >= GONE_PATIENCE:
            self.target = None
            self._queues.clear()

    def _failed(self, message: str, pause: float) -> float:
        self.error_date = int(self._clock.now())
        self.error_message = message
        return pause

    async def _run_answer(self, answer: bytes) -> None:
        """A method named in the answer is run; its result goes nowhere."""
        try:
            called = orjson.loads(answer)
        except orjson.JSONDecodeError:
            return
        if not isinstance(called, dict) or not isinstance(called.get("method"), str):
            return
        name = called.pop("method")
        if name.lower() not in {"deletewebhook", "setwebhook", "close", "logout"} and not name.lower().startswith(
            "get"
        ):
            await self._run(name, called)

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                timeout=aiohttp.ClientTimeout(total=RESPONSE_TIMEOUT), connector=aiohttp.TCPConnector(limit=0)
            )
        return self._session
