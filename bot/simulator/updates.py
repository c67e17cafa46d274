"""The queue of updates: what is pending, for how long, for whom, and when it counts as confirmed."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

import orjson

DAY = 24 * 3600
LIFETIME = {"callback_query": 150, "shipping_query": 150, "pre_checkout_query": 150, "inline_query": 30}
LIFETIME |= {"chosen_inline_result": 600}
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
INLINE_QUEUE = 1 << 33
CALLBACK_QUEUE = 3 << 33
MEMBER_QUEUE = 5 << 33


@dataclass(slots=True, eq=False)
class Pending:
    """An update that the bot has not confirmed. `queue` is the webhook queue it keeps its order in."""

    update_id: int
    kind: str
    body: dict[str, Any]
    queue: int
    person: int
    until: float
    payload: bytes | None = None  # sent instead of the body: a poisoned update
    copies: int = 1
    fetched: bool = False

    def as_bytes(self) -> bytes:
        if self.payload is None:
            return orjson.dumps({"update_id": self.update_id, self.kind: self.body})
        return self.payload


class UpdateQueue:
    """Updates in the order of their ids."""

    def __init__(self, now: Callable[[], float], confirmed: Callable[[Pending], None]) -> None:
        self._now = now
        self._confirmed = confirmed
        self._pending: dict[int, Pending] = {}
        self._of_person: dict[int, int] = {}
        self.next_id = 100_000_000 + secrets.randbelow(800_000_000)
        self.allowed: frozenset[str] | None = None  # None: everything but NOT_BY_DEFAULT
        self.duplicates = 0  # this many of the next updates arrive twice
        self.arrived: list[Callable[[Pending], None]] = []

    def add(self, kind: str, body: dict[str, Any], *, queue: int, person: int) -> Pending | None:
        """Queue an update; None when the bot did not ask for this kind."""
        if not self.wanted(kind):
            return None
        update = Pending(self.next_id, kind, body, queue, person, self._now() + LIFETIME.get(kind, DAY))
        self.next_id += 1
        if self.duplicates:
            self.duplicates -= 1
            update.copies = 2
        self._put(update)
        return update

    def poison(self) -> Pending:
        """Queue an update that looks like a message and is none."""
        update = Pending(self.next_id, "message", {}, 0, 0, self._now() + DAY)
        update.payload = orjson.dumps({"update_id": self.next_id, "message": {"message_id": "?", "chat": 7}})
        self.next_id += 1
        self._put(update)
        return update

    def _put(self, update: Pending) -> None:
        self._pending[update.update_id] = update
        self._of_person[update.person] = self._of_person.get(update.person, 0) + 1
        for notify in self.arrived:
            notify(update)

    def wanted(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed is not None else kind not in NOT_BY_DEFAULT

    def confirm(self, update_id: int) -> None:
        update = self._pending.pop(update_id, None)
        if update is None:
            return
        left = self._of_person[update.person] - 1
        if left:
            self._of_person[update.person] = left
        else:
            del self._of_person[update.person]
        self._confirmed(update)

    def confirm_below(self, offset: int) -> None:
        """Forget what the offset confirms; a negative offset keeps that many of the newest."""
        done = list(self._pending)[:offset] if offset < 0 else list(takewhile(lambda i: i < offset, self._pending))
        for update_id in done:
            self.confirm(update_id)

    def drop_expired(self) -> None:
        now = self._now()
        for update_id in [u.update_id for u in self._pending.values() if u.until <= now]:
            self.confirm(update_id)

    def clear(self) -> None:
        for update_id in list(self._pending):
            self.confirm(update_id)

    def oldest(self, offset: int, limit: int) -> list[Pending]:
        found: list[Pending] = []
        for update in self._pending.values():
            if update.update_id >= offset:
                found.append(update)
                if len(found) == limit:
                    break
        return found

    def waits_for(self, person: int) -> bool:
        """Whether an update that this person caused is still unconfirmed."""
        return person in self._of_person

    def __contains__(self, update_id: int) -> bool:
        return update_id in self._pending

    def __len__(self) -> int:
        return len(self._pending)

    def __iter__(self) -> Iterator[Pending]:
        return iter(self._pending.values())
