"""Flood control: how many messages Telegram takes, what it does with more, and a ledger of who sends too fast.

The real algorithm is secret; this is the model of telegram.md 7.7. It is off unless `limits` is set; the ledger of the
documented 30 messages a second is always kept.
"""

import math
from collections import deque
from dataclasses import dataclass

from bot.simulator.books import Call, Violations
from bot.simulator.chats import Account, Group
from bot.simulator.clock import Clock
from bot.simulator.errors import DelayedError, too_many_requests
from bot.simulator.parameters import flag

FREE_RATE = 30  # messages a second over all chats
PAID_RATE = 1000
STARS_PER_MESSAGE = 0.1
WINDOW = 1.0
GRACE = 0.5  # seconds in which calls that were under way already are not held against the bot
EARLY = 0.05  # a bot that waits as long as it was told may be this much early


@dataclass(frozen=True, slots=True)
class Limits:
    """Rates are per second; a burst is how many may come at once."""

    chat_rate: float = 1.0
    chat_burst: int = 3
    group_rate: float = 20 / 60
    group_burst: int = 20
    total_rate: float = FREE_RATE
    total_burst: int = FREE_RATE
    paid_rate: float = PAID_RATE
    paid_burst: int = PAID_RATE
    absorbed: float = 8.0  # waits up to this long are served late and not refused
    longest: float = 3600.0


class Bucket:
    """Lets `rate` a second through after a burst, by reckoning when the next one would be due."""

    __slots__ = ("_due", "_interval", "_tolerance")

    def __init__(self, rate: float, burst: int) -> None:
        self._interval = 1 / rate
        self._tolerance = (burst - 1) * self._interval
        self._due = -math.inf

    def wait(self, now: float) -> float:
        return max(0.0, self._due - self._tolerance - now)

    def take(self, now: float) -> None:
        self._due = max(self._due, now) + self._interval


@dataclass(slots=True)
class Wait:
    """A refusal that stands until a moment; `opened` is when it was spoken."""

    opened: float
    until: float


class Flood:
    """The gate that every send and edit passes before it takes effect."""

    def __init__(self, clock: Clock, violations: Violations) -> None:
        self._clock = clock
        self._violations = violations
        self._buckets: dict[int | None, Bucket] = {}
        self._paid: Bucket | None = None
        self._waits: dict[int | None, Wait] = {}
        self._limits: Limits | None = None
        self._sent: deque[float] = deque()
        self._sent_paid: deque[float] = deque()
        self.peak = 0  # most free messages seen in any window of a second
        self.stars = 0.0  # what paid broadcasts cost so far
        self.balance = 0.0  # stars there are

    @property
    def limits(self) -> Limits | None:
        return self._limits

    @limits.setter
    def limits(self, limits: Limits | None) -> None:
        self._limits = limits
        self._buckets.clear()
        self._paid = Bucket(limits.paid_rate, limits.paid_burst) if limits else None

    def refuse(self, seconds: float, chat_id: int | None) -> None:
        """Answer 429 to sends into this chat (None: into every chat) for this long."""
        now = self._clock.now()
        self._waits[chat_id] = Wait(now, now + seconds)

    def gate(self, call: Call, chat: Account | Group) -> None:
        """Let the call pass, hold it, or refuse it."""
        if call.gate_passed:
            return
        now = self._clock.now()
        self._check_waits(call, chat.id, now)
        paid = flag(call.given, "allow_paid_broadcast")
        if self._limits is not None:
            self._check_buckets(self._limits, chat, now, paid=paid)
        self._note(call, now, paid=paid)

    def clear(self) -> None:
        self._waits.clear()
        self._buckets.clear()
        self._sent.clear()
        self._sent_paid.clear()
        self.peak, self.stars = 0, 0.0

    def _check_waits(self, call: Call, chat_id: int, now: float) -> None:
        for scope in (chat_id, None):
            wait = self._waits.get(scope)
            if wait is None:
                continue
            if now >= wait.until - EARLY:
                del self._waits[scope]
                continue
            left = wait.until - now
            if now > wait.opened + GRACE:
                self._violations.add("flood-ignored", f"{left:.1f} s were still to be waited", call)
                left = min(left * 2, (self._limits or Limits()).longest)
                wait.until = now + left
            raise too_many_requests(max(1, math.ceil(left)))

    def _check_buckets(self, limits: Limits, chat: Account | Group, now: float, *, paid: bool) -> None:
        buckets = {chat.id: self._bucket(limits, chat)}
        if paid and self._paid is not None:
            buckets[0] = self._paid
        elif not paid:
            buckets[0] = self._total(limits)
        slowest = max(buckets, key=lambda scope: buckets[scope].wait(now))
        wait = buckets[slowest].wait(now)
        if wait > limits.absorbed:
            self.refuse(wait, slowest or None)
            raise too_many_requests(max(1, math.ceil(wait)))
        for bucket in buckets.values():
            bucket.take(now)
        if wait > 0:
            raise DelayedError(wait)

    def _bucket(self, limits: Limits, chat: Account | Group) -> Bucket:
        bucket = self._buckets.get(chat.id)
        if bucket is None:
            rate, burst = (
                (limits.group_rate, limits.group_burst)
                if isinstance(chat, Group)
                else (limits.chat_rate, limits.chat_burst)
            )
            bucket = self._buckets[chat.id] = Bucket(rate, burst)
        return bucket

    def _total(self, limits: Limits) -> Bucket:
        bucket = self._buckets.get(None)
        if bucket is None:
            bucket = self._buckets[None] = Bucket(limits.total_rate, limits.total_burst)
        return bucket

    def _note(self, call: Call, now: float, *, paid: bool) -> None:
        free = _counted(self._sent, now)
        if not paid:
            self.peak = max(self.peak, free)
            if free > FREE_RATE:
                self._violations.add("rate", f"{free} messages in one second, {FREE_RATE} are allowed", call)
            return
        self._sent.pop()
        count = _counted(self._sent_paid, now)
        if count > PAID_RATE:
            self._violations.add("rate", f"{count} paid messages in one second, {PAID_RATE} are allowed", call)
        if count + free - 1 > FREE_RATE:
            self.stars += STARS_PER_MESSAGE
            if self.stars > self.balance:
                self._violations.add("stars", f"{self.stars:.1f} stars spent, {self.balance:.1f} there", call)


def _counted(sent: deque[float], now: float) -> int:
    """How many were sent in the second that ends now, this one included."""
    sent.append(now)
    while sent[0] <= now - WINDOW:
        sent.popleft()
    return len(sent)
