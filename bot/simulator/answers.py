"""What goes back over HTTP."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

import orjson

OK = 200


class Cut(Enum):
    """How a connection ends without an answer."""

    CLOSED = "closed"
    RESET = "reset"


@dataclass(frozen=True, slots=True)
class Answer:
    """A response; or none at all, when `cut` says how the connection ends instead."""

    status: int
    body: bytes
    retry_after: int | None = None
    content_type: str = "application/json"
    cut: Cut | None = None


def success(result: Any, description: str = "") -> Answer:
    if description:
        return Answer(OK, orjson.dumps({"ok": True, "result": result, "description": description}))
    return Answer(OK, b'{"ok":true,"result":' + orjson.dumps(result) + b"}")


def refusal(code: int, description: str, parameters: Mapping[str, int] | None = None) -> Answer:
    shown: dict[str, Any] = {"ok": False, "error_code": code, "description": description}
    if parameters:
        shown["parameters"] = dict(parameters)
    return Answer(code, orjson.dumps(shown), parameters.get("retry_after") if parameters else None)
