"""How many updates one person may cause: a token bucket each, in bounded memory, before any database work."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

BURST = 20  # updates in a row, far beyond what impatient fingers do
RATE = 3.0  # a second afterwards
REMEMBERED = 10_000  # people; whoever was silent longest is forgotten first, and their bucket has filled again
SHARE_OF_A_GROUP = 3  # so many impatient people at once do not keep a group's administrators from the bot
SECONDS_BETWEEN_WARNINGS = 1.0
SECONDS_BETWEEN_REFUSALS = 300.0  # in a group, to whoever may not: all members see each


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
    """`clock` gives monotonic seconds. `share` is how many people one bucket is for."""

    def __init__(self, clock: Callable[[], float], share: int = 1) -> None:
        self._clock = clock
        self._burst, self._rate = float(BURST * share), RATE * share
        self._buckets: OrderedDict[int, _Bucket] = OrderedDict()

    def judge(self, chat_id: int) -> Verdict:
        """Whether the update that has just come from this chat is to be handled."""
        now = self._clock()
        bucket = self._bucket(chat_id, now)
        bucket.tokens = min(self._burst, bucket.tokens + (now - bucket.filled_at) * self._rate)
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
            bucket = self._buckets[chat_id] = _Bucket(self._burst, now)
            if len(self._buckets) > REMEMBERED:
                self._buckets.popitem(last=False)
        self._buckets.move_to_end(chat_id)
        return bucket


class Seldom:
    """Once in a while for each chat, in bounded memory; `clock` gives monotonic seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._last: OrderedDict[int, float] = OrderedDict()

    def allows(self, chat_id: int) -> bool:
        """Whether it is time again; asking counts when it is."""
        now = self._clock()
        if now - self._last.get(chat_id, float("-inf")) < SECONDS_BETWEEN_REFUSALS:
            return False
        self._last[chat_id] = now
        self._last.move_to_end(chat_id)
        if len(self._last) > REMEMBERED:
            self._last.popitem(last=False)
        return True


@dataclass(frozen=True, slots=True)
class Patience:
    """What a group may ask of the bot: `person` each of its people, `chat` all together."""

    person: Throttle
    chat: Throttle
    refusals: Seldom

    @classmethod
    def of(cls, person: Throttle, clock: Callable[[], float]) -> Self:
        """With a person's bucket the same one as in private."""
        return cls(person, Throttle(clock, SHARE_OF_A_GROUP), Seldom(clock))
