"""Where methods of the Bot API are found by name."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.simulator.books import Call
from bot.simulator.world import World

Result = Any  # whatever orjson can write
Handler = Callable[[World, Call], Result | Awaitable[Result]]
H = TypeVar("H", bound=Handler)


@dataclass(frozen=True, slots=True)
class Registered:
    """A method under its proper name; getUpdates has no handler, the poller answers it."""

    name: str
    handler: Handler | None


HANDLERS: dict[str, Registered] = {"getupdates": Registered("getUpdates", None)}


@dataclass(frozen=True, slots=True)
class Described:
    """A result with a word to it."""

    result: Result
    description: str


def method(name: str) -> Callable[[H], H]:
    def register(handler: H) -> H:
        HANDLERS[name.lower()] = Registered(name, handler)
        return handler

    return register
