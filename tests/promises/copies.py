"""What arrived: every copy of an announcement by chat, and the calls by the moment they came."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from bot.simulator.books import Call, CallLog
from bot.simulator.journal import Entry, Happening
from bot.simulator.server import Simulator
from tests.visits import BORIS, OLGA

PATIENCE = 30.0  # real seconds
KEPT = 2_000_000
STAFF = frozenset({BORIS, OLGA})  # their cards quote what they announce
NOT_SAID = frozenset({"getUpdates"})  # waiting for updates is not a message, and no limit counts it


class Copies:
    """Counts the messages that hold `words`, as they come; `last_at` is when the newest came."""

    def __init__(self, sim: Simulator, words: str) -> None:
        self._sim = sim
        self._words = words
        self._counts: Counter[int] = Counter()
        self.times: dict[int, list[float]] = {}
        self.first_at: float | None = None
        self.last_at: float = 0.0
        self.total = 0
        listen(sim, self._note)

    def __getitem__(self, chat_id: int) -> int:
        return self._counts[chat_id]

    @property
    def reached(self) -> int:
        return len(self._counts)

    async def until(self, total: float, patience: float = PATIENCE) -> None:
        """Waits until so many have arrived in all."""
        await self._sim.until(lambda: self.total >= total, patience)

    def lost(self, people: Iterable[int]) -> list[int]:
        return [one for one in people if not self._counts[one]]

    def repeated(self) -> dict[int, int]:
        """Who has more than one copy, and how many more."""
        return {one: count - 1 for one, count in self._counts.items() if count > 1}

    def _note(self, entry: Entry) -> None:
        message = entry.message
        if entry.what is not Happening.MESSAGE or message is None or not message.by_bot:
            return
        if message.chat_id in STAFF or self._words not in message.text:
            return
        self._counts[message.chat_id] += 1
        self.total += 1
        self.times.setdefault(message.chat_id, []).append(entry.at)
        self.first_at = entry.at if self.first_at is None else self.first_at
        self.last_at = entry.at


def keep_every_call(sim: Simulator) -> None:
    """The call log forgets the oldest of twenty thousand; a test that counts all of them must not."""
    sim.world.calls = CallLog(KEPT)


def most_within(moments: Iterable[float], seconds: float) -> int:
    """The most of these moments, in order, that lie within any window of this length."""
    inside: list[float] = []
    most = 0
    for moment in sorted(moments):
        inside.append(moment)
        while inside[0] <= moment - seconds:
            inside.pop(0)
        most = max(most, len(inside))
    return most


def shortest_gap(moments: Iterable[float]) -> float:
    return min((later - earlier for earlier, later in pairwise(sorted(moments))), default=float("inf"))


def said(sim: Simulator) -> Iterator[Call]:
    """Every call but the waiting for updates."""
    return (call for call in sim.calls if call.method not in NOT_SAID)


def listen(sim: Simulator, note: Callable[[Entry], None]) -> None:
    """Adds a listener to the journal, which has room for one."""
    earlier = sim.world.journal.watch

    def both(entry: Entry) -> None:
        if earlier is not None:
            earlier(entry)
        note(entry)

    sim.world.journal.watch = both
