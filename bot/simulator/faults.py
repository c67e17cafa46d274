"""Misfortunes on demand: broken connections, lost answers, server errors, strange updates."""

import math
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum

import orjson

from bot.simulator.answers import OK, Answer, Cut, refusal
from bot.simulator.books import Call
from bot.simulator.errors import SimulatorError, too_many_requests
from bot.simulator.world import World

BAD_GATEWAY = b"<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
EVERY = "*"


class FaultKind(StrEnum):
    RESET = "reset"  # the connection is reset, before or after the effect
    LOST = "lost"  # the call takes effect, the connection ends without an answer, after `seconds`
    SLOW = "slow"  # `seconds` pass before the effect, or between the effect and the answer
    ERROR = "500"
    GATEWAY = "502"  # an HTML page
    TRUNCATED = "truncated"  # the call takes effect, half of the answer arrives
    UNAUTHORIZED = "401"
    CONFLICT = "409"
    FLOOD = "429"  # wait `seconds`; stands for the chat when one is given, else for everybody
    EXTRA = "extra"  # the answer has fields that nobody knows
    POISON = "poison"  # an update that cannot be parsed, queued at once
    DUPLICATE = "duplicate"  # the next update arrives twice
    CLOCK = "clock"  # the clock jumps by `seconds` when the call comes


@dataclass(slots=True, eq=False)
class Fault:
    """What goes wrong, for which calls, and how often: `times`, or a `share` of the calls from 0 to 1."""

    kind: FaultKind
    method: str = EVERY
    chat_id: int | None = None
    times: int | None = 1
    share: float | None = None
    after_effect: bool = False
    seconds: float = 0.0
    fired: int = 0
    due: float = 0.0

    def strikes(self, call: Call) -> bool:
        """Whether this call is hit; a share is spread evenly, so that runs repeat."""
        if self.method not in {EVERY, call.method.lower()} or self.chat_id not in {None, call.chat_id}:
            return False
        if self.share is not None:
            self.due += self.share
            if self.due < 1:
                return False
            self.due -= 1
        elif self.times is not None and self.fired >= self.times:
            return False
        self.fired += 1
        return True


class Faults:
    """The misfortunes that wait for their calls."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._armed: list[Fault] = []

    def add(
        self,
        kind: FaultKind | str,
        method: str = EVERY,
        *,
        chat_id: int | None = None,
        times: int | None = 1,
        share: float | None = None,
        after_effect: bool = False,
        seconds: float = 0.0,
    ) -> Fault:
        try:
            kind = FaultKind(kind)
        except ValueError:
            raise SimulatorError(f"There is no fault {kind!r}; there are {[k.value for k in FaultKind]}.") from None
        fault = Fault(kind, method.lower(), chat_id, times, share, after_effect, seconds)
        if kind is FaultKind.POISON:
            for _ in range(times or 1):
                self._world.updates.poison()
            fault.fired = times or 1
        elif kind is FaultKind.DUPLICATE:
            self._world.updates.duplicates += times or 1
        else:
            self._armed.append(fault)
        return fault

    def clear(self) -> None:
        self._armed.clear()
        self._world.updates.duplicates = 0

    @property
    def armed(self) -> list[Fault]:
        return list(self._armed)

    def strike(self, call: Call) -> Fault | None:
        """The fault that hits this call, if any."""
        for fault in self._armed:
            if fault.strikes(call):
                return fault
        return None

    async def break_off(self, fault: Fault, effect: Callable[[], Awaitable[Answer]]) -> Answer:
        """What the bot gets to see of a call that is hit."""
        kind = fault.kind
        if kind is FaultKind.SLOW:
            return await self._slow(fault, effect)
        if kind is FaultKind.CLOCK:
            self._world.clock.advance(fault.seconds)
            return await effect()
        if kind is FaultKind.FLOOD:
            self._world.flood.refuse(fault.seconds, fault.chat_id)
            told = too_many_requests(max(1, math.ceil(fault.seconds)))
            return refusal(told.code, told.description, told.parameters)
        done = await effect() if fault.after_effect or kind in _AFTER_EFFECT else None
        if kind is FaultKind.LOST and fault.seconds:
            await self._world.clock.sleep(fault.seconds)
        return _broken(kind, done)

    async def _slow(self, fault: Fault, effect: Callable[[], Awaitable[Answer]]) -> Answer:
        if fault.after_effect:
            answer = await effect()
            await self._world.clock.sleep(fault.seconds)
            return answer
        await self._world.clock.sleep(fault.seconds)
        return await effect()


_AFTER_EFFECT = frozenset({FaultKind.LOST, FaultKind.TRUNCATED, FaultKind.EXTRA})
_FIXED = {
    FaultKind.RESET: Answer(0, b"", cut=Cut.RESET),
    FaultKind.LOST: Answer(0, b"", cut=Cut.CLOSED),
    FaultKind.ERROR: refusal(500, "Internal Server Error: restart"),
    FaultKind.GATEWAY: Answer(502, BAD_GATEWAY, content_type="text/html"),
    FaultKind.UNAUTHORIZED: refusal(401, "Unauthorized"),
    FaultKind.CONFLICT: refusal(
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    ),
}


def _broken(kind: FaultKind, done: Answer | None) -> Answer:
    if done is None or kind in _FIXED:
        return _FIXED[kind]
    if kind is FaultKind.TRUNCATED:
        return Answer(done.status, done.body[: len(done.body) // 2])
    body = orjson.loads(done.body) | {"new_field": {"of": "tomorrow"}}
    if done.status == OK and isinstance(body.get("result"), dict):
        body["result"]["another_new_field"] = [1, "2", None]
    return Answer(done.status, orjson.dumps(body))
