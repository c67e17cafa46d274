"""Who may call Telegram now: one budget for every call of the token, people first.

Figures: 30 calls a second over all methods, one message a second in a chat with short bursts allowed, 20 a minute in
a group (Telegram's bot FAQ, "My bot is hitting limits").
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from math import inf

from bot.outreach.ports import FloodedError

# Calls leave here spaced and arrive at the server less so: one that is held up on the way comes closer to those behind
# it. Windows are kept this much longer than the server's, so that 50 ms of jitter breaks no limit there.
JITTER = 0.05
SECOND = 1 + JITTER
MINUTE = 60 + JITTER

CALLS = 30  # in any second
# Places of the 30 that broadcasts never take. A server's second has 5 free beside 25 broadcasts; our longer second
# holds 27 of them, and with one place fewer the default rate of 25 could not be kept.
FOR_REPLIES = 3
BURST = 3  # replies to one chat without a pause; then one a second
GROUP_CALLS = 20  # in any minute
GROUP_FOR_REPLIES = 5

# How late a broadcast may be and still not delay those behind it: timers ring up to a few milliseconds late, and
# without this the rate would lose a few per cent.
CATCH_UP = 0.01
SHORTEST = 0.001  # seconds; less is lost in the rounding of clocks
SWEEP = 10.0  # seconds between two clearings of chats that need no pacing any more


@dataclass(slots=True)
class _Chat:
    last: float = -inf
    replied: float = -inf  # when the replies so far, made one a second, would be through
    quiet: float = -inf
    minute: deque[float] = field(default_factory=lambda: deque(maxlen=GROUP_CALLS))  # groups only

    def is_idle(self, now: float) -> bool:
        return max(self.last + SECOND, self.replied, self.quiet, _room_at(self.minute, 1, MINUTE)) <= now


class Pacer:
    """Fits `ports.Gate`. `rate` is broadcasts a second; more than 25 is more than replies leave.

    `clock` and `sleep` are in seconds, monotonic.
    """

    def __init__(
        self, rate: int, clock: Callable[[], float], sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self._interval = 1 / rate
        self._clock = clock
        self._sleep = sleep
        self._calls: deque[float] = deque(maxlen=CALLS)
        self._slot = -inf  # when the next broadcast is due
        self._quiet = -inf
        self._chats: dict[int, _Chat] = {}
        self._sweep_at = -inf
        # A lock is a fair queue. Who holds one waits for what all its kind wait for; who waits for a chat of its own
        # stands outside, in nobody's way.
        self._in_line = 0  # replies that only wait for room
        self._replies = asyncio.Lock()
        self._broadcasts = asyncio.Lock()

    async def reply(self, chat_id: int | None) -> None:
        """See `Gate.reply`."""
        while True:
            await self._until(lambda: self._reply_heard_at(chat_id))
            self._in_line += 1
            try:
                async with self._replies:
                    await self._until(self._reply_room_at)
                    if self._reply_heard_at(chat_id) <= self._clock():
                        self._count_reply(chat_id)
                        return
            finally:
                self._in_line -= 1

    async def broadcast(self, chat_id: int) -> None:
        """See `Gate.broadcast`."""
        while True:
            await self._until(lambda: self._broadcast_heard_at(chat_id))
            async with self._broadcasts:
                await self._until(lambda: self._broadcast_room_at(chat_id))
                if self._broadcast_heard_at(chat_id) <= self._clock():
                    self._slot = max(self._slot, self._clock() - CATCH_UP) + self._interval
                    self._count(chat_id)
                    return

    def flood(self, seconds: float, chat_id: int | None) -> None:
        """See `Gate.flood`."""
        until = self._clock() + seconds
        if chat_id is None:
            self._quiet = max(self._quiet, until)
            return
        chat = self._chats.setdefault(chat_id, _Chat())
        chat.quiet = max(chat.quiet, until)

    @property
    def chats(self) -> int:
        """How many chats are remembered."""
        return len(self._chats)

    async def _until(self, moment: Callable[[], float]) -> None:
        """Sleeps until the moment, which is asked for again after each sleep: a flood wait may have moved it."""
        while (wait := moment() - self._clock()) > 0:
            await self._sleep(max(wait, SHORTEST))

    def _reply_heard_at(self, chat_id: int | None) -> float:
        chat = self._chats.get(chat_id) if chat_id is not None else None
        if chat is None:
            return -inf
        return max(chat.quiet, chat.replied - (BURST - 1) * SECOND, _room_at(chat.minute, GROUP_CALLS, MINUTE))

    def _reply_room_at(self) -> float:
        return max(self._quiet, _room_at(self._calls, CALLS, SECOND))

    def _broadcast_heard_at(self, chat_id: int) -> float:
        self._raise_if_flooded(chat_id)
        chat = self._chats.get(chat_id)
        if chat is None:
            return -inf
        return max(chat.last + SECOND, _room_at(chat.minute, GROUP_CALLS - GROUP_FOR_REPLIES, MINUTE))

    def _broadcast_room_at(self, chat_id: int) -> float:
        self._raise_if_flooded(chat_id)
        room = max(self._slot, _room_at(self._calls, CALLS - FOR_REPLIES, SECOND))
        # Somebody waits for an answer: whatever becomes free is theirs.
        return max(room, self._clock() + self._interval) if self._in_line else room

    def _raise_if_flooded(self, chat_id: int) -> None:
        now = self._clock()
        if self._quiet > now:
            raise FloodedError(self._quiet - now, None)
        chat = self._chats.get(chat_id)
        if chat is not None and chat.quiet > now:
            raise FloodedError(chat.quiet - now, chat_id)

    def _count_reply(self, chat_id: int | None) -> None:
        self._count(chat_id)
        if chat_id is not None:
            chat = self._chats[chat_id]
            chat.replied = max(chat.replied, chat.last) + SECOND

    def _count(self, chat_id: int | None) -> None:
        now = self._clock()
        self._calls.append(now)
        if now >= self._sweep_at:
            self._chats = {known: chat for known, chat in self._chats.items() if not chat.is_idle(now)}
            self._sweep_at = now + SWEEP
        if chat_id is None:
            return
        chat = self._chats.setdefault(chat_id, _Chat())
        chat.last = now
        if chat_id < 0:
            chat.minute.append(now)


def _room_at(calls: deque[float], most: int, window: float) -> float:
    """From when fewer than `most` calls lie within the window."""
    return calls[-most] + window if len(calls) >= most else -inf
