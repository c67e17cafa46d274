"""Who may call Telegram now: one budget for every call of the token, people first.

Figures: 30 calls a second over all methods, one message a second in a chat with short bursts allowed, 20 a minute in
a group, 1,000 messages a second that are paid for (Telegram's bot FAQ, "My bot is hitting limits").
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from math import inf

from bot.outreach.ports import FloodedError, LaneShutError

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

# Paid calls have 1,000 places of their own. At that rate 1 % of a second is ten calls' worth of jitter.
PAID_CALLS = 1000
PAID_SECOND = 1.01

# How late a broadcast may be, in seconds, and still not delay those behind it: timers ring a few milliseconds late, and
# whatever else the process does now and then takes tens of them; without this the rate would fall short. What keeps the
# limit is the window. Paid calls leave several at a ring, or the timers would cost more than the calls.
CATCH_UP = 0.05
SHORTEST, PAID_SHORTEST = 0.001, 0.005  # seconds of a sleep; less is lost in the rounding of clocks
SWEEP = 10.0  # seconds between two clearings of chats that need no pacing any more

# Calls to one chat within so many seconds count together, up to three: see `gateway.floods`. Where there were three
# it is remembered for as long as an answer may take.
TOGETHER = 5.0
LONGEST_ANSWER = 30.0


@dataclass(slots=True)
class _Chat:
    last: float = -inf
    second: float = -inf  # the call before the last
    third: float = -inf
    replied: float = -inf  # when the replies so far, made one a second, would be through
    quiet: float = -inf
    minute: deque[float] | None = None  # groups only

    @property
    def burst(self) -> int:
        """How many of the last three calls were made together, the last one included."""
        since = self.last - TOGETHER
        return 1 + (self.second >= since) + (self.third >= since)

    def is_idle(self, now: float) -> bool:
        told_by = self.last + (LONGEST_ANSWER if self.third >= self.last - TOGETHER else TOGETHER)
        return max(told_by, self.replied, self.quiet, self.heard_at(1)) <= now

    def heard_at(self, most: int) -> float:
        """From when fewer than `most` calls of a group lie within a minute."""
        return -inf if self.minute is None else _room_at(self.minute, most, MINUTE)


class _Lane:
    """Broadcasts of one kind, which keep their distance from each other."""

    def __init__(self, rate: float, shortest: float) -> None:
        self.interval = 1 / rate
        self.shortest = shortest
        self.slot = -inf  # when the next one is due
        self.turn = asyncio.Lock()

    def take(self, now: float) -> None:
        """Who comes later than that was not late but had nothing to send, and has nothing to catch up."""
        self.slot = (self.slot if now - self.slot <= CATCH_UP else now) + self.interval


class Pacer:
    """Fits `ports.Gate`. `rate` is broadcasts a second, of which more than 25 is more than replies leave, unless they
    are paid for.

    `clock` and `sleep` are in seconds, monotonic. While `may_broadcast` says no, no broadcast is let through.
    """

    def __init__(
        self,
        rate: int,
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        may_broadcast: Callable[[], bool] = lambda: True,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._may_broadcast = may_broadcast
        self._calls: deque[float] = deque(maxlen=CALLS)
        self._paid_calls: deque[float] = deque(maxlen=PAID_CALLS)
        self._quiet = -inf
        self._chats: dict[int, _Chat] = {}
        self._sweep_at = -inf
        # A lock is a fair queue. Who holds one waits for what all its kind wait for; who waits for a chat of its own
        # stands outside, in nobody's way.
        self._in_line = 0  # replies that only wait for room
        self._replies = asyncio.Lock()
        self._free = _Lane(min(rate, CALLS), SHORTEST)
        self._paid = _Lane(rate, PAID_SHORTEST)

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

    async def broadcast(self, chat_id: int, *, paid: bool = False) -> None:
        """See `Gate.broadcast`."""
        lane, room_at = (self._paid, self._paid_room_at) if paid else (self._free, self._free_room_at)
        while True:
            await self._until(lambda: self._broadcast_heard_at(chat_id))
            async with lane.turn:
                await self._until(lambda: room_at(chat_id), lane.shortest)
                now = self._clock()
                if self._broadcast_heard_at(chat_id) <= now:
                    lane.take(now)
                    (self._paid_calls if paid else self._calls).append(now)
                    self._note(chat_id, now)
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

    def burst_of(self, chat_id: int) -> int:
        """How many calls to this chat, three at most, were made within the five seconds up to the last of them."""
        chat = self._chats.get(chat_id)
        return chat.burst if chat is not None else 1

    async def _until(self, moment: Callable[[], float], shortest: float = SHORTEST) -> None:
        """Sleeps until the moment, which is asked for again after each sleep: a flood wait may have moved it."""
        while (wait := moment() - self._clock()) > 0:
            await self._sleep(max(wait, shortest))

    def _reply_heard_at(self, chat_id: int | None) -> float:
        chat = self._chats.get(chat_id) if chat_id is not None else None
        if chat is None:
            return -inf
        return max(chat.quiet, chat.replied - (BURST - 1) * SECOND, chat.heard_at(GROUP_CALLS))

    def _reply_room_at(self) -> float:
        return max(self._quiet, _room_at(self._calls, CALLS, SECOND))

    def _broadcast_heard_at(self, chat_id: int) -> float:
        self._raise_if_turned_back(chat_id)
        chat = self._chats.get(chat_id)
        if chat is None:
            return -inf
        return max(chat.last + SECOND, chat.heard_at(GROUP_CALLS - GROUP_FOR_REPLIES))

    def _free_room_at(self, chat_id: int) -> float:
        self._raise_if_turned_back(chat_id)
        room = max(self._free.slot, _room_at(self._calls, CALLS - FOR_REPLIES, SECOND))
        # Somebody waits for an answer: whatever becomes free is theirs.
        return max(room, self._clock() + self._free.interval) if self._in_line else room

    def _paid_room_at(self, chat_id: int) -> float:
        self._raise_if_turned_back(chat_id)
        return max(self._paid.slot, _room_at(self._paid_calls, PAID_CALLS, PAID_SECOND))

    def _raise_if_turned_back(self, chat_id: int) -> None:
        now = self._clock()
        if self._quiet > now:
            raise FloodedError(self._quiet - now, None)
        chat = self._chats.get(chat_id)
        if chat is not None and chat.quiet > now:
            raise FloodedError(chat.quiet - now, chat_id)
        if not self._may_broadcast():
            raise LaneShutError

    def _count_reply(self, chat_id: int | None) -> None:
        now = self._clock()
        self._calls.append(now)
        if chat_id is not None:
            chat = self._note(chat_id, now)
            chat.replied = max(chat.replied, now) + SECOND

    def _note(self, chat_id: int, now: float) -> _Chat:
        """A call to this chat is made now."""
        if now >= self._sweep_at:
            self._chats = {known: chat for known, chat in self._chats.items() if not chat.is_idle(now)}
            self._sweep_at = now + SWEEP
        chat = self._chats.get(chat_id)
        if chat is None:
            chat = self._chats[chat_id] = _Chat()
        chat.third, chat.second, chat.last = chat.second, chat.last, now
        if chat_id < 0:
            chat.minute = chat.minute or deque(maxlen=GROUP_CALLS)
            chat.minute.append(now)
        return chat


def _room_at(calls: deque[float], most: int, window: float) -> float:
    """From when fewer than `most` calls lie within the window."""
    return calls[-most] + window if len(calls) >= most else -inf
