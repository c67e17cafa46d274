"""How many updates one person may cause: a token bucket each, in bounded memory, before any database work."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

BURST = 20  # updates in a row, far beyond what impatient fingers do
RATE = 3.0  # a second afterwards
REMEMBERED = 10_000  # people; whoever was silent longest is forgotten first, and their bucket has filled again
SECONDS_BETWEEN_WARNINGS = 1.0


class Verdict(StrEnum):
    """What to do with an update."""

    HANDLE = "handle"
    WARN = "warn"  # too many: say so, at most once a second
    DROP = "drop"  # too many, and they were told


@dataclass(slots=True)
class _Bucket:
    tokens: float
    filled_at: float
    warned_at: float = float("-inf")


class Throttle:
    """`clock` gives monotonic seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._buckets: OrderedDict[int, _Bucket] = OrderedDict()

    def judge(self, chat_id: int) -> Verdict:
        """Whether the update that has just come from this chat is to be handled."""
        now = self._clock()
        bucket = self._bucket(chat_id, now)
        bucket.tokens = min(float(BURST), bucket.tokens + (now - bucket.filled_at) * RATE)
        bucket.filled_at = now
        if bucket.tokens >= 1:
            bucket.tokens -= 1
            return Verdict.HANDLE
        if now - bucket.warned_at < SECONDS_BETWEEN_WARNINGS:
            return Verdict.DROP
        bucket.warned_at = now
        return Verdict.WARN

    def __len__(self) -> int:
        return len(self._buckets)

    def _bucket(self, chat_id: int, now: float) -> _Bucket:
        bucket = self._buckets.get(chat_id)
        if bucket is None:
            bucket = self._buckets[chat_id] = _Bucket(float(BURST), now)
            if len(self._buckets) > REMEMBERED:
                self._buckets.popitem(last=False)
        self._buckets.move_to_end(chat_id)
        return bucket
