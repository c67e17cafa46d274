"""From a method name and its parameters to an answer, with the books kept."""

import asyncio
import importlib
import logging
from collections.abc import Callable
from typing import Any

from bot.simulator.answers import OK, Answer, refusal, success
from bot.simulator.books import Call
from bot.simulator.errors import BotApiError, DelayedError
from bot.simulator.faults import Faults
from bot.simulator.methods import (
    about,
    answering,
    chat,
    copying,
    editing,
    grouping,
    media,
    offering,
    receiving,
    sending,
)
from bot.simulator.methods.registry import HANDLERS, Described, Handler, Registered
from bot.simulator.parameters import Given
from bot.simulator.updates import Pending
from bot.simulator.world import World

# Importing the modules fills the registry.
MODULES = (about, answering, chat, copying, editing, grouping, media, offering, receiving, sending)

Problems = Callable[..., list[str]]

log = logging.getLogger(__name__)


class Dispatcher:
    """Checks a call against the Bot API, runs it, and notes what was wrong with it."""

    def __init__(self, world: World, faults: Faults) -> None:
        self.world = world
        self.faults = faults
        self.problems: Problems | None = None

    def prepare(self) -> None:
        """Read the Bot API, if calls are to be checked against it; takes seconds, and lenient mode does without."""
        if self.world.violations.strict and self.problems is None:
            self.problems = importlib.import_module("bot.simulator.checks").problems

    async def call(self, name: str, raw: bytes, given: Given, connected: Callable[[], bool], *, form: bool) -> Answer:
        """Answer one request; `connected` says whether the bot still waits for it, `form` that all values are texts."""
        known = HANDLERS.get(name.lower())
        call = self.world.calls.add(known.name if known else name, raw, given, self.world.clock.now())

        async def effect() -> Answer:
            return await self._effect(call, known, connected, form=form)

        fault = self.faults.strike(call)
        answer = await (effect() if fault is None else self.faults.break_off(fault, effect))
        call.status = answer.status
        call.answer = answer.body
        call.took = self.world.clock.now() - call.at
        self.world.hub.publish("call", call.describe)
        return answer

    async def run(self, name: str, given: Given) -> None:
        """Run a method that came in the answer to a webhook delivery."""
        await self.call(name, b"", given, _always, form=False)

    async def _effect(
        self, call: Call, known: Registered | None, connected: Callable[[], bool], *, form: bool
    ) -> Answer:
        if known is None:
            self.world.violations.add("unknown-method", f"there is no method {call.method} here", call)
            return refusal(404, "Not Found: method not found")
        if self.problems is not None:
            for problem in self.problems(call.method, call.given, form=form):
                self.world.violations.add("parameter", problem, call)
        try:
            if known.handler is None:
                return _batch(await self.world.poller.poll(call, connected))
            return _success(await self._run(known.handler, call))
        except BotApiError as error:
            if error.violation:
                self.world.violations.add(error.violation, error.description, call)
            return refusal(error.code, error.description, error.parameters)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            log.exception("%s could not be read", call.method)
            self.world.violations.add("parameter", f"cannot be read: {error!r}", call)
            return refusal(400, "Bad Request: can't parse parameters")

    async def _run(self, handler: Handler, call: Call) -> Any:
        try:
            result = handler(self.world, call)
        except DelayedError as delay:
            await self.world.clock.sleep(delay.seconds)
            call.gate_passed = True
            result = handler(self.world, call)
        return await result if asyncio.iscoroutine(result) else result


def _always() -> bool:
    return True


def _success(result: Any) -> Answer:
    if isinstance(result, Described):
        return success(result.result, result.description)
    return success(result)


def _batch(updates: list[Pending]) -> Answer:
    bodies = [update.as_bytes() for update in updates for _ in range(update.copies)]
    return Answer(OK, b'{"ok":true,"result":[' + b",".join(bodies) + b"]}")
