"""The table of operations: verb, path, what it takes and what it answers."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeVar, get_type_hints

from pydantic import BaseModel

from bot.simulator.control.bodies import Body
from bot.simulator.control.stage import Stage

# The id in the path (0 without one), and what came with the request: the body of a POST, the query of a GET.
Run = Callable[[Stage, int, Any], BaseModel | Awaitable[BaseModel]]
R = TypeVar("R", bound=Run)


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation; its summary is the first line of its function's docstring, its answer the annotated one."""

    verb: str
    path: str
    body: type[Body]
    run: Run
    pattern: re.Pattern[str]

    @property
    def summary(self) -> str:
        return (self.run.__doc__ or "").partition("\n")[0]

    @property
    def answer(self) -> type[BaseModel]:
        answer: type[BaseModel] = get_type_hints(self.run)["return"]
        return answer


OPERATIONS: list[Operation] = []


def operation(verb: str, path: str, body: type[Body] = Body) -> Callable[[R], R]:
    """Register a function; `{id}` in the path is an integer."""

    def register(run: R) -> R:
        pattern = re.compile(re.escape(path).replace(r"\{id\}", "(-?[0-9]+)"))
        OPERATIONS.append(Operation(verb, path, body, run, pattern))
        return run

    return register
